import { ok, warning, type Check } from '../check';
import { sessionsOf } from '../declared-sessions';
import type { Machine } from '../facts';

export const check: Check = {
  id: 'session-profile',
  group: 'session',
  looksAt: 'whose keys the session has: the declared profile\'s, or those of one that your shell chose',
  judge: (facts) => sessionsOf(facts).map(({ name, chosen }) =>
    chosen === undefined
      ? ok(`${name} is what the project declares`)
      : warning(`${chosen.variable} of your shell chose ${name}, and the project declares ${chosen.declared}, which is used without that variable.`, without(chosen.variable, facts.machine))),
};

function without(variable: string, { system }: Machine): string {
  return system === 'windows' ? `Remove-Item Env:${variable}` : `unset ${variable}`;
}
