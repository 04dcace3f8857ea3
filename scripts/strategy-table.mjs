// Writes the tables of docs/credentials.md from the data of the strategies; with --check it only says whether they are up to date.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const PAGE = path.join(ROOT, 'docs', 'credentials.md');
const require = createRequire(import.meta.url);
const { SYSTEMS, RUNS } = require('../lib/clouds/strategy.js');
const { AWS_STRATEGIES } = require('../lib/clouds/aws/aws-strategies.js');

const WORDS = { yes: 'yes', setup: '', no: 'no' };

const tables = {
  systems: table('Where the containers run', Object.entries(SYSTEMS), ({ systems }, key) => systems[key]),
  kinds: table('Your credentials', keysOf('kinds'), ({ kinds }, key) => kinds.get(key)),
  runs: table('What runs the DAG', Object.entries(RUNS), ({ runs }, key) => runs[key]),
  libraries: table('Who reads them', keysOf('libraries'), ({ libraries }, key) => libraries.get(key)),
};

const present = fs.readFileSync(PAGE, 'utf8');
const next = Object.entries(tables).reduce((text, [name, lines]) => {
  const [begin, end] = [`<!-- table: ${name} -->`, `<!-- end of table: ${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) {
    throw new Error(`docs/credentials.md has no place for the table "${name}"`);
  }
  return `${text.slice(0, from + begin.length)}\n${lines}\n${text.slice(to)}`;
}, present);
if (process.argv.includes('--check')) {
  if (next !== present) {
    console.error('docs/credentials.md does not have the data of src/clouds: run node scripts/strategy-table.mjs');
    process.exitCode = 1;
  }
} else {
  fs.writeFileSync(PAGE, next);
}

function keysOf(member) {
  return [...new Set(AWS_STRATEGIES.flatMap((strategy) => [...strategy[member].keys()]))].map((key) => [key, key]);
}

function table(title, rows, answerOf) {
  const calls = AWS_STRATEGIES.map(({ call }) => `\`${call.replace('AwsCredentials.', '')}\``);
  const lines = rows.map(([key, name]) => `| ${[name, ...AWS_STRATEGIES.map((strategy) => cell(answerOf(strategy, key)))].join(' | ')} |`);
  return [`| ${[title, ...calls].join(' | ')} |`, `|${' --- |'.repeat(calls.length + 1)}`, ...lines].join('\n');
}

/** What is believed and was not run has a mark. */
function cell({ works, proved, note = '' }) {
  const text = [WORDS[works], note].filter((part) => part !== '').join(': ');
  return proved ? text : `${text} *`;
}
