import path from 'node:path';
import { DependencyType } from 'projen/lib/dependencies';
import type { NodePackageOptions } from 'projen/lib/javascript/node-package';
import { NodePackage, NodePackageManager } from 'projen/lib/javascript/node-package';
import type { Project } from 'projen/lib/project';
import { lostIn, readManifest, type Manifest } from './left-over-manifest';
import { creationOf } from './new-project';
import { lowestNodeVersion } from './node-version';
import { Preflight } from '../ownership/preflight';
import { apiName } from '../text/api-name';
import { AstroAirflowError, reason } from '../text/error';

/**
 * The `package.json` of an Astro project: what its rc file needs, and nothing that could be published.
 */
export class AstroNodePackage extends NodePackage {
  /** The development dependencies that the rc file says no version of: projen keeps those of `package.json`. */
  public readonly unpinned: readonly string[];

  /** @param more packages that the rc file needs besides projen and this one */
  public constructor(project: Project, more: readonly string[], devDeps: readonly string[], options: NodePackageOptions) {
    const needed = ['projen', 'constructs', 'projen-astro-airflow', ...more];
    // projen reads it at once, and says of what is no JSON only where the first odd character is.
    readManifest(path.join(project.outdir, 'package.json'));
    super(project, {
      packageManager: NodePackageManager.NPM,
      // A lock file of another package manager is not ours to delete.
      deleteOrphanedLockFiles: false,
      entrypoint: '',
      // It is private: nothing of it is published.
      npmProvenance: false,
      licensed: options.license !== undefined,
      minNodeVersion: lowestNodeVersion(),
      ...options,
      devDeps: [...needed.filter((name) => !devDeps.some((own) => own === name || own.startsWith(`${name}@`))), ...(options.devDeps ?? []), ...devDeps],
    });
    const named = project.deps.all.filter(({ type, version }) => type === DependencyType.BUILD && version === undefined).map(({ name }) => name);
    this.unpinned = [...needed.filter((name) => named.includes(name)), ...named.filter((name) => !needed.includes(name))];
    this.addField('private', true);
    Preflight.of(project).register(this.file.absolutePath, this);
  }

  /** @internal */
  public _preflight(): void {
    const lost = lostIn(this.file.absolutePath, this.declared());
    if (lost.length > 0) {
      // npm has written to it before this package came to see it, and what it changed cannot be told apart from what was there.
      const creation = creationOf(this.project);
      const touched = creation === undefined ? '' : ` "projen new" has put projen and ${creation.type.moduleName} into its devDependencies: remove them again.`;
      throw new AstroAirflowError(
        `package.json is not projen's, and ${lost.join(', ')} of it would be lost. Declare it (${apiName('devDeps')}, ${apiName('packageOptions')}; scripts are tasks), or move package.json away, then run again.${touched}`,
      );
    }
  }

  public postSynthesize(): void {
    try {
      super.postSynthesize();
    } catch (error) {
      throw new AstroAirflowError(
        `The packages could not be installed: ${reason(error).replace(/\.$/, '')}. All files are written; once the registry is reachable, run "${this.installAndUpdateLockfileCommand}" and then "npx projen".`,
      );
    }
  }

  /** What the new `package.json` says, as far as a user's can say it too. A script of the user's becomes a task. */
  private declared(): Manifest {
    const fields = Object.entries(this.manifest as Manifest).map(([name, value]) => [name, typeof value === 'function' ? (value as () => unknown)() : value] as const);
    const tasks = Object.fromEntries(this.project.tasks.all.map(({ name }) => [name, name]));
    // Their versions are not held against each other: projen keeps those of the file where none is declared.
    const dependencies = (...types: DependencyType[]): Manifest =>
      Object.fromEntries(this.project.deps.all.filter(({ type }) => types.includes(type)).map(({ name }) => [name, name]));
    return {
      ...Object.fromEntries(fields),
      scripts: tasks,
      dependencies: dependencies(DependencyType.RUNTIME, DependencyType.BUNDLED),
      devDependencies: dependencies(DependencyType.BUILD, DependencyType.TEST, DependencyType.DEVENV),
      peerDependencies: dependencies(DependencyType.PEER),
    };
  }
}
