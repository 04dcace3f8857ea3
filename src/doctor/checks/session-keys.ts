import { timeOf } from '../../host/time-of-day';
import { failure, ok, unknown, warning, type Check, type Judgement } from '../check';
import { sessionsOf } from '../declared-sessions';
import type { Session } from '../facts';

const MINUTE = 60_000;
/** Containers read the keys again when fewer minutes are left. */
const SHORT = 5;

export const check: Check = {
  id: 'session-keys',
  group: 'session',
  looksAt: 'whether there are keys that clients find, until when, and whether they are for what is declared and set in your shell now',
  judge: (facts) => sessionsOf(facts).flatMap((session) => judgeOne(session, facts.now, facts.commands.login)),
};

function judgeOne({ name, keys, folders, symptoms }: Session, now: number, login: string): Judgement[] {
  // Of folders that are absent another check speaks.
  if (folders.some(({ found }) => found === undefined)) {
    return [];
  }
  switch (keys.state) {
    case 'absent':
      return [failure(`There are no keys of ${name}: tasks fail with ${symptoms.noKeys}.`, login)];
    case 'damaged':
      return [keys.why === undefined ? failure(`The files with the keys of ${name} are damaged or incomplete, so no container can use them.`, login) : failure(`The keys of ${name} cannot be read: ${keys.why}.`, `make that file yours again, then ${login}`)];
    case 'other':
      return [failure(keys.of === undefined ? `The keys of ${name} are for another place than your shell and the project name now, so tasks have the wrong ones.` : `The folder of ${name} has the keys of ${keys.of}: this file system ignores case.`, keys.of === undefined ? login : 'rename one of the two, or log out of the other one')];
    case 'unknown':
      return [unknown(`It is not known what the keys of ${name} are for, because the record of that is absent or damaged.`, login)];
    case 'there': {
      if (!keys.namesEnd) {
        return [keys.end <= now ? warning(`The keys of ${name} name no end, and were to be renewed at ${timeOf(keys.end, now)}.`, login) : ok(`keys of ${name}, which name no end`)];
      }
      const left = Math.floor((keys.end - now) / MINUTE);
      if (keys.end <= now) {
        return [failure(`The keys of ${name} ended at ${timeOf(keys.end, now)}: tasks fail with ${symptoms.keysEnded}.`, login)];
      }
      return [left < SHORT ? warning(`The keys of ${name} end in ${left === 0 ? 'less than a minute' : `${left} min`}.`, login) : ok(`keys of ${name} until ${timeOf(keys.end, now)}`)];
    }
  }
}
