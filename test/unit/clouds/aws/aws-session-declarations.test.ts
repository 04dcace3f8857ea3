import * as path from 'node:path';
import { parse } from 'yaml';
import { AstroRuntime, AwsCredentials, AwsSecretsBackend, type AwsSessionOptions } from '../../../../src';
import { hostSessions } from '../../../../src/clouds/host-sessions';
import { declaredSessions } from '../../../../src/host/declared-sessions';
import { placesOf } from '../../../../src/host/places';
import { errorOf, services, synth } from '../../../support/projects';
import { read } from '../../../support/util';

const RUNTIME = '3.1-12';
const HOME = path.resolve('/home/alice');

const declared = (options?: AwsSessionOptions) => AwsCredentials.session(options).declarations(AstroRuntime.parse(RUNTIME));
const project = (options?: AwsSessionOptions) => synth({ runtimeVersion: RUNTIME, credentials: [AwsCredentials.session(options)] });
const own = (override: any) => override['x-projen-astro-airflow'];

test('every Airflow service reads the folder of the profile, by both names of files and profiles, and nothing else', () => {
  const outdir = project({ profile: 'dev', region: 'us-west-2' });
  expect(own(parse(read(outdir, 'docker-compose.override.yml')))).toEqual({ sessions: [{ cloud: 'aws', profile: 'dev', region: 'us-west-2' }] });
  const every = services(outdir);
  expect(Object.keys(every)).toEqual(['scheduler', 'dag-processor', 'api-server', 'triggerer']);
  for (const service of Object.values<any>(every)) {
    expect(service).toEqual({
      environment: {
        AWS_CONFIG_FILE: '/home/astro/.aws/config',
        AWS_SHARED_CREDENTIALS_FILE: '/home/astro/.aws/credentials',
        AWS_PROFILE: 'default',
        AWS_DEFAULT_PROFILE: 'default',
        AWS_EC2_METADATA_DISABLED: 'true',
        AWS_DEFAULT_REGION: '${AWS_DEFAULT_REGION:-us-west-2}',
        AWS_REGION: '${AWS_REGION:-us-west-2}',
      },
      volumes: [{ type: 'bind', source: '~/.airflow-credentials/aws/${AWS_PROFILE:-dev}/mount', target: '/home/astro/.aws', read_only: true, bind: { create_host_path: false } }],
    });
  }
  expect(read(outdir, '.gitignore')).not.toContain('credentials');
});

test('.env gets nothing, so that the standalone mode goes on with the developer\'s own ~/.aws', () => {
  expect(declared({ profile: 'dev', region: 'us-west-2' })).not.toHaveProperty('dotenvKeys');
});

test('without options it is the profile default, and no region is set', () => {
  expect(declared()).toMatchObject({ personalMounts: [{ variable: 'AWS_PROFILE', defaultValue: 'default' }], environmentDefaults: {}, hostSessions: [{ cloud: 'aws', settings: { profile: 'default' } }] });
});

test.each<[string, AwsSessionOptions, string]>([
  ['the declared profile', {}, 'dev'],
  ['further profiles', { profiles: ['data', 'Team Name'] }, 'dev'],
  ['another folder below the home', { directory: '~/keys' }, 'dev'],
  ['another folder', { directory: '/srv/keys', profiles: ['data'] }, 'dev'],
])('the mounts are the folders that login fills, with %s', (_, options, profile) => {
  const outdir = project({ profile, ...options });
  const { volumes } = services(outdir).scheduler;
  for (const env of [{}, { AWS_PROFILE: 'mine' }] as NodeJS.ProcessEnv[]) {
    const sessions = hostSessions(declaredSessions(outdir), { env, home: HOME });
    const filled = sessions.map((session) => placesOf(session).mount);
    const mounted = volumes.map(({ source }: any) => path.normalize(source.replace(/^~/, HOME).replace('${AWS_PROFILE:-dev}', env.AWS_PROFILE ?? 'dev')));
    // Path by path: the first has the declared or chosen profile.
    expect(mounted.sort()).toEqual(filled.sort());
    const config = sessions[0].configFiles[0].sections.join('');
    for (const { target } of volumes.slice(1)) {
      expect(config).toContain(`/bin/cat ${target.includes(' ') ? '"' : ''}${target}/session.json`);
    }
  }
});

test('long-lived keys are a setting of the host', () => {
  expect(declared({ longLivedKeys: true }).hostSessions).toEqual([{ cloud: 'aws', settings: { profile: 'default', longLivedKeys: true } }]);
  expect(declared({ longLivedKeys: false }).hostSessions).toEqual([{ cloud: 'aws', settings: { profile: 'default' } }]);
});

test.each<[string, AwsSessionOptions, RegExp]>([
  ['a profile that is none', { profile: '' }, /profile "" is not the name of an AWS profile/],
  ['a profile with a slash', { profile: 'a/b' }, /profile "a\/b" cannot be the name of a folder, because it has a \//],
  ['a profile that leads upward', { profile: '..' }, /profile "\.\." cannot be the name of a folder/],
  ['a further profile that is no folder', { profiles: ['a:b'] }, /profiles: "a:b" cannot be the name of a folder/],
  ['a profile twice', { profile: 'dev', profiles: ['dev'] }, /The profile dev is declared twice/],
  ['a profile twice where case means nothing', { profiles: ['data', 'Data'] }, /The profile Data is declared twice/],
  ['a further profile default', { profile: 'dev', profiles: ['default'] }, /profiles: "default" is always the first profile in the containers/],
  ['a region that is none', { region: 'us-west' }, /region "us-west" is not an AWS region/],
  ['a folder of the project', { directory: './keys' }, /directory "\.\/keys" is not a folder for the keys of all projects/],
  ['the home itself', { directory: '~' }, /directory "~" is not a folder/],
  ['a slash at the end', { directory: '~/keys/' }, /directory "~\/keys\/" is not a folder/],
  ['the folder of the AWS CLI', { directory: '~/.aws' }, /directory "~\/\.aws" is where the AWS CLI keeps its own files/],
  ['a folder from a variable', { directory: '$HOME/keys' }, /starts with a variable/],
  ['an unknown option', { profil: 'dev' } as AwsSessionOptions, /profil/],
])('%s is refused', (_, options, message) => {
  const error = errorOf(() => declared(options));
  expect([error?.name, error?.message]).toEqual(['AstroAirflowError', expect.stringMatching(message)]);
});

test('a mounted ~/.aws and a session in one project are refused, because both would be ~/.aws of the containers', () => {
  const credentials = [AwsCredentials.mounted(), AwsCredentials.session()];
  expect(errorOf(() => synth({ runtimeVersion: RUNTIME, credentials }))?.message).toBe('AwsCredentials.mounted() and AwsCredentials.session() are both for /home/astro/.aws of the containers. Remove one.');
});

test('a project moves from mounted files to a session and back by one line, and .env and the override follow', () => {
  const write = (credentials: AwsCredentials, outdir?: string): string => synth({ runtimeVersion: RUNTIME, credentials: [credentials] }, undefined, outdir);
  const files = (outdir: string): string[] => ['.env', 'docker-compose.override.yml'].map((name) => read(outdir, name));
  const outdir = write(AwsCredentials.mounted({ profile: 'dev' }));
  const before = files(outdir);
  write(AwsCredentials.session({ profile: 'dev' }), outdir);
  expect(read(outdir, '.env')).not.toContain('AWS_');
  expect(services(outdir).scheduler.volumes.map(({ source }: any) => source)).toEqual(['~/.airflow-credentials/aws/${AWS_PROFILE:-dev}/mount']);
  write(AwsCredentials.mounted({ profile: 'dev' }), outdir);
  expect(files(outdir)).toEqual(before);
});

describe('a secrets backend with a profile', () => {
  const withBackend = (profile: string | undefined, credentials: AwsCredentials) =>
    synth({ runtimeVersion: RUNTIME, credentials: [credentials], secretsBackend: AwsSecretsBackend.secretsManager({ profile }) });

  test('is refused beside a session that does not export it', () => {
    expect(errorOf(() => withBackend('data', AwsCredentials.session({ profile: 'dev' })))?.message).toBe(
      'The secrets backend reads with the profile "data", which AwsCredentials.session() does not export. Add it to profiles there, or omit the backend\'s profile: it then reads with the session\'s own.');
  });

  test.each([[undefined, {}], ['default', {}], ['dev', { profile: 'dev' }], ['data', { profile: 'dev', profiles: ['data'] }]])('%s goes with the session %j', (profile, options) => {
    expect(errorOf(() => withBackend(profile, AwsCredentials.session(options)))).toBeUndefined();
  });

  test('is taken beside files of which nobody knows what is in them', () => {
    expect(errorOf(() => withBackend('data', AwsCredentials.mounted()))).toBeUndefined();
  });
});

describe('keys of the shell', () => {
  const environment = (region?: string) => services(synth({ runtimeVersion: RUNTIME, credentials: [AwsCredentials.fromEnvironment({ region })] })).scheduler.environment;

  test('are passed through by their names, and nothing is set that the shell does not have', () => {
    expect(environment()).toEqual({
      AWS_ACCESS_KEY_ID: null, AWS_SECRET_ACCESS_KEY: null, AWS_SESSION_TOKEN: null, AWS_DEFAULT_REGION: null, AWS_REGION: null, AWS_EC2_METADATA_DISABLED: 'true',
    });
  });

  test('go with a declared region, which the shell beats', () => {
    expect(environment('us-west-2')).toMatchObject({ AWS_DEFAULT_REGION: '${AWS_DEFAULT_REGION:-us-west-2}', AWS_REGION: '${AWS_REGION:-us-west-2}' });
  });

  test('are refused with a region that is none', () => {
    expect(errorOf(() => environment('us-west'))?.message).toMatch(/region "us-west" is not an AWS region/);
  });
});
