import fs from 'node:fs';
import path from 'node:path';
import { isAlive } from '../text/process-id';
import { TEMPORARY_FILES } from '../text/temporary-files';

const NAME = /^\.projen-astro-airflow\.(\d+)\.\d+\.tmp$/;

let count = 0;
const looked = new Set<string>();

/** A path for a temporary file beside another file, with the id of the process that makes it in its name. */
export function temporaryBeside(file: string): string {
  return path.join(path.dirname(file), TEMPORARY_FILES.replace('*', `${process.pid}.${count++}.tmp`));
}

/** Removes the temporary files that runs have left in a directory which were killed half-way: they may hold what `.env` holds. */
export function removeLeftovers(directory: string): void {
  if (looked.has(directory)) {
    return;
  }
  looked.add(directory);
  const names = fs.existsSync(directory) ? fs.readdirSync(directory) : [];
  for (const name of names) {
    const pid = NAME.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) {
      fs.rmSync(path.join(directory, name), { force: true });
    }
  }
}
