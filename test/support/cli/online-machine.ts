import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { AstroFixture } from './astro-projects';
import { SecretsStandIns } from './secrets-stand-ins';
import { BIN } from '../drift/command';
import { tempDir, write } from '../util';

/** An rc file with one LocalAirflow of these options, as JavaScript. */
export const rcWith = (options: string): string => `const { Project } = require('projen/lib/project');
const { Projenrc } = require('projen/lib/javascript/projenrc');
const { AwsCredentials, AwsSecretsBackend, LocalAirflow } = require('projen-astro-airflow');
const project = new Project({ name: 'orders' });
new Projenrc(project);
new LocalAirflow(project, { runtimeVersion: '3.1-12', ${options} });
project.synth();
`;
export const MOUNTED = 'credentials: [AwsCredentials.mounted({ profile: \'dev\', region: \'us-west-2\' })]';

/** A machine with a project, a stand-in for the AWS CLI, and no other program. */
export function machine(rc: string) {
  const fixture = new AstroFixture(rc, false);
  write(fixture.directory, { Dockerfile: 'FROM astrocrpublic.azurecr.io/runtime:3.1-12\n' });
  fs.symlinkSync('/usr/bin/env', path.join(fixture.programs, 'env'));
  const standIns = new SecretsStandIns(fixture.programs);
  const home = fs.realpathSync(tempDir());
  const noAws = Object.fromEntries(Object.keys(process.env).filter((name) => name.startsWith('AWS_')).map((name) => [name, undefined]));
  return {
    fixture,
    standIns,
    /** What the checks that ask the cloud found, line by line. */
    online: (args: readonly string[] = ['--online'], env: Readonly<Record<string, string>> = {}): { readonly status: number | null; readonly lines: string[] } => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, 'doctor', ...args, '--format', 'json'], { cwd: fixture.directory, encoding: 'utf-8', env: fixture.env({ ...noAws, HOME: home, ...env }), timeout: 55_000 });
      expect(stderr + stdout).not.toMatch(/THE-VALUE|AKIAIOSFODNN7EXAMPLE|\n\s+at /);
      const { findings } = JSON.parse(stdout) as { findings: Array<{ id: string; verdict: string; line: string; fix?: string }> };
      return { status, lines: findings.filter(({ id }) => id.startsWith('online-')).map(({ verdict, line, fix }) => `${verdict}: ${line}${fix === undefined ? '' : ` Fix: ${fix}`}`) };
    },
  };
}
