import * as fc from 'fast-check';
import { secretInValue } from '../../../src/text/secret-value';
import { propertyOptions } from '../../support/property';
import { legitimateSamples, secretSamples, type Sample } from '../../support/secret-samples';

const OF_EACH_KIND = 20;

/** What the rules get wrong, of how many, in words. */
function measured(samples: readonly Sample[], isWrong: (value: string) => boolean): { share: number; text: string } {
  const wrong = samples.filter(({ value }) => isWrong(value));
  const kinds = [...new Set(wrong.map(({ kind }) => kind))];
  return { share: wrong.length / samples.length, text: `${wrong.length} of ${samples.length}${kinds.length === 0 ? '' : ` (${kinds.join(', ')})`}` };
}

test('at least 95 % of the secrets are found under a neutral name, and at most 1 % of what is legitimate is refused', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const missed = measured(secretSamples(seed, OF_EACH_KIND), (value) => secretInValue(value) === undefined);
      const refused = measured(legitimateSamples(seed, OF_EACH_KIND), (value) => secretInValue(value) !== undefined);
      expect([missed.share <= 0.05 ? 'found' : missed.text, refused.share <= 0.01 ? 'taken' : refused.text]).toEqual(['found', 'taken']);
    }),
    { ...propertyOptions(), numRuns: 5 },
  );
  const missed = measured(secretSamples(1, OF_EACH_KIND), (value) => secretInValue(value) === undefined);
  const refused = measured(legitimateSamples(1, OF_EACH_KIND), (value) => secretInValue(value) !== undefined);
  process.stdout.write(`Secrets missed: ${missed.text}; legitimate values refused: ${refused.text}.\n`);
});

test('no name of a file, image, host or environment is taken for a secret', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,12}[0-9]{0,3}$/), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(words, fc.constantFrom('/', '.', '-', '_', ':', '__', ' '), fc.boolean(), (parts, separator, upper) => {
      const name = parts.join(separator);
      expect(secretInValue(upper ? name.toUpperCase() : name)).toBeUndefined();
    }),
    propertyOptions(),
  );
});

test('a secret is found in base64 and in the encoding of a URL as well', () => {
  const pick = fc.constantFrom(...secretSamples(1, 1).filter(({ value }) => value.length < 300 && /^[\x20-\x7E\n]+$/.test(value)));
  fc.assert(
    fc.property(pick, fc.constantFrom((text: string) => Buffer.from(text).toString('base64'), encodeURIComponent), ({ value }, wrap) => {
      fc.pre(secretInValue(value) !== undefined);
      expect(secretInValue(wrap(value))).toBeDefined();
    }),
    propertyOptions(),
  );
});

test('any text is judged, also a long one of what the rules look for', () => {
  const piece = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('a', 'A', '0', ' ', '\\', '"', 'a://', 'a b', '-', 'AKIA', 'curl ', 'machine ', '{"a":"', '%25', 'eyJ', '='));
  fc.assert(
    fc.property(piece, (text) => {
      const found = secretInValue(text.repeat(Math.ceil(100_000 / Math.max(1, text.length))));
      expect(['undefined', 'string']).toContain(typeof found);
    }),
    propertyOptions(4),
  );
});
