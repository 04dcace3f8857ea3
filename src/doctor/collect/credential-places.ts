import type { Variables } from './container-variable';
import { credentialMount } from './credential-mount';
import type { WayPlace } from './declared-ways';
import { DIAGNOSES } from '../../clouds/diagnoses';
import { hostSessions } from '../../clouds/host-sessions';
import { mountsIn } from '../../host/binds';
import { declaredSessions } from '../../host/declared-sessions';
import { placesOf } from '../../host/places';

/**
 * What is mounted of the credentials of known clouds, absolute: the folders of sessions, and the developer's own.
 *
 * @throws AstroAirflowError if the override cannot be read
 */
export function credentialPlaces(variables: Variables, { directory, home }: WayPlace): string[] {
  const places = { env: variables.env, home };
  const mounts = mountsIn(directory, places);
  const own = DIAGNOSES.flatMap(({ mounted }) => (mounted === undefined ? [] : (credentialMount(mounted, mounts, variables, home) ?? [])));
  return [...hostSessions(declaredSessions(directory), places).map((session) => placesOf(session).mount), ...own.map(({ absolute }) => absolute)];
}
