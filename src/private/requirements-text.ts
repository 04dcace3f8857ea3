/** PEP 508: a distribution's name at the start of a requirement. */
const NAME = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)/;

const IDENTIFIER = /[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?/.source;
const EXTRAS = new RegExp(`(?: *\\[ *(?:${IDENTIFIER} *(?:, *${IDENTIFIER} *)*)?\\])?`);

/** PEP 440: only `==` and `!=` take a `.*` or a local version, and `~=` needs two numbers. */
const SUFFIXES = /(?:[-_.]?(?:alpha|beta|preview|pre|rc|[abc])(?:[-_.]?\d+)?)?(?:-\d+|[-_.]?(?:post|rev|r)(?:[-_.]?\d+)?)?(?:[-_.]?dev(?:[-_.]?\d+)?)?/.source;
const VERSION = [
  `[=!]= *v?(?:\\d+!)?\\d+(?:\\.\\d+)*(?:\\.\\*|${SUFFIXES}(?:\\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?)`,
  `~= *v?(?:\\d+!)?\\d+(?:\\.\\d+)+${SUFFIXES}`,
  `[<>]=? *v?(?:\\d+!)?\\d+(?:\\.\\d+)*${SUFFIXES}`,
  '=== *[a-z0-9][a-z0-9.*+!_-]*',
].join('|');
const VERSIONS = `(?:${VERSION})(?: *, *(?:${VERSION}))*`;

/** PEP 508: comparisons of an environment's properties with quoted texts. */
const PROPERTY = '(?:python_version|python_full_version|os_name|sys_platform|platform_release|platform_system|platform_version|platform_machine|platform_python_implementation|implementation_name|implementation_version|extra)';
const OPERAND = `(?:${PROPERTY}|"[^"#\\p{C}\\p{Zl}\\p{Zp}]*"|'[^'#\\p{C}\\p{Zl}\\p{Zp}]*')`;
const COMPARISON = `[ (]*${OPERAND} *(?:===?|[~!<>]=|[<>]|(?:not +)?in) *${OPERAND}[ )]*`;
const MARKER = new RegExp(`^${COMPARISON}(?:(?<![a-z_])(?:and|or)${COMPARISON})*$`, 'u');

/** PEP 508 on one line, as far as a declared requirement needs it: name, extras, versions or URL, marker. */
const REQUIREMENT = new RegExp(`${NAME.source}${EXTRAS.source} *(?:@ *[^\\s\\p{C}]+|${VERSIONS}|\\( *${VERSIONS} *\\))? *(?:;(.+))?$`, 'iu');
const DIRECT_REFERENCE = new RegExp(`${NAME.source}${EXTRAS.source} *@`);

/** The name under which every spelling of a distribution is the same (PEP 503). */
export function canonicalName(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase();
}

/** The canonical name of the distribution that a declared requirement is for; undefined if it is no requirement. */
export function requirementName(requirement: string): string | undefined {
  const [, name, marker] = REQUIREMENT.exec(requirement) ?? [];
  return name === undefined || (marker !== undefined && !isMarker(marker)) ? undefined : canonicalName(name);
}

function isMarker(text: string): boolean {
  return MARKER.test(text) && text.split('(').length === text.split(')').length;
}

/** A file that a requirements file includes, and how to find those that it includes itself. */
export interface IncludedFile {
  readonly text: string;
  readonly include: (path: string) => IncludedFile | undefined;
}

/**
 * The canonical names of the distributions that a requirements file names in any spelling: extras, versions, markers,
 * URLs, local wheels, `#egg=`, and the files that it includes with `-r`.
 *
 * @param text the file's text
 * @param include gives an included file, each once; undefined if it cannot be read
 */
export function namedDistributions(text: string, include: IncludedFile['include']): Set<string> {
  const names = new Set<string>();
  for (const line of logicalLines(text)) {
    const included = /^(?:-r|--requirement)[\s=]*(["']?)(.+)\1$/.exec(line)?.[2];
    if (included !== undefined) {
      const inner = include(included.trim());
      if (inner !== undefined) {
        namedDistributions(inner.text, inner.include).forEach((name) => names.add(name));
      }
      continue;
    }
    const name = nameOfLine(line);
    if (name !== undefined) {
      names.add(canonicalName(name));
    }
  }
  return names;
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
  const wheel = /([^/\\\s:]+?)-\d[^/\\\s]*\.whl(?![\w.])/.exec(line)?.[1];
  const isPath = /^-|^\.{0,2}[/\\]|^[\w+.-]+:\/\//.test(line);
  return direct ?? egg ?? wheel ?? (isPath ? undefined : NAME.exec(line)?.[1]);
}
