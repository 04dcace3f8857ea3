import * as fs from 'node:fs';
import * as path from 'node:path';
import type { AwsCli } from './aws-clis';
import type { AwsFront } from './aws-front';
import { Machine, type MachineOptions } from './machine';
import { developerHome, type AwsFiles } from '../airflow/developer';
import type { FakeAws } from '../airflow/fake-aws';
import type { ProvedCheck } from '../airflow/setting';
import type { RowRun } from '../row';

/** What every check of the host needs. */
export interface HostSetting {
  readonly run: RowRun;
  readonly cli: AwsCli;
  readonly aws: FakeAws;
  /** AWS as the CLI reaches it. */
  readonly front: AwsFront;
}

/** One thing that is proved of the export. */
export type HostCheck = ProvedCheck<HostSetting>;

/** The session that most checks declare. */
export const DEV = { declared: { cloud: 'aws', profile: 'dev' } } as const;

/** A developer with these files, the CLI and the stand-in for AWS. */
export function machineWith({ run, cli, front }: HostSetting, files: AwsFiles, options: Partial<MachineOptions> = {}): Machine {
  const home = developerHome(fs.mkdtempSync(path.join(run.work, 'home-')), files);
  // A developer's machine is no instance of EC2, and asking costs seconds.
  return new Machine(run, { home, cli: cli.folder, hosts: front.hosts, env: { AWS_CA_BUNDLE: front.bundle, AWS_EC2_METADATA_DISABLED: 'true' }, ...options });
}

/** A time from now, as AWS writes it. */
export function inSeconds(seconds: number): string {
  return new Date(Date.now() + seconds * 1_000).toISOString().replace(/\.\d+Z$/, 'Z');
}
