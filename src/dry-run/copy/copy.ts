import fs from 'node:fs';
import path from 'node:path';
import { copyGitFolder } from './git-folder';
import { namesIn, statsOf } from './names';
import { pauses, type Step } from './plan';
import { isIn, type Change, type Changes } from '../changes';

/** The maximum number of siblings that are linked: a folder for temporary files can have any number. */
const MOST_SIBLINGS = 10_000;

/** A copy of a directory, in which a program can run as if it were the original. */
export class Copy {
  /** The place of the folders above the original, with their names. */
  private readonly above: string;
  /** Where the directory is in the copy. */
  public readonly root: string;
  /** Links of the copy that lead to the original or next to it, with their targets. */
  public readonly planted = new Map<string, string>();
  private readonly known = new Map<string, Step>();
  /** The numbers of the directories: one that was moved there has the files of another one, unchanged. */
  private readonly numbers = new Map<string, number>();
  /** Whether reading a file updates its access time. */
  private showsReads = false;
  /** The run has changed what was changed after this time, in milliseconds. */
  public copiedAt = 0;

  /**
   * @param place an empty folder
   * @param top the original: absolute, without links in it
   */
  public constructor(private readonly place: string, private readonly top: string) {
    this.above = path.join(place, 'r');
    this.root = this.pathOf(top);
  }

  /** Where a path of the original, or above it, is in the copy. */
  public pathOf(original: string): string {
    return path.join(this.above, path.relative(path.parse(original).root, original));
  }

  /** Where a path of the copy is in the original; elsewhere it is the same. */
  public originalOf(file: string): string {
    return isIn(this.above, file) ? path.join(path.parse(this.top).root, path.relative(this.above, file)) : file;
  }

  /** A text of the run with the original's paths in place of the copy's: plain, in a URL and in JSON. */
  public asOriginal(text: string): string {
    const root = path.parse(this.top).root.replace(/[\\/]$/, '');
    return [this.above, encodeURI(this.above), encodeURIComponent(this.above), JSON.stringify(this.above).slice(1, -1)].reduce((all, one) => all.split(one).join(one.includes('%2F') ? encodeURIComponent(root) : root), text);
  }

  /**
   * Carries out the steps.
   *
   * @param isPrivate whether nobody else may read a file of this name, whatever its mode is
   */
  public async make(steps: readonly Step[], isPrivate: (name: string) => boolean): Promise<void> {
    const pause = pauses();
    const names = new Map<string, string>();
    this.makeWayUp();
    for (const step of steps) {
      const to = this.pathOf(step.from);
      this.known.set(to, step);
      await pause();
      switch (step.kind) {
        case 'directory':
          // Also one that nobody may write to: it is the checkout that is read-only, not what is declared.
          fs.mkdirSync(to, { mode: 0o700, recursive: true });
          this.numbers.set(to, fs.lstatSync(to).ino);
          break;
        case 'file':
          if (!this.copyFile(step, to, names)) {
            // Somebody has removed it meanwhile.
            this.known.delete(to);
          } else if (isPrivate(path.basename(to))) {
            fs.chmodSync(to, 0o600);
          }
          break;
        case 'link':
          fs.symlinkSync(path.isAbsolute(step.target) && isIn(this.top, step.target) ? this.pathOf(step.target) : step.target, to);
          break;
        case 'planted':
          this.plant(step.target, to, step.stats.isDirectory());
          break;
        case 'git':
          copyGitFolder(step.from, to);
          break;
        case 'other':
      }
    }
    const mark = path.join(this.place, 'copied');
    fs.writeFileSync(mark, ' ');
    fs.utimesSync(mark, 0, 0);
    fs.readFileSync(mark);
    const { ctimeMs, atimeMs } = fs.lstatSync(mark);
    this.copiedAt = ctimeMs;
    this.showsReads = atimeMs !== 0;
  }

  /** Whether the run has not read a file of the original, if the file system shows that. */
  public isUnread(original: string): boolean {
    return this.showsReads && fs.lstatSync(this.pathOf(original), { throwIfNoEntry: false })?.atimeMs === 0;
  }

  /**
   * Where the links lead that the run has followed; a link that nobody followed says nothing of what others did meanwhile. Where the file
   * system does not show it, all those of the directory itself.
   */
  public reached(): string[] {
    const isReached = (link: string): boolean => (this.showsReads ? fs.lstatSync(link, { throwIfNoEntry: false })?.atimeMs !== 0 : isIn(this.root, link));
    return [...this.planted].filter(([link]) => isReached(link)).map(([, target]) => target);
  }

  /** Files that the run changed in the copy, by the paths of the original; their content may still be that of the original. */
  public changes(skip: RegExp): Changes {
    const changes = new Map<string, Change>();
    const seen = new Set<string>();
    const walk = (directory: string, wasMoved: boolean): void => {
      for (const entry of fs.readdirSync(directory, { withFileTypes: true })) {
        const file = path.join(directory, entry.name);
        seen.add(file);
        if (skip.test(file.slice(this.root.length))) {
          continue;
        }
        if (entry.isDirectory()) {
          if (this.known.get(file)?.kind !== 'directory') {
            changes.set(this.originalOf(file), { kind: 'directory' });
          }
          walk(file, wasMoved || fs.lstatSync(file).ino !== this.numbers.get(file));
          continue;
        }
        const stats = statsOf(file, this.originalOf(file));
        if (stats === undefined) {
          continue;
        }
        const before = this.known.get(file)?.kind ?? 'directory';
        const isUntouched = !wasMoved && before !== 'directory' && (stats.ctimeMs <= this.copiedAt || (stats.isSymbolicLink() && this.planted.get(file) === fs.readlinkSync(file)));
        if (!isUntouched) {
          changes.set(this.originalOf(file), this.changeOf(file, stats));
        }
      }
    };
    walk(this.root, false);
    for (const [file, { from, kind }] of this.known) {
      if (!seen.has(file) && file !== this.root && kind !== 'other' && !skip.test(file.slice(this.root.length))) {
        changes.set(from, { kind: 'gone' });
      }
    }
    return changes;
  }

  private changeOf(file: string, stats: fs.Stats): Change {
    if (stats.isSymbolicLink()) {
      return { kind: 'link', target: this.asOriginal(fs.readlinkSync(file)) };
    }
    const content = fs.readFileSync(file);
    const mapped = content.includes(path.basename(this.place)) ? Buffer.from(this.asOriginal(content.toString('latin1')), 'latin1') : content;
    return { kind: 'file', content: mapped, mode: stats.mode & 0o777 };
  }

  /** @returns whether it was still there */
  private copyFile({ from, stats }: Step, to: string, names: Map<string, string>): boolean {
    const id = `${stats.dev}:${stats.ino}`;
    const other = stats.nlink > 1 ? names.get(id) : undefined;
    if (other !== undefined) {
      fs.linkSync(other, to);
      return true;
    }
    try {
      if (stats.blocks * 512 < stats.size && stats.size > 1024 * 1024) {
        copySparse(from, to, stats.mode);
      } else {
        fs.copyFileSync(from, to, fs.constants.COPYFILE_FICLONE);
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
        return false;
      }
      throw error;
    }
    names.set(id, to);
    fs.utimesSync(to, 0, stats.mtimeMs / 1000);
    return true;
  }

  /** The folders above have their names, and the siblings in them are links. */
  private makeWayUp(): void {
    fs.mkdirSync(path.dirname(this.root), { recursive: true });
    for (let [below, directory] = [this.top, path.dirname(this.top)]; directory !== below; [below, directory] = [directory, path.dirname(directory)]) {
      for (const name of namesIn(directory).slice(0, MOST_SIBLINGS)) {
        const sibling = path.join(directory, name);
        if (sibling !== below && !isIn(sibling, this.place)) {
          this.plant(sibling, this.pathOf(sibling), true);
        }
      }
    }
  }

  private plant(target: string, link: string, isDirectory: boolean): void {
    fs.symlinkSync(target, link, isDirectory ? 'junction' : 'file');
    this.planted.set(link, target);
    // Following it updates its access time.
    fs.lutimesSync(link, 0, 0);
  }
}

/** Copies a file without its holes. */
function copySparse(from: string, to: string, mode: number): void {
  const [source, target] = [fs.openSync(from, 'r'), fs.openSync(to, 'w', mode)];
  try {
    const piece = Buffer.alloc(1024 * 1024);
    let position = 0;
    for (let count = fs.readSync(source, piece); count > 0; count = fs.readSync(source, piece)) {
      if (piece.subarray(0, count).some((byte) => byte !== 0)) {
        fs.writeSync(target, piece, 0, count, position);
      }
      position += count;
    }
    fs.ftruncateSync(target, position);
  } finally {
    fs.closeSync(source);
    fs.closeSync(target);
  }
}
