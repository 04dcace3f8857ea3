import * as assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { isSameValue } from './declarations';
import { READERS, type Reader, type Reading, type Readings } from './readers';

type Keys = Readonly<Record<string, string>>;

/** What is not as declared where our block is the whole file. Nothing else may be read than the declared keys. */
export function problemsAlone(declared: Keys, read: Readings): string[] {
  return READERS.flatMap((reader) => {
    const { values = {}, error } = read[reader];
    return [
      ...(error === undefined ? [] : [`${reader} says: ${error}`]),
      ...Object.keys({ ...declared, ...values })
        .filter((key) => declared[key] === undefined || !isSameValue(key, values[key], declared[key]))
        .map((key) => `${reader} reads ${key}=${show(values[key])}, declared is ${show(declared[key])}`),
    ];
  });
}

/**
 * What changed for the user's lines when our block came, and what is not as declared beside them. A declared key that the
 * user sets to another value, as compose reads it, is the user's.
 */
export function problemsBeside(declared: Keys, before: Readings, after: Readings, readers: readonly Reader[] = READERS): string[] {
  const theirs = before.compose.values;
  return readers.flatMap((reader) => {
    if (reasonOf(before[reader]) !== reasonOf(after[reader])) {
      return [`${reader} said ${show(before[reader].error)}, and now says ${show(after[reader].error)}`];
    }
    const [old, now] = [before[reader].values ?? {}, after[reader].values ?? {}];
    if (after[reader].values === undefined) {
      return [];
    }
    const changed = Object.keys({ ...old, ...now }).filter((key) => declared[key] === undefined && old[key] !== now[key]);
    const lost = Object.keys(declared).filter((key) => {
      const isDeclared = isSameValue(key, now[key], declared[key]);
      const asBefore = old[key] === now[key];
      if (theirs === undefined) {
        return !isDeclared && !asBefore;
      }
      if (theirs[key] === undefined) {
        return !isDeclared;
      }
      return !asBefore && !(isDeclared && isSameValue(key, theirs[key], declared[key]));
    });
    return [
      ...changed.map((key) => `${reader} read ${key}=${show(old[key])}, and now ${show(now[key])}`),
      ...lost.map((key) => `${reader} read ${key}=${show(old[key])}, declared is ${show(declared[key])}, and now it reads ${show(now[key])}`),
    ];
  });
}

/** Why a file is refused; where a line was ended as Windows does it, the readers repeat its carriage return. */
function reasonOf({ error }: Reading): string | undefined {
  return error?.replace(/\\r|\r/g, '');
}

/** The readers that do not read exactly the declared value of a key, and nothing else. */
export function misled(key: string, value: string, read: Readings): Reader[] {
  return READERS.filter((reader) => read[reader].error !== undefined || !isDeepStrictEqual(read[reader].values, { [key]: value }));
}

/** Whether two readers make something different of a file. */
export function disagree(read: Readings): boolean {
  const result = ({ values, error }: Reading): unknown => (error === undefined ? values : undefined);
  return READERS.some((reader) => !isDeepStrictEqual(result(read[reader]), result(read.compose)));
}

/** @throws AssertionError with the shortest of the problems: they tell most */
export function assertNone(problems: readonly string[]): void {
  const few = [...problems].sort((a, b) => a.length - b.length).slice(0, 4);
  assert.equal(problems.length, 0, `${problems.length} problems, for example:\n${few.join('\n')}`);
}

function show(value: string | null | undefined): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
