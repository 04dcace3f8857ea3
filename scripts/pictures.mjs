// Draws the pictures of terminals in docs/ from real runs. After compiling:
//
//   node scripts/pictures.mjs                      all of them
//   node scripts/pictures.mjs doctor               one
//   node scripts/pictures.mjs --check [NAME …]     reports those that no longer show what the programs print
//
// Exit code: 0 drawn, or up to date; 1 at least one is not; 2 there is no such picture.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as doctor from './pictures/doctor.mjs';
import * as driftReport from './pictures/drift-report.mjs';
import * as firstDay from './pictures/first-day.mjs';
import { ROOT } from './pictures/run.mjs';
import { textOf } from './pictures/terminal.mjs';

const PICTURES = { 'drift-report': driftReport, doctor, 'first-day': firstDay };

const { values, positionals } = parseArgs({ allowPositionals: true, options: { check: { type: 'boolean' } } });
const unknown = positionals.filter((name) => !(name in PICTURES));
if (unknown.length > 0) {
  console.error(`There is no picture ${unknown.join(', ')}. The pictures are ${Object.keys(PICTURES).join(', ')}.`);
  process.exit(2);
}
for (const name of positionals.length > 0 ? positionals : Object.keys(PICTURES)) {
  const { file, draw } = PICTURES[name];
  const target = path.join(ROOT, file);
  const drawn = await draw();
  if (!values.check) {
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, drawn);
    console.log(`Drawn: ${file}`);
  } else if (!fs.existsSync(target) || fs.readFileSync(target, 'utf-8') !== drawn) {
    console.error(`${file}${difference(target, drawn)}. Draw it again: node scripts/pictures.mjs ${name}`);
    process.exitCode = 1;
  }
}

/** The first line that differs. */
function difference(target, drawn) {
  if (!fs.existsSync(target)) {
    return ' is missing';
  }
  const [old, now] = [textOf(fs.readFileSync(target, 'utf-8')), textOf(drawn)];
  const line = now.findIndex((text, index) => text !== old[index]);
  return line < 0 ? ' has other colours or lines than what is printed now' : `: line ${line + 1} is ${JSON.stringify(old[line] ?? '')}, and now it is ${JSON.stringify(now[line])}`;
}
