import { spelled } from './spelled';
import { untilText } from '../host/end-of-keys';
import type { Exported } from '../host/export';
import type { HostSession } from '../host/host-session';
import type { KeysOnDisk } from '../host/keys-on-disk';
import { timeOf } from '../host/time-of-day';

/* Few shells have something to say of. */
const onDisk = () => require('../host/keys-on-disk') as typeof import('../host/keys-on-disk');

const COMPLAINT = 'projen-astro-airflow: ';

/** Whose keys there are until when, and who chose them. */
function keysText(session: HostSession, end: number): string {
  const { cloudName, name, chosen } = session;
  const who = chosen === undefined ? '' : ` (from your shell's ${chosen.variable}, the project declares ${chosen.declared})`;
  return `${cloudName}: keys of ${name}${untilText(session, end, Date.now())}${who}`;
}

/** Says what became of the keys of a session, for a project. */
export function sayExported(session: HostSession, exported: Exported, project: string): void {
  const tell = sayOf(project);
  switch (exported.kind) {
    case 'keys':
      return tell(keysText(session, exported.end));
    case 'offline':
      return tell(`${keysText(session, exported.end)}, not renewed: ${exported.failure.text}`);
    case 'failed':
      return tell(`${COMPLAINT}${exported.failure.text}`);
    case 'stopped':
      return undefined;
  }
}

/** What else there is to say of the shell, unless the keys are its own. */
export function sayNote(session: HostSession, project: string): void {
  const { cloudName, note } = session;
  if (note !== undefined && !onDisk().hasKeysOf(process.env, session)) {
    sayOf(project)(`${cloudName}: ${note}`);
  }
}

/** What is there, whether or not it is of any use. */
export function statusText(session: HostSession, keys: KeysOnDisk): string {
  const { cloudName, name } = session;
  switch (keys.state) {
    case 'absent':
      return `${cloudName}: ${name} has no keys`;
    case 'damaged':
      return keys.why === undefined ? `${cloudName}: the files with the keys of ${name} are damaged or incomplete` : `${cloudName}: the keys of ${name} cannot be read: ${keys.why}. Fix that, then run again.`;
    case 'other':
      return keys.of === undefined ? `${cloudName}: the keys of ${name} are for another place than your shell and the project name now` : `${cloudName}: the folder of ${name} has the keys of ${keys.of}`;
    case 'unknown':
      return `${cloudName}: it is not known what the keys of ${name} are for, because the record of that is absent or damaged`;
    case 'there':
      return keys.end > Date.now() ? keysText(session, keys.end) : `${cloudName}: the keys of ${name} ${keys.namesEnd ? 'ended at' : 'name no end, and were to be renewed at'} ${timeOf(keys.end, Date.now())}`;
  }
}

/** A line for the user. The standard output is left to other programs, and to what programs read. */
export function say(line: string): void {
  sayOf(process.cwd())(line);
}

/** The same, about an Astro project that need not be the current directory. */
export function sayOf(project: string): (line: string) => void {
  return (line) => process.stderr.write(`${spelled(line, project)}\n`);
}

/** A line that says why something was not done. */
export function complain(text: string): void {
  say(`${COMPLAINT}${text}`);
}
