import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Airflow, Place } from '../airflow/airflow';
import type { FakeAws } from '../airflow/fake-aws';
import { REGION } from '../airflow/stored';
import type { RowRun } from '../row';
import type { AwsCli } from '../session/aws-clis';
import { startAwsFront, type AwsFront } from '../session/aws-front';
import { runProgram, type Ran } from '../tools/program';

/** Gives a command an /etc/hosts of its own. */
const WITH_HOSTS = 'mount --bind "$1" /etc/hosts; shift; exec "$@"';

/** A developer's machine with the package, a real AWS CLI and the stand-in for AWS. */
export interface DeveloperMachine {
  readonly run: RowRun;
  readonly cli: AwsCli;
  readonly aws: FakeAws;
  readonly front: AwsFront;
}

/** AWS at its own names, for all that these commands ask. */
export function awsFront(run: RowRun, aws: FakeAws): Promise<AwsFront> {
  return startAwsFront(run, REGION, ['sts.', 'secretsmanager.', 'ssm.'].map((start) => [start, aws.endpoint]));
}

/** What is different for a command. */
interface CommandOptions {
  /** Folders of further programs. */
  readonly programs?: readonly string[];
  readonly hosts?: string;
}

/** Runs a command of the package in an Astro project. */
export function command(machine: DeveloperMachine, { project, home, shell }: Place, args: readonly string[], options: CommandOptions = {}): Promise<Ran> {
  const { run, cli, front } = machine;
  const { programs = [], hosts = front.hosts } = options;
  const bin = path.join(run.packages.folder('projen-astro-airflow'), 'bin', 'projen-astro-airflow');
  const PATH = [...programs, cli.folder, '/usr/sbin', '/usr/bin', '/sbin', '/bin'].join(':');
  const env = { PATH, HOME: home, LANG: 'C.UTF-8', AWS_CA_BUNDLE: front.bundle, AWS_EC2_METADATA_DISABLED: 'true', ...shell };
  return runProgram('unshare', ['--mount', '--propagation', 'private', 'sh', '-ec', WITH_HOSTS, 'sh', hosts, process.execPath, bin, ...args], { cwd: project, env, timeout: 400 });
}

/**
 * An Astro CLI whose `astro dev run` runs Airflow in a container, as far as these commands use it. Like the real one it shows the standard
 * output alone, and ends with 0.
 *
 * @returns its folder
 */
export async function astroFor({ work }: RowRun, airflow: Airflow, place: Place, dag = 'example_secrets_dag'): Promise<string> {
  const commands = { version: ['version'], dags: ['dags', 'test', dag], variables: ['variables', 'get', '--verbose', 'projen_astro_airflow_try'] };
  const cases = await Promise.all(Object.entries(commands).map(async ([name, words]) => {
    const line = await airflow.commandLine(place, ['airflow', ...words]);
    return `${name}) ${line.map(quoted).join(' ')} 2>/dev/null </dev/null;;`;
  }));
  const folder = fs.mkdtempSync(path.join(work, 'astro-'));
  fs.writeFileSync(path.join(folder, 'astro'), `#!/bin/sh\n[ "$1 $2" = "dev run" ] || exit 1\nshift 2\necho "Running: airflow $*"\ncase "$1" in\n${cases.join('\n')}\nesac\nexit 0\n`, { mode: 0o755 });
  return folder;
}

function quoted(word: string | number): string {
  return `'${String(word).replaceAll('\'', '\'\\\'\'')}'`;
}
