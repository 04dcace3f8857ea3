import { AstroAirflowError } from '../text/error';
import { isMapping } from '../text/mapping';

/** Names that an object of JavaScript has already: projen fails on the one, and drops the other. */
const UNWRITABLE_NAMES = ['constructor', '__proto__'];

/**
 * @param value what is to be in the file, or a part of it
 * @param at the names on the way to it
 * @throws AstroAirflowError if projen cannot write it, or no program could read it then
 */
export function checkWritable(value: unknown, file: string, at: readonly string[] = [], above: readonly unknown[] = []): void {
  const what = `${at.join('.')} of ${file}`;
  if (/\p{Cs}/u.test(`${at.at(-1) ?? ''}\n${typeof value === 'string' ? value : ''}`)) {
    throw new AstroAirflowError(`${what} has half of a character, which no file can hold. Remove it.`);
  }
  if (UNWRITABLE_NAMES.includes(at.at(-1) ?? '')) {
    throw new AstroAirflowError(`${what} cannot be written, because objects of JavaScript have that name already. Choose another one.`);
  }
  if (above.includes(value)) {
    throw new AstroAirflowError(`${what} cannot be written, because it contains itself. Give it plain values.`);
  }
  if (Array.isArray(value) || isMapping(value)) {
    Object.entries(value).forEach(([key, member]) => checkWritable(member, file, [...at, key], [...above, value]));
  }
}
