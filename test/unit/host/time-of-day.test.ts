import { timeOf } from '../../../src/host/time-of-day';

const at = (...args: [number, number, number, number?, number?]): number => new Date(...args).getTime();

test('a time of today is that of the clock, with two digits each', () => {
  expect(timeOf(at(2026, 10, 29, 14, 8), at(2026, 10, 29, 9))).toBe('14:08');
  expect(timeOf(at(2026, 10, 29, 0, 0), at(2026, 10, 29, 23, 59))).toBe('00:00');
});

test('a time of another day has its date', () => {
  expect(timeOf(at(2026, 10, 30, 2, 8), at(2026, 10, 29, 14))).toBe('2026-11-30 02:08');
  expect(timeOf(at(2025, 0, 2, 23, 59), at(2026, 0, 2, 23, 59))).toBe('2025-01-02 23:59');
});
