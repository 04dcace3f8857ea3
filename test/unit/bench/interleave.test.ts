import { interleave, noComparison, NotMeasured, peakOf, secondsOf, type Contender } from '../../../bench/interleave';

/** A contender that notes when it ran and takes as many seconds as it has run. */
function counting(name: string, log: string[], failAt: number = Infinity): Contender {
  let runs = 0;
  return {
    rows: [name],
    run(round) {
      log.push(`${name}${round}`);
      runs++;
      return runs === failAt ? Promise.reject(new NotMeasured('it broke')) : Promise.resolve({ [name]: { seconds: runs, peakMb: 10 * runs } });
    },
  };
}

test('each round runs all, and another one first', async () => {
  const log: string[] = [];

  await interleave([counting('a', log), counting('b', log), counting('c', log)], 3, false);

  expect(log).toEqual(['a0', 'b0', 'c0', 'b1', 'c1', 'a1', 'c2', 'a2', 'b2']);
});

test('a warm-up runs but does not count', async () => {
  const log: string[] = [];
  const comparison = await interleave([counting('a', log)], 2, true);

  expect(log).toEqual(['a0', 'a0', 'a1']);
  expect(secondsOf(comparison, 'a')).toEqual([2, 3]);
  expect(peakOf(comparison, 'a')).toBe(30);
});

test('one that fails once is out, with its reason, and the others go on', async () => {
  const log: string[] = [];
  const comparison = await interleave([counting('a', log, 2), counting('b', log)], 3, false);

  expect(comparison.a).toEqual({ reason: 'it broke' });
  expect(secondsOf(comparison, 'a')).toBeUndefined();
  expect(peakOf(comparison, 'a')).toBeUndefined();
  expect(secondsOf(comparison, 'b')).toEqual([1, 2, 3]);
  expect(log.filter((entry) => entry.startsWith('a'))).toEqual(['a0', 'a1']);
});

test('an error of the benchmark itself is no result', async () => {
  await expect(interleave([{ rows: ['a'], run: () => Promise.reject(new TypeError('a mistake')) }], 1, false)).rejects.toThrow('a mistake');
});

test('where no comparison could begin, each row says why', () => {
  expect(noComparison(['a', 'b'], 'no git')).toEqual({ a: { reason: 'no git' }, b: { reason: 'no git' } });
});
