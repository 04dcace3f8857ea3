import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { DEV, inSeconds, machineWith, type HostCheck, type HostSetting } from './host-setting';
import type { Machine } from './machine';
import { keyOf, type AwsFiles } from '../airflow/developer';
import { REGION } from '../airflow/stored';

/** A developer whose profile `dev` is a role, which the keys of another profile assume. */
export function roleFiles({ aws }: HostSetting, more: Readonly<Record<string, string>> = {}): AwsFiles {
  return { config: { 'profile dev': { role_arn: aws.role, source_profile: 'base', region: REGION, ...more } }, credentials: { base: keyOf(aws.keys.assumer) } };
}

/** A role that a profile assumes, with what the AWS CLI keeps of it. */
export const ROLE_CHECKS: readonly HostCheck[] = [
  {
    name: 'a role with a source profile: the mounted folder gets the keys of an hour, and nothing else',
    async prove(setting) {
      const machine = machineWith(setting, roleFiles(setting));
      const { json, end, milliseconds } = await machine.keys(DEV);
      assert.deepEqual(Object.keys(json), ['Version', 'AccessKeyId', 'SecretAccessKey', 'SessionToken', 'Expiration']);
      assert.match(json.AccessKeyId, /^ASIA/);
      assert.match(json.Expiration, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      assert.ok(Math.abs(end - Date.now() - 3_600_000) < 60_000, `they end at ${new Date(end).toISOString()}`);
      assert.deepEqual(fs.readdirSync(path.join(machine.folder('dev'), 'mount')).sort(), ['config', 'session.json']);
      assert.ok(setting.front.calls.some(({ host, body }) => host.startsWith('sts.') && body.includes('Action=AssumeRole')));
      assert.ok(milliseconds < 15_000, `it took ${milliseconds} ms`);
    },
  },
  {
    name: 'keys and profiles in the environment of the shell are not given out instead of the declared profile\'s',
    async prove(setting) {
      const { id, secret } = setting.aws.keys.stranger;
      const shell = { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: 'a-token', AWS_CREDENTIAL_EXPIRATION: inSeconds(3_600), AWS_DEFAULT_PROFILE: 'base', AWS_PAGER: '/bin/false' };
      const machine = machineWith(setting, roleFiles(setting));
      const { json } = await machine.with({ env: { AWS_CA_BUNDLE: setting.front.bundle, ...shell } }).keys(DEV);
      assert.match(json.AccessKeyId, /^ASIA/);
      assert.notEqual(json.SessionToken, 'a-token');
    },
  },
  {
    name: 'AWS_PROFILE of the shell is the profile, in a folder of its own: the other one is left alone',
    async prove(setting) {
      const files = roleFiles(setting);
      const machine = machineWith(setting, { ...files, config: { ...files.config, 'profile "my own"': { ...files.config['profile dev'], role_session_name: 'another' } } });
      const first = await machine.keys(DEV);
      const { name, json } = await machine.with({ env: { AWS_CA_BUNDLE: setting.front.bundle, AWS_PROFILE: 'my own' } }).keys(DEV);
      assert.equal(name, 'my own');
      assert.notEqual(json.AccessKeyId, first.json.AccessKeyId);
      assert.deepEqual(machine.json('dev'), first.json);
    },
  },
  {
    name: 'the AWS CLI gives the same keys of a role while they have over 15 minutes, and new ones under that: what is asked at 14.5 minutes is never in vain',
    async prove(setting) {
      const machine = machineWith(setting, roleFiles(setting));
      const { json: first } = await machine.keys(DEV);
      endCachedIn(machine, 919);
      const { json: same, result } = await machine.keys(DEV);
      assert.equal(same.AccessKeyId, first.AccessKeyId);
      assert.equal(result.fresh, true, 'another end is not taken for newer keys');
      endCachedIn(machine, 899);
      const { json: next } = await machine.keys(DEV);
      assert.notEqual(next.AccessKeyId, first.AccessKeyId);
      // What is proved is worth something only if the cache was read at all.
      const { json: again } = await machine.keys(DEV);
      assert.equal(again.AccessKeyId, next.AccessKeyId);
    },
  },
  {
    name: 'start asks the AWS CLI under 14.5 minutes, or after a change of its settings, and else does nothing for 100 ms',
    async prove(setting) {
      const machine = machineWith(setting, roleFiles(setting));
      await machine.keys(DEV);
      // A program in place of the CLI would be noticed: there is none.
      const without = machine.with({ cli: undefined });
      const { milliseconds } = await without.keys({ ...DEV, when: 'start' });
      assert.ok(milliseconds < 100, `it took ${milliseconds} ms`);
      const config = path.join(machine.home, '.aws', 'config');
      const later = new Date(Date.now() + 2_000);
      fs.utimesSync(config, later, later);
      assert.match((await without.failure({ ...DEV, when: 'start' })).text, /no AWS CLI/);
      await without.keys({ ...DEV, when: 'watch' });
      fs.utimesSync(config, new Date(0), new Date(0));
      await without.keys({ ...DEV, when: 'start' });
      const file = path.join(machine.folder('dev'), 'mount', 'session.json');
      fs.writeFileSync(file, JSON.stringify({ ...machine.json('dev'), Expiration: inSeconds(869) }));
      assert.match((await without.failure({ ...DEV, when: 'watch' })).text, /no AWS CLI/);
    },
  },
];

/** Lets time pass for what the AWS CLI has cached of roles. */
function endCachedIn(machine: Machine, seconds: number): void {
  const folder = path.join(machine.home, '.aws', 'cli', 'cache');
  const files = fs.readdirSync(folder).filter((name) => name.endsWith('.json'));
  assert.equal(files.length, 1, `the AWS CLI keeps ${files.join(', ')}`);
  const file = path.join(folder, files[0]);
  const cached = JSON.parse(fs.readFileSync(file, 'utf-8')) as { Credentials: { Expiration: string } };
  cached.Credentials.Expiration = inSeconds(seconds);
  fs.writeFileSync(file, JSON.stringify(cached));
}
