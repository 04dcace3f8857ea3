import fs from 'node:fs';
import path from 'node:path';
import { isLarge } from './size';

const COMMON = ['refs', 'packed-refs', 'info', 'shallow', 'reftable'];
const OWN = /^(HEAD|index|sharedindex\..*|ORIG_HEAD|MERGE_HEAD|FETCH_HEAD)$/;

/** Objects up to these are copied, because git gives one that it would write a second time another time. */
const MOST_OBJECTS = { files: 1_000, bytes: 16 * 1024 * 1024 };

/**
 * Makes the git folder of a copy. Its own HEAD, refs and index can be written. Many objects are read from the original, and
 * so is the configuration, which can hold tokens.
 *
 * @param from the original's `.git`: a folder, or the file that a worktree or a submodule has
 * @param to in the copy
 */
export function copyGitFolder(from: string, to: string): void {
  const { own, common } = foldersOf(from);
  for (const directory of ['objects/info', 'refs', 'info', 'no-hooks']) {
    fs.mkdirSync(path.join(to, directory), { recursive: true });
  }
  for (const name of COMMON.filter((one) => fs.existsSync(path.join(common, one)))) {
    fs.cpSync(path.join(common, name), path.join(to, name), { recursive: true, verbatimSymlinks: true });
  }
  for (const name of fs.readdirSync(own).filter((one) => OWN.test(one))) {
    fs.copyFileSync(path.join(own, name), path.join(to, name));
  }
  const objects = path.join(common, 'objects');
  if (isLarge(objects, MOST_OBJECTS)) {
    fs.writeFileSync(path.join(to, 'objects/info/alternates'), `${objects}\n`);
  } else {
    fs.cpSync(objects, path.join(to, 'objects'), { recursive: true, force: true });
  }
  fs.writeFileSync(path.join(to, 'config'), configOf(path.join(common, 'config'), path.dirname(to), path.join(to, 'no-hooks')));
}

/** Whether git finds a repository there: the folder of a worktree can be gone. */
export function isGitFolder(from: string): boolean {
  try {
    return fs.existsSync(path.join(foldersOf(from).common, 'objects'));
  } catch {
    return false;
  }
}

/** The folder of a checkout, and the one that it shares with the worktrees of the same repository. */
function foldersOf(from: string): { readonly own: string; readonly common: string } {
  const own = fs.lstatSync(from).isFile() ? path.resolve(path.dirname(from), fs.readFileSync(from, 'utf-8').replace(/^gitdir: /, '').trim()) : fs.realpathSync(from);
  const pointer = path.join(own, 'commondir');
  return { own, common: fs.existsSync(pointer) ? path.resolve(own, fs.readFileSync(pointer, 'utf-8').trim()) : own };
}

function configOf(original: string, worktree: string, hooks: string): string {
  const text = fs.existsSync(original) ? fs.readFileSync(original, 'utf-8') : '';
  // Of these git takes no notice in a file that is included.
  const [version = 'repositoryformatversion = 0'] = /repositoryformatversion *= *\d+/i.exec(text) ?? [];
  const [extensions = ''] = /^\[extensions\][^[]*/im.exec(text) ?? [];
  const quoted = (file: string): string => JSON.stringify(file);
  return `[core]
	${version}
${extensions.replace(/^\s*worktreeConfig.*$/gim, '')}
[include]
	path = ${quoted(original)}
[core]
	bare = false
	worktree = ${quoted(worktree)}
	hooksPath = ${quoted(hooks)}
	fsmonitor = false
	untrackedCache = false
	trustctime = false
	checkStat = minimal
[gc]
	auto = 0
[maintenance]
	auto = false
`;
}
