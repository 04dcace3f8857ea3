import fs from 'node:fs';

/** The names in a directory; none where it is not there, or may not be read. */
export function namesIn(directory: string): string[] {
  try {
    return fs.readdirSync(directory);
  } catch {
    return [];
  }
}

/**
 * What a path has, whose name is from a listing; undefined if somebody has removed it meanwhile.
 *
 * @param shown the path in an error
 * @throws if Node cannot find it by the name that it gives
 */
export function statsOf(file: string, shown: string = file): fs.Stats | undefined {
  const stats = fs.lstatSync(file, { throwIfNoEntry: false });
  if (stats === undefined && file.includes('\uFFFD')) {
    throw new Error(`${shown} has a name that is no UTF-8`);
  }
  return stats;
}
