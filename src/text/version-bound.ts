/**
 * Whether a requirement lets pip install some version from the given one on, as far as its upper bounds tell (PEP 440): `==`, `===`, `~=`,
 * `<` and `<=`. A URL or a path lets it.
 *
 * @param requirement a requirement as in PEP 508, or a line of a requirements file
 * @param lowest a version of numbers and dots: `9.4.0`
 */
export function allowsFrom(requirement: string, lowest: string): boolean {
  return boundsOf(requirement).every((one) => {
    const [, operator, version] = /^\s*(===?|~=|<=?)\s*v?(\d+(?:\.\d+)*(?:\.\*)?)/.exec(one) ?? [];
    if (operator === undefined) {
      return true;
    }
    const numbers = version.replace(/\.\*$/, '').split('.').map(Number);
    const wanted = lowest.split('.').map(Number);
    if (operator === '<') {
      return compared(numbers, wanted) > 0;
    }
    // All that begins so is let through: 8.* of "==8.*", and of "~=8.1" too.
    const prefix = operator === '~=' ? numbers.slice(0, -1) : numbers;
    return compared(prefix, version.endsWith('.*') || operator === '~=' ? wanted.slice(0, prefix.length) : wanted) >= 0;
  });
}

/** The lowest version that pip may install; undefined if there is no such bound. */
export function lowerBound(requirement: string): string | undefined {
  return boundsOf(requirement).map((one) => /^\s*(?:===?|~=|>=?)\s*v?(\d+(?:\.\d+)*)/.exec(one)?.[1]).find((version) => version !== undefined);
}

/** Whether some release of a minor version, such as `3.1`, can satisfy a requirement, as far as its bounds tell. */
export function allowsMinor(requirement: string, minor: string): boolean {
  const lowest = lowerBound(requirement);
  return allowsFrom(requirement, `${minor}.0`) && (lowest === undefined || compared(numbersOf(lowest).slice(0, 2), numbersOf(minor)) <= 0);
}

/** Whether one version alone satisfies it. */
export function isPinned(requirement: string): boolean {
  return boundsOf(requirement).some((one) => /^\s*===?\s*v?\d+(?:\.\d+)*\s*$/.test(one));
}

/** Whether a requirement asks for nothing that another one does not give: the same text, or its extras and bounds, or bounds in which its one version is. */
export function isWithin(own: string, asked: string): boolean {
  const [ownText, askedText] = [own, asked].map(withoutBlanks);
  if (ownText === askedText) {
    return true;
  }
  const [ownBounds, askedBounds] = [ownText, askedText].map(boundsOf);
  const version = isPinned(own) ? lowerBound(own) : undefined;
  const isGiven = (bound: string): boolean => bound === '' || ownBounds.includes(bound) || (version !== undefined && satisfies(version, bound));
  return !/@|\.whl/.test(asked) && extrasOf(asked).every((extra) => extrasOf(own).includes(extra)) && askedBounds.every(isGiven);
}

/** The extras of a line of a requirements file, in lower case: `crt` of `botocore[crt]==1.40`, `./botocore.whl[crt]` and `-e ./src#egg=botocore[crt]`. */
export function extrasOf(requirement: string): string[] {
  return (/(?:^[^;#[]*|[#&]egg=[\w.-]+)\[([^\]]*)\]/.exec(requirement)?.[1] ?? '').split(',').map((extra) => extra.trim().toLowerCase()).filter((extra) => extra !== '');
}

/** Name, extras and versions of a requirement; a path, a URL or an editable one as it is, without what may be a password or a token. */
export function shownRequirement(requirement: string): string {
  const named = /^(?!-)[\w.-]+\s*(?:\[[^\]]*\])?[\w\s.*,!~<>=]*(?=$|[;@#(]|(?<=\s)-)/.exec(requirement)?.[0];
  return (named ?? requirement.replace(/\/\/[^/\s]*@/g, '//').replace(/\?[^#\s]*/g, '?…')).trim();
}

function boundsOf(requirement: string): string[] {
  return (/^[\w.-]+\s*(?:\[[^\]]*\])?\s*\(?([^;#@()]*)/.exec(requirement)?.[1] ?? '').split(',');
}

function satisfies(version: string, bound: string): boolean {
  const [, operator, text] = /^(===?|~=|!=|<=?|>=?)v?(\d+(?:\.\d+)*(?:\.\*)?)$/.exec(bound) ?? [];
  if (operator === undefined) {
    return false;
  }
  const [own, wanted] = [numbersOf(version), numbersOf(text.replace(/\.\*$/, ''))];
  const difference = compared(text.endsWith('.*') ? wanted.map((_, index) => own[index] ?? 0) : own, wanted);
  switch (operator) {
    case '!=':
      return difference !== 0;
    case '~=':
      return difference >= 0 && satisfies(version, `==${wanted.slice(0, -1).join('.')}.*`);
    default:
      return (difference < 0 && operator.startsWith('<')) || (difference > 0 && operator.startsWith('>')) || (difference === 0 && operator.endsWith('='));
  }
}

function withoutBlanks(text: string): string {
  return text.replace(/\s/g, '');
}

function numbersOf(version: string): number[] {
  return version.split('.').map(Number);
}

/** Below 0, 0 or above it, as the first version is lower than, equal to or higher than the other; missing numbers are 0. */
function compared(one: readonly number[], other: readonly number[]): number {
  const length = Math.max(one.length, other.length);
  return Array.from({ length }, (_, index) => (one[index] ?? 0) - (other[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}
