/*
 * Measures the drift check, compares it with other ways to check, and measures what a session adds to a start, the doctor, and how long
 * the package takes to load.
 *
 *   npm run bench                 about 35 minutes
 *   npm run bench -- --quick      a few minutes: few rounds, 1 and 10 projects
 *   npm run bench -- --full       hours: each of 1,000 projects
 *
 * Prints the page and writes it to docs/benchmarks.md and docs/benchmarks.svg.
 */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { measureCompileCache, type CacheTable } from './compile-cache';
import { COPY_ROWS, measureCopy } from './copies';
import { DOCTOR_CLIS, DOCTOR_ROWS, measureDoctor } from './doctor';
import { measureGrowth, type GrowthPlan } from './growth';
import { noComparison, NotMeasured, secondsOf, type Comparison } from './interleave';
import { startMeter, withoutPrivileges } from './meter';
import { LOADING, measureLoading, measureSynth, SYNTH_ROWS } from './overhead';
import { findPython, installPeers } from './peers';
import { copyPlans, doctorPlans, growthPlans, ROUNDS, sessionPlans, shapePlans } from './plan';
import { plot } from './plot';
import { measureProfiles, type Profiles } from './profile';
import { page } from './report';
import { NAMES, type Mode, type Results } from './results';
import { KEYS, measureSession, SESSION_ROWS } from './sessions';
import { measureShape, SHAPE_ROWS, SHAPES } from './shapes';
import { count } from './table';
import { removeTree, Workspace } from './workspace';

main().catch((error: Error) => {
  console.error(error.stack);
  process.exitCode = 2;
});

async function main(): Promise<void> {
  if (process.platform === 'win32') {
    console.error('The benchmarks need Linux or macOS.');
    process.exit(2);
  }
  const { values } = parseArgs({ options: { quick: { type: 'boolean' }, full: { type: 'boolean' } } });
  const mode: Mode = values.full === true ? 'full' : values.quick === true ? 'quick' : 'default';
  const workspace = new Workspace();
  fs.mkdirSync(workspace.cache, { recursive: true });
  const results = await measure(workspace, mode);
  fs.writeFileSync(path.join(workspace.cache, 'results.json'), JSON.stringify(results, undefined, 1));
  const text = withoutPaths(page(results), workspace);
  const docs = path.join(workspace.root, 'docs');
  fs.writeFileSync(path.join(docs, 'benchmarks.md'), text);
  fs.writeFileSync(path.join(docs, 'benchmarks.svg'), await plot(results));
  console.log(text);
  const ours = [
    ...[...results.growth, ...results.shapes].map(({ comparison }) => secondsOf(comparison, NAMES.drift)),
    ...results.copies.flatMap(({ comparison }) => [COPY_ROWS.copy, COPY_ROWS.memory].map((row) => secondsOf(comparison, row))),
    ...results.doctors.filter(({ cli }) => cli !== 'installed').map(({ comparison }) => secondsOf(comparison, DOCTOR_ROWS.doctor)),
    ...results.sessions.filter(({ keys }) => keys !== 'installed').map(({ comparison }) => secondsOf(comparison, SESSION_ROWS.session)),
  ];
  if (ours.includes(undefined)) {
    console.error('The check itself, the doctor or a start, could not be measured everywhere: see the table.');
    process.exitCode = 1;
  }
}

async function measure(workspace: Workspace, mode: Mode): Promise<Results> {
  await step('Pack and install the package', () => workspace.install());
  const peers = await step('Install cruft and copier', () => installPeers(workspace));
  const meter = startMeter(findPython(peers), path.join(workspace.cache, 'output.txt'));
  try {
    const growth = await each(growthPlans(mode), describe, Object.values(NAMES), (plan) => measureGrowth(workspace, peers, meter, plan));
    const shapes = await each(shapePlans(mode), ({ shape }) => SHAPES[shape], SHAPE_ROWS, (plan) => measureShape(workspace, meter, plan));
    const copies = await each(copyPlans(mode), ({ files }) => `A copy of ${count(files)} files`, Object.values(COPY_ROWS), (plan) => measureCopy(workspace, meter, plan));
    const sessions = await each(sessionPlans(mode), ({ keys }) => `A start with ${KEYS[keys]}`, Object.values(SESSION_ROWS), (plan) => measureSession(workspace, meter, plan));
    const doctors = await each(doctorPlans(mode), ({ cli }) => `The doctor with ${DOCTOR_CLIS[cli]}`, Object.values(DOCTOR_ROWS), (plan) => measureDoctor(workspace, meter, plan));
    const rounds = ROUNDS[mode];
    const synth = await step('Synth with our component and without', () => measureSynth(workspace, meter, rounds), (reason) => noComparison(SYNTH_ROWS, reason));
    const loading = await step('Loading', () => measureLoading(workspace, meter, rounds), (reason) => noComparison(Object.values(LOADING), reason));
    const profiles = await step<Profiles>('Profiles', () => measureProfiles(workspace, meter, Math.ceil(rounds / 3)), (reason) => ({ reason }));
    const compileCache = mode !== 'quick' ? await step<CacheTable>('Newer Node', () => measureCompileCache(workspace, meter, rounds), (reason) => ({ reason })) : undefined;
    return {
      mode,
      date: new Date().toISOString().slice(0, 10),
      machine: `${os.cpus().length} cores, ${Math.round(os.totalmem() / 2 ** 30)} GB of memory, ${os.type()} (${os.arch()}), Node ${process.versions.node}${withoutPrivileges() === undefined ? ', as root, for whom projen writes every file anew' : ''}`,
      versions: { ...workspace.versions, ...('versions' in peers && peers.versions) },
      ...('reason' in peers && { peersReason: peers.reason }),
      growth,
      shapes,
      copies,
      sessions,
      doctors,
      synth,
      loading,
      profiles,
      compileCache,
    };
  } finally {
    meter.close();
    removeTree(workspace.work);
  }
}

/** What was measured, as each of the plans has it. */
type Point<Plan> = Plan & { readonly comparison: Comparison };

/** Measures one plan after the other. */
async function each<Plan>(plans: readonly Plan[], title: (plan: Plan) => string, rows: readonly string[], work: (plan: Plan) => Promise<Point<Plan>>): Promise<Array<Point<Plan>>> {
  const points: Array<Point<Plan>> = [];
  for (const plan of plans) {
    points.push(await step(title(plan), () => work(plan), (reason): Point<Plan> => ({ ...plan, comparison: noComparison(rows, reason) })));
  }
  return points;
}

/** Does one part. Where it cannot be measured, the others still are. */
async function step<T>(title: string, work: () => T | Promise<T>, failed?: (reason: string) => T): Promise<T> {
  const start = performance.now();
  const after = (): string => `(${((performance.now() - start) / 1000).toFixed(0)} s)`;
  try {
    const result = await work();
    console.error(`${title} ${after()}`);
    return result;
  } catch (error) {
    if (failed === undefined || !(error instanceof NotMeasured)) {
      throw error;
    }
    console.error(`${title}: not measured: ${error.message} ${after()}`);
    return failed(error.message);
  }
}

function describe({ layout, language, size }: GrowthPlan): string {
  return `${size} ${size === 1 ? 'project' : 'projects'}, ${layout}, ${language}`;
}

/** A reason can quote what a command printed; the page is for readers everywhere. */
function withoutPaths(text: string, { cache, root }: Workspace): string {
  const home = os.homedir();
  return [cache, root, os.tmpdir(), ...(home === '/' ? [] : [home])].reduce((rest, directory) => rest.replaceAll(directory, '…'), text);
}
