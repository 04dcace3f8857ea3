import * as fs from 'node:fs';
import { readText } from './read-text';
import type { HostSession } from '../../host/host-session';
import { endIn } from '../../host/keys';
import { mounted, placesOf } from '../../host/places';
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
    files: session.files.map((file) => mounted(places, file.name)),
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
  const ends = session.files.map(({ name, shape }) => {
    const text = readText(mounted(placesOf(session), name));
    return 'unknown' in text ? 0 : text.value === undefined ? undefined : endIn(text.value, shape);
  });
  if (ends.includes(undefined)) {
    return { state: 'absent' };
  }
  const end = Math.min(...(ends as number[]));
  return end > 0 ? { state: 'there', end } : { state: 'damaged' };
}
