import * as fs from 'node:fs';
import * as path from 'node:path';
import { NotPrepared } from './row';

/**
 * Installs something into a folder, unless that was done already. Half an install is none: the note that says what
 * is there is written last.
 *
 * @param directory emptied before an install
 * @param wanted what is to be there: versions, a requirements file; another text makes a new install
 * @throws NotPrepared if the install fails, with the last line that it printed
 */
export function installOnce(directory: string, wanted: string, install: () => void): void {
  if (stands(directory, wanted)) {
    return;
  }
  empty(directory);
  try {
    install();
  } catch (error) {
    throw notInstalled(directory, error as Error);
  }
  fs.writeFileSync(noteIn(directory), wanted);
}

/** Installs under way, by directory: two rows may want the same at a time. */
const underWay = new Map<string, Promise<void>>();

/** The same beside whatever else is run, for what takes minutes. */
export async function installOnceBeside(directory: string, wanted: string, install: () => Promise<void>): Promise<void> {
  while (underWay.has(directory)) {
    await underWay.get(directory);
  }
  if (stands(directory, wanted)) {
    return;
  }
  empty(directory);
  const installing = install().then(
    () => fs.writeFileSync(noteIn(directory), wanted),
    (error: Error) => {
      throw notInstalled(directory, error);
    },
  ).finally(() => underWay.delete(directory));
  underWay.set(directory, installing);
  await installing;
}

function noteIn(directory: string): string {
  return path.join(directory, 'installed.txt');
}

function stands(directory: string, wanted: string): boolean {
  return fs.existsSync(noteIn(directory)) && fs.readFileSync(noteIn(directory), 'utf-8') === wanted;
}

function empty(directory: string): void {
  fs.rmSync(directory, { recursive: true, force: true });
  fs.mkdirSync(directory, { recursive: true });
}

function notInstalled(directory: string, error: Error): NotPrepared {
  return error instanceof NotPrepared ? error : new NotPrepared(`${path.basename(directory)} could not be installed: ${lastLine(error)}`);
}

/** What npm says around its reason and behind it. */
const AROUND = /^npm (error|ERR!)( (A complete log|network|code|errno|syscall|path)\b.*)?$/;

/** What a program that failed said last, but for where its log is; clients of package registries give the reason there. */
export function lastLine({ message, stderr }: Error & { stderr?: string | Buffer }): string {
  const lines = (stderr?.toString().trim() || message).trim().split('\n').map((line) => line.trim());
  return (lines.filter((line) => !AROUND.test(line)).at(-1) ?? lines.at(-1)!).replace(/^npm (error|ERR!) (FetchError: )?/, '');
}
