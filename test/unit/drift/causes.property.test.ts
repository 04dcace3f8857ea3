import * as fc from 'fast-check';
import { compare } from '../../../src/drift/compare';
import type { FileReport } from '../../../src/drift/report';
import { withBlock } from '../../../src/ownership/owned-block';
import { blockSignatureLine, signatureLine } from '../../../src/ownership/signature';
import { userText } from '../../support/arbitraries';
import { propertyOptions } from '../../support/property';

/** What can happen to a signed text between two runs of the rc file. */
type Event = 'edit' | 'declaration' | 'package' | 'changed signature' | 'lost signature';

/** How the lines of a text are in its file. */
interface Frame {
  readonly framed: (lines: readonly string[]) => string;
  readonly sign: (lines: readonly string[]) => string;
}

const line = fc.constantFrom('services:', '  scheduler:', 'AWS_PROFILE=dev', 'boto3', '.env', '', '# a comment', '# Signature of the owner');
const body = fc.array(line, { minLength: 1, maxLength: 6 });

const frame: fc.Arbitrary<Frame> = fc.oneof(
  fc.constant<Frame>({ framed: (lines) => lines.join('\n'), sign: signatureLine }),
  // What is expected keeps the user's own text.
  fc.tuple(userText, fc.constantFrom('', 'MINE=1\n')).map(([before, after]): Frame => ({ framed: (lines) => withBlock(before.replaceAll('\r\n', '\n'), lines) + after, sign: blockSignatureLine })),
);

/** A manual edit: no declaration makes this text. */
const edit = fc.record({ at: fc.nat(20), how: fc.constantFrom('insert', 'change', 'delete', 'blank', 'move') });

const events = fc.uniqueArray(fc.constantFrom<Event>('edit', 'declaration', 'package', 'changed signature', 'lost signature'), { minLength: 1, maxLength: 2 });

const signed = (header: string, lines: readonly string[], sign = blockSignatureLine): string[] => [header, sign([header, ...lines]), ...lines];

test('alone and in pairs, every cause is named, whatever the line ends', () => {
  fc.assert(
    fc.property(body, frame, edit, events, fc.boolean(), fc.boolean(), (lines, { framed, sign }, by, happened, crlf, bom) => {
      const has = (event: Event): boolean => happened.includes(event);
      // A signature that is none: of a text that is edited as well, nothing shows what its own was.
      fc.pre(!(has('edit') && has('changed signature')) && !(has('changed signature') && has('lost signature')));

      const written = signed('# Written by us', lines, sign);
      const expected = signed(has('package') ? '# Written by us, anew' : '# Written by us', has('declaration') ? [...lines.slice(1), 'declared: anew'] : lines, sign);
      const actual = written
        .map((text, index) => (index === 1 && has('changed signature') ? text.replace(/.{4}$/, (end) => (end === '0000' ? '1111' : '0000')) : text))
        .filter((_, index) => index !== 1 || !has('lost signature'));
      const text = framed(has('edit') ? edited(actual, by.at, by.how) : actual);

      const isEdited = has('edit') || has('changed signature') || has('lost signature');
      const isStale = has('declaration') || has('package');
      // Without its signature nothing shows whether the text was the declared one.
      const cause = isEdited ? (isStale && !has('lost signature') ? 'edited-and-stale' : 'edited') : 'stale';
      expect(reportOf((bom ? '\uFEFF' : '') + (crlf ? text.replaceAll('\n', '\r\n') : text), framed(expected))).toMatchObject({ status: 'modified', cause });
    }),
    propertyOptions(2),
  );
});

test('a block that was never written, or removed whole, is stale', () => {
  fc.assert(
    fc.property(userText, body, (text, lines) => {
      expect(reportOf(text, withBlock(text, signed('# Written by us', lines)))).toMatchObject({ cause: 'stale' });
    }),
    propertyOptions(10),
  );
});

test('a block for which nothing is declared any more is stale, and edited as well if it was', () => {
  fc.assert(
    fc.property(userText, body, edit, fc.boolean(), (text, lines, by, isEdited) => {
      const written = signed('# Written by us', lines);
      expect(reportOf(withBlock(text, isEdited ? edited(written, by.at, by.how) : written), text)).toMatchObject({ cause: isEdited ? 'edited-and-stale' : 'stale' });
    }),
    propertyOptions(10),
  );
});

test('a file of somebody else has no cause', () => {
  fc.assert(
    fc.property(userText, userText, (one, other) => {
      fc.pre(!/^# Signature: /m.test(other));
      expect(['unknown', undefined]).toContain(reportOf(one, other).cause);
    }),
    propertyOptions(10),
  );
});

/** One line inserted, changed or deleted, with a blank at its end, or moved to the end. */
function edited(lines: readonly string[], at: number, how: string): string[] {
  const isSignature = (text: string): boolean => text.startsWith('# Signature: ');
  const places = lines.flatMap((text, index) => (isSignature(text) ? [] : [index]));
  const index = places[at % places.length];
  const [before, after] = [lines.slice(0, index), lines.slice(index + 1)];
  const moved = [...before, ...after, lines[index]];
  const withoutSignature = (texts: readonly string[]): string => texts.filter((text) => !isSignature(text)).join('\n');
  switch (how) {
    case 'insert':
      return [...before, 'edited manually', lines[index], ...after];
    case 'delete':
      return [...before, ...after];
    case 'blank':
      return [...before, `${lines[index]} `, ...after];
    case 'move':
      // Equal lines can come in either order.
      return withoutSignature(moved) === withoutSignature(lines) ? [...lines, 'edited manually'] : moved;
    default:
      return [...before, 'edited manually', ...after];
  }
}

function reportOf(actual: string, expected: string): FileReport {
  const below = { kind: () => 'file' as const, names: () => [], file: () => ({ content: Buffer.from(actual), mode: 0o644 }), linkTarget: () => '', realDirectory: (absolute: string) => absolute };
  return compare('file.txt', { kind: 'file', content: Buffer.from(expected), mode: 0o644 }, below, '/file.txt', false);
}
