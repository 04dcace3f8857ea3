import { spawnSync } from 'node:child_process';
import { parse } from 'yaml';
import { starterTexts } from '../../../src/project/starter-texts';
import { AstroRuntime } from '../../../src/runtime/astro-runtime';
import devInit from '../../support/fixtures/astro-dev-init.json';
import { testIf } from '../../support/projects';
import { hasPython, python } from '../../support/python';
import { tempDir, write } from '../../support/util';

/** One runtime for each way in which the texts may differ. */
const TAGS = ['3.3-8', '3.0-1', '13.11.0', '6.0.0', '5.0.0', '4.0.0', '3.0.0'];
const textsOf = (tag: string) => starterTexts(AstroRuntime.parse(tag));

/** Files of `astro dev init` that are no samples: this package keeps them, or they have the project's name. */
const OTHERS = ['.astro/config.yaml', '.dockerignore', '.env', '.gitignore', 'Dockerfile', 'README.md'];

describe.each(TAGS)('for runtime %s', (tag) => {
  const texts = textsOf(tag);

  test('the samples are the files of astro dev init that become the user\'s', () => {
    expect(Object.keys(texts).sort()).toEqual(Object.keys(devInit).filter((name) => !OTHERS.includes(name)).sort());
  });

  test.each(Object.keys(texts))('%s is clean text that fits on a screen', (name) => {
    expect(texts[name]).not.toMatch(/[ \t]\n|\t|\r|\n\n\n\n/);
    expect(texts[name]).toMatch(/^$|[^\n]\n$/);
    expect(Math.max(...texts[name].split('\n').map((line) => line.length))).toBeLessThanOrEqual(140);
  });

  testIf(hasPython('ast'), 'Python')('the Python files compile', () => {
    const directory = tempDir();
    write(directory, texts);
    const files = Object.keys(texts).filter((name) => name.endsWith('.py'));
    const { status, stderr } = spawnSync('python3', ['-m', 'py_compile', ...files], { cwd: directory, encoding: 'utf-8' });
    expect([files.length, status, stderr]).toEqual([3, 0, '']);
  });

  testIf(hasPython('ast'), 'Python')('the Python files use no syntax that is newer than the oldest Python of their runtimes', () => {
    const files = Object.entries(texts).filter(([name]) => name.endsWith('.py'));
    expect(python('import ast\nresult = [len(ast.parse(text, feature_version=(3, 6)).body) > 0 for name, text in data]', files)).toEqual([true, true, true]);
  });
});

describe('the DAG', () => {
  test.each([
    ['3.3-8', 'airflow.sdk', 'schedule', true],
    ['3.0-1', 'airflow.sdk', 'schedule', true],
    ['13.11.0', 'airflow.decorators', 'schedule', true],
    ['6.0.0', 'airflow.decorators', 'schedule', true],
    ['5.0.0', 'airflow.decorators', 'schedule_interval', true],
    ['4.0.0', 'airflow.decorators', 'schedule_interval', false],
    ['3.0.0', 'airflow.decorators', 'schedule_interval', false],
  ])('for runtime %s imports from %s, is planned by %s, and maps tasks while it runs: %s', (tag, module, schedule, maps) => {
    const text = textsOf(tag)['dags/exampledag.py'];
    expect(text.match(/^from airflow.*/gm)).toEqual([`from ${module} import dag, task`]);
    expect(text.match(/^ {4}schedule\w*(?==)/gm)).toEqual([`    ${schedule}`]);
    expect(text.endsWith(schedule === 'schedule' ? '\n\nexampledag()\n' : '\n\nexample = exampledag()\n')).toBe(true);
    expect([text.includes('.expand('), text.includes('list_stores')]).toEqual([maps, maps]);
  });

  test('is all that differs between runtimes, so that tests outlive an upgrade', () => {
    const { 'dags/exampledag.py': newest, ...others } = textsOf('3.3-8');
    const { 'dags/exampledag.py': oldest, ...sameOthers } = textsOf('3.0.0');
    expect(newest).not.toBe(oldest);
    expect(sameOthers).toEqual(others);
  });
});

describe('the local settings', () => {
  const text = textsOf('3.3-8')['airflow_settings.yaml'];

  test('are empty lists: a program that reads them iterates over each', () => {
    expect(parse(text)).toEqual({ airflow: { connections: [], pools: [], variables: [] } });
  });

  test.each(['#', '# '])('are what the Astro CLI reads once %j is removed from each example', (comment) => {
    expect(parse(text.replaceAll(`    ${comment}`, '    '))).toEqual({
      airflow: {
        connections: [
          {
            conn_id: 'warehouse',
            conn_type: 'postgres',
            conn_host: 'localhost',
            conn_login: 'reader',
            conn_password: 'change-me',
            conn_port: 5432,
            conn_schema: 'orders',
            conn_extra: { sslmode: 'disable' },
          },
        ],
        pools: [{ pool_name: 'warehouse', pool_slot: 4, pool_description: 'At most four queries at a time' }],
        variables: [{ variable_name: 'environment', variable_value: 'local' }],
      },
    });
  });
});
