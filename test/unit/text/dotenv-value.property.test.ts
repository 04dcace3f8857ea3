import * as fc from 'fast-check';
import { dotenvEntries } from '../../../src/text/dotenv-text';
import { whyReadersDisagree } from '../../../src/text/dotenv-value';
import { unicode } from '../../support/arbitraries';
import { propertyOptions } from '../../support/property';

test('a value that is taken stays what it is as a line of the file, in UTF-8 and behind any line end', () => {
  fc.assert(
    fc.property(unicode, fc.constantFrom('\n', '\r\n'), (value, eol) => {
      fc.pre(whyReadersDisagree(value) === undefined);
      const text = Buffer.from(`K=${value}${eol}L=1${eol}`).toString('utf-8');
      expect(Object.fromEntries(dotenvEntries(text))).toEqual({ K: value, L: '1' });
    }),
    propertyOptions(),
  );
});
