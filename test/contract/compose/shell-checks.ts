import * as assert from 'node:assert/strict';
import type { Merged, MergedProject, MergedService, Merger } from './merger';
import { mustSynthesizeAll, SHELL } from './stack';
import { AIRFLOW_MAJORS, BASE, baseFile, type AirflowMajor } from '../base';
import type { RowRun } from '../row';

/** What is declared and what `.env` has, by what one says of it. */
const PROJECTS = {
  defaults: { rc: "new astro.LocalAirflow(project, { credentials: [astro.AwsCredentials.mounted({ profile: 'dev', region: 'us-west-2' })] });" },
  defaultsAndDotenv: { rc: "new astro.LocalAirflow(project, { credentials: [astro.AwsCredentials.mounted({ profile: 'dev' })] });", dotenv: 'AWS_PROFILE=theirs\n' },
  noDefaults: { rc: 'new astro.LocalAirflow(project, { credentials: [astro.AwsCredentials.mounted()] });' },
  // Credentials that a user wrote, with all that a declaration can take from the shell, and a session with a "$" in it.
  personal: {
    rc: `class Own extends astro.CloudCredentials {
      declarations() {
        return {
          personalMounts: [{ before: '~/.sessions/', variable: 'AWS_PROFILE', defaultValue: 'dev', after: '/mount', target: '/home/astro/.aws' }],
          passThrough: ['TEAM'],
          hostSessions: [{ cloud: 'aws', settings: { profile: 'dev', more: ['$HOME', '\${X:?}'] } }],
        };
      }
    }
    new astro.LocalAirflow(project, { credentials: [new Own()] });`,
  },
  moved: { rc: "new astro.LocalAirflow(project, { credentials: [astro.GcpCredentials.mounted({ projectId: 'orders-dev' })] });" },
  dotenv: { rc: 'new astro.LocalAirflow(project, { credentials: [astro.AwsCredentials.mounted()] });', dotenv: 'AWS_PROFILE=theirs\n' },
};

/** Starts one of the projects from a shell. */
type Start = (project: keyof typeof PROJECTS, shell: Readonly<Record<string, string>>) => Promise<Merged>;

/** What the shell of `astro dev start` has a say in. */
const CHECKS: Readonly<Record<string, (start: Start, major: AirflowMajor) => Promise<void>>> = {
  'the developer\'s AWS_PROFILE and AWS_DEFAULT_REGION win over the declared ones, in each service': async (start, major) => {
    const { project } = await start('defaults', { ...SHELL, AWS_PROFILE: 'my own', AWS_DEFAULT_REGION: 'eu-central-1' });
    assert.deepEqual(inEach(major, project!, 'AWS_PROFILE', 'AWS_DEFAULT_REGION'), [['my own', 'eu-central-1']]);
  },
  'an empty AWS_PROFILE in the shell leaves the declared one, since an empty one is an error for botocore': async (start, major) => {
    const { project } = await start('defaults', { ...SHELL, AWS_PROFILE: '', AWS_DEFAULT_REGION: '' });
    assert.deepEqual(inEach(major, project!, 'AWS_PROFILE', 'AWS_DEFAULT_REGION'), [['dev', 'us-west-2']]);
  },
  'what .env says of a declared profile has no effect, as the guide warns': async (start, major) => {
    const [unset, set] = [await start('defaultsAndDotenv', SHELL), await start('defaultsAndDotenv', { ...SHELL, AWS_PROFILE: 'shell' })];
    assert.deepEqual([unset, set].map(({ project }) => inEach(major, project!, 'AWS_PROFILE')), [[['dev']], [['shell']]]);
  },
  'with no profile declared the shell\'s does not reach the containers, and one in .env does': async (start, major) => {
    const [shell, dotenv] = [await start('noDefaults', { ...SHELL, AWS_PROFILE: 'shell' }), await start('dotenv', SHELL)];
    assert.deepEqual([shell, dotenv].map(({ project }) => inEach(major, project!, 'AWS_PROFILE')), [[[undefined]], [['theirs']]]);
  },
  'the personal part of a mount is the shell\'s or the declared default, a variable that is passed through is the shell\'s or not set': async (start, major) => {
    const [unset, empty, set] = [await start('personal', SHELL), await start('personal', { ...SHELL, AWS_PROFILE: '' }), await start('personal', { ...SHELL, AWS_PROFILE: 'my own', TEAM: 'a $b' })];
    const seen = [unset, empty, set].map(({ project }) => [inEachService(major, project!, lastSource), inEach(major, project!, 'TEAM')]);
    const home = `${SHELL.HOME}/.sessions`;
    assert.deepEqual(seen, [[[`${home}/dev/mount`], [[null]]], [[`${home}/dev/mount`], [[null]]], [[`${home}/my own/mount`], [['a $b']]]]);
  },
  'a mount that variables of the shell move is below the home, in %APPDATA% of Windows, or where CLOUDSDK_CONFIG says, by one committed line': async (start, major) => {
    const name = 'application_default_credentials.json';
    const roaming = 'C:\\Users\\al$ice\\AppData\\Roaming';
    const shells: ReadonlyArray<readonly [Record<string, string>, string]> = [
      [{}, `${SHELL.HOME}/.config/gcloud/${name}`],
      [{ APPDATA: '', CLOUDSDK_CONFIG: '' }, `${SHELL.HOME}/.config/gcloud/${name}`],
      [{ APPDATA: roaming }, `${roaming}/gcloud/${name}`],
      [{ CLOUDSDK_CONFIG: '/opt/google sdk' }, `/opt/google sdk/${name}`],
      [{ APPDATA: roaming, CLOUDSDK_CONFIG: 'D:\\sdk' }, `D:\\sdk/${name}`],
    ];
    for (const [shell, source] of shells) {
      const { project } = await start('moved', { ...SHELL, ...shell });
      assert.deepEqual(inEachService(major, project!, lastSource), [source]);
    }
  },
  'a profile of the shell is taken as it stands, even with a "$" in it': async (start, major) => {
    const { project } = await start('defaults', { ...SHELL, AWS_PROFILE: 'a$HOME ${X:-y}' });
    assert.deepEqual(inEach(major, project!, 'AWS_PROFILE'), [['a$HOME ${X:-y}']]);
  },
  '~ is the home of whoever starts, on Linux and on macOS': async (start, major) => {
    for (const home of ['/home/bob', '/Users/carol']) {
      const { project } = await start('noDefaults', { ...SHELL, HOME: home });
      assert.deepEqual(inEachService(major, project!, lastSource), [`${home}/.aws`]);
    }
  },
  'with HOME unset compose only warns, and mounts a folder "~" of the project, which is not there: Docker then refuses the start': async (start, major) => {
    const { project, error, warnings } = await start('noDefaults', { PATH: SHELL.PATH });
    assert.deepEqual([error, warnings.filter((warning) => warning.includes('lacks HOME')).length > 0], [undefined, true]);
    const [source, ...others] = inEachService(major, project!, lastSource) as string[];
    assert.deepEqual([source.endsWith('/~/.aws'), others], [true, []]);
    assert.deepEqual(inEachService(major, project!, ({ volumes }) => volumes!.at(-1)!.bind), [{ create_host_path: false }]);
  },
};

/** Each check on both majors. */
export async function checkShell(run: RowRun, merger: Merger): Promise<void> {
  const sentence = (major: AirflowMajor, name: string): string => `Airflow ${major}: ${name}`;
  for (const major of AIRFLOW_MAJORS.filter((each) => run.wants(...Object.keys(CHECKS).map((name) => sentence(each, name))))) {
    const written = await mustSynthesizeAll(run, 'shell', Object.values(PROJECTS).map((project) => ({ major, ...project })));
    const start: Start = async (name, shell) => {
      const { directory, override } = written[Object.keys(PROJECTS).indexOf(name)];
      const [merged] = await merger.mergeAll([{ base: baseFile(major, { project: directory }), override, directory, shell }]);
      return merged;
    };
    for (const [name, body] of Object.entries(CHECKS)) {
      await run.check(sentence(major, name), () => body(start, major));
    }
  }
}

/** The values of some variables, as often as they differ between the Airflow services. */
function inEach(major: AirflowMajor, project: MergedProject, ...names: string[]): unknown[] {
  return inEachService(major, project, ({ environment }) => names.map((name) => environment?.[name]));
}

function inEachService(major: AirflowMajor, { services }: MergedProject, of: (service: MergedService) => unknown): unknown[] {
  const values = BASE[major].airflowServices.map((name) => of(services[name]));
  return values.filter((value, index) => values.findIndex((other) => JSON.stringify(other) === JSON.stringify(value)) === index);
}

function lastSource({ volumes }: MergedService): unknown {
  return volumes!.at(-1)!.source;
}
