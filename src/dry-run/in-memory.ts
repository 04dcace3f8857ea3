import { Memory } from './memory';
import { patchFs } from './patched-fs';
import { keepReal } from './real-fs';
import type { Leave } from './served-calls';
import { guardWaysOut } from './ways-out';

type Fs = typeof import('node:fs');

/** A process that writes nothing below some directories any more. */
export interface InMemory {
  readonly memory: Memory;
  /** The functions of `fs` as Node has them. */
  readonly real: Fs;
  /** To be called at the end of the run: it ends the attempt if that has met something that only shows then. */
  readonly finish: () => void;
}

/**
 * Keeps what this process writes below the directories that are covered in memory. For one process whose files are written
 * synchronously that is exact. Everything else ends the attempt.
 *
 * @param fs the module, whose functions are replaced in place: before anything else is loaded that holds on to them
 * @param leave what ends the attempt; it must not return
 */
export function runInMemory(fs: Fs, leave: Leave): InMemory {
  const real = keepReal(fs);
  const memory = new Memory(real.fs);
  patchFs(fs, memory, real, leave);
  return { memory, real: real.fs, finish: guardWaysOut(memory, leave) };
}
