// Writes the tables of causes in docs/doctor.md and docs/troubleshooting.md from the one in src; with --check it only reports whether they are up to date.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const DOCS = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', 'docs');
const require = createRequire(import.meta.url);
const { SYMPTOM_SECTIONS } = require('../lib/clouds/cause.js');
const { CAUSES } = require('../lib/doctor/causes/index.js');

/** Each section's rows; only the doctor's page has the anchors that commands name. */
function table(section, page) {
  const rows = CAUSES.filter((cause) => cause.section === section).map(({ id, symptom, cause, fix, more }) => {
    const link = more === undefined ? '' : ` ([more](${target(more, page)}))`;
    return `| ${page === 'doctor.md' ? `<a id="cause-${id}"></a>` : ''}${symptom} | ${cause} | ${fix}${link} |`;
  });
  return ['| What you see | Cause | What to do |', '| --- | --- | --- |', ...rows].join('\n');
}

function target(more, page) {
  const [file, anchor] = more.includes('#') ? more.split('#') : ['troubleshooting.md', more];
  return file === page ? `#${anchor}` : `${file}#${anchor}`;
}

let outdated = false;
for (const page of ['doctor.md', 'troubleshooting.md']) {
  const file = path.join(DOCS, page);
  const present = fs.readFileSync(file, 'utf8');
  let next = present;
  for (const section of Object.keys(SYMPTOM_SECTIONS)) {
    const [begin, end] = [`<!-- table: causes ${section} -->`, '<!-- end of table: causes -->'];
    const from = next.indexOf(begin);
    const to = next.indexOf(end, from);
    if (from < 0 || to < 0) {
      throw new Error(`docs/${page} has no place for the causes of the section ${section}`);
    }
    next = `${next.slice(0, from + begin.length)}\n${table(section, page)}\n${next.slice(to)}`;
  }
  if (next !== present) {
    outdated = true;
    if (!process.argv.includes('--check')) {
      fs.writeFileSync(file, next);
    }
  }
}
if (outdated && process.argv.includes('--check')) {
  console.error('docs/doctor.md or docs/troubleshooting.md does not have the causes of src: run node scripts/cause-tables.mjs');
  process.exitCode = 1;
}
