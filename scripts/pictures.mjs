// Draws the pictures in docs/ from real runs: of terminals, and of the Airflow UI. After compiling:
//
//   node scripts/pictures.mjs                      all of them
//   node scripts/pictures.mjs doctor               one
//   node scripts/pictures.mjs --check [NAME …]     reports those that no longer show what the programs show
//
// Exit code: 0 drawn, or up to date; 1 at least one is not; 2 there is no such picture.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as airflowLog from './pictures/airflow-log.mjs';
import * as doctor from './pictures/doctor.mjs';
import * as driftReport from './pictures/drift-report.mjs';
import * as firstDay from './pictures/first-day.mjs';
import { ROOT } from './pictures/run.mjs';
import { textOf } from './pictures/terminal.mjs';

const PICTURES = { 'drift-report': driftReport, doctor, 'first-day': firstDay, 'airflow-log': airflowLog };

const { values, positionals } = parseArgs({ allowPositionals: true, options: { check: { type: 'boolean' } } });
const unknown = positionals.filter((name) => !(name in PICTURES));
if (unknown.length > 0) {
  console.error(`There is no picture ${unknown.join(', ')}. The pictures are ${Object.keys(PICTURES).join(', ')}.`);
  process.exit(2);
}
for (const name of positionals.length > 0 ? positionals : Object.keys(PICTURES)) {
  const { file, draw, difference = () => textDifference(file, draw) } = PICTURES[name];
  if (!values.check) {
    const drawn = await draw();
    fs.mkdirSync(path.dirname(path.join(ROOT, file)), { recursive: true });
    fs.writeFileSync(path.join(ROOT, file), drawn);
    console.log(`Drawn: ${file}`);
    continue;
  }
  const found = await difference();
  if (found !== undefined) {
    console.error(`${found}. Draw it again: node scripts/pictures.mjs ${name}`);
    process.exitCode = 1;
  }
}

/** How a picture differs from one that is drawn now. */
async function textDifference(file, draw) {
  const target = path.join(ROOT, file);
  if (!fs.existsSync(target)) {
    return `${file} is missing`;
  }
  const [old, now] = [fs.readFileSync(target, 'utf-8'), await draw()];
  if (old === now) {
    return undefined;
  }
  const [oldLines, lines] = [textOf(old), textOf(now)];
  const line = lines.findIndex((text, index) => text !== oldLines[index]);
  return line < 0
    ? `${file} has other colours or lines than what is printed now`
    : `${file}: line ${line + 1} is ${JSON.stringify(oldLines[line] ?? '')}, and now it is ${JSON.stringify(lines[line])}`;
}
