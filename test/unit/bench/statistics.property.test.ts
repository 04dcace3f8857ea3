import fc from 'fast-check';
import { differences, growthExponent, median, ratios, spread } from '../../../bench/statistics';
import { propertyOptions } from '../../support/property';

const time = fc.double({ min: 0.001, max: 10_000, noNaN: true });
function holds<T>(cases: fc.Arbitrary<T>, property: (value: T) => void): void {
  fc.assert(fc.property(cases, property), propertyOptions());
}

const times = fc.array(time, { minLength: 1, maxLength: 30 });

describe('the spread of some numbers', () => {
  test('has half of them on either side of its median, and its ends among them', () => {
    holds(times, (values) => {
      const { min, median: middle, max } = spread(values);

      expect(values.filter((value) => value <= middle).length).toBeGreaterThanOrEqual(values.length / 2);
      expect(values.filter((value) => value >= middle).length).toBeGreaterThanOrEqual(values.length / 2);
      expect([min, max]).toEqual([Math.min(...values), Math.max(...values)]);
    });
  });

  test('does not depend on their order, and leaves them as they are', () => {
    holds(times, (values) => {
      const copy = [...values];

      expect(spread([...values].reverse())).toEqual(spread(values));
      expect(values).toEqual(copy);
    });
  });

  test('lies between the two in the middle of an even number of them', () => {
    expect(median([1, 100, 3, 5])).toBe(4);
  });

  test('is refused where there are none', () => {
    expect(() => spread([])).toThrow('no value');
  });
});

describe('what is taken round by round', () => {
  test('does not see what slows a whole round', () => {
    holds(fc.array(fc.tuple(time, fc.double({ min: 0.5, max: 4, noNaN: true })), { minLength: 1 }), (rounds) => {
      const base = rounds.map(([seconds]) => seconds);
      const values = rounds.map(([seconds, ratio]) => seconds * ratio);
      const found = ratios(values, base);

      rounds.forEach(([, ratio], index) => expect(found[index]).toBeCloseTo(ratio, 6));
    });
  });

  test('has the sign of who is slower', () => {
    expect(differences([3, 1], [1, 3])).toEqual([2, -2]);
  });

  test('is refused where the rounds do not pair', () => {
    expect(() => ratios([1, 2], [1])).toThrow('2 rounds cannot be paired with 1');
    expect(() => differences([1], [1, 2])).toThrow('1 rounds cannot be paired with 2');
  });
});

describe('the exponent of growth', () => {
  const sizes = [1, 10, 100, 1000];

  test('is that of the power by which the values grow', () => {
    holds(fc.tuple(fc.double({ min: -1, max: 3, noNaN: true }), time), ([exponent, factor]) => {
      expect(growthExponent(sizes.map((size) => ({ size, value: factor * size ** exponent })))).toBeCloseTo(exponent, 6);
    });
  });

  test('is lowered by a constant, most at the small sizes', () => {
    const points = sizes.map((size) => ({ size, value: 20 + size }));

    expect(growthExponent(points)).toBeLessThan(growthExponent(points.slice(-2))!);
    expect(growthExponent(points.slice(-2))).toBeLessThan(1);
  });

  test('does not exist for one size, however often measured', () => {
    expect(growthExponent([])).toBeUndefined();
    expect(growthExponent([{ size: 10, value: 1 }])).toBeUndefined();
    expect(growthExponent([{ size: 10, value: 1 }, { size: 10, value: 2 }])).toBeUndefined();
  });

  test.each([0, -1, NaN])('does not exist where a value is %p', (value) => {
    expect(growthExponent([{ size: 1, value: 1 }, { size: 10, value }])).toBeUndefined();
  });
});
