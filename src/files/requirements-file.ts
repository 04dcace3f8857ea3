import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Construct } from 'constructs';
import { DependencyType } from 'projen/lib/dependencies';
import type { FileBase } from 'projen/lib/file';
import { RequirementsFile as PipRequirementsFile } from 'projen/lib/python/requirements-file';
import { REQUIREMENTS } from './managed-files';
import { checkKeepsLines } from '../ownership/first-contact';
import { OwnedBlockFile } from '../ownership/owned-block-file';
import type { AstroRuntime } from '../runtime/astro-runtime';
import { AstroAirflowError } from '../text/error';
import { canonicalName, requirementName } from '../text/requirement';
import { namedDistributions, type IncludedFile } from '../text/requirements-text';
import { checkNoSecret } from '../text/secret-check';

const COMMENTS = ['# Managed by projen-astro-airflow: change the declaration in the projen rc file, then run "npx projen".'];

/**
 * `requirements.txt`, which the user owns: what the declarations need and neither the runtime brings nor the user's own
 * lines name stands in one block. In a pip project the requirement goes through the project's dependencies.
 */
export class RequirementsFile extends OwnedBlockFile {
  /** @internal */
  public static _in(scope: Construct, directory: string, runtime: AstroRuntime): RequirementsFile {
    return new RequirementsFile(scope, directory, runtime);
  }

  private readonly asked = new Map<string, string>();
  private readonly derived = new Map<string, string>();

  private constructor(scope: Construct, directory: string, private readonly runtime: AstroRuntime) {
    super(scope, directory, REQUIREMENTS);
  }

  /**
   * A requirement that the user asks for: it is written even if the runtime brings the distribution.
   *
   * @internal
   */
  public _ask(requirement: string): void {
    const name = checkedName(requirement);
    if (this.asked.has(name) && this.asked.get(name) !== requirement) {
      throw new AstroAirflowError(`The requirement ${name} is declared twice, as "${this.asked.get(name)}" and as "${requirement}". Take one out.`);
    }
    this.asked.set(name, requirement);
  }

  /**
   * A requirement that a strategy or a backend needs: one that the user asks for takes its place.
   *
   * @internal
   */
  public _derive(requirement: string): void {
    const name = checkedName(requirement);
    if (!this.runtime.bundles(name)) {
      this.derived.set(name, requirement);
    }
  }

  /** @internal */
  protected _blockLines(userText: string): { comments: string[]; lines: string[] } {
    const named = namedDistributions(userText, includesFrom(this.absolutePath, new Set([this.absolutePath])));
    return { comments: COMMENTS, lines: [...this.wanted()].filter(([name]) => !named.has(name)).map(([, requirement]) => requirement) };
  }

  /** @internal */
  protected _handOver(owner: FileBase): void {
    if (!(owner instanceof PipRequirementsFile)) {
      throw new AstroAirflowError(
        `${this._name} is declared by a ${owner.constructor.name} of the project. Remove that file from the rc file, and declare its lines with addRequirement().`,
      );
    }
    const deps = owner.project.deps;
    const known = new Set(deps.all.map((dependency) => canonicalName(dependency.name)));
    for (const [name, requirement] of this.wanted()) {
      if (known.has(name)) {
        continue;
      }
      const match = /^([A-Za-z0-9._-]+)(?:\s*==\s*(\d+\.\d+\.\d+))?$/.exec(requirement);
      if (match === null) {
        throw new AstroAirflowError(
          `projen cannot write the requirement "${requirement}" to the ${this._name} of a pip project. Declare it with project.addDependency('${name}@…') instead.`,
        );
      }
      deps.addDependency(match[2] === undefined ? match[1] : `${match[1]}@${match[2]}`, DependencyType.RUNTIME);
    }
    checkKeepsLines(owner, (lost) => {
      const them = lost.length === 1 ? 'it' : 'them';
      return `Declare ${them} as dependencies of the project (deps: ['NAME@VERSION', …]), or delete ${them} from the file, first: ${lost.join('; ')}.`;
    });
  }

  private wanted(): Map<string, string> {
    return new Map([...this.derived, ...this.asked]);
  }
}

/** Reads the files that a requirements file includes, each once, relative to the file that includes it as pip does. */
function includesFrom(file: string, seen: Set<string>): (included: string) => IncludedFile | undefined {
  return (included) => {
    const absolute = path.resolve(path.dirname(file), included);
    if (seen.has(absolute) || !fs.statSync(absolute, { throwIfNoEntry: false })?.isFile()) {
      return undefined;
    }
    seen.add(absolute);
    return { text: fs.readFileSync(absolute, 'utf-8'), include: includesFrom(absolute, seen) };
  };
}

function checkedName(requirement: string): string {
  checkNoSecret(requirement, 'The requirement');
  const name = requirementName(requirement);
  if (name === undefined || /:\/\/[^/\s]*@/.test(requirement)) {
    throw new AstroAirflowError(
      `The requirement "${requirement.replace(/:\/\/[^/\s]*@/, '://…@')}" is none that pip can read, or has a password in it. Write one line such as apache-airflow-providers-slack==9.0.0.`,
    );
  }
  return name;
}
