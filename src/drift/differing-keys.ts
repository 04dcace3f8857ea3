import { dotenvEntries, isDotenvName } from '../text/dotenv-text';
import { secretInValue } from '../text/secret-value';
import { yamlLibrary } from '../text/yaml-library';

/** What differs between two texts of a file with keys, without a value. */
export interface DifferingKeys {
  /** Key paths of JSON and YAML (`services.webserver`), variables of `.env`. */
  readonly keys?: readonly string[];
  /** How many more there are in a `.env` that somebody edited: a part of a value can look like a key there. */
  readonly moreKeys?: number;
}

/**
 * The keys that differ between two texts; none where the file has no keys or is not to be read.
 *
 * @param name the file's name, which determines its format
 * @param isEdited whether the actual text can have lines that this package did not write
 */
export function differingKeys(name: string, actual: string, expected: string, isEdited: boolean): DifferingKeys {
  const parse = parserFor(name);
  if (parse === undefined) {
    return {};
  }
  try {
    const [before, after] = [parse(actual), parse(expected)];
    const paths = [...differences(before, after, '')].map((path) => (secretInValue(path) === undefined ? path : '…'));
    const named = isEdited && isDotenvName(name) ? paths.filter((path) => path in (after as object)) : paths;
    return { ...(named.length === 0 ? {} : { keys: named }), ...(named.length === paths.length ? {} : { moreKeys: paths.length - named.length }) };
  } catch {
    // A file that somebody broke has lines, but no keys.
    return {};
  }
}

function parserFor(name: string): ((text: string) => unknown) | undefined {
  if (isDotenvName(name)) {
    return (text) => Object.fromEntries(dotenvEntries(text));
  }
  if (/\.json5?$/.test(name)) {
    return (text) => JSON.parse(text) as unknown;
  }
  if (/\.ya?ml$/.test(name)) {
    const { parse } = yamlLibrary();
    return (text) => parse(text) as unknown;
  }
  return undefined;
}

function* differences(actual: unknown, expected: unknown, path: string): Generator<string> {
  if (!isMap(actual) || !isMap(expected)) {
    if (JSON.stringify(actual) !== JSON.stringify(expected)) {
      yield path === '' ? '(all)' : path;
    }
    return;
  }
  for (const key of new Set([...Object.keys(actual), ...Object.keys(expected)])) {
    const inner = path === '' ? key : `${path}.${key}`;
    if (key in actual && key in expected) {
      yield* differences(actual[key], expected[key], inner);
    } else {
      yield inner;
    }
  }
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
