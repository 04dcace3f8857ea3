import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { WALL_CLOCK } from '../../../src/host/clock';
import { untilFree, withLock } from '../../../src/host/lock';
import { tempDir } from '../../support/util';

/** Called before a lock is written or removed. */
const mockDisk = jest.fn<void, ['write' | 'remove']>();
jest.mock('node:fs', () => {
  const real = jest.requireActual<typeof fs>('node:fs');
  return {
    ...real,
    writeFileSync: (...args: Parameters<typeof fs.writeFileSync>) => (mockDisk('write'), real.writeFileSync(...args)),
    rmSync: (...args: Parameters<typeof fs.rmSync>) => (mockDisk('remove'), real.rmSync(...args)),
  };
});
afterEach(() => mockDisk.mockReset());

function fails(on: 'write' | 'remove', message: string): void {
  mockDisk.mockImplementation((what) => {
    if (what === on) {
      throw new Error(message);
    }
  });
}

/** No system has a process with that number. */
const DEAD = 4_194_999;

function lockIn(directory: string, content?: string, ageInSeconds: number = 0): string {
  const file = path.join(directory, 'lock');
  if (content !== undefined) {
    fs.writeFileSync(file, content);
    fs.utimesSync(file, new Date(), new Date(Date.now() - ageInSeconds * 1_000));
  }
  return file;
}

async function take(file: string, signal?: AbortSignal): Promise<{ done: boolean; waited: number }> {
  let waited = 0;
  const done = await withLock(file, { clock: WALL_CLOCK, waits: () => (waited += 1), signal }, () => Promise.resolve(true));
  return { done: done === true, waited };
}

test('work is done one after another, and the lock is gone afterwards, after an error too', async () => {
  const file = lockIn(tempDir());
  const order: string[] = [];
  const work = (name: string) => async () => {
    order.push(`${name} begins`);
    await WALL_CLOCK.sleep(20);
    order.push(`${name} ends`);
  };
  await Promise.all(['a', 'b'].map((name) => withLock(file, { clock: WALL_CLOCK, waits: () => undefined }, work(name))));
  expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  await expect(withLock(file, { clock: WALL_CLOCK, waits: () => undefined }, () => Promise.reject(new Error('no luck')))).rejects.toThrow('no luck');
  expect(fs.existsSync(file)).toBe(false);
});

test.each([
  ['of a process of this machine that has ended', `${DEAD} ${os.hostname()}`, 0],
  ['older than three minutes', `${process.ppid} ${os.hostname()}`, 181],
  ['older than three minutes of another machine', '1 elsewhere', 181],
  ['with nothing in it for five seconds, as a process leaves it that was killed there,', '', 6],
  ['with nothing in it, from before this clock was set back', '', -6],
  ['of another machine, from before this clock was set back', '1 elsewhere', -181],
])('a lock %s is taken over at once', async (_, content, age) => {
  expect(await take(lockIn(tempDir(), content, age))).toEqual({ done: true, waited: 0 });
});

test.each([
  ['of a process that runs', `${process.ppid} ${os.hostname()}`],
  ['of another machine', `${DEAD} elsewhere`],
  ['that is being written', ''],
])('a lock %s is waited for, said once, until a signal', async (_, content) => {
  const file = lockIn(tempDir(), content);
  expect(await take(file, AbortSignal.timeout(700))).toEqual({ done: false, waited: 1 });
  expect(fs.readFileSync(file, 'utf-8')).toBe(content);
});

test.each(['a folder', 'a link'])('%s in its place, which nobody would ever remove, is an error that names it', async (what) => {
  const file = lockIn(tempDir());
  if (what === 'a folder') {
    fs.mkdirSync(file);
  } else {
    fs.symlinkSync(path.join(path.dirname(file), 'nowhere'), file, 'junction');
  }
  await expect(take(file)).rejects.toThrow(`${file} is ${what}, and only one command at a time may have a file there. Remove it, then run again.`);
});

test('who only waits until it is free takes no lock, and waits for none that is stale', async () => {
  const free = async (file: string): Promise<number> => {
    let waited = 0;
    await untilFree(file, { clock: WALL_CLOCK, waits: () => (waited += 1) });
    return waited;
  };
  const file = lockIn(tempDir());
  const work = withLock(file, { clock: WALL_CLOCK, waits: () => undefined }, () => WALL_CLOCK.sleep(20));
  expect(await free(file)).toBe(1);
  await work;
  expect(await free(file)).toBe(0);
  expect(await free(lockIn(tempDir(), `${DEAD} ${os.hostname()}`))).toBe(0);
});

test('a lock that somebody else took over is left to them', async () => {
  const file = lockIn(tempDir());
  await withLock(file, { clock: WALL_CLOCK, waits: () => undefined }, () => Promise.resolve(fs.writeFileSync(file, '1 elsewhere')));
  expect(fs.readFileSync(file, 'utf-8')).toBe('1 elsewhere');
});

test('a lock that cannot be written is an error that names it', async () => {
  const file = path.join(tempDir(), 'nowhere', 'lock');
  await expect(take(file)).rejects.toThrow(`${file} cannot be written: ENOENT: no such file or directory. Fix that, then run again.`);
});

test('a lock that cannot be filled, on a full disk, is not left there empty to block others', async () => {
  const file = lockIn(tempDir());
  fails('write', 'ENOSPC: no space left on device, write');
  await expect(take(file)).rejects.toThrow(`${file} cannot be written: ENOSPC: no space left on device. Fix that, then run again.`);
  expect(fs.existsSync(file)).toBe(false);
});

test('a stale lock that cannot be removed is an error that names it', async () => {
  const file = lockIn(tempDir(), `${DEAD} ${os.hostname()}`);
  fails('remove', 'EROFS: read-only file system, unlink');
  await expect(take(file)).rejects.toThrow(`${file} cannot be removed: EROFS: read-only file system. Fix that, then run again.`);
  mockDisk.mockReset();
});
