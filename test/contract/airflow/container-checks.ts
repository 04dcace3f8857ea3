import * as assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { CONTAINER_USER } from '../base';
import type { AirflowCheck } from './setting';

/** That the other checks rest on something as strict as it is meant to be. */
export const CONTAINER_CHECKS: readonly AirflowCheck[] = [
  {
    name: 'the stand-in for AWS answers the right key with the right permission, and no other',
    prove({ aws }) {
      assert.deepEqual(aws.answers, { 'developer': true, 'signedIn': true, 'stranger': 403, 'assumer': 403, 'wrong secret': 403, 'unknown key': 403 });
    },
  },
  {
    name: 'a container has the image\'s user and home, and nothing of the environment and the files of whoever runs this',
    async prove({ airflow }) {
      const { stdout } = await airflow.container.run({ command: ['sh', '-c', 'id -u; id -g; id -G; pwd; ls -A /root "$HOME" 2>&1; env'], environment: { GIVEN: 'this' }, mounts: [] });
      const { uid, home } = CONTAINER_USER;
      assert.match(stdout, new RegExp(`^${uid}\n${uid}\n${uid}\n/\n`));
      assert.doesNotMatch(stdout, /^\.(bashrc|profile|cache)$/m);
      const names = stdout.split('\n').map((line) => /^([A-Z_]+)=/.exec(line)?.[1]).filter((name) => name !== undefined && name !== 'PWD');
      assert.deepEqual(names.sort(), ['AIRFLOW_HOME', 'GIVEN', 'HOME', 'LANG', 'PATH', 'TZ', 'USER']);
      assert.match(stdout, new RegExp(`^HOME=${home}$`, 'm'));
    },
  },
  {
    name: 'of a container whose parent is killed hard, neither processes nor mounts are left',
    async prove({ airflow, run }) {
      const root = fs.mkdtempSync(path.join(run.work, 'killed-'));
      const [program, ...args] = airflow.container.commandLine(root, { command: ['sh', '-c', 'echo up; sleep 600'], environment: {}, mounts: [] });
      const parent = spawn('sh', ['-c', '"$@" & wait', 'sh', program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
      await new Promise((resolve) => parent.stdout.once('data', resolve));
      assert.ok(namespacesWith(root) > 0, 'it has no mounts to begin with');
      assert.deepEqual(fs.readdirSync(root), [], 'the mounts are seen outside');
      parent.kill('SIGKILL');
      for (const end = Date.now() + 5000; namespacesWith(root) > 0;) {
        assert.ok(Date.now() < end, 'processes with its mounts are left');
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      fs.rmdirSync(root);
    },
  },
];

/** How many processes see a mount below a folder. */
function namespacesWith(folder: string): number {
  return fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)).filter((pid) => {
    try {
      return fs.readFileSync(`/proc/${pid}/mountinfo`, 'utf-8').includes(folder);
    } catch {
      // It has ended meanwhile.
      return false;
    }
  }).length;
}
