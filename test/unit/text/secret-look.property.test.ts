import * as fc from 'fast-check';
import { secretInValue } from '../../../src/text/secret-look';
import { propertyOptions } from '../../support/property';

test('a value of 40 random characters of base64 is taken for a secret key, alone and in a list', () => {
  const character = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
  fc.assert(
    fc.property(fc.string({ unit: character, minLength: 40, maxLength: 40 }), fc.constantFrom('', 'X=', '"', 'a, '), (key, before) => {
      fc.pre((key.match(/[a-z]/g) ?? []).length >= 5 && (key.match(/[A-Z]/g) ?? []).length >= 5 && /\d/.test(key));
      expect(secretInValue(before + key)).toBeDefined();
    }),
    propertyOptions(),
  );
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
