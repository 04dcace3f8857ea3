// Writes the sections of docs/troubleshooting.md that come from the table of causes in src; with --check it only reports whether they are up to date.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const NAME = 'troubleshooting.md';
const FILE = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', 'docs', NAME);
const END = '<!-- end of causes -->';
const require = createRequire(import.meta.url);
const { SYMPTOM_SECTIONS } = require('../lib/clouds/cause.js');
const { CAUSES } = require('../lib/doctor/causes/index.js');

/** A section for each symptom, in the order of the table. */
function sections(section) {
  const bySymptom = new Map();
  for (const cause of CAUSES.filter((one) => one.section === section)) {
    bySymptom.set(cause.symptom, [...(bySymptom.get(cause.symptom) ?? []), cause]);
  }
  return [...bySymptom].map(([symptom, causes]) => (causes.length === 1 ? single(symptom, causes[0]) : several(symptom, causes))).join('\n\n');
}

function single(symptom, one) {
  return `<a id="cause-${one.id}"></a>\n\n### ${symptom}\n\n**Cause** (\`cause-${one.id}\`): ${sentence(one.cause)}\n\n**Fix:** ${fixOf(one)}`;
}

function several(symptom, causes) {
  const items = causes.map((one) => `- <a id="cause-${one.id}"></a>**If ${one.when}** (\`cause-${one.id}\`): ${sentence(one.cause)}\n\n  **Fix:** ${fixOf(one)}`);
  return `### ${symptom}\n\n${items.join('\n')}`;
}

function fixOf({ fix, more }) {
  return sentence(fix) + (more === undefined ? '' : ` [More](${target(more)}).`);
}

function sentence(text) {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function target(more) {
  const [file, anchor] = more.includes('#') ? more.split('#') : [NAME, more];
  return file === NAME ? `#${anchor}` : `${file}#${anchor}`;
}

const present = fs.readFileSync(FILE, 'utf8');
let next = present;
for (const [section, heading] of Object.entries(SYMPTOM_SECTIONS)) {
  const begin = `<!-- causes: ${section} -->`;
  const from = next.indexOf(begin, next.indexOf(`\n## ${heading}\n`));
  const to = next.indexOf(END, from);
  if (from < 0 || to < 0 || !next.includes(`\n## ${heading}\n`)) {
    throw new Error(`docs/${NAME} has no place for the causes below the heading "${heading}"`);
  }
  next = `${next.slice(0, from + begin.length)}\n\n${sections(section)}\n\n${next.slice(to)}`;
}
if (next !== present) {
  if (process.argv.includes('--check')) {
    console.error(`docs/${NAME} does not have the causes of src: run node scripts/cause-tables.mjs`);
    process.exitCode = 1;
  } else {
    fs.writeFileSync(FILE, next);
  }
}
