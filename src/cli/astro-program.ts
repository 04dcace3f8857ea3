import * as fs from 'node:fs';
import * as path from 'node:path';

/**
 * The Astro CLI on the PATH: absolute; undefined if there is none. Folders of npm packages are left out, because the web
 * framework Astro has a command of the same name, and npx puts these folders first.
 */
export function findAstro(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const name = process.platform === 'win32' ? 'astro.exe' : 'astro';
  return (env.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => folder !== '' && !/node_modules[\\/]+\.bin[\\/]*$/.test(folder))
    .map((folder) => path.resolve(folder, name))
    .find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
