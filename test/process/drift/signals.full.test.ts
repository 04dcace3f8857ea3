import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Readable } from 'node:stream';
import { BIN, CHILD, edit, environment, fingerprint, projectOf, SMALL_RC } from '../../support/drift/command';
import { copiesOf, isReady, READY, until } from '../../support/drift/copies';
import { tempDir, write } from '../../support/util';

const LOOP = `console.error('last words');\n${READY}for (;;);\n`;
const WAIT = `console.error('last words');\n${READY}setTimeout(() => undefined, 1e9);\n`;

/** What the default task runs, and what the rc file does half-way. */
const RUNS: Record<string, { step: string; rc: string }> = {
  'a busy rc file in our own process': { step: 'node .projenrc.js', rc: LOOP },
  'a waiting rc file in our own process': { step: 'node .projenrc.js', rc: WAIT },
  'a busy rc file under tsx': { step: 'tsx .projenrc.js', rc: LOOP },
  'a waiting rc file under tsx': { step: 'tsx .projenrc.js', rc: WAIT },
  'a busy rc file under the task runner': { step: 'node --no-warnings .projenrc.js', rc: LOOP },
  'a waiting rc file under the task runner': { step: 'node --no-warnings .projenrc.js', rc: WAIT },
  'a child of the rc file that ignores signals': {
    step: 'node .projenrc.js',
    rc: "require('child_process').spawn(process.execPath, ['deaf.js'], { stdio: 'inherit' });\n",
  },
  'a busy child of the rc file': { step: 'node .projenrc.js', rc: "require('child_process').spawn(process.execPath, ['loop.js'], { stdio: 'inherit' });\n" },
};

/** As from a keyboard, and as from a program. */
const CASES = Object.keys(RUNS).flatMap((run) => [{ run, signal: 'SIGINT', to: 'its group' }, { run, signal: 'SIGTERM', to: 'the process' }] as const);

let last: ChildProcess | undefined;

/** Starts a check in a process group of its own. */
function start(directory: string, temporary: string, ...args: string[]): ChildProcessByStdio<null, Readable, Readable> {
  const child = spawn(process.execPath, [BIN, 'drift', ...args], { cwd: directory, detached: true, env: environment({ TMPDIR: temporary }), stdio: ['ignore', 'pipe', 'pipe'] });
  last = child;
  return child;
}

afterEach(() => {
  // Of a test that failed, the program may still run.
  if (last?.exitCode === null && last.signalCode === null) {
    process.kill(-last.pid!, 'SIGTERM');
  }
});

test.each(CASES)('$run ends at once on $signal to $to, and leaves nothing', async ({ run, signal, to }) => {
  const directory = projectOf();
  const { step, rc } = RUNS[run];
  edit(directory, '.projen/tasks.json', () => JSON.stringify({ tasks: { default: { name: 'default', steps: [{ exec: step }] } } }));
  edit(directory, '.projenrc.js', () => `${SMALL_RC}${rc}`);
  write(directory, { 'loop.js': LOOP, 'deaf.js': `process.on('SIGINT', () => undefined).on('SIGTERM', () => undefined);\n${WAIT}` });
  fs.mkdirSync(path.join(directory, 'node_modules', '.bin'));
  fs.symlinkSync(path.resolve(__dirname, '../../../node_modules/.bin/tsx'), path.join(directory, 'node_modules', '.bin', 'tsx'));
  const temporary = tempDir();
  const before = fingerprint(directory);

  const child = start(directory, temporary, '--format', 'json');
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text) => (stdout += String(text)));
  child.stderr.on('data', (text) => (stderr += String(text)));
  await until(() => isReady(temporary));
  const sent = Date.now();
  process.kill(to === 'the process' ? child.pid! : -child.pid!, signal);
  const ended = await new Promise((resolve) => child.on('close', (code, by) => resolve(by ?? code)));
  expect(Date.now() - sent).toBeLessThan(3_000);
  expect(ended).toBe(signal);
  await groupEnds(child.pid!);
  expect([stdout, stderr]).toEqual(['', 'last words\n']);
  expect(fingerprint(directory)).toEqual(before);
  expect(fs.readdirSync(temporary).filter((name) => name.startsWith('projen-drift-'))).toEqual([]);
});

describe('while a checkout of 8,000 files is copied, or compared', () => {
  const large = (rc: string): string => {
    const directory = projectOf();
    edit(directory, '.projenrc.js', () => rc);
    write(directory, Object.fromEntries(Array.from({ length: 8_000 }, (_, index) => [`many/${index % 40}/${index}.txt`, `${index}\n`])));
    return directory;
  };

  test.each([
    ['SIGINT', 'as soon as there is a copy', ''],
    ['SIGTERM', 'as soon as there is a copy', ''],
    ['SIGTERM', 'after the run', `process.on('exit', () => {\n${READY}});\n`],
    ['SIGKILL', 'to the process that waits for the copy', WAIT],
  ] as const)('%s %s ends the check, and the copy is gone', async (signal, when, rc) => {
    const directory = large(`${CHILD}${SMALL_RC}${rc}`);
    const temporary = tempDir();
    const before = fingerprint(directory);
    const child = start(directory, temporary);
    await until(() => copiesOf(child.pid!, temporary).length > 0 && (rc === '' || isReady(temporary)));
    const copies = copiesOf(child.pid!, temporary);
    // A signal from a keyboard reaches the whole group.
    process.kill(when.startsWith('to the process') ? child.pid! : -child.pid!, signal);
    await new Promise((resolve) => child.on('exit', resolve));
    await groupEnds(child.pid!);
    expect(copies.filter((folder) => fs.existsSync(folder))).toEqual([]);
    expect(fingerprint(directory)).toEqual(before);
  });
});

/** Waits until no process of a group is left. */
async function groupEnds(group: number): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      process.kill(-group, 0);
    } catch {
      return;
    }
    if (tries > 300) {
      process.kill(-group, 'SIGKILL');
      throw new Error('a child is left behind');
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
