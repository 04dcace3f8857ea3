import { mapping } from './mapping';

type Entry = [name: string, value: string | number | boolean | null];

/** The variables of a service's `environment:`, a mapping or a list of `NAME=value`; null takes the shell's value. */
export function environmentEntries(environment: unknown): Entry[] {
  return Array.isArray(environment) ? environment.map((line) => entryOf(String(line))) : (Object.entries(mapping(environment)) as Entry[]);
}

function entryOf(line: string): Entry {
  const [name, ...value] = line.split('=');
  return [name, value.length === 0 ? null : value.join('=')];
}
