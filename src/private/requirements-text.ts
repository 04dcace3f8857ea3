/** PEP 508: a distribution's name at the start of a requirement. */
const NAME = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)/;

/** PEP 508, as far as a declared requirement needs it: name, extras, versions or URL, marker. */
const REQUIREMENT = new RegExp(`${NAME.source}\\s*(?:\\[[A-Za-z0-9._,\\s-]*\\])?\\s*(?:@\\s*\\S+|\\(?[<>=!~][^;#]*\\)?)?\\s*(?:;[^#\\n]+)?$`);

/** The name under which every spelling of a distribution is the same (PEP 503). */
export function canonicalName(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase();
}

/** The canonical name of the distribution that a declared requirement is for; undefined if it is no requirement. */
export function requirementName(requirement: string): string | undefined {
  return REQUIREMENT.test(requirement) ? canonicalName(NAME.exec(requirement)![1]) : undefined;
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
  const joined = text.replace(/^\uFEFF/, '').replace(/\\\r?\n/g, '');
  for (const raw of joined.split(/\r?\n/)) {
    const line = raw.replace(/(^|\s)#.*$/, '').trim();
    const included = /^(?:-r|--requirement)[\s=]*(.+)$/.exec(line)?.[1];
    if (included !== undefined) {
      const inner = include(included.trim());
      if (inner !== undefined) {
        namedDistributions(inner.text, inner.include).forEach((name) => names.add(name));
      }
      continue;
    }
    const name = nameOfLine(line, raw);
    if (name !== undefined) {
      names.add(canonicalName(name));
    }
  }
  return names;
}

function nameOfLine(line: string, raw: string): string | undefined {
  const egg = /[#&]egg=([A-Za-z0-9._-]+)/.exec(raw)?.[1];
  const wheel = /([^/\\\s]+?)-\d[^/\\\s]*\.whl(?:\s|$)/.exec(line)?.[1];
  if (egg !== undefined || wheel !== undefined) {
    return egg ?? wheel;
  }
  const isPathOrOption = /^-|^\.{0,2}[/\\]|^[\w+.-]+:\/\//.test(line);
  return isPathOrOption ? undefined : NAME.exec(line)?.[1];
}
