import fs from 'node:fs';
import path from 'node:path';

/** What Windows runs, in its own order; a `.cmd` needs its command line (see windows-command.ts). */
const WINDOWS_ENDINGS = ['.exe', '.cmd', '.bat'];

/**
 * A program on the PATH: absolute; undefined if there is none. Folders of npm packages are left alone: npx puts them first, and a package
 * can have a command of the same name, such as the web framework Astro.
 */
export function findProgram(name: string, env: NodeJS.ProcessEnv = process.env, endings: readonly string[] = process.platform === 'win32' ? WINDOWS_ENDINGS : ['']): string | undefined {
  return pathIn(env)
    .split(path.delimiter)
    .filter((folder) => folder !== '' && !/node_modules[\\/]+\.bin[\\/]*$/.test(folder))
    .flatMap((folder) => endings.map((ending) => path.resolve(folder, `${name}${ending}`)))
    .find(isProgram);
}

/** On Windows the variable is `Path`, and a copy of the environment has it under that name alone. */
function pathIn(env: NodeJS.ProcessEnv): string {
  return env.PATH ?? Object.entries(env).find(([name]) => name.toUpperCase() === 'PATH')?.[1] ?? '';
}

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
