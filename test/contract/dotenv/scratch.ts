import * as fs from 'node:fs';
import * as path from 'node:path';
import type { RowRun } from '../row';

/** A file system in memory, where there is one: beside other rows a disk is ten times as slow for thousands of small files. */
const MEMORY = '/dev/shm';

/** A new folder for what is written and read at once. */
export function scratch({ work, cleanUp }: RowRun): string {
  const folder = fs.mkdtempSync(path.join(fs.existsSync(MEMORY) ? MEMORY : work, 'dotenv-'));
  cleanUp(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}
