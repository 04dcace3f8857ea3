import type { TrialCause } from '../../clouds/trial';
import { failure, ok, unknown, warning, type Check, type Judgement } from '../check';
import type { Facts, Tried, TriedCall, Way } from '../facts';
import { openingOfToken } from '../opening';
import { userOfContainers } from '../where';

export const check: Check = {
  id: 'try-identity',
  group: 'container',
  looksAt: 'with --try: who a container of the project is to the cloud, or why its call fails',
  judge: (facts) => (facts.tried === undefined || 'unknown' in facts.tried ? [] : judgeAll(facts.tried.value, facts)),
};

function judgeAll(tried: Tried, facts: Facts): Judgement[] {
  const ways = 'value' in facts.ways ? facts.ways.value : [];
  return tried.calls.flatMap((call) => ways.filter(({ cloud }) => cloud === call.cloud).flatMap((way) => [...regionOf(call, way), ...resultOf(call, way, tried, facts)]));
}

function regionOf({ noRegion }: TriedCall, { cloudName, region }: Way): Judgement[] {
  return noRegion === undefined ? [] : [warning(`A container finds no region of ${cloudName}: clients without one of their own fail with ${noRegion}.`, region?.fix)];
}

function resultOf({ call, result, noRegion }: TriedCall, way: Way, { where }: Tried, facts: Facts): Judgement[] {
  if ('skipped' in result) {
    return [unknown(`${call} was not tried in a container: ${result.skipped}.`, way.profile?.token?.command)];
  }
  if ('identity' in result) {
    return [ok(`${call} in a container: ${result.identity}`)];
  }
  const { error, cause } = result;
  if (cause === 'refused' && noRegion !== undefined) {
    return [unknown(`${call} in a container was refused (${error}) in a region that was only tried.`)];
  }
  if (cause === undefined) {
    return [failure(`${call} in a container fails with ${error}.`)];
  }
  const { line, fix } = CAUSES[cause](way, facts);
  const text = `${call} in a container fails with ${error}: ${line}.`;
  return [cause === 'noClient' ? unknown(text, where === 'base' ? `${facts.commands.start} builds the project's own image` : fix) : failure(text, fix)];
}

type Explained = (way: Way, facts: Facts) => { readonly line: string; readonly fix?: string };

const CAUSES: Readonly<Record<TrialCause, Explained>> = {
  noClient: ({ cloudName }) => ({ line: `the image has no client of ${cloudName}`, fix: 'add the provider to requirements.txt' }),
  noProfile: ({ profile }) => ({ line: profile === undefined ? 'a profile is chosen that its files do not have' : `its files have no profile ${profile.name}, or it cannot read them`, fix: profile?.add }),
  noCredentials: ({ mount, shell }) => ({ line: 'it finds no credentials, or cannot read the file that has them', fix: shell?.fix ?? (mount === undefined ? undefined : mount.configure) }),
  // The check of the files says what opens it.
  unreadable: () => ({ line: 'it may not read the file with the credentials' }),
  brokenFiles: ({ mount, profile }) => ({ line: profile === undefined ? 'the file with the credentials is broken' : 'a file with the profiles is broken', fix: profile?.refused?.fix ?? (mount === undefined ? undefined : `correct ${[mount.source, ...mount.expected.slice(0, 1)].join('/')}`) }),
  noKeys: (way, { commands }) => ({ line: 'the program that gives the keys fails', fix: way.kind === 'session' ? commands.login : insteadOf(way, 'which run it on this machine') }),
  keysEnded: (way, { commands }) => ({ line: 'the keys have ended, or this machine\'s clock is wrong', fix: way.kind === 'session' ? commands.login : renewal(way) }),
  signInEnded: (way) => ({ line: 'the sign-in has ended', fix: renewal(way) }),
  tokenRefused: ({ profile, instead }, facts) => ({ line: 'it cannot read the token of the sign-in', fix: profile?.token === undefined ? undefined : openingOfToken(profile.token, userOfContainers(facts), instead) }),
  cannotRenew: (way) => ({ line: 'it cannot write the token that it has renewed', fix: insteadOf(way, 'which are renewed on this machine') }),
  noNetwork: ({ cloudName }) => ({ line: `${cloudName} cannot be reached from a container`, fix: 'check the network, a proxy and a VPN of the container engine' }),
  refused: ({ cloudName }) => ({ line: `${cloudName} refuses these keys: they are wrong, deactivated or of another account` }),
};

function renewal({ profile, shell, mount }: Way): string | undefined {
  return profile?.token?.command ?? shell?.fix ?? profile?.add ?? mount?.configure;
}

/** Credentials of another way that need no fix, where the cloud has them. */
function insteadOf({ instead }: Way, why: string): string | undefined {
  return instead === undefined ? undefined : `declare ${instead} credentials, ${why}`;
}
