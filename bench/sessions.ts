import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { interleave, NotMeasured, type Comparison, type Contender, type Row } from './interleave';
import type { Meter, Step } from './meter';
import { wholeProcess } from './overhead';
import type { RcFile } from './rc-files';
import { makeProject } from './repository';
import { removeTree, type Workspace } from './workspace';

/** Where the keys of a session come from, as the tables say it. */
export const KEYS = {
  fresh: 'fresh keys',
  standIn: 'new keys, from a stand-in for the AWS CLI that takes 1 s',
  installed: 'new keys, from the installed AWS CLI',
} as const;

/** One of these. */
export type KeysFrom = keyof typeof KEYS;

/** The rows of the comparison. */
export const SESSION_ROWS = {
  without: 'start without a session',
  session: 'start with a session',
  cli: 'aws configure export-credentials',
  longer: 'the slower of start without a session and the AWS CLI',
  sum: 'start without a session, then the AWS CLI',
} as const;

/** How one way is measured. */
export interface SessionPlan {
  readonly keys: KeysFrom;
  readonly rounds: number;
}

/** What was measured of it. */
export interface SessionPoint extends SessionPlan {
  readonly comparison: Comparison;
  /** The version of the installed AWS CLI. */
  readonly version?: string;
}

export const PROFILE = 'dev';
const REGION = 'us-west-2';

/** The first version with `export-credentials`. */
const NO_CLI = 'the PATH has no AWS CLI 2.9 or newer';

const EXPORT = ['aws', 'configure', 'export-credentials', '--profile', PROFILE, '--format', 'process'];

export const ONE_PROJECT: RcFile = { language: 'js', layout: 'own', host: 'bare', projects: [], component: true, projen: 'whole' };

/** The AWS CLI takes these from its files without a network. */
export const AWS_FILES = {
  config: `[profile ${PROFILE}]\nregion = ${REGION}\n`,
  credentials: `[${PROFILE}]\naws_access_key_id = ASIABENCH\naws_secret_access_key = bench\naws_session_token = bench\n`,
};

/** Starts a project with a session and the same project without one; then removes both. */
export async function measureSession(workspace: Workspace, meter: Meter, plan: SessionPlan): Promise<SessionPoint> {
  const { keys, rounds } = plan;
  const folder = path.join(workspace.work, `session-${keys}`);
  const [home, programs] = ['home', 'programs'].map((name) => path.join(folder, name));
  const env = { HOME: home, PATH: [programs, workspace.env.PATH].join(path.delimiter) };
  try {
    writeFiles(path.join(home, '.aws'), AWS_FILES);
    writeFiles(programs, { astro: script('exit 0'), ...(keys === 'installed' ? {} : { aws: standIn() }) }, 0o755);
    const version = keys === 'installed' ? installedVersion({ ...workspace.env, ...env }) : undefined;
    const [without, session] = (['shell', 'session'] as const).map((credentials) => startStep(workspace, path.join(folder, credentials), credentials, env));
    const peer = wholeProcess(meter, SESSION_ROWS.without, without);
    if (keys === 'fresh') {
      workspace.prepare(session.argv, session.cwd, session.env);
      // From now on a start that asks for keys fails.
      writeFiles(programs, { aws: script('exit 1') }, 0o755);
      return { ...plan, comparison: await interleave([peer, sessionContender(meter, session)], rounds, true) };
    }
    // Nothing is there in each round, so that both the keys and the region are asked for: no export takes longer.
    const forget = (): void => removeTree(path.join(home, '.airflow-credentials'));
    const contenders = [peer, wholeProcess(meter, SESSION_ROWS.cli, workspace.step(EXPORT, folder, env)), sessionContender(meter, session, forget)];
    return { ...plan, version, comparison: withBounds(await interleave(contenders, rounds, true)) };
  } finally {
    removeTree(folder);
  }
}

/**
 * Adds what a start with an export is compared with, round by round: the longer of its two parts, which is all that it takes
 * if they run at the same time, and their sum.
 */
export function withBounds(comparison: Comparison): Comparison {
  return {
    ...comparison,
    [SESSION_ROWS.longer]: combined(comparison, PARTS, Math.max),
    [SESSION_ROWS.sum]: combined(comparison, PARTS, (one, other) => one + other),
  };
}

const PARTS = [SESSION_ROWS.without, SESSION_ROWS.cli] as const;

/** A row made of two others, round by round. */
export function combined(comparison: Comparison, rows: readonly [string, string], combine: (one: number, other: number) => number): Row {
  const [first, second] = rows.map((row) => comparison[row]);
  if ('reason' in first) {
    return first;
  }
  return 'reason' in second ? second : { samples: first.samples.map(({ seconds }, index) => ({ seconds: combine(seconds, second.samples[index].seconds) })) };
}

/** A start that is of no use without keys. */
function sessionContender(meter: Meter, step: Step, before: () => void = () => undefined): Contender {
  return {
    rows: [SESSION_ROWS.session],
    async run() {
      before();
      const { output, ...sample } = await meter.run(step);
      if (!output.includes(`AWS: keys of ${PROFILE} until`)) {
        throw new NotMeasured('start had no keys');
      }
      return { [SESSION_ROWS.session]: sample };
    },
  };
}

/** Makes a project; gives its start, which is without Node's compile cache, as the check of the other tables is. */
function startStep(workspace: Workspace, directory: string, credentials: RcFile['credentials'], env: Readonly<Record<string, string>>): Step {
  makeProject(workspace, path.relative(workspace.work, directory), { ...ONE_PROJECT, credentials });
  workspace.commit(directory);
  return workspace.step([workspace.bin('projen-astro-airflow'), 'start'], directory, { NODE_DISABLE_COMPILE_CACHE: '1', ...env });
}

/** @throws NotMeasured if no AWS CLI can export keys */
export function installedVersion(env: Readonly<Record<string, string>>): string {
  const [exported, version] = [EXPORT, ['aws', '--version']].map(([program, ...args]) => spawnSync(program, args, { env, encoding: 'utf-8' }));
  const found = /^aws-cli\/(\S+)/.exec(version.stdout ?? '');
  if (exported.status !== 0 || found === null) {
    throw new NotMeasured(NO_CLI);
  }
  return found[1];
}

/** An AWS CLI that takes as long for the region as for the keys, as the real one does. */
function standIn(): string {
  const end = new Date(Date.now() + 12 * 60 * 60 * 1000).toISOString();
  const keys = JSON.stringify({ Version: 1, AccessKeyId: 'ASIABENCH', SecretAccessKey: 'bench', SessionToken: 'bench', Expiration: end });
  return script('sleep 1', `if [ "$2" = get ]; then echo ${REGION}; else echo '${keys}'; fi`);
}

export function script(...lines: readonly string[]): string {
  return ['#!/bin/sh', ...lines, ''].join('\n');
}

export function writeFiles(directory: string, files: Readonly<Record<string, string>>, mode: number = 0o600): void {
  fs.mkdirSync(directory, { recursive: true });
  Object.entries(files).forEach(([name, text]) => fs.writeFileSync(path.join(directory, name), text, { mode }));
}
