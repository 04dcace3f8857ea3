// Writes the table of docs/doctor.md from the checks; with --check it only reports whether it is up to date.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const PAGE = path.join(ROOT, 'docs', 'doctor.md');
const [BEGIN, END] = ['<!-- table: checks -->', '<!-- end of table: checks -->'];
const require = createRequire(import.meta.url);
const { GROUPS } = require('../lib/doctor/check.js');
const { CHECKS } = require('../lib/doctor/checks/index.js');

const rows = Object.entries(GROUPS).flatMap(([group, title]) => CHECKS.filter((check) => check.group === group).map(({ id, looksAt }) => `| ${title} | <a id="${id}"></a>\`${id}\` | ${looksAt} |`));
const table = ['| Group | Check | What it looks at |', '| --- | --- | --- |', ...rows].join('\n');

const present = fs.readFileSync(PAGE, 'utf8');
const [from, to] = [present.indexOf(BEGIN), present.indexOf(END)];
if (from < 0 || to < from) {
  throw new Error('docs/doctor.md has no place for the table of checks');
}
const next = `${present.slice(0, from + BEGIN.length)}\n${table}\n${present.slice(to)}`;
if (!process.argv.includes('--check')) {
  fs.writeFileSync(PAGE, next);
} else if (next !== present) {
  console.error('docs/doctor.md does not have the checks of src/doctor: run node scripts/doctor-table.mjs');
  process.exitCode = 1;
}
