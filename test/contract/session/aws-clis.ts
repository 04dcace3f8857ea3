import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { debianPackages } from '../containers/debian';
import { installOnceBeside } from '../install-once';
import { NotPrepared, Skipped, type RowRun } from '../row';
import { mustRun } from '../tools/program';
import { pythonDistribution, pythonEnvironment } from '../tools/python';

/** AWS's own package for functions has the CLI in it; PyPI has no other version 2. */
const PACKAGE = { distribution: 'aws-cdk-asset-awscli-v2', version: '2.0.198' };

/** As checks name them. */
export const [DEBIAN, NEWEST] = ['the AWS CLI of Debian', 'the newest AWS CLI'];

/** The first that knows `aws login`. */
const LOGIN_SINCE = 32;

/** An AWS CLI. */
export interface AwsCli {
  readonly version: string;
  /** A folder with a program `aws` alone. */
  readonly folder: string;
  readonly knowsLogin: boolean;
}

/**
 * Debian's: the oldest line that can export credentials.
 *
 * @throws Skipped if the system's packages have none: Ubuntu dropped it for a while, and older releases have version 1
 */
export async function debianCli(run: RowRun): Promise<AwsCli> {
  const { directory } = await debianPackages(run, 'awscli', ['awscli']).catch((error: Error) => {
    throw /Unable to locate package|no installation candidate/.test(error.message) ? new Skipped('the packages of this system have no AWS CLI') : error;
  });
  const words = ['env', `PYTHONPATH=${path.join(directory, 'usr/lib/python3/dist-packages')}`, '/usr/bin/python3', path.join(directory, 'usr/bin/aws')];
  const found = cli(run, DEBIAN, words);
  if (found.version.startsWith('1.')) {
    throw new Skipped(`the packages of this system have version ${found.version} of the AWS CLI`);
  }
  return found;
}

/**
 * The newest that the pinned package has.
 *
 * @throws Skipped if this machine is of another kind
 */
export async function newestCli(run: RowRun): Promise<AwsCli> {
  if (process.arch !== 'x64') {
    throw new Skipped('the AWS CLI on PyPI is for x64');
  }
  const directory = path.join(run.cache, 'aws-cli', PACKAGE.version);
  await installOnceBeside(directory, PACKAGE.version, async () => {
    run.progress('unpacking a new AWS CLI');
    const packed = path.join(pythonDistribution(run, PACKAGE.distribution, PACKAGE.version), 'aws_cdk/asset_awscli_v2/_jsii');
    await mustRun('python3', [path.join(__dirname, 'unpack_cli.py'), packed, directory]);
  });
  return cli(run, NEWEST, [path.join(directory, 'dist', 'aws')]);
}

/**
 * A version 2, where it does not matter which.
 *
 * @throws Skipped if there is none for this machine
 */
export async function realCli(run: RowRun): Promise<AwsCli> {
  return newestCli(run).catch((error: Error) => (error instanceof Skipped ? debianCli(run) : Promise.reject(error)));
}

/** Version 1, which many still have. */
export function firstCli(run: RowRun): AwsCli {
  const { directory } = pythonEnvironment(run, 'awscli1');
  return cli(run, 'AWS CLI version 1', [path.join(directory, 'bin', 'python'), path.join(directory, 'bin', 'aws')]);
}

/**
 * A program that gives prepared answers, in place of a CLI: what is in the file `answer` of the developer's home, or with the error in the
 * file `failure`. It notes each call in the file `asked`.
 *
 * @param seconds that it takes
 */
export function answeringCli(run: RowRun, seconds = 0): string {
  // It knows no region of the profile.
  return program(run, `sh -c '[ "$1" != get ] || exit 1; echo asked >> "$HOME/asked"; sleep ${seconds}; [ ! -e "$HOME/failure" ] || { cat "$HOME/failure" >&2; exit 255; }; exec cat "$HOME/answer"' sh "$2"`);
}

function cli(run: RowRun, name: string, words: readonly string[]): AwsCli {
  const folder = program(run, `${words.join(' ')} "$@"`);
  const { stdout, stderr } = spawnSync(path.join(folder, 'aws'), ['--version'], { encoding: 'utf-8' });
  const [, version, major, minor] = /aws-cli\/((\d+)\.(\d+)\S*)/.exec(stdout) ?? [];
  if (version === undefined) {
    throw new NotPrepared(`${name} does not start: ${stderr.trim().split('\n').at(-1)}`);
  }
  run.version(name, version);
  return { version, folder, knowsLogin: Number(major) === 2 && Number(minor) >= LOGIN_SINCE };
}

function program(run: RowRun, line: string): string {
  const folder = fs.mkdtempSync(path.join(run.work, 'cli-'));
  fs.writeFileSync(path.join(folder, 'aws'), `#!/bin/sh\nexec ${line}\n`, { mode: 0o755 });
  return folder;
}
