import * as fc from 'fast-check';
import { readPythonPattern } from '../../../src/text/python-pattern';
import { testIf } from '../../support/projects';
import { propertyOptions } from '../../support/property';
import { hasPython, python } from '../../support/python';

const piece = fc.constantFrom(
  'a', 'b', 'A', '_', '-', '0', '.', '^', '$', '|', '(', ')', '(?:', '(?=', '(?!', '(?P<n>', '(?i)', '[', ']', '[a-z]', '[^a-z0-9_]', '[]a]', '[a\\]]', '[\\d_]', '[\\w-]', '[z-a]', '[a-\\d]', '[--a]', '*', '+', '?', '*?', '{2}',
  '{1,}', '{,2}', '{2,1}', '{a}', '\\d', '\\w', '\\s', '\\.', '\\-', '\\b', '\\A', '\\Z', '\\1', '\\y', '\\_', '\\', 'orders', 'é', '/', '#', ' ', '}', '&&',
);
const key = fc.string({ unit: fc.constantFrom('a', 'b', 'A', 'B', '_', '-', '0', '1', 'o', 'r', 'd', 'e', 's', '.', '/', ' ', ']'), maxLength: 12 });
const cases = fc.tuple(fc.array(piece, { minLength: 1, maxLength: 7 }).map((pieces) => pieces.join('')), fc.array(fc.oneof(key, fc.constantFrom('orders', 'orders_x', 'my_var', 'a', '')), { minLength: 1, maxLength: 4 }));

const SCRIPT = `import re, warnings
warnings.simplefilter("ignore")
def judge(pattern, keys):
    try:
        compiled = re.compile(pattern, re.IGNORECASE)
    except re.error:
        return None
    return [compiled.match(key) is not None for key in keys]
result = [judge(pattern, keys) for pattern, keys in data]`;

testIf(hasPython('re'), 'python3')('a pattern is refused, or matches a key, exactly as in Python, where something is known of it', () => {
  const samples = fc.sample(cases, { ...propertyOptions(), numRuns: Math.max(5_000, propertyOptions().numRuns) });
  const judged = python<Array<boolean[] | null>>(SCRIPT, samples);
  const counts = { matched: 0, refused: 0, unknown: 0 };
  samples.forEach(([pattern, keys], index) => {
    const read = readPythonPattern(pattern);
    if ('expression' in read) {
      counts.matched++;
      expect([pattern, keys.map((one) => read.expression.test(one))]).toEqual([pattern, judged[index]]);
    } else if ('refused' in read) {
      counts.refused++;
      expect([pattern, judged[index]]).toEqual([pattern, null]);
    } else {
      counts.unknown++;
    }
  });
  // Otherwise the property would say nothing.
  expect(Math.min(counts.matched, counts.refused)).toBeGreaterThan(samples.length / 20);
});
