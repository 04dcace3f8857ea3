import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { BASE, baseFile, type AirflowMajor } from '../base';
import type { RowRun } from '../row';
import type { MergedMount, MergedProject, MergeJob } from './merger';
import { mustRun } from '../tools/program';

const SYNTHESIZE = path.join(__dirname, 'synthesize-many.js');

/** The shell of a developer who has set nothing. */
export const SHELL: Readonly<Record<string, string>> = { HOME: '/home/alice', PATH: '/usr/bin:/bin' };

/** A project that is to be written by the package. */
export interface Declared {
  readonly major: AirflowMajor;
  /** JavaScript with `project`, `projen`, and all names of the package in `astro`. */
  readonly rc: string;
  /** What `.env` has before. */
  readonly dotenv?: string;
  /** By default that of the facts. */
  readonly image?: string;
}

/** What the package wrote, or why it did not. */
export interface Written {
  readonly directory: string;
  readonly override?: string;
  readonly dotenv?: string;
  readonly refusal?: string;
}

/** Has the package write many projects, in one process. */
export async function synthesizeAll(run: RowRun, name: string, projects: readonly Declared[]): Promise<Written[]> {
  const folder = fs.mkdtempSync(path.join(run.work, `${name}-`));
  const jobs = projects.map(({ major, rc, dotenv, image = BASE[major].image }, index) => ({ directory: path.join(folder, String(index)), image, rc, dotenv }));
  const env = { ...process.env, NODE_ENV: '', PROJEN_DISABLE_POST: '1' };
  const { stdout } = await mustRun(process.execPath, [SYNTHESIZE, run.packages.modules], { cwd: run.work, env, input: JSON.stringify(jobs) });
  const written = JSON.parse(stdout) as Array<Omit<Written, 'directory'>>;
  return written.map((result, index) => ({ directory: jobs[index].directory, ...result }));
}

/**
 * Has the package write projects that it must not refuse.
 *
 * @throws AssertionError with the first refusal
 */
export async function mustSynthesizeAll(run: RowRun, name: string, projects: readonly Declared[]): Promise<Array<Required<Omit<Written, 'refusal'>>>> {
  const written = await synthesizeAll(run, name, projects);
  return written.map(({ directory, override, dotenv, refusal }, index) => {
    assert.ok(override !== undefined && dotenv !== undefined, `refused: ${refusal}; declared: ${projects[index].rc}`);
    return { directory, override, dotenv };
  });
}

/** The Astro CLI's own file alone, as it is where no `.env` says anything. */
export function baseAlone(major: AirflowMajor, directory: string): MergeJob {
  return { base: baseFile(major, { project: directory }).replace(/^ *env_file: .*\n/gm, ''), directory, shell: SHELL };
}

/** A project as flat facts: `scheduler.environment.AWS_PROFILE`, `scheduler.volumes./home/astro/.aws`, `name`. */
export function flat(project: MergedProject): Record<string, unknown> {
  const { services, ...rest } = project;
  const facts: Record<string, unknown> = { ...rest };
  for (const [name, { environment = {}, volumes = [], ...others }] of Object.entries(services)) {
    for (const [kind, values] of Object.entries({ environment, volumes: byTarget(volumes), service: { ...others, env_file: undefined } })) {
      for (const [key, value] of Object.entries(values)) {
        facts[`${name}.${kind}.${key}`] = value;
      }
    }
  }
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

/** What the second has otherwise than the first; undefined: what it lacks. */
export function differences(before: MergedProject, after: MergedProject): Record<string, unknown> {
  const [one, other] = [flat(before), flat(after)];
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return Object.fromEntries(keys.filter((key) => JSON.stringify(one[key]) !== JSON.stringify(other[key])).map((key) => [key, other[key]]));
}

/** A mount by the place where the container sees it: two of one target cannot be. */
function byTarget(volumes: readonly MergedMount[]): Record<string, MergedMount> {
  assert.equal(new Set(volumes.map(({ target }) => target)).size, volumes.length, `mounts of one target: ${JSON.stringify(volumes)}`);
  return Object.fromEntries(volumes.map((mount) => [mount.target, mount]));
}
