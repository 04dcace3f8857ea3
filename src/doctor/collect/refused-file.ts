import fs from 'node:fs';
import path from 'node:path';
import { readText } from './read-text';
import type { Surroundings } from './surroundings';
import type { Profiles } from '../../clouds/profiles';
import { fromHome } from '../../text/posix-path';
import { homeWord } from '../../text/shell-words';
import type { RefusedFile } from '../facts';

type Where = Pick<Surroundings, 'env' | 'home'>;

/**
 * A file with the profiles, absolute.
 *
 * @returns undefined if it is not known which one the clients read: they expand the home and variables in their own way
 */
export function settingFile({ variable, below }: Profiles['settingFiles'][number], { env, home }: Where): string | undefined {
  const named = env[variable] || (home === undefined ? undefined : path.join(home, below));
  return named === undefined || /[~$%]/.test(named) ? undefined : path.resolve(named);
}

/** The file whose content a program refuses. Of what is in it only the number of a line is kept. */
export function brokenFile(stderr: string, { refusal: { fileIn, lineIn, symptom } }: Profiles, { home }: Where): RefusedFile | undefined {
  const file = fileIn(stderr);
  if (file === undefined || !path.isAbsolute(file)) {
    return undefined;
  }
  const name = fromHome(file, home);
  const text = readText(file);
  const broken = 'value' in text ? lineIn(text.value ?? '') : undefined;
  return broken === undefined
    ? { name, what: 'cannot be parsed', fix: `correct ${name}`, symptom }
    : { name, what: `cannot be parsed, because of line ${broken.line}: ${broken.what}`, fix: `line ${broken.line} of ${name}: ${broken.fix}`, symptom };
}

/** A file that its own user may not read, which programs take for an empty one. */
export function closedFile({ settingFiles }: Profiles, { env, home }: Where): RefusedFile | undefined {
  const closed = settingFiles.map((file) => settingFile(file, { env, home })).find((file) => file !== undefined && isClosed(file));
  if (closed === undefined) {
    return undefined;
  }
  return { name: fromHome(closed, home), what: 'may not be read by you', fix: opening(closed, home) };
}

/** The command that opens a file to its user, or the folder in which it cannot be seen: only what belongs to somebody else needs root. */
function opening(file: string, home: string | undefined): string {
  const stats = statsOf(file);
  if (stats === undefined && path.dirname(file) !== file) {
    return opening(path.dirname(file), home);
  }
  const word = homeWord(fromHome(file, home));
  return stats?.uid === process.getuid?.() ? `chmod ${stats?.isDirectory() === true ? 'u+rwx' : 'u+r'} ${word}` : `sudo chown "$(id -u)" ${word}`;
}

function statsOf(file: string): fs.Stats | undefined {
  try {
    return fs.statSync(file);
  } catch {
    return undefined;
  }
}

function isClosed(file: string): boolean {
  const text = readText(file);
  return 'unknown' in text && text.unknown.startsWith('EACCES');
}
