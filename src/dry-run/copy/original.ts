import fs from 'node:fs';
import path from 'node:path';
import type { Ignored } from './ignored';
import { namesIn } from './names';
import type { Step } from './plan';

/** Files behind links that are looked at after a run. */
const MOST_LOOKED_AT = 50_000;

/**
 * What a directory was like before a run: a program can reach the original of a copy by a path that it knows, or through a
 * link. Nothing keeps it from writing there; that it did must not stay unnoticed.
 */
export class Original {
  private readonly stamps = new Map<string, string>();

  /**
   * @param isKept whether a file counts although git ignores it
   * @param steps those that copy the directory, with what its files were like
   */
  public constructor(private readonly top: string, private readonly ignored: Ignored, private readonly isKept: (file: string) => boolean, steps: readonly Step[]) {
    let ignoredDirectory: string | undefined;
    for (const { kind, from, stats } of steps) {
      if (ignoredDirectory !== undefined && from.startsWith(ignoredDirectory)) {
        continue;
      }
      if (kind === 'directory' && from !== top && this.ignored.has(from, true)) {
        ignoredDirectory = from + path.sep;
      } else if (kind !== 'other' && kind !== 'git') {
        // To ask git for the status writes in its folder.
        this.stamps.set(from, stampOf(stats));
      }
    }
  }

  /**
   * What is not as it was, from the directory.
   *
   * @param reached what the run can have changed through links
   * @param since when the run began, in milliseconds
   */
  public changed(reached: readonly string[], since: number): string[] {
    const changed = new Set<string>();
    for (const [file, before] of this.stamps) {
      const stats = fs.lstatSync(file, { throwIfNoEntry: false });
      if (stats === undefined || stampOf(stats) !== before) {
        const isListed = stats?.isDirectory() === true && before.startsWith('d');
        (isListed ? this.newNamesIn(file) : this.isLeftToOthers(file, false) ? [] : [file]).forEach((one) => changed.add(one));
      }
    }
    const left = { count: MOST_LOOKED_AT };
    reached.flatMap((target) => changedSince(target, since, left)).forEach((file) => changed.add(file));
    return [...changed].map((file) => path.relative(this.top, file));
  }

  private newNamesIn(directory: string): string[] {
    return fs.readdirSync(directory, { withFileTypes: true })
      .filter((entry) => !this.stamps.has(path.join(directory, entry.name)) && !this.isLeftToOthers(path.join(directory, entry.name), entry.isDirectory()))
      .map(({ name }) => path.join(directory, name));
  }

  /** Editors and running programs write what git ignores, and git itself. */
  private isLeftToOthers(file: string, isDirectory: boolean): boolean {
    return path.basename(file) === '.git' || (!this.isKept(file) && this.ignored.has(file, isDirectory));
  }
}

function stampOf(stats: fs.Stats): string {
  const { mode, size, mtimeMs, ctimeMs, ino } = stats;
  return stats.isDirectory() ? `d${mode}:${mtimeMs}` : `${mode}:${size}:${mtimeMs}:${ctimeMs}:${ino}`;
}

/** What was changed in a tree; no link in it is followed. */
function changedSince(file: string, since: number, left: { count: number }): string[] {
  const stats = fs.lstatSync(file, { throwIfNoEntry: false });
  if (stats === undefined || left.count-- <= 0) {
    return [];
  }
  const inner = stats.isDirectory() ? namesIn(file).flatMap((name) => changedSince(path.join(file, name), since, left)) : [];
  return inner.length === 0 && stats.ctimeMs > since ? [file] : inner;
}
