import { dotenvEntries, isDotenvName } from '../text/dotenv-text';
import { yamlLibrary } from '../text/yaml-library';

/**
 * What differs between two texts of a file with keys, without a value: key paths of JSON and YAML
 * (`services.webserver`), variables of `.env`. Undefined where the file has no keys or is not to be read.
 *
 * @param name the file's name, which tells its format
 */
export function differingKeys(name: string, actual: string, expected: string): string[] | undefined {
  const parse = parserFor(name);
  if (parse === undefined) {
    return undefined;
  }
  try {
    const paths = [...differences(parse(actual), parse(expected), '')];
    return paths.length === 0 ? undefined : paths;
  } catch {
    // A file that somebody broke has lines, but no keys.
    return undefined;
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
