/** The inner loop has time for a hundred runs, `npm run verify:full` for 2,000; `npx projen properties` makes 100,000. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 100);

/** The same cases on every machine, unless another seed is asked for. */
const SEED = Number(process.env.PROPERTY_SEED ?? 20_261_101);

/**
 * How often and from which seed fast-check tries a property.
 *
 * @param cost how many times dearer than a pure function a run is, and so how many times fewer runs there are
 */
export function propertyOptions(cost: number = 1): { numRuns: number; seed: number } {
  return { numRuns: Math.max(1, Math.round(RUNS / cost)), seed: SEED };
}
