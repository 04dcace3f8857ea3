import { startPrograms } from './programs';
import type { Surroundings } from './surroundings';
import type { Facts } from '../facts';

/* Loaded while the programs run, which take far longer. */
const beside = () => require('./beside') as typeof import('./beside');

/** Collects all facts, every program at the same time, but a trial, which needs some of them. It changes nothing, and fails in nothing: what cannot be found out is unknown. */
export function collect(surroundings: Surroundings): Promise<Facts> {
  const programs = startPrograms(surroundings);
  return beside().collectBeside(programs, surroundings);
}
