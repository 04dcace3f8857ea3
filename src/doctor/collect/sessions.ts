import fs from 'node:fs';
import type { HostSession } from '../../host/host-session';
import { keysOf } from '../../host/keys-on-disk';
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
