import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import { DEV, machineWith, type HostCheck, type HostSetting } from './host-setting';
import type { Machine } from './machine';
import { roleFiles } from './role-checks';

const CODE = '314159';
const SERIAL = 'arn:aws:iam::123456789012:mfa/developer';

/** What `runProgram` may take is a minute; a check must not wait for that. */
const SHORT = 20_000;

/** A role that asks for a code. */
export const MFA_CHECKS: readonly HostCheck[] = [
  {
    name: 'a role with MFA fails at once without a terminal, with the cause, and asks nothing on the terminal that a watch runs in',
    async prove(setting) {
      for (const within of [[], inTerminal('')]) {
        const machine = machineWithMfa(setting).with({ within });
        const { came: [{ result, milliseconds }], output } = await machine.all({ ...DEV, limit: SHORT });
        assert.equal(result.failure?.text, 'dev asks for an MFA code. Run {login} in a terminal.');
        assert.ok(milliseconds < SHORT / 2, `it took ${milliseconds} ms`);
        assert.doesNotMatch(output.split('DONE')[0], /MFA code/);
      }
    },
  },
  {
    name: 'a role with MFA: the code that is typed in a terminal reaches AWS, and is asked for where the user sees it',
    async prove(setting) {
      const machine = machineWithMfa(setting).with({ within: inTerminal(CODE) });
      const before = setting.front.calls.length;
      const { came: [{ result }], output } = await machine.all({ ...DEV, terminal: true });
      assert.equal(result.kind, 'keys', output);
      assert.match(output, /Enter MFA code for arn:aws:iam::123456789012:mfa\/developer:/);
      assert.ok(setting.front.calls.slice(before).some(({ body }) => body.includes(`TokenCode=${CODE}`)), 'the code did not arrive');
      // Kept by the AWS CLI, so that a watch needs no code as long as the role lasts.
      const { json } = await machine.with({ within: [] }).keys({ ...DEV, limit: SHORT });
      assert.match(json.AccessKeyId, /^ASIA/);
    },
  },
];

function machineWithMfa(setting: HostSetting): Machine {
  return machineWith(setting, roleFiles(setting, { mfa_serial: SERIAL }));
}

/** What gives a command a terminal, in which somebody types this code. */
function inTerminal(code: string): string[] {
  return ['/usr/bin/env', 'python3', path.join(__dirname, 'type_code.py'), code];
}
