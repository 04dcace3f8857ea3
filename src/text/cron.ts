/** The five fields of a cron line as GitHub reads it: lowest and highest number, and the names that may stand for them. */
const FIELDS: ReadonlyArray<{ readonly low: number; readonly high: number; readonly names?: readonly string[] }> = [
  { low: 0, high: 59 },
  { low: 0, high: 23 },
  { low: 1, high: 31 },
  { low: 1, high: 12, names: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'] },
  { low: 0, high: 6, names: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] },
];

/**
 * Whether a text is a cron line that GitHub's `schedule` takes: five fields with `*`, `,`, `-` and `/`.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#schedule
 */
export function isCron(text: string): boolean {
  const fields = text.split(' ');
  return fields.length === FIELDS.length && fields.every((field, index) => field.split(',').every((part) => isPart(part, FIELDS[index])));
}

/** One part of a list: `*`, `5`, `1-5`, each with or without a step behind `/`. */
function isPart(part: string, { low, high, names = [] }: (typeof FIELDS)[number]): boolean {
  const [range, step, ...more] = part.split('/');
  if (more.length > 0 || (step !== undefined && !/^[1-9]\d{0,3}$/.test(step))) {
    return false;
  }
  if (range === '*') {
    return true;
  }
  const value = (text: string) => (/^\d{1,2}$/.test(text) ? Number(text) : names.includes(text.toUpperCase()) ? low + names.indexOf(text.toUpperCase()) : NaN);
  const ends = range.split('-').map(value);
  return ends.length <= 2 && ends.every((end) => end >= low && end <= high) && ends[0] <= ends.at(-1)!;
}
