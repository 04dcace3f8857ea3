import fs from 'node:fs';
import { readText } from './read-text';
import { namesEnd } from '../../host/end-of-keys';
import type { HostSession } from '../../host/host-session';
import { endIn, memberIn } from '../../host/keys';
import { mounted, placesOf } from '../../host/places';
import { isForOther, readState } from '../../host/state';
import type { Fact, Session, SessionFolder } from '../facts';

const PRIVATE = 0o700;
const OPEN = 0o755;

/** What is on the disk of a session. Of the keys only their end is kept. */
export function sessionFacts(session: HostSession, symptoms: Session['symptoms'], watched: Fact<boolean>): Session {
  const { name, chosen, askBelow } = session;
  const places = placesOf(session);
  const folders = [[places.outer, PRIVATE], [places.cloud, PRIVATE], [places.own, PRIVATE], [places.mount, OPEN]] as const;
  return {
    name,
    chosen,
    askBelow,
    symptoms,
    watched,
    keys: keysOf(session),
    files: session.files.map(({ name: file, bare }) => mounted(places, bare?.name ?? file)),
    folders: folders.map(([folder, wanted]) => folderOf(folder, wanted)),
  };
}

function folderOf(path: string, wanted: number): SessionFolder {
  try {
    const stats = fs.lstatSync(path);
    return { path, wanted, found: { isFolder: stats.isDirectory(), mode: stats.mode & 0o777, uid: stats.uid } };
  } catch {
    return { path, wanted };
  }
}

function keysOf(session: HostSession): Session['keys'] {
  const places = placesOf(session);
  const ends = session.files.map(({ name, shape, bare }) => {
    const [text, alone] = [name, bare?.name ?? name].map((file) => readText(mounted(places, file)));
    if ('unknown' in text || 'unknown' in alone) {
      return 0;
    }
    if (text.value === undefined || alone.value === undefined) {
      return undefined;
    }
    return bare === undefined || alone.value === memberIn(text.value, bare.member) ? endIn(text.value, shape) : 0;
  });
  if (ends.includes(undefined)) {
    return { state: 'absent' };
  }
  const state = readState(places);
  if (isForOther(state, session) || (state !== undefined && state.name !== session.name)) {
    return { state: 'other', ...(state === undefined || state.name === session.name ? {} : { of: state.name }) };
  }
  const end = Math.min(...(ends as number[]));
  return end > 0 ? { state: 'there', end, namesEnd: namesEnd(session) } : { state: 'damaged' };
}
