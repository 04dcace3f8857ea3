import fs from 'node:fs';
import path from 'node:path';
import type { Construct } from 'constructs';
import { DependencyType } from 'projen/lib/dependencies';
import type { FileBase } from 'projen/lib/file';
import type { Project } from 'projen/lib/project';
import { RequirementsFile as PipRequirementsFile } from 'projen/lib/python/requirements-file';
import { REQUIREMENTS } from './managed-files';
import { checkKeepsLines } from '../ownership/first-contact';
import { OwnedBlockFile } from '../ownership/owned-block-file';
import type { AstroRuntime } from '../runtime/astro-runtime';
import { lowestProvider } from '../runtime/provider-versions';
import { apiName } from '../text/api-name';
import { AstroAirflowError } from '../text/error';
import { listed } from '../text/lists';
import { canonicalName, requirementName } from '../text/requirement';
import { namedDistributions, type IncludedFile } from '../text/requirements-text';
import { sample } from '../text/sample';
import { checkNoSecret } from '../text/secret-check';
import { allowsFrom, allowsMinor, extrasOf, isWithin, shownRequirement } from '../text/version-bound';

/**
 * `requirements.txt` of the Astro project, which belongs to the user.
 *
 * The generated block has the requirements that neither the runtime contains nor the user's own lines list.
 *
 * In a pip project, requirements are added to the project's dependencies instead. Add requirements with `LocalAirflow.addRequirement()`.
 *
 * @example
 * local.addRequirement('apache-airflow-providers-slack==9.0.0');
 * local.requirements.path; // requirements.txt
 */
export class RequirementsFile extends OwnedBlockFile {
  /** @internal */
  public static _in(scope: Construct, directory: string, runtime: AstroRuntime): RequirementsFile {
    return new RequirementsFile(scope, directory, runtime);
  }

  private readonly asked = new Map<string, string>();
  private readonly derived = new Map<string, string>();
  /** Also those that the runtime contains, because the user may have pinned another release. */
  private readonly needed = new Map<string, string>();

  private constructor(scope: Construct, directory: string, private readonly runtime: AstroRuntime) {
    super(scope, directory, REQUIREMENTS);
  }

  /**
   * Adds a requirement of the user, which is written even if the runtime contains the distribution.
   *
   * @internal
   */
  public _ask(requirement: string): void {
    const name = checkedName(requirement);
    const { airflowVersion, tag } = this.runtime;
    if (name === 'apache-airflow' && !allowsMinor(requirement, airflowVersion)) {
      throw new AstroAirflowError(`The requirement "${shownRequirement(requirement)}" does not go with the runtime ${tag}, which has Airflow ${airflowVersion}. Remove it, or use another runtime.`);
    }
    if (this.asked.has(name) && this.asked.get(name) !== requirement) {
      throw new AstroAirflowError(`The requirement ${name} is declared twice, as "${this.asked.get(name)}" and as "${requirement}". Remove one.`);
    }
    this.asked.set(name, requirement);
  }

  /**
   * Adds a requirement of credentials or a backend, which one of the user replaces.
   *
   * @internal
   */
  public _derive(requirement: string): void {
    const name = checkedName(requirement);
    // Of two requirements for a distribution, the more specific one counts.
    if (this.needed.has(name) && requirement === name) {
      return;
    }
    this.needed.set(name, requirement);
    if (!this.runtime.bundles(name)) {
      this.derived.set(name, requirement);
    }
  }

  /**
   * The requirement that installs a distribution: the user's own line, or else the declared one; undefined if there is none.
   *
   * @param owner the file of the project that has this path
   * @internal
   */
  public _requirementFor(name: string, owner: FileBase | undefined): string | undefined {
    const named = owner === undefined ? this.namedIn(this._userText()) : knownTo(owner.project);
    return named.get(name) ?? this.asked.get(name) ?? this.needed.get(name);
  }

  /** @internal */
  public _preflight(owner: FileBase | undefined): void {
    if (owner === undefined) {
      const named = this.namedIn(this._userText());
      this.checkOwn(named);
      this.warnOfDropped(named, `${this._name} lists`);
    }
    super._preflight(owner);
  }

  /** @internal */
  protected _blockLines(userText: string): { comments: string[]; lines: string[] } {
    const named = this.namedIn(userText);
    const lines = [...this.wanted()].filter(([name]) => !named.has(name)).map(([, requirement]) => requirement);
    if (lines.length > 0 && (/^\s*--require-hashes\b/m.test(userText) || [...named.values()].some((line) => /\s--hash[\s=]/.test(line)))) {
      throw new AstroAirflowError(
        `${this._name} has requirements with --hash, so pip would refuse the generated ${lines.length === 1 ? 'line' : 'lines'} ${listed(lines.map(shownRequirement))}, which ${lines.length === 1 ? 'has' : 'have'} none. Add the same with hashes to your own lines ("pip-compile --generate-hashes" writes them), then run again.`,
      );
    }
    return { comments: [this._managedLine()], lines };
  }

  /** @internal */
  protected _handOver(owner: FileBase): void {
    if (!(owner instanceof PipRequirementsFile)) {
      throw new AstroAirflowError(
        `${this._name} is declared by a ${owner.constructor.name} of the project. Remove that file from the rc file, and declare its lines with ${apiName('addRequirement')}().`,
      );
    }
    const deps = owner.project.deps;
    const known = knownTo(owner.project);
    this.checkOwn(known);
    this.warnOfDropped(known, 'The dependencies of the project have');
    for (const [name, requirement] of this.wanted()) {
      if (known.has(name)) {
        continue;
      }
      const match = /^([A-Za-z0-9._-]+(?:\[[\w.,-]+\])?)(?:\s*==\s*(\d+\.\d+\.\d+))?$/.exec(requirement);
      if (match === null) {
        throw new AstroAirflowError(
          `projen cannot write the requirement "${requirement}" to the ${this._name} of a pip project. Declare it with project.${apiName('addDependency')}('${name}@…') instead.`,
        );
      }
      deps.addDependency(match[2] === undefined ? match[1] : `${match[1]}@${match[2]}`, DependencyType.RUNTIME);
    }
    checkKeepsLines(owner, (lost) => {
      const them = lost.length === 1 ? 'it' : 'them';
      return `Declare ${them} as dependencies of the project (${sample("deps: ['NAME@VERSION', …]", "deps=['NAME@VERSION', …]")}), or delete ${them} from the file, first: ${lost.join('; ')}.`;
    });
  }

  /**
   * Checks the user's own requirements: of Airflow, and of the distributions that credentials or backends need.
   *
   * @param named the user's own requirements by the names of the distributions
   */
  private checkOwn(named: ReadonlyMap<string, string>): void {
    const { airflowMajor, airflowVersion, tag } = this.runtime;
    const airflow = named.get('apache-airflow');
    if (airflow !== undefined && !allowsMinor(airflow, airflowVersion)) {
      this.project.logger.warn(`"${shownRequirement(airflow)}" in ${this.placeOf('apache-airflow', named)} does not go with the runtime ${tag}, which has Airflow ${airflowVersion}. Remove it, or use another runtime.`);
    }
    for (const [name, requirement] of this.needed) {
      const own = named.get(name) ?? this.asked.get(name);
      if (own === undefined) {
        continue;
      }
      const lowest = lowestProvider(name, this.runtime);
      if (lowest !== undefined && !allowsFrom(own, lowest)) {
        throw new AstroAirflowError(`"${shownRequirement(own)}" in ${this.placeOf(name, named)} does not work on Airflow ${airflowMajor} (runtime ${tag}): Airflow would find no secret, and not say why. Require ${name}>=${lowest}.`);
      }
      const extras = extrasOf(requirement).filter((extra) => !extrasOf(own).includes(extra));
      if (extras.length > 0) {
        this.project.logger.warn(`"${shownRequirement(own)}" in ${this.placeOf(name, named)} lacks the extra ${listed(extras)}, which the declared credentials need. Write ${name}[${extras.join(',')}] there.`);
      }
    }
  }

  /** What a message calls the file with the line that names a distribution. */
  private placeOf(name: string, named: ReadonlyMap<string, string>): string {
    const isIncluded = named.has(name) && /^\s*(-r|--requirement)/m.test(this._userText()) && !namedDistributions(this._userText(), () => undefined).has(name);
    return isIncluded ? `a file that ${this._name} includes` : this._name;
  }

  /** @param who what has the user's own requirements, with its verb */
  private warnOfDropped(named: ReadonlyMap<string, string>, who: string): void {
    for (const [name, asked] of this.asked) {
      const own = named.get(name);
      if (own !== undefined && !isWithin(own, asked)) {
        this.project.logger.warn(`${who} "${shownRequirement(own)}", so ${apiName('addRequirement')}('${shownRequirement(asked)}') has no effect. Remove one of them.`);
      }
    }
  }

  private namedIn(userText: string): Map<string, string> {
    return namedDistributions(userText, includesFrom(this.absolutePath, new Set([this.absolutePath])));
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
      `The requirement "${requirement.replace(/:\/\/[^/\s]*@/, '://…@')}" cannot be read by pip, or has a password in it. Write one line such as apache-airflow-providers-slack==9.0.0.`,
    );
  }
  return name;
}

/** What a pip project has in `requirements.txt`, by the names of the distributions: dependencies of the development are not in the image. */
function knownTo(project: Project): Map<string, string> {
  const installed = project.deps.all.filter(({ type }) => type === DependencyType.RUNTIME);
  return new Map(installed.map(({ name, version }) => [canonicalName(name.replace(/\[.*$/, '')), `${name}${pipVersion(version)}`]));
}

/** A version of a projen dependency in pip's format; undefined and ranges are no bound. */
function pipVersion(version: string | undefined): string {
  return version === undefined || !/^\d/.test(version) ? '' : `==${version}`;
}
