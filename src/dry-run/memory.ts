import path from 'node:path';
import { isIn, kindAt, type Change, type Kind } from './changes';

type Fs = typeof import('node:fs');

/** A file that differs from the disk. */
interface MemoryFile {
  readonly kind: 'file';
  /** The content in pieces, so that many small appends stay cheap; undefined if it is as on the disk. */
  pieces: Buffer[] | undefined;
  mode: number;
}

type Entry = MemoryFile | { readonly kind: 'directory' | 'gone' };

/** The number of links that Linux follows. */
const MOST_LINKS = 40;

/**
 * The changes of a run below some directories, compared with the disk. What is equal is not kept, because the disk gives the same answer.
 *
 * Each file has one path here, whatever links lead to it.
 */
export class Memory {
  private readonly roots: string[] = [];
  private readonly entries = new Map<string, Entry>();
  /** The names in each directory that have an entry, or lead to one. */
  private readonly names = new Map<string, Set<string>>();
  private readonly realDirectories = new Map<string, string>();

  /** Files that were written, also if that changed nothing. */
  public readonly written = new Set<string>();
  private onChange: ((key: string) => void) | undefined;

  /** @param disk the functions of `fs` as Node has them */
  public constructor(public readonly disk: Fs) {}

  /** Takes over a directory: what is written below it from now on stays in memory. */
  public cover(directory: string): void {
    const absolute = path.resolve(directory);
    if (this.keyOf(absolute) === undefined) {
      this.roots.push(absolute, this.realDirectory(absolute));
    }
  }

  /**
   * The one path of a file, whatever links lead to it. A path that a link leads out of the covered directories stays as it is; undefined if the path
   * is outside of them. The last part can be a link itself.
   */
  public keyOf(file: string): string | undefined {
    const absolute = path.resolve(file);
    const directory = path.dirname(absolute);
    const real = directory === absolute ? absolute : path.join(this.realDirectory(directory), path.basename(absolute));
    return this.isInRoots(real) ? real : this.isInRoots(absolute) ? absolute : undefined;
  }

  /** The target of links at the end of a path. */
  public target(key: string, hops: number = 0): string {
    if (this.entries.has(key) || this.kindOnDisk(key) !== 'link') {
      return key;
    }
    if (hops > MOST_LINKS) {
      // An error of the system, in its own words.
      this.disk.statSync(key);
    }
    const next = path.resolve(path.dirname(key), this.disk.readlinkSync(key));
    return this.target(this.keyOf(next) ?? next, hops + 1);
  }

  /** The entry for a path; undefined if the disk is right. */
  public at(key: string): Kind | 'gone' | undefined {
    return this.entries.get(key)?.kind;
  }

  public kind(key: string): Kind | undefined {
    const kind = this.at(key);
    return kind === undefined ? this.kindOnDisk(key) : kind === 'gone' ? undefined : kind;
  }

  public content(key: string): Buffer {
    const entry = this.entries.get(key);
    if (entry?.kind !== 'file' || entry.pieces === undefined) {
      return this.disk.readFileSync(key);
    }
    if (entry.pieces.length > 1) {
      entry.pieces = [Buffer.concat(entry.pieces)];
    }
    return entry.pieces[0] ?? Buffer.alloc(0);
  }

  public mode(key: string): number {
    const entry = this.entries.get(key);
    return entry?.kind === 'file' ? entry.mode : this.disk.statSync(key).mode & 0o777;
  }

  /** @param mode of a new file; one that is there keeps its own */
  public write(key: string, content: Buffer, mode: number): void {
    const isThere = this.kind(key) === 'file';
    // The caller may reuse its buffer.
    this.put(key, { kind: 'file', pieces: this.isOnDisk(key, content) ? undefined : [Buffer.from(content)], mode: isThere ? this.mode(key) : mode });
  }

  /** @param mode of a new file */
  public append(key: string, piece: Buffer, mode: number): void {
    const entry = this.entries.get(key);
    if (entry?.kind === 'file' && entry.pieces !== undefined) {
      entry.pieces.push(Buffer.from(piece));
    } else if (this.kind(key) === 'file') {
      this.put(key, { kind: 'file', pieces: [this.content(key), Buffer.from(piece)], mode: this.mode(key) });
    } else {
      this.put(key, { kind: 'file', pieces: [Buffer.from(piece)], mode });
    }
  }

  public chmod(key: string, mode: number): void {
    const entry = this.entries.get(key);
    this.put(key, { kind: 'file', pieces: entry?.kind === 'file' ? entry.pieces : undefined, mode: mode & 0o777 });
  }

  /** Creates a directory in an existing one. */
  public mkdir(key: string): void {
    this.put(key, { kind: 'directory' });
  }

  public remove(key: string): void {
    this.written.delete(key);
    if (this.kindOnDisk(key) === undefined) {
      this.forget(key);
    } else {
      this.put(key, { kind: 'gone' });
    }
  }

  /** The names in a directory that have entries, or lead to one. */
  public changedNames(directory: string): ReadonlySet<string> {
    return this.names.get(directory) ?? NO_NAMES;
  }

  /** Calls back once, before a path that matches has its first entry. */
  public onFirstChange(pattern: RegExp, callback: () => void): void {
    this.onChange = (key) => {
      if (pattern.test(key)) {
        this.onChange = undefined;
        callback();
      }
    };
  }

  /** The changes that the run would make, also files of which only the mode differs. */
  public changes(): Map<string, Change> {
    return new Map([...this.entries].map(([key, entry]) => [key, entry.kind === 'file' ? { kind: 'file', content: this.content(key), mode: entry.mode } : { kind: entry.kind }]));
  }

  public get isEmpty(): boolean {
    return this.entries.size === 0;
  }

  public kindOnDisk(key: string): Kind | undefined {
    return kindAt(this.disk, key);
  }

  private put(key: string, entry: Entry): void {
    if (entry.kind === 'file') {
      this.written.add(key);
    }
    if (entry.kind === 'file' && entry.pieces === undefined && this.kindOnDisk(key) === 'file' && (this.disk.statSync(key).mode & 0o777) === entry.mode) {
      this.forget(key);
      return;
    }
    this.onChange?.(key);
    this.entries.set(key, entry);
    let below = key;
    for (let directory = path.dirname(below); directory !== below; directory = path.dirname(below)) {
      const names = this.names.get(directory);
      if (names?.has(path.basename(below)) === true) {
        break;
      }
      this.names.set(directory, (names ?? new Set()).add(path.basename(below)));
      below = directory;
    }
  }

  private forget(key: string): void {
    this.entries.delete(key);
    let below = key;
    while (!this.names.has(below) && !this.entries.has(below)) {
      const directory = path.dirname(below);
      const names = this.names.get(directory);
      names?.delete(path.basename(below));
      if (names?.size !== 0) {
        break;
      }
      this.names.delete(directory);
      below = directory;
    }
  }

  private isOnDisk(key: string, content: Buffer): boolean {
    return this.kindOnDisk(key) === 'file' && this.disk.statSync(key).size === content.length && this.disk.readFileSync(key).equals(content);
  }

  private isInRoots(absolute: string): boolean {
    return this.roots.some((root) => isIn(root, absolute));
  }

  /** A directory without links in its path; a part that does not exist stays as it is. The run neither creates nor removes links to one. */
  private realDirectory(directory: string): string {
    let real = this.realDirectories.get(directory);
    if (real === undefined) {
      real = this.realOnDisk(directory, 0);
      this.realDirectories.set(directory, real);
    }
    return real;
  }

  private realOnDisk(directory: string, hops: number): string {
    try {
      // Node's own implementation stats each part of the path.
      return this.disk.realpathSync.native(directory);
    } catch {
      const parent = path.dirname(directory);
      if (parent === directory || hops > MOST_LINKS) {
        return directory;
      }
      const here = path.join(this.realOnDisk(parent, hops), path.basename(directory));
      return this.kindOnDisk(here) === 'link' ? this.realOnDisk(path.resolve(path.dirname(here), this.disk.readlinkSync(here)), hops + 1) : here;
    }
  }
}

const NO_NAMES: ReadonlySet<string> = new Set();
