import path from 'node:path';
import type { CallAnswer, Answer, Request } from './script';
import type { SeenBind, Service } from './service';
import { DIAGNOSES } from '../../../clouds/diagnoses';
import type { Diagnosis } from '../../../clouds/diagnosis';
import type { Trial } from '../../../clouds/trial';
import { fromHome, isBelow, posixRelative } from '../../../text/posix-path';
import { printable } from '../../../text/printable';
import type { Tried, TriedCall, TriedFile, Way } from '../../facts';
import { mountWith, onHost } from '../in-mounts';

/** Clients renew a token that has less left, and of a mount that is read-only the new one is lost. */
const RENEWED_BELOW = 15 * 60_000;

/** What is tried, and how its answer is to be read. */
export interface Attempt {
  readonly request: Request;
  readonly tried: (answer: Answer, where: Tried['where']) => Tried;
}

type Wanted = Pick<TriedFile, 'cloud' | 'kind'> & { readonly file: Request['files'][number] };

/** Everything that the declared ways need in a container. */
export function attemptOf(ways: readonly Way[], service: Service, home: string, now: number): Attempt {
  const pairs = ways.flatMap((way) => DIAGNOSES.filter(({ cloud }) => cloud === way.cloud).map((diagnosis) => ({ way, diagnosis })));
  const wanted = pairs.flatMap(({ way, diagnosis }) => filesOf(way, diagnosis, service.binds, home));
  const skipped = pairs.flatMap(({ way, diagnosis }): TriedCall[] => {
    const reason = whyNot(way, now);
    return reason === undefined || diagnosis.trial === undefined ? [] : [{ cloud: way.cloud, call: diagnosis.trial.call, result: { skipped: reason } }];
  });
  const called = pairs.flatMap(({ way: { cloud }, diagnosis: { trial } }) => (trial === undefined || skipped.some((one) => one.cloud === cloud) ? [] : [{ cloud, trial }]));
  return {
    request: {
      environment: service.environment,
      files: wanted.map(({ file }) => file),
      calls: Object.fromEntries(called.map(({ cloud, trial }) => [cloud, trial.python])),
    },
    tried: ({ uid, files, calls }, where) => ({
      where,
      uid,
      files: wanted.flatMap(({ cloud, kind }, index) => fileOf({ cloud, kind }, files[index], service.binds, home)),
      calls: [...skipped, ...called.flatMap(({ cloud, trial }) => callOf(cloud, trial, calls[cloud]))],
    }),
  };
}

function filesOf({ cloud, kind, sessions = [], profile, mount }: Way, { profiles }: Diagnosis, binds: readonly SeenBind[], home: string): Wanted[] {
  if (kind === 'environment') {
    return [];
  }
  const inside = (name: string): string[] => seenAs(name.startsWith('~/') ? path.join(home, name.slice(2)) : name, binds);
  const token = profile?.token?.state === 'there' ? inside(profile.token.name) : [];
  return [
    ...(profiles?.settingFiles ?? []).map(({ variable, below }): Wanted => ({ cloud, kind: 'settings', file: { variable, below } })),
    ...(mount?.wanted === 'file' ? inside(mount.source) : []).map((one): Wanted => ({ cloud, kind: 'settings', file: { path: one } })),
    ...sessions.flatMap(({ files }) => files.flatMap(inside)).map((one): Wanted => ({ cloud, kind: 'keys', file: { path: one } })),
    ...token.map((one): Wanted => ({ cloud, kind: 'token', file: { path: one } })),
  ];
}

function whyNot({ mount, profile }: Way, now: number): string | undefined {
  const { state, end = 0 } = profile?.token ?? { state: 'absent' };
  return mount !== undefined && state === 'there' && end - now < RENEWED_BELOW ? `the sign-in of ${profile!.name} has ended or is about to, and a client would try to renew its token` : undefined;
}

/** Where the containers see a file of this machine: in the mount that is nearest to it. */
function seenAs(file: string, binds: readonly SeenBind[]): string[] {
  const [nearest] = binds.filter(({ absolute }) => isBelow(file, absolute)).sort((one, other) => other.absolute.length - one.absolute.length);
  return nearest === undefined ? [] : [path.posix.join(nearest.target, posixRelative(nearest.absolute, file))];
}

function fileOf(what: Pick<TriedFile, 'cloud' | 'kind'>, found: readonly [string, string] | undefined, binds: readonly SeenBind[], home: string): TriedFile[] {
  if (found === undefined) {
    return [];
  }
  const [seen, problem] = found;
  const nearest = mountWith(seen, binds);
  const source = nearest === undefined ? undefined : fromHome(onHost(nearest), home);
  return [{ ...what, path: printable(seen), ...(source === undefined ? {} : { source }), ...(problem === '' ? {} : { error: word(problem) }) }];
}

function callOf(cloud: string, trial: Trial, answer: CallAnswer | undefined): TriedCall[] {
  if (answer === undefined) {
    return [];
  }
  const { notes, identity, error = '', code = '' } = answer;
  const { call, noRegion } = trial;
  const about = { cloud, call, ...(noRegion !== undefined && notes.includes(noRegion) ? { noRegion } : {}) };
  if (typeof identity === 'string') {
    return [{ ...about, result: { identity: printable(identity.slice(0, 300)) } }];
  }
  const named = `${word(error)} ${word(code)}`.trim();
  return [{ ...about, result: { error: named, cause: trial.causes.find(({ pattern }) => pattern.test(named))?.cause } }];
}

/** A class or a code; what else a container prints is nobody's to read. */
function word(text: unknown): string {
  return typeof text === 'string' && /^[\w.]{0,60}$/.test(text) ? text : 'an unknown error';
}
