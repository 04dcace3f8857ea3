import { nextAsk, type Asked } from '../../../src/host/renewal';

const MINUTE = 60_000;
const ASK_BELOW = 870_000;
const NOON = Date.parse('2026-11-29T12:00:00Z');
const asked = (at: number, failed: boolean = false): Asked => ({ at, failed });

/** When a watch asks between now and the end, if the program gives the same keys each time. */
function asks(end: number, from: number = NOON): number[] {
  const times: number[] = [];
  let last: Asked | undefined;
  for (let now = from; now < end; now += 1_000) {
    if (now >= nextAsk(now, end, ASK_BELOW, last)) {
      times.push(end - now);
      last = asked(now);
    }
  }
  return times.map((left) => left / 1_000);
}

test('keys of an hour are asked for 14 and a half minutes before their end, and not again if new ones came', () => {
  const end = NOON + 60 * MINUTE;
  expect(nextAsk(NOON, end, ASK_BELOW, undefined)).toBe(end - ASK_BELOW);
  expect(nextAsk(end - ASK_BELOW, end + 60 * MINUTE, ASK_BELOW, asked(end - ASK_BELOW))).toBe(end + 60 * MINUTE - ASK_BELOW);
});

test('a program that gives what it has cached is asked after a third of what is left, so that keys of aws login need four asks until it renews them', () => {
  expect(asks(NOON + 15 * MINUTE).slice(0, 5)).toEqual([870, 580, 386, 257, 171]);
});

test('between two asks are 20 seconds at least and 5 minutes at most', () => {
  const end = NOON + 12 * 60 * MINUTE;
  expect(nextAsk(NOON, NOON + 45_000, ASK_BELOW, asked(NOON))).toBe(NOON + 20_000);
  expect(nextAsk(NOON, end, 24 * 60 * MINUTE, asked(NOON))).toBe(NOON + 5 * MINUTE);
});

test('without keys it is asked at once, and every 20 seconds as long as that fails', () => {
  expect(nextAsk(NOON, 0, ASK_BELOW, undefined)).toBeLessThan(NOON);
  expect(nextAsk(NOON, 0, ASK_BELOW, asked(NOON, true))).toBe(NOON + 20_000);
  expect(nextAsk(NOON, NOON - MINUTE, ASK_BELOW, asked(NOON, true))).toBe(NOON + 20_000);
});

test('a failure long before the end changes nothing about when it is due', () => {
  expect(nextAsk(NOON, NOON + 60 * MINUTE, ASK_BELOW, asked(NOON, true))).toBe(NOON + 60 * MINUTE - ASK_BELOW);
});

test('after a sleep of the laptop it is due at once; a clock that was set back blocks nothing', () => {
  const end = NOON + 60 * MINUTE;
  expect(nextAsk(end + 5 * MINUTE, end, ASK_BELOW, asked(NOON))).toBeLessThanOrEqual(end + 5 * MINUTE);
  expect(nextAsk(NOON, NOON + 10 * MINUTE, ASK_BELOW, asked(NOON + 3 * 60 * MINUTE))).toBeLessThanOrEqual(NOON);
});
