import * as fc from 'fast-check';
import { BEGIN, cutAtBlock, END } from '../../src/ownership/owned-block';

/** Any text that UTF-8 can hold, a NUL and line ends among it. */
export const unicode = fc.string({ unit: 'binary' });

/** Pieces that look like a part of our block and are none. */
const nearlyOurs = fc.constantFrom(
  'projen-astro-airflow',
  '# >>>',
  '>>> conda initialize >>>',
  '# <<< conda initialize <<<',
  `NOTE=${BEGIN}`,
  `NOTE="${END}"`,
  BEGIN.slice(0, 12),
  '# (The text before this block had no newline at its end.)',
  '\uFEFF',
);

const dotenvLines = fc.constantFrom(
  'AWS_PROFILE=dev',
  'export AWS_PROFILE=dev',
  'AWS_CONFIG_FILE = /elsewhere/config',
  "AIRFLOW_CONN_DB='{",
  '  "conn_type": "postgres"',
  "}'",
  'MULTI="one',
  'two"',
  'BARE',
  'KEY: value # comment',
  '# a comment',
  '',
  '   ',
);

const lineEnds = fc.constantFrom('\n', '\n', '\r\n', '\r\n', '\r', '\n\n', '\r\r\n');

/** A user's file without a block: mixed line endings, with or without a BOM and a newline at its end. */
export const userText = fc
  .tuple(fc.constantFrom('', '', '\uFEFF'), fc.array(fc.tuple(fc.oneof(dotenvLines, nearlyOurs, unicode), lineEnds), { maxLength: 8 }), fc.oneof(fc.constant(''), dotenvLines, unicode))
  .map(([bom, lines, last]) => bom + lines.flat().join('') + last)
  .filter((text) => !mentionsMarkers(text));

/** Whether the text has a marker, or what could have been one. */
function mentionsMarkers(text: string): boolean {
  try {
    return cutAtBlock(text).lines !== undefined;
  } catch {
    return true;
  }
}
