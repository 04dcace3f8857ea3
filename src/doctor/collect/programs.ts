import { astro } from './astro';
import { drift } from './drift';
import { engine } from './engine';
import type { Surroundings } from './surroundings';
import type { Facts } from '../facts';

/** What is asked whatever the files say. */
export type StartedPrograms = { readonly [Name in 'drift' | 'astro' | 'engine']: Promise<Facts[Name]> };

/** Starts these programs, the one that takes longest first. */
export function startPrograms(surroundings: Surroundings): StartedPrograms {
  return { drift: drift(surroundings), astro: astro(surroundings), engine: engine(surroundings) };
}
