import * as fs from 'node:fs';
import * as path from 'node:path';
import { read } from '../../support/util';

const ROOT = path.resolve(__dirname, '../../..');

/** Sections whose messages are this package's or projen's; those of other programs have a pattern in the table of causes. */
const SECTIONS = ['`npx projen` stops', '`npx projen new` stops', '`npx projen start` does not start'];

/** Messages of git. */
const OF_GIT = ['Author identity unknown'];

/** How many words of a message have to be in a row in the source. */
const IN_A_ROW = 3;

const sources = [path.join(ROOT, 'src'), path.join(ROOT, 'node_modules/projen/lib')]
  .flatMap((folder) => (fs.readdirSync(folder, { recursive: true }) as string[]).filter((name) => /(?<!\.d)\.(ts|js)$/.test(name)).map((name) => path.join(folder, name)))
  .map((file) => wordsOf(fs.readFileSync(file, 'utf-8')))
  .join('\n');

function wordsOf(text: string): string {
  return ` ${text.replace(/\$\{apiName\('([^']*)'\)\}/g, '$1').replace(/\$\{[^}]*\}/g, ' ').replace(/[^\w.-]+/g, ' ')} `;
}

/** The headings below a heading, each with its messages. */
function headingsOf(section: string): string[][] {
  const text = read(ROOT, 'docs/troubleshooting.md');
  const from = text.indexOf(`\n## ${section}\n`);
  const body = text.slice(from + 1, text.indexOf('\n## ', from + 1));
  return [...body.matchAll(/^### (.*)$/gm)].map(([, heading]) => [...heading.matchAll(/`([^`]+)`/g)].map(([, message]) => message));
}

/** Whether some words of the message are in a row in the source. */
function isPrinted(message: string): boolean {
  const words = wordsOf(message).trim().split(' ').filter((word) => word !== '');
  const rows = words.slice(0, Math.max(1, words.length - IN_A_ROW + 1)).map((_, index) => ` ${words.slice(index, index + IN_A_ROW).join(' ')} `);
  return OF_GIT.includes(message) || rows.some((row) => sources.includes(row));
}

test.each(SECTIONS)('a heading below "%s" has words that are really printed', (section) => {
  const headings = headingsOf(section);
  expect(headings.length).toBeGreaterThan(8);
  expect(headings.filter((messages) => !messages.some(isPrinted))).toEqual([]);
});
