import * as fs from 'node:fs';
import * as path from 'node:path';
import { AstroAirflowError } from '../private/error';
import { DamagedBlockError, withBlock } from '../private/owned-block';
import { checkWritable, damagedBlock, readUserFile, writeUserFile } from '../private/user-file';

const FILES = ['.env', 'requirements.txt', '.gitignore', '.dockerignore'];

/**
 * Takes our blocks out of the files of an Astro project. All files are read and checked before the first is written.
 *
 * @param directory the Astro project's directory
 * @returns what was done, a line for each file
 */
export function clean(directory: string): string[] {
  if (!fs.statSync(directory, { throwIfNoEntry: false })?.isDirectory()) {
    throw new AstroAirflowError(`${directory} is no directory. Name the Astro project's directory, or run the command in it.`);
  }
  const changes = FILES.map((name) => withoutBlock(directory, name)).filter((change) => change !== undefined);
  for (const { file, name } of changes) {
    checkWritable(file, name);
  }
  for (const { file, name, text } of changes) {
    writeUserFile(file, text, name);
  }
  return changes.length === 0 ? ['No block of projen-astro-airflow found.'] : changes.map(({ name }) => `${name}: block taken out`);
}

function withoutBlock(directory: string, name: string): { file: string; name: string; text: string } | undefined {
  const file = path.resolve(directory, name);
  const text = readUserFile(file, path.resolve(directory), name);
  if (text === undefined) {
    return undefined;
  }
  try {
    const cleaned = withBlock(text, []);
    return cleaned === text ? undefined : { file, name, text: cleaned };
  } catch (error) {
    throw error instanceof DamagedBlockError ? damagedBlock(name, error) : error;
  }
}
