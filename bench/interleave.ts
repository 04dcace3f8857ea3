/** What one round of one contender took. */
export interface Sample {
  readonly seconds: number;
  /** Processor time of the whole tree. Other work on the machine changes it less than the time by the clock. */
  readonly cpuSeconds?: number;
  /** The largest resident set of any process of the tree, in MB. */
  readonly peakMb?: number;
}

/** The rounds of one row of a comparison, or why there are none. */
export type Row = { readonly samples: readonly Sample[] } | { readonly reason: string };

/** Rows by name, whose rounds belong together: the third round of each was run beside the third of the others. */
export type Comparison = Readonly<Record<string, Row>>;

/** One of the things compared. */
export interface Contender {
  /** The rows that a run fills. */
  readonly rows: readonly string[];
  /** @throws NotMeasured if there is nothing to compare with */
  run(round: number): Promise<Readonly<Record<string, Sample>>>;
}

/** Why something has no number. The report shows its message. */
export class NotMeasured extends Error {}

/**
 * Runs each contender once in every round, so that a slow minute of the machine hits all of them. Who is first changes
 * from round to round. A contender that fails once is out; the others go on.
 *
 * @param warmUp whether a round goes before that does not count
 */
export async function interleave(contenders: readonly Contender[], rounds: number, warmUp: boolean): Promise<Comparison> {
  const samples = new Map<string, Sample[]>();
  const reasons = new Map<string, string>();
  for (let round = warmUp ? -1 : 0; round < rounds; round++) {
    for (const index of contenders.keys()) {
      const contender = contenders[(index + Math.max(round, 0)) % contenders.length];
      if (contender.rows.some((row) => reasons.has(row))) {
        continue;
      }
      try {
        const measured = await contender.run(Math.max(round, 0));
        for (const row of round < 0 ? [] : contender.rows) {
          samples.set(row, [...(samples.get(row) ?? []), measured[row]]);
        }
      } catch (error) {
        if (!(error instanceof NotMeasured)) {
          throw error;
        }
        contender.rows.forEach((row) => reasons.set(row, error.message));
      }
    }
  }
  const rows = contenders.flatMap((contender) => contender.rows);
  return Object.fromEntries(rows.map((row) => [row, reasons.has(row) ? { reason: reasons.get(row)! } : { samples: samples.get(row) ?? [] }]));
}

/** The time by the clock on the wall, or the processor's. */
export type Clock = 'seconds' | 'cpuSeconds';

/** The times of a row; undefined if it was not measured. */
export function secondsOf(comparison: Comparison, name: string, clock: Clock = 'seconds'): number[] | undefined {
  const row = comparison[name];
  const times = row !== undefined && 'samples' in row ? row.samples.flatMap((sample) => sample[clock] ?? []) : [];
  return times.length === 0 ? undefined : times;
}

/** The most memory that any round of a row had; undefined if it was not measured. */
export function peakOf(comparison: Comparison, name: string): number | undefined {
  const row = comparison[name];
  const peaks = row !== undefined && 'samples' in row ? row.samples.flatMap(({ peakMb }) => peakMb ?? []) : [];
  return peaks.length === 0 ? undefined : Math.max(...peaks);
}

/** A row of the tables for a comparison that could not begin. */
export function noComparison(rows: readonly string[], reason: string): Comparison {
  return Object.fromEntries(rows.map((row) => [row, { reason }]));
}
