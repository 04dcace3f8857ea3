import path from 'node:path';
import { mountWith, onHost, throughLinks } from './in-mounts';
import { permissionsIn } from './mounted';
import { withFiles, type ProfileFiles } from './profile-files';
import { readText } from './read-text';
import type { Surroundings } from './surroundings';
import type { TokenPlace } from '../../clouds/profiles';
import type { HostMount } from '../../host/binds';
import { jsonObject } from '../../text/json-object';
import { fromHome } from '../../text/posix-path';
import type { Token } from '../facts';

type Home = Surroundings & { readonly home: string };

/** HOME of the containers' user. */
const CONTAINER_HOME = '/home/astro';

/** The token of a sign-in, as the containers see it. Only its end is kept. */
export function tokenOf({ below, expiry, command, symptom }: TokenPlace, mounts: readonly HostMount[], files: ProfileFiles, surroundings: Home): Token {
  const { home } = surroundings;
  const seen = path.posix.join(CONTAINER_HOME, below);
  const found = mountWith(seen, mounts);
  const signIn = withFiles(command, files, surroundings);
  if (found === undefined) {
    return { command: signIn, name: seen, symptom, state: 'unseen' };
  }
  const [place, written] = [onHost(found), path.join(home, ...below.split('/'))];
  const about = { command: place === written ? signIn : `${signIn}, then copy ~/${below} to ${fromHome(path.dirname(place), home)}`, name: fromHome(place, home), symptom };
  if (throughLinks(seen, mounts) === undefined) {
    return { ...about, state: 'elsewhere' };
  }
  const text = readText(place);
  if (!('unknown' in text) && text.value === undefined) {
    return { ...about, state: 'absent' };
  }
  const end = 'unknown' in text ? NaN : endOf(text.value!, expiry);
  return Number.isFinite(end) ? { ...about, state: 'there', end, permissions: permissionsIn(place) } : { ...about, state: 'damaged' };
}

/** Old command lines write `UTC` where ISO 8601 has a `Z`. */
function endOf(text: string, expiry: string): number {
  const end = jsonObject(text)?.[expiry];
  return typeof end === 'string' ? Date.parse(end.replace(/UTC$/, 'Z')) : NaN;
}
