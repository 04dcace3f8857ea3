import { entryOf } from './mounted';
import type { Surroundings } from './surroundings';
import { DIAGNOSES } from '../../clouds/diagnoses';
import { hostSessions } from '../../clouds/host-sessions';
import { declaredSessions } from '../../host/declared-sessions';
import { filesIn } from '../../host/permissions';
import { personalMounts, type PersonalBind } from '../../host/personal-mounts';
import { placesOf } from '../../host/places';
import type { OwnMount } from '../facts';

/** What is mounted of the home besides the credentials of a known cloud; none where the override cannot be read, of which others speak. */
export function otherMounts({ directory, env, home }: Surroundings): OwnMount[] {
  if (home === undefined) {
    return [];
  }
  try {
    const sessions = hostSessions(declaredSessions(directory), { env, home }).map((session) => placesOf(session).mount);
    const isOfCloud = (mount: PersonalBind): boolean => DIAGNOSES.some(({ mounted }) => mounted?.isMounted(mount) === true || mounted?.tokenCache?.isMounted(mount) === true);
    const isKnown = (mount: PersonalBind): boolean => sessions.includes(mount.absolute) || isOfCloud(mount);
    return personalMounts(directory, { env, home }).filter((mount) => !isKnown(mount)).map(mountOf);
  } catch {
    return [];
  }
}

/** Only the mounted folder and the files directly in it: a mount is reached from the inside, whatever the folders above it allow. */
function mountOf({ source, absolute, readOnly }: PersonalBind): OwnMount {
  const [entry] = entryOf(source, absolute, readOnly ? ['r', 'x'] : ['r', 'w', 'x']);
  if (entry === undefined) {
    return { source, entries: [] };
  }
  const isFolder = (entry.permissions.mode & 0o170000) === 0o040000;
  return { source, entries: isFolder ? [entry, ...filesIn(absolute).flatMap((name) => entryOf(`${source}/${name}`, `${absolute}/${name}`, ['r']))] : [{ ...entry, wanted: ['r'] }] };
}
