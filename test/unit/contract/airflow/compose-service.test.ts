import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { composeService, interpolate, plainDotenv } from '../../../contract/airflow/compose-service';

const OVERRIDE = `
services:
  scheduler:
    environment:
      AWS_PROFILE: \${AWS_PROFILE:-dev}
      AIRFLOW__CORE__LOAD_EXAMPLES: 'True'
      PATTERN: ^a$$
    volumes:
      - { type: bind, source: ~/.aws, target: /home/astro/.aws, read_only: true, bind: { create_host_path: false } }
      - { type: bind, source: ./data, target: /usr/local/airflow/include }
`;

describe('a service of an Astro project', () => {
  let project: string;

  beforeEach(() => {
    project = fs.mkdtempSync(path.join(os.tmpdir(), 'service-'));
    fs.writeFileSync(path.join(project, 'docker-compose.override.yml'), OVERRIDE);
    fs.writeFileSync(path.join(project, '.env'), '# Ours\nKEY={"a":"b c"}\nAWS_PROFILE=none\nASTRONOMER_ENVIRONMENT=none\n');
  });

  afterEach(() => fs.rmSync(project, { recursive: true }));

  test('gets the environment of .env, then of the CLI\'s own file, then of the override', () => {
    const { environment } = composeService(3, project, 'scheduler', { home: '/home/alice', shell: {} });
    expect(environment).toMatchObject({
      KEY: '{"a":"b c"}', AWS_PROFILE: 'dev', ASTRONOMER_ENVIRONMENT: 'local', AIRFLOW__CORE__LOAD_EXAMPLES: 'True', PATTERN: '^a$', AIRFLOW__API__PORT: '8080',
    });
  });

  test('sees the mounts of both files, those of the override in the place of others with the same target', () => {
    const { mounts } = composeService(2, project, 'scheduler', { home: '/home/alice', shell: {} });
    expect(mounts).toEqual([
      { source: `${project}/dags`, target: '/usr/local/airflow/dags', readOnly: false, create: true },
      { source: `${project}/plugins`, target: '/usr/local/airflow/plugins', readOnly: false, create: true },
      { source: `${project}/data`, target: '/usr/local/airflow/include', readOnly: false, create: true },
      { source: `${project}/tests`, target: '/usr/local/airflow/tests', readOnly: false, create: true },
      { source: `${project}/airflow_settings.yaml`, target: '/usr/local/airflow/airflow_settings.yaml', readOnly: false, create: true },
      { source: '/home/alice/.aws', target: '/home/astro/.aws', readOnly: true, create: false },
    ]);
  });

  test('that the override leaves alone is as in the CLI\'s own file', () => {
    const { environment, mounts } = composeService(3, project, 'triggerer', { home: '/home/alice', shell: {} });
    expect(environment).toMatchObject({ AWS_PROFILE: 'none', AIRFLOW__CORE__LOAD_EXAMPLES: 'False' });
    expect(mounts.map(({ target }) => target)).toEqual(['dags', 'plugins', 'include'].map((name) => `/usr/local/airflow/${name}`));
  });
});

test('a variable of the shell beats the default, unless it is empty', () => {
  expect(interpolate('${A:-x} ${B:-y} ${C:-z} $$', { A: '1', B: '' })).toBe('1 y z $');
  const nested = '${A:-${B:-~/x}/y}/z';
  expect([interpolate(nested, {}), interpolate(nested, { B: 'b' }), interpolate(nested, { A: 'a', B: 'b' })]).toEqual(['~/x/y/z', 'b/y/z', 'a/z']);
});

test.each(['$HOME', '${HOME}', 'a$', '${A-b}'])('another form of interpolation, %s, is not guessed at', (text) => {
  expect(() => interpolate(text, {})).toThrow('has a "$"');
});

test.each(['A="b"', 'export A=b', 'A = b', 'A=$B', 'A=b # c', 'A=b ', 'A'])('a line of .env that its readers take differently, %s, is not guessed at', (line) => {
  expect(() => plainDotenv(line)).toThrow('would not take alike');
});

test('plain lines of .env are read', () => {
  expect(plainDotenv('A=\nB=x\n# c\n\nC=a b=c')).toEqual({ A: '', B: 'x', C: 'a b=c' });
});
