import { cutAtBlock, withBlock, withLinesBelow } from './owned-block';
import { generatedIn } from './signature';
import { statementsOf, type Statement } from '../text/statements';

/** What git puts between the two sides of a conflict. */
const CONFLICT = /^([<=>|])\1{6}( |$)/;

/** A text in whose block there are generated lines alone. */
export interface Sorted {
  readonly text: string;
  /** What was moved. */
  readonly strays: readonly Statement[];
}

/**
 * Moves what somebody wrote into our block to the lines below it, before the block is replaced or removed. An edited value of something that is
 * declared is no such line: the declaration counts.
 *
 * @param fileName the name of the text's file, which determines its format
 * @param declared gives the lines that the block is to have
 */
export function withStraysBelow(fileName: string, text: string, declared: () => readonly string[]): Sorted {
  const { lines } = cutAtBlock(text);
  const generated = lines === undefined ? 'all' : generatedIn(lines);
  if (generated === 'all') {
    return { text, strays: [] };
  }
  const wanted = declared();
  const subjects = new Set(wanted.map((line) => statementsOf(fileName, line)[0].subject).filter((subject) => subject !== undefined));
  const isOurs = (line: string): boolean => line === '' || CONFLICT.test(line) || generated.isGenerated(line) || wanted.includes(line);
  const strays = statementsOf(fileName, generated.lines.join('\n'))
    .filter(({ text: statement, subject }) => (subject === undefined || !subjects.has(subject)) && !statement.split('\n').every((line) => isOurs(line.trimEnd())));
  return { text: strays.length === 0 ? text : withLinesBelow(text, strays.flatMap((stray) => stray.text.split('\n'))), strays };
}

/** A text without our block, in which what somebody wrote into the block stays. */
export function withoutBlock(fileName: string, text: string): Sorted {
  const { text: sorted, strays } = withStraysBelow(fileName, text, () => []);
  return { text: withBlock(sorted, []), strays };
}
