import * as fs from 'node:fs';
import * as path from 'node:path';
import { defaultTask, runsRcFile } from '../../../src/drift/default-task';
import { tempDir, write } from '../../support/util';

const NPM_PATH = '$(npx -c "node --print process.env.PATH")';
const PNPM_SCRIPT = `#!/bin/sh
basedir=$(dirname "$0")
if [ -x "$basedir/node" ]; then
  exec "$basedir/node"  "$basedir/../ts-node/dist/bin.js" "$@"
else
  exec node  "$basedir/../ts-node/dist/bin.js" "$@"
fi
`;

/** A project with programs in node_modules/.bin as npm and as pnpm make them. */
function project(tasks: unknown): string {
  const directory = tempDir();
  write(directory, {
    '.projen/tasks.json': JSON.stringify(tasks),
    'node_modules/.bin/own': '#!/usr/bin/env node\n',
    'node_modules/.bin/odd': '#!/bin/sh\nexec node "$@"\n',
    'node_modules/.bin/ts-node': PNPM_SCRIPT,
    'node_modules/ts-node/dist/bin.js': '',
    'node_modules/tsx/dist/cli.mjs': '#!/usr/bin/env node\n',
    'node_modules/tsx/package.json': '{"name":"tsx"}',
  });
  fs.symlinkSync('../tsx/dist/cli.mjs', path.join(directory, 'node_modules/.bin/tsx'));
  return fs.realpathSync(directory);
}

/** The program that the default task of one step is, with paths told from the project. */
function runs(step: unknown, more: object = {}, env: Record<string, string> = {}, files: Record<string, string> = {}) {
  const directory = project({ env, tasks: { default: { name: 'default', description: 'Synthesize project files', steps: [step], ...more } } });
  write(directory, files);
  const { program, rcFile } = defaultTask(directory);
  const told = (file: string): string => path.relative(directory, file).split(path.sep).join('/');
  return {
    rcFile,
    directory,
    program: program && { ...program, script: told(program.script), tsx: program.tsx && { ...program.tsx, directory: told(program.tsx.directory) } },
  };
}

describe('a default task that is one Node program', () => {
  test.each([
    [{ execArgs: ['node', '.projenrc.js'] }, '.projenrc.js', []],
    [{ exec: 'node .projenrc.js' }, '.projenrc.js', []],
    [{ exec: 'own .projenrc.js' }, 'node_modules/.bin/own', ['.projenrc.js']],
    [{ exec: 'npx own .projenrc.js' }, 'node_modules/.bin/own', ['.projenrc.js']],
    [{ exec: 'npx -y own .projenrc.js' }, 'node_modules/.bin/own', ['.projenrc.js']],
    [{ execArgs: ['own', '.projenrc.js'], shell: ['npx', '-y', '-p', 'own', '-c'] }, 'node_modules/.bin/own', ['.projenrc.js']],
  ])('%j is run by that program', (step, script, args) => {
    expect(runs(step)).toMatchObject({ rcFile: '.projenrc.js', program: { script, args, env: {} } });
  });

  test.each([
    [{ exec: 'tsx .projenrc.ts' }, undefined, []],
    [{ execArgs: ['node', '--import', 'tsx', '.projenrc.ts', 'more'] }, undefined, ['more']],
    [{ exec: 'node --import ./.projen/tsx.mjs .projenrc.ts' }, undefined, []],
    [{ execArgs: ['tsx', '--tsconfig', 'tsconfig.projen.json', '.projenrc.ts', 'more'] }, 'tsconfig.projen.json', ['more']],
  ])('%j is run as tsx runs it, without a process of its own', (step, tsconfig, args) => {
    expect(runs(step)).toMatchObject({ rcFile: '.projenrc.ts', program: { script: '.projenrc.ts', args, tsx: { directory: 'node_modules/tsx', tsconfig } } });
  });

  test('can be started by a shell script of pnpm', () => {
    expect(runs({ exec: 'ts-node .projenrc.ts' }).program).toMatchObject({ script: 'node_modules/ts-node/dist/bin.js', args: ['.projenrc.ts'], isFromShell: true });
  });

  test('gets the variables of the tasks file, of the task and of the step', () => {
    const { program } = runs({ exec: 'node .projenrc.js', env: { C: '3', B: 'step' } }, { env: { B: 'task' } }, { A: '1' });
    expect(program?.env).toEqual({ A: '1', B: 'step', C: '3' });
  });

  test.each([NPM_PATH, '$(pnpm -c exec "node --print process.env.PATH")', '$(yarn exec node --print process.env.PATH)'])('gets the PATH that %s prints, without that', (declared) => {
    const { program, directory } = runs({ exec: 'node .projenrc.js' }, {}, { PATH: declared });
    const folders = program!.env.PATH.split(path.delimiter);
    expect(folders.slice(0, 2)).toEqual([path.join(directory, 'node_modules', '.bin'), path.join(path.dirname(directory), 'node_modules', '.bin')]);
    expect(program!.env.PATH.endsWith(process.env.PATH!)).toBe(true);
  });

  test('gets the PATH that bun prints, which is the one it was given', () => {
    expect(runs({ exec: 'node .projenrc.js' }, {}, { PATH: '$(bun --eval "console.log(process.env.PATH)")' }).program?.env).toEqual({ PATH: process.env.PATH });
  });
});

describe('a default task is more than that with', () => {
  test.each([
    ['a program that is not installed', { execArgs: ['bun', '.projenrc.ts'] }],
    ['a program that is an unknown shell script', { execArgs: ['odd', '.projenrc.ts'] }],
    ['another language', { execArgs: ['python', '.projenrc.py'] }],
    ['options of Node itself', { execArgs: ['node', '--no-warnings', '.projenrc.ts'] }],
    ['another loader', { execArgs: ['node', '--import', './loader.mjs', '.projenrc.ts'] }],
    ['an unknown flag of tsx', { execArgs: ['tsx', '--no-cache', '.projenrc.ts'] }],
    ['Node without a program', { exec: 'node' }],
    ['something only a shell understands', { exec: 'node .projenrc.js && echo done' }],
    ['a variable before the program', { exec: 'NODE_OPTIONS=--no-warnings node .projenrc.js' }],
    ['a shell of its own', { exec: 'node .projenrc.js', shell: ['bash', '-c'] }],
    ['another package than npx has here', { execArgs: ['swc-node', '.projenrc.ts'], shell: ['npx', '-y', '-p', 'swc-node', '-c'] }],
    ['a condition', { exec: 'node .projenrc.js', condition: 'true' }],
    ['another directory', { exec: 'node .projenrc.js', cwd: 'tools' }],
    ['a task', { spawn: 'other' }],
    ['a script of projen', { builtin: 'run-projenrc-json' }],
    ['a variable that a command prints', { exec: 'node .projenrc.js', env: { VERSION: '$(git describe)' } }],
    ['a variable that Node reads when it starts', { exec: 'node .projenrc.js', env: { NODE_OPTIONS: '--no-warnings' } }],
  ])('%s', (_, step) => {
    expect(runs(step).program).toBeUndefined();
  });

  test('a condition of the task', () => {
    expect(runs({ exec: 'node .projenrc.js' }, { condition: 'true' }).program).toBeUndefined();
  });

  test('Yarn without node_modules', () => {
    expect(runs({ exec: 'node .projenrc.js' }, {}, {}, { '.pnp.cjs': '' }).program).toBeUndefined();
  });

  test('tsx where it is not installed', () => {
    const directory = project({ tasks: { default: { steps: [{ exec: 'node --import tsx .projenrc.ts' }] } } });
    fs.rmSync(path.join(directory, 'node_modules'), { recursive: true });
    expect(defaultTask(directory)).toEqual({ rcFile: '.projenrc.ts', program: undefined });
  });

  test('several steps, of which one names the rc file', () => {
    const directory = project({ tasks: { default: { steps: [{ exec: 'tsc --noEmit' }, { exec: 'tsx .projenrc.ts' }] } } });
    expect(defaultTask(directory)).toEqual({ rcFile: '.projenrc.ts', program: undefined });
  });
});

test.each([
  ['node .projenrc.js', true],
  ['tsx --tsconfig tsconfig.json ./.projenrc.ts', true],
  ['node /somewhere/projen/lib/run-projenrc-json.task.js', true],
  ['tsc --noEmit', false],
  ['prettier --write .projenrc.js.txt', false],
])('whether %s runs the rc file: %s', (command, expected) => {
  expect(runsRcFile(command)).toBe(expected);
});

describe('a project without a default task is refused', () => {
  test.each([
    ['no tasks', '{}', /^The default task has no step/],
    ['no steps', '{"tasks":{"default":{"name":"default"}}}', /^The default task has no step/],
    ['no JSON', '{', /^There is no projen project that can be checked in .+: \.projen\/tasks\.json cannot be read \(/],
    ['no object', 'null', /^The default task has no step/],
    ['something else for steps', '{"tasks":{"default":{"steps":"node .projenrc.js"}}}', /^The default task has no step/],
  ])('%s', (_, content, message) => {
    const directory = tempDir();
    write(directory, { '.projen/tasks.json': content });
    expect(() => defaultTask(directory)).toThrow(message);
  });

  test('an ejected project, which reads that nothing writes its files', () => {
    const directory = tempDir();
    write(directory, { '.projen/tasks.json': '{"tasks":{"build":{"name":"build"}}}', 'scripts/run-task.cjs': '' });
    expect(() => defaultTask(directory)).toThrow(/^This project was ejected from projen: no rc file writes its files any more, .* Start Airflow with "astro dev start";/);
  });

  test('no file', () => {
    const directory = tempDir();
    expect(() => defaultTask(directory)).toThrow(/\.projen\/tasks\.json cannot be read \(ENOENT: no such file or directory\)\. Run the check in the directory of a projen project/);
    fs.mkdirSync(path.join(directory, '.projen/tasks.json'), { recursive: true });
    expect(() => defaultTask(directory)).toThrow(/\.projen\/tasks\.json cannot be read \(EISDIR/);
  });
});
