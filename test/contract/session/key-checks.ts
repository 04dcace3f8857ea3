import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { DEV, inSeconds, machineWith, type HostCheck } from './host-setting';
import { roleFiles } from './role-checks';
import { keyOf } from '../airflow/developer';
import { REGION } from '../airflow/stored';

/** What keys get that name no end. */
const LEASE = 30 * 60_000;

/** The reason that is given for a refusal. */
const REFUSED = 'dev has long-lived keys, which every DAG could read and keep. Use a role or single sign-on, or allow long-lived keys in the declaration of the session.';

const NETWORK = 'AWS cannot be reached. Check the network, a proxy and a VPN, then run again.';

/** Keys from elsewhere, keys without an end, and no keys. */
export const KEY_CHECKS: readonly HostCheck[] = [
  {
    name: 'credential_process: what another program prints comes to the containers, with its end, and without what else it says',
    async prove(setting) {
      const end = inSeconds(3_000);
      const machine = machineWith(setting, { config: { 'profile dev': { credential_process: '/bin/cat "/tmp/keys of mine"', region: REGION } } });
      const file = path.join(machine.home, 'keys of mine');
      fs.writeFileSync(file, JSON.stringify({ Version: 1, AccessKeyId: 'ASIAOFAPROCESS', SecretAccessKey: 'secret', SessionToken: 'token', Expiration: end, AccountId: '123456789012' }));
      const config = path.join(machine.home, '.aws', 'config');
      fs.writeFileSync(config, fs.readFileSync(config, 'utf-8').replace('/tmp/keys of mine', file));
      const { json } = await machine.keys(DEV);
      assert.deepEqual(json, { Version: 1, AccessKeyId: 'ASIAOFAPROCESS', SecretAccessKey: 'secret', SessionToken: 'token', Expiration: end });
    },
  },
  {
    name: 'long-lived keys are refused, and given out for 30 minutes with longLivedKeys',
    async prove(setting) {
      const machine = machineWith(setting, { config: { 'profile dev': { region: REGION } }, credentials: { dev: keyOf(setting.aws.keys.developer) } });
      assert.deepEqual(await machine.failure(DEV), { text: REFUSED });
      assert.ok(!fs.existsSync(path.join(machine.folder('dev'), 'mount', 'session.json')));
      const { json, end } = await machine.keys({ declared: { ...DEV.declared, longLivedKeys: true } });
      assert.deepEqual([json.AccessKeyId, json.SessionToken], [setting.aws.keys.developer.id, undefined]);
      assert.ok(Math.abs(end - Date.now() - LEASE) < 10_000);
    },
  },
  {
    name: 'keys with a session token and no end, as tools for SAML write them, are given out for 30 minutes, again and again',
    async prove(setting) {
      const machine = machineWith(setting, { config: { 'profile dev': { region: REGION } }, credentials: { dev: keyOf(setting.aws.keys.signedIn) } });
      const first = await machine.keys(DEV);
      assert.deepEqual([first.json.AccessKeyId, first.json.SessionToken], [setting.aws.keys.signedIn.id, setting.aws.keys.signedIn.token]);
      assert.ok(Math.abs(first.end - Date.now() - LEASE) < 10_000);
      // Ends are in whole seconds.
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      const second = await machine.keys(DEV);
      assert.ok(second.end > first.end, 'the second time they end no later');
    },
  },
  {
    name: 'keys that have ended are refused, and the older ones stay',
    async prove(setting) {
      const machine = machineWith(setting, roleFiles(setting));
      const { json } = await machine.keys(DEV);
      const file = path.join(machine.home, 'ended');
      fs.writeFileSync(file, JSON.stringify({ Version: 1, AccessKeyId: 'ASIAOFAPROCESS', SecretAccessKey: 'secret', SessionToken: 'token', Expiration: inSeconds(-10) }));
      fs.writeFileSync(path.join(machine.home, '.aws', 'config'), `[profile dev]\ncredential_process = /bin/cat ${file}\n`);
      assert.deepEqual(await machine.failure(DEV), { text: 'the keys that dev gives have expired already (or this clock is wrong). Sign in again.' });
      assert.deepEqual(machine.json('dev'), json);
    },
  },
  {
    name: 'a missing profile, and a profile that names a missing one, are named as causes',
    async prove(setting) {
      const machine = machineWith(setting, { config: { 'profile other': {} } });
      assert.deepEqual(await machine.failure(DEV), {
        text: 'there is no profile dev in ~/.aws/config. Add it with aws configure sso --profile dev, or set AWS_PROFILE to a profile that you have.',
      });
      const { text } = await machineWith(setting, { config: roleFiles(setting).config }).failure(DEV);
      assert.match(text, /^aws failed: .*source_?profile "base" .*does not exist/i);
    },
  },
  {
    name: 'names that a command line could take for something else: a blank, a dash at the start, letters of other scripts',
    async prove(setting) {
      for (const profile of ['my own dev', '-dev', 'dév', 'a+b@c.d']) {
        const { config, credentials } = roleFiles(setting);
        const machine = machineWith(setting, { config: { [`profile "${profile}"`]: config['profile dev'] }, credentials });
        const { json } = await machine.keys({ declared: { cloud: 'aws', profile } });
        assert.match(json.AccessKeyId, /^ASIA/);
      }
    },
  },
  {
    name: 'an AWS that cannot be reached is named as the cause, and keys with more than 5 minutes go on',
    async prove(setting) {
      const machine = machineWith(setting, roleFiles(setting));
      const offline = machine.with({ hosts: setting.front.nowhere });
      assert.deepEqual(await offline.failure(DEV), { text: NETWORK, isNetwork: true });
      const { end } = await machine.keys(DEV);
      fs.rmSync(path.join(machine.home, '.aws', 'cli'), { recursive: true });
      const { result, end: same } = await offline.one(DEV);
      assert.deepEqual([result.kind, result.failure?.text, same], ['offline', NETWORK, end]);
      const file = path.join(machine.folder('dev'), 'mount', 'session.json');
      fs.writeFileSync(file, JSON.stringify({ ...machine.json('dev'), Expiration: inSeconds(290) }));
      assert.deepEqual(await offline.failure(DEV), { text: NETWORK, isNetwork: true });
    },
  },
];
