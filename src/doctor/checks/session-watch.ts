import { ok, unknown, warning, type Check, type Judgement } from '../check';
import { sessionsOf } from '../declared-sessions';
import type { Session } from '../facts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

export const check: Check = {
  id: 'session-watch',
  group: 'session',
  looksAt: 'whether a command renews the keys, where they are about to end',
  judge: (facts) => sessionsOf(facts).flatMap((session) => judgeOne(session, facts.now, facts.commands.login)),
};

function judgeOne({ name, keys, watched, askBelow }: Session, now: number, login: string): Judgement[] {
  // Of keys that are absent or over another check speaks.
  if (keys.state !== 'there' || keys.end <= now) {
    return [];
  }
  if ('unknown' in watched) {
    return [unknown(`Whether a command renews the keys of ${name} cannot be judged: ${watched.unknown}.`)];
  }
  const left = Math.floor((keys.end - now) / MINUTE);
  if (watched.value) {
    // A watch asks from then on again and again, and a program may give out what it has for a while.
    const isLate = keys.end - now < (askBelow * SECOND) / 2;
    return [isLate ? warning(`A command renews keys on this machine, but those of ${name} end in ${left} min: it is for others, or gets none.`, login) : ok('a command renews keys on this machine; whose is not seen')];
  }
  const due = keys.namesEnd ? 'they end in' : 'they are to be renewed within';
  return [left * 60 < askBelow ? warning(`Nothing renews the keys of ${name}, and ${due} ${left} min.`, `${login} --watch`) : ok('nothing has to renew the keys yet')];
}
