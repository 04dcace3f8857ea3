import * as fs from 'node:fs';
import * as path from 'node:path';
import { NodePackageManager, NodeProject } from 'projen/lib/javascript';
import { parse } from 'yaml';
import { CloudCredentials, LocalAirflow, type AstroRuntime, type CredentialsDeclarations, type HostSession, type PersonalMount } from '../../../src';
import { buildContext } from '../../support/docker-context';
import { errorOf, services, synth } from '../../support/projects';
import { read, tempDir } from '../../support/util';

process.env.PROJEN_DISABLE_POST = 'true';

/** How a user would do for another cloud what AwsCredentials does for AWS. */
class GcloudMounted extends CloudCredentials {
  public declarations(runtime: AstroRuntime): CredentialsDeclarations {
    return {
      mounts: [{ source: '~/.config/gcloud', target: '/home/astro/.config/gcloud', readOnly: true }],
      environment: { CLOUDSDK_CONFIG: '/home/astro/.config/gcloud', RUNTIME: runtime.airflowVersion },
      environmentDefaults: { GOOGLE_CLOUD_PROJECT: 'orders-dev' },
      dotenvKeys: { GOOGLE_APPLICATION_CREDENTIALS: '/home/astro/.config/gcloud/application_default_credentials.json' },
      requirements: ['apache-airflow-providers-google'],
    };
  }
}

/** Credentials that return what a test is about. */
class Own extends CloudCredentials {
  public constructor(private readonly declared: CredentialsDeclarations) {
    super();
  }

  public declarations(): CredentialsDeclarations {
    return this.declared;
  }
}

test('credentials that a user wrote reach every file, with no change to LocalAirflow', () => {
  const outdir = synth({ runtimeVersion: '13.7.0', credentials: [new GcloudMounted()] });
  expect(services(outdir).webserver).toEqual({
    environment: {
      GOOGLE_CLOUD_PROJECT: '${GOOGLE_CLOUD_PROJECT:-orders-dev}',
      CLOUDSDK_CONFIG: '/home/astro/.config/gcloud',
      RUNTIME: '2.11',
    },
    volumes: [{ type: 'bind', source: '~/.config/gcloud', target: '/home/astro/.config/gcloud', read_only: true, bind: { create_host_path: false } }],
  });
  expect(read(outdir, '.env')).toContain('\nGOOGLE_APPLICATION_CREDENTIALS=/home/astro/.config/gcloud/application_default_credentials.json\n');
  expect(read(outdir, 'requirements.txt')).toContain('\napache-airflow-providers-google\n');
});

test('two ways of getting credentials stand side by side', () => {
  const outdir = synth({ runtimeVersion: '3.1-12', credentials: [new GcloudMounted(), new Own({ environment: { VAULT_ADDR: 'http://vault:8200' } })] });
  expect(Object.keys(services(outdir).scheduler.environment)).toEqual(['GOOGLE_CLOUD_PROJECT', 'CLOUDSDK_CONFIG', 'RUNTIME', 'VAULT_ADDR']);
});

class GcloudFile extends CloudCredentials {
  public declarations(): CredentialsDeclarations {
    return { personalFiles: [{ path: './include/me.json', text: '{}' }] };
  }
}

const SESSION: HostSession = { cloud: 'aws', settings: { profile: 'a $b', profiles: ['data'], longLived: true } };

const PERSONAL: PersonalMount = { before: '~/.airflow-credentials/other/', variable: 'OTHER_PROFILE', defaultValue: 'dev', after: '/mount', target: '/home/astro/.other' };

test('a session, a personal mount and a variable that is passed through reach the override, and nothing of them .env', () => {
  const outdir = synth({ runtimeVersion: '3.1-12', credentials: [new Own({ hostSessions: [SESSION], personalMounts: [PERSONAL], passThrough: ['OTHER_DEBUG'] })] });
  const override = parse(read(outdir, 'docker-compose.override.yml'));
  expect(override['x-projen-astro-airflow']).toEqual({ sessions: [{ cloud: 'aws', profile: 'a $$b', profiles: ['data'], longLived: true }] });
  for (const service of Object.values<any>(override.services)) {
    expect(service).toEqual({
      environment: { OTHER_DEBUG: null },
      volumes: [{ type: 'bind', source: '~/.airflow-credentials/other/${OTHER_PROFILE:-dev}/mount', target: '/home/astro/.other', read_only: true, bind: { create_host_path: false } }],
    });
  }
  expect(Object.keys(override.services)).toEqual(['scheduler', 'dag-processor', 'api-server', 'triggerer']);
  expect(fs.existsSync(path.join(outdir, '.env'))).toBe(false);
});

test('a mount that variables of the shell move has the winner outermost, whatever their order', () => {
  const outdir = synth({ runtimeVersion: '3.1-12', credentials: [new Own({ movableMounts: [{ source: '~/a/b/c/d.json', variables: { LAST: '~/a', FIRST: '~/a/b/c', NEXT: '~/a/b' }, target: '/d.json' }] })] });
  expect(parse(read(outdir, 'docker-compose.override.yml')).services.scheduler.volumes).toEqual([
    { type: 'bind', source: '${FIRST:-${NEXT:-${LAST:-~/a}/b}/c}/d.json', target: '/d.json', read_only: true, bind: { create_host_path: false } },
  ]);
});

test('a personal file is written once for its owner alone, and git, the image and npm ignore it', () => {
  const outdir = tempDir();
  const synthesize = (): void => {
    const project = new NodeProject({ name: 'orders', defaultReleaseBranch: 'main', packageManager: NodePackageManager.NPM, outdir });
    new LocalAirflow(project, { directory: 'airflow', runtimeVersion: '3.1-12', credentials: [new Own({ personalFiles: [{ path: 'include/me.json', text: '{}\n' }] })] });
    project.synth();
  };
  synthesize();
  const file = path.join(outdir, 'airflow', 'include', 'me.json');
  expect([fs.readFileSync(file, 'utf-8'), process.platform === 'win32' ? 0o600 : fs.statSync(file).mode & 0o777]).toEqual(['{}\n', 0o600]);
  fs.writeFileSync(file, '{"mine": true}\n');
  synthesize();
  expect(fs.readFileSync(file, 'utf-8')).toBe('{"mine": true}\n');
  expect(read(outdir, 'airflow/.gitignore').split('\n')).toContain('/include/me.json');
  expect(read(outdir, '.npmignore').split('\n')).toContain('/airflow/include/me.json');
  expect(buildContext(path.join(outdir, 'airflow'))).not.toContain('include/me.json');
});

test('two credentials can share a personal file, if both write the same', () => {
  const own = (text: string) => new Own({ personalFiles: [{ path: 'include/me.json', text }] });
  const outdir = synth({ runtimeVersion: '3.1-12', credentials: [own('{}\n'), own('{}\n')] });
  expect(read(outdir, 'include/me.json')).toBe('{}\n');
  expect(read(outdir, '.gitignore').match(/^\/include\/me\.json$/gm)).toHaveLength(1);
  expect(errorOf(() => synth({ runtimeVersion: '3.1-12', credentials: [own('{}\n'), own('[]\n')] }))?.message).toBe(
    'include/me.json is declared twice, by Own and by Own, in different ways. Give each a file of its own.',
  );
  const { message } = errorOf(() => synth({ runtimeVersion: '3.1-12', directory: 'airflow', credentials: [own(''), new GcloudFile()] }))!;
  expect(message).toMatch(/^airflow\/include\/me\.json is declared twice, by Own and by GcloudFile, in different ways\./);
});

test('nothing declared is nothing written', () => {
  expect(services(synth({ runtimeVersion: '3.1-12', credentials: [new Own({})] }))).toEqual({});
});

test.each<[string, CredentialsDeclarations, RegExp]>([
  ['a default with a $', { environmentDefaults: { A: 'b$c' } }, /The default of A .*"\$"/],
  ['a default with a brace', { environmentDefaults: { A: 'b}' } }, /The default of A .*brace/],
  ['an empty default', { environmentDefaults: { A: '' } }, /The default of A is empty/],
  ['a default that is an access key', { environmentDefaults: { A: `ASIA${'B'.repeat(16)}` } }, /The value of A looks like an AWS access key id/],
  ['a secret by its name', { environmentDefaults: { AWS_SECRET_ACCESS_KEY: 'x' } }, /AWS_SECRET_ACCESS_KEY is the name of a secret/],
  ['a token in the environment', { environment: { VAULT_TOKEN: 'hvs.x' } }, /VAULT_TOKEN is the name of a secret/],
  ['a secret key in .env', { dotenvKeys: { AWS_SECRET_ACCESS_KEY: 'x' } }, /AWS_SECRET_ACCESS_KEY is the name of a secret/],
  ['a personal part that is a path', { personalMounts: [{ ...PERSONAL, defaultValue: 'a/b' }] }, /The default of OTHER_PROFILE in the mount of \/home\/astro\/\.other is not the name of a folder/],
  ['a personal part that leads upward', { personalMounts: [{ ...PERSONAL, defaultValue: '..' }] }, /is not the name of a folder/],
  ['a personal part with a variable', { personalMounts: [{ ...PERSONAL, defaultValue: '$X' }] }, /is not the name of a folder/],
  ['no personal part', { personalMounts: [{ ...PERSONAL, defaultValue: '' }] }, /is not the name of a folder/],
  ['a variable that is none', { personalMounts: [{ ...PERSONAL, variable: 'A B' }] }, /"A B" is not the name of a variable that a shell can set\. Use letters, digits and "_"\./],
  ['a personal part of no shell', { personalMounts: [{ ...PERSONAL, variable: 'P-Q' }] }, /"P-Q" is not the name of a variable that a shell can set/],
  ['a default of no shell', { environmentDefaults: { 'MY-VAR': 'x' } }, /"MY-VAR" is not the name of a variable that a shell can set/],
  ['a variable of no shell that is passed through or empty', { passThroughOrEmpty: ['A.B'] }, /"A\.B" is not the name of a variable that a shell can set/],
  ['a personal source that is no path', { personalMounts: [{ ...PERSONAL, before: 'x' }] }, /The mount source "xdev\/mount" is not a path/],
  ['a personal mount at a taken target', { mounts: [{ source: '~/.x', target: PERSONAL.target }], personalMounts: [PERSONAL] }, /is declared twice, from ~\/\.x and from ~\/\.airflow-credentials/],
  ['a mount that nothing moves', { movableMounts: [{ source: '~/x/y', variables: {}, target: '/x' }] }, /has no variable that moves it/],
  ['a mount that is moved from elsewhere', { movableMounts: [{ source: '~/x/y', variables: { A: '~/z' }, target: '/x' }] }, /"~\/z" of A is not a folder above the mount source/],
  ['a mount that is moved to no path', { movableMounts: [{ source: '~/x/y', variables: { A: '~/x' }, target: 'x' }] }, /The mount target "x" is not/],
  ['a movable mount at a taken target', { mounts: [{ source: '~/.x', target: '/x' }], movableMounts: [{ source: '~/x/y', variables: { A: '~/x' }, target: '/x' }] }, /is declared twice, from ~\/\.x and from \$\{A:-~\/x\}\/y/],
  ['two sessions of a cloud', { hostSessions: [SESSION, { cloud: 'aws' }] }, /Two sessions of aws are declared, and the containers can read one/],
  ['a session of a cloud that nothing renews', { hostSessions: [{ cloud: 'other' }] }, /The session's cloud "other" is not one whose credentials projen-astro-airflow renews\. Use one of: aws, azure, vault\./],
  ['a variable that is passed through and set', { environment: { A: 'b' }, passThrough: ['A'] }, /A is declared twice with different values/],
  ['a personal file that is a secret', { personalFiles: [{ path: 'x', text: `ASIA${'B'.repeat(16)}` }] }, /The personal file x looks like an AWS access key id/],
  ['a personal file out of the project', { personalFiles: [{ path: '../x', text: '' }] }, /"\.\.\/x" is not a file below the Astro project/],
  ['a personal file that is a directory', { personalFiles: [{ path: 'x/', text: '' }] }, /"x\/" is not a file below the Astro project/],
  ['a private key', { environment: { KEY: '-----BEGIN RSA PRIVATE KEY-----' } }, /looks like a private key/],
  ['a name that is none', { environment: { 'A=B': 'c' } }, /"A=B" is not a valid name for an environment variable/],
  ['a requirement that is none', { requirements: ['not a requirement'] }, /cannot be read by pip/],
  ['a named volume', { mounts: [{ source: 'data', target: '/data' }] }, /named volume. Write \.\/data/],
])('%s is refused whoever wrote the credentials', (_, declared, message) => {
  const error = errorOf(() => synth({ runtimeVersion: '3.1-12', credentials: [new Own(declared)] }));
  expect(error?.name).toBe('AstroAirflowError');
  expect(error?.message).toMatch(message);
  expect(error?.message).not.toMatch(/ASIA|hvs/);
});
