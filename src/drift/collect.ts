import * as path from 'node:path';
import { compare } from './compare';
import type { Below, Entry, Overlay } from './overlay';
import type { FileReport } from './report';
import { managedFileOf, type ManagedFile } from '../ownership/managed-file';
import { posixRelative } from '../text/posix-path';

/** What projen's constructs say about their files; recognized by what they can do, whatever copy of projen made them. */
interface Construct {
  readonly absolutePath?: string;
  readonly committed?: boolean;
  readonly synthesizeContent?: unknown;
  readonly filePath?: string;
  readonly writeOnceFileContents?: unknown;
  readonly dir?: string;
  readonly project?: { readonly outdir: string };
}

/** What is known of the files of a run besides their content. */
interface Facts {
  /** Files that a component manages, whether it wrote them or left them as they are. */
  readonly managed: Set<string>;
  /** Why a managed file need not be there on a fresh clone. */
  readonly mayBeAbsent: Map<string, string>;
  /** Files that are written where they are absent. */
  readonly samples: Set<string>;
  /** Directories that are written with their files where they are absent. */
  readonly sampleDirectories: string[];
  /** Declared keys that lines of a file's owner beat. */
  readonly overridden: Map<string, readonly string[]>;
  /** What a component has to say of its file if that is modified. */
  readonly notes: Map<string, string>;
}

const SAMPLE = 'a sample, which is written where it is absent';
const SAMPLE_DIRECTORY = 'a sample, which is written where its directory is absent';

/**
 * Holds what a run would have written against the disk.
 *
 * @param constructs every construct of the projects that were synthesized
 * @param directory what paths are told from
 * @param diff whether each difference is wanted as a unified diff
 */
export function collect(overlay: Overlay, below: Below, constructs: readonly unknown[], directory: string, diff: boolean): { files: FileReport[]; inSync: number } {
  const before: Below = { ...below, kind: (absolute) => overlay.kindBefore(absolute) };
  const facts = factsOf(constructs as readonly Construct[], overlay);
  const { managed, overridden } = facts;
  const reports = new Map<string, FileReport>();
  for (const [absolute, entry] of fileEntries(overlay, before)) {
    if (!NO_FILE_OF_A_PROJECT.test(absolute)) {
      const report = compare(posixRelative(directory, absolute), entry, before, absolute, diff);
      const absent = report.status === 'missing' ? whyAbsent(absolute, facts, before) : undefined;
      const note = report.status === 'modified' ? facts.notes.get(absolute) : undefined;
      const noted = note === undefined ? report : { ...report, note };
      reports.set(absolute, absent === undefined ? noted : { path: report.path, status: 'skipped', note: absent });
      managed.add(absolute);
    }
  }
  for (const [absolute, keys] of overridden) {
    if ((reports.get(absolute)?.status ?? 'in-sync') === 'in-sync') {
      reports.set(absolute, { path: posixRelative(directory, absolute), status: 'overridden', keys, note: 'a line of its owner wins over the declaration' });
      managed.add(absolute);
    }
  }
  const files = [...reports.values()].filter(({ status }) => status !== 'in-sync');
  return { files, inSync: managed.size - files.length };
}

/** Caches and the repository's own folder. */
const NO_FILE_OF_A_PROJECT = /[\\/](node_modules|\.git)([\\/]|$)/;

/** What a run would have at the paths of files: where one took the place of a directory, or the other way round, the files are gone. */
function* fileEntries(overlay: Overlay, below: Below): Generator<[absolute: string, Entry]> {
  for (const [absolute, entry] of overlay.entries) {
    const kind = below.kind(absolute);
    if (kind === 'directory') {
      for (const file of filesIn(absolute, below)) {
        if (!overlay.entries.has(file)) {
          yield [file, { kind: 'gone' }];
        }
      }
    }
    if (entry.kind === 'file' || entry.kind === 'link') {
      yield [absolute, entry];
    } else if (kind !== 'directory') {
      yield [absolute, { kind: 'gone' }];
    }
  }
}

/** The files on the disk in a directory and in those below it. */
function* filesIn(directory: string, below: Below): Generator<string> {
  for (const name of below.names(directory)) {
    const absolute = path.join(directory, name);
    if (below.kind(absolute) !== 'directory') {
      yield absolute;
    } else if (!NO_FILE_OF_A_PROJECT.test(absolute)) {
      yield* filesIn(absolute, below);
    }
  }
}

/** Why a file need not be there on a fresh clone; undefined if it has to be. */
function whyAbsent(absolute: string, { managed, mayBeAbsent, samples, sampleDirectories }: Facts, before: Below): string | undefined {
  // A sample directory can have managed files, and whole subprojects, in it.
  if (managed.has(absolute)) {
    return mayBeAbsent.get(absolute);
  }
  const isInSampleDirectory = sampleDirectories.some((directory) => absolute.startsWith(directory + path.sep) && !/^(directory|link)$/.test(before.kind(directory) ?? ''));
  return samples.has(absolute) ? SAMPLE : isInSampleDirectory ? SAMPLE_DIRECTORY : undefined;
}

function factsOf(constructs: readonly Construct[], overlay: Overlay): Facts {
  const facts: Facts = { managed: new Set(), mayBeAbsent: new Map(), samples: new Set(), sampleDirectories: [], overridden: new Map(), notes: new Map() };
  for (const one of constructs) {
    const { project } = one;
    const absolutePath = one.absolutePath === undefined ? undefined : overlay.pathOf(one.absolutePath);
    const inProject = (file: string): string => overlay.pathOf(path.resolve(project!.outdir, file));
    const ours = managedFileOf(one);
    if (ours !== undefined) {
      addOurs(ours, overlay.pathOf(ours.absolutePath), facts);
      continue;
    }
    if (typeof one.synthesizeContent === 'function') {
      facts.managed.add(absolutePath!);
    }
    if (typeof one.writeOnceFileContents === 'function') {
      facts.samples.add(inProject(one.filePath!));
    } else if (one.committed === false && absolutePath !== undefined) {
      facts.mayBeAbsent.set(absolutePath, 'ignored by git, and written where it is absent');
    } else if (typeof one.dir === 'string' && project !== undefined && one.synthesizeContent === undefined) {
      facts.sampleDirectories.push(inProject(one.dir));
    }
  }
  return facts;
}

function addOurs({ owner, isPersonal, isKept, overridden = [], note }: ManagedFile, absolutePath: string, facts: Facts): void {
  if (owner === 'user-from-the-first-synth') {
    facts.samples.add(absolutePath);
  }
  if (isKept) {
    facts.managed.add(absolutePath);
  }
  if (isPersonal) {
    facts.mayBeAbsent.set(absolutePath, 'a personal file, which each developer gets on the next run');
  }
  if (overridden.length > 0) {
    facts.overridden.set(absolutePath, overridden);
  }
  if (note !== undefined) {
    facts.notes.set(absolutePath, note);
  }
}
