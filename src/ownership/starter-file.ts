import fs from 'node:fs';
import path from 'node:path';
import type { Construct } from 'constructs';
import { Component } from 'projen/lib/component';
import type { ManagedFile, ManagedFileOwner } from './managed-file';
import { nameInTree } from './managed-path';
import { Preflight } from './preflight';
import { statsOf } from './user-file';
import { AstroAirflowError, reason } from '../text/error';

/**
 * A file that is written where it is absent, and the user's from then on. projen's `SampleFile` takes no empty text, and no mode.
 */
export class StarterFile extends Component implements ManagedFileOwner {
  protected readonly absolutePath: string;

  /**
   * @param text what is written
   * @param mode the mode of a new file, and its folders if everybody may read it; undefined: what the system's umask gives
   * @param isPersonal whether each developer has a copy of their own
   */
  public constructor(scope: Construct, filePath: string, private readonly text: string, private readonly mode?: number, private readonly isPersonal: boolean = false) {
    super(scope, `starter ${filePath}`);
    this.absolutePath = path.resolve(this.project.outdir, filePath);
    Preflight.of(this.project).register(this.absolutePath, this);
  }

  /** @internal */
  public _preflight(): void {
    if (statsOf(this.absolutePath, this.name)?.isDirectory() === true) {
      throw new AstroAirflowError(`${this.name} is a directory, a file is expected. Move the directory away, then run again.`);
    }
  }

  /** @internal */
  public get _managedFile(): ManagedFile {
    return { absolutePath: this.absolutePath, owner: 'user-from-the-first-synth', isPersonal: this.isPersonal, isKept: false };
  }

  public synthesize(): void {
    if (statsOf(this.absolutePath, this.name) !== undefined) {
      return;
    }
    try {
      const first = fs.mkdirSync(path.dirname(this.absolutePath), { recursive: true });
      // "wx": a file that comes up in the meantime is the user's.
      fs.writeFileSync(this.absolutePath, this.text, { flag: 'wx', mode: this.mode });
      this.open(first);
    } catch (error) {
      throw new AstroAirflowError(`${this.name} could not be written: ${reason(error)}. Fix the cause, then run again.`);
    }
  }

  /** A umask can close what everybody is to read. @param first the outermost folder that is new */
  private open(first: string | undefined): void {
    if (this.mode === undefined || (this.mode & 0o004) === 0) {
      return;
    }
    fs.chmodSync(this.absolutePath, this.mode);
    for (let folder = path.dirname(this.absolutePath); first !== undefined && folder.length >= first.length; folder = path.dirname(folder)) {
      fs.chmodSync(folder, 0o755);
    }
  }

  protected get name(): string {
    return nameInTree(this.project, this.absolutePath);
  }
}
