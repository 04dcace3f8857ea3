/** Whether a version of numbers and dots is lower than another; missing numbers are 0. What follows the numbers does not count. */
export function isOlder(version: string, lowest: string): boolean {
  const [one, other] = [numbersOf(version), numbersOf(lowest)];
  const difference = Array.from({ length: Math.max(one.length, other.length) }, (_, index) => (one[index] ?? 0) - (other[index] ?? 0)).find((each) => each !== 0);
  return difference !== undefined && difference < 0;
}

function numbersOf(version: string): number[] {
  return (/^v?(\d+(?:\.\d+)*)/.exec(version)?.[1] ?? '0').split('.').map(Number);
}
