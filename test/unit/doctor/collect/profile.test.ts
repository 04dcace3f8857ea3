import { AWS_DIAGNOSIS } from '../../../../src/clouds/aws/aws-diagnosis';
import { chosenProfile } from '../../../../src/doctor/collect/profile';

const kindOf = (settings: Readonly<Record<string, string>>, isNamed = true) => AWS_DIAGNOSIS.profiles.kindOf('dev', new Map(Object.entries(settings)), () => isNamed);

test.each<[string, Readonly<Record<string, string>>, object]>([
  ['a session of single sign-on', { sso_session: 'corp', region: 'us-west-2' }, { kind: 'single sign-on', certain: false, hasRegion: true, token: { expiry: 'expiresAt', below: '.aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json', command: 'aws sso login --profile dev', symptom: 'KeyError' } }],
  ['keys', { aws_access_key_id: 'AKIA' }, { kind: 'long-lived keys', certain: true, hasRegion: false }],
  ['a role', { role_arn: 'arn:aws:iam::1:role/x', sso_session: 'corp' }, { kind: 'a role', certain: true, hasRegion: false }],
  ['a role with MFA', { role_arn: 'arn', mfa_serial: 'arn' }, { kind: 'a role with MFA', certain: true, hasRegion: false }],
  ['aws login', { login_session: 'arn' }, { kind: '`aws login`', certain: true, lowestCli: '2.32.0', hasRegion: false }],
  ['a program', { credential_process: 'x' }, { kind: '`credential_process`', certain: true, hasRegion: false }],
  ['nothing', {}, { certain: false, hasRegion: false }],
])('a profile with %s', (_, settings, expected) => {
  expect(kindOf(settings)).toEqual(expected);
});

test('half a pair of keys is none', () => {
  expect(kindOf({ aws_access_key_id: 'AKIA' }, false)).toMatchObject({ kind: 'long-lived keys', lacks: { text: 'has an aws_access_key_id and no aws_secret_access_key', symptom: 'PartialCredentialsError' } });
});

test('each kind is one that the strategies have an answer for', () => {
  const kinds = [{ sso_session: 'x' }, { aws_access_key_id: 'x' }, { role_arn: 'x' }, { login_session: 'x' }, { credential_process: 'x' }].map((settings) => kindOf(settings as never).kind!);
  const { session, mounted, environment } = AWS_DIAGNOSIS.strategies;
  expect([session, mounted, environment].flatMap((strategy) => kinds.filter((kind) => !strategy.kinds.has(kind)))).toEqual([]);
});

test('no question asks for a secret', () => {
  const keys = AWS_DIAGNOSIS.profiles.questions('dev').map(({ key }) => key);
  expect(keys.filter((key) => /secret|session_token|password/.test(key))).toEqual([]);
  expect(AWS_DIAGNOSIS.profiles.questions('-x')[0].args).toEqual(['configure', 'get', 'aws_access_key_id', '--profile=-x']);
});

describe('what a settings file can have of a profile', () => {
  const { textAbout } = AWS_DIAGNOSIS.profiles;
  const OTHERS = '[default]\nrole_arn = x\n[profile prod]\nsso_session = corp\n';

  test.each<[string, string, string, string]>([
    ['its own section', `${OTHERS}[profile dev]\nregion = a\n`, 'dev', '[profile dev]\nregion = a\n'],
    ['sections whose name has its own in it', '[profile dev2]\na = 1\n[x]\nb = 2\n[dev]\nc = 3', 'dev', '[profile dev2]\na = 1\n[dev]\nc = 3'],
    ['what is before the first section', 'role_arn = y\n[profile dev]\n[profile x]\n', 'dev', 'role_arn = y\n[profile dev]\n'],
    ['the section of the default', OTHERS, 'default', '[default]\nrole_arn = x\n'],
    ['a name in quotes', '[profile "dev"]\na = 1\n[x]\n', 'dev', '[profile "dev"]\na = 1\n'],
    ['Windows lines', '[profile dev]\r\na = 1\r\n[x]\r\n', 'dev', '[profile dev]\r\na = 1\r\n'],
    ['all, where no section has its name', OTHERS, 'dev', OTHERS],
    ['all, where a header is indented', ` [x]\n${OTHERS}[dev]\n`, 'dev', ` [x]\n${OTHERS}[dev]\n`],
    ['all, where one section is part of every other', `[DEFAULT]\na = 1\n${OTHERS}[dev]\n`, 'dev', `[DEFAULT]\na = 1\n${OTHERS}[dev]\n`],
    ['all, for a name that a header can spell in another way', `${OTHERS}[profile my\\ dev]\n`, 'my dev', `${OTHERS}[profile my\\ dev]\n`],
  ])('is %s', (_, text, profile, expected) => {
    expect(textAbout(text, profile)).toBe(expected);
  });
});

test('a run of the AWS CLI says its version beside what it was asked', () => {
  const { line, versionIn } = AWS_DIAGNOSIS.cli.verbose;
  const recorded = `2026-11-29 16:28:13,065 - MainThread - awscli.clidriver - DEBUG - CLI version: aws-cli/2.9.19 Python/3.11.2 Linux/6.18.44 source/x86_64.debian.12
2026-11-29 16:28:13,093 - MainThread - awscli.customizations.configure.get - DEBUG - Config value retrieved: None`;
  expect([versionIn(recorded), recorded.split('\n').filter((one) => !line.test(one))]).toEqual(['2.9.19', []]);
  expect([versionIn(''), line.test('The config profile (dev) could not be found')]).toEqual([undefined, false]);
});

test.each<[string, Record<string, string | null>, Record<string, string>, NodeJS.ProcessEnv, object]>([
  ['nobody', {}, {}, { AWS_PROFILE: 'ignored' }, { name: 'default' }],
  ['the declaration', { AWS_PROFILE: '${AWS_PROFILE:-dev}' }, {}, {}, { name: 'dev' }],
  ['the shell', { AWS_PROFILE: '${AWS_PROFILE:-dev}' }, {}, { AWS_PROFILE: 'mine' }, { name: 'mine', chosenBy: 'AWS_PROFILE of your shell' }],
  ['a shell that says the same', { AWS_PROFILE: '${AWS_PROFILE:-dev}' }, {}, { AWS_PROFILE: 'dev' }, { name: 'dev' }],
  ['a line of .env', {}, { AWS_PROFILE: '"mine"' }, {}, { name: 'mine', chosenBy: 'AWS_PROFILE of .env' }],
  ['AWS_DEFAULT_PROFILE of .env, which beats the declaration', { AWS_PROFILE: '${AWS_PROFILE:-dev}' }, { AWS_DEFAULT_PROFILE: 'old' }, {}, { name: 'old', chosenBy: 'AWS_DEFAULT_PROFILE of .env' }],
  ['a text that only looks like a variable', { AWS_PROFILE: '$${X:-y}' }, {}, { X: 'mine' }, { name: '${X:-y}' }],
  ['a variable with a default that has one', { AWS_PROFILE: '${A:-${B:-dev}}' }, {}, { B: 'mine' }, { name: 'mine' }],
  ['the shell, to which the override leaves it', { AWS_PROFILE: null }, {}, { AWS_PROFILE: 'mine' }, { name: 'mine' }],
  ['a plain text', { AWS_PROFILE: 'dev' }, { AWS_PROFILE: 'mine' }, {}, { name: 'dev' }],
])('%s chooses the profile', (_, environment, dotenv, env, expected) => {
  expect(chosenProfile(AWS_DIAGNOSIS.profiles, { environment: new Map(Object.entries(environment)), dotenv: new Map(Object.entries(dotenv)), env })).toEqual(expected);
});
