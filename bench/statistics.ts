/** The smallest, the middle and the largest of some numbers. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** A measurement at one size. */
export interface Point {
  /** How many projects. */
  readonly size: number;
  readonly value: number;
}

/** The middle of some numbers; between the two in the middle if there is an even number of them. */
export function median(values: readonly number[]): number {
  return spread(values).median;
}

/** @throws RangeError if there is no number */
export function spread(values: readonly number[]): Spread {
  if (values.length === 0) {
    throw new RangeError('there is no value to take the middle of');
  }
  const sorted = [...values].sort((one, other) => one - other);
  const half = sorted.length >> 1;
  return { min: sorted[0], median: sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2, max: sorted[sorted.length - 1] };
}

/**
 * The ratios of two series, round by round. What slows the machine for the length of a round slows both and cancels out,
 * which it does not in a ratio of two medians.
 */
export function ratios(values: readonly number[], base: readonly number[]): number[] {
  return pairs(values, base).map(([value, one]) => value / one);
}

/** The differences of two series, round by round. */
export function differences(values: readonly number[], base: readonly number[]): number[] {
  return pairs(values, base).map(([value, one]) => value - one);
}

/**
 * How a value grows with the size: 1 for in proportion, 2 for with the square. The slope of the straight line through the
 * logarithms, by least squares.
 *
 * @returns undefined where there are not two sizes, or a value that is not positive and so has no logarithm
 */
export function growthExponent(points: readonly Point[]): number | undefined {
  if (new Set(points.map(({ size }) => size)).size < 2 || points.some(({ value }) => !(value > 0))) {
    return undefined;
  }
  const x = points.map(({ size }) => Math.log(size));
  const y = points.map(({ value }) => Math.log(value));
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  const covariance = mean(x.map((value, index) => (value - meanX) * (y[index] - meanY)));
  return covariance / mean(x.map((value) => (value - meanX) ** 2));
}

function pairs(values: readonly number[], base: readonly number[]): Array<[number, number]> {
  if (values.length !== base.length) {
    throw new RangeError(`${values.length} rounds cannot be paired with ${base.length}`);
  }
  return values.map((value, index) => [value, base[index]]);
}
