import { posixWord } from '../../text/shell-words';
import { failure, ok, warning, type Check, type Judgement } from '../check';
import { sessionsOf } from '../declared-sessions';
import type { Facts, Session, SessionEntry, SessionFolder } from '../facts';

const PRIVATE = 0o700;
/** The bits of a mode for users who are neither the owner nor of the group. */
const OF_OTHERS = 0o007;

export const check: Check = {
  id: 'session-folder',
  group: 'session',
  looksAt: 'the folders of the exported keys: that they are there and yours, that nobody else can enter them, and that containers can read what is mounted',
  judge: (facts) => sessionsOf(facts).flatMap((session) => judgeOne(session, facts)),
};

function judgeOne({ name, folders, mounted }: Session, { machine, commands }: Facts): Judgement[] {
  const problems = [...folders.flatMap((folder) => problemOf(folder, machine.uid, commands.login)), ...(machine.uid === undefined ? [] : mounted.flatMap(closedOf))];
  const isAbsent = folders.some(({ found }) => found === undefined);
  if (problems.length > 0) {
    return problems;
  }
  return [isAbsent ? failure(`The folder for the keys of ${name} does not exist, so "astro dev start" fails (bind source path does not exist).`, commands.login) : ok(`the folder for the keys of ${name} is yours alone`)];
}

function problemOf({ path, wanted, found }: SessionFolder, uid: number | undefined, login: string): Judgement[] {
  if (found === undefined) {
    return [];
  }
  if (!found.isFolder) {
    return [failure(`${path} is no folder, and keys are kept in one there.`, `remove it, then ${login}`)];
  }
  // Windows has no owner and no mode that would mean something.
  if (uid === undefined) {
    return [];
  }
  if (found.uid !== uid) {
    return [failure(`${path} belongs to another user (uid ${found.uid}, you are ${uid}), who could read the keys.`, `sudo rm -r ${posixWord(path)} && ${login}`)];
  }
  const lacks = wanted & ~found.mode;
  if (lacks !== 0) {
    return [failure(`${path} has the mode ${octal(found.mode)}, so ${wanted === PRIVATE ? 'not even you can use it' : 'the containers (uid 50000) cannot read the keys'}.`, `chmod ${octal(wanted)} ${posixWord(path)}`)];
  }
  // The folders around the mounted one keep everybody else out.
  return wanted !== PRIVATE || (found.mode & ~wanted) === 0 ? [] : [warning(`${path} has the mode ${octal(found.mode)}: other users of this machine may read the keys.`, `chmod ${octal(wanted)} ${posixWord(path)}`)];
}

function closedOf({ path, wanted, mode }: SessionEntry): Judgement[] {
  const isClosed = (wanted & ~mode & OF_OTHERS) !== 0;
  return isClosed ? [failure(`${path} has the mode ${octal(mode)}, so the containers (uid 50000) cannot use it.`, `chmod ${octal(wanted)} ${posixWord(path)}`)] : [];
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}
