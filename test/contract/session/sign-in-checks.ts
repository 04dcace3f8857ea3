import * as assert from 'node:assert/strict';
import { createHash, generateKeyPairSync } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { DEV, inSeconds, machineWith, type HostCheck, type HostSetting } from './host-setting';
import type { Machine } from './machine';
import type { Ini } from '../airflow/developer';
import { NEW_TOKEN } from '../airflow/sso-portal';
import { REGION } from '../airflow/stored';

const START = 'https://corp.example.com/start';
const ACCOUNT = { sso_account_id: '123456789012', sso_role_name: 'developer', region: REGION };
const LOGIN = 'arn:aws:iam::123456789012:user/developer';

/** Single sign-on in both of its forms; the second names the file of its token by the URL. */
const FORMS: ReadonlyArray<{ readonly form: string; readonly config: Ini; readonly cachedAs: string }> = [
  { form: 'a session', config: { 'profile dev': { sso_session: 'corp', ...ACCOUNT }, 'sso-session corp': { sso_region: REGION, sso_start_url: START } }, cachedAs: 'corp' },
  { form: 'a profile', config: { 'profile dev': { sso_start_url: START, sso_region: REGION, ...ACCOUNT } }, cachedAs: START },
];

const SSO_ENDED = { text: 'the sign-in of dev has ended: aws sso login --profile dev', signIn: ['aws', 'sso', 'login', '--profile', 'dev'] };

/** Single sign-on and `aws login`: what the host has of them stays there. */
export const SIGN_IN_CHECKS: readonly HostCheck[] = [
  ...FORMS.map(({ form, config, cachedAs }): HostCheck => ({
    name: `single sign-on of ${form}: a valid token gives the role's keys, without one, or with one that has ended, the cause names the command that signs in`,
    async prove(setting) {
      const machine = machineWith(setting, { config });
      assert.deepEqual(await machine.failure(DEV), SSO_ENDED);
      cacheToken(machine, cachedAs, 'an-old-token', inSeconds(-60));
      assert.deepEqual(await machine.failure(DEV), SSO_ENDED);
      cacheToken(machine, cachedAs, NEW_TOKEN, inSeconds(8 * 3_600));
      const { json } = await machine.keys(DEV);
      assert.deepEqual([json.AccessKeyId, json.SessionToken], [setting.aws.keys.signedIn.id, setting.aws.keys.signedIn.token]);
      assert.ok(!fs.readFileSync(path.join(machine.folder('dev'), 'mount', 'session.json'), 'utf-8').includes(NEW_TOKEN));
    },
  })),
  {
    name: 'aws login: without a sign-in the cause names it, or, with an AWS CLI that does not know it, the version that does',
    async prove(setting) {
      const failure = await loginMachine(setting).failure(DEV);
      assert.deepEqual(failure, setting.cli.knowsLogin
        ? { text: 'the sign-in of dev has ended: aws login --profile dev', signIn: ['aws', 'login', '--profile', 'dev'] }
        : { text: 'dev gives no credentials: set it up with aws configure sso --profile dev, or, if it is a profile of aws login, install AWS CLI 2.32 or newer.' });
    },
  },
];

/** Of an AWS CLI that knows `aws login`. */
export const LOGIN_CHECKS: readonly HostCheck[] = [
  {
    name: 'aws login: its keys of 15 minutes are given out as they are until 5 minutes before their end, so that the watch has to ask more than once',
    async prove(setting) {
      const machine = loginMachine(setting);
      for (const seconds of [840, 480, 330]) {
        cacheLogin(machine, seconds);
        const { json, end } = await machine.keys(DEV);
        assert.equal(json.AccessKeyId, 'ASIAFROMALOGIN000000');
        assert.ok(Math.abs(end - Date.now() - seconds * 1_000) < 10_000);
      }
      cacheLogin(machine, 240);
      // It asks AWS, which knows no such sign-in here.
      const before = setting.front.calls.length;
      await machine.failure(DEV);
      assert.ok(setting.front.calls.slice(before).some(({ host }) => host.includes('signin')), 'nothing was asked');
    },
  },
];

function loginMachine(setting: HostSetting): Machine {
  return machineWith(setting, { config: { 'profile dev': { login_session: LOGIN, region: REGION } } });
}

/** A token where the AWS CLI keeps it. */
function cacheToken(machine: Machine, cachedAs: string, accessToken: string, expiresAt: string): void {
  fs.writeFileSync(path.join(machine.home, '.aws', 'sso', 'cache', `${createHash('sha1').update(cachedAs).digest('hex')}.json`), JSON.stringify({ startUrl: START, region: REGION, accessToken, expiresAt }));
}

/** A sign-in where the AWS CLI keeps it. */
function cacheLogin(machine: Machine, seconds: number): void {
  const file = path.join(machine.home, '.aws', 'login', 'cache', `${createHash('sha256').update(LOGIN).digest('hex')}.json`);
  fs.writeFileSync(file, JSON.stringify({
    accessToken: { accessKeyId: 'ASIAFROMALOGIN000000', secretAccessKey: 'from a login', sessionToken: 'a token', accountId: '123456789012', expiresAt: inSeconds(seconds) },
    tokenType: 'aws_sigv4',
    clientId: 'arn:aws:signin:::devtools/same-device',
    refreshToken: 'a refresh token',
    idToken: 'an identity',
    dpopKey: newKey(),
  }));
}

/** With such a key the AWS CLI signs what it asks for. */
function newKey(): string {
  return generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey.export({ type: 'sec1', format: 'pem' }).toString();
}
