import { ok, unknown, warning, type Check, type Judgement } from '../check';
import { sessionsOf } from '../declared-sessions';
import type { Session } from '../facts';

const MINUTE = 60_000;

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
  if (watched.value) {
    return [ok('a command renews the keys')];
  }
  const left = Math.floor((keys.end - now) / MINUTE);
  const due = keys.namesEnd ? 'they end in' : 'they are to be renewed within';
  return [left * 60 < askBelow ? warning(`Nothing renews the keys of ${name}, and ${due} ${left} min.`, `${login} --watch`) : ok('nothing has to renew the keys yet')];
}
