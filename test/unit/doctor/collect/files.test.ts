import * as fs from 'node:fs';
import * as path from 'node:path';
import { airflow } from '../../../../src/doctor/collect/airflow';
import { dotenvIn } from '../../../../src/doctor/collect/dotenv';
import { driftIn } from '../../../../src/doctor/collect/drift';
import { readOverride, override } from '../../../../src/doctor/collect/override';
import { readText } from '../../../../src/doctor/collect/read-text';
import { dotenvEntries } from '../../../../src/text/dotenv-text';
import { SECRET } from '../../../support/host/sessions';
import { tempDir, write } from '../../../support/util';

function projectWith(files: Readonly<Record<string, string>>): string {
  const directory = fs.realpathSync(tempDir());
  write(directory, files);
  return directory;
}

describe('.env', () => {
  test('has names and reasons, and no value', () => {
    const facts = dotenvIn('AWS_ACCESS_KEY_ID=AKIA\nB="x"\nC=a$b\nEMPTY=\nQUOTED=""\nBARE\nPLAIN=1\n');
    expect(facts.lines.map(({ key, isEmpty, disagreement }) => [key, isEmpty, disagreement?.slice(0, 22)])).toEqual([
      ['AWS_ACCESS_KEY_ID', false, undefined],
      ['B', false, 'it starts with a quote'],
      ['C', false, 'it has a "$", which co'],
      ['EMPTY', true, undefined],
      ['QUOTED', true, 'it starts with a quote'],
      ['BARE', false, undefined],
      ['PLAIN', false, undefined],
    ]);
    expect(JSON.stringify(facts)).not.toContain('AKIA"');
  });

  test('omits the block, and names that are pieces of a value', () => {
    const text = `MINE=1\n${SECRET}=2\n# >>> projen-astro-airflow >>>\nAWS_CONFIG_FILE=/x\n# <<< projen-astro-airflow <<<\n`;
    expect(dotenvIn(text).lines.map(({ key }) => key)).toEqual(['MINE']);
  });

  test('with a damaged block is read as it is', () => {
    expect(dotenvIn('# <<< projen-astro-airflow <<<\nA=1\n').lines.map(({ key }) => key)).toEqual(['A']);
  });

  test.each([['export A=1\n', true], ['  export\tA = 1', true], ['EXPORT=1\n', false], ['# export A=1\n', false]])('%j begins with export: %s', (text, expected) => {
    expect(dotenvIn(text).hasExport).toBe(expected);
  });

  test('has the line of an open quote', () => {
    expect(dotenvIn('A=1\nB="x\n').openQuote).toBe(2);
  });
});

test.each<[string, string, unknown]>([
  ['nothing', '', { unknown: 'the drift check printed no report' }],
  ['null', 'null', { unknown: 'the drift check printed no report' }],
  ['another program', '{"result":"fine"}', { unknown: 'the drift check printed no report' }],
  ['files that are none', '{"result":"drift","files":7}', { value: { result: 'drift', drifted: [], absent: [], overridden: [] } }],
  ['an error', '{"result":"error","message":"no"}', { value: { result: 'error', message: 'no', drifted: [], absent: [], overridden: [] } }],
  ['an ejected project', '{"result":"error","message":"This project was ejected from projen: nothing to compare."}', { unknown: 'the project was ejected from projen, so no rc file writes them' }],
  ['drift', JSON.stringify({ result: 'drift', files: [{ path: 'a', status: 'modified' }, { path: 'x/.env', status: 'skipped' }, { path: 'dags/s.py', status: 'skipped' }, { path: '.env', status: 'overridden', keys: ['A'] }] }), { value: { result: 'drift', drifted: ['a'], absent: ['x/.env'], overridden: ['A'] } }],
])('a drift report of %s', (_, text, expected) => {
  expect(driftIn(text)).toEqual(expected);
});

describe('the override', () => {
  const of = (text: string, readers?: readonly string[]) => override(readOverride(projectWith({ 'docker-compose.override.yml': text })), readers);
  test('has services and variables, and no value', () => {
    expect(of(`services:\n  scheduler:\n    environment: { A: ${SECRET}, B: }\n  redis: { image: redis }\n`, ['scheduler'])).toEqual({ value: { services: ['scheduler', 'redis'], variables: ['A', 'B'] } });
  });
  test('beats .env with the variables that all services have', () => {
    const text = 'services:\n  scheduler:\n    environment: { A: 1, B: 2 }\n  triggerer:\n    environment: { B: 2 }\n';
    expect(of(text, ['scheduler', 'triggerer'])).toMatchObject({ value: { variables: ['B'] } });
    expect(of(text, ['scheduler', 'triggerer', 'webserver'])).toMatchObject({ value: { variables: [] } });
    expect(of(text)).toMatchObject({ value: { variables: ['B'] } });
  });
  test.each([['a list', '- a\n'], ['nothing', ''], ['a service that is a text', 'services: { scheduler: x }\n'], ['an environment that is a text', 'services: { scheduler: { environment: A } }\n']])('that is %s is no trouble', (_, text) => {
    expect(of(text)).toMatchObject({ value: { variables: [] } });
  });
  test('has variables also where an environment is a list', () => {
    expect(of('services: { scheduler: { environment: [A=1, B] } }\n')).toMatchObject({ value: { variables: ['A', 'B'] } });
  });
  test('that is no YAML is unknown, with the reason', () => {
    expect(of('services: [\n')).toEqual({ unknown: expect.stringMatching(/^docker-compose\.override\.yml is not YAML/) });
  });
});

test('a folder, a loop of links and a long file are not read', () => {
  const directory = projectWith({ long: 'x'.repeat(2 ** 22 + 1) });
  fs.symlinkSync('loop', path.join(directory, 'loop'));
  expect([readText(directory), readText(path.join(directory, 'loop')), readText(path.join(directory, 'long')), readText(path.join(directory, 'long', 'x')), readText(path.join(directory, 'no'))]).toEqual([
    { unknown: 'it is not a file' }, { unknown: expect.stringContaining('ELOOP') }, { unknown: 'it is too long' }, { value: undefined }, { value: undefined },
  ]);
});

describe('Airflow', () => {
  const CLASS = 'airflow.providers.amazon.aws.secrets.secrets_manager.SecretsManagerBackend';
  const of = (files: Readonly<Record<string, string>>, dotenv: string = '') => {
    const directory = projectWith(files);
    const read = readOverride(directory);
    return airflow(directory, 'value' in read ? read.value : undefined, { dotenv: dotenvEntries(dotenv), env: {} });
  };
  const DOCKERFILE = 'FROM astrocrpublic.azurecr.io/runtime:3.1-12\n';

  test.each<[string, string | undefined, unknown]>([
    ['a tag', DOCKERFILE, { value: { tag: '3.1-12', major: 3, airflowVersion: '3.1', maintenance: { day: '2027-09-25', by: 'Astronomer' }, otherServices: [], isBase: false, installsRequirements: false } }],
    ['a -base image', 'FROM x/runtime:3.1-12-base\nCOPY requirements.txt .\n', { value: { tag: '3.1-12-base', major: 3, airflowVersion: '3.1', maintenance: { day: '2027-09-25', by: 'Astronomer' }, otherServices: [], isBase: true, installsRequirements: true } }],
    ['another image', 'FROM python:3.12\n', { unknown: 'the Dockerfile has no FROM line with a tag of Astro Runtime' }],
    ['garbage', '\0\u001B[', { unknown: 'the Dockerfile has no FROM line with a tag of Astro Runtime' }],
    ['nothing', undefined, { unknown: 'there is no Dockerfile here' }],
  ])('of a Dockerfile with %s', (_, text, expected) => {
    expect(of(text === undefined ? {} : { Dockerfile: text }).runtime).toEqual(expected);
  });

  test('services of the other major are named', () => {
    const { runtime } = of({ 'Dockerfile': DOCKERFILE, 'docker-compose.override.yml': 'services: { webserver: {}, redis: {}, scheduler: {} }\n' });
    expect(runtime).toMatchObject({ value: { otherServices: ['webserver'] } });
  });

  test.each<[string, string, string, object]>([
    ['a good one', '{"variables_prefix":"a"}', 'apache-airflow-providers-amazon\n', { kwargs: 'json', troubles: [], isKnown: true, provider: { isInstalled: true, isTooOld: false } }],
    ['outer quotes', '\'{"variables_prefix":"a"}\'', 'apache-airflow-providers-amazon\n', { kwargs: 'json' }],
    ['JSON that was cut', '{"variables_prefix":', 'apache-airflow-providers-amazon==9.2.0\n', { kwargs: 'damaged', provider: { isInstalled: true, isTooOld: true } }],
    ['a misspelled argument', '{"variable_prefix":"a","variables_prefix":null}', '', { troubles: [{ text: expect.stringContaining('Did you mean variables_prefix?'), isCertain: true }], off: 1, provider: { isInstalled: false } }],
    ['no arguments', '', '-r other.txt\n', { kwargs: 'absent' }],
  ])('a backend with %s', (_, kwargs, requirements, expected) => {
    const { backends: [backend] } = of({ 'Dockerfile': DOCKERFILE, 'requirements.txt': requirements }, `AIRFLOW__SECRETS__BACKEND=${CLASS}\nAIRFLOW__SECRETS__BACKEND_KWARGS=${kwargs}\n`);
    expect(backend).toMatchObject(expected);
  });

  test('a value of an argument is no fact', () => {
    const { backends: [backend] } = of({}, `AIRFLOW__SECRETS__BACKEND=${CLASS}\nAIRFLOW__SECRETS__BACKEND_KWARGS={"aws_secret_access_key":"${SECRET}"}\n`);
    expect(JSON.stringify(backend)).not.toContain(SECRET);
  });

  test('Airflow\'s own backend fails at import with an argument that it does not have', () => {
    const { backends: [backend] } = of({}, 'AIRFLOW__SECRETS__BACKEND=airflow.secrets.local_filesystem.LocalFilesystemBackend\nAIRFLOW__SECRETS__BACKEND_KWARGS={"variables_path":"x"}\n');
    expect(backend).toMatchObject({ unknownKwarg: 'import', troubles: [{ text: expect.stringMatching(/^The argument variables_path of LocalFilesystemBackend/), isCertain: true }] });
  });

  test('the override wins over .env', () => {
    const { backends: [backend] } = of({ 'docker-compose.override.yml': 'services: { scheduler: { environment: { AIRFLOW__SECRETS__BACKEND: team.Backend } } }\n' }, `AIRFLOW__SECRETS__BACKEND=${CLASS}\n`);
    expect(backend).toMatchObject({ classPath: 'team.Backend', file: 'docker-compose.override.yml', isKnown: false });
  });

  test('files with Airflow\'s own name are found, and folders without Python are not', () => {
    expect([of({ 'airflow.py': '' }).shadows, of({ 'airflow/__init__.py': '' }).shadows, of({ 'airflow/Dockerfile': '' }).shadows]).toEqual([['airflow.py'], ['airflow/__init__.py'], []]);
  });
});
