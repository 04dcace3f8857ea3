import fs from 'node:fs';
import path from 'node:path';
import type { Construct } from 'constructs';
import { Component } from 'projen/lib/component';
import { Project } from 'projen/lib/project';
import type { ManagedFile, ManagedFileOwner } from './managed-file';
import { nameInTree } from './managed-path';
import { Preflight } from './preflight';
import { statsOf } from './user-file';
import { AstroAirflowError, reason } from '../text/error';

/**
 * A file that is written where it is absent, and the user's from then on. projen's `SampleFile` takes no empty text, and no mode.
 */
export class StarterFile extends Component implements ManagedFileOwner {
  /**
   * Declares a file of which each developer has a copy of their own. Several declarations can share one.
   *
   * @param by what declares it
   * @throws AstroAirflowError if another one declares it differently
   */
  public static declarePersonal(scope: Construct, filePath: string, text: string, mode: number, by: string): void {
    const absolute = path.resolve(Project.of(scope).outdir, filePath);
    const other = scope.node.children.find((child): child is StarterFile => child instanceof StarterFile && child.absolutePath === absolute);
    if (other === undefined) {
      new StarterFile(scope, filePath, text, mode, by);
    } else if (other.text !== text || other.mode !== mode) {
      throw new AstroAirflowError(`${other.name} is declared twice, by ${other.by} and by ${by}, in different ways. Give each a file of its own.`);
    }
  }

  protected readonly absolutePath: string;

  /**
   * @param text what is written
   * @param mode the mode of a new file, and its folders if everybody may read it; undefined: what the system's umask gives
   * @param by what declares a file of which each developer has a copy of their own
   */
  public constructor(scope: Construct, filePath: string, private readonly text: string, private readonly mode?: number, private readonly by?: string) {
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
    return { absolutePath: this.absolutePath, owner: 'user-from-the-first-synth', isPersonal: this.by !== undefined, isKept: false };
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
