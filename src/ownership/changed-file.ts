import fs from 'node:fs';
import path from 'node:path';
import { accessList, withAccessList, type Access } from './access-list';
import { removeLeftovers, temporaryBeside } from './leftovers';
import { readUserFile } from './user-file';
import { AstroAirflowError, reason } from '../text/error';
import { isUnderCheck } from '../text/under-check';

/** How often another program may change the file while it is written here. */
const TRIES = 20;
/** The time that a program needs between opening a file and writing to it, in milliseconds. */
const GRACE = 25;
/** How long another program may lock a file on Windows, or take to rewrite it in place, in milliseconds. */
const HELD = 2_000;

/** A file that the user owns. */
export interface UserFile {
  /** Its absolute path. */
  readonly file: string;
  /** Absolute path of the directory that a link must not leave. */
  readonly tree: string;
  /** Its name in errors. */
  readonly name: string;
  /** The mode of a new file. */
  readonly mode?: number;
}

/** The text that another program wrote to the replaced file, and the text that replaced it. */
interface Overtaken {
  readonly before: string;
  readonly late: string;
  readonly written: string;
}

/**
 * Changes a file that the user owns atomically: after a failure the old file is intact. Mode, owner and access list of an existing file stay, a link
 * stays a link. What another program writes meanwhile is kept: the change is then applied to its text.
 *
 * @param change returns the new text for the current one, which is undefined if there is no file; it can be called more than once
 * @returns warnings, a sentence each
 * @throws AstroAirflowError if the file cannot be read or written
 */
export function changeUserFile(place: UserFile, change: (text: string | undefined) => string): string[] {
  const warnings: string[] = [];
  const known: Known = {};
  let overtaken: Overtaken | undefined;
  for (let tries = 0; tries < TRIES; tries++) {
    const text = readUserFile(place.file, place.tree, place.name);
    if (!isUnderCheck()) {
      removeLeftovers(path.dirname(place.file));
    }
    const own = overtaken === undefined ? text : merged(overtaken.late, overtaken.written, text ?? '', place);
    const next = change(own);
    if (next === (text ?? '')) {
      return warnings;
    }
    const done = written(place, text, next, known);
    warnings.push(...(done?.warnings ?? []));
    if (done !== undefined && done.late === text) {
      return warnings;
    }
    if (done?.late !== undefined) {
      // Text that was appended to the replaced file belongs after the new text.
      overtaken = { before: own ?? '', late: merged(own ?? '', text ?? '', done.late, place), written: next };
    }
  }
  if (overtaken?.late.startsWith(overtaken.before) === true) {
    fs.appendFileSync(place.file, overtaken.late.slice(overtaken.before.length));
    const text = readUserFile(place.file, place.tree, place.name);
    if (change(text) === text) {
      return [...warnings, `${place.name} was written by another program all the time: some of its last lines are behind later ones.`];
    }
  }
  throw new AstroAirflowError(`${place.name} could not be written: another program changes it all the time. Stop that program, then run again.`);
}

/** Facts that a further attempt reuses. */
interface Known {
  access?: Access;
}

/** The result of an attempt. */
interface Done {
  /** The final text of the replaced file; undefined if there was none. */
  readonly late?: string;
  readonly warnings: readonly string[];
}

/** Replaces the current text with a new one; undefined if the file was changed meanwhile, and so is left as it is. */
function written(place: UserFile, text: string | undefined, next: string, known: Known): Done | undefined {
  try {
    fs.mkdirSync(path.dirname(place.file), { recursive: true });
    const real = text === undefined ? place.file : fs.realpathSync(place.file);
    if (isUnderCheck()) {
      // Nobody else writes there, and nobody must find half of it. What is read-only is so in the checkout alone.
      if (text !== undefined) {
        fs.chmodSync(real, fs.statSync(real).mode | 0o200);
      }
      fs.writeFileSync(real, next, { mode: place.mode ?? 0o666 });
      return { late: text, warnings: [] };
    }
    return text === undefined ? created(real, next, place.mode) : replaced(real, text, next, place.name, known);
  } catch (error) {
    throw new AstroAirflowError(`${place.name} could not be written: ${reason(error)}. The file is as it was; fix the cause, then run again.`);
  }
}

function created(file: string, next: string, mode?: number): Done | undefined {
  const temporary = temporaryBeside(file);
  try {
    save(temporary, next, mode);
    if (fs.existsSync(file)) {
      return undefined;
    }
    fs.renameSync(temporary, file);
    return { warnings: [] };
  } finally {
    fs.rmSync(temporary, { force: true });
  }
}

/** @param known facts of the first attempt: a further one skips everything slow, so that another program interferes less often */
function replaced(file: string, text: string, next: string, name: string, known: Known): Done | undefined {
  const isFirst = known.access === undefined;
  const temporary = temporaryBeside(file);
  const old = fs.openSync(file, 'r');
  let isOpen = true;
  try {
    const stats = fs.fstatSync(old);
    const access = (known.access ??= accessList(file, stats, name));
    save(temporary, next, 0o600, isFirst);
    keepOwner(temporary, stats);
    fs.chmodSync(temporary, access.mode);
    const warnings = [...(isFirst ? access.warnings : []), ...withAccessList(temporary, access, name)];
    if ((isFirst && fs.readFileSync(file, 'utf-8') !== text) || !isSame(stats, fs.statSync(file))) {
      return undefined;
    }
    if (process.platform === 'win32') {
      // There no program can replace an open file.
      fs.closeSync(old);
      isOpen = false;
      renamePatiently(temporary, file);
      return { late: text, warnings };
    }
    fs.renameSync(temporary, file);
    const late = lateText(old, text);
    const others = stats.nlink > 1 && isFirst ? [`${name} had ${stats.nlink} names (hard links): the other ones keep the old text.`] : [];
    return { late, warnings: [...warnings, ...others] };
  } finally {
    if (isOpen) {
      fs.closeSync(old);
    }
    fs.rmSync(temporary, { force: true });
  }
}

/**
 * Applies to a text the changes that another program has made to an older one.
 *
 * @param older the text before that program's changes
 * @param newer the text after them
 */
function merged(text: string, older: string, newer: string, { file, name }: UserFile): string {
  if (newer.startsWith(older)) {
    return text + newer.slice(older.length);
  }
  if (text === older) {
    return newer;
  }
  const kept = temporaryBeside(file).replace(/\.tmp$/, '.kept');
  fs.writeFileSync(kept, text, { mode: 0o600 });
  throw new AstroAirflowError(`${name} was changed by other programs in ways that do not go together. One of the texts is in ${path.basename(kept)} beside it: put both together, delete that file, then run again.`);
}

function save(file: string, text: string, mode?: number, isSynced = true): void {
  const descriptor = fs.openSync(file, 'wx', mode ?? 0o666);
  try {
    // Writes until the disk has taken all of it, or throws.
    fs.writeFileSync(descriptor, text);
    if (isSynced) {
      fs.fsyncSync(descriptor);
    }
  } finally {
    fs.closeSync(descriptor);
  }
}

/** Only root can give files away; for others the file becomes their own. */
function keepOwner(file: string, { uid, gid }: fs.Stats): void {
  try {
    fs.chownSync(file, uid, gid);
  } catch {
    // As in every editor.
  }
}

function isSame(one: fs.Stats, other: fs.Stats): boolean {
  return one.ino === other.ino && one.dev === other.dev;
}

/**
 * The text of a file shortly after it was replaced. If it is only the start of the former text, a program is rewriting it in place, which empties it
 * first. If nothing more arrives, the former text counts.
 */
function lateText(descriptor: number, text: string): string {
  wait(GRACE);
  for (const start = Date.now(); ; wait(GRACE)) {
    const late = readAgain(descriptor);
    if (late === text || !text.startsWith(late)) {
      return late;
    }
    if (Date.now() - start > HELD) {
      return text;
    }
  }
}

function readAgain(descriptor: number): string {
  const bytes = Buffer.alloc(fs.fstatSync(descriptor).size);
  for (let position = 0, read = 1; read > 0 && position < bytes.length; position += read) {
    read = fs.readSync(descriptor, bytes, position, bytes.length - position, position);
  }
  return bytes.toString();
}

function renamePatiently(from: string, to: string): void {
  for (const start = Date.now(); ;) {
    try {
      fs.renameSync(from, to);
      return;
    } catch (error) {
      if (!['EPERM', 'EACCES', 'EBUSY'].includes((error as NodeJS.ErrnoException).code ?? '') || Date.now() - start > HELD) {
        throw error;
      }
      wait(50);
    }
  }
}

function wait(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
