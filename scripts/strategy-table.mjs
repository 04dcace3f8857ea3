// Writes the tables of the strategies into docs/, from the data of each cloud; with --check it only says whether they are up to date.
// A page has a place for a table: <!-- table: systems aws --> up to <!-- end of table: systems aws -->.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const DOCS = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', 'docs');
const require = createRequire(import.meta.url);
const { SYSTEMS, RUNS } = require('../lib/clouds/strategy.js');
const { DIAGNOSES } = require('../lib/clouds/diagnoses.js');

const WORDS = { yes: 'yes', setup: '', no: 'no' };

const tables = new Map(DIAGNOSES.flatMap(({ cloud, strategies }) => tablesOf(cloud, Object.values(strategies).filter((one) => one !== undefined))));
const placed = new Set();
let outdated = '';
for (const name of fs.readdirSync(DOCS).filter((one) => one.endsWith('.md'))) {
  const file = path.join(DOCS, name);
  const present = fs.readFileSync(file, 'utf8');
  const next = [...tables].reduce((text, [id, lines]) => placeIn(text, id, lines, name), present);
  if (next !== present) {
    outdated = name;
    if (!process.argv.includes('--check')) {
      fs.writeFileSync(file, next);
    }
  }
}
const homeless = [...tables.keys()].filter((id) => !placed.has(id));
if (homeless.length > 0) {
  throw new Error(`no page of docs has a place for the table "${homeless[0]}"`);
}
if (outdated !== '' && process.argv.includes('--check')) {
  console.error(`docs/${outdated} does not have the data of src/clouds: run node scripts/strategy-table.mjs`);
  process.exitCode = 1;
}

function placeIn(text, id, lines, name) {
  const [begin, end] = [`<!-- table: ${id} -->`, `<!-- end of table: ${id} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0) {
    return text;
  }
  if (to < from) {
    throw new Error(`docs/${name} has no end of the table "${id}"`);
  }
  placed.add(id);
  return `${text.slice(0, from + begin.length)}\n${lines}\n${text.slice(to)}`;
}

/** None of what no strategy of the cloud has an answer for. */
function tablesOf(cloud, strategies) {
  const keysOf = (member) => [...new Set(strategies.flatMap((strategy) => [...strategy[member].keys()]))].map((key) => [key, key]);
  const all = [
    ['systems', 'Where the containers run', Object.entries(SYSTEMS), ({ systems }, key) => systems[key]],
    ['kinds', 'Your credentials', keysOf('kinds'), ({ kinds }, key) => kinds.get(key)],
    ['runs', 'What runs the DAG', Object.entries(RUNS), ({ runs }, key) => runs[key]],
    ['libraries', 'Who reads them', keysOf('libraries'), ({ libraries }, key) => libraries.get(key)],
  ];
  return all.filter(([, , rows]) => strategies.length > 0 && rows.length > 0).map(([id, title, rows, answerOf]) => [`${id} ${cloud}`, table(strategies, title, rows, answerOf)]);
}

function table(strategies, title, rows, answerOf) {
  const calls = strategies.map(({ call }) => `\`${call.replace(/^\w+\./, '')}\``);
  const lines = rows.map(([key, name]) => `| ${[name, ...strategies.map((strategy) => cell(answerOf(strategy, key)))].join(' | ')} |`);
  return [`| ${[title, ...calls].join(' | ')} |`, `|${' --- |'.repeat(calls.length + 1)}`, ...lines].join('\n');
}

/** What is believed and was not run has a mark; what a strategy says nothing of is empty. */
function cell(answer) {
  if (answer === undefined) {
    return '';
  }
  const { works, proved, note = '' } = answer;
  const text = [WORDS[works], note].filter((part) => part !== '').join(': ');
  return proved ? text : `${text} *`;
}
