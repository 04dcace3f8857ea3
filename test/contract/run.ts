/*
 * Holds what the package writes against the real programs that read it.
 *
 *   npm run contract                          the rows that need no engine: some 15 minutes the first time
 *   npm run contract -- --full                all rows
 *   npm run contract -- airflow3 --only sso   one row, and of it the checks with this in their name
 *   npm run contract -- --latest              the newest of everything instead of the pinned versions
 *   npm run contract -- --list                the rows
 *
 * Exit codes: 0 all passed or skipped, 1 a check failed, 2 bad arguments or another run is under way.
 */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { compatibilityPage, latestReport, type ProvedRun } from './compatibility';
import { lock } from './lock';
import { installPackages } from './packages';
import type { Row, RowResult } from './row';
import { ROWS } from './rows';
import { cleanUpAll, runRow, workFolder } from './run-row';
import { countOf, report, table } from './table';

const ROOT = path.resolve(__dirname, '../..');
const CACHE = realPath(path.join(ROOT, '.cache', 'contract'));

/** What the last run gave. */
const RESULTS = path.join(CACHE, 'results.json');

/** What the last whole run with the pinned versions proved. */
const PROVED = path.join(__dirname, 'proved.json');

/** The newest peers that the package is developed with, and what runs the examples' rc files. */
const PEERS = ['projen@0.103.25', 'constructs@10.8.1', 'tsx@4.23.15'];

interface Arguments {
  readonly rows: readonly Row[];
  readonly only?: string;
  readonly latest: boolean;
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 2;
});

async function main(): Promise<void> {
  const wanted = readArguments();
  if (wanted === undefined) {
    return;
  }
  // Read at once: a run takes long, and must not fail at its end.
  const proved = wanted.latest ? readProved() : undefined;
  const unlock = lock(CACHE);
  process.on('exit', () => {
    cleanUpAll();
    unlock();
  });
  for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const) {
    process.on(signal, () => {
      console.error('Interrupted: what was started is stopped.');
      process.exit(code);
    });
  }
  // What a run that was killed left is of no use, and an old result must not pass for a new one.
  [workFolder(CACHE), RESULTS].forEach((left) => fs.rmSync(left, { recursive: true, force: true }));
  const rows = await runAll(wanted);
  if (rows.every(({ checks }) => checks.length === 0)) {
    throw new Error(`No check of ${rows.map(({ name }) => name).join(', ')} has ${JSON.stringify(wanted.only)} in its name.`);
  }
  fs.writeFileSync(RESULTS, JSON.stringify(rows, undefined, 1));
  console.log(`\n${report(rows)}\n`);
  if (proved !== undefined) {
    const text = latestReport(rows, proved);
    fs.writeFileSync(path.join(CACHE, 'latest.md'), text);
    console.log(text);
  } else if (rows.length === ROWS.length && wanted.only === undefined && countOf(rows, 'failed') === 0) {
    record(rows);
  }
  const [passed, failed, skipped] = (['passed', 'failed', 'skipped'] as const).map((outcome) => countOf(rows, outcome));
  console.log(`${passed} checks passed, ${failed} failed, ${skipped} skipped`);
  process.exitCode = failed === 0 ? 0 : 1;
}

/** Makes a folder. Environments of Python know their own path, so that of a link to them would not do in a container. */
function realPath(folder: string): string {
  fs.mkdirSync(folder, { recursive: true });
  return fs.realpathSync(folder);
}

function readProved(): ProvedRun {
  if (!fs.existsSync(PROVED)) {
    throw new Error(`${path.relative(process.cwd(), PROVED)} is missing: run "npm run contract -- --full" first, so that there is something to compare with.`);
  }
  return JSON.parse(fs.readFileSync(PROVED, 'utf-8')) as ProvedRun;
}

/** Keeps what a whole run proved, in the repository and on the page for users. */
function record(rows: readonly RowResult[]): void {
  const machine = `${os.type()} (${os.arch()}), Node ${process.versions.node}`;
  const run: ProvedRun = { date: new Date().toISOString().slice(0, 10), machine, rows };
  fs.writeFileSync(PROVED, `${JSON.stringify(run, (key, value: unknown) => (key === 'seconds' ? Math.round(value as number) : value), 1)}\n`);
  fs.writeFileSync(path.join(ROOT, 'docs', 'compatibility.md'), compatibilityPage(run));
  console.log('Written: docs/compatibility.md');
}

/** As many rows at a time as the machine has cores, but no more than three: each has processes of its own. */
async function runAll({ rows, only, latest }: Arguments): Promise<RowResult[]> {
  const start = performance.now();
  const progress = (text: string): void => console.error(`${((performance.now() - start) / 1000).toFixed(0).padStart(4)} s  ${text}`);
  progress('packing and installing the package');
  const packages = installPackages(path.join(CACHE, 'package'), latest ? PEERS.map((peer) => peer.replace(/@[^@]+$/, '@latest')) : PEERS, CACHE);
  const waiting = [...rows];
  const results = new Map<Row, RowResult>();
  const lane = async (): Promise<void> => {
    for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) {
      progress(`${row.name}: ${row.title}`);
      results.set(row, await runRow(row, { packages, cache: CACHE, latest, only, progress }));
    }
  };
  await Promise.all(Array.from({ length: Math.min(3, os.availableParallelism()) }, lane));
  return rows.map((row) => results.get(row)!);
}

function readArguments(): Arguments | undefined {
  const { values, positionals } = parse();
  if (values.list === true) {
    console.log(table(['row', '', 'tests'], ROWS.map(({ name, title, fullOnly }) => [name, fullOnly === true ? '--full' : '', title])));
    return undefined;
  }
  const unknown = positionals.filter((name) => ROWS.every((row) => row.name !== name));
  if (unknown.length > 0) {
    throw new Error(`There is no row ${unknown.join(', ')}. The rows are ${ROWS.map(({ name }) => name).join(', ')}.`);
  }
  const rows = positionals.length > 0 ? ROWS.filter(({ name }) => positionals.includes(name)) : ROWS.filter(({ fullOnly }) => values.full === true || fullOnly !== true);
  return { rows, only: values.only, latest: values.latest === true };
}

function parse() {
  try {
    return parseArgs({ allowPositionals: true, options: { only: { type: 'string' }, full: { type: 'boolean' }, latest: { type: 'boolean' }, list: { type: 'boolean' } } });
  } catch (error) {
    throw new Error(`${(error as Error).message.split('. ')[0]}. The options are --only TEXT, --full, --latest and --list.`);
  }
}
