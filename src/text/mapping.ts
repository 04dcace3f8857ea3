/** What YAML and JSON call a mapping or an object. */
export type Mapping = Readonly<Record<string, unknown>>;

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value, or an empty mapping in the place of anything else. */
export function mapping(value: unknown): Mapping {
  return isMapping(value) ? value : {};
}
