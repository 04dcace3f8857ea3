import * as path from 'node:path';

/** What a run would have at a path instead of what stands on the disk. */
export type Entry =
  | { readonly kind: 'file'; content: Buffer; mode: number }
  | { readonly kind: 'link'; readonly target: string }
  /** A new directory: nothing of one that was there before shows through. */
  | { readonly kind: 'directory' }
  | { readonly kind: 'gone' };

export type Kind = 'file' | 'directory' | 'link' | 'other';

/** What is on the disk, as far as an overlay has to ask for it. */
export interface Below {
  /** The kind of what stands at a path, links not followed; undefined if nothing does. */
  kind(absolute: string): Kind | undefined;
  /** The names in a directory. */
  names(absolute: string): string[];
  /** Bytes and mode of a file. */
  file(absolute: string): { content: Buffer; mode: number };
  /** Where a link points to, as it says it. */
  linkTarget(absolute: string): string;
  /** A directory without links in its path; a part that does not exist stays as it is. */
  realDirectory(absolute: string): string;
}

/** As many as Linux follows. */
export const MOST_LINKS = 40;

/**
 * The files of a project as a run would leave them, kept in memory over those on the disk: what is written shows up when
 * it is read again, and the disk stays as it is.
 *
 * A file has one path here, whatever links lead to it: projen's clean-up deletes by the path without links what its
 * components wrote by the path that they were given.
 */
export class Overlay {
  private readonly roots: string[] = [];
  private readonly written = new Map<string, Entry>();
  /** The names below each directory that something was written or removed under, in it or deeper. */
  private readonly touched = new Map<string, Set<string>>();
  /** What was a directory on the disk when it was asked for. */
  private readonly directories = new Set<string>();
  private readonly realDirectories = new Map<string, string>();
  /** Whether the run made or removed a link, so that the disk alone does not tell any more where a path leads. */
  private isRelinked = false;
  /** Where directories lead since then; forgotten with each change that can lead elsewhere. */
  private readonly followedDirectories = new Map<string, string>();

  public constructor(private readonly below: Below) {}

  /** Takes over a directory: what is written below it from now on stays in memory. */
  public cover(root: string): void {
    if (!this.covers(root)) {
      this.roots.push(path.resolve(root), this.realDirectory(path.resolve(root)));
    }
  }

  public covers(file: string): boolean {
    const absolute = path.resolve(file);
    return this.isInRoots(absolute) || this.isInRoots(this.withoutLinks(absolute));
  }

  /** The one path of a file, whatever links lead to it. One that a link of the project takes out of it stays as it is. */
  public pathOf(file: string): string {
    const absolute = path.resolve(file);
    const real = this.withoutLinks(absolute);
    return this.isInRoots(real) ? real : absolute;
  }

  /** Everything that was written or removed, by absolute path. */
  public get entries(): ReadonlyMap<string, Entry> {
    return this.written;
  }

  public get hasEntries(): boolean {
    return this.written.size > 0;
  }

  /** What the run has at a path; undefined where the disk shows through, or has nothing. */
  public entry(file: string): Entry | undefined {
    const key = this.pathOf(file);
    return this.written.get(key) ?? (this.isHidden(key) ? { kind: 'gone' } : undefined);
  }

  public kind(file: string): Kind | undefined {
    const entry = this.entry(file);
    return entry === undefined ? this.kindBelow(this.pathOf(file)) : entry.kind === 'gone' ? undefined : entry.kind;
  }

  /** The bytes and mode of a file, from memory or from the disk. */
  public file(file: string): { content: Buffer; mode: number } {
    const entry = this.entry(file);
    return entry?.kind === 'file' ? entry : this.below.file(this.pathOf(file));
  }

  public write(file: string, content: Buffer, mode?: number): void {
    const exists = this.kind(file) === 'file';
    this.set(this.pathOf(file), { kind: 'file', content, mode: exists ? this.file(file).mode : (mode ?? 0o666) & ~process.umask() });
  }

  public link(file: string, target: string): void {
    this.set(this.pathOf(file), { kind: 'link', target });
  }

  public chmod(file: string, mode: number): void {
    if (this.kind(file) === 'file') {
      this.set(this.pathOf(file), { kind: 'file', content: this.file(file).content, mode });
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
    this.set(this.pathOf(absolute), { kind: 'directory' });
    return first ?? absolute;
  }

  /** Removes a file, or a directory with everything in it. */
  public remove(file: string): void {
    const key = this.pathOf(file);
    const kind = this.below.kind(key);
    // In a directory there can be links.
    this.isRelinked ||= kind === 'link' || kind === 'directory';
    this.forgetBelow(key);
    if (kind === undefined) {
      this.forget(key);
    } else {
      this.set(key, { kind: 'gone' });
    }
  }

  /** The names in a directory, as the run sees them. */
  public names(directory: string): string[] {
    const key = this.pathOf(directory);
    const names = new Set(this.entry(directory) === undefined ? this.below.names(key) : []);
    for (const name of this.touched.get(key) ?? []) {
      const kind = this.written.get(path.join(key, name))?.kind;
      if (kind === 'gone') {
        names.delete(name);
      } else if (kind !== undefined) {
        names.add(name);
      }
    }
    return [...names].sort();
  }

  /** Whether the run wrote or removed something in a directory, or deeper. */
  public hasNamesIn(directory: string): boolean {
    return this.touched.has(this.pathOf(directory));
  }

  /** Whether a directory on the way to a path is a link that the run made, or was one that it removed. */
  public leadsElsewhere(file: string): boolean {
    const directory = path.dirname(path.resolve(file));
    return this.isRelinked && this.realDirectory(directory) !== this.realOnDisk(directory);
  }

  /** The kind of what the disk has at a path that was written; nothing if it is only there through a link that the run removed. */
  public kindBefore(key: string): Kind | undefined {
    const isThroughLink = this.isRelinked && this.above(key).some((directory) => this.written.has(directory) && this.below.kind(directory) === 'link');
    return isThroughLink ? undefined : this.below.kind(key);
  }

  /** The file that stands where a path has a directory; undefined if there is none. */
  public fileAbove(file: string): string | undefined {
    return this.above(this.pathOf(file)).find((directory) => this.kind(directory) === 'file');
  }

  /** Each call for a file asks for the directories above it. */
  private kindBelow(key: string): Kind | undefined {
    if (this.directories.has(key)) {
      return 'directory';
    }
    const kind = this.below.kind(key);
    if (kind === 'directory') {
      this.directories.add(key);
    }
    return kind;
  }

  /** The last part of a path can be a link itself, which is what the path then means. */
  private withoutLinks(absolute: string): string {
    const directory = path.dirname(absolute);
    return directory === absolute ? absolute : path.join(this.realDirectory(directory), path.basename(absolute));
  }

  private realDirectory(directory: string): string {
    if (!this.isRelinked) {
      return this.realOnDisk(directory);
    }
    let real = this.followedDirectories.get(directory);
    if (real === undefined) {
      real = this.followed(directory, 0);
      this.followedDirectories.set(directory, real);
    }
    return real;
  }

  private realOnDisk(directory: string): string {
    let real = this.realDirectories.get(directory);
    if (real === undefined) {
      real = this.below.realDirectory(directory);
      this.realDirectories.set(directory, real);
    }
    return real;
  }

  /** A directory with the links in its path followed as the run has them. */
  private followed(directory: string, hops: number): string {
    const parent = path.dirname(directory);
    if (parent === directory || hops > MOST_LINKS) {
      return directory;
    }
    const above = hops === 0 ? this.realDirectory(parent) : this.followed(parent, hops);
    const here = path.join(above, path.basename(directory));
    const entry = this.written.get(here);
    const isOnDisk = entry === undefined && !this.isHidden(here) && this.below.kind(here) === 'link';
    const target = entry?.kind === 'link' ? entry.target : isOnDisk ? this.below.linkTarget(here) : undefined;
    return target === undefined ? here : this.followed(path.resolve(above, target), hops + 1);
  }

  private isInRoots(absolute: string): boolean {
    return this.roots.some((root) => isIn(root, absolute));
  }

  private set(key: string, entry: Entry): void {
    this.written.set(key, entry);
    this.isRelinked ||= entry.kind === 'link';
    if (entry.kind !== 'file') {
      this.followedDirectories.clear();
    }
    let below = key;
    for (let directory = path.dirname(below); directory !== below; directory = path.dirname(below)) {
      const names = this.touched.get(directory);
      if (names?.has(path.basename(below)) === true) {
        break;
      }
      this.touched.set(directory, (names ?? new Set()).add(path.basename(below)));
      below = directory;
    }
  }

  private forget(key: string): void {
    this.written.delete(key);
    this.followedDirectories.clear();
    let below = key;
    while (!this.touched.has(below) && !this.written.has(below)) {
      const directory = path.dirname(below);
      const names = this.touched.get(directory);
      names?.delete(path.basename(below));
      if (names?.size !== 0) {
        break;
      }
      this.touched.delete(directory);
      below = directory;
    }
  }

  private forgetBelow(key: string): void {
    for (const name of [...(this.touched.get(key) ?? [])]) {
      const inner = path.join(key, name);
      this.forgetBelow(inner);
      this.forget(inner);
    }
  }

  /** Whether a directory above was removed, replaced or made anew, so that nothing of the disk shows through. */
  private isHidden(key: string): boolean {
    return this.above(key).some((directory) => {
      const entry = this.written.get(directory);
      return entry !== undefined && entry.kind !== 'link';
    });
  }

  /** The directories above a path as far as they are covered, the nearest first. */
  private above(key: string): string[] {
    const directories: string[] = [];
    let below = key;
    for (let directory = path.dirname(below); directory !== below && this.isInRoots(directory); directory = path.dirname(below)) {
      directories.push(directory);
      below = directory;
    }
    return directories;
  }
}

function isIn(directory: string, absolute: string): boolean {
  return absolute === directory || absolute.startsWith(directory.endsWith(path.sep) ? directory : directory + path.sep);
}
