import path from 'node:path';
import { compare } from './compare';
import type { Disk } from './disk';
import type { Facts } from './facts';
import type { FileReport } from './report';
import type { Change, Changes } from '../dry-run/changes';
import { posixRelative } from '../text/posix-path';

/** What a run would leave, and what is known of it. */
export interface Run {
  readonly changes: Changes;
  /** Files that the run wrote as they are. */
  readonly written: Iterable<string>;
  readonly facts: Facts;
}

/** What is to be compared, and how. */
export interface Comparison {
  /** The directory that paths start from. */
  readonly directory: string;
  /** Whether each difference is wanted as a unified diff. */
  readonly diff: boolean;
}

/** Caches and the repository's own folder. */
export const NO_FILE_OF_A_PROJECT = /[\\/](node_modules|\.git|__pycache__)([\\/]|$)/;

const SAMPLE = 'a sample, which is written where it is absent';
const SAMPLE_DIRECTORY = 'a sample, which is written where its directory is absent';

/** Compares what a run would leave with the disk. */
export function collect(run: Run, real: Disk, { directory, diff }: Comparison): { files: FileReport[]; inSync: number } {
  const { facts } = run;
  const disk = withoutLinks(real, run.changes);
  const declared = new Set(facts.managed);
  const managed = new Set([...declared, ...[...run.written].filter((absolute) => !NO_FILE_OF_A_PROJECT.test(absolute))]);
  const samples = new Set(facts.samples);
  const reports = new Map<string, FileReport>();

  /** Why a file need not be there on a fresh clone; undefined if it has to be. */
  const whyAbsent = (absolute: string): string | undefined => {
    // A sample directory can have managed files, and whole subprojects, in it.
    if (declared.has(absolute)) {
      return facts.mayBeAbsent[absolute];
    }
    const isInSampleDirectory = facts.sampleDirectories.some((one) => absolute.startsWith(one + path.sep) && !/^(directory|link)$/.test(disk.kind(one) ?? ''));
    return samples.has(absolute) ? SAMPLE : isInSampleDirectory ? SAMPLE_DIRECTORY : facts.mayBeAbsent[absolute];
  };

  for (const [absolute, change] of filesIn(run.changes, disk)) {
    if (!NO_FILE_OF_A_PROJECT.test(absolute)) {
      const report = compare(posixRelative(directory, absolute), change, disk, absolute, diff);
      const absent = report.status === 'missing' ? whyAbsent(absolute) : undefined;
      const note = report.status === 'modified' ? facts.notes[absolute] : undefined;
      reports.set(absolute, absent !== undefined ? { path: report.path, status: 'skipped', note: absent } : note === undefined ? report : { ...report, note });
      managed.add(absolute);
    }
  }
  for (const [absolute, keys] of Object.entries(facts.overridden)) {
    if ((reports.get(absolute)?.status ?? 'in-sync') === 'in-sync') {
      reports.set(absolute, { path: posixRelative(directory, absolute), status: 'overridden', keys, note: 'a line of its owner wins over the declaration' });
      managed.add(absolute);
    }
  }
  const files = [...reports.values()].filter(({ status }) => status !== 'in-sync').sort((one, other) => (one.path < other.path ? -1 : 1));
  return { files, inSync: managed.size - files.length };
}

/** The disk without what is only there through a link that the run would replace. */
function withoutLinks(disk: Disk, changes: Changes): Disk {
  const links = [...changes.keys()].filter((absolute) => disk.kind(absolute) === 'link');
  return links.length === 0 ? disk : { ...disk, kind: (absolute) => (links.some((link) => absolute.startsWith(link + path.sep)) ? undefined : disk.kind(absolute)) };
}

/** What a run would have at the paths of files: where one took the place of a directory, or the other way round, the files are gone. */
function* filesIn(changes: Changes, disk: Disk): Generator<[absolute: string, Change]> {
  for (const [absolute, change] of changes) {
    const kind = disk.kind(absolute);
    if (kind === 'directory' && change.kind !== 'directory') {
      for (const file of filesBelow(absolute, disk)) {
        if (!changes.has(file)) {
          yield [file, { kind: 'gone' }];
        }
      }
    }
    if (change.kind === 'file' || change.kind === 'link') {
      yield [absolute, change];
    } else if (kind !== 'directory') {
      yield [absolute, { kind: 'gone' }];
    }
  }
}

/** The files on the disk in a directory and in those below it. */
function* filesBelow(directory: string, disk: Disk): Generator<string> {
  for (const name of disk.names(directory)) {
    const absolute = path.join(directory, name);
    if (disk.kind(absolute) !== 'directory') {
      yield absolute;
    } else if (!NO_FILE_OF_A_PROJECT.test(absolute)) {
      yield* filesBelow(absolute, disk);
    }
  }
}
