import * as path from 'node:path';
import { astroFolder, refuseAbove } from '../../../src/host/astro-folder';
import { tempDir, write } from '../../support/util';

const OVERRIDE = 'docker-compose.override.yml';
const commandIn = (folder: string): string => `npx projen-astro-airflow doctor ${folder}`;

function projectWith(files: Readonly<Record<string, string>>): string {
  const directory = tempDir();
  write(directory, files);
  return directory;
}

/** Runs in another directory, as a user does. */
function within<T>(directory: string, run: () => T): T {
  const before = process.cwd();
  process.chdir(directory);
  try {
    return run();
  } finally {
    process.chdir(before);
  }
}

test('the Astro project is the directory itself, or the only one below it', () => {
  const directory = projectWith({ [`apps/airflow/${OVERRIDE}`]: '', [`node_modules/x/${OVERRIDE}`]: '', [`a/b/c/${OVERRIDE}`]: '' });
  const found = ['', 'apps/airflow'].map((name) => path.relative(directory, astroFolder(path.join(directory, name), commandIn)));
  expect(found).toEqual([path.join('apps', 'airflow'), path.join('apps', 'airflow')]);
});

test.each([
  ['.', 'in the current directory: airflow/etl and airflow/ml', 'airflow/etl'],
  ['airflow', 'in airflow: airflow/etl and airflow/ml', 'airflow/etl'],
  ['./airflow/', 'in ./airflow/: airflow/etl and airflow/ml', 'airflow/etl'],
  ['../root/airflow', 'in ../root/airflow: ../root/airflow/etl and ../root/airflow/ml', '../root/airflow/etl'],
])('of several in %s one is to be named, with a path from where the user is', (named, where, first) => {
  const root = path.join(projectWith({ [`root/airflow/etl/${OVERRIDE}`]: '', 'root/airflow/ml/.astro/config.yaml': '' }), 'root');
  within(root, () => {
    expect(() => astroFolder(named, commandIn)).toThrow(`There are several Astro projects ${where}. Name one: npx projen-astro-airflow doctor ${first}`);
    expect(() => refuseAbove(named, commandIn)).toThrow(`There are several Astro projects ${where}. Name one: npx projen-astro-airflow doctor ${first}`);
    // What is advised works.
    expect(path.basename(astroFolder(first, commandIn))).toBe('etl');
  });
});

test('a command for the directory alone refuses the only one below it, and neither a project nor an empty directory', () => {
  within(projectWith({ [`airflow/${OVERRIDE}`]: '' }), () => {
    expect(() => refuseAbove('.', commandIn)).toThrow('The current directory is no Astro project, and airflow is one. Name it: npx projen-astro-airflow doctor airflow');
    expect(() => refuseAbove('airflow', commandIn)).not.toThrow();
  });
  expect(() => refuseAbove(tempDir(), commandIn)).not.toThrow();
});

test.each([['an empty directory', tempDir], ['a file', () => __filename], ['nothing', () => '/no/such/place']])('%s is no Astro project, in one line', (_, make) => {
  expect(() => astroFolder(make(), commandIn)).toThrow(/^[^\n]+$/);
});

test('of many projects the error names the first ones, and how many more there are', () => {
  const root = tempDir();
  write(root, Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`p${index + 10}/.astro/config.yaml`, ''])));
  expect(() => astroFolder(root, (folder) => `doctor ${folder}`)).toThrow(/p10, [^\n]*p19 and 20 more\. Name one: doctor [^\n]*p10$/);
});
