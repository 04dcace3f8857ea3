import * as fc from 'fast-check';
import { BEGIN, cutAtBlock, DamagedBlockError, END, withBlock } from '../../../src/ownership/owned-block';
import { unicode, userText } from '../../support/arbitraries';
import { propertyOptions } from '../../support/property';

/** Lines as declarations give them: any text on one line that is not one of our markers. */
const line = unicode.map((text) => `KEY=${text.replace(/[\r\n]/g, '')}`);
const lines = fc.array(fc.oneof(line, fc.constantFrom('# a comment', '/astro', '**/node_modules', 'NOTE=a >>> projen-astro-airflow >>>')), { minLength: 1, maxLength: 5 });

const check = <T>(property: fc.IProperty<T>): void => fc.assert(property, propertyOptions());

test('whatever the user wrote is before the block, byte for byte', () => {
  check(
    fc.property(userText, lines, (text, ours) => {
      const { before, lines: written, after } = cutAtBlock(withBlock(text, ours));
      const added = before.slice(text.length);
      expect([before.startsWith(text), ['', '\n', '\r\n'].includes(added), written, after]).toEqual([true, true, ours, '']);
    }),
  );
});

test('what the user writes around the block stays too, byte for byte', () => {
  check(
    fc.property(userText, userText, lines, lines, (text, more, ours, others) => {
      const file = withBlock(text, ours) + more;
      const next = withBlock(file, others);
      expect(cutAtBlock(next)).toEqual({ ...cutAtBlock(file), lines: others });
      expect([next.startsWith(text), next.endsWith(more)]).toEqual([true, true]);
    }),
  );
});

test('putting the same lines again changes nothing', () => {
  check(
    fc.property(userText, userText, lines, (text, more, ours) => {
      const file = withBlock(text, ours) + more;
      expect(withBlock(file, ours)).toBe(file);
    }),
  );
});

test('taking the block out gives back the text as it was, however often the lines changed', () => {
  check(
    fc.property(userText, fc.array(lines, { minLength: 1, maxLength: 4 }), (text, declarations) => {
      const file = declarations.reduce(withBlock, text);
      expect(withBlock(file, [])).toBe(text);
    }),
  );
});

test('taking the block out leaves what the user wrote on both sides, and a newline between them', () => {
  check(
    fc.property(userText, userText, lines, (text, more, ours) => {
      const left = withBlock(withBlock(text, ours) + more, []);
      expect([left.startsWith(text), left.endsWith(more), left.length - text.length - more.length <= 2]).toEqual([true, true, true]);
    }),
  );
});

const damages: Readonly<Record<string, (block: string) => string>> = {
  'the first one is gone': (block) => block.replace(BEGIN, '# gone'),
  'the last one is gone': (block) => block.replace(END, '# gone'),
  'the first one is doubled': (block) => block.replace(BEGIN, `${BEGIN}\n${BEGIN}`),
  'the last one is doubled': (block) => block.replace(END, `${END}\n${END}`),
  'the whole block is doubled': (block) => block + block,
  'a block is in the block': (block) => block.replace(END, () => `${block}${END}`),
  'they changed places': (block) => block.replace(BEGIN, 'X').replace(END, BEGIN).replace('X', END),
  'the first one has a blank behind it': (block) => block.replace(BEGIN, `${BEGIN} `),
  'the last one lost an arrow': (block) => block.replace(END, END.slice(0, -1)),
  'the last one has text behind it': (block) => block.replace(END, `${END}MORE=1`),
  'the first one is no comment any more': (block) => block.replace(BEGIN, BEGIN.slice(2)),
};

test('damaged markers are refused, whatever stands around them', () => {
  check(
    fc.property(userText, lines, userText, fc.constantFrom(...Object.keys(damages)), (text, ours, more, damage) => {
      const damaged = `${text}\n${damages[damage](withBlock('', ours))}${more}`;
      expect(() => withBlock(damaged, ours)).toThrow(DamagedBlockError);
    }),
  );
});

test('markers in any order are refused, unless they are one pair in order: then nothing of the text is lost', () => {
  const soup = fc.array(fc.oneof(fc.constantFrom(BEGIN, END, `${BEGIN} `, END.toUpperCase(), '# mine'), line), { maxLength: 6 });
  check(
    fc.property(soup, fc.constantFrom('\n', '\r\n'), (rows, eol) => {
      const text = rows.map((row) => row + eol).join('');
      const markers = rows.filter((row) => [BEGIN, END, `${BEGIN} `].includes(row)).join('|');
      if (markers === '' || markers === `${BEGIN}|${END}`) {
        const { before, lines: ours, after } = cutAtBlock(text);
        const block = ours === undefined ? '' : [BEGIN, ...ours, END, ''].join(eol);
        expect(before + block + after).toBe(text);
      } else {
        expect(() => cutAtBlock(text)).toThrow(DamagedBlockError);
      }
    }),
  );
});
