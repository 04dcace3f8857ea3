import * as fs from 'node:fs';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { disk, keepReal } from '../../src/drift/disk';
import { Overlay } from '../../src/drift/overlay';
import { patchFs } from '../../src/drift/patched-fs';
import { propertyOptions } from '../property';
import { readTree, tempDir, write } from '../util';

/** The calls that projen, its components and write-file-atomic make, with names that meet and miss what is there. */
type Call = (module: typeof fs, at: (name: string) => string) => unknown;

const name = fc.constantFrom('a.txt', 'b.txt', 'dir', 'dir/c.txt', 'dir/new.txt', 'dir/deep/d.txt', 'fresh/e.txt', 'fresh');
const text = fc.constantFrom('', 'one\n', 'two\r\n', 'längs\n');
const mode = fc.constantFrom(0o444, 0o600, 0o644, 0o755);
const call: fc.Arbitrary<[string, Call]> = fc.oneof(
  fc.tuple(name, text).map(([file, data]): [string, Call] => [`writeFile ${file}`, (module, at) => module.writeFileSync(at(file), data)]),
  fc.tuple(name, text).map(([file, data]): [string, Call] => [`appendFile ${file}`, (module, at) => module.appendFileSync(at(file), data)]),
  fc.tuple(name, mode).map(([file, bits]): [string, Call] => [`chmod ${file} ${bits.toString(8)}`, (module, at) => module.chmodSync(at(file), at(file).endsWith('.txt') ? bits : 0o755)]),
  name.map((file): [string, Call] => [`rm ${file}`, (module, at) => module.rmSync(at(file), { force: true, recursive: true })]),
  name.map((file): [string, Call] => [`unlink ${file}`, (module, at) => file.endsWith('.txt') && module.unlinkSync(at(file))]),
  name.map((file): [string, Call] => [`mkdir -p above ${file}`, (module, at) => {
    const first = module.mkdirSync(path.dirname(at(file)), { recursive: true });
    return first && path.relative(at('.'), first);
  }]),
  name.map((file): [string, Call] => [`mkdir above ${file}`, (module, at) => module.mkdirSync(path.dirname(at(file)))]),
  fc.tuple(name, name).map(([from, to]): [string, Call] => [
    `rename ${from} ${to}`,
    (module, at) => from.endsWith('.txt') && to.endsWith('.txt') && from !== to && module.renameSync(at(from), at(to)),
  ]),
  fc.tuple(name, name).map(([from, to]): [string, Call] => [
    `copyFile ${from} ${to}`,
    (module, at) => from.endsWith('.txt') && to.endsWith('.txt') && from !== to && module.copyFileSync(at(from), at(to)),
  ]),
  fc.tuple(name, text).map(([file, data]): [string, Call] => [
    `open, write, fsync, close ${file}`,
    (module, at) => {
      const descriptor = module.openSync(at(file), 'w');
      module.writeSync(descriptor, data);
      module.fsyncSync(descriptor);
      module.closeSync(descriptor);
    },
  ]),
  name.map((file): [string, Call] => [`exists ${file}`, (module, at) => module.existsSync(at(file))]),
  name.map((file): [string, Call] => [`readFile ${file}`, (module, at) => module.readFileSync(at(file), 'utf-8')]),
  name.map((file): [string, Call] => [`readdir ${file}`, (module, at) => module.readdirSync(at(file)).sort()]),
  name.map((file): [string, Call] => [
    `lstat ${file}`,
    (module, at) => {
      const stats = module.lstatSync(at(file), { throwIfNoEntry: false });
      return stats && [stats.isFile(), stats.isDirectory(), stats.isFile() && stats.mode & 0o777];
    },
  ]),
  name.map((file): [string, Call] => [`access ${file}`, (module, at) => module.accessSync(at(file))]),
);

const START = { 'a.txt': 'first\n', 'dir/c.txt': 'second\n', 'dir/deep/d.txt': 'third\n' };

test('what a run sees of its own writes is what it would see on the disk, and the disk stays as it is', () => {
  const [real, patched] = [tempDir(), tempDir()];
  const umask = process.umask(0o022);
  try {
    fc.assert(
      fc.property(fc.array(call, { maxLength: 12 }), (calls) => {
        for (const directory of [real, patched]) {
          fs.rmSync(directory, { recursive: true, force: true });
          write(directory, START);
        }
        const module = { ...fs, promises: { ...fs.promises } };
        const kept = keepReal(fs);
        const overlay = new Overlay(disk(kept));
        overlay.cover(patched);
        patchFs(module, overlay, kept);
        for (const [what, run] of calls) {
          const [expected, seen] = [outcome(run, fs, real), outcome(run, module, patched)];
          expect([what, seen]).toEqual([what, expected]);
        }
        expect(listed(module, patched)).toEqual(listed(fs, real));
        expect(readTree(patched)).toEqual(START);
      }),
      propertyOptions(),
    );
  } finally {
    process.umask(umask);
  }
});

/** What a call gives back, or the code of the error that it throws. */
function outcome(run: Call, module: typeof fs, directory: string): unknown {
  try {
    return { gives: run(module, (file) => path.join(directory, file)) };
  } catch (error) {
    return { throws: (error as NodeJS.ErrnoException).code };
  }
}

/** Every file below a directory with content and mode, and every directory, as the module sees them. */
function listed(module: typeof fs, directory: string, below: string = ''): unknown[] {
  return module
    .readdirSync(path.join(directory, below))
    .sort()
    .map((entry) => {
      const file = path.join(below, entry);
      const stats = module.lstatSync(path.join(directory, file));
      return stats.isDirectory() ? [file, listed(module, directory, file)] : [file, module.readFileSync(path.join(directory, file), 'utf-8'), stats.mode & 0o777];
    });
}
