import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { BIN, edit, environment, fingerprint, projectOf, SMALL_RC } from '../../support/drift/command';
import { tempDir, write } from '../../support/util';

const LOOP = "require('fs').writeSync(2, 'ready\\n');\nfor (;;);\n";
const WAIT = "require('fs').writeSync(2, 'ready\\n');\nsetTimeout(() => undefined, 1e9);\n";

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

  const child = spawn(process.execPath, [BIN, 'drift', '--format', 'json'], { cwd: directory, detached: true, env: environment({ TMPDIR: temporary }), stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  child.stdout.on('data', (text) => (stdout += String(text)));
  await new Promise<void>((resolve) => child.stderr.on('data', (text) => String(text).includes('ready') && resolve()));
  const start = Date.now();
  process.kill(to === 'the process' ? child.pid! : -child.pid!, signal);
  const ended = await new Promise((resolve) => child.on('exit', (code, by) => resolve(by ?? code)));
  expect(Date.now() - start).toBeLessThan(3_000);
  expect(ended).toBe(signal);
  await groupEnds(child.pid!);
  expect(stdout).toBe('');
  expect(fingerprint(directory)).toEqual(before);
  expect(fs.readdirSync(temporary).filter((name) => name.startsWith('projen-drift-'))).toEqual([]);
});

describe('while a checkout of 8,000 files is copied, or compared', () => {
  const CHILD = "require('child_process').spawnSync('true');\n";
  const large = (rc: string): string => {
    const directory = projectOf();
    edit(directory, '.projenrc.js', () => rc);
    write(directory, Object.fromEntries(Array.from({ length: 8_000 }, (_, index) => [`many/${index % 40}/${index}.txt`, `${index}\n`])));
    return directory;
  };

  test.each([
    ['SIGINT', 'as soon as there is a copy', ''],
    ['SIGTERM', 'as soon as there is a copy', ''],
    ['SIGTERM', 'after the run', "process.on('exit', () => require('fs').writeSync(2, 'ending\\n'));\n"],
    ['SIGKILL', 'to the process that waits for the copy', WAIT],
  ] as const)('%s %s ends the check, and the copy is gone', async (signal, when, rc) => {
    const directory = large(`${CHILD}${SMALL_RC}${rc}`);
    const temporary = tempDir();
    const before = fingerprint(directory);
    const child = spawn(process.execPath, [BIN, 'drift'], { cwd: directory, detached: true, env: environment({ TMPDIR: temporary }), stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (text) => (stderr += String(text)));
    const isDue = (): boolean => copiesOf(child.pid!, temporary).length > 0 && (rc === '' || stderr.includes(rc === WAIT ? 'ready' : 'ending'));
    while (!isDue()) {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    const copies = copiesOf(child.pid!, temporary);
    // A signal from a keyboard reaches the whole group.
    process.kill(when.startsWith('to the process') ? child.pid! : -child.pid!, signal);
    await new Promise((resolve) => child.on('exit', resolve));
    await groupEnds(child.pid!);
    expect(copies.filter((folder) => fs.existsSync(folder))).toEqual([]);
    expect(fingerprint(directory)).toEqual(before);
  });
});

/** The copies of the processes of a group: others can have some in the same place. */
function copiesOf(group: number, temporary: string): string[] {
  const isOfGroup = (name: string): boolean => {
    const [, pid] = /^projen-drift-(\d+)-/.exec(name) ?? [];
    const file = `/proc/${pid}/stat`;
    const stat = fs.existsSync(file) ? fs.readFileSync(file, 'latin1') : '';
    return stat.slice(stat.lastIndexOf(')')).split(' ')[3] === String(group);
  };
  return [temporary, '/dev/shm'].flatMap((place) => (fs.existsSync(place) ? fs.readdirSync(place).filter(isOfGroup).map((name) => path.join(place, name)) : []));
}

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
