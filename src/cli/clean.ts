import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { cleanKeys } from './clean-keys';
import type { ParsedCommand } from './command';
import { checkDirectory, refuseAboveNamed } from './directory';
import { isPythonProject } from './projen-project';
import { MANAGED_FILES } from '../files/managed-files';
import { changeUserFile } from '../ownership/changed-file';
import { withoutBlock } from '../ownership/stray-lines';
import { atBlockOf, checkWritable, readUserFile } from '../ownership/user-file';
import { filesWithCopies } from '../text/file-copies';
import { missingPatterns } from '../text/ignore-lines';
import { ignores, type IgnoreRules } from '../text/ignore-match';
import { listed } from '../text/lists';
import { sample } from '../text/sample';
import { subjectsInWords } from '../text/statements';
import { PROJEN_VENV } from '../text/virtual-environment';

/** Those in which a block can be. */
const FILES = MANAGED_FILES.filter(({ owner }) => owner === 'user').map(({ fileName }) => fileName);

/** What projen has beside its rc file, in spellings of `.dockerignore`. */
const PROJEN_FOLDERS = ['node_modules', PROJEN_VENV, '.projen'];

const OPTIONS = {} as const;

export const command: ParsedCommand<typeof OPTIONS> = {
  name: 'clean',
  summary: 'removes the blocks of projen-astro-airflow from your files',
  synopsis: '[DIR]',
  details: `Removes the blocks of projen-astro-airflow from these files of the Astro project in DIR (default: the current
directory): ${FILES.join(', ')}.
Use it after you remove the component from the rc file. Everything else in the files is kept. The keys of the
project's sessions below your home are removed, too, unless another project uses them.

  -h, --help  prints this text

Exit code: 0 done, 2 not done.
`,
  options: OPTIONS,
  run: (_, directory) => {
    // Each for itself: what was done is said, also where the next cannot be done.
    print(clean(directory));
    return cleanKeys(directory).then(print).then(() => 0);
  },
};

function print(lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

interface Change {
  readonly file: string;
  readonly name: string;
  /** The developer's files that git or an image build would take without the block: `.env`, and files with secrets. */
  readonly opens: readonly string[];
  /** Folders of projen that an image build would copy without the block: projen can stay. */
  readonly copied: readonly string[];
  /** What somebody wrote into the block, in words; empty if there is nothing. */
  readonly strays: string;
}

/**
 * Takes our blocks out of the files of an Astro project. All files are read and checked before the first is written.
 *
 * @param directory the Astro project's directory
 * @returns what was done, a line for each file
 */
export function clean(directory: string): string[] {
  checkDirectory(directory);
  const secrets = ['.env', ...secretsNamedIn(directory)];
  const changes = FILES.map((name) => changeOf(directory, name)).filter((change) => change !== undefined);
  if (changes.length === 0) {
    refuseAboveNamed('clean', directory);
  }
  const safe = changes.filter((change) => change.opens.length === 0);
  for (const { file, name } of safe) {
    checkWritable(file, name);
  }
  const warnings = safe.flatMap(({ file, name }) => changeUserFile({ file, tree: path.resolve(directory), name }, (text) => atBlockOf(name, () => withoutBlock(name, text ?? '').text)));
  const done = changes.length === 0 ? ['No block of projen-astro-airflow found.'] : [...changes.map(describe), ...warnings];
  const open = openToGit(directory, secrets);
  if (open.length === 0) {
    return done;
  }
  const patterns = [...new Set(open.map((file) => patternFor('.gitignore', file)))];
  const quoted = patterns.map((pattern) => `'${pattern}'`).join(', ');
  const declared = sample(`project.gitignore.addPatterns(${quoted})`, `project.gitignore.add_patterns(${quoted})`, isPythonProject(directory));
  return [...done, `${listed(open)} ${open.length === 1 ? 'is' : 'are'} not ignored by git: add ${listed(patterns)} to .gitignore (in a projen rc file: ${declared}).`];
}

/** What keeps a file out of git or the image. */
function patternFor(name: string, file: string): string {
  const top = name === '.gitignore' ? '/' : '';
  return file === '.env' ? file : `${top}${path.posix.dirname(file)}${top}`;
}

function describe({ name, opens, copied, strays }: Change): string {
  if (opens.length === 0) {
    const stays = strays === '' ? '' : `; what was not generated stays: ${strays}`;
    const inImage = `. The image build would now copy ${listed(copied)}: add ${copied.length === 1 ? 'this line' : 'these lines'} to the file, or delete what you no longer need.`;
    return `${name}: block removed${stays}${copied.length === 0 ? '' : inImage}`;
  }
  const lines = [...new Set(opens.map((file) => patternFor(name, file)))];
  return `${name}: block kept, because nothing else in the file ignores ${listed(opens)}. Add the line${lines.length === 1 ? '' : 's'} ${listed(lines)} outside the block, then run again.`;
}

function changeOf(directory: string, name: string): Change | undefined {
  const file = path.resolve(directory, name);
  const text = readUserFile(file, path.resolve(directory), name);
  if (text === undefined) {
    return undefined;
  }
  const { text: cleaned, strays } = atBlockOf(name, () => withoutBlock(name, text));
  if (cleaned === text) {
    return undefined;
  }
  const [before, after] = [linesOf(text), linesOf(cleaned)];
  const isDocker = name === '.dockerignore';
  const opens = name.endsWith('ignore') ? openedSecrets(directory, isDocker ? 'docker' : 'git', before, after) : [];
  const copied = isDocker ? PROJEN_FOLDERS.filter((folder) => fs.existsSync(path.join(directory, folder)) && !ignores(after, folder, 'docker')) : [];
  return { file, name, opens, copied, strays: subjectsInWords(name, strays) };
}

/** Files with secrets that are there, and that only the block ignores. */
function openedSecrets(directory: string, rules: IgnoreRules, lines: readonly string[], cleaned: readonly string[]): string[] {
  const opensDotenv = ignoresDotenv(lines, rules) && !ignoresDotenv(cleaned, rules);
  const opened = filesWithCopies(lines).filter((secrets) => !ignores(cleaned, secrets, rules));
  return [...(opensDotenv ? ['.env'] : []), ...opened].filter((secrets) => fs.existsSync(path.join(directory, secrets)));
}

/** The files with secrets that any of the ignore files names. */
function secretsNamedIn(directory: string): string[] {
  const names = FILES.filter((name) => name.endsWith('ignore'));
  return [...new Set(names.flatMap((name) => filesWithCopies(linesOf(readUserFile(path.resolve(directory, name), path.resolve(directory), name) ?? ''))))];
}

/** Those of the developer's files that git would add: the patterns that the component gave to projen's ignore file went with it. */
function openToGit(directory: string, files: readonly string[]): string[] {
  return files
    .filter((file) => fs.existsSync(path.join(directory, file)))
    // 0: ignored, 1: not ignored, 128: no repository. Without git nobody can add it either.
    .filter((file) => spawnSync('git', ['check-ignore', '--quiet', file], { cwd: directory, stdio: 'ignore' }).status === 1);
}

function ignoresDotenv(lines: readonly string[], rules: IgnoreRules): boolean {
  return missingPatterns(lines, ['.env', '**/.env*'], [], rules).length < 2;
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/);
}
