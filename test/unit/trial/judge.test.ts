import * as fs from 'node:fs';
import * as path from 'node:path';
import { outcomeOf, stackOf } from '../../../src/trial/judge';

const LOGS = path.resolve(__dirname, '../../support/doctor/recorded');
const recorded = (name: string): string => fs.readFileSync(path.join(LOGS, `${name}.txt`), 'utf-8');
const VARIABLE = { kind: 'variable', key: 'my_var', name: 'orders/variables/my_var' } as const;
const CONNECTION = { kind: 'connection', key: 'my_conn', name: 'orders/connections/my_conn' } as const;
const EXAMPLE = { dagId: 'example_secrets_dag', secrets: [VARIABLE, CONNECTION] };
const found = (output: string): string[] => outcomeOf(output, EXAMPLE).found.map(({ key }) => key);

test.each(['airflow2', 'airflow3'])('in a log of %s that was recorded, both came through, one of them, or neither', (airflow) => {
  expect(found(recorded(`${airflow}-green`))).toEqual(['my_var', 'my_conn']);
  // Only the prefix of variables was another one.
  expect(found(recorded(`${airflow}-other-prefix`))).toEqual(['my_conn']);
  for (const name of ['unreadable-credentials', 'no-profile', 'no-region', 'no-network', 'denied', 'no-provider']) {
    expect([name, found(recorded(`${airflow}-${name}`))]).toEqual([name, []]);
  }
});

test.each<[string, string, string[]]>([
  ['a URI counts', 'Connection my_conn: postgresql://me:p%40ss@db/x', ['my_conn']],
  ['an empty value counts', 'INFO - Variable my_var: ', ['my_var']],
  ['a line of a traceback does not', '    print("Variable my_var:", Variable.get("my_var"))', []],
  ['that in other quotes does not', '    print(\'Connection my_conn:\', conn.get_uri())', []],
  ['another key does not', 'Variable my_var2: x\nVariable my:x', []],
  ['ends of lines of Windows are no matter', 'Variable my_var: x\r\nConnection my_conn:\r\n', ['my_var', 'my_conn']],
  ['nothing is nothing', '', []],
])('%s', (_, output, expected) => {
  expect(found(output)).toEqual(expected);
});

test.each<[string, string, string]>([
  ['Airflow 3 runs', 'Running: airflow version\n3.1.8\n', 'running'],
  ['warnings come before the version', 'Running: airflow version\n/usr/lib/x.py:22 UserWarning: y\n2.11.2\n', 'running'],
  ['nothing was started', 'Running: airflow version\nError: airflow is not running. To start a local Airflow environment, run \'astro dev start\'\n', 'stopped'],
  ['Docker is down', 'Error: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?', 'stopped'],
  ['the container restarts', 'Error response from daemon: Container 1a2b is restarting, wait until the container is running', 'stopped'],
  ['Airflow cannot be imported', 'Running: airflow version\n', 'mute'],
  ['another program is called astro', 'Unknown command: dev', 'other'],
  ['garbage', '\u001B[31m}{', 'other'],
])('%s', (_, output, expected) => {
  expect(stackOf(output)).toBe(expected);
});
