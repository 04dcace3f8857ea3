import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { answeringCli } from './aws-clis';
import { answer, answeringMachine } from './folder-checks';
import { DEV, type HostCheck } from './host-setting';
import type { Machine } from './machine';

/** Seconds after which a watch ends that nobody has stopped. */
const MOST = 90;

/** Milliseconds between a failed ask and the next one. */
const RETRY = 20_000;
/** How much later a loaded machine may come to it. */
const LATE = 15_000;

const KEYS = /^\d\d:\d\d AWS: keys of dev until /;

/** What watches do in real time. */
export const WATCH_CHECKS: readonly HostCheck[] = [
  {
    name: 'two watches whose keys are due in the same moment ask the AWS CLI once, and both go on with what it gave',
    async prove(setting) {
      const machine = answeringMachine(setting).with({ cli: answeringCli(setting.run, 2) });
      answer(machine, 600);
      await machine.keys(DEV);
      answer(machine, 3_600);
      // Both are due at once. Until both wait, this process is the one that exports.
      const lock = path.join(machine.folder('dev'), 'lock');
      fs.writeFileSync(lock, `${process.pid} ${os.hostname()}`);
      const watches = [machine.watch(DEV, MOST), machine.watch(DEV, MOST)];
      await said(machine, 2, /another export of dev is under way, waiting/);
      fs.rmSync(lock);
      await said(machine, 2, KEYS);
      const ended = await stop(machine, watches);
      assert.deepEqual(ended.map(({ asked }) => asked.length), [1, 1], 'each wanted new keys once');
      // The first time is before the watches.
      assert.equal(fs.readFileSync(path.join(machine.home, 'asked'), 'utf-8'), 'asked\n'.repeat(2));
    },
  },
  {
    name: 'a watch that failed asks again 20 seconds later, says its failure once, and is healed by a sign-in elsewhere',
    async prove(setting) {
      const machine = answeringMachine(setting);
      answer(machine, 600);
      await machine.keys(DEV);
      answer(machine, 3_600);
      const failure = path.join(machine.home, 'failure');
      fs.writeFileSync(failure, 'Error loading SSO Token: Token for dev does not exist\n');
      const watching = machine.watch(DEV, MOST);
      await said(machine, 1, /the sign-in of dev has ended: aws sso login --profile dev$/);
      fs.rmSync(failure);
      await said(machine, 1, KEYS);
      const [{ asked, said: all }] = await stop(machine, [watching]);
      assert.equal(asked.length, 2, JSON.stringify(asked));
      const pause = asked[1] - asked[0];
      assert.ok(pause >= RETRY && pause < RETRY + LATE, `it asked again after ${pause} ms`);
      assert.equal(all.length, 3, all.join('\n'));
    },
  },
];

/** Waits until the watches have said a line so many times. */
async function said(machine: Machine, times: number, line: RegExp): Promise<void> {
  const file = path.join(machine.home, 'said');
  for (const end = Date.now() + MOST * 1_000; ;) {
    const lines = fs.existsSync(file) ? fs.readFileSync(file, 'utf-8').split('\n') : [];
    if (lines.filter((one) => line.test(one)).length >= times) {
      return;
    }
    assert.ok(Date.now() < end, `${line} was not said ${times} times: ${lines.join('\n')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function stop<T>(machine: Machine, watches: ReadonlyArray<Promise<T>>): Promise<T[]> {
  fs.writeFileSync(path.join(machine.home, 'stop'), '');
  return Promise.all(watches);
}
