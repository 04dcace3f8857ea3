import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { debianPackages } from '../containers/debian';
import { installOnceBeside } from '../install-once';
import type { RowRun } from '../row';
import { mustRun } from '../tools/program';
import { pythonDistribution, pythonEnvironment } from '../tools/python';

/** AWS's own package for functions has the CLI in it; PyPI has no other version 2. */
const NEWEST = { distribution: 'aws-cdk-asset-awscli-v2', version: '2.0.198' };

/** An AWS CLI. */
export interface AwsCli {
  /** As checks name it. */
  readonly name: string;
  /** A folder with a program `aws` alone. */
  readonly folder: string;
  /** Whether it knows `aws login`, which came with 2.32. */
  readonly knowsLogin: boolean;
}

/** Debian's: the oldest line that can export credentials. */
export async function debianCli(run: RowRun): Promise<AwsCli> {
  const { directory } = await debianPackages(run, 'awscli', ['awscli']);
  const words = ['env', `PYTHONPATH=${path.join(directory, 'usr/lib/python3/dist-packages')}`, '/usr/bin/python3', path.join(directory, 'usr/bin/aws')];
  return cli(run, 'the AWS CLI of Debian', words, false);
}

/** The newest that the pinned package has. */
export async function newestCli(run: RowRun): Promise<AwsCli> {
  const directory = path.join(run.cache, 'aws-cli', NEWEST.version);
  await installOnceBeside(directory, NEWEST.version, async () => {
    run.progress('unpacking a new AWS CLI');
    const packed = path.join(pythonDistribution(run, NEWEST.distribution, NEWEST.version), 'aws_cdk/asset_awscli_v2/_jsii');
    await mustRun('python3', [path.join(__dirname, 'unpack_cli.py'), packed, directory]);
  });
  return cli(run, 'the newest AWS CLI', [path.join(directory, 'dist', 'aws')], true);
}

/** Version 1, which many still have. */
export function firstCli(run: RowRun): AwsCli {
  const { directory } = pythonEnvironment(run, 'awscli1');
  return cli(run, 'AWS CLI version 1', [path.join(directory, 'bin', 'python'), path.join(directory, 'bin', 'aws')], false);
}

/**
 * A program that answers as it is told, in place of a CLI: what is in the file `answer` of the developer's home. It notes each call in the
 * file `asked`.
 *
 * @param seconds that it takes
 */
export function answeringCli(run: RowRun, seconds = 0): string {
  return program(run, `sh -c 'echo asked >> "$HOME/asked"; sleep ${seconds}; exec cat "$HOME/answer"'`);
}

function cli(run: RowRun, name: string, words: readonly string[], knowsLogin: boolean): AwsCli {
  const folder = program(run, `${words.join(' ')} "$@"`);
  run.version(name, /aws-cli\/(\S+)/.exec(spawnSync(path.join(folder, 'aws'), ['--version'], { encoding: 'utf-8' }).stdout)?.[1] ?? 'none');
  return { name, folder, knowsLogin };
}

function program(run: RowRun, line: string): string {
  const folder = fs.mkdtempSync(path.join(run.work, 'cli-'));
  fs.writeFileSync(path.join(folder, 'aws'), `#!/bin/sh\nexec ${line}\n`, { mode: 0o755 });
  return folder;
}
