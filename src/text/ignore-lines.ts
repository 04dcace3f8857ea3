import path from 'node:path';
import { matcherOf, type IgnoreRules } from './ignore-match';
import { TEMPORARY_FILES } from './temporary-files';

/** Patterns of secrets: they are written even if the user's lines take them back. */
const SECRETS = ['.env', '**/.env*', TEMPORARY_FILES, `**/${TEMPORARY_FILES}`];

/** What the `*` at the end of a secret's pattern can be: nothing, what editors add to a copy, and the end of our own temporary files. */
const ENDS = ['', '~', '.bak', '.swp', '0.0.tmp'];

/**
 * The patterns that an ignore file lacks: neither in it, nor taken back by the user's `!` line. It also lacks the pattern of a secret where a later
 * line takes such a file back.
 *
 * @param lines the lines that the file has
 * @param patterns the patterns that it should have
 * @param secrets those of them that are of files with secrets, besides `.env`
 */
export function missingPatterns(lines: readonly string[], patterns: readonly string[], secrets: readonly string[] = [], rules: IgnoreRules = 'git'): string[] {
  // Blanks at the start of a line are a part of the pattern for git.
  const theirs = lines.map((line) => (rules === 'git' ? line.trimEnd() : line.trim()));
  const spellings = theirs.map(comparable);
  const takenBack = theirs.map((line) => (line.startsWith('!') ? line.slice(1) : undefined));
  return patterns.filter((pattern) => {
    const wanted = comparable(pattern);
    const has = spellings.lastIndexOf(wanted);
    if (![...SECRETS, ...secrets].includes(pattern)) {
      return has < 0 && !takenBack.some((line) => line !== undefined && comparable(line) === wanted);
    }
    return has < 0 || takenBack.slice(has + 1).some((line) => line !== undefined && takesBack(line, pattern, rules));
  });
}

/** Whether a line takes back a file of a secret's pattern: at the top, or beside what the line names, or below it if that looks like a folder. */
function takesBack(theirs: string, pattern: string, rules: IgnoreRules): boolean {
  const matches = matcherOf(theirs, rules);
  const named = anywhere(theirs).replace(/\/$/, '');
  const beside = path.posix.dirname(named).replace(/[*?]/g, 'x');
  // A name with a dot, such as .env.example, is that of a file: the user's choice.
  const isFolder = !/[*?[.]/.test(path.posix.basename(named));
  const isAnywhere = pattern.startsWith('**/') || (rules === 'git' && !pattern.includes('/'));
  const folders = ['', ...(isAnywhere ? [beside, ...(isFolder ? [named] : [])] : [])];
  return folders.some((folder) => ENDS.some((end) => matches(path.posix.join(folder, anywhere(pattern).replace(/\*$/, end)))));
}

/** A pattern from any folder on. */
function anywhere(pattern: string): string {
  return pattern.replace(/^\/?(\*\*\/)*/, '');
}

/** The non-blank lines of a text that another text does not have, in whatever spelling of the same pattern. */
export function lostLines(before: string, after: string): string[] {
  const kept = new Set(after.split(/\r?\n/).map((line) => comparable(line.trim())));
  return before
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !kept.has(comparable(line)));
}

/** `node_modules`, `/node_modules` and `node_modules/` ignore the same at the top of a tree; `.env/` spares the file `.env`. */
function comparable(pattern: string): string {
  const unanchored = pattern.replace(/^\//, '');
  const withoutSlash = unanchored.replace(/\/$/, '');
  return SECRETS.includes(withoutSlash) ? unanchored : withoutSlash;
}
