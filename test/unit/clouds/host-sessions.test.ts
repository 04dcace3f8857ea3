import * as path from 'node:path';
import { hostSessions } from '../../../src/clouds/host-sessions';

const HOME = path.resolve('/home/alice');
const of = (entry: Readonly<Record<string, unknown>>, env: NodeJS.ProcessEnv = {}) => hostSessions([{ cloud: 'aws', ...entry }], { home: HOME, env });
const names = (...args: Parameters<typeof of>) => of(...args).map(({ name }) => name);

test('a session of AWS is a folder of its profile below the home, and the AWS CLI without the keys and profile of the shell', () => {
  const [{ files: [file], ...session }, ...others] = of({ profile: 'dev', region: 'us-west-2' });
  expect(others).toEqual([]);
  expect(session).toMatchObject({
    cloud: 'aws',
    name: 'dev',
    directory: path.join(HOME, '.airflow-credentials'),
    askBelow: 870,
    settings: [path.join(HOME, '.aws', 'config'), path.join(HOME, '.aws', 'credentials')],
  });
  expect(session).not.toHaveProperty('chosen');
  expect(file).toMatchObject({ name: 'session.json', program: 'aws', args: ['configure', 'export-credentials', '--profile', 'dev', '--format', 'process'] });
  expect(file.environment).toEqual({
    AWS_ACCESS_KEY_ID: undefined,
    AWS_SECRET_ACCESS_KEY: undefined,
    AWS_SESSION_TOKEN: undefined,
    AWS_SECURITY_TOKEN: undefined,
    AWS_CREDENTIAL_EXPIRATION: undefined,
    AWS_PROFILE: undefined,
    AWS_DEFAULT_PROFILE: undefined,
    AWS_PAGER: '',
    AWS_CLI_AUTO_PROMPT: 'off',
  });
});

test("the shell's AWS_PROFILE replaces the declared profile alone, and says so; an empty one or the same does not", () => {
  const [first, ...further] = of({ profile: 'dev', profiles: ['data', 'more'] }, { AWS_PROFILE: 'alice' });
  expect(first).toMatchObject({ name: 'alice', chosen: { variable: 'AWS_PROFILE', declared: 'dev' } });
  expect(further.map(({ name, chosen }) => [name, chosen])).toEqual([['data', undefined], ['more', undefined]]);
  for (const AWS_PROFILE of ['', 'dev', undefined]) {
    expect(of({ profile: 'dev' }, { AWS_PROFILE })).toEqual(of({ profile: 'dev' }));
  }
});

test('each profile has one session, whoever names it how often', () => {
  expect(names({ profile: 'dev', profiles: ['data', 'dev', 'data'] })).toEqual(['dev', 'data']);
  expect(names({ profile: 'dev', profiles: ['data'] }, { AWS_PROFILE: 'data' })).toEqual(['data']);
  expect(hostSessions([{ cloud: 'aws', profile: 'dev' }, { cloud: 'aws', profile: 'dev' }, { cloud: 'aws', profile: 'dev', directory: '~/keys' }], { home: HOME, env: {} })).toHaveLength(2);
});

test('settings of the CLI that are elsewhere are known', () => {
  expect(of({ profile: 'dev' }, { AWS_CONFIG_FILE: '/etc/aws' })[0].settings).toEqual(['/etc/aws', path.join(HOME, '.aws', 'credentials')]);
});

test.each([
  [{ profile: 'a/b' }, {}, /^profile "a\/b" cannot be the name of a folder, because it has a \/\./],
  [{ profile: 'dev', profiles: ['..'] }, {}, /^profiles: "\.\." cannot be the name of a folder/],
  [{ profile: 'dev' }, { AWS_PROFILE: 'a:b' }, /^AWS_PROFILE "a:b" cannot be the name of a folder/],
  [{}, {}, /^docker-compose\.override\.yml: a session of AWS has no profile/],
  [{ profile: 'dev', profiles: 'data' }, {}, /its profiles or directory are not texts/],
  [{ profile: 'dev', directory: 1 }, {}, /its profiles or directory are not texts/],
  [{ profile: 'dev', directory: 'keys' }, {}, /^directory "keys" of a session is not an absolute path\. Declare one, or one that begins with ~\/\.$/],
])('%j with the environment %j is refused', (entry, env, message) => {
  expect(() => of(entry, env)).toThrow(message);
});

test('a cloud that only a newer version knows is an error with the fix', () => {
  expect(() => hostSessions([{ cloud: 'oracle', profile: 'x' }], { home: HOME, env: {} })).toThrow(
    'docker-compose.override.yml has a session of the cloud "oracle", which this version of projen-astro-airflow does not know; a newer one wrote it. Install the version that the project names (npm ci), then run again.');
  expect(() => hostSessions([{ cloud: 'toString' }], { home: HOME, env: {} })).toThrow(/cloud "toString"/);
});
