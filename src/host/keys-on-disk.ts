import fs from 'node:fs';
import { namesEnd } from './end-of-keys';
import type { ConfigFile, HostSession, SessionFile } from './host-session';
import { endIn, memberIn } from './keys';
import { mounted, placesOf, type Places } from './places';
import { isForOther, readState } from './state';
import { reason } from '../text/error';

/** The keys that a session has on this machine. */
export type KeysOnDisk =
  | { readonly state: 'absent' }
  /** `why` if the file cannot be read: its path and the reason. */
  | { readonly state: 'damaged'; readonly why?: string }
  /** Those of another session, whose name is there if it has another one. */
  | { readonly state: 'other'; readonly of?: string }
  /** It is not recorded what they are for. */
  | { readonly state: 'unknown' }
  | { readonly state: 'there'; readonly end: number; readonly namesEnd: boolean };

/** What is in the mounted folder of a session, with all that leads clients to the keys. Of these only their end is kept. */
export function keysOf(session: HostSession): KeysOnDisk {
  const places = placesOf(session);
  const ends = session.files.map((file) => endOf(places, file));
  if (ends.includes(undefined)) {
    return { state: 'absent' };
  }
  const why = unreadable(places, session);
  if (why !== undefined) {
    return { state: 'damaged', why };
  }
  const state = readState(places);
  if (state !== undefined && state.name !== session.name) {
    return { state: 'other', of: state.name };
  }
  if (isForOther(state, session)) {
    return { state: state === undefined ? 'unknown' : 'other' };
  }
  const end = Math.min(...(ends as number[]));
  return end > 0 && session.configFiles.every((file) => hasSections(places, file)) ? { state: 'there', end, namesEnd: namesEnd(session) } : { state: 'damaged' };
}

/** Whether a session has the keys of a shell: there is nothing to hand over then. */
export function hasKeysOf(env: NodeJS.ProcessEnv, session: HostSession): boolean {
  const places = placesOf(session);
  return session.files.every(({ name, shape: { required, variables = {} } }) => {
    const text = textOf(mounted(places, name)) ?? '';
    return required.every((member) => memberIn(text, member) === env[variables[member]]?.trim());
  });
}

/** Undefined if there is no file; 0 if it has no end that can be read. */
function endOf(places: Places, { name, shape, bare }: SessionFile): number | undefined {
  const [text, alone] = [name, bare?.name ?? name].map((file) => textOf(mounted(places, file)));
  if (text === undefined || alone === undefined) {
    return undefined;
  }
  return bare === undefined || alone === memberIn(text, bare.member) ? endIn(text, shape) : 0;
}

/** The first file that this user cannot read, with the reason; a folder that is closed closes its files. */
function unreadable(places: Places, { files }: HostSession): string | undefined {
  for (const { name, bare } of files) {
    for (const file of [name, bare?.name ?? name].map((one) => mounted(places, one))) {
      try {
        fs.accessSync(file, fs.constants.R_OK);
      } catch (error) {
        return `${file}: ${reason(error)}`;
      }
    }
  }
  return undefined;
}

/** Other projects and the host add to a file. */
function hasSections(places: Places, { name, sections }: ConfigFile): boolean {
  const text = textOf(mounted(places, name)) ?? '';
  return sections.every((section) => text.includes(section));
}

/** Undefined if there is no such file; empty if it cannot be read. A pipe would never end and a link leads to nothing in a container, so only files are read. */
function textOf(file: string): string | undefined {
  try {
    const stats = fs.lstatSync(file, { throwIfNoEntry: false });
    return stats?.isFile() === false ? '' : stats && fs.readFileSync(file, 'utf-8');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOTDIR' ? undefined : '';
  }
}
