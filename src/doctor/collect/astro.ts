import { ask, mapped } from './ask';
import type { Surroundings } from './surroundings';
import type { Fact, Program } from '../facts';

/** The Astro CLI on the PATH. */
export async function astro({ env }: Surroundings): Promise<Fact<Program | undefined>> {
  return mapped(await ask('astro', ['version'], env), (asked) => (asked === undefined ? undefined : { version: /\bAstro CLI Version: v?(\d+(?:\.\d+)+)/i.exec(asked.stdout)?.[1] }));
}
