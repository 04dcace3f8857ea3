import * as fc from 'fast-check';
import { dotenvEntries } from '../../../src/text/dotenv-text';
import { unicode } from '../../support/arbitraries';
import { propertyOptions } from '../../support/property';

test('every key of plain lines is read with its value, whatever stands between', () => {
  const keys = fc.dictionary(fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,8}$/), fc.stringMatching(/^[a-z0-9{}:,./-]*$/), { noNullPrototype: true });
  const between = fc.constantFrom('\n', '\r\n', '\n\n', '\n# X="\n', '\r\n  \r\n', ' \n');
  fc.assert(
    fc.property(keys, fc.constantFrom('', 'export ', '  '), between, (declared, before, after) => {
      const text = Object.entries(declared).map(([key, value]) => `${before}${key}=${value}${after}`).join('');
      expect(Object.fromEntries(dotenvEntries(text))).toEqual(declared);
    }),
    propertyOptions(),
  );
});

test('any text is read to its end', () => {
  const pieces = fc.oneof(unicode, fc.constantFrom('A=', '"', '\'', '\\', '\n', 'export ', '#', 'B\n'));
  fc.assert(
    fc.property(fc.array(pieces), (parts) => {
      const closed = parts.join('').replace(/["']/g, '');
      expect(dotenvEntries(`${closed}\nLAST=1\n`).get('LAST')).toBe('1');
    }),
    propertyOptions(),
  );
});
