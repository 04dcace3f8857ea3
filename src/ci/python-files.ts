import fs from 'node:fs';
import path from 'node:path';

/** Whether a directory has a file in it or below that pytest takes for tests: git keeps no empty folders, and `__pycache__` is ignored. */
export function hasPythonTest(directory: string): boolean {
  if (fs.statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) {
    return false;
  }
  return fs.readdirSync(directory, { withFileTypes: true })
    .some((entry) => (entry.isDirectory() ? entry.name !== '__pycache__' && hasPythonTest(path.join(directory, entry.name)) : /^test_.*\.py$|_test\.py$/.test(entry.name)));
}
