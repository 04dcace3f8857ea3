/** Whose rules an ignore file follows. */
export type IgnoreRules = 'git' | 'docker';

/**
 * Whether the lines of an ignore file keep a file out: the last line that matches counts. For git nothing below an ignored folder comes back
 * (gitignore(5)); for Docker a line that matches a folder matches what is in it ("Dockerfile reference: .dockerignore").
 *
 * @param file path from the directory of the ignore file, with `/`
 */
export function ignores(lines: readonly string[], file: string, rules: IgnoreRules = 'git'): boolean {
  if (rules === 'git') {
    const all = lines.map(ruleOf);
    return partsOf(file).some((part) => isLastIgnored(all, part, part !== file));
  }
  const last = lines.map((line) => line.trim()).filter((line) => matcherOf(line.replace(/^!/, ''), rules)(file)).at(-1);
  return last !== undefined && !last.startsWith('!');
}

/**
 * A test whether a pattern matches a file by itself, which for Docker it does by a folder above the file, too.
 *
 * @param pattern a line of an ignore file without its `!`
 */
export function matcherOf(pattern: string, rules: IgnoreRules): (file: string) => boolean {
  const matches = partMatcherOf(rules === 'git' ? pattern : asGitPattern(pattern.trim()));
  return (file) => (rules === 'git' ? matches(file, false) : partsOf(file).some((part) => matches(part, true)));
}

/** The folders above a file from the top, and the file. */
function partsOf(file: string): string[] {
  const names = file.split('/');
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}

/** A line of a `.gitignore`. */
interface Rule {
  readonly takesBack: boolean;
  readonly matches: (part: string, isFolder: boolean) => boolean;
}

function ruleOf(line: string): Rule {
  return { takesBack: line.startsWith('!'), matches: partMatcherOf(line.replace(/^!/, '')) };
}

function isLastIgnored(rules: readonly Rule[], part: string, isFolder: boolean): boolean {
  return rules.filter(({ matches }) => matches(part, isFolder)).at(-1)?.takesBack === false;
}

function partMatcherOf(line: string): (part: string, isFolder: boolean) => boolean {
  const pattern = line.trimEnd();
  if (pattern === '' || pattern.startsWith('#')) {
    return () => false;
  }
  const bare = pattern.replace(/\/$/, '');
  const glob = globOf(bare.includes('/') ? bare.replace(/^\//, '') : `**/${bare}`);
  return (part, isFolder) => (isFolder || bare === pattern) && glob.test(part);
}

function globOf(pattern: string): RegExp {
  const pieces = pattern.split(/(\*\*\/|\/\*\*$|\*|\?|\[[^\]]+\])/).map((piece, index) => {
    if (index % 2 === 0) {
      return piece.replace(/\\(.)/g, '$1').replace(/[.+?^${}()|[\]\\*]/g, '\\$&');
    }
    return { '**/': '(?:.*/)?', '/**': '/.+', '*': '[^/]*', '?': '[^/]' }[piece] ?? piece.replace(/^\[!/, '[^').replaceAll('\\', '\\\\');
  });
  try {
    return new RegExp(`^${pieces.join('')}$`);
  } catch {
    // A range the wrong way round matches nothing in git.
    return /^(?!)/;
  }
}

/**
 * Lines to add below others, so that git has files that those ignore. What is beside the files stays ignored.
 *
 * @param lines the lines of a `.gitignore`
 * @param files paths from the directory of the ignore file
 * @returns none where nothing is ignored
 */
export function includingLines(lines: readonly string[], files: readonly string[]): string[] {
  const added: string[] = [];
  // Once for all files: an Astro project has dozens, and as many lines.
  const rules = lines.map(ruleOf);
  for (const file of files) {
    for (const part of partsOf(file)) {
      if (isLastIgnored(rules, part, part !== file)) {
        const literal = part.replace(/[*?[]/g, '[$&]');
        // projen removes a line that is the exact opposite, and that one is the user's.
        const included = lines.includes(`/${literal}`) ? literal.replace(/\w$/, '[$&]') : literal;
        const further = [`!/${included}`, ...(part === file ? [] : [`/${literal}/*`])];
        added.push(...further);
        rules.push(...further.map(ruleOf));
      }
    }
  }
  return added;
}

/** A pattern of a `.dockerignore` as git spells it: Docker anchors a pattern unless it says otherwise. */
function asGitPattern(pattern: string): string {
  return /^(?:#|\/|\*\*\/|$)/.test(pattern) ? pattern : `/${pattern}`;
}
