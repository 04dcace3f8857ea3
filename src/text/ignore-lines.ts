import { TEMPORARY_FILES } from './temporary-files';

/** Patterns of secrets: they are written even if the user's lines take them back. */
const SECRETS = ['.env', '**/.env*', TEMPORARY_FILES, `**/${TEMPORARY_FILES}`];

/**
 * The patterns that an ignore file lacks: neither in it, nor taken back by the user's `!` line.
 *
 * @param lines the lines that the file has
 * @param patterns the patterns that it should have
 */
export function missingPatterns(lines: readonly string[], patterns: readonly string[]): string[] {
  // Blanks at the start of a line are a part of the pattern for git.
  const theirs = lines.map((line) => line.trimEnd());
  return patterns.filter((pattern) => {
    const has = theirs.map((line) => comparable(line) === comparable(pattern)).lastIndexOf(true);
    const takenBack = theirs.map((line) => line.startsWith('!') && takesBack(line.slice(1), pattern)).lastIndexOf(true);
    return SECRETS.includes(pattern) ? has <= takenBack : has < 0 && takenBack < 0;
  });
}

/** Of a secret, any wildcard that could match it takes it back: a line too many does no harm. */
function takesBack(theirs: string, pattern: string): boolean {
  const [head, wildcard] = anywhere(theirs).split(/([*?[\\])/);
  const matchesSecret = SECRETS.includes(pattern) && (wildcard === undefined ? head === anywhere(pattern) : anywhere(pattern).startsWith(head));
  return matchesSecret || comparable(theirs) === comparable(pattern);
}

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
