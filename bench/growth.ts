import * as path from 'node:path';
import { interleave, NotMeasured, secondsOf, type Clock, type Comparison, type Contender, type Sample } from './interleave';
import { runAll, sum, type Meter, type Step } from './meter';
import type { Peers } from './peers';
import type { Language, Layout } from './rc-files';
import { driftStep, makeRepository, rcCommand, removeRepository, type Repository } from './repository';
import { NAMES } from './results';
import { differences, median } from './statistics';
import type { Workspace } from './workspace';

/** How one repository is measured. */
export interface GrowthPlan {
  readonly layout: Layout;
  readonly language: Language;
  /** How many Astro projects the repository has. */
  readonly size: number;
  /** How often each command is timed; with rc files of their own in that many of the projects. */
  readonly rounds: number;
}

/** What was measured in one repository. */
export interface GrowthPoint extends GrowthPlan {
  /** Each sample is for the whole repository. */
  readonly comparison: Comparison;
}

/** What is run for a repository with n projects: n times `each`, or once with one rc file for all; and then `once`. */
interface Job {
  readonly rows: readonly string[];
  readonly each: (directory: string) => Step[];
  readonly once: Step[];
  /** The row that is `each` without `once`. */
  readonly eachAlone?: string;
}

/** Makes the repository, measures in it, and removes it. */
export async function measureGrowth(workspace: Workspace, peers: Peers, meter: Meter, plan: GrowthPlan): Promise<GrowthPoint> {
  const repository = makeRepository(workspace, peers, plan.layout, plan.language, plan.size);
  try {
    const contenders = jobs(workspace, repository).map((one) => contender(meter, repository, plan, one));
    const others = plan.layout === 'own' && plan.language === 'js' ? peerContenders(workspace, peers, meter, repository, plan) : [];
    return { ...plan, comparison: await interleave([...contenders, ...others], plan.rounds, plan.size === 1) };
  } finally {
    removeRepository(repository);
  }
}

/** What the check takes beyond the bare rc file, in seconds; undefined if either was not measured. */
export function ownPart({ comparison }: GrowthPoint, clock: Clock): number | undefined {
  const [drift, bare] = [secondsOf(comparison, NAMES.drift, clock), secondsOf(comparison, NAMES.bare, clock)];
  return drift === undefined || bare === undefined ? undefined : median(differences(drift, bare));
}

function jobs(workspace: Workspace, { directory, language }: Repository): Job[] {
  const runTask = path.join(workspace.work, 'node_modules', 'projen', 'lib', 'run-task.cjs');
  return [
    job(workspace, NAMES.bare, rcCommand(workspace, language)),
    job(workspace, NAMES.defaultTask, [process.execPath, runTask, 'default']),
    { rows: [NAMES.drift], each: (project) => [driftStep(workspace, project)], once: [] },
    job(workspace, NAMES.npxDrift, ['npx', 'projen', 'drift']),
    {
      ...job(workspace, NAMES.projenDiff, ['npx', 'projen']),
      rows: [NAMES.projen, NAMES.projenDiff],
      eachAlone: NAMES.projen,
      once: [workspace.step(['git', 'diff', '--exit-code'], directory)],
    },
  ];
}

/** They know neither rc files nor subprojects: one run a project. */
function peerContenders(workspace: Workspace, peers: Peers, meter: Meter, repository: Repository, plan: GrowthPlan): Contender[] {
  if ('reason' in peers) {
    const run = (): never => {
      throw new NotMeasured(peers.reason);
    };
    return [NAMES.cruft, NAMES.copier, NAMES.copierUpdate].map((row) => ({ rows: [row], run }));
  }
  const [cruft, copier] = ['cruft', 'copier'].map((name) => path.join(peers.bin, name));
  const git = (...args: string[]): Step => workspace.step(['git', ...args], repository.directory);
  const all: Job[] = [
    job(workspace, NAMES.cruft, [cruft, 'check'], [cruft, 'diff', '--exit-code']),
    { ...job(workspace, NAMES.copier, [copier, 'recopy', '--quiet', '--defaults', '--overwrite']), once: [git('add', '--all'), git('diff', '--staged', '--exit-code')] },
    job(workspace, NAMES.copierUpdate, [copier, 'update', '--quiet', '--defaults', '--pretend']),
  ];
  return all.map((one) => contender(meter, repository, plan, one));
}

function job(workspace: Workspace, row: string, ...commands: string[][]): Job {
  return { rows: [row], each: (directory) => commands.map((argv) => workspace.step(argv, directory)), once: [] };
}

function contender(meter: Meter, repository: Repository, { layout, rounds }: GrowthPlan, { rows, each, once, eachAlone }: Job): Contender {
  const { directory, projects } = repository;
  return {
    rows,
    async run(round) {
      // Spread evenly over the repository; with one project, or one rc file for all, always the same.
      const project = layout === 'own' ? path.join(directory, projects[Math.floor((round * projects.length) / rounds)]) : directory;
      const times = layout === 'own' ? projects.length : 1;
      const alone = scaled(await runAll(meter, each(project)), times);
      const whole = sum([alone, await runAll(meter, once)]);
      return Object.fromEntries(rows.map((row) => [row, row === eachAlone ? alone : whole]));
    },
  };
}

function scaled({ seconds, cpuSeconds, ...rest }: Sample, times: number): Sample {
  return { seconds: seconds * times, ...(cpuSeconds !== undefined && { cpuSeconds: cpuSeconds * times }), ...rest };
}
