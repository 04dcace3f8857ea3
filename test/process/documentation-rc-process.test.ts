import * as fs from 'node:fs';
import { runInSharedProcess, type SharedRan } from '../support/documentation/rc-process';
import { tempDir, write } from '../support/util';

/** Runs an rc file in a folder, in the process that the proofs of the documentation share. */
function ran(directory: string, files: Record<string, string>, commands: readonly string[] = ['npx tsx rc.ts']): SharedRan {
  write(directory, files);
  return runInSharedProcess({ directory, env: { ...process.env }, commands });
}

test('an rc file runs each time, with the files that it imports as they are then', () => {
  const directory = fs.realpathSync(tempDir());
  const rc = "import { name } from './name';\nconsole.log(name);\n";
  expect(ran(directory, { 'rc.ts': rc, 'name.ts': "export const name = 'orders';\n" })).toEqual({ status: 0, stdout: 'orders\n', stderr: '' });
  expect(ran(directory, { 'name.ts': "export const name: string = 'bills';\n" }, ['npx tsx rc.ts', 'npx tsx rc.ts'])).toEqual({ status: 0, stdout: 'bills\nbills\n', stderr: '' });
});

test('a rejection that nobody handles fails, as it does in a process of its own, and no later command runs', () => {
  const directory = fs.realpathSync(tempDir());
  const rc = 'async function main(): Promise<void> {\n  await null;\n  throw new Error(`broken`);\n}\nconsole.log(1);\nvoid main();\n';
  expect(ran(directory, { 'rc.ts': rc }, ['npx tsx rc.ts', 'npx tsx rc.ts'])).toEqual({ status: 1, stdout: '1\n', stderr: expect.stringContaining('Error: broken\n') });
  expect(ran(directory, { 'rc.ts': 'void Promise.reject(undefined);\n' }).status).toBe(1);
  expect(ran(directory, { 'rc.ts': 'void Promise.reject(new Error()).catch(() => undefined);\n' })).toEqual({ status: 0, stdout: '', stderr: '' });
});

test('an error and an exit code are answered, and neither reaches the next run', () => {
  const directory = fs.realpathSync(tempDir());
  expect(ran(directory, { 'rc.ts': 'throw new Error(`broken`);\n' })).toEqual({ status: 1, stdout: '', stderr: expect.stringContaining('Error: broken\n') });
  expect(ran(directory, { 'rc.ts': 'process.exitCode = 3;\n' }).status).toBe(3);
  expect(ran(directory, { 'rc.ts': 'export {};\n' })).toEqual({ status: 0, stdout: '', stderr: '' });
});
