import * as fs from 'node:fs';
import * as path from 'node:path';

/**
 * Keeps the cache for this run alone. A lock that a killed run left is taken over.
 *
 * @returns what gives it free again
 * @throws Error if another run has it
 */
export function lock(cache: string): () => void {
  const file = path.join(cache, 'run.pid');
  // Only one of two runs that start at once makes the file.
  if (!make(file)) {
    const other = Number(fs.readFileSync(file, 'utf-8'));
    if (other > 0 && isAlive(other)) {
      throw new Error(`Another run, process ${other}, uses ${path.relative(process.cwd(), cache)}. Wait for its end, then run again.`);
    }
    fs.writeFileSync(file, String(process.pid));
  }
  return () => fs.rmSync(file, { force: true });
}

function make(file: string): boolean {
  try {
    fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

function isAlive(pid: number): boolean {
  const words = `/proc/${pid}/cmdline`;
  if (fs.existsSync('/proc/self/cmdline')) {
    // The number of a killed run may be that of another program by now.
    return fs.existsSync(words) && fs.readFileSync(words, 'utf-8').includes(path.join('contract', 'run.'));
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
