import * as fs from 'node:fs';
import * as path from 'node:path';
import { AwsCredentials, type CloudCredentials, VaultCredentials, type VaultSessionOptions } from '../../../../src';
import { hostSessions } from '../../../../src/clouds/host-sessions';
import { clis } from '../../../../src/doctor/collect/clis';
import { readOverride } from '../../../../src/doctor/collect/override';
import type { Surroundings } from '../../../../src/doctor/collect/surroundings';
import { ways } from '../../../../src/doctor/collect/ways';
import { placesOf } from '../../../../src/host/places';
import { writeState } from '../../../../src/host/state';
import { synth, testIf } from '../../../support/projects';
import { tempDir, write } from '../../../support/util';

const testUnix = testIf(process.platform !== 'win32', 'a system that runs scripts as programs');

/** A machine that has OpenBao alone. */
function bao(): Pick<Surroundings, 'env' | 'home'> {
  const programs = tempDir();
  write(programs, { bao: '#!/bin/sh\necho "OpenBao v2.4.1 (x), built 2026-01-01"\n' });
  fs.chmodSync(path.join(programs, 'bao'), 0o755);
  return { home: tempDir(), env: { PATH: programs } };
}

async function found(credentials: CloudCredentials, machine: Partial<Surroundings>) {
  const directory = synth({ runtimeVersion: '3.3-8', credentials: [credentials] });
  const surroundings = { directory, ...machine } as Surroundings;
  const read = readOverride(directory);
  const override = 'value' in read && read.value !== undefined ? read.value : fail();
  const declared = await ways({ override, dotenv: new Map(), watched: () => Promise.resolve({ value: true }), kindOf: () => Promise.reject(new Error('Vault has no profiles')) }, surroundings);
  return { declared: 'value' in declared ? declared.value : fail(), clis: await clis(declared, new Map(), surroundings) };
}

function fail(): never {
  throw new Error('it cannot be read');
}

testUnix('a session is judged by the program that it is declared with', async () => {
  const ofSession = async (options: VaultSessionOptions) => (await found(VaultCredentials.session(options), bao())).clis;
  expect(await ofSession({ program: 'bao' })).toMatchObject([{ program: 'bao', found: { value: { version: '2.4.1' } }, install: expect.stringContaining('openbao.org') }]);
  expect(await ofSession({})).toMatchObject([{ program: 'vault', found: { value: undefined }, install: expect.stringContaining('hashicorp.com'), without: { isFailure: true } }]);
});

test('what a login refuses is known not to work, so it is more than unknown', async () => {
  const directory = synth({ runtimeVersion: '3.3-8', credentials: [AwsCredentials.session()] });
  const machine: Partial<Surroundings> = { directory, home: tempDir(), env: { PATH: '', AWS_PROFILE: 'a/b' } };
  const read = readOverride(directory);
  const override = 'value' in read && read.value !== undefined ? read.value : fail();
  const kindOf = () => Promise.reject(new Error('it is not asked'));
  expect(await ways({ override, dotenv: new Map(), watched: () => Promise.resolve({ value: true }), kindOf }, machine as Surroundings)).toEqual({
    unknown: expect.stringContaining('AWS_PROFILE "a/b" cannot be the name of a folder'),
    refused: true,
  });
});

test.each<[string, string | undefined]>([
  ['us-west-2', undefined],
  ['us-wets-2', 'AWS_DEFAULT_REGION "us-wets-2" is not an AWS region. Did you mean us-west-2?'],
  ['Oregon', 'AWS_DEFAULT_REGION "Oregon" is not an AWS region. Give its code, for example us-west-2.'],
])('a region of the shell is checked as a declared one: %s', async (region, problem) => {
  const directory = synth({ runtimeVersion: '3.3-8', credentials: [AwsCredentials.session({ region: 'us-west-2' })] });
  const surroundings = { directory, home: tempDir(), env: { PATH: '', AWS_DEFAULT_REGION: region } } as Partial<Surroundings> as Surroundings;
  const read = readOverride(directory);
  const override = 'value' in read && read.value !== undefined ? read.value : fail();
  const kindOf = () => Promise.resolve({ unknown: 'nobody asks' });
  const declared = await ways({ override, dotenv: new Map(), watched: () => Promise.resolve({ value: true }), kindOf }, surroundings);
  expect('value' in declared && declared.value.map((way) => way.region?.problem)).toEqual([problem]);
});

test('keys that are there, as in CI, need no program', async () => {
  const machine = { home: tempDir(), env: { PATH: '' }, now: Date.now() };
  const [session] = hostSessions([{ cloud: 'vault', name: 'dev', address: 'https://vault.example.com' }], machine);
  const places = placesOf(session);
  write(places.mount, { 'session.json': JSON.stringify({ id: 'hvs.x', expire_time: new Date(machine.now + 60_000).toISOString() }), 'token': 'hvs.x' });
  writeState(places, { name: 'dev', projects: [], leased: false, about: session.about });
  const ofVault = async (now: number) => (await found(VaultCredentials.session({ name: 'dev', address: 'https://vault.example.com' }), { ...machine, now })).clis;
  expect(await ofVault(machine.now)).toMatchObject([{ needs: undefined, without: { isFailure: false } }]);
  expect(await ofVault(machine.now + 60_000)).toMatchObject([{ needs: { why: 'a session' }, without: { isFailure: true } }]);
});

test('the ids of an AppRole are credentials that come from the shell', async () => {
  const [ROLE_ID, SECRET_ID] = ['ROLE_ID', 'SECRET_ID'].map((name) => `AIRFLOW__SECRETS__BACKEND_KWARG__${name}`);
  const ofShell = async (env: NodeJS.ProcessEnv) => (await found(VaultCredentials.appRole(), { platform: 'linux', env: { PATH: '', ...env }, home: tempDir() })).declared;
  expect(await ofShell({ [ROLE_ID]: 'x', [SECRET_ID]: 'y' })).toMatchObject([{ kind: 'environment', cloud: 'vault', strategy: { call: 'VaultCredentials.appRole()' }, met: [], shell: { missing: [] } }]);
  expect(await ofShell({ [ROLE_ID]: 'x' })).toMatchObject([{ shell: { missing: [SECRET_ID], fix: `export ${ROLE_ID}=…; export ${SECRET_ID}=…` } }]);
});

test.each<[string, NodeJS.ProcessEnv, string | undefined]>([
  ['long-lived ones', { AWS_ACCESS_KEY_ID: 'AKIA1' }, undefined],
  ['short-lived ones', { AWS_SESSION_TOKEN: 't', AWS_CREDENTIAL_EXPIRATION: '2026-06-17T10:00:01+00:00' }, undefined],
  ['an end that is no date', { AWS_SESSION_TOKEN: 't', AWS_CREDENTIAL_EXPIRATION: 'soon' }, undefined],
  ['ended ones', { AWS_SESSION_TOKEN: 't', AWS_CREDENTIAL_EXPIRATION: '2026-06-17T10:00:00+00:00' }, 'have ended (AWS_CREDENTIAL_EXPIRATION)'],
  ['short-lived ones without their token', {}, 'are short-lived and lack AWS_SESSION_TOKEN'],
])('keys of the shell: %s', async (_, env, problem) => {
  const shell = { PATH: '', AWS_ACCESS_KEY_ID: 'ASIA1', AWS_SECRET_ACCESS_KEY: 'x', ...env };
  const { declared } = await found(AwsCredentials.fromEnvironment({ region: 'us-west-2' }), { platform: 'linux', env: shell, home: tempDir(), now: Date.UTC(2026, 5, 17, 10) });
  expect(declared).toMatchObject([{ shell: { missing: [], problem } }]);
});

test.each<[NodeJS.Platform, string, string]>([
  ['linux', 'export VAULT_TOKEN="$(vault print token)"', 'eval "$(aws configure export-credentials --format env)"'],
  ['win32', '$env:VAULT_TOKEN = vault print token', 'aws configure export-credentials --format powershell | Out-String | Invoke-Expression'],
])('on %s the command that sets the keys of the shell is one of its own shell', async (platform, ...commands) => {
  const all = [VaultCredentials.fromEnvironment(), AwsCredentials.fromEnvironment({ region: 'us-west-2' })];
  const declared = (await Promise.all(all.map(async (one) => (await found(one, { platform, env: { PATH: '' }, home: tempDir() })).declared))).flat();
  expect(declared.map(({ shell }) => shell?.fix)).toEqual(commands);
});

test('keys that were got for another namespace, or under another name are those of another session', async () => {
  const home = tempDir();
  const [session] = hostSessions([{ cloud: 'vault', name: 'dev', address: 'https://vault.example.com' }], { env: {}, home });
  const places = placesOf(session);
  write(places.mount, { 'session.json': `${JSON.stringify({ id: 'hvs.x', expire_time: new Date(Date.now() + 3_600_000).toISOString() })}\n`, 'token': 'hvs.x' });
  const keysOf = async (env: NodeJS.ProcessEnv = {}) => {
    const { declared: [way] } = await found(VaultCredentials.session({ name: 'dev', address: 'https://vault.example.com' }), { home, env: { PATH: '', ...env } });
    return way.sessions![0].keys;
  };
  const { about } = session;
  const wrote = (name: string): void => writeState(places, { name, projects: [], leased: false, about });
  wrote('dev');
  expect(await keysOf()).toMatchObject({ state: 'there' });
  expect(await keysOf({ VAULT_ADDR: 'https://other.example.com' })).toMatchObject({ state: 'there' });
  expect(await keysOf({ VAULT_NAMESPACE: 'team' })).toEqual({ state: 'other' });
  wrote('DEV');
  expect(await keysOf()).toEqual({ state: 'other', of: 'DEV' });
  for (const damaged of ['{', undefined]) {
    fs.rmSync(places.state);
    write(places.own, damaged === undefined ? {} : { 'state.json': damaged });
    expect(await keysOf()).toEqual({ state: 'unknown' });
  }
});
