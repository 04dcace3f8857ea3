import fs from 'node:fs';
import path from 'node:path';
import type { Construct } from 'constructs';
import { SampleDir } from 'projen/lib/sample-file';
import { nameInTree } from './managed-path';
import { Preflight } from './preflight';
import { statsOf } from './user-file';
import { AstroAirflowError } from '../text/error';

/**
 * A directory that is made where it is absent, with its files on the project's first synth alone: a file which the user deletes from it does
 * not come back, not even where it was the last one and a clone is without the directory, as git keeps no empty ones.
 */
export class StarterDirectory extends SampleDir {
  private readonly absolutePath: string;
  private readonly isFirst: boolean;

  /**
   * @param directory from the project's directory
   * @param files their texts, by their paths from the directory
   */
  public constructor(scope: Construct, directory: string, files: Readonly<Record<string, string>> = {}) {
    super(scope as ConstructorParameters<typeof SampleDir>[0], directory, { files: { ...files } });
    this.absolutePath = path.resolve(this.project.outdir, directory);
    // Not read: the drift check takes a run that reads it for a synth.
    this.isFirst = !fs.existsSync(path.join(this.project.outdir, '.projen', 'files.json'));
    Preflight.of(this.project).register(this.absolutePath, this);
  }

  /** @internal */
  public _preflight(): void {
    const name = nameInTree(this.project, this.absolutePath);
    // A link to a directory will do.
    if (statsOf(this.absolutePath, name) !== undefined && fs.statSync(this.absolutePath, { throwIfNoEntry: false })?.isDirectory() !== true) {
      throw new AstroAirflowError(`${name} is not a directory, and an Astro project has one there. Move it away, then run again.`);
    }
  }

  public synthesize(): void {
    if (this.isFirst) {
      super.synthesize();
    } else {
      fs.mkdirSync(this.absolutePath, { recursive: true });
    }
  }
}
