import type { Construct } from 'constructs';
import { StarterFile } from '../ownership/starter-file';
import { PRIVATE_MODE, readUserFile } from '../ownership/user-file';
import { AstroAirflowError } from '../text/error';
import { yamlLibrary } from '../text/yaml-library';

const FILE = '.astro/config.yaml';

/**
 * `.astro/config.yaml`, which every `astro dev` command needs and the Astro CLI writes to. It is the user's once it is
 * there, and then only looked at: a file that the CLI cannot read fails at "astro dev start" alone.
 */
export class AstroConfig extends StarterFile {
  public constructor(scope: Construct, name: string) {
    // The Astro CLI gives it this mode, and keeps a password of a local registry in it.
    super(scope, FILE, configText(name), PRIVATE_MODE);
  }

  /** @internal */
  public _preflight(): void {
    super._preflight();
    const text = readUserFile(this.absolutePath, this.project.root.outdir, this.name);
    if (text !== undefined && !isConfig(text)) {
      throw new AstroAirflowError(`${this.name} is not a YAML mapping, so the Astro CLI cannot read it. Fix it, or delete it to get a new one.`);
    }
  }
}

/** The Go library that reads it takes "on" for a boolean, as YAML 1.1 does, and 0o17 for a number, as YAML 1.2 does. */
function configText(name: string): string {
  const texts = (['1.1', '1.2'] as const).map((version) => yamlLibrary().stringify({ project: { name } }, { indent: 4, version }));
  return texts.find((text) => text.includes('"')) ?? texts[0];
}

function isConfig(text: string): boolean {
  // An empty file is one without settings.
  if (text.trim() === '') {
    return true;
  }
  try {
    const config: unknown = yamlLibrary().parse(text);
    return config === null || (typeof config === 'object' && !Array.isArray(config));
  } catch {
    return false;
  }
}
