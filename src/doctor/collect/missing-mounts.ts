import fs from 'node:fs';
import type { Surroundings } from './surroundings';
import { DIAGNOSES } from '../../clouds/diagnoses';
import { hostSessions } from '../../clouds/host-sessions';
import { bindsIn, type Bind } from '../../host/binds';
import { declaredSessions } from '../../host/declared-sessions';
import { placesOf } from '../../host/places';
import { isBelow } from '../../text/posix-path';
import type { MissingMount } from '../facts';

/**
 * What the override mounts and is not there, each once. Of the folder of a cloud's credentials, with what is in it, and of those of sessions
 * other checks speak, and of an override that cannot be read.
 */
export function missingMounts({ directory, env, home }: Surroundings): MissingMount[] {
  if (home === undefined) {
    return [];
  }
  try {
    const sessions = hostSessions(declaredSessions(directory), { env, home }).map((session) => placesOf(session).mount);
    const binds = bindsIn(directory, { env, home });
    const isJudged = (bind: Bind): boolean => sessions.includes(bind.absolute) || DIAGNOSES.some(({ mounted }) => bind.isPersonal && mounted?.isMounted(bind) === true);
    const absent = binds.filter(({ absolute }) => isAbsent(absolute));
    const judged = absent.filter(isJudged);
    const missing = absent.filter((bind) => !judged.some(({ absolute }) => isBelow(bind.absolute, absolute)));
    return missing.filter(({ absolute }, index) => missing.findIndex((other) => other.absolute === absolute) === index).map(({ source, isMade }) => ({ source, isMade }));
  } catch {
    return [];
  }
}

/** Of what this user cannot look at nobody knows. */
function isAbsent(file: string): boolean {
  try {
    return fs.statSync(file, { throwIfNoEntry: false }) === undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOTDIR';
  }
}
