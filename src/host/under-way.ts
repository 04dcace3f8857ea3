import { WALL_CLOCK } from './clock';
import { untilFree } from './lock';
import type { Places } from './places';

/**
 * Waits for an export that is under way: it would put back keys that are removed meanwhile, and a watch would go on with them.
 *
 * @param waits called once if there is one
 */
export function exportEnds({ lock }: Places, waits: () => void): Promise<void> {
  return untilFree(lock, { clock: WALL_CLOCK, waits });
}
