// Reports words that our texts avoid, in added lines or in all of them, each with what to write instead.
//
//   node scripts/check-words.mjs                compares with where this branch left main; on main with the previous commit
//   node scripts/check-words.mjs --base REV     compares with a revision
//   node scripts/check-words.mjs --all          checks every line of the repository
//
// The comment "check-words: ignore" on a line, or on the line before it, keeps its words.
// Exit code: 0 no such word, or nothing to compare with; 1 at least one word; 2 wrong arguments.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

/**
 * The checked texts; a `*` matches folders too, such as docs/decisions. What is generated is excluded: its words come from sources that are
 * checked. So is what other programs have said, and this list itself with its test.
 */
const PATHS = [
  'README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'docs/*.md', '.projenrc.ts', 'projenrc/*.ts', 'examples/*README.md',
  ...['src', 'test', 'bench', 'scripts'].flatMap((folder) => ['ts', 'mjs', 'py'].map((ending) => `${folder}/*.${ending}`)),
  ':(exclude)docs/compatibility.md', ':(exclude)docs/benchmarks.md', ':(exclude)scripts/check-words.mjs', ':(exclude)test/process/scripts/check-words.test.ts',
];

/** Patterns, and what to write instead. Each is narrow: a false alarm costs more than a word that is missed. */
const WORDS = [
  [/\bmend(?:s|ed|ing)?\b/i, 'fix, or update (files)'],
  [/\bstands? (?:in(?!(?: turn)? for\b)|there|behind|at|before|beside|below|above|under|on)\b/i, 'is'],
  [/\b(?:comes?|goes|follows|printed|written|added|placed) behind\b/i, 'after, or followed by'],
  [/\bout of step\b/i, 'has drifted, or does not match'],
  [/\bis none that\b/i, 'is not valid for'],
  [/(?<!\bthere )\bis no (?:AWS|Google|GCP|Azure|valid) \w+/i, 'is not a, or is not valid'],
  [/\ba rc file\b/i, 'an rc file; in messages the file itself: .projenrc.ts'],
  [/\bof (?:ours|yours|theirs)\b/i, 'our, your, their'],
  [/\bof the user's(?=[.,;:)]|$)/i, 'the user\'s'],
  [/\bway the credentials take\b/i, 'how credentials reach the containers'],
  [/\bsays which files\b/i, 'lists the files that'],
  [/\bwould change it:/i, 'Revisit if'],
  [/\btells\b|\b(?:is|are) told\b/i, 'prints, reports or receives'],
  [/\bhas not(?=[.,;:)]|$)/i, 'does not have'],
  [/\b(?:leave|leaves|leaving|left|take|takes|taken|taking|took) out\b/i, 'omit, or remove'],
  [/\bby hand\b/i, 'manually'],
  [/\blook-ups?\b/i, 'lookup'],
  [/\bthe whole of\b/i, 'all of'],
];
const IGNORE = 'check-words: ignore';

/** The lines of each file that was read. */
const contents = new Map();

function check({ base: wanted, all }) {
  const root = git('rev-parse', '--show-toplevel');
  if (root === undefined) {
    return skipped('git is missing, or this is not a git repository');
  }
  process.chdir(root);
  if (all) {
    return report([...linesIn('--cached'), ...untrackedLines()], 'lines');
  }
  const base = wanted ?? baseOfBranch();
  if (base === undefined) {
    return skipped('no commit to compare with: neither a branch main nor a previous commit is here');
  }
  if (git('rev-parse', '--verify', '--quiet', `${base}^{commit}`) === undefined) {
    return wanted === undefined ? skipped(`the commit ${base} is not here`) : wrong(`There is no commit "${base}".`);
  }
  return report([...addedLines(base), ...untrackedLines()], 'added lines');
}

function report(lines, what) {
  const found = lines.flatMap(({ file, line, text, before }) =>
    text.includes(IGNORE) || before.includes(IGNORE) ? [] : WORDS.flatMap(([pattern, instead]) => (pattern.test(text) ? [`${file}:${line}: "${pattern.exec(text)[0]}": write ${instead}`] : [])));
  if (found.length > 0) {
    console.error(`${found.join('\n')}\n\n${found.length === 1 ? '1 word' : `${found.length} words`} to replace. To keep one, put "${IGNORE}" in a comment on the line or on the line before it.`);
    return 1;
  }
  console.log(`check-words: nothing to replace in ${lines.length} ${what}`);
  return 0;
}

/** Where this branch left main; on main itself, the commit before. */
function baseOfBranch() {
  const head = git('rev-parse', 'HEAD');
  const left = ['origin/main', 'main'].map((name) => git('merge-base', 'HEAD', name)).find((commit) => commit !== undefined);
  return left === undefined || left === head ? git('rev-parse', '--verify', '--quiet', 'HEAD~1') : left;
}

/** The added lines of the working tree, with their numbers in it. A renamed file has only the lines that changed. */
function addedLines(base) {
  const diff = git('-c', 'core.quotePath=false', 'diff', '--unified=0', '--find-renames', '--no-color', '--no-ext-diff', '--src-prefix=a/', '--dst-prefix=b/', base, '--', ...PATHS) ?? '';
  const lines = [];
  let file = '';
  let line = 0;
  let left = 0;
  for (const text of diff.split('\n')) {
    if (left > 0 && text.startsWith('+')) {
      lines.push({ file, line, text: text.slice(1), before: lineOf(file, line - 1) });
      line += 1;
      left -= 1;
    } else if (text.startsWith('+++ b/')) {
      file = text.slice('+++ b/'.length).replace(/\t$/, '');
    } else if (text.startsWith('@@')) {
      const [, start, count = '1'] = /\+(\d+)(?:,(\d+))?/.exec(text);
      [line, left] = [Number(start), Number(count)];
    }
  }
  return lines;
}

/** A new file that git does not know yet counts as added. */
function untrackedLines() {
  return linesIn('--others', '--exclude-standard');
}

/** All lines of the files that git lists. */
function linesIn(...options) {
  const names = (git('-c', 'core.quotePath=false', 'ls-files', ...options, '--', ...PATHS) ?? '').split('\n').filter((name) => name !== '');
  return names.flatMap((file) => contentOf(file).map((text, index, all) => ({ file, line: index + 1, text, before: all[index - 1] ?? '' })));
}

function contentOf(file) {
  if (!contents.has(file)) {
    contents.set(file, fs.existsSync(file) ? fs.readFileSync(path.resolve(file), 'utf-8').split(/\r?\n/) : []);
  }
  return contents.get(file);
}

function lineOf(file, line) {
  return contentOf(file)[line - 1] ?? '';
}

function git(...args) {
  const { status, stdout } = spawnSync('git', args, { encoding: 'utf-8', maxBuffer: 2 ** 28 });
  return status === 0 ? stdout.trimEnd() : undefined;
}

function skipped(why) {
  console.log(`check-words: skipped (${why})`);
  return 0;
}

function wrong(what) {
  console.error(what);
  return 2;
}

let options;
try {
  options = parseArgs({ options: { all: { type: 'boolean' }, base: { type: 'string' } } }).values;
} catch (error) {
  console.error(`${error.message.split('. ')[0]}. Usage: node scripts/check-words.mjs [--all | --base REV]`);
  process.exit(2);
}
process.exitCode = check(options);
