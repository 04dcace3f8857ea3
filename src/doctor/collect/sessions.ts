import fs from 'node:fs';
import path from 'node:path';
import type { HostSession } from '../../host/host-session';
import { keysOf } from '../../host/keys-on-disk';
import { mountedFiles } from '../../host/mounted-files';
import { mounted, placesOf, type Places } from '../../host/places';
import type { Fact, Session, SessionEntry, SessionFolder } from '../facts';

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
    mounted: entriesOf(session, places),
    folders: folders.map(([folder, wanted]) => folderOf(folder, wanted)),
  };
}

/** Those that are there. */
function entriesOf(session: HostSession, places: Places): SessionEntry[] {
  const files = mountedFiles(places, session);
  const within = [...new Set(files.map(({ file }) => path.dirname(file)))].filter((folder) => folder !== places.mount);
  return [...within.map((file) => ({ file, mode: OPEN })), ...files].flatMap(({ file, mode: wanted }) => {
    const { found } = folderOf(file, wanted);
    return found === undefined ? [] : [{ path: file, wanted, mode: found.mode }];
  });
}

function folderOf(folder: string, wanted: number): SessionFolder {
  try {
    const stats = fs.lstatSync(folder);
    return { path: folder, wanted, found: { isFolder: stats.isDirectory(), mode: stats.mode & 0o777, uid: stats.uid } };
  } catch {
    return { path: folder, wanted };
  }
}
