import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { testIf } from '../../support/projects';
import { tempDir, write } from '../../support/util';

const SCRIPT = path.resolve(__dirname, '../../../scripts/check-words.mjs');
const testGit = testIf(spawnSync('git', ['--version']).status === 0, 'git');

/** No settings of the machine, and no repository around the temporary directory. */
const home = tempDir();
const env = { ...process.env, HOME: home, XDG_CONFIG_HOME: home, GIT_CONFIG_NOSYSTEM: '1', GIT_CEILING_DIRECTORIES: path.dirname(home) };

function git(directory: string, ...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: directory, env, stdio: 'pipe' });
}

function commit(directory: string, files: Record<string, string>): void {
  write(directory, files);
  git(directory, 'add', '-A');
  git(directory, 'commit', '-qm', 'a commit');
}

/** A repository whose main branch has one commit. */
function repository(files: Record<string, string>): string {
  const directory = tempDir();
  git(directory, 'init', '-qb', 'main');
  commit(directory, files);
  return directory;
}

function check(directory: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], { cwd: directory, env, encoding: 'utf-8' });
  return { status, stdout, stderr };
}

testGit('a word in a line that the branch adds is reported with its place and what to write instead', () => {
  const directory = repository({ 'README.md': 'Run this to mend it.\n' });
  git(directory, 'checkout', '-qb', 'feature');
  commit(directory, { 'README.md': 'Run this to mend it.\n\nThe file is out of step.\n', 'docs/my guide.md': 'This mends it, of ours.\n' });
  commit(directory, { 'src/a/b.ts': '// Put there by hand.\n', 'examples/one/README.md': 'Would change it: nothing.\n' });
  expect(check(directory)).toEqual({
    status: 1,
    stdout: '',
    stderr: `README.md:3: "out of step": write has drifted, or does not match
docs/my guide.md:1: "mends": write fix, or update (files)
docs/my guide.md:1: "of ours": write our, your, their
examples/one/README.md:1: "Would change it:": write Revisit if
src/a/b.ts:1: "by hand": write manually

5 words to replace. To keep one, put "check-words: ignore" in a comment on the line or on the line before it.
`,
  });
});

testGit('on main the previous commit is the base, and what is not committed yet counts', () => {
  const directory = repository({ 'README.md': 'mend\n' });
  commit(directory, { 'README.md': 'mend\nmend it\n' });
  fs.appendFileSync(path.join(directory, 'README.md'), 'a rc file\n');
  write(directory, { 'SECURITY.md': 'one\ntaken out\n' });
  expect(check(directory).stderr.split('\n').slice(0, 3)).toEqual([
    'README.md:2: "mend": write fix, or update (files)',
    'README.md:3: "a rc file": write an rc file; in messages the file itself: .projenrc.ts',
    'SECURITY.md:2: "taken out": write omit, or remove',
  ]);
  expect(check(directory, '--base', 'HEAD').stderr).not.toContain('README.md:2');
});

testGit('other files, renamed files, removed lines and lines with the comment are left alone', () => {
  const directory = repository({ 'docs/old.md': 'A page.\n\nIt says how to mend it.\n\nAnd more.\n', 'README.md': 'mend\nfix\n' });
  git(directory, 'mv', 'docs/old.md', 'docs/new.md');
  commit(directory, {
    'README.md': 'fix\n<!-- check-words: ignore -->\nmend\nmend <!-- check-words: ignore -->\n',
    'test/a.json': '// mend\n',
    'docs/compatibility.md': 'a look-up\n',
  });
  expect(check(directory)).toEqual({ status: 0, stdout: 'check-words: nothing to replace in 3 added lines\n', stderr: '' });
});

testGit('--all checks every line of texts, code and tests, committed or new, without a base', () => {
  const directory = repository({ 'README.md': 'mend\n', 'test/a/b.test.ts': "test('a rc file');\n", 'docs/compatibility.md': 'a look-up\n' });
  write(directory, { 'scripts/c.py': '# by hand\n', 'bench/d.ts': '// "x" is no AWS region\n' });
  expect(check(directory)).toMatchObject({ status: 0, stdout: expect.stringContaining('skipped') });
  expect(check(directory, '--all').stderr.split('\n').slice(0, 4).sort()).toEqual([
    'README.md:1: "mend": write fix, or update (files)',
    'bench/d.ts:1: "is no AWS region": write is not a, or is not valid',
    'scripts/c.py:1: "by hand": write manually',
    'test/a/b.test.ts:1: "a rc file": write an rc file; in messages the file itself: .projenrc.ts',
  ]);
});

testGit('words that only look like one are left alone', () => {
  const directory = repository({ 'README.md': 'one\n' });
  commit(directory, { 'README.md': 'The parse test stands in for it, and has not been read.\nThe files of the user\'s project: recommended, untold, handy, lookup.\nAn .projenrc.ts is behind a proxy.\nThere is no AWS CLI here.\n' });
  expect(check(directory)).toEqual({ status: 0, stdout: 'check-words: nothing to replace in 4 added lines\n', stderr: '' });
});

testGit('without a repository or a base it says so and passes', () => {
  expect(check(tempDir())).toEqual({ status: 0, stdout: 'check-words: skipped (git is missing, or this is not a git repository)\n', stderr: '' });
  expect(check(repository({ 'README.md': 'mend\n' })).stdout).toBe('check-words: skipped (no commit to compare with: neither a branch main nor a previous commit is here)\n');
});

testGit('a base that does not exist and an unknown argument are errors', () => {
  const directory = repository({ 'README.md': 'mend\n' });
  expect(check(directory, '--base', 'gone')).toEqual({ status: 2, stdout: '', stderr: 'There is no commit "gone".\n' });
  expect(check(directory, '--bse', 'gone')).toMatchObject({ status: 2, stderr: expect.stringContaining('Usage: node scripts/check-words.mjs [--all | --base REV]') });
});
