import * as fs from 'node:fs';
import * as path from 'node:path';
import ts from 'typescript';
import { read } from '../../support/util';

const ROOT = path.resolve(__dirname, '../../..');

/** Sections whose messages are this package's or projen's; those of other programs have a pattern in the table of causes. */
const SECTIONS = ['`npx projen` stops', '`npx projen new` stops', '`npx projen start` does not start'];

/** Messages of git, and those that two texts make: the columns of a report, and a kind of secret. */
const OF_OTHERS = ['Author identity unknown', 'modified docker-compose.override.yml', 'skipped .env: a personal file', '… looks like an AWS access key id'];

/** The words of all texts in the sources: what a program prints is one of them, and comments are none. */
const texts = [path.join(ROOT, 'src'), path.join(ROOT, 'node_modules/projen/lib')]
  .flatMap((folder) => (fs.readdirSync(folder, { recursive: true }) as string[]).filter((name) => /(?<!\.d)\.(ts|js)$/.test(name)).map((name) => path.join(folder, name)))
  .flatMap((file) => textsIn(fs.readFileSync(file, 'utf-8')))
  .map(wordsOf);

/** The texts in a source, with a gap for each value of a template. */
function textsIn(source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
      found.push(node.text);
    } else if (ts.isTemplateExpression(node)) {
      found.push([node.head.text, ...node.templateSpans.map(({ expression, literal }) => `${apiNameOf(expression)}${literal.text}`)].join(''));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest));
  return found;
}

/** The name of an option, which a message has as the caller spells it; of any other value a gap. */
function apiNameOf(expression: ts.Expression): string {
  const [argument] = ts.isCallExpression(expression) && ts.isIdentifier(expression.expression) && expression.expression.text === 'apiName' ? expression.arguments : [];
  return argument !== undefined && ts.isStringLiteral(argument) ? argument.text : '…';
}

function wordsOf(text: string): string[] {
  return text.replaceAll('…', ' … ').split(/[^\w.…-]+/).map((word) => word.replace(/(?<=\w)\.$/, '')).filter((word) => word !== '');
}

/** The headings below a heading, each with its messages. */
function headingsOf(section: string): string[][] {
  const text = read(ROOT, 'docs/troubleshooting.md');
  const from = text.indexOf(`\n## ${section}\n`);
  const body = text.slice(from + 1, text.indexOf('\n## ', from + 1));
  return [...body.matchAll(/^### (.*)$/gm)].map(([, heading]) => [...heading.matchAll(/`([^`]+)`/g)].map(([, message]) => message));
}

/** The most words that one value has. */
const LONGEST_VALUE = 5;

/** How many words of a message are those of a text, if one is a part of the other: a value can be any words. */
function common(message: readonly string[], text: readonly string[]): number {
  const [word, given] = [message[0], text[0]];
  if (word === undefined || given === undefined) {
    return word === undefined ? 0 : -Infinity;
  }
  const lengths = Array.from({ length: LONGEST_VALUE + 1 }, (_, length) => length);
  if (given === '…') {
    return Math.max(...lengths.slice(0, message.length + 1).map((length) => common(message.slice(length), text.slice(1))));
  }
  if (word === '…') {
    return Math.max(...lengths.slice(0, text.length + 1).map((length) => common(message.slice(1), text.slice(length))));
  }
  return word === given ? 1 + common(message.slice(1), text.slice(1)) : -Infinity;
}

/** Whether a program prints the message: more than half of its words are those of one text, in their order. */
function isPrinted(message: string): boolean {
  const words = wordsOf(message);
  const needed = words.filter((word) => word !== '…').length / 2;
  const near = texts.filter((text) => words.filter((word) => word !== '…' && text.includes(word)).length > needed);
  return OF_OTHERS.includes(message) || near.some((text) => text.some((_, index) => common(words, text.slice(index)) > needed));
}

test.each(SECTIONS)('a heading below "%s" has words that are really printed', (section) => {
  const headings = headingsOf(section);
  expect(headings.length).toBeGreaterThan(8);
  expect(headings.flat().filter((message) => !isPrinted(message))).toEqual([]);
});

test('words that no program prints are found out', () => {
  expect(['the rc file explodes at noon', '… is not a banana', 'purple is in the sky'].filter(isPrinted)).toEqual([]);
});
