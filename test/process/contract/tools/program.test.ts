import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { mustRun, runProgram } from '../../../contract/tools/program';
import { tempDir } from '../../../support/util';

const node = (script: string, ...more: string[]): [string, string[]] => [process.execPath, ['-e', script, ...more]];

async function messageOf(failing: Promise<unknown>): Promise<string> {
  return failing.then(() => 'it did not fail', ({ message }: Error) => message);
}

async function untilGone(pid: number): Promise<void> {
  for (let left = 100; left > 0; left--) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await wait(50);
  }
  throw new Error(`process ${pid} is still there`);
}

test('a program is given its input and its environment, and reports what it printed and how it ended', async () => {
  const [command, args] = node('process.stdin.on("data", (text) => { console.log(process.env.A + text); console.error("e"); process.exitCode = 3; })');
  expect(await runProgram(command, args, { env: { A: '1' }, input: '2' })).toEqual({ status: 3, stdout: '12\n', stderr: 'e\n', output: '12\ne\n' });
  await expect(mustRun(command, args, { env: { A: '1' }, input: '2' })).rejects.toThrow(/ended with 3: 12\ne\n$/);
});

test('of a long output of a failed program the end is reported', async () => {
  const [command, args] = node('console.log("x".repeat(100_000) + "the reason"); process.exitCode = 1');
  const message = await messageOf(mustRun(command, args));
  expect(message).toMatch(/the reason\n$/);
  expect(message.length).toBeLessThan(3_000);
});

test('a program that reads nothing of its input ends as it likes', async () => {
  const [command, args] = node('');
  expect(await runProgram(command, args, { input: 'x'.repeat(1_000_000) })).toMatchObject({ status: 0 });
});

test('a program that is not there is an error', async () => {
  await expect(runProgram('/nowhere/program', [])).rejects.toThrow('/nowhere/program');
});

test('a program that takes too long is killed, and what it has started too', async () => {
  const [command, args] = node('console.log(require("node:child_process").spawn(process.execPath, ["-e", "setTimeout(() => 1, 60_000)"], { stdio: "inherit" }).pid); setTimeout(() => 1, 60_000)');
  const message = await messageOf(runProgram(command, args, { timeout: 1 }));
  expect(message).toMatch(/did not end within 1 seconds; it printed: \d+\n$/);
  await untilGone(Number(/(\d+)\n$/.exec(message)![1]));
});

const onLinux = process.platform === 'linux' ? test : test.skip;
onLinux('a program ends with the run, even if that is killed hard', async () => {
  const file = path.join(tempDir(), 'run.ts');
  fs.writeFileSync(file, `
    import { runProgram } from ${JSON.stringify(path.join(__dirname, '../../../contract/tools/program'))};
    void runProgram(process.execPath, ['-e', 'require("node:fs").writeFileSync(process.argv[1], String(process.pid)); setTimeout(() => 1, 60_000)', ${JSON.stringify(`${file}.pid`)}]);
  `);
  const run = spawn(process.execPath, ['--import', require.resolve('tsx'), file], { stdio: 'inherit', env: { ...process.env, NODE_OPTIONS: '' } });
  while (!fs.existsSync(`${file}.pid`) || fs.readFileSync(`${file}.pid`, 'utf-8') === '') {
    await wait(50);
  }
  run.kill('SIGKILL');
  await once(run, 'exit');
  await untilGone(Number(fs.readFileSync(`${file}.pid`, 'utf-8')));
});
