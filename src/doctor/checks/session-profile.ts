import { ok, warning, type Check } from '../check';

export const check: Check = {
  id: 'session-profile',
  group: 'session',
  looksAt: 'whose keys the session has: the declared profile\'s, or those of one that your shell chose',
  judge: ({ ways }) =>
    ('value' in ways ? ways.value : []).flatMap(({ sessions = [] }) =>
      sessions.map(({ name, chosen }) =>
        chosen === undefined ? ok(`keys of ${name}`) : warning(`${chosen.variable} of your shell chose ${name}, and the project declares ${chosen.declared}.`, `unset ${chosen.variable}, if you want the declared one`))),
};
