import path from 'node:path';
import { managedFileOf, type ManagedFile } from '../ownership/managed-file';

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

/** What only the constructs of a run know of its files; paths are absolute. It can be told from one process to another. */
export interface Facts {
  /** Files that a component manages, whether it wrote them or left them as they are. */
  readonly managed: string[];
  /** Why a managed file need not be there on a fresh clone, by its path. */
  readonly mayBeAbsent: Record<string, string>;
  /** Files that are written where they are absent. */
  readonly samples: string[];
  /** Directories that are written with their files where they are absent. */
  readonly sampleDirectories: string[];
  /** Declared keys that lines of a file's owner beat, by its path. Names, no values. */
  readonly overridden: Record<string, readonly string[]>;
  /** What a component has to say of its file if that is modified, by its path. */
  readonly notes: Record<string, string>;
}

export function noFacts(): Facts {
  return { managed: [], mayBeAbsent: {}, samples: [], sampleDirectories: [], overridden: {}, notes: {} };
}

/**
 * @param constructs every construct of the projects that were synthesized
 * @param pathOf the one path of a file, whatever links lead to it
 */
export function factsOf(constructs: readonly unknown[], pathOf: (absolute: string) => string): Facts {
  const facts = noFacts();
  for (const one of constructs as readonly Construct[]) {
    const ours = managedFileOf(one);
    if (ours === undefined) {
      addProjens(one, pathOf, facts);
    } else {
      addOurs(ours, pathOf(ours.absolutePath), facts);
    }
  }
  return facts;
}

function addProjens(one: Construct, pathOf: (absolute: string) => string, facts: Facts): void {
  const { project } = one;
  const absolutePath = one.absolutePath === undefined ? undefined : pathOf(one.absolutePath);
  const inProject = (file: string): string => pathOf(path.resolve(project!.outdir, file));
  if (typeof one.synthesizeContent === 'function') {
    facts.managed.push(absolutePath!);
  }
  if (typeof one.writeOnceFileContents === 'function') {
    facts.samples.push(inProject(one.filePath!));
  } else if (one.committed === false && absolutePath !== undefined) {
    facts.mayBeAbsent[absolutePath] = 'ignored by git, and written where it is absent';
  } else if (typeof one.dir === 'string' && project !== undefined && one.synthesizeContent === undefined) {
    facts.sampleDirectories.push(inProject(one.dir));
  }
}

function addOurs({ owner, isPersonal, isKept, overridden = [], note }: ManagedFile, absolutePath: string, facts: Facts): void {
  if (owner === 'user-from-the-first-synth') {
    facts.samples.push(absolutePath);
  }
  if (isKept) {
    facts.managed.push(absolutePath);
  }
  if (isPersonal) {
    facts.mayBeAbsent[absolutePath] = 'a personal file, which each developer gets on the next run';
  }
  if (overridden.length > 0) {
    facts.overridden[absolutePath] = overridden;
  }
  if (note !== undefined) {
    facts.notes[absolutePath] = note;
  }
}
