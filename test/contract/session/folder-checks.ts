import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { CONTAINER_USER } from '../base';
import { answeringCli } from './aws-clis';
import { DEV, inSeconds, machineWith, type HostCheck, type HostSetting } from './host-setting';
import type { Machine } from './machine';
import { mustRun, runProgram } from '../tools/program';

/** Somebody who develops, and somebody else. */
const [DEVELOPER, ANOTHER] = [1000, 1001];

/** Kills a command after a second. */
const KILLED = '"$@" & sleep 1; kill -KILL $!; wait $!';

/** Stops a command from the first to the ninth second, as a laptop does that is closed, and notes when it goes on. */
const ASLEEP = '"$@" & sleep 1; kill -STOP $!; sleep 8; date +%s%3N >"$HOME/woken"; kill -CONT $!; wait $!';

/** What is in a home after an export, with its modes. */
const MODES: Readonly<Record<string, string>> = {
  '.airflow-credentials': '700',
  '.airflow-credentials/CACHEDIR.TAG': '644',
  '.airflow-credentials/aws': '700',
  '.airflow-credentials/aws/dev': '700',
  '.airflow-credentials/aws/dev/state.json': '600',
  '.airflow-credentials/aws/dev/mount': '755',
  '.airflow-credentials/aws/dev/mount/config': '644',
  '.airflow-credentials/aws/dev/mount/session.json': '644',
};

/** Who may read what an export writes. They are the same for each AWS CLI. */
export const FOLDER_CHECKS: readonly HostCheck[] = [
  ...['077', '000'].map((umask): HostCheck => ({
    name: `modes: with the umask ${umask} only the folder of the mount is open, below three that are private`,
    async prove(setting) {
      const machine = answeringMachine(setting).with({ within: ['sh', '-c', `umask ${umask}; exec "$@"`, 'sh'] });
      await machine.keys(DEV);
      assert.deepEqual(modesIn(machine.home), withoutTag(MODES, umask));
      // And again, after somebody has opened or closed them.
      fs.chmodSync(path.join(machine.home, '.airflow-credentials'), 0o755);
      fs.chmodSync(path.join(machine.folder('dev'), 'mount'), 0o700);
      await machine.keys(DEV);
      assert.deepEqual(modesIn(machine.home), withoutTag(MODES, umask));
    },
  })),
  {
    name: `other users of the host, such as ${ANOTHER} and ${CONTAINER_USER.uid}, whose id is that of the containers' user, are denied at the outer folder`,
    async prove(setting) {
      const machine = answeringMachine(setting);
      await machine.keys(DEV);
      fs.writeFileSync(path.join(machine.home, 'a-file'), 'open to all\n');
      await mustRun('chown', ['-R', `${DEVELOPER}:${DEVELOPER}`, machine.home]);
      fs.chmodSync(machine.home, 0o755);
      const keys = '.airflow-credentials/aws/dev/mount/session.json';
      assert.match((await readAs(DEVELOPER, machine.home, keys)).stdout, /"AccessKeyId"/);
      for (const uid of [ANOTHER, CONTAINER_USER.uid]) {
        assert.equal((await readAs(uid, machine.home, 'a-file')).stdout, 'open to all\n');
        for (const file of ['.airflow-credentials', '.airflow-credentials/aws', keys]) {
          const { stdout, stderr } = await readAs(uid, machine.home, file);
          assert.equal(stdout, '');
          assert.match(stderr, /Permission denied/);
        }
      }
    },
  },
  {
    name: 'a folder of another user, a link and a file in the place of one are refused, and named',
    async prove(setting) {
      for (const [make, message] of [
        [(outer: string) => fs.mkdirSync(outer) ?? fs.chownSync(outer, ANOTHER, ANOTHER), /belongs to another user \(uid 1001, you are 0\)/],
        [(outer: string) => fs.symlinkSync('/tmp', outer), /is a link/],
        [(outer: string) => fs.writeFileSync(outer, ''), /is a file/],
      ] as const) {
        const machine = answeringMachine(setting);
        make(path.join(machine.home, '.airflow-credentials'));
        await assert.rejects(machine.one(DEV), message);
      }
    },
  },
  {
    name: 'an export that is killed while the AWS CLI runs leaves no readable keys, and blocks nobody',
    async prove(setting) {
      const machine = answeringMachine(setting);
      await machine.keys(DEV);
      const own = machine.folder('dev');
      await assert.rejects(machine.with({ cli: answeringCli(setting.run, 5), within: ['sh', '-c', KILLED, 'sh'] }).keys(DEV), /no DONE/);
      const lock = fs.readFileSync(path.join(own, 'lock'), 'utf-8');
      // What it would have been about to move into the mount.
      fs.writeFileSync(path.join(own, `.new-${lock.split(' ')[0]}-session.json`), '{}', { mode: 0o600 });
      const { milliseconds } = await machine.keys(DEV);
      // Much less than the three minutes after which any lock is left.
      assert.ok(milliseconds < 10_000, `it waited ${milliseconds} ms`);
      assert.deepEqual(fs.readdirSync(own).sort(), ['mount', 'state.json']);
    },
  },
  {
    name: 'of two exports at once the second waits, and takes what the first one got',
    async prove(setting) {
      const machine = answeringMachine(setting).with({ cli: answeringCli(setting.run, 2) });
      const both = await Promise.all([machine.all(DEV), machine.all(DEV)]);
      assert.deepEqual(both.map(({ came: [{ result }] }) => [result.kind, result.fresh]), [['keys', true], ['keys', true]]);
      assert.deepEqual(both.flatMap(({ said }) => said), ['AWS: another export of dev is under way, waiting']);
      assert.equal(fs.readFileSync(path.join(machine.home, 'asked'), 'utf-8'), 'asked\n');
    },
  },
  {
    name: 'a watch that sleeps with the machine renews at the first look after it wakes up, and not sooner than 14.5 minutes before the end',
    async prove(setting) {
      const machine = answeringMachine(setting);
      // They are due in 6 seconds: while it sleeps, also where the machine is slow.
      answer(machine, 876);
      await machine.keys(DEV);
      answer(machine, 3_600);
      const { asked, said } = await machine.with({ within: ['sh', '-c', ASLEEP, 'sh'] }).watch(DEV, 14);
      assert.equal(asked.length, 1, JSON.stringify(asked));
      const late = asked[0] - Number(fs.readFileSync(path.join(machine.home, 'woken'), 'utf-8'));
      assert.ok(late >= 0 && late < 4_000, `it asked ${late} ms after it woke up`);
      assert.match(said[0], /^\d\d:\d\d AWS: keys of dev until (\d{4}-\d\d-\d\d )?\d\d:\d\d$/);
      assert.match(said[1], /^stopped; the containers keep their keys until /);
    },
  },
];

/** A machine whose AWS CLI gives the same keys at once. */
export function answeringMachine(setting: HostSetting): Machine {
  const machine = machineWith(setting, { config: {} }, { cli: answeringCli(setting.run) });
  answer(machine, 3_600);
  return machine;
}

/** What its AWS CLI is to print from now on. */
export function answer(machine: Machine, seconds: number): void {
  fs.writeFileSync(path.join(machine.home, 'answer'), JSON.stringify({ Version: 1, AccessKeyId: 'ASIA', SecretAccessKey: 'secret', SessionToken: 'token', Expiration: inSeconds(seconds) }));
}

/** Reads a file or folder below a home as another user. The home is bound where all may pass, which the folders of a run are not. */
function readAs(uid: number, home: string, name: string) {
  const script = 'mount --bind "$1" /mnt; cd /mnt; if [ -d "$3" ]; then set -- "$1" "$2" "$3" "ls -A"; else set -- "$1" "$2" "$3" cat; fi; exec setpriv --reuid "$2" --regid "$2" --clear-groups $4 "$3"';
  return runProgram('unshare', ['--mount', '--propagation', 'private', 'sh', '-ec', script, 'sh', home, String(uid), name]);
}

function modesIn(home: string): Record<string, string> {
  const names = (fs.readdirSync(path.join(home, '.airflow-credentials'), { recursive: true }) as string[]).map((name) => path.join('.airflow-credentials', name));
  return Object.fromEntries(['.airflow-credentials', ...names].map((name) => [name, (fs.statSync(path.join(home, name)).mode & 0o777).toString(8)]));
}

/** The tag has no secret in it, and is what the umask makes of it. */
function withoutTag(modes: Readonly<Record<string, string>>, umask: string): Record<string, string> {
  return { ...modes, '.airflow-credentials/CACHEDIR.TAG': umask === '077' ? '600' : '644' };
}
