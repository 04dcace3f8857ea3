import { ok, warning, type Check } from '../check';
import { sessionsOf } from '../declared-sessions';

export const check: Check = {
  id: 'session-profile',
  group: 'session',
  looksAt: 'whose keys the session has: the declared profile\'s, or those of one that your shell chose',
  judge: (facts) => sessionsOf(facts).map(({ name, chosen }) =>
    chosen === undefined ? ok(`${name} is what the project declares`) : warning(`${chosen.variable} of your shell chose ${name}, and the project declares ${chosen.declared}.`, `unset ${chosen.variable}, if you want the declared one`)),
};
