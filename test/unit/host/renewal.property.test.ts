import fc from 'fast-check';
import { JITTER, LEAST, nextAsk, TICK, type Asked } from '../../../src/host/renewal';
import { propertyOptions } from '../../support/property';

const SECOND = 1_000;
const seconds = (min: number, max: number) => fc.integer({ min, max }).map((count) => count * SECOND);

/** An ask: what comes of it, how long the new keys live, how late the tick is, and the jitter after it. */
const step = fc.record({ outcome: fc.constantFrom('newer', 'same', 'failed'), life: seconds(60, 12 * 3_600), jitter: seconds(0, JITTER / SECOND) });

test('a watch never asks twice within 20 seconds, and always before the end of keys that it got with more than 40 seconds left', () => {
  fc.assert(fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), seconds(60, 12 * 3_600), seconds(60, 1_800), (steps, life, askBelow) => {
    let now = 1_800_000_000_000;
    let end = now + life;
    let last: Asked | undefined;
    let jitter = 0;
    for (const next of steps) {
      // The ticks of a watch, of which the first that is late enough asks.
      const due = nextAsk(now, end, askBelow, last) + jitter;
      const at = now + Math.max(last === undefined ? 0 : 1, Math.ceil((due - now) / TICK)) * TICK;
      if (last !== undefined) {
        expect(at - last.at).toBeGreaterThanOrEqual(LEAST);
      }
      if (end - now > 40 * SECOND && askBelow > TICK + JITTER) {
        expect(at).toBeLessThan(end);
      }
      now = at;
      last = { at, failed: next.outcome === 'failed' };
      jitter = next.jitter;
      end = next.outcome === 'newer' ? now + next.life : end;
    }
  }), propertyOptions());
});

test('it is never asked earlier than it is due', () => {
  const last = fc.option(fc.record({ at: seconds(0, 10_000), failed: fc.boolean() }), { nil: undefined });
  fc.assert(fc.property(seconds(0, 10_000), seconds(0, 100_000), seconds(1, 5_000), last, (now, end, askBelow, asked) => {
    expect(nextAsk(now, end, askBelow, asked)).toBeGreaterThanOrEqual(end - askBelow);
  }), propertyOptions());
});
