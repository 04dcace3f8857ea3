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

/** Whether one version alone satisfies it. */
export function isPinned(requirement: string): boolean {
  return boundsOf(requirement).some((one) => /^\s*===?\s*v?\d+(?:\.\d+)*\s*$/.test(one));
}

/** Whether a requirement asks for nothing that another one does not: the same, a version of its range, or any version at all. */
export function isWithin(own: string, asked: string): boolean {
  const [ownBounds, askedBounds] = [own, asked].map((one) => boundsOf(one).map((bound) => bound.replace(/\s/g, '')).filter((bound) => bound !== '').sort());
  const version = isPinned(own) ? lowerBound(own) : undefined;
  const lowest = lowerBound(asked);
  const isInRange = version !== undefined && allowsFrom(asked, version) && (lowest === undefined || compared(numbersOf(version), numbersOf(lowest)) >= 0);
  return !/@|\.whl/.test(asked) && (askedBounds.join() === ownBounds.join() || askedBounds.length === 0 || isInRange);
}

/** Name, extras and versions of a requirement: a URL may have a password in it. */
export function shownRequirement(requirement: string): string {
  return /^[\w.-]+\s*(?:\[[^\]]*\])?[\w\s.*,!~<>=]*/.exec(requirement)![0].trim();
}

function boundsOf(requirement: string): string[] {
  return (/^[\w.-]+\s*(?:\[[^\]]*\])?\s*\(?([^;#@()]*)/.exec(requirement)?.[1] ?? '').split(',');
}

function numbersOf(version: string): number[] {
  return version.split('.').map(Number);
}

/** Below 0, 0 or above it, as the first version is lower than, equal to or higher than the other; missing numbers are 0. */
function compared(one: readonly number[], other: readonly number[]): number {
  const length = Math.max(one.length, other.length);
  return Array.from({ length }, (_, index) => (one[index] ?? 0) - (other[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}
