import * as path from 'node:path';
import type { OpenFiles } from './open-files';
import { MOST_LINKS, type Kind, type Overlay } from './overlay';
import { failure } from './system-error';

/* The functions of `fs` are replaced whatever their overloads: their types say nothing that helps here. */
type Fs = Record<string, any>;

/** A path, or the descriptor of an open file in memory. */
export type PathOrDescriptor = string | number;

/** The files of an overlay as programs see them: links are followed, and what cannot be is an error of the system's. */
export class MemoryFiles {
  /** @param real the functions of `fs` as Node has them, for what lies outside of the overlay */
  public constructor(private readonly real: Fs, private readonly overlay: Overlay, private readonly openFiles: OpenFiles) {}

  /** What stands at a path; an error if nothing does. */
  public need(call: string, file: string): Kind {
    const kind = this.overlay.kind(file);
    if (kind === undefined) {
      throw failure('ENOENT', 'no such file or directory', call, file);
    }
    return kind;
  }

  /** Refuses to put something new where something stands, or into a directory that is not there. */
  public needRoom(call: string, file: string): void {
    if (this.hasName(file)) {
      throw failure('EEXIST', 'file already exists', call, file);
    }
    this.needParent(call, file);
  }

  public needParent(call: string, file: string): void {
    this.need(call, this.target(path.dirname(file)));
  }

  /** The file that a path or a descriptor stands for. */
  public target(file: PathOrDescriptor, hops: number = 0): string {
    const named = this.named(file);
    if (this.overlay.kind(named) !== 'link') {
      return named;
    }
    if (hops > MOST_LINKS) {
      throw failure('ELOOP', 'too many symbolic links encountered', 'open', named);
    }
    return this.target(path.resolve(path.dirname(named), this.linkTarget(named)), hops + 1);
  }

  /** Whether anything stands at a path, be it a link to nowhere. */
  public hasName(file: string): boolean {
    return this.overlay.kind(file) !== undefined;
  }

  public isThere(file: string): boolean {
    return this.overlay.kind(this.target(file)) !== undefined;
  }

  public read(file: PathOrDescriptor): Buffer {
    const target = this.target(file);
    if (this.need('open', target) === 'directory') {
      throw failure('EISDIR', 'illegal operation on a directory', 'read', String(file));
    }
    return this.overlay.file(target).content;
  }

  public mode(file: PathOrDescriptor): number {
    return this.overlay.file(this.target(file)).mode;
  }

  /** @param mode of a new file */
  public write(file: PathOrDescriptor, content: Buffer, mode?: string | number): void {
    const target = this.target(file);
    const bits = mode === undefined || mode === null ? undefined : modeBits(mode);
    this.needParent('open', target);
    if (this.overlay.kind(target) === 'directory') {
      throw failure('EISDIR', 'illegal operation on a directory', 'open', target);
    }
    // A link of the project can lead out of it: there nothing is written either.
    if (this.overlay.covers(this.named(file))) {
      this.overlay.write(target, content, bits);
    } else {
      this.real.writeFileSync(target, content, { mode: bits });
    }
  }

  public chmod(file: PathOrDescriptor, mode: string | number): void {
    const target = this.target(file);
    this.need('chmod', target);
    if (this.overlay.covers(this.named(file))) {
      this.overlay.chmod(target, modeBits(mode));
    } else {
      this.real.chmodSync(target, mode);
    }
  }

  public link(file: string, linkTarget: string): void {
    if (this.overlay.covers(file)) {
      this.overlay.link(file, linkTarget);
    } else {
      this.real.symlinkSync(linkTarget, file);
    }
  }

  public linkTarget(file: string): string {
    const entry = this.overlay.entry(file);
    return entry?.kind === 'link' ? entry.target : (this.real.readlinkSync(this.overlay.pathOf(file)) as string);
  }

  /** Makes a directory and those above it; tells the first that was made. */
  public mkdir(directory: string): string | undefined {
    let above = path.dirname(path.resolve(directory));
    while (!this.hasName(above)) {
      above = path.dirname(above);
    }
    this.need('mkdir', this.target(above));
    return this.overlay.covers(directory) ? this.overlay.mkdir(directory) : (this.real.mkdirSync(directory, { recursive: true }) as string | undefined);
  }

  /** Removes a file, or a directory with everything in it. */
  public remove(file: string): void {
    if (this.overlay.covers(file)) {
      this.overlay.remove(file);
    } else {
      this.real.rmSync(file, { recursive: true });
    }
  }

  private named(file: PathOrDescriptor): string {
    return this.openFiles.file(file) ?? (file as string);
  }
}

export function modeBits(mode: string | number): number {
  return typeof mode === 'string' ? parseInt(mode, 8) : mode;
}
