import Module from 'node:module';
import path from 'node:path';

/** As much of Node's module for modules as is used; the function is there from Node 22.8 on. */
interface ModuleWithCache {
  readonly enableCompileCache?: (directory: string) => unknown;
}

/**
 * Lets Node keep what it compiles in the user's cache folder, so that the next check loads projen in half the time, and the doctor its own
 * files. To fill the folder takes longer than it saves once, so a machine of a CI system, which starts anew each time, does without. Where
 * it cannot be written nothing happens, and `NODE_COMPILE_CACHE` and `NODE_DISABLE_COMPILE_CACHE` decide as ever.
 */
export function cacheCompiledCode(): void {
  const home = process.env.HOME ?? process.env.USERPROFILE;
  if (!process.env.CI && home) {
    (Module as unknown as ModuleWithCache).enableCompileCache?.(path.join(cacheFolder(home), 'projen-astro-airflow', 'compiled'));
  }
}

function cacheFolder(home: string): string {
  switch (process.platform) {
    case 'win32':
      return process.env.LOCALAPPDATA ?? path.join(home, 'AppData', 'Local');
    case 'darwin':
      return path.join(home, 'Library', 'Caches');
    default:
      return process.env.XDG_CACHE_HOME || path.join(home, '.cache');
  }
}
