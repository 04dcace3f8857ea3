import { AWS_DIAGNOSIS } from '../../../../src/clouds/aws/aws-diagnosis';
import { chosenProfile } from '../../../../src/doctor/collect/profile';

const kindOf = (settings: Readonly<Record<string, string>>) => AWS_DIAGNOSIS.profiles.kindOf('dev', new Map(Object.entries(settings)));

test.each<[string, Readonly<Record<string, string>>, object]>([
  ['a session of single sign-on', { sso_session: 'corp', region: 'us-west-2' }, { kind: 'single sign-on', certain: false, hasRegion: true, token: { expiry: 'expiresAt', file: 'sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json', command: 'aws sso login --profile dev', symptom: 'KeyError' } }],
  ['keys', { aws_access_key_id: 'AKIA' }, { kind: 'long-lived keys', certain: true, hasRegion: false }],
  ['a role', { role_arn: 'arn:aws:iam::1:role/x', sso_session: 'corp' }, { kind: 'role, also with MFA', certain: false, hasRegion: false }],
  ['a role with MFA', { role_arn: 'arn', mfa_serial: 'arn' }, { kind: 'role, also with MFA', certain: true, hasRegion: false }],
  ['aws login', { login_session: 'arn' }, { kind: '`aws login`', certain: true, lowestCli: '2.32.0', hasRegion: false }],
  ['a program', { credential_process: 'x' }, { kind: '`credential_process`', certain: true, hasRegion: false }],
  ['nothing', {}, { certain: false, hasRegion: false }],
])('a profile with %s', (_, settings, expected) => {
  expect(kindOf(settings)).toEqual(expected);
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

test.each<[string, Record<string, string | null>, Record<string, string>, NodeJS.ProcessEnv, object]>([
  ['nobody', {}, {}, { AWS_PROFILE: 'ignored' }, { name: 'default' }],
  ['the declaration', { AWS_PROFILE: '${AWS_PROFILE:-dev}' }, {}, {}, { name: 'dev' }],
  ['the shell', { AWS_PROFILE: '${AWS_PROFILE:-dev}' }, {}, { AWS_PROFILE: 'mine' }, { name: 'mine', chosenBy: 'AWS_PROFILE of your shell' }],
  ['a shell that says the same', { AWS_PROFILE: '${AWS_PROFILE:-dev}' }, {}, { AWS_PROFILE: 'dev' }, { name: 'dev' }],
  ['a line of .env', {}, { AWS_PROFILE: '"mine"' }, {}, { name: 'mine', chosenBy: 'AWS_PROFILE of .env' }],
  ['AWS_DEFAULT_PROFILE of .env, which beats the declaration', { AWS_PROFILE: '${AWS_PROFILE:-dev}' }, { AWS_DEFAULT_PROFILE: 'old' }, {}, { name: 'old', chosenBy: 'AWS_DEFAULT_PROFILE of .env' }],
  ['a plain text', { AWS_PROFILE: 'dev' }, { AWS_PROFILE: 'mine' }, {}, { name: 'dev' }],
])('%s chooses the profile', (_, environment, dotenv, env, expected) => {
  expect(chosenProfile(AWS_DIAGNOSIS.profiles, { environment: new Map(Object.entries(environment)), dotenv: new Map(Object.entries(dotenv)), env })).toEqual(expected);
});
