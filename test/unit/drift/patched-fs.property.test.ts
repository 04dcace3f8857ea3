import * as fs from 'node:fs';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { disk, keepReal } from '../../../src/drift/disk';
import { Overlay } from '../../../src/drift/overlay';
import { patchFs } from '../../../src/drift/patched-fs';
import { asynchronous, outcomeLater, outcomeOf, synchronous } from '../../support/drift/fs-calls';
import { propertyOptions } from '../../support/property';
import { readTree, tempDir, write } from '../../support/util';

const START = { 'a.txt': 'first\n', 'dir/c.txt': 'second\n', 'dir/deep/d.txt': 'third\n' };
const [real, patched] = [tempDir(), tempDir()];
const linked = `${tempDir()}/linked`;
fs.symlinkSync(patched, linked, 'junction');

let umask: number;

beforeAll(() => {
  umask = process.umask(0o022);
});

afterAll(() => {
  process.umask(umask);
});

/** Two equal trees, and a module whose functions write to the second in memory. */
function start(): typeof fs {
  for (const directory of [real, patched]) {
    for (const left of fs.readdirSync(directory)) {
      fs.rmSync(path.join(directory, left), { recursive: true });
    }
    write(directory, START);
    fs.symlinkSync('dir/c.txt', path.join(directory, 'link.txt'));
  }
  const module = { ...fs, promises: { ...fs.promises } };
  const kept = keepReal(fs);
  const overlay = new Overlay(disk(kept));
  overlay.cover(patched);
  patchFs(module, overlay, kept);
  // Node's streams call the functions of the module itself.
  module.createWriteStream = (file, options) => fs.createWriteStream(file, { ...(options as object), fs: module });
  module.createReadStream = (file, options) => fs.createReadStream(file, { ...(options as object), fs: module });
  return module;
}

function expectSame(module: typeof fs): void {
  expect(listed(module, patched)).toEqual(listed(fs, real));
  expect([readTree(patched), fs.readlinkSync(path.join(patched, 'link.txt'))]).toEqual([START, 'dir/c.txt']);
}

test('what a run sees of its own writes is what it would see on the disk, and the disk stays as it is', () => {
  fc.assert(
    fc.property(fc.array(synchronous, { maxLength: 12 }), fc.boolean(), (calls, throughLink) => {
      const module = start();
      for (const [what, run] of calls) {
        const expected = outcomeOf(() => run(fs, (file) => path.join(real, file)));
        // The link itself lies outside.
        const seen = outcomeOf(() => run(module, (file) => path.join(throughLink && !what.endsWith(' .') ? linked : patched, file)));
        expect([what, seen]).toEqual([what, expected]);
      }
      expectSame(module);
    }),
    propertyOptions(2),
  );
});

test('so it is with callbacks, promises and streams', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(asynchronous, synchronous), { maxLength: 8 }), async (calls) => {
      const module = start();
      for (const [what, run] of calls) {
        const expected = await outcomeLater(() => run(fs, (file) => path.join(real, file)));
        const seen = await outcomeLater(() => run(module, (file) => path.join(patched, file)));
        expect([what, seen]).toEqual([what, expected]);
      }
      expectSame(module);
    }),
    propertyOptions(4),
  );
});

/** Every file below a directory with content and mode, and every directory, as the module sees them. */
function listed(module: typeof fs, directory: string, below: string = ''): unknown[] {
  return module
    .readdirSync(path.join(directory, below))
    .sort()
    .map((entry) => {
      const file = path.join(below, entry);
      const stats = module.lstatSync(path.join(directory, file));
      if (stats.isSymbolicLink()) {
        return [file, path.relative(directory, path.resolve(directory, module.readlinkSync(path.join(directory, file)).replace(linked, directory)))];
      }
      return stats.isDirectory() ? [file, listed(module, directory, file)] : [file, module.readFileSync(path.join(directory, file), 'utf-8'), stats.mode & 0o777];
    });
}
