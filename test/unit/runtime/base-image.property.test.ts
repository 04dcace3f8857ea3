import * as fc from 'fast-check';
import { readBaseImage } from '../../../src/runtime/base-image';
import { unicode } from '../../support/arbitraries';
import { propertyOptions } from '../../support/property';

const name = fc.stringMatching(/^([a-z0-9]{1,8}(\.[a-z]{2,5})?(:[1-9][0-9]{3})?\/)?[a-z0-9]{1,8}(\/[a-z-]{1,8}[a-z])?$/);
const tag = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}$/);

test('name and tag are read from any FROM line, whatever other lines stand around it', () => {
  const noise = fc.array(fc.constantFrom('# FROM x:1', '', 'ARG OTHER=1', '  # comment', '\t'), { maxLength: 4 });
  fc.assert(
    fc.property(name, tag, noise, fc.constantFrom('\n', '\r\n'), fc.constantFrom('FROM ', 'from  ', 'FROM --platform=linux/arm64 ', 'FROM \\\n '), (image, version, lines, eol, from) => {
      const text = ['# Dockerfile', ...lines, `${from}${image}:${version}`, ...lines, 'RUN true', ''].join(eol);
      expect(readBaseImage(text)).toEqual({ name: image, tag: version });
    }),
    propertyOptions(2),
  );
});

test('any text is read without an error, as an image or as none', () => {
  const pieces = fc.oneof(unicode, fc.constantFrom('FROM ', 'ARG ', 'X=', '${X', ':-', '}', '$X', ' AS x', '\n', '\\\n', '<<EOF', '"', '@', ':', '# escape=`\n'));
  fc.assert(
    fc.property(fc.array(pieces), (parts) => {
      expect(readBaseImage(parts.join(''))?.name).not.toBe('');
    }),
    propertyOptions(2),
  );
});

test('a Dockerfile with one plain FROM line is read as the parser reads it', () => {
  const lines = fc.constantFrom('# FROM x:1', '#', '# a = b', '', ' \t', 'RUN a \\', '  && b', 'FROM other:1', ' from base', 'FROM astro/runtime:3.1-12', 'FROM astro/runtime:3.1-12 ', '\tFROM a-b@sha256:00', 'RUN <<FROM', 'FROM', 'ONBUILD RUN x', 'FROMAGE', '\vFROM x:1', 'FROM\u00a0x');
  fc.assert(
    fc.property(fc.array(lines, { maxLength: 6 }), fc.constantFrom('\n', '\r\n', '\r'), (parts, eol) => {
      const text = parts.join(eol);
      // An ARG in front is for the parser.
      expect(readBaseImage(text)).toEqual(readBaseImage(`ARG NOT_USED=1\n${text}`));
    }),
    propertyOptions(3),
  );
});
