import type { Variables } from './container-variable';
import { credentialPlaces } from './credential-places';
import { entryOf } from './mounted';
import type { Surroundings } from './surroundings';
import { DIAGNOSES } from '../../clouds/diagnoses';
import type { HostMount } from '../../host/binds';
import { filesIn } from '../../host/permissions';
import { personalMounts } from '../../host/personal-mounts';
import type { OwnMount } from '../facts';

/** What is mounted of the home besides the credentials of a known cloud; none where the override cannot be read, of which others speak. */
export function otherMounts({ directory, env, home }: Surroundings, variables: Variables): OwnMount[] {
  if (home === undefined) {
    return [];
  }
  try {
    const credentials = credentialPlaces(variables, { directory, home });
    const isKnown = (mount: HostMount): boolean => credentials.includes(mount.absolute) || DIAGNOSES.some(({ mounted }) => mounted?.tokenCache?.isMounted(mount) === true);
    return personalMounts(directory, { env, home }).filter((mount) => !isKnown(mount)).map(mountOf);
  } catch {
    return [];
  }
}

/** Only the mounted folder and the files directly in it: a mount is reached from the inside, whatever the folders above it allow. */
function mountOf({ source, absolute, readOnly }: HostMount): OwnMount {
  const [entry] = entryOf(source, absolute, readOnly ? ['r', 'x'] : ['r', 'w', 'x']);
  if (entry === undefined) {
    return { source, entries: [] };
  }
  const isFolder = (entry.permissions.mode & 0o170000) === 0o040000;
  return { source, entries: isFolder ? [entry, ...filesIn(absolute).flatMap((name) => entryOf(`${source}/${name}`, `${absolute}/${name}`, ['r']))] : [{ ...entry, wanted: ['r'] }] };
}
