import * as path from 'node:path';
import { compare } from './compare';
import type { Below, Overlay } from './overlay';
import type { FileReport } from './report';

/** What a run found, before the outer command adds what it knows itself. */
export interface Collected {
  readonly files: FileReport[];
  readonly inSync: number;
}

/** What the constructs of a project tell about their files; recognized by what they can do, whatever copy of projen made them. */
interface Constructs {
  readonly absolutePath?: string;
  readonly path?: string;
  readonly committed?: boolean;
  readonly synthesizeContent?: unknown;
  readonly filePath?: string;
  readonly writeOnceFileContents?: unknown;
  readonly dir?: string;
  readonly project?: { readonly outdir: string };
  /** Of a file that a developer owns in part. */
  _driftFacts?(): { readonly personal: boolean; readonly overridden: readonly string[] };
}

/**
 * Holds what a run would have written against the disk.
 *
 * @param components every construct of the projects that were synthesized
 * @param directory what paths are told from
 */
export function collect(overlay: Overlay, below: Below, components: unknown[], directory: string): Collected {
  const known = components as Constructs[];
  const mayBeAbsent = absentees(known);
  const reports = new Map<string, FileReport>();
  const managed = new Set(known.filter((file) => typeof file.synthesizeContent === 'function').map((file) => file.absolutePath!));
  for (const [absolute, entry] of overlay.entries) {
    if (!isForeign(absolute) && entry.kind !== 'directory') {
      const report = compare(nameFrom(directory, absolute), entry, below, absolute);
      const note = report.status === 'missing' ? mayBeAbsent(absolute) : undefined;
      reports.set(absolute, note === undefined ? report : { path: report.path, status: 'skipped', note });
      managed.add(absolute);
    }
  }
  for (const file of known) {
    const overridden = file._driftFacts?.().overridden ?? [];
    if (overridden.length > 0 && (reports.get(file.absolutePath!)?.status ?? 'in-sync') === 'in-sync') {
      const note = 'a line of its owner wins over the declaration';
      reports.set(file.absolutePath!, { path: nameFrom(directory, file.absolutePath!), status: 'overridden', keys: overridden, note });
      managed.add(file.absolutePath!);
    }
  }
  const files = [...reports.values()].filter(({ status }) => status !== 'in-sync');
  return { files: files.sort((one, other) => (one.path < other.path ? -1 : 1)), inSync: managed.size - files.length };
}

function nameFrom(directory: string, absolute: string): string {
  return path.relative(directory, absolute).split(path.sep).join('/');
}

/** Caches and the repository's own folder are no files of a project. */
function isForeign(absolute: string): boolean {
  return /[\\/](node_modules|\.git)([\\/]|$)/.test(absolute);
}

/** Tells why a file need not be there on a fresh clone; undefined if it must. */
function absentees(components: readonly Constructs[]): (absolute: string) => string | undefined {
  const files = new Map<string, string>();
  const directories: string[] = [];
  for (const one of components) {
    const outdir = one.project?.outdir ?? '';
    if (typeof one.writeOnceFileContents === 'function') {
      files.set(path.resolve(outdir, one.filePath!), 'a sample, which is written where it is absent');
    } else if (one._driftFacts?.().personal === true) {
      files.set(one.absolutePath!, 'a personal file, which each developer gets on the next run');
    } else if (one.committed === false && one.absolutePath !== undefined) {
      files.set(one.absolutePath, 'ignored by git, and written where it is absent');
    } else if (typeof one.dir === 'string' && one.synthesizeContent === undefined) {
      directories.push(path.resolve(outdir, one.dir) + path.sep);
    }
  }
  return (absolute) => files.get(absolute) ?? (directories.some((directory) => absolute.startsWith(directory)) ? 'a sample, which is written where its directory is absent' : undefined);
}
