import * as path from 'node:path';
import { commandFor, commandIn } from '../../../src/cli/projen-project';
import { tempDir, write } from '../../support/util';

const withTask = (name: string, steps: unknown, rcFile = '.projenrc.js'): string => {
  const directory = tempDir();
  write(directory, { '.projen/tasks.json': JSON.stringify({ tasks: { [name]: { name, steps }, default: { name: 'default', steps: [{ exec: rcFile.endsWith('.py') ? `python ${rcFile}` : `node ${rcFile}` }] } } }) });
  return directory;
};

test.each<[string, unknown, string]>([
  ['a task of the command', [{ exec: 'projen-astro-airflow drift', receiveArgs: true }], 'npx projen drift'],
  ['a task with a folder', [{ exec: 'npx projen-astro-airflow drift airflow' }], 'npx projen drift'],
  ['another task of that name', [{ exec: 'projen-astro-airflow drifting' }], 'npx projen-astro-airflow drift'],
  ['steps that are none', { exec: 'projen-astro-airflow drift' }, 'npx projen-astro-airflow drift'],
  ['a step that is null, and one whose command is a number', [null, { exec: 7 }], 'npx projen-astro-airflow drift'],
])('a command is the task of the project where it has one: %s', (_, steps, command) => {
  expect(commandFor('drift', withTask('drift', steps))).toBe(command);
});

test('in a project whose rc file is in Python it has no npx', () => {
  expect([commandFor('doctor', withTask('drift', [], '.projenrc.py')), commandFor('drift', withTask('drift', [{ exec: 'projen-astro-airflow drift' }], '.projenrc.py'))]).toEqual(['projen-astro-airflow doctor', 'projen drift']);
});

test('a command that takes a directory names that of a project elsewhere, as it is in a shell, and never its task', () => {
  const folder = withTask('login', [{ exec: 'projen-astro-airflow login' }]);
  write(folder, { 'it\'s/x': '' });
  const way = path.relative(process.cwd(), folder).split(path.sep).join('/');
  expect(commandIn('login', folder)).toBe(`npx projen-astro-airflow login ${way}`);
  expect(commandIn('login', path.join(folder, 'it\'s'))).toBe(`npx projen-astro-airflow login '${way}/it'\\''s'`);
  expect(commandIn('login', withTask('x', [], '.projenrc.py'))).toMatch(/^projen-astro-airflow login \.\./);
  expect(commandIn('login', process.cwd())).toBe(commandFor('login', process.cwd()));
});
