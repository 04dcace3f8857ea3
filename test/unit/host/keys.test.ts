import { endIn, keysIn, keysOfShell, LEASE, LEASE_OF_SHELL } from '../../../src/host/keys';
import { awsSession, azureSession, printedKeys, SECRET, TOKEN } from '../../support/host/sessions';

const NOW = Date.parse('2026-11-29T12:00:00Z');
const HOUR = 3_600_000;
const session = awsSession('/home/alice');
const lasting = awsSession('/home/alice', { longLivedKeys: true });
const keys = (printed: string, of = session): any => keysIn(printed, of, of.files[0], NOW);

test('of what the AWS CLI prints only the keys and their end are kept', () => {
  const { text, ...others } = keys(printedKeys(new Date(NOW + HOUR), { More: 'x' }));
  expect(others).toEqual({ end: NOW + HOUR, leased: false });
  expect(JSON.parse(text)).toEqual({ Version: 1, AccessKeyId: 'ASIAIOSFODNN7EXAMPLE', SecretAccessKey: SECRET, SessionToken: TOKEN, Expiration: '2026-11-29T13:00:00Z' });
  expect(endIn(text, session.files[0].shape)).toBe(NOW + HOUR);
});

test.each(['2026-11-29T13:00:00+00:00', '2026-11-29T13:00:00.123456+00:00', '2026-11-29T05:00:00-08:00'])('the end %s is written as one form that all libraries read', (end) => {
  expect(JSON.parse(keys(printedKeys(end)).text).Expiration).toBe('2026-11-29T13:00:00Z');
});

test('short-lived keys without an end get one, as containers would never read them again', () => {
  const { text, ...others } = keys(printedKeys(undefined));
  expect(others).toEqual({ end: NOW + LEASE, leased: true });
  expect(JSON.parse(text).Expiration).toBe('2026-11-29T12:30:00Z');
});

test('long-lived keys are refused with the reason, and taken where the project says so', () => {
  const printed = printedKeys(undefined, { AccessKeyId: 'AKIAIOSFODNN7EXAMPLE', SessionToken: undefined });
  expect(keys(printed)).toEqual({ text: 'dev has long-lived keys, which every DAG could read and keep. Use a role or single sign-on, or allow long-lived keys in the declaration of the session.' });
  expect(keys(printed, lasting)).toMatchObject({ end: NOW + LEASE, leased: true });
  expect(JSON.parse(keys(printed, lasting).text)).not.toHaveProperty('SessionToken');
});

test('short-lived keys without their token are worth nothing, also where long-lived ones are taken', () => {
  for (const one of [session, lasting]) {
    expect(keys(printedKeys(undefined, { SessionToken: undefined }), one)).toEqual({ text: 'what aws printed has no keys for dev (SessionToken).' });
    expect(keysOfShell({ AWS_ACCESS_KEY_ID: 'ASIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: SECRET }, one, one.files[0], NOW)).toEqual({ text: 'the shell has no AWS keys: AWS_SESSION_TOKEN is not set.' });
  }
});

test.each([
  ['no JSON', 'AWS_ACCESS_KEY_ID=x', 'aws printed no JSON for dev. Is it the AWS CLI?'],
  ['nothing', '', 'aws printed no JSON for dev. Is it the AWS CLI?'],
  ['a list', '[1]', 'aws printed no JSON for dev. Is it the AWS CLI?'],
  ['null', 'null', 'aws printed no JSON for dev. Is it the AWS CLI?'],
  ['half of it', printedKeys(new Date(NOW + HOUR)).slice(0, 100), 'aws printed no JSON for dev. Is it the AWS CLI?'],
  ['another version', printedKeys(new Date(NOW + HOUR), { Version: 2 }), 'what aws printed has no keys for dev (Version).'],
  ['no secret', printedKeys(new Date(NOW + HOUR), { SecretAccessKey: '' }), 'what aws printed has no keys for dev (SecretAccessKey).'],
  ['numbers', printedKeys(new Date(NOW + HOUR), { AccessKeyId: 1, SecretAccessKey: null }), 'what aws printed has no keys for dev (AccessKeyId, SecretAccessKey).'],
  ['an end that is no date', printedKeys('soon'), 'what aws printed has no date as Expiration for dev.'],
  ['an end that is a number', printedKeys(undefined, { Expiration: 17 }), 'what aws printed has no date as Expiration for dev.'],
  ['an end that is over', printedKeys(new Date(NOW)), 'the keys that dev gives have expired already (or this clock is wrong). Sign in again.'],
])('%s is refused, and nothing of it is repeated', (_, printed, text) => {
  expect(keys(printed)).toEqual({ text });
});

describe('keys of a shell', () => {
  const env = { AWS_ACCESS_KEY_ID: 'ASIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: SECRET, AWS_SESSION_TOKEN: TOKEN };
  const ofShell = (variables: NodeJS.ProcessEnv, of = session): any => keysOfShell(variables, of, of.files[0], NOW);

  test('are those of its variables, with the end that they name', () => {
    const { text, end } = ofShell({ ...env, AWS_CREDENTIAL_EXPIRATION: '2026-11-29T13:00:00+00:00' });
    expect([JSON.parse(text), end]).toEqual([{ Version: 1, AccessKeyId: 'ASIAIOSFODNN7EXAMPLE', SecretAccessKey: SECRET, SessionToken: TOKEN, Expiration: '2026-11-29T13:00:00Z' }, NOW + HOUR]);
  });

  test('without an end get 12 hours, because nobody renews them', () => {
    expect(ofShell(env)).toMatchObject({ end: NOW + LEASE_OF_SHELL, leased: true });
  });

  test('are taken without the line break that a secret of CI often ends with', () => {
    const broken = Object.fromEntries(Object.entries({ ...env, AWS_CREDENTIAL_EXPIRATION: '2026-11-29T13:00:00Z' }).map(([name, value]) => [name, `${value}\r\n`]));
    expect(ofShell(broken).text).toBe(ofShell({ ...env, AWS_CREDENTIAL_EXPIRATION: '2026-11-29T13:00:00Z' }).text);
    expect(ofShell({ ...env, AWS_SECRET_ACCESS_KEY: '\n' })).toEqual({ text: 'the shell has no AWS keys: AWS_SECRET_ACCESS_KEY is not set.' });
  });

  test('are refused where they are absent, empty, long-lived or over', () => {
    expect(ofShell({})).toEqual({ text: 'the shell has no AWS keys: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set.' });
    expect(ofShell({ ...env, AWS_SECRET_ACCESS_KEY: '' })).toEqual({ text: 'the shell has no AWS keys: AWS_SECRET_ACCESS_KEY is not set.' });
    expect(ofShell({ ...env, AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SESSION_TOKEN: '' }).text).toMatch(/long-lived/);
    expect(ofShell({ ...env, AWS_CREDENTIAL_EXPIRATION: '2026-11-29T11:00:00Z' }).text).toMatch(/expired already/);
    expect(ofShell({ ...env, AWS_CREDENTIAL_EXPIRATION: 'soon' })).toEqual({ text: 'the environment has no date as AWS_CREDENTIAL_EXPIRATION for dev.' });
  });
});

test('a cloud whose tokens no shell has says how they come', () => {
  const azure = azureSession('/home/alice', { a1: 'https://vault.azure.net' });
  expect(keysOfShell({ AWS_ACCESS_KEY_ID: 'x' }, azure, azure.files[0], NOW)).toEqual({
    text: 'tokens of Azure are not taken from a shell. Sign in with its own command line, then run {login} without --from-environment.',
  });
});

test('a token of Azure ends in seconds since 1970, and has to say when', () => {
  const azure = azureSession('/home/alice', { a1: 'https://vault.azure.net' });
  const printed = { accessToken: 'eyJ0', expiresOn: '2026-11-29 13:00:00.000000', expires_on: NOW / 1_000 + 3_600, tokenType: 'Bearer', more: 1 };
  const { text, ...others } = keysIn(JSON.stringify(printed), azure, azure.files[0], NOW) as any;
  expect(others).toEqual({ end: NOW + HOUR, leased: false });
  expect(JSON.parse(text)).toEqual({ accessToken: 'eyJ0', expiresOn: '2026-11-29 13:00:00.000000', expires_on: NOW / 1_000 + 3_600, tokenType: 'Bearer' });
  expect(keysIn(JSON.stringify({ ...printed, expires_on: undefined }), azure, azure.files[0], NOW)).toEqual({ text: 'what az printed has no end (expires_on) of the keys for subscription-1.' });
});

test.each(['', '{', '[]', '{"Expiration":1}', '{"Expiration":"soon"}', '{}'])('the file %j has no keys that could be used', (text) => {
  expect(endIn(text, session.files[0].shape)).toBe(0);
});
