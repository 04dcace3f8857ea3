import * as path from 'node:path';

/** What a run would have at a path instead of what stands on the disk. */
export type Entry =
  | { readonly kind: 'file'; content: Buffer; mode: number }
  | { readonly kind: 'link'; readonly target: string }
  /** A new directory: nothing of one that was there before shows through. */
  | { readonly kind: 'directory' }
  | { readonly kind: 'gone' };

/** What is on the disk, as far as an overlay has to ask for it. */
export interface Below {
  /** The kind of what stands at a path, links not followed; undefined if nothing does. */
  kind(absolute: string): 'file' | 'directory' | 'link' | 'other' | undefined;
  /** The names in a directory. */
  names(absolute: string): string[];
  /** Bytes and mode of a file. */
  file(absolute: string): { content: Buffer; mode: number };
}

/**
 * The files of a project as a run would leave them, kept in memory over those on the disk: what is written shows up when
 * it is read again, and the disk stays as it is.
 */
export class Overlay {
  private readonly roots: string[] = [];
  private readonly written = new Map<string, Entry>();
  private readonly descriptors = new Map<number, string>();

  public constructor(private readonly below: Below) {}

  /** Takes over a directory: what is written below it from now on stays in memory. */
  public cover(root: string): void {
    if (!this.covers(root)) {
      this.roots.push(path.resolve(root));
    }
  }

  public covers(file: string): boolean {
    const absolute = path.resolve(file);
    return this.roots.some((root) => absolute === root || absolute.startsWith(root.endsWith(path.sep) ? root : root + path.sep));
  }

  /** Everything that was written or removed, by absolute path. */
  public get entries(): ReadonlyMap<string, Entry> {
    return this.written;
  }

  /** What the run has at a path; undefined where the disk shows through, or has nothing. */
  public entry(file: string): Entry | undefined {
    const absolute = path.resolve(file);
    const own = this.written.get(absolute);
    return own ?? (this.isHidden(absolute) ? { kind: 'gone' } : undefined);
  }

  public kind(file: string): 'file' | 'directory' | 'link' | 'other' | undefined {
    const entry = this.entry(file);
    return entry === undefined ? this.below.kind(path.resolve(file)) : entry.kind === 'gone' ? undefined : entry.kind;
  }

  /** The bytes and mode of a file, from memory or from the disk. */
  public file(file: string): { content: Buffer; mode: number } {
    const entry = this.entry(file);
    return entry?.kind === 'file' ? entry : this.below.file(path.resolve(file));
  }

  public write(file: string, content: Buffer, mode?: number): void {
    const absolute = path.resolve(file);
    const exists = this.kind(absolute) === 'file';
    this.written.set(absolute, { kind: 'file', content, mode: exists ? this.file(absolute).mode : (mode ?? 0o666) & ~process.umask() });
  }

  public link(file: string, target: string): void {
    this.written.set(path.resolve(file), { kind: 'link', target });
  }

  public chmod(file: string, mode: number): void {
    const absolute = path.resolve(file);
    if (this.kind(absolute) === 'file') {
      this.written.set(absolute, { kind: 'file', content: this.file(absolute).content, mode });
    }
  }

  /**
   * Makes a directory and those above it.
   *
   * @returns the first that was made; undefined if all were there
   */
  public mkdir(directory: string): string | undefined {
    const absolute = path.resolve(directory);
    if (!this.covers(absolute) || this.kind(absolute) !== undefined) {
      return undefined;
    }
    const first = this.mkdir(path.dirname(absolute));
    this.written.set(absolute, { kind: 'directory' });
    return first ?? absolute;
  }

  /** Removes a file, or a directory with everything in it. */
  public remove(file: string): void {
    const absolute = path.resolve(file);
    for (const name of this.written.keys()) {
      if (name.startsWith(absolute + path.sep)) {
        this.written.delete(name);
      }
    }
    if (this.below.kind(absolute) === undefined) {
      this.written.delete(absolute);
    } else {
      this.written.set(absolute, { kind: 'gone' });
    }
  }

  /** The names in a directory, as the run sees them. */
  public names(directory: string): string[] {
    const absolute = path.resolve(directory);
    const entry = this.entry(absolute);
    const names = new Set(entry === undefined ? this.below.names(absolute) : []);
    for (const [name, { kind }] of this.written) {
      if (path.dirname(name) === absolute) {
        if (kind === 'gone') {
          names.delete(path.basename(name));
        } else {
          names.add(path.basename(name));
        }
      }
    }
    return [...names].sort();
  }

  /** Notes that a file descriptor stands for a file in memory. */
  public open(descriptor: number, file: string): void {
    this.descriptors.set(descriptor, path.resolve(file));
  }

  /** The file that a descriptor stands for; undefined if it is one of the system's. */
  public openFile(descriptor: unknown): string | undefined {
    return this.descriptors.get(descriptor as number);
  }

  public close(descriptor: number): void {
    this.descriptors.delete(descriptor);
  }

  /** Whether the run wrote or removed something in a directory. */
  public hasNamesIn(directory: string): boolean {
    const absolute = path.resolve(directory);
    return [...this.written.keys()].some((name) => path.dirname(name) === absolute);
  }

  /** The file that stands where a path has a directory; undefined if there is none. */
  public fileAbove(file: string): string | undefined {
    return this.above(file).find((directory) => this.kind(directory) === 'file');
  }

  /** Whether a directory above was removed, replaced or made anew, so that nothing of the disk shows through. */
  private isHidden(absolute: string): boolean {
    return this.above(absolute).some((directory) => {
      const entry = this.written.get(directory);
      return entry !== undefined && entry.kind !== 'link';
    });
  }

  /** The directories above a path as far as they are covered, the nearest first. */
  private above(file: string): string[] {
    const directories: string[] = [];
    let below = path.resolve(file);
    for (let directory = path.dirname(below); directory !== below && this.covers(directory); directory = path.dirname(below)) {
      directories.push(directory);
      below = directory;
    }
    return directories;
  }
}
