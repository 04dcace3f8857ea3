import * as fs from 'node:fs';
import * as path from 'node:path';

/** A file or link as far as the check looks at it. */
interface FileState {
  readonly link?: string;
  /** One character a byte. */
  readonly content: string;
  readonly executable: boolean;
}

/** The files and links below a directory by their path with `/`; no directories, as git has none. */
export type TreeState = ReadonlyMap<string, FileState>;

/** What is no file of a project. */
const LEFT_OUT = new Set(['node_modules', '.git']);

/** The paths of all files and links below a directory, in order. */
export function filesOf(directory: string, below: string = ''): string[] {
  return fs
    .readdirSync(path.join(directory, below), { withFileTypes: true })
    .filter(({ name }) => !LEFT_OUT.has(name))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesOf(directory, path.posix.join(below, entry.name)) : [path.posix.join(below, entry.name)]));
}

/**
 * @param from the directory below it that paths are relative to
 */
export function stateOf(directory: string, from: string): TreeState {
  return new Map(
    filesOf(directory).map((name): [string, FileState] => {
      const file = path.join(directory, name);
      const stats = fs.lstatSync(file);
      return [
        path.posix.relative(from, name),
        stats.isSymbolicLink()
          ? { link: fs.readlinkSync(file), content: '', executable: false }
          : { content: fs.readFileSync(file, 'latin1'), executable: (stats.mode & 0o111) !== 0 },
      ];
    }),
  );
}

/**
 * What happened to each file between two states of a tree, in the words of the check. Line ends and a BOM of a text do
 * not count.
 */
export function changesBetween(before: TreeState, after: TreeState): Record<string, string> {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return Object.fromEntries(names.map((name) => [name, changeOf(before.get(name), after.get(name))]).filter(([, change]) => change !== 'in-sync'));
}

function changeOf(old: FileState | undefined, now: FileState | undefined): string {
  return old === undefined ? 'missing' : now === undefined ? 'orphaned' : isSame(old, now) ? 'in-sync' : 'modified';
}

function isSame(one: FileState, other: FileState): boolean {
  const isText = !`${one.content}${other.content}`.includes('\0');
  return one.link === other.link && one.executable === other.executable && (isText ? evened(one.content) === evened(other.content) : one.content === other.content);
}

function evened(content: string): string {
  return content.replace(/^\xEF\xBB\xBF/, '').replaceAll('\r\n', '\n');
}
