// Draws docs/drift-report.svg: what the drift check prints on a terminal for an example with a few edits. After compiling:
//   node scripts/report-picture.mjs
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const { textReport } = createRequire(import.meta.url)('../lib/drift/formats/text.js');

/** What a synth writes, with the width of a letter and the height of a line in pixels. */
const LETTER = 7.8;
const LINE = 18;
const MARGIN = 16;
const COLORS = { 1: '#e6edf3', 31: '#ff7b72', 32: '#7ee787', 33: '#e3b341', 36: '#79c0ff', 90: '#8b949e' };
const PLAIN = '#c9d1d9';

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'report-picture-'));
try {
  const report = driftReport();
  fs.writeFileSync(path.join(root, 'docs', 'drift-report.svg'), svg(`$ npx projen-astro-airflow drift --diff\n${textReport(report, { color: true, diff: true })}`));
} finally {
  fs.rmSync(directory, { recursive: true, force: true });
}

function driftReport() {
  fs.cpSync(path.join(root, 'examples', 'airflow3-secrets-manager'), directory, { recursive: true });
  fs.mkdirSync(path.join(directory, 'node_modules'));
  for (const [name, target] of [['projen-astro-airflow', root], ...['projen', 'constructs', 'tsx', '.bin'].map((name) => [name, path.join(root, 'node_modules', name)])]) {
    fs.symlinkSync(target, path.join(directory, 'node_modules', name), 'junction');
  }
  run(['--import', 'tsx', '.projenrc.ts']);
  edit('docker-compose.override.yml', (text) => text.replace('read_only: true', 'read_only: false'));
  edit('.env', (text) => text.replace('"orders/connections"', '"team/connections"'));
  edit('dags/example_secrets_dag.py', (text) => text.replace('print("Variable my_var:"', 'print("My variable:"'));
  edit('.projenrc.ts', (text) => text.replace("'DEBUG'", "'INFO'"));
  fs.rmSync(path.join(directory, '.env.example'));
  return JSON.parse(run([path.join(root, 'bin', 'projen-astro-airflow'), 'drift', '--format', 'json', '--diff']));
}

function run(args) {
  const { stdout } = spawnSync(process.execPath, args, { cwd: directory, encoding: 'utf-8', env: { ...process.env, PROJEN_DISABLE_POST: 'true' } });
  return stdout;
}

function edit(name, change) {
  const file = path.join(directory, name);
  fs.chmodSync(file, 0o644);
  fs.writeFileSync(file, change(fs.readFileSync(file, 'utf-8')));
}

function svg(text) {
  const lines = text.trimEnd().split('\n');
  const widest = Math.max(...lines.map((line) => line.replace(/\u001B\[\d+m/g, '').length));
  const [width, height] = [Math.ceil(widest * LETTER) + 2 * MARGIN, lines.length * LINE + 2 * MARGIN];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="100%" height="100%" rx="8" fill="#0d1117"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="13" xml:space="preserve">`,
    ...lines.map((line, index) => `<text x="${MARGIN}" y="${MARGIN + (index + 0.75) * LINE}">${spans(line)}</text>`),
    '</g>',
    '</svg>\n',
  ].join('\n');
}

/** The pieces of a line between its colours. */
function spans(line) {
  let color = PLAIN;
  return line
    .split(/\u001B\[(\d+)m/)
    .map((piece, index) => {
      if (index % 2 === 1) {
        color = COLORS[piece] ?? PLAIN;
        return '';
      }
      return piece === '' ? '' : `<tspan fill="${color}">${piece.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</tspan>`;
    })
    .join('');
}
