import * as fs from 'node:fs';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { asynchronous, outcomeLater, outcomeOf, synchronous } from '../../support/dry-run/fs-calls';
import { Left, patchedModule } from '../../support/dry-run/patched-module';
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
  return patchedModule(patched).module;
}

function expectUntouched(): void {
  expect([readTree(patched), fs.readlinkSync(path.join(patched, 'link.txt'))]).toEqual([START, 'dir/c.txt']);
}

function expectSame(module: typeof fs): void {
  expect(listed(module, patched)).toEqual(listed(fs, real));
}

/** Runs something up to where the attempt ends; returns whether it got to its end. */
async function attempted(run: () => unknown): Promise<boolean> {
  try {
    await run();
    return true;
  } catch (error) {
    if (!(error instanceof Left)) {
      throw error;
    }
    return false;
  }
}

test('up to where an attempt ends, what a run sees of its own writes is what it would see on the disk, and the disk stays as it is', async () => {
  let ends = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(synchronous, { maxLength: 12 }), fc.boolean(), async (calls, throughLink) => {
      const module = start();
      const isWhole = await attempted(() => {
        for (const [what, run] of calls) {
          // The link itself lies outside.
          const seen = outcomeOf(() => run(module, (file) => path.join(throughLink && !what.endsWith(' .') ? linked : patched, file)));
          const expected = outcomeOf(() => run(fs, (file) => path.join(real, file)));
          expect([what, seen]).toEqual([what, expected]);
        }
        expectSame(module);
      });
      ends += isWhole ? 1 : 0;
      expectUntouched();
    }),
    propertyOptions(2),
  );
  expect(ends).toBeGreaterThan(5);
});

test('with callbacks, promises and streams an attempt ends where they meet what the run has changed, or would change it themselves', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(asynchronous, synchronous), { maxLength: 8 }), async (calls) => {
      const module = start();
      await attempted(async () => {
        for (const [what, run] of calls) {
          const seen = await outcomeLater(() => run(module, (file) => path.join(patched, file)));
          const expected = await outcomeLater(() => run(fs, (file) => path.join(real, file)));
          expect([what, seen]).toEqual([what, expected]);
        }
        expectSame(module);
      });
      expectUntouched();
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
