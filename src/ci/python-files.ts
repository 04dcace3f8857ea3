import fs from 'node:fs';
import path from 'node:path';

/** Whether a directory has a Python file in it or below: git keeps no empty folders, and `__pycache__` is ignored. */
export function hasPythonFile(directory: string): boolean {
  if (fs.statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) {
    return false;
  }
  return fs.readdirSync(directory, { withFileTypes: true })
    .some((entry) => (entry.isDirectory() ? entry.name !== '__pycache__' && hasPythonFile(path.join(directory, entry.name)) : entry.name.endsWith('.py')));
}
