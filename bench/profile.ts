import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Meter, Step } from './meter';
import { marksIn } from './overhead';
import type { Marks, RcFile } from './rc-files';
import { driftStep, makeProject, rcCommand } from './repository';
import { median } from './statistics';
import { removeTree, type Workspace } from './workspace';

/** As much of a CPU profile as is read. */
export interface CpuProfile {
  readonly nodes: ReadonlyArray<{ readonly id: number; readonly callFrame: { readonly functionName: string; readonly url: string } }>;
  readonly samples: readonly number[];
  /** Microseconds before each sample. */
  readonly timeDeltas: readonly number[];
}

/** Milliseconds by what they went to. */
export type Parts = Readonly<Record<string, number>>;

/** Where the time of a run goes, or why that is not known. */
export type Profiles = MeasuredProfiles | { readonly reason: string };

/** Where the time of a run goes. */
export interface MeasuredProfiles {
  /** One run of the rc file by its own clock, step by step. */
  readonly steps: Parts;
  /** CPU samples of the bare rc file and of the check, by whose code it was. */
  readonly bare: Parts;
  readonly drift: Parts;
  /** How many Node processes the check has. */
  readonly driftProcesses: number;
}

const RC: RcFile = { language: 'js', layout: 'own', host: 'bare', projects: [], component: true, projen: 'whole' };

/** Measures where the time of the rc file and of the check goes. */
export async function measureProfiles(workspace: Workspace, meter: Meter, rounds: number): Promise<MeasuredProfiles> {
  const directory = makeProject(workspace, 'profiled', RC);
  const rc = rcCommand(workspace, 'js');
  const bare = await profile(workspace, meter, rounds, (env) => workspace.step(rc, directory, env));
  const drift = await profile(workspace, meter, rounds, (env) => driftStep(workspace, directory, env));
  return { steps: await steps(meter, rounds, workspace.step(rc, directory)), bare: bare.parts, drift: drift.parts, driftProcesses: drift.processes };
}

async function steps(meter: Meter, rounds: number, step: Step): Promise<Parts> {
  const runs: Array<{ seconds: number; marks: Marks }> = [];
  for (let round = 0; round < rounds; round++) {
    const { seconds, output } = await meter.run(step);
    runs.push({ seconds, marks: marksIn(output) });
  }
  const between = (part: (marks: Marks, whole: number) => number): number => median(runs.map(({ seconds, marks }) => part(marks, seconds * 1000)));
  return {
    'Node starts and reads the rc file': between(({ started }) => started),
    "require('projen')": between(({ started, projenLoaded }) => projenLoaded - started),
    "require('projen-astro-airflow')": between(({ projenLoaded, oursLoaded }) => oursLoaded - projenLoaded),
    'the components are constructed': between(({ oursLoaded, constructed }) => constructed - oursLoaded),
    'project.synth()': between(({ constructed, synthesized }) => synthesized - constructed),
    'the process starts and ends': between(({ synthesized }, whole) => whole - synthesized),
  };
}

async function profile(workspace: Workspace, meter: Meter, rounds: number, step: (env: Record<string, string>) => Step): Promise<{ parts: Parts; processes: number }> {
  const directory = path.join(workspace.cache, 'profiles');
  const env = { NODE_OPTIONS: `--require ${JSON.stringify(path.join(__dirname, 'profile-hook.cjs'))}`, BENCH_PROFILES: directory };
  const runs: CpuProfile[][] = [];
  for (let round = 0; round < rounds; round++) {
    removeTree(directory);
    fs.mkdirSync(directory, { recursive: true });
    await meter.run(step(env));
    runs.push(fs.readdirSync(directory).map((name) => JSON.parse(fs.readFileSync(path.join(directory, name), 'utf-8')) as CpuProfile));
  }
  const all = runs.map((profiles) => profiles.map(partsOf).reduce(addParts, {}));
  const names = [...new Set(all.flatMap((parts) => Object.keys(parts)))];
  return { parts: Object.fromEntries(names.map((name) => [name, median(all.map((parts) => parts[name] ?? 0))])), processes: runs[0].length };
}

/** Sums the samples of a profile by whose code ran. Waiting for a child process does not count: the child has its own profile. */
export function partsOf({ nodes, samples, timeDeltas }: CpuProfile): Parts {
  const owners = new Map(nodes.map(({ id, callFrame }) => [id, ownerOf(callFrame.functionName, callFrame.url)]));
  const parts: Record<string, number> = {};
  samples.forEach((id, index) => {
    const owner = owners.get(id);
    if (owner !== undefined) {
      parts[owner] = (parts[owner] ?? 0) + timeDeltas[index] / 1000;
    }
  });
  return parts;
}

function ownerOf(functionName: string, url: string): string | undefined {
  if (functionName === '(idle)' || functionName === 'spawnSync') {
    return undefined;
  }
  if (functionName.startsWith('(')) {
    return functionName === '(garbage collector)' ? 'Node: garbage collection' : 'Node: start-up and native code';
  }
  if (url.startsWith('node:') || url === '') {
    return /internal\/modules|internal\/bootstrap/.test(url) ? 'Node: finding, reading and compiling modules' : 'Node: files, paths and the rest of its library';
  }
  const packages = [...url.replaceAll('\\', '/').matchAll(/\/node_modules\/((?:@[^/]+\/)?[^/]+)/g)].map((match) => match[1]);
  if (packages[0] === 'projen-astro-airflow') {
    return packages.length > 1 ? 'libraries of our package' : /\/lib\/(drift|dry-run|cli)\//.test(url) ? 'our drift check' : 'our components';
  }
  return packages[0] === 'projen' || packages[0] === 'constructs' ? 'projen and constructs' : 'the rc file and everything else';
}

function addParts(one: Parts, other: Parts): Parts {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(names.map((name) => [name, (one[name] ?? 0) + (other[name] ?? 0)]));
}
