import * as os from 'node:os';
import * as path from 'node:path';
import { interleave, NotMeasured, type Comparison, type Contender } from './interleave';
import type { Meter, Step } from './meter';
import { wholeProcess } from './overhead';
import { makeProject } from './repository';
import { AWS_FILES, combined, installedVersion, ONE_PROJECT, PROFILE, script, writeFiles } from './sessions';
import { removeTree, type Workspace } from './workspace';

/** Which AWS CLI the doctor asks. */
export const DOCTOR_CLIS = { standIn: 'a stand-in for the AWS CLI that waits 1 s', installed: 'the installed AWS CLI' } as const;

/** The rows of the comparison. */
export const DOCTOR_ROWS = {
  doctor: 'projen-astro-airflow doctor',
  drift: 'projen-astro-airflow drift',
  cli: 'aws configure get',
  longest: 'the slower of drift and the AWS CLI, each alone',
  together: 'all programs that it asks, at the same time',
  judgements: 'the checks, including loading',
} as const;

export interface DoctorPlan {
  readonly cli: keyof typeof DOCTOR_CLIS;
  readonly rounds: number;
}

export interface DoctorPoint extends DoctorPlan {
  readonly comparison: Comparison;
  /** The version of the installed AWS CLI. */
  readonly version?: string;
}

/** Docker Engine, as it answers the doctor. */
const DOCKER = `[ "$1" = info ] && echo '${JSON.stringify({ OperatingSystem: 'Debian GNU/Linux 12 (bookworm)', Name: os.hostname(), ServerVersion: '28.1.1', SecurityOptions: [] })}' || echo '{}'`;

const GET = ['aws', 'configure', 'get', 'aws_access_key_id', '--profile', PROFILE];

/** Prints how many milliseconds the checks took in a run of the command. */
const TIME_JUDGEMENTS = `
const package = (file) => require.resolve('projen-astro-airflow/' + file);
process.argv = [process.argv[0], package('bin/projen-astro-airflow'), 'doctor'];
const start = performance.now();
const diagnosis = require(package('lib/doctor/diagnose'));
let spent = performance.now() - start;
const original = diagnosis.diagnose;
diagnosis.diagnose = (...args) => {
  const begun = performance.now();
  const findings = original(...args);
  spent += performance.now() - begun;
  process.on('exit', () => console.log(spent));
  return findings;
};
require(process.argv[1]);`;

/** Runs the doctor in a project whose credentials are mounted, beside what it asks. */
export async function measureDoctor(workspace: Workspace, meter: Meter, plan: DoctorPlan): Promise<DoctorPoint> {
  const { cli, rounds } = plan;
  const folder = path.join(workspace.work, `doctor-${cli}`);
  const [home, programs, project] = ['home', 'programs', 'project'].map((name) => path.join(folder, name));
  const env = { HOME: home, PATH: [programs, workspace.env.PATH].join(path.delimiter), NODE_DISABLE_COMPILE_CACHE: '1' };
  try {
    writeFiles(path.join(home, '.aws'), AWS_FILES, 0o644);
    writeFiles(programs, { astro: script('echo "Astro CLI Version: 1.46.0"'), docker: script(DOCKER), ...(cli === 'installed' ? {} : { aws: script('sleep 1', 'case "$*" in --version) echo aws-cli/2.38.5 ;; *--debug*) echo "2026-11-29 10:00:00,000 - MainThread - awscli.clidriver - DEBUG - CLI version: aws-cli/2.38.5" >&2; echo ASIABENCH ;; *) echo ASIABENCH ;; esac') }) }, 0o755);
    const version = cli === 'installed' ? installedVersion({ ...workspace.env, ...env }) : undefined;
    makeProject(workspace, path.relative(workspace.work, project), { ...ONE_PROJECT, credentials: 'mounted' });
    workspace.commit(project);
    const step = (...argv: string[]): Step => workspace.step(argv, project, env);
    const [doctor, drift] = ['doctor', 'drift'].map((name) => [workspace.bin('projen-astro-airflow'), name]);
    const all = [drift, GET, ['astro', 'version'], ['docker', 'info'], ['docker', 'version'], ['git', 'ls-files'], ['ps', '-A', '-o', 'args=']];
    const contenders = [
      wholeProcess(meter, DOCTOR_ROWS.drift, step(...drift)),
      wholeProcess(meter, DOCTOR_ROWS.cli, step(...GET)),
      wholeProcess(meter, DOCTOR_ROWS.together, step('sh', '-c', `${all.map((argv) => `${argv.join(' ')} &`).join('\n')}\nwait`)),
      wholeProcess(meter, DOCTOR_ROWS.doctor, step(...doctor)),
      judgements(meter, step(process.execPath, '-e', TIME_JUDGEMENTS)),
    ];
    const comparison = await interleave(contenders, rounds, true);
    return { ...plan, version, comparison: { ...comparison, [DOCTOR_ROWS.longest]: combined(comparison, [DOCTOR_ROWS.drift, DOCTOR_ROWS.cli], Math.max) } };
  } finally {
    removeTree(folder);
  }
}

function judgements(meter: Meter, step: Step): Contender {
  return {
    rows: [DOCTOR_ROWS.judgements],
    async run() {
      const { output } = await meter.run(step);
      const milliseconds = Number(output.trim().split('\n').at(-1));
      if (Number.isNaN(milliseconds)) {
        throw new NotMeasured('the doctor judged nothing');
      }
      return { [DOCTOR_ROWS.judgements]: { seconds: milliseconds / 1000 } };
    },
  };
}
