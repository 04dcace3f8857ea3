import * as fc from 'fast-check';
import { canonicalName, requirementName } from '../../../src/text/requirement';
import { namedDistributions } from '../../../src/text/requirements-text';
import { unicode } from '../../support/arbitraries';
import { propertyOptions } from '../../support/property';

const name = fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,12}[A-Za-z0-9])?$/);
const extras = fc.constantFrom('', '[a]', ' [a, b-c]');
const versions = fc.constantFrom('', '==1.0', ' >= 2, < 3', '~=1.0', ' (>=1)', ' @ https://example.com/x.zip');
const marker = fc.constantFrom('', ' ; python_version < "3.13"', ' ; extra == "x"');
const requirement = fc.tuple(name, extras, versions, marker).map((parts) => ({ name: parts[0], text: parts.join('') }));

test('a requirement in any spelling is taken, and found again as a line of a file', () => {
  const around = fc.constantFrom(['', ''], ['boto3\r\n', '\r\n'], ['\uFEFF  ', ' # comment\n'], ['# comment \\\n', ' \\\n\n'], ['--pre\r', '\r']);
  fc.assert(
    fc.property(requirement, around, ({ name: given, text }, [before, after]) => {
      expect(requirementName(text)).toBe(canonicalName(given));
      expect([...namedDistributions(before + text + after, () => undefined).keys()]).toContain(canonicalName(given));
    }),
    propertyOptions(),
  );
});

test('what is taken as a requirement is on one line, and names the same to a reader of the file', () => {
  const pieces = fc.oneof(unicode, fc.constantFrom('a', 'b1', '-', '.', '[x]', '==', '1.0', '>=', ',', ' ', ';', '@', '(', ')', '#', '\n', '\r', '\u2028', 'https://x/y'));
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
      const text = parts.join('');
      const taken = requirementName(text);
      expect(taken === undefined || (!/[\r\n\u2028]/.test(text) && namedDistributions(text, () => undefined).has(taken))).toBe(true);
    }),
    propertyOptions(),
  );
});
