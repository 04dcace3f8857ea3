import { isMapping, type Mapping } from './mapping';

/** The object that a text is as JSON; undefined if it is something else, or not JSON. */
export function jsonObject(text: string): Mapping | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return isMapping(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
