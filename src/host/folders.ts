import fs from 'node:fs';
import path from 'node:path';
import type { HostSession } from './host-session';
import { mountedFiles } from './mounted-files';
import { mounted, OUTER_NAME, type Places } from './places';
import { label } from './selinux';
import { AstroAirflowError, reason } from '../text/error';
import { isAlive } from '../text/process-id';

const PRIVATE = 0o700;
/** The user of the containers has another id; the private folders around it keep everybody else out. */
const OPEN = 0o755;

/** Programs for backups that know this file omit its folder. */
const TAG = 'CACHEDIR.TAG';
const TAG_TEXT = `Signature: 8a477f597d28d172789f06886806bc55
# Short-lived keys for the containers of local Airflow projects, written by projen-astro-airflow.
`;

/**
 * Makes the folders of a session, or sets them right, with the files that containers read, and removes what a killed export left.
 *
 * @param note receives what could not be done and does no harm
 * @throws AstroAirflowError if something else is in the way, or the disk refuses
 */
export function prepareFolders(places: Places, session: HostSession, note: (text: string) => void): void {
  attempt(places.outer, () => makeParents(places.outer));
  folder(places.outer, PRIVATE, note, () => checkOwn(places.outer));
  writeTag(path.join(places.outer, TAG));
  folder(places.cloud, PRIVATE, note);
  folder(places.own, PRIVATE, note);
  folder(places.mount, OPEN, note);
  [...session.configFiles, ...session.files].flatMap(({ name }) => foldersOf(name)).forEach((name) => folder(mounted(places, name), OPEN, note));
  mountedFiles(places, session).forEach(({ file, mode }) => setFileMode(file, mode));
  label(places.mount, note);
  removeLeftovers(places);
}

/** Where a temporary file is written: beside the mounted folder, on the same file system. */
export function temporaryFile(places: Places, name: string): string {
  return path.join(places.own, `.new-${process.pid}-${name.replaceAll('/', '-')}`);
}

/** Removes the temporary files of processes that have ended. */
export function removeLeftovers(places: Places): void {
  attempt(places.own, () => {
    for (const name of fs.readdirSync(places.own)) {
      const [, pid] = /^\.new-(\d+)-/.exec(name) ?? [];
      if (pid !== undefined && !isAlive(Number(pid))) {
        fs.rmSync(path.join(places.own, name), { force: true });
      }
    }
  });
}

/** The folders of a path, outermost first. */
function foldersOf(name: string): string[] {
  const parts = name.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function folder(directory: string, mode: number, note: (text: string) => void, checkExisting: () => void = () => undefined): void {
  attempt(directory, () => {
    const stats = fs.lstatSync(directory, { throwIfNoEntry: false });
    if (stats === undefined) {
      make(directory, mode);
    } else {
      checkFolder(directory, stats);
      checkExisting();
    }
    setMode(directory, mode, note);
  });
}

function makeParents(directory: string): void {
  const parent = path.dirname(directory);
  if (!fs.existsSync(parent)) {
    makeParents(parent);
    make(parent);
  }
}

/** Never recursive: Node tries without an end where a file system, as of an automounter, refuses a folder with "no such file or directory". */
function make(directory: string, mode?: number): void {
  try {
    fs.mkdirSync(directory, { mode });
  } catch (error) {
    // Another export can make it at the same moment.
    if (fs.statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) {
      throw error;
    }
  }
}

function checkFolder(directory: string, stats: fs.Stats): void {
  if (!stats.isDirectory()) {
    throw new AstroAirflowError(`${directory} is ${stats.isSymbolicLink() ? 'a link' : 'a file'}, and keys are kept in a folder there. Remove it, then run again.`);
  }
  const user = process.getuid?.();
  if (user !== undefined && stats.uid !== user) {
    throw new AstroAirflowError(`${directory} belongs to another user (uid ${stats.uid}, you are ${user}), who could read the keys. Remove it (sudo rm -r), then run again.`);
  }
}

/** A folder for other things would be closed to everybody else, and left alone by backups. The usual one has its name for nothing else. */
function checkOwn(outer: string): void {
  const names = fs.readdirSync(outer);
  if (names.length > 0 && !names.includes(TAG) && path.basename(outer) !== OUTER_NAME) {
    throw new AstroAirflowError(`${outer} has other files in it, and only you could read it any more. Declare a directory of its own for the keys.`);
  }
}

/** What mkdir gives depends on the umask, and anybody can have widened it since. */
function setMode(file: string, mode: number, note: (text: string) => void): void {
  if (process.platform === 'win32' || modeOf(file) === mode) {
    return;
  }
  fs.chmodSync(file, mode);
  if (modeOf(file) !== mode) {
    note(`${file} keeps the mode ${modeOf(file).toString(8)}, because its file system has none: other users of this machine may read the keys.`);
  }
}

/** An export writes only files whose text is new, so it would leave one closed that containers cannot read. */
function setFileMode(file: string, mode: number): void {
  attempt(file, () => {
    // A link leads to a file that is not ours.
    if (fs.lstatSync(file, { throwIfNoEntry: false })?.isFile() === true) {
      setMode(file, mode, () => undefined);
    }
  });
}

function modeOf(file: string): number {
  return fs.statSync(file).mode & 0o777;
}

function writeTag(file: string): void {
  attempt(file, () => {
    // One that was written on a full disk is empty, and says nothing to a backup.
    if ((fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0) < TAG_TEXT.length) {
      fs.writeFileSync(file, TAG_TEXT, { mode: 0o644 });
    }
  });
}

function attempt(file: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    throw error instanceof AstroAirflowError ? error : new AstroAirflowError(`${file} cannot be made or read: ${reason(error)}. Fix that, then run again.`);
  }
}
