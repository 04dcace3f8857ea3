import { canonicalName, NAME } from './requirement';
import { neverApplies } from './requirement-marker';

/** The start of a line that names where a distribution comes from. */
const DIRECT_REFERENCE = new RegExp(`${NAME.source}(?: *\\[[^\\]]*\\])? *@`);

/** A file that a requirements file includes, and how to find those that it includes itself. */
export interface IncludedFile {
  readonly text: string;
  readonly include: (path: string) => IncludedFile | undefined;
}

/**
 * The distributions that a requirements file names in any spelling (extras, versions, markers, URLs, local wheels, `#egg=`), also in the
 * files that it includes with `-r`: by their canonical names the first line that names each. A line whose marker applies in no image names none.
 *
 * @param text the file's text
 * @param include gives an included file, each once; undefined if it cannot be read
 */
export function namedDistributions(text: string, include: IncludedFile['include']): Map<string, string> {
  const names = new Map<string, string>();
  const add = (name: string, line: string): void => void (names.has(name) || names.set(name, line));
  for (const line of logicalLines(text)) {
    const included = /^(?:-r|--requirement)[\s=]*(["']?)(.+)\1$/.exec(line)?.[2];
    if (included !== undefined) {
      const inner = include(included.trim());
      if (inner !== undefined) {
        namedDistributions(inner.text, inner.include).forEach((inInner, name) => add(name, inInner));
      }
      continue;
    }
    const name = nameOfLine(line);
    if (name !== undefined && !neverApplies(line)) {
      add(canonicalName(name), line);
    }
  }
  return names;
}

/** A text of a requirements file cut at its line ends, but for those after a backslash. */
export function requirementStatements(text: string): string[] {
  return text.split(/(?<=^[^\S\n]*#.*)\n|(?<!\\)\n/m);
}

/** The lines as pip joins them: a comment on a line of its own never goes on. */
function logicalLines(text: string): string[] {
  const joined = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/^[^\S\n]*#.*$/gm, '')
    .replace(/\\\n/g, '');
  return joined.split('\n').map((line) => line.replace(/(^|\s)#.*$/, '').trim());
}

function nameOfLine(line: string): string | undefined {
  if (/^-(?!e|-editable)/.test(line)) {
    return undefined;
  }
  const direct = DIRECT_REFERENCE.exec(line)?.[1];
  const egg = /[#&]egg=([A-Za-z0-9._-]+)/.exec(line)?.[1];
  const isPath = /^-|^\.{0,2}[/\\]|^[\w+.-]+:\/\//.test(line);
  return direct ?? egg ?? nameOfWheel(line) ?? (isPath ? undefined : NAME.exec(line)?.[1]);
}

/** The name in that of a wheel's file: `wheels/boto3-1.0-py3-none-any.whl`. Piece by piece, because one expression for it would try each place in a long word. */
function nameOfWheel(line: string): string | undefined {
  for (const piece of line.split(/[/\\\s]/)) {
    const version = piece.search(/-\d/);
    const end = piece.search(/\.whl(?![\w.])/);
    if (version > 0 && version < end) {
      return piece.slice(0, version).split(':').at(-1);
    }
  }
  return undefined;
}
