import fs from 'node:fs';
import path from 'node:path';
import { PROJEN_VERSION } from 'projen/lib/common';
import type { Project } from 'projen/lib/project';
import { TextFile } from 'projen/lib/textfile';
import { requirementOf } from './jsii-package';
import { leftOverManifest } from './left-over-manifest';
import { creationOf } from './new-project';
import { ownManifest } from './node-version';
import { checkNotTheUsers } from '../ownership/first-contact';
import { Preflight } from '../ownership/preflight';
import { apiName } from '../text/api-name';
import { AstroAirflowError } from '../text/error';
import { requirementName } from '../text/requirement';

export const REQUIREMENTS_DEV = 'requirements-dev.txt';

/**
 * `requirements-dev.txt`: what an rc file in Python needs, in the versions that run now, and further tools of the team's. It is kept out
 * of the image, whose packages are in `requirements.txt`.
 */
export class RequirementsDev extends TextFile {
  /** The packages that the rc file says no version of. */
  public readonly unpinned: readonly string[];

  /**
   * @param more packages of npm that the rc file needs besides projen and this one
   * @param devDeps requirements as in PEP 508; one of a package that the rc file needs replaces our line
   * @throws AstroAirflowError if pip could not read one of them, or two are of one package
   */
  public constructor(project: Project, more: readonly string[], devDeps: readonly string[]) {
    super(project, REQUIREMENTS_DEV);
    const own = byName(devDeps);
    const needed = [`projen==${PROJEN_VERSION}`, `constructs==${versionOfConstructs()}`, `projen-astro-airflow==${ownManifest().version}`, ...more.map(requirementOf)];
    const lines = new Map([...needed.map((line) => [requirementName(line)!, line] as const), ...own]);
    this.unpinned = [...lines].filter(([name, line]) => !own.has(name) || line === name).map(([name]) => name);
    [...(this.marker === undefined ? [] : [`# ${this.marker}`]), ...lines.values(), ''].forEach((line) => this.addLine(line));
    Preflight.of(project).register(this.absolutePath, this);
  }

  /** @internal */
  public _preflight(): void {
    // "projen new" runs in Node, and has no rc file yet.
    checkNotTheUsers(this, 'Rename it or delete it, and declare its lines with dev_deps in .projenrc.py.');
  }

  /** `projen new` installs itself by npm, and leaves the `package.json` of that. */
  public projectCreation(): void {
    const { logger, outdir } = this.project;
    const name = creationOf(this.project)?.type.moduleName;
    const leftOver = leftOverManifest(outdir, name);
    if (leftOver !== undefined) {
      fs.rmSync(leftOver);
    } else if (fs.existsSync(path.join(outdir, 'package.json'))) {
      logger.warn(`"projen new" has put projen and ${name} into the devDependencies of package.json. An rc file in Python does not need them: remove them again.`);
    }
    logger.info('node_modules is what "projen new" ran with, and can be deleted.');
  }
}

function byName(devDeps: readonly string[]): Map<string, string> {
  const requirements = new Map<string, string>();
  for (const requirement of devDeps) {
    const name = checkedName(requirement);
    if (requirements.has(name)) {
      throw new AstroAirflowError(`${apiName('devDeps')}: ${name} is declared twice, as "${requirements.get(name)}" and as "${requirement}". Remove one.`);
    }
    requirements.set(name, requirement);
  }
  return requirements;
}

function checkedName(requirement: string): string {
  const name = requirementName(requirement);
  // "prettier@^3" has the shape of a reference to a URL, and is how npm writes one.
  if (name === undefined || /^[^;]*@[^:/]*$/.test(requirement)) {
    throw new AstroAirflowError(`${apiName('devDeps')}: "${requirement}" is not a requirement that pip can read. Write one such as ruff==0.12.0; beside an rc file in Python ${apiName('devDeps')} are Python packages.`);
  }
  return name;
}

function versionOfConstructs(): string {
  return (require('constructs/package.json') as { version: string }).version;
}
