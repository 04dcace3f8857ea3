import * as fs from 'node:fs';
import * as path from 'node:path';
import { firstProcess } from '../../../src/drift/first-process';
import { tempDir, write } from '../../support/util';

const TASK_RUNNER = require.resolve('projen/lib/run-task.cjs');
const NPX_PATH = '$(npx -c "node --print process.env.PATH")';

/** A project with programs in node_modules/.bin as npm and as pnpm make them. */
function project(tasks: unknown): string {
  const directory = tempDir();
  write(directory, {
    '.projen/tasks.json': JSON.stringify(tasks),
    'node_modules/.bin/tsx': '#!/usr/bin/env node\n',
    'node_modules/.bin/ts-node': '#!/bin/sh\nexec node ../ts-node/bin.js "$@"\n',
  });
  return directory;
}

/** What runs the default task of one step, with paths told from the project. */
function runs(step: unknown, more: object = {}, env: Record<string, string> = {}) {
  const directory = project({ env, tasks: { default: { name: 'default', description: 'Synthesize project files', steps: [step], ...more } } });
  const first = firstProcess(directory);
  const script = first.script === TASK_RUNNER ? 'projen' : path.relative(directory, first.script).split(path.sep).join('/');
  return { ...first, script, directory };
}

describe('a default task that is one Node program', () => {
  test.each([
    [{ execArgs: ['node', '.projenrc.js'] }, '.projenrc.js', []],
    [{ exec: 'node .projenrc.js' }, '.projenrc.js', []],
    [{ execArgs: ['tsx', '--tsconfig', 'tsconfig.projen.json', '.projenrc.ts'] }, 'node_modules/.bin/tsx', ['--tsconfig', 'tsconfig.projen.json', '.projenrc.ts']],
    [{ exec: 'tsx .projenrc.ts' }, 'node_modules/.bin/tsx', ['.projenrc.ts']],
    [{ exec: 'npx tsx .projenrc.ts' }, 'node_modules/.bin/tsx', ['.projenrc.ts']],
    [{ exec: 'npx -y tsx .projenrc.ts' }, 'node_modules/.bin/tsx', ['.projenrc.ts']],
    [{ execArgs: ['tsx', '.projenrc.ts'], shell: ['npx', '-y', '-p', 'tsx', '-c'] }, 'node_modules/.bin/tsx', ['.projenrc.ts']],
  ])('%j is run by that program', (step, script, args) => {
    expect(runs(step)).toMatchObject({ script, args, isTaskRunner: false, env: {}, rcFile: args.at(-1) ?? script });
  });

  test('gets the variables of the tasks file, of the task and of the step', () => {
    const { env } = runs({ exec: 'node .projenrc.js', env: { C: '3', B: 'step' } }, { env: { B: 'task' } }, { A: '1' });
    expect(env).toEqual({ A: '1', B: 'step', C: '3' });
  });

  test('finds the programs of Node projects as npx would, without the half second that npx takes', () => {
    const { env, directory } = runs({ exec: 'node .projenrc.js' }, {}, { PATH: NPX_PATH });
    const folders = env.PATH.split(path.delimiter);
    expect(folders[0]).toBe(path.join(directory, 'node_modules', '.bin'));
    expect(folders[1]).toBe(path.join(path.dirname(directory), 'node_modules', '.bin'));
    expect(env.PATH.endsWith(process.env.PATH!)).toBe(true);
  });
});

describe('a default task that is more than one Node program goes through projen', () => {
  test.each([
    ['a program that is not installed', { execArgs: ['bun', '.projenrc.ts'] }],
    ['a program that is a shell script', { execArgs: ['ts-node', '.projenrc.ts'] }],
    ['another language', { execArgs: ['python', '.projenrc.py'] }],
    ['options of Node itself', { execArgs: ['node', '--import', 'tsx', '.projenrc.ts'] }],
    ['Node without a program', { exec: 'node' }],
    ['something only a shell understands', { exec: 'node .projenrc.js && echo done' }],
    ['a shell of its own', { exec: 'node .projenrc.js', shell: ['bash', '-c'] }],
    ['another package than npx has here', { execArgs: ['swc-node', '.projenrc.ts'], shell: ['npx', '-y', '-p', 'swc-node', '-c'] }],
    ['a condition', { exec: 'node .projenrc.js', condition: 'true' }],
    ['another directory', { exec: 'node .projenrc.js', cwd: 'tools' }],
    ['a task', { spawn: 'other' }],
    ['a script of projen', { builtin: 'run-projenrc-json' }],
    ['a variable that a command prints', { exec: 'node .projenrc.js', env: { VERSION: '$(git describe)' } }],
  ])('%s', (_, step) => {
    expect(runs(step)).toMatchObject({ script: 'projen', args: ['default'], isTaskRunner: true, env: {} });
  });

  test('a condition of the task', () => {
    expect(runs({ exec: 'node .projenrc.js' }, { condition: 'true' }).script).toBe('projen');
  });

  test('several steps, of which one names the rc file', () => {
    const directory = project({ tasks: { default: { steps: [{ exec: 'tsc --noEmit' }, { exec: 'tsx .projenrc.ts' }] } } });
    expect(firstProcess(directory)).toMatchObject({ script: TASK_RUNNER, rcFile: '.projenrc.ts' });
  });
});

describe('a project without a default task is refused', () => {
  test.each([
    ['no tasks', '{}', /^The default task has no step/],
    ['no steps', '{"tasks":{"default":{"name":"default"}}}', /^The default task has no step/],
    ['no JSON', '{', /^\.projen\/tasks\.json cannot be read: /],
    ['no object', 'null', /^The default task has no step/],
    ['something else for steps', '{"tasks":{"default":{"steps":"node .projenrc.js"}}}', /^The default task has no step/],
  ])('%s', (_, content, message) => {
    const directory = tempDir();
    write(directory, { '.projen/tasks.json': content });
    expect(() => firstProcess(directory)).toThrow(message);
  });

  test('no file', () => {
    const directory = tempDir();
    expect(() => firstProcess(directory)).toThrow(/^\.projen\/tasks\.json cannot be read: ENOENT: no such file or directory\. Run the check in the directory of a projen project/);
    fs.mkdirSync(path.join(directory, '.projen/tasks.json'), { recursive: true });
    expect(() => firstProcess(directory)).toThrow(/^\.projen\/tasks\.json cannot be read: EISDIR/);
  });
});
