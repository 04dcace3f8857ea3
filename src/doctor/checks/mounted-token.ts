import { timeOf } from '../../host/time-of-day';
import { failure, ok, warning, type Check, type Judgement } from '../check';
import type { Facts, Profile, Token } from '../facts';
import { orInstead } from '../instead';
import { openingOfToken } from '../opening';
import { containersCan, userOfContainers } from '../where';

const MINUTE = 60_000;
/** Clients renew a token that has fewer minutes left. */
const RENEWED_BELOW = 15;

export const check: Check = {
  id: 'mounted-token',
  group: 'mounted',
  looksAt: 'the token of single sign-on: that it is there, valid and readable',
  judge: (facts) => ('value' in facts.ways ? facts.ways.value : []).flatMap(({ mount, profile, instead }) => (mount === undefined || profile?.token === undefined ? [] : judgeOne(profile, profile.token, instead, facts))),
};

function judgeOne({ name }: Profile, token: Token, instead: string | undefined, { now, machine, engine }: Facts): Judgement[] {
  if (token.state === 'unseen') {
    return [failure(`The containers look for the token of ${name} in ${token.name}, and nothing is mounted there.`, `mount the folder where they look: omit \`target\` in the rc file${orInstead(instead)}`)];
  }
  if (token.state === 'elsewhere') {
    return [failure(`The token of ${name} (${token.name}) is behind a link to what is not mounted, so the containers do not have it.`, `put the files themselves there${orInstead(instead)}`)];
  }
  if (token.state === 'absent') {
    return [failure(`${name} has no token of a sign-in.`, token.command)];
  }
  if (token.state === 'damaged' || token.end === undefined) {
    return [failure(`The token of ${name} (${token.name}) has no end that can be read.`, token.command)];
  }
  if (token.end <= now) {
    return [failure(`The sign-in of ${name} ended at ${timeOf(token.end, now)}, and a container cannot open a browser.`, token.command)];
  }
  const user = userOfContainers({ machine, engine });
  if (token.permissions !== undefined && (user === 'same' || user === 'mapped') && !containersCan(user, ['r'], token.permissions)) {
    return [failure(`The containers (uid 50000) cannot read the token of ${name}: clients fail with ${token.symptom}.`, openingOfToken(token, user, instead))];
  }
  const left = Math.floor((token.end - now) / MINUTE);
  return [left < RENEWED_BELOW ? warning(`The token of ${name} ends in ${left} min, and a container would try to renew it.`, token.command) : ok(`the sign-in of ${name} lasts until ${timeOf(token.end, now)}`)];
}
