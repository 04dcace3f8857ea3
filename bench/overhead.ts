import { interleave, type Comparison, type Contender } from './interleave';
import { runAll, type Meter, type Step } from './meter';
import { requireOwn, type Marks, type RcFile } from './rc-files';
import { makeProject, NO_POST, rcCommand } from './repository';
import type { Workspace } from './workspace';

const HOSTS = { bare: 'a bare Project', node: 'a NodeProject' } as const;

const ALONE: RcFile = { language: 'js', layout: 'own', host: 'bare', projects: [], component: true, projen: 'whole' };

/** The rows of the comparison of synths. */
export function synthRow(host: keyof typeof HOSTS, component: boolean, part: 'run' | 'synth'): string {
  return `${HOSTS[host]} ${component ? 'with' : 'without'} our component: ${part === 'run' ? 'the whole run of the rc file' : 'only construction and synth'}`;
}

/** All of them. */
export const SYNTH_ROWS = (['bare', 'node'] as const).flatMap((host) =>
  [false, true].flatMap((component) => (['run', 'synth'] as const).map((part) => synthRow(host, component, part))));

/** The rows of the comparison of loading times. */
export const LOADING = {
  projen: "require('projen')",
  both: "require('projen'), then what an rc file uses of projen-astro-airflow",
  ours: 'what an rc file uses of projen-astro-airflow, alone',
  project: "require('projen/lib/project')",
  projenProcess: 'a process that only does require(\'projen\')',
  partsProcess: 'an rc file with our package and parts of projen',
  checks: 'checking the arguments of all calls in an rc file, including loading',
} as const;

/**
 * Runs rc files with our component and without it. What counts is the whole run: a user waits for it, and each run is a new
 * process, so that nothing is warm that is cold for users. The part inside the process is measured too.
 */
export async function measureSynth(workspace: Workspace, meter: Meter, rounds: number): Promise<Comparison> {
  const contenders = (['bare', 'node'] as const).flatMap((host) => [false, true].map((component): Contender => {
    const directory = makeProject(workspace, `synth-${host}-${component ? 'with' : 'without'}`, { ...ALONE, host, component });
    const [run, synth] = [synthRow(host, component, 'run'), synthRow(host, component, 'synth')];
    return {
      rows: [run, synth],
      async run() {
        const { output, ...sample } = await meter.run(workspace.step(rcCommand(workspace, 'js'), directory, NO_POST));
        const { oursLoaded, synthesized } = marksIn(output);
        return { [run]: sample, [synth]: { seconds: (synthesized - oursLoaded) / 1000 } };
      },
    };
  }));
  return interleave(contenders, rounds, true);
}

/** Loads packages, each time in a fresh process. */
export async function measureLoading(workspace: Workspace, meter: Meter, rounds: number): Promise<Comparison> {
  const inside = (row: string, ...requires: string[]): Contender => ({
    rows: [row],
    async run() {
      const { output, peakMb } = await meter.run(workspace.step([process.execPath, '-e', `const start = performance.now();${requires.join('')}console.log(performance.now() - start)`], workspace.work));
      return { [row]: { seconds: Number(output) / 1000, peakMb } };
    },
  });
  const checked = makeProject(workspace, 'checked', ALONE);
  const checks: Contender = {
    rows: [LOADING.checks],
    async run() {
      const { output } = await meter.run(workspace.step([process.execPath, '-e', TIME_CHECKS], checked, NO_POST));
      return { [LOADING.checks]: { seconds: Number(output.trim().split('\n').at(-1)) / 1000 } };
    },
  };
  const parts = makeProject(workspace, 'parts', { ...ALONE, projen: 'parts' });
  return interleave([
    inside(LOADING.projen, "require('projen');"),
    // Each export loads its file when it is first read.
    inside(LOADING.both, "require('projen');", requireOwn()),
    inside(LOADING.ours, requireOwn()),
    inside(LOADING.project, "require('projen/lib/project');"),
    wholeProcess(meter, LOADING.projenProcess, workspace.step([process.execPath, '-e', "require('projen')"], workspace.work)),
    wholeProcess(meter, LOADING.partsProcess, workspace.step(rcCommand(workspace, 'js'), parts)),
    checks,
  ], rounds, true);
}

/** Runs the rc file in its directory, and prints how long the checks of its calls took, in milliseconds. */
const TIME_CHECKS = `
// A real run has found the package by then.
const file = require.resolve('projen-astro-airflow/lib/arguments/check-call');
const start = performance.now();
const checks = require(file);
let spent = performance.now() - start;
for (const name of ['checkCall', 'checkReturned']) {
  const original = checks[name];
  checks[name] = (...args) => {
    const begun = performance.now();
    original(...args);
    spent += performance.now() - begun;
  };
}
require(process.cwd() + '/.projenrc.js');
console.log(spent);`;

/** The times that the rc file printed last. */
export function marksIn(output: string): Marks {
  return JSON.parse(output.trim().split('\n').at(-1)!) as Marks;
}

/** A contender with one row, of commands in sequence. */
export function wholeProcess(meter: Meter, row: string, ...steps: Step[]): Contender {
  return { rows: [row], run: async () => ({ [row]: await runAll(meter, steps) }) };
}
