/*
 * A requirement as in PEP 508, on one line, as far as a declaration needs it: a name, extras, versions or a URL, and a marker. It is read
 * piece by piece: one regular expression for all of it takes longer to compile than the rest of a synth takes to construct.
 */

/** PEP 508: a distribution's name at the start of a requirement. */
export const NAME = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)/;

/** PEP 440: only `==` and `!=` take a `.*` or a local version, and `~=` needs two numbers. */
const NUMBERS = /^v?(?:\d+!)?\d+(\.\d+)*/;
const SUFFIXES = /^(?:[-_.]?(?:alpha|beta|preview|pre|rc|[abc])(?:[-_.]?\d+)?)?(?:-\d+|[-_.]?(?:post|rev|r)(?:[-_.]?\d+)?)?(?:[-_.]?dev(?:[-_.]?\d+)?)?/;
const LOCAL = /^\+[a-z0-9]+(?:[-_.][a-z0-9]+)*$/;
const ARBITRARY = /^[a-z0-9][a-z0-9.*+!_-]*$/;

/** PEP 508: properties of the environment that a marker compares. */
const PROPERTIES = [
  'python_version', 'python_full_version', 'os_name', 'sys_platform', 'platform_release', 'platform_system', 'platform_version', 'platform_machine',
  'platform_python_implementation', 'implementation_name', 'implementation_version', 'extra',
];
const TOKEN = /^ *([()]|"[^"#]*"|'[^'#]*'|===?|[~!<>]=|[<>]|not +in(?![a-z_])|[a-z_]+)/;
const COMPARISONS = ['===', '==', '~=', '!=', '<=', '>=', '<', '>', 'in', 'not in'];

/** The name under which every spelling of a distribution is the same (PEP 503). */
export function canonicalName(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase();
}

/** The canonical name of the distribution that a declared requirement is for; undefined if it is no requirement. */
export function requirementName(requirement: string): string | undefined {
  const name = NAME.exec(requirement)?.[1];
  if (name === undefined || !isOneLine(requirement)) {
    return undefined;
  }
  const details = withoutExtras(trimmed(requirement.slice(name.length)));
  return details !== undefined && areDetails(details) ? canonicalName(name) : undefined;
}

/** Nothing in it ends a line or is invisible. */
function isOneLine(text: string): boolean {
  return /^[ -~]*$/.test(text) || /^[^\p{C}\p{Zl}\p{Zp}]*$/u.test(text);
}

/** Without the blanks around it, which are the only white space that may be between its parts. */
function trimmed(text: string): string {
  return text.replace(/^ +| +$/g, '');
}

/** What follows the extras; undefined if these are none. */
function withoutExtras(text: string): string | undefined {
  if (!text.startsWith('[')) {
    return text;
  }
  const end = text.indexOf(']');
  const names = text.slice(1, end).split(',').map(trimmed);
  const isList = (names.length === 1 && names[0] === '') || names.every((name) => NAME.exec(name)?.[0] === name);
  return end > 0 && isList ? trimmed(text.slice(end + 1)) : undefined;
}

/** Versions or a URL, then a marker; each may be absent. */
function areDetails(text: string): boolean {
  if (text.startsWith('@')) {
    const [, url, rest] = /^@ *(\S+)(.*)$/.exec(text) ?? [];
    return url !== undefined && (rest === '' || (rest.startsWith(' ') && isMarkerPart(trimmed(rest))));
  }
  const semicolon = text.indexOf(';');
  const versions = semicolon < 0 ? text : text.slice(0, semicolon);
  return areVersions(trimmed(versions)) && (semicolon < 0 || isMarkerPart(text.slice(semicolon)));
}

function areVersions(text: string): boolean {
  const inner = /^\((.*)\)$/.exec(text)?.[1] ?? text;
  return text === '' || inner.split(',').every((one) => isVersion(trimmed(one).toLowerCase()));
}

function isVersion(text: string): boolean {
  const [, operator, version] = /^(===|[=!~<>]=|[<>]) *(.*)$/.exec(text) ?? [];
  if (operator === undefined || operator === '===') {
    return operator !== undefined && ARBITRARY.test(version);
  }
  const [numbers, second] = NUMBERS.exec(version) ?? [];
  if (numbers === undefined || (operator === '~=' && second === undefined)) {
    return false;
  }
  const rest = version.slice(numbers.length);
  const isExact = operator === '==' || operator === '!=';
  const afterSuffixes = rest.slice(SUFFIXES.exec(rest)![0].length);
  return afterSuffixes === '' || (isExact && (rest === '.*' || LOCAL.test(afterSuffixes)));
}

function isMarkerPart(text: string): boolean {
  return text.startsWith(';') && isMarker(tokensOf(text.slice(1)));
}

/** The words of a marker, in their order; undefined if something is no word of one. */
function tokensOf(text: string): string[] | undefined {
  const tokens: string[] = [];
  let rest = trimmed(text);
  while (rest !== '') {
    const [whole, token] = TOKEN.exec(rest) ?? [];
    if (whole === undefined) {
      return undefined;
    }
    tokens.push(token.replace(/^not +in$/, 'not in'));
    rest = rest.slice(whole.length);
  }
  return tokens;
}

/** Comparisons of properties with quoted texts, joined by `and` and `or`, in parentheses or not. */
function isMarker(tokens: readonly string[] = []): boolean {
  let shape = tokens.map(kindOf).join('').replaceAll('oco', 'm');
  for (let before = ''; shape !== before;) {
    before = shape;
    shape = shape.replace(/\(m(?:jm)*\)/g, 'm');
  }
  return /^m(?:jm)*$/.test(shape);
}

/** Operand, comparison, junction, or the parenthesis itself. */
function kindOf(token: string): string {
  if (/^["']/.test(token) || PROPERTIES.includes(token)) {
    return 'o';
  }
  return COMPARISONS.includes(token) ? 'c' : token === 'and' || token === 'or' ? 'j' : /^[()]$/.test(token) ? token : '?';
}
