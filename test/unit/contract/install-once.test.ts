import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { installOnceBeside } from '../../contract/install-once';

let directory: string;
beforeEach(() => {
  directory = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'install-')), 'tool');
});
afterEach(() => fs.rmSync(path.dirname(directory), { recursive: true }));

/** An install that counts itself, and is not done at once. */
function installer(): { install: () => Promise<void>; count: () => number } {
  let count = 0;
  return {
    install: async () => {
      count++;
      await new Promise((resolve) => setTimeout(resolve, 5));
      fs.writeFileSync(path.join(directory, 'program'), '');
    },
    count: () => count,
  };
}

test('what two rows want at the same time is installed once', async () => {
  const { install, count } = installer();
  await Promise.all([installOnceBeside(directory, '1.0', install), installOnceBeside(directory, '1.0', install)]);
  await installOnceBeside(directory, '1.0', install);
  expect(count()).toBe(1);
});

test('another version is installed into an empty folder', async () => {
  const { install, count } = installer();
  await installOnceBeside(directory, '1.0', install);
  fs.writeFileSync(path.join(directory, 'left'), '');
  await installOnceBeside(directory, '2.0', install);
  expect([count(), fs.existsSync(path.join(directory, 'left'))]).toEqual([2, false]);
});

test('half an install is none: it is begun anew', async () => {
  const { install, count } = installer();
  const half = (): Promise<void> => {
    fs.writeFileSync(path.join(directory, 'half'), '');
    return Promise.reject(new Error('unpacking\nno space left'));
  };
  await expect(Promise.all([installOnceBeside(directory, '1.0', half), installOnceBeside(directory, '1.0', half)])).rejects.toThrow(/^tool could not be installed: no space left$/);
  await installOnceBeside(directory, '1.0', install);
  expect([count(), fs.readdirSync(directory).sort()]).toEqual([1, ['installed.txt', 'program']]);
});
