import * as fs from 'node:fs';
import * as path from 'node:path';
import { NotPrepared } from './row';

/**
 * Installs something into a folder, unless that was done already. Half an install is none: the note that says what
 * stands there is written last.
 *
 * @param directory emptied before an install
 * @param wanted what is to stand there: versions, a requirements file; another text makes a new install
 * @throws NotPrepared if the install fails, with the last line that it printed
 */
export function installOnce(directory: string, wanted: string, install: () => void): void {
  const note = path.join(directory, 'installed.txt');
  if (fs.existsSync(note) && fs.readFileSync(note, 'utf-8') === wanted) {
    return;
  }
  fs.rmSync(directory, { recursive: true, force: true });
  fs.mkdirSync(directory, { recursive: true });
  try {
    install();
  } catch (error) {
    throw new NotPrepared(`${path.basename(directory)} could not be installed: ${lastLine(error as Error & { stderr?: string | Buffer })}`);
  }
  fs.writeFileSync(note, wanted);
}

/** What npm says around its reason and behind it. */
const AROUND = /^npm (error|ERR!)( (A complete log|network|code|errno|syscall|path)\b.*)?$/;

/** What a program that failed said last, but for where its log is; clients of package registries give the reason there. */
export function lastLine({ message, stderr }: Error & { stderr?: string | Buffer }): string {
  const lines = (stderr?.toString().trim() || message).trim().split('\n').map((line) => line.trim());
  return (lines.filter((line) => !AROUND.test(line)).at(-1) ?? lines.at(-1)!).replace(/^npm (error|ERR!) (FetchError: )?/, '');
}
