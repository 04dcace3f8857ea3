import * as fs from 'node:fs';
import * as path from 'node:path';
import { AwsCredentials, GcpCredentials, type CloudCredentials } from '../../../../src';
import { AWS_DIAGNOSIS } from '../../../../src/clouds/aws/aws-diagnosis';
import { exampleAccess } from '../../../../src/doctor/collect/access';
import { otherMounts } from '../../../../src/doctor/collect/other-mounts';
import type { ProfilesOfCloud } from '../../../../src/doctor/collect/profile';
import type { Surroundings } from '../../../../src/doctor/collect/surroundings';
import { ways } from '../../../../src/doctor/collect/ways';
import type { Way } from '../../../../src/doctor/facts';
import { deleteCommand } from '../../../../src/trial/secrets';
import { overrideOf, variablesIn } from '../../../support/doctor/variables';
import { synth, testIf } from '../../../support/projects';
import { tempDir, write } from '../../../support/util';

type MountedOptions = Parameters<typeof AwsCredentials.mounted>[0];

const TOKEN = 'ee0bfd2552fbd840c02cc48b6e823320543c450f.json';

/** The ways of a project on a machine, with the files in which a profile was looked for. */
async function waysOf(directory: string, machine: Partial<Surroundings> = {}) {
  const surroundings = { directory, home: tempDir(), env: {}, platform: 'linux', ...machine } as Surroundings;
  const asked: Array<ProfilesOfCloud['files']> = [];
  const kindOf = (name: string, { files, profiles }: ProfilesOfCloud) => {
    asked.push(files);
    return Promise.resolve({ value: profiles.kindOf(name, new Map([['sso_session', 'corp']]), () => true) });
  };
  const found = await ways({ override: overrideOf(directory), dotenv: variablesIn(directory).dotenv, watched: () => Promise.resolve({ value: false }), kindOf }, surroundings);
  return { found: 'value' in found ? found.value : fail(found.unknown), files: asked[0], others: otherMounts(surroundings, variablesIn(directory, surroundings.env)) };
}

const projectWith = (...credentials: CloudCredentials[]): string => synth({ runtimeVersion: '3.1-12', credentials });
const aws = (options?: MountedOptions): string => projectWith(AwsCredentials.mounted(options));

/** A project whose scheduler has these mounts and variables, and `.env` a text. */
function handWritten(volumes: readonly unknown[], environment: Readonly<Record<string, string>> = {}, dotenv: string = ''): string {
  const directory = tempDir();
  write(directory, { 'docker-compose.override.yml': JSON.stringify({ services: { scheduler: { volumes, environment }, triggerer: { volumes, environment } } }), '.env': dotenv });
  return directory;
}

function fail(text: string): never {
  throw new Error(text);
}

const IN_TEAM = 'AWS_CONFIG_FILE=/team/aws/config\nAWS_SHARED_CREDENTIALS_FILE=/team/aws/credentials\n';

describe('credentials that are mounted are found', () => {
  test.each<[string, () => string, string, string]>([
    ['from an absolute path', () => aws({ hostDirectory: '/home/alice/.aws' }), 'aws', '/home/alice/.aws'],
    ['from an absolute path of another name', () => aws({ hostDirectory: '/srv/aws files' }), 'aws', '/srv/aws files'],
    ['with a source and a target of their own', () => aws({ hostDirectory: '~/team/aws', target: '/usr/local/airflow/aws' }), 'aws', '~/team/aws'],
    ['with variables in the override', () => aws({ hostDirectory: '~/team/aws', target: '/usr/local/airflow/aws', pathsInOverride: true }), 'aws', '~/team/aws'],
    ['with token caches below them', () => aws({ hostDirectory: '/srv/aws', sso: true }), 'aws', '/srv/aws'],
    ['as a file with a name of its own', () => projectWith(GcpCredentials.mounted({ hostFile: '~/keys/sa.json', target: '/usr/local/airflow/keys/sa.json' })), 'gcp', '~/keys/sa.json'],
    ['as a file with an absolute path', () => projectWith(GcpCredentials.mounted({ hostFile: '/srv/keys/sa.json', target: '/keys/sa.json' })), 'gcp', '/srv/keys/sa.json'],
    ['below what is mounted', () => handWritten(['~/team:/team:ro'], {}, IN_TEAM), 'aws', '~/team/aws'],
    ['in the mount that is nearest', () => handWritten(['~/team:/team', '~/other:/team/aws', '~/x:/team/aws/sso'], {}, IN_TEAM), 'aws', '~/other'],
    ['with a variable that .env writes in quotes', () => handWritten(['/srv/aws:/team/aws'], {}, IN_TEAM.replace(/=(.*)$/gm, '="$1"')), 'aws', '/srv/aws'],
    ['by the one file that is named', () => handWritten(['/srv/aws:/team/aws'], { AWS_SHARED_CREDENTIALS_FILE: '/team/aws/credentials' }), 'aws', '/srv/aws'],
    ['without a variable, where clients look', () => handWritten(['/srv/aws:/home/astro/.aws']), 'aws', '/srv/aws'],
    ['as the variable of the override has it, and not as .env', () => handWritten(['/srv/a:/team/aws', '/srv/b:/b'], { AWS_CONFIG_FILE: '/b/config' }, IN_TEAM.split('\n')[0]), 'aws', '/srv/b'],
  ])('%s', async (_, project, cloud, source) => {
    const { found, others } = await waysOf(project());
    expect(found).toMatchObject([{ cloud, kind: 'mounted', mount: { source } }]);
    expect(others.map((other) => other.source)).not.toContain(source);
  });

  test('in the project itself, with a path that is right everywhere', async () => {
    const directory = handWritten(['./keys:/keys'], { GOOGLE_APPLICATION_CREDENTIALS: '/keys/sa.json' });
    const [home, name] = [path.dirname(directory), path.basename(directory)];
    write(directory, { 'keys/sa.json': 'broken' });
    expect((await waysOf(directory, { home })).found).toMatchObject([{ cloud: 'gcp', mount: { source: `~/${name}/keys/sa.json`, found: 'file', problems: [{ isFailure: true, text: expect.stringMatching(/^is not JSON/) }] } }]);
  });

  test.each([
    ['files with names of their own', () => handWritten(['/srv/aws:/team'], {}, 'AWS_CONFIG_FILE=/team/own-config\n')],
    ['a variable that names no mount', () => handWritten(['/srv/aws:/team'], {}, 'AWS_CONFIG_FILE=/elsewhere/config\nGOOGLE_APPLICATION_CREDENTIALS=/teams/x.json\n')],
    ['no variable', () => handWritten(['/srv:/usr/local/airflow'])],
  ])('%s are none', async (_, project) => {
    expect((await waysOf(project())).found).toEqual([]);
  });

  test('each service has the same mounts, which are judged once', async () => {
    const home = tempDir();
    write(home, { 'team/aws/config': '', 'team/aws/sso/cache/x': '', 'team/aws/login/cache/x': '' });
    const { found: [{ mount, met }] } = await waysOf(aws({ hostDirectory: '~/team/aws', sso: true }), { home });
    expect([met, mount?.entries.map(({ name }) => name)]).toEqual([['`sso: true`'], ['~/team/aws', '~/team/aws/sso/cache', '~/team/aws/login/cache', '~/team/aws/config']]);
  });

  test('a start goes on without what is below a mount, or what Docker makes', async () => {
    const isMade = async (directory: string) => (await waysOf(directory)).found[0].mount?.isMade;
    expect([await isMade(aws()), await isMade(handWritten(['~/.aws:/home/astro/.aws'])), await isMade(handWritten([{ type: 'bind', source: '~/team', target: '/team', bind: { create_host_path: false } }], {}, IN_TEAM))]).toEqual([false, true, true]);
  });
});

describe('a link is followed as the containers do', () => {
  const testLinks = testIf(process.platform !== 'win32', 'links');
  /** The files that they do not have, with links in the home by their paths. */
  const elsewhere = async (directory: string, links: (home: string) => Readonly<Record<string, string>>) => {
    const home = tempDir();
    write(home, { 'dot/config': '', 'team/near': '', 'team/x': '', '.aws/real': '', '.aws/credentials': '', 'keys/x': '' });
    Object.entries(links(home)).forEach(([name, target]) => fs.symlinkSync(target, path.join(home, name)));
    const { found: [{ mount }] } = await waysOf(directory, { home });
    return [mount?.elsewhere, mount?.entries.map(({ name }) => name)];
  };

  const cases: ReadonlyArray<[string, () => string, (home: string) => Readonly<Record<string, string>>, string[]]> = [
    ['out of the folder', () => aws(), () => ({ '.aws/config': '../dot/config' }), ['~/.aws/config']],
    ['by a path of this machine', () => aws(), (home) => ({ '.aws/config': path.join(home, '.aws/real') }), ['~/.aws/config']],
    ['by several links', () => aws(), () => ({ '.aws/config': 'second', '.aws/second': '../dot/config' }), ['~/.aws/config']],
    ['in the folder', () => aws(), () => ({ '.aws/config': 'real' }), []],
    ['to what another mount brings', () => handWritten(['~/.aws:/home/astro/.aws', '~/dot:/home/astro/dot']), () => ({ '.aws/config': '../dot/config' }), []],
    ['as a folder that is below what is mounted', () => handWritten(['~/team:/team'], {}, IN_TEAM), () => ({ 'team/aws': '../dot' }), ['~/team/aws/config']],
    ['as a file below what is mounted', () => handWritten(['~/keys:/keys'], { GOOGLE_APPLICATION_CREDENTIALS: '/keys/sa.json' }), () => ({ 'keys/sa.json': '../dot/config' }), ['~/keys/sa.json']],
    ['as the file that is mounted', () => projectWith(GcpCredentials.mounted({ hostFile: '~/keys/sa.json' })), () => ({ 'keys/sa.json': '../dot/config' }), []],
  ];
  for (const [where, project, links, expected] of cases) {
    testLinks(where, async () => expect((await elsewhere(project(), links))[0]).toEqual(expected));
  }

  testLinks('what they do not have needs no rights', async () => {
    expect((await elsewhere(aws(), () => ({ '.aws/config': '../dot/config' })))[1]).toEqual(['~/.aws', '~/.aws/credentials']);
  });
});

describe('the profile is looked for in the files that are mounted', () => {
  const below = (...names: string[]) => ({ AWS_CONFIG_FILE: path.join(...names, 'config'), AWS_SHARED_CREDENTIALS_FILE: path.join(...names, 'credentials') });

  test.each<[string, MountedOptions, NodeJS.ProcessEnv, (home: string) => object]>([
    ['those that the AWS CLI reads anyway', {}, {}, () => ({})],
    ['a folder of a team', { hostDirectory: '~/team/aws' }, {}, (home) => below(home, 'team', 'aws')],
    ['an absolute folder', { hostDirectory: '/srv/aws' }, {}, () => below(path.resolve('/srv/aws'))],
    ['its own folder, where the shell has another config', {}, { AWS_CONFIG_FILE: '/elsewhere/config' }, (home) => below(home, '.aws')],
    ['its own folder, where the shell has other credentials', {}, { AWS_SHARED_CREDENTIALS_FILE: '/elsewhere/credentials' }, (home) => below(home, '.aws')],
    ['its own folder, where the shell names what only the AWS CLI expands', {}, { AWS_CONFIG_FILE: '~/.aws/config' }, (home) => below(home, '.aws')],
    ['the folder that the shell names, too', { hostDirectory: '/srv/aws' }, { AWS_CONFIG_FILE: '/srv/aws/config', AWS_SHARED_CREDENTIALS_FILE: '/srv/aws/credentials' }, () => ({})],
  ])('%s', async (_, options, env, expected) => {
    const home = tempDir();
    expect((await waysOf(aws(options), { home, env })).files).toEqual(expected(home));
  });

  test('a session is exported from the files of the shell', async () => {
    expect((await waysOf(projectWith(AwsCredentials.session({ profile: 'dev' })), { env: { AWS_CONFIG_FILE: '/elsewhere/config' } })).files).toEqual({});
  });

  const fixesOf = ([{ profile, region, mount }]: readonly Way[]) => [profile?.add, region?.fix, mount?.configure, profile?.token?.command];
  const POSIX = 'AWS_CONFIG_FILE=~/team/aws/config AWS_SHARED_CREDENTIALS_FILE=~/team/aws/credentials';
  const POWERSHELL = '$env:AWS_CONFIG_FILE = \'~/team/aws/config\'; $env:AWS_SHARED_CREDENTIALS_FILE = \'~/team/aws/credentials\';';
  const REGION = 'aws configure set region us-west-2 --profile team   # your own region; or declare a region in the rc file';

  test.each<[NodeJS.Platform, string]>([['linux', POSIX], ['darwin', POSIX], ['win32', POWERSHELL]])('what fixes something there works there: %s', async (platform, variables) => {
    const { found } = await waysOf(aws({ profile: 'team', hostDirectory: '~/team/aws' }), { platform });
    expect(fixesOf(found)).toEqual([
      `${variables} aws configure sso --profile team`,
      `${variables} ${REGION}`,
      `${variables} aws configure sso`,
      `${variables} aws sso login --profile team, then copy ~/.aws/sso/cache/${TOKEN} to ~/team/aws/sso/cache`,
    ]);
  });

  test('what fixes something in its own folder is as short as ever', async () => {
    const { found } = await waysOf(aws({ profile: 'team' }));
    expect(fixesOf(found)).toEqual(['aws configure sso --profile team', REGION, 'aws configure sso', 'aws sso login --profile team']);
  });
});

describe('the token of a sign-in', () => {
  const tokenOf = async (options: MountedOptions, files: Readonly<Record<string, string>> = {}) => {
    const home = tempDir();
    write(home, files);
    const { found: [{ profile }] } = await waysOf(aws({ profile: 'team', ...options }), { home });
    return profile?.token;
  };
  const UNTIL = JSON.stringify({ expiresAt: '2026-06-17T10:02:08UTC' });

  test('is read in the folder that is mounted', async () => {
    const place = `team/aws/sso/cache/${TOKEN}`;
    expect(await tokenOf({ hostDirectory: '~/team/aws', sso: true }, { [place]: UNTIL })).toMatchObject({ state: 'there', end: Date.UTC(2026, 5, 17, 10, 2, 8), name: `~/${place}` });
    expect(await tokenOf({ hostDirectory: '~/team/aws' }, { [`.aws/sso/cache/${TOKEN}`]: UNTIL })).toMatchObject({ state: 'absent', name: `~/${place}` });
  });

  test('is nowhere in the containers, where the folder is not mounted at their home', async () => {
    expect(await tokenOf({ target: '/usr/local/airflow/aws' }, { [`.aws/sso/cache/${TOKEN}`]: UNTIL })).toEqual({ state: 'unseen', name: `/home/astro/.aws/sso/cache/${TOKEN}`, command: 'aws sso login --profile team', symptom: 'KeyError' });
  });
});

describe('try', () => {
  const BACKEND = 'AIRFLOW__SECRETS__BACKEND=airflow.providers.amazon.aws.secrets.secrets_manager.SecretsManagerBackend\n';
  const accessTo = (directory: string, home: string, platform: NodeJS.Platform = 'linux') => {
    write(directory, { '.env': `${BACKEND}AWS_CONFIG_FILE=/home/astro/.aws/config\n` });
    return exampleAccess({ directory, env: {}, home, platform });
  };
  const reached = ({ access }: ReturnType<typeof exampleAccess>) => ('unknown' in access ? fail(access.unknown) : access);

  test('knows the way of an absolute folder and of a file of its own', () => {
    const mounted = projectWith(AwsCredentials.mounted({ hostDirectory: '/srv/aws' }), GcpCredentials.mounted({ hostFile: '~/keys/sa.json', target: '/keys/sa.json' }));
    expect(accessTo(mounted, tempDir()).ways).toEqual(new Map([['aws', 'mounted'], ['gcp', 'mounted']]));
  });

  test('reaches secrets with the files that are mounted, and what fixes something works there', () => {
    const home = tempDir();
    const { place, online } = reached(accessTo(aws({ profile: 'team', region: 'us-west-2', hostDirectory: '~/team/aws' }), home));
    const files = { AWS_CONFIG_FILE: path.join(home, 'team/aws/config'), AWS_SHARED_CREDENTIALS_FILE: path.join(home, 'team/aws/credentials') };
    expect(place).toEqual({ profile: 'team', region: 'us-west-2', files });
    expect(online.environment(place)).toMatchObject(files);
    const fixed = (stderr: string) => online.failureIn(stderr, place);
    const variables = 'AWS_CONFIG_FILE=~/team/aws/config AWS_SHARED_CREDENTIALS_FILE=~/team/aws/credentials';
    expect(fixed('The config profile (team) could not be found')).toMatchObject({ text: 'the files that the containers read have no profile team', fix: `${variables} aws configure sso --profile team` });
    expect(fixed('Error loading SSO Token: Token for corp does not exist')).toMatchObject({ fix: `${variables} aws sso login --profile team` });
    expect(fixed('Signature expired')).toMatchObject({ fix: 'set the time of this machine' });
    expect(fixed('nothing that is known')).toBeUndefined();
  });

  test('prints commands that reach them, for both kinds of shell', () => {
    const access = reached(accessTo(aws({ profile: 'team', region: 'us-west-2', hostDirectory: '/srv/aws files' }), tempDir()));
    const [config, credentials] = ['config', 'credentials'].map((name) => path.join(path.resolve('/srv/aws files'), name));
    const { posix, powershell } = deleteCommand({ kind: 'variable', key: 'a', name: 'x' }, access)!;
    expect([posix, powershell].map((line) => line.split(' secretsmanager')[0])).toEqual([
      `AWS_CONFIG_FILE='${config}' AWS_SHARED_CREDENTIALS_FILE='${credentials}' aws`,
      `$env:AWS_CONFIG_FILE = '${config}'; $env:AWS_SHARED_CREDENTIALS_FILE = '${credentials}'; aws`,
    ]);
  });

  test('reaches them with the files of the shell where these are mounted', () => {
    const { place, online } = reached(accessTo(aws({ profile: 'dev', region: 'us-west-2' }), tempDir()));
    expect([place, online]).toEqual([{ profile: 'dev', region: 'us-west-2' }, AWS_DIAGNOSIS.online]);
  });
});
