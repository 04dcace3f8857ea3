import * as path from 'node:path';
import { AwsCredentials, GcpCredentials, type CloudCredentials } from '../../../../src';
import { exampleAccess } from '../../../../src/doctor/collect/access';
import { otherMounts } from '../../../../src/doctor/collect/other-mounts';
import type { ProfilesOfCloud } from '../../../../src/doctor/collect/profile';
import type { Surroundings } from '../../../../src/doctor/collect/surroundings';
import { ways } from '../../../../src/doctor/collect/ways';
import { overrideOf, variablesIn } from '../../../support/doctor/variables';
import { synth } from '../../../support/projects';
import { tempDir, write } from '../../../support/util';

type MountedOptions = Parameters<typeof AwsCredentials.mounted>[0];

/** The ways of a project on a machine. */
async function waysOf(directory: string, machine: Partial<Surroundings> = {}) {
  const surroundings = { directory, home: tempDir(), env: {}, platform: 'linux', ...machine } as Surroundings;
  const kindOf = (name: string, { profiles }: ProfilesOfCloud) => Promise.resolve({ value: profiles.kindOf(name, new Map([['sso_session', 'corp']])) });
  const found = await ways({ override: overrideOf(directory), dotenv: variablesIn(directory).dotenv, watched: Promise.resolve({ value: false }), kindOf }, surroundings);
  return { found: 'value' in found ? found.value : fail(found.unknown), others: otherMounts(surroundings, variablesIn(directory, surroundings.env)) };
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

describe('try', () => {
  const BACKEND = 'AIRFLOW__SECRETS__BACKEND=airflow.providers.amazon.aws.secrets.secrets_manager.SecretsManagerBackend\n';
  const accessTo = (directory: string, home: string) => {
    write(directory, { '.env': `${BACKEND}AWS_CONFIG_FILE=/home/astro/.aws/config\n` });
    return exampleAccess({ directory, env: {}, home });
  };

  test('knows the way of an absolute folder and of a file of its own', () => {
    const mounted = projectWith(AwsCredentials.mounted({ hostDirectory: '/srv/aws' }), GcpCredentials.mounted({ hostFile: '~/keys/sa.json', target: '/keys/sa.json' }));
    expect(accessTo(mounted, tempDir()).ways).toEqual(new Map([['aws', 'mounted'], ['gcp', 'mounted']]));
  });
});
