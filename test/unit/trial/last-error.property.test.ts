import * as fc from 'fast-check';
import { lastError } from '../../../src/trial/last-error';
import { propertyOptions } from '../../support/property';

const SECRETS = [{ kind: 'variable', key: 'my_var' }, { kind: 'connection', key: 'my_conn' }] as const;
/** In no text but a value. */
const MARK = 'hunter2';
const ENDED = '2026-11-30T00:00:00Z [info     ] Done. Returned value was: None [airflow.task] loc=python.py:233';

const piece = fc.constantFrom('error', 'not', 'fail', 'Exception', 'ValueError: ', 'odd.OddError: ', '[2026-11-30T00:00:00] {dag.py:1} ERROR - ', '2026-11-30T00:00:00Z [error    ] ', '"', '\'', '`', '\\', ' ', ': ', '\n', '\r\n', 'é', '…');
/** Lines that each have the mark. */
const value = fc.array(fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('')), { minLength: 1, maxLength: 5 }).map((texts) => texts.join('\n').split(/\r?\n/).map((line) => `${line}${MARK}`).join('\n'));

test('no part of a value that was printed is in the last error, whatever the value and an exception about it look like', () => {
  fc.assert(
    fc.property(value, fc.constantFrom('', '[2026-11-30T00:00:00] INFO - ', '[x] {logging_mixin.py:190} INFO - '), fc.constantFrom('Variable my_var:', 'Connection my_conn:'), fc.boolean(), (text, prefix, title, isEnded) => {
      const about = [text, JSON.stringify(text), `'${text.replaceAll('\\', '\\\\').replaceAll('\'', '\\\'').replaceAll('\n', '\\n')}'`].map((shown) => `ValueError: it is ${shown}`);
      const output = [`${prefix}${title} ${text}`, ...(isEnded ? [ENDED, ...about, 'OddError: the last'] : about)].join('\n');
      const last = lastError(output, SECRETS);
      expect(last ?? '').not.toContain(MARK);
      expect(last).toBe(isEnded ? 'OddError: the last' : undefined);
      expect(lastError(output.replace(/\nOddError: the last$/, ''), SECRETS) ?? '').not.toContain(MARK);
    }),
    propertyOptions(),
  );
});
