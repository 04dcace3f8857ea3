import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { lock } from '../../contract/lock';
import { tempDir } from '../../support/util';

const started: ChildProcess[] = [];
afterAll(() => started.forEach((child) => child.kill('SIGKILL')));

async function process_(...args: string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['-e', 'console.log(1); setTimeout(() => 1, 60_000)', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(child);
  await once(child.stdout, 'data');
  return child;
}

const locked = (content: string): string => {
  const cache = tempDir();
  fs.writeFileSync(path.join(cache, 'run.pid'), content);
  return cache;
};
const owner = (cache: string) => fs.readFileSync(path.join(cache, 'run.pid'), 'utf-8');

test('a run has the cache alone until it gives it free', () => {
  const cache = tempDir();
  const unlock = lock(cache);
  expect(owner(cache)).toBe(String(process.pid));
  unlock();
  expect(fs.readdirSync(cache)).toEqual([]);
  unlock();
});

test('another run that is alive keeps it', async () => {
  const other = await process_(path.join('test', 'contract', 'run.ts'));
  const cache = locked(String(other.pid));
  expect(() => lock(cache)).toThrow(`Another run, process ${other.pid}, uses ${path.relative(process.cwd(), cache)}. Wait for its end, then run again.`);
  expect(owner(cache)).toBe(String(other.pid));
});

test('the lock of a run that was killed is taken over', async () => {
  const other = await process_(path.join('test', 'contract', 'run.ts'));
  const cache = locked(String(other.pid));
  other.kill('SIGKILL');
  await once(other, 'exit');
  lock(cache);
  expect(owner(cache)).toBe(String(process.pid));
});

const onLinux = fs.existsSync('/proc/self/cmdline') ? test : test.skip;
onLinux('so it is if its number is that of another program by now', async () => {
  const other = await process_('something else');
  const cache = locked(String(other.pid));
  lock(cache);
  expect(owner(cache)).toBe(String(process.pid));
});

test.each(['', '\n', 'nonsense', '0', '-1'])('a lock that says %j is none', (content) => {
  const cache = locked(content);
  lock(cache);
  expect(owner(cache)).toBe(String(process.pid));
});
