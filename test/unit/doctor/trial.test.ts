import { AWS_TRIAL } from '../../../src/clouds/aws/aws-trial';
import type { TrialCause } from '../../../src/clouds/trial';
import { diagnose, exitCodeOf } from '../../../src/doctor/diagnose';
import type { Facts, Tried, TriedCall, TriedFile } from '../../../src/doctor/facts';
import { docPage } from '../../../src/text/doc-page';
import { engine, healthy, mountedWay, profile, sessionWay, shellWay, token } from '../../support/doctor/facts';

const CALL: TriedCall = { cloud: 'aws', call: 'get_caller_identity', result: { identity: 'arn:aws:sts::123456789012:assumed-role/Developer/alice' } };
const CONFIG: TriedFile = { cloud: 'aws', kind: 'settings', path: '/home/astro/.aws/config', source: '~/.aws/config' };
const CREDENTIALS: TriedFile = { ...CONFIG, path: '/home/astro/.aws/credentials', source: '~/.aws/credentials' };
const KEYS: TriedFile = { cloud: 'aws', kind: 'keys', path: '/home/astro/.aws/session.json', source: '~/.airflow-credentials/aws/dev/mount/session.json' };

function tried(changes: Partial<Tried> = {}, facts: Partial<Facts> = {}) {
  const findings = diagnose(healthy({ ways: { value: [mountedWay()] }, engine: engine('orbstack'), ...facts, tried: { value: { where: 'stack', uid: 50000, files: [CONFIG, CREDENTIALS], calls: [CALL], ...changes } } }));
  return { findings: findings.filter(({ group }) => group === 'container').map(({ id, verdict, line, fix }) => ({ id, verdict, line, fix })), code: exitCodeOf(findings) };
}

const failed = (error: string, cause?: TrialCause): TriedCall => ({ ...CALL, result: { error, cause } });

describe('what a container can do', () => {
  test('is said of its files and of its caller', () => {
    expect(tried()).toEqual({
      code: 0,
      findings: [
        { id: 'try-files', verdict: 'ok', line: 'a container (uid 50000) reads /home/astro/.aws/config and /home/astro/.aws/credentials', fix: undefined },
        { id: 'try-identity', verdict: 'ok', line: 'get_caller_identity in a container: arn:aws:sts::123456789012:assumed-role/Developer/alice', fix: undefined },
      ],
    });
  });

  test('is nobody\'s question without --try', () => {
    expect(diagnose(healthy()).filter(({ group }) => group === 'container')).toEqual([]);
  });

  test('is unknown where nothing could be tried, with the command that changes that', () => {
    const findings = diagnose(healthy({ tried: { unknown: 'no stack of this project runs, and there is no image of it here' } })).filter(({ group }) => group === 'container');
    expect(findings).toEqual([{ id: 'try-files', group: 'container', verdict: 'unknown', line: 'Nothing could be tried in a container: no stack of this project runs, and there is no image of it here.', fix: 'npx projen start builds and starts it', docs: docPage('docs/doctor.md#try-files') }]);
  });
});

describe('a file that a container may not read', () => {
  const files = [CONFIG, { ...CREDENTIALS, error: 'EACCES' }];

  test('is a failure, opened by an entry for uid 50000 where that is the containers\' user', () => {
    const { findings, code } = tried({ files }, { engine: engine('engine') });
    expect([code, findings[1]]).toEqual([1, { id: 'try-files', verdict: 'failure', line: 'A container (uid 50000) may not read /home/astro/.aws/credentials: its clients find no credentials there.', fix: 'setfacl -m u:50000:r ~/.aws/credentials; or declare session() credentials, which need neither' }]);
  });

  test('is opened for everybody where the containers have other users, and not at all where nobody knows', () => {
    expect(tried({ files }, { engine: engine('rootless') }).findings[1].fix).toContain('chmod o+r ~/.aws/credentials');
    expect(tried({ files }).findings[1].fix).toBe('declare session() credentials, whose files every container can read');
  });
});

test.each<[string, TriedFile[], number]>([
  ['one of the files with settings is', [CONFIG, { ...CREDENTIALS, error: 'ENOENT' }], 0],
  ['all files with settings are', [{ ...CONFIG, error: 'ENOENT' }, { ...CREDENTIALS, error: 'ENOENT' }], 1],
  ['the file with the keys is', [CONFIG, { ...KEYS, error: 'ENOENT' }], 1],
])('where %s absent in a container, the exit code is right', (_, files, code) => {
  expect(tried({ files }).code).toBe(code);
});

test('an absent file with keys is got by login, and another error is named', () => {
  expect(tried({ files: [CONFIG, { ...KEYS, error: 'ENOENT' }] }).findings[1].fix).toBe('npx projen login');
  expect(tried({ files: [CONFIG, { ...CREDENTIALS, error: 'EISDIR' }] }).findings[1].line).toBe('A container cannot read /home/astro/.aws/credentials (EISDIR).');
});

describe('a call that fails in a container', () => {
  test.each<[string, TrialCause, RegExp, string]>([
    ['ProfileNotFound', 'noProfile', /no profile dev/, 'aws configure sso --profile dev'],
    ['NoCredentialsError', 'noCredentials', /finds no credentials/, 'aws configure sso'],
    ['ConfigParseError', 'brokenFiles', /broken/, 'correct ~/.aws/config'],
    ['CredentialRetrievalError', 'noKeys', /program that gives the keys/, 'declare session() credentials, which run it on this machine'],
    ['ClientError ExpiredToken', 'keysEnded', /have ended/, 'aws configure sso --profile dev'],
    ['UnauthorizedSSOTokenError', 'signInEnded', /sign-in has ended/, 'aws configure sso --profile dev'],
    ['OSError EROFS', 'cannotRenew', /cannot write the token/, 'declare session() credentials, which are renewed on this machine'],
    ['EndpointConnectionError', 'noNetwork', /cannot be reached/, 'check the network, a proxy and a VPN of the container engine'],
  ])('with %s has its cause and its fix', (error, cause, line, fix) => {
    const { findings, code } = tried({ calls: [failed(error, cause)] });
    expect([code, findings[1]]).toEqual([1, { id: 'try-identity', verdict: 'failure', line: expect.stringMatching(line), fix }]);
  });

  test('is fixed by login where a session is declared, and by signing in again with single sign-on', () => {
    const of = (ways: Facts['ways'], cause: TrialCause) => tried({ calls: [failed('RuntimeError', cause)] }, { ways }).findings[1].fix;
    expect([of({ value: [sessionWay()] }, 'keysEnded'), of({ value: [sessionWay()] }, 'noKeys')]).toEqual(['npx projen login', 'npx projen login']);
    const sso = mountedWay({ profile: profile({ kind: 'single sign-on', certain: false }, { token: token() }) });
    expect(of({ value: [sso] }, 'signInEnded')).toBe('aws sso login --profile dev');
    expect(of({ value: [sso] }, 'tokenRefused')).toMatch(/^setfacl -m u:50000:r ~\/\.aws\/sso\/cache\/1\.json, again after each sign-in;/);
    expect(of({ value: [shellWay()] }, 'keysEnded')).toMatch(/export-credentials/);
  });

  test('for a reason that is not known is named by its class alone', () => {
    expect(tried({ calls: [failed('ValueError')] }).findings[1]).toEqual({ id: 'try-identity', verdict: 'failure', line: 'get_caller_identity in a container fails with ValueError.', fix: undefined });
  });

  test('is unknown where the image has no client: only its own image has the project\'s requirements', () => {
    const of = (where: Tried['where']) => tried({ where, calls: [failed('ModuleNotFoundError', 'noClient')] });
    expect([of('base').code, of('base').findings[1].verdict, of('base').findings[1].fix]).toEqual([0, 'unknown', 'npx projen start builds the project\'s own image']);
    expect(of('project').findings[1].fix).toBe('add the provider to requirements.txt');
  });

  test('that is left alone says why', () => {
    const { findings } = tried({ calls: [{ ...CALL, result: { skipped: 'its token ends' } }] });
    expect(findings[1]).toMatchObject({ verdict: 'unknown', line: 'get_caller_identity was not tried in a container: its token ends.' });
  });
});

test('a missing region is a warning beside the caller, and a refusal in a region that was guessed is no failure', () => {
  expect(tried({ calls: [{ ...CALL, noRegion: 'NoRegionError' }] }).findings.map(({ verdict }) => verdict)).toEqual(['ok', 'warning', 'ok']);
  const { code, findings } = tried({ calls: [{ ...failed('ClientError InvalidClientTokenId', 'refused'), noRegion: 'NoRegionError' }] });
  expect([code, findings.map(({ verdict }) => verdict)]).toEqual([0, ['ok', 'warning', 'unknown']]);
});

test.each<[string, TrialCause | undefined]>([
  ['ModuleNotFoundError', 'noClient'],
  ['NoCredentialsError', 'noCredentials'],
  ['ClientError ExpiredToken', 'keysEnded'],
  ['ClientError ExpiredTokenException', 'keysEnded'],
  ['RuntimeError', 'keysEnded'],
  ['ClientError InvalidClientTokenId', 'refused'],
  ['ClientError SignatureDoesNotMatch', 'refused'],
  ['PermissionError EACCES', 'cannotRenew'],
  ['OSError ENOSPC', undefined],
  ['ClientError Throttling', undefined],
  ['', undefined],
])('the error %p of botocore has its cause', (error, cause) => {
  expect(AWS_TRIAL.causes.find(({ pattern }) => pattern.test(error))?.cause).toBe(cause);
});
