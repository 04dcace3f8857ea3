import * as fc from 'fast-check';
import { checkSource, literalForCompose } from '../../../src/text/mount-paths';
import { unicode } from '../../support/arbitraries';
import { errorOf } from '../../support/projects';
import { propertyOptions } from '../../support/property';

test('behind any text made literal, no dollar is left that compose would read', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(unicode, fc.constantFrom('$', '$$', '${X}', '\\$'))), (parts) => {
      const text = parts.join('');
      const escaped = literalForCompose(text);
      expect([escaped.replaceAll('$$', '$'), /(?<!\$)(\$\$)*\$(?!\$)/.test(escaped)]).toEqual([text, false]);
    }),
    propertyOptions(),
  );
});

test('a source that is taken is absolute, or starts at the home or at the directory of the file', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(unicode, fc.constantFrom('/', '\\', '~', '.', '..', 'C:', '$', '%', ':'))), (parts) => {
      const source = parts.join('');
      const taken = errorOf(() => checkSource(source)) === undefined;
      // As compose-go's isFilePath sees it, which is wider; `~alice` and `.aws` are what it would misread.
      expect(!taken || /^(\/|~\/|~$|\.\.?\/|\.\.?$|[A-Za-z]:[/\\])/.test(source)).toBe(true);
    }),
    propertyOptions(),
  );
});
