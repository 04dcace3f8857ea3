import * as fs from 'node:fs';
import { Memory } from '../../../src/dry-run/memory';
import { patchFs } from '../../../src/dry-run/patched-fs';
import { keepReal } from '../../../src/dry-run/real-fs';

/** Stands for the end of an attempt that only a run in a copy can go on with. */
export class Left extends Error {}

/** A module like `fs` that writes nothing below a directory; the disk itself is read by the real one. */
export function patchedModule(directory: string): { readonly module: typeof fs; readonly memory: Memory } {
  const module = { ...fs, promises: { ...fs.promises } };
  const real = keepReal(fs);
  const memory = new Memory(real.fs);
  memory.cover(directory);
  patchFs(module, memory, real, (why) => {
    throw new Left(why);
  });
  // Node's streams call the functions of the module itself.
  module.createWriteStream = (file, options) => fs.createWriteStream(file, { ...(options as object), fs: module });
  module.createReadStream = (file, options) => fs.createReadStream(file, { ...(options as object), fs: module });
  return { module, memory };
}
