/**
 * Whether the lines of a `.gitignore` keep a file out of git: the last line that matches counts, and nothing below an ignored folder comes back
 * (gitignore(5)).
 *
 * @param file path from the directory of the ignore file, with `/`
 */
export function ignores(lines: readonly string[], file: string): boolean {
  return partsOf(file).some((part) => isLastIgnored(lines, part, part !== file));
}

/** The folders above a file from the top, and the file. */
function partsOf(file: string): string[] {
  const names = file.split('/');
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}

function isLastIgnored(lines: readonly string[], part: string, isFolder: boolean): boolean {
  const last = lines.filter((line) => matches(line.replace(/^!/, ''), part, isFolder)).at(-1);
  return last !== undefined && !last.startsWith('!');
}

function matches(line: string, part: string, isFolder: boolean): boolean {
  const pattern = line.trimEnd();
  if (pattern === '' || pattern.startsWith('#') || (pattern.endsWith('/') && !isFolder)) {
    return false;
  }
  const bare = pattern.replace(/\/$/, '');
  const anchored = bare.includes('/') ? bare.replace(/^\//, '') : `**/${bare}`;
  return globOf(anchored).test(part);
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
  for (const file of files) {
    for (const part of partsOf(file)) {
      if (isLastIgnored([...lines, ...added], part, part !== file)) {
        const literal = part.replace(/[*?[]/g, '[$&]');
        // projen removes a line that is the exact opposite, and that one is the user's.
        added.push(...(part === file ? [`!/${literal}`] : [lines.includes(`/${part}`) ? `!/${literal}/` : `!/${literal}`, `/${literal}/*`]));
      }
    }
  }
  return added;
}

/** A line of a `.dockerignore` as git spells it: Docker anchors a pattern unless it says otherwise. */
export function asGitPattern(line: string): string {
  const [, not, pattern] = /^(!?)(.*)$/s.exec(line)!;
  return /^(?:#|\/|\*\*\/|$)/.test(pattern) ? line : `${not}/${pattern}`;
}
