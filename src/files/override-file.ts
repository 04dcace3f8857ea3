import type { Construct } from 'constructs';
import type { IResolver } from 'projen/lib/file';
import { ObjectFile } from 'projen/lib/object-file';
import { Project } from 'projen/lib/project';
import { withHeader } from '../ownership/header';
import { gitOptions } from '../ownership/managed-path';
import { RESOLVER } from '../ownership/rendered-text';
import { apiName } from '../text/api-name';
import { sample } from '../text/sample';
import { toYaml } from '../text/yaml-text';

/** `docker-compose.override.yml` as projen's file, which renders YAML that every reader understands alike. */
export class OverrideFile extends ObjectFile {
  public constructor(scope: Construct, filePath: string, obj: () => object) {
    super(scope, filePath, { obj, ...gitOptions(Project.of(scope)) });
  }

  public addOverride(keys: string, value: any): void {
    super.addOverride(keys, value);
    for (const empty of emptyMappings(value, keys)) {
      const [, section, name] = /^(volumes|networks)\.([^.]+)$/.exec(empty) ?? [];
      const method = section === undefined ? '' : `, or declare it with ${apiName(section === 'volumes' ? 'addVolume' : 'addNetwork')}('${name}')`;
      // jsii drops a None of Python.
      const wayOut = sample('Give it null', 'Put something into it');
      this.project.logger.warn(
        `${apiName('addOverride')}() writes nothing for ${empty} in ${this.path}, because projen drops an empty mapping. ${wayOut}${method}.`,
      );
    }
  }

  public _rendered(): unknown {
    const json = super.synthesizeContent(RESOLVER);
    return json === undefined ? undefined : JSON.parse(json);
  }

  /** Whether no escape hatch was used. */
  public _isAsDeclared(): boolean {
    const { rawOverrides, patchOperations } = this as unknown as { rawOverrides?: object; patchOperations?: readonly unknown[] };
    return rawOverrides !== undefined && Object.keys(rawOverrides).length === 0 && patchOperations?.length === 0;
  }

  protected synthesizeContent(resolver: IResolver): string | undefined {
    const json = super.synthesizeContent(resolver);
    if (json === undefined) {
      return undefined;
    }
    return withHeader(this, `# The Astro CLI merges this file over its own compose file on "astro dev start".\n${toYaml(JSON.parse(json))}`);
  }
}

function emptyMappings(value: unknown, keys: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [];
  }
  const members = Object.entries(value);
  return members.length === 0 ? [keys] : members.flatMap(([key, inner]) => emptyMappings(inner, `${keys}.${key}`));
}
