import { findProgram } from '../host/find-program';

/** The Astro CLI on the PATH: absolute; undefined if there is none. */
export function findAstro(env: NodeJS.ProcessEnv = process.env): string | undefined {
  return findProgram('astro', env, [process.platform === 'win32' ? '.exe' : '']);
}
