import * as fs from 'node:fs';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import { AstroRuntime, AwsCredentials, AwsSecretsBackend, GcpCredentials, LocalAirflow, VaultCredentials } from '../../../src';
import { bareProject, printedBy, services, synth } from '../../support/projects';
import { propertyOptions } from '../../support/property';
import { read, tempDir, write } from '../../support/util';

const AWS_MOUNT = { type: 'bind', source: '~/.aws', target: '/home/astro/.aws', read_only: true, bind: { create_host_path: false } };

describe.each([
  ['3.1-12', ['scheduler', 'dag-processor', 'api-server', 'triggerer']],
  ['3.3-8-python-3.12-base', ['scheduler', 'dag-processor', 'api-server', 'triggerer']],
  ['13.7.0', ['scheduler', 'webserver', 'triggerer']],
  ['12.1.1-slim', ['scheduler', 'webserver', 'triggerer']],
  ['4.0.0', ['scheduler', 'webserver', 'triggerer']],
  ['3.0.4', ['scheduler', 'webserver']],
])('on runtime %s', (runtimeVersion, expected) => {
  test('every Airflow service, and no other, gets the read-only mount and the environment', () => {
    const outdir = synth({ runtimeVersion, credentials: [AwsCredentials.mounted({ profile: 'dev', region: 'us-west-2' })] });
    const service = {
      environment: { AWS_PROFILE: '${AWS_PROFILE:-dev}', AWS_DEFAULT_REGION: '${AWS_DEFAULT_REGION:-us-west-2}', AWS_EC2_METADATA_DISABLED: 'true' },
      volumes: [AWS_MOUNT],
    };
    expect(services(outdir)).toEqual(Object.fromEntries(expected.map((name) => [name, service])));
  });
});

describe('the file', () => {
  test('is in the Astro project\'s directory under the one name that the Astro CLI reads', () => {
    const outdir = synth({ runtimeVersion: '3.1-12', directory: 'airflow', credentials: [AwsCredentials.mounted()] });
    expect(Object.keys(services(outdir, 'airflow'))).toEqual(AstroRuntime.parse('3.1-12').services);
  });

  test('has services alone: no version, which compose calls obsolete', () => {
    const outdir = synth({ runtimeVersion: '3.1-12', credentials: [AwsCredentials.mounted()] });
    expect(Object.keys(parse(read(outdir, 'docker-compose.override.yml')))).toEqual(['services']);
  });

  test('without declarations has an empty mapping of services, which compose takes', () => {
    expect(services(synth({ runtimeVersion: '3.1-12' }))).toEqual({});
  });

  test('never sets an empty profile or region', () => {
    const outdir = synth({ runtimeVersion: '3.1-12', credentials: [AwsCredentials.mounted()] });
    expect(services(outdir).scheduler.environment).toEqual({ AWS_EC2_METADATA_DISABLED: 'true' });
  });

  test('carries any value of the environment so that readers of YAML 1.1 and 1.2 see it with each $ doubled', () => {
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('on', 'no', '~', '1e3', '0o17', '012', '1:30', '=', '2001-01-01', '- a', 'a: b', '${X:-y}', '$$'));
    fc.assert(
      fc.property(fc.array(value.filter((text) => !text.includes('\0')), { maxLength: 20 }), (values) => {
        const outdir = synth({ runtimeVersion: '3.1-12' }, (local) => values.forEach((text, i) => local.addEnvironment(`KEY_${i}`, text)));
        const expected = Object.fromEntries(values.map((text, i) => [`KEY_${i}`, text.replaceAll('$', '$$$$')]));
        for (const version of ['1.1', '1.2'] as const) {
          expect(parse(read(outdir, 'docker-compose.override.yml'), { version }).services.scheduler?.environment ?? {}).toEqual(expected);
        }
      }),
      propertyOptions(50),
    );
  });
});

describe('single sign-on', () => {
  test('mounts the token caches writable on top of the read-only directory', () => {
    const outdir = synth({ runtimeVersion: '3.1-12', credentials: [AwsCredentials.mounted({ sso: true })] });
    const cache = (name: string) => ({ type: 'bind', source: `~/.aws/${name}`, target: `/home/astro/.aws/${name}`, bind: { create_host_path: false } });
    expect(services(outdir).triggerer.volumes).toEqual([AWS_MOUNT, cache('sso/cache'), cache('login/cache')]);
  });
});

describe('the host directory', () => {
  test.each(['~/.aws', '/home/alice/.aws', '/Users/alice/.aws', '/c/Users/alice/.aws', '/mnt/c/Users/alice/.aws', 'C:\\Users\\alice\\.aws', 'C:/Users/alice/.aws'])(
    '%s is written as it was given',
    (hostDirectory) => {
      const outdir = synth({ runtimeVersion: '3.1-12', credentials: [AwsCredentials.mounted({ hostDirectory })] });
      expect(services(outdir).scheduler.volumes).toEqual([{ ...AWS_MOUNT, source: hostDirectory }]);
    },
  );

  test('with a $ in it is escaped, so that compose does not interpolate it', () => {
    const outdir = synth({ runtimeVersion: '3.1-12', credentials: [AwsCredentials.mounted({ hostDirectory: '/home/a$b/.aws', sso: true })] });
    expect(services(outdir).scheduler.volumes.map((volume: any) => volume.source)).toEqual([
      '/home/a$$b/.aws',
      '/home/a$$b/.aws/sso/cache',
      '/home/a$$b/.aws/login/cache',
    ]);
  });

  test('of Windows keeps its separators for the token caches', () => {
    const outdir = synth({ runtimeVersion: '3.1-12', credentials: [AwsCredentials.mounted({ hostDirectory: 'C:\\Users\\alice\\.aws', sso: true })] });
    expect(services(outdir).scheduler.volumes[1].source).toBe('C:\\Users\\alice\\.aws\\sso\\cache');
  });
});

describe('where keys stand', () => {
  const secretsBackend = AwsSecretsBackend.secretsManager({ variablesLookupPattern: '^team_.*$' });

  test('pathsInOverride moves the two path variables from .env to the override', () => {
    const credentials = [AwsCredentials.mounted({ target: '/mnt/aws', pathsInOverride: true })];
    const outdir = synth({ runtimeVersion: '3.1-12', credentials, secretsBackend: AwsSecretsBackend.secretsManager() });
    expect(services(outdir).scheduler.environment).toMatchObject({ AWS_CONFIG_FILE: '/mnt/aws/config', AWS_SHARED_CREDENTIALS_FILE: '/mnt/aws/credentials' });
    expect(read(outdir, '.env')).not.toContain('AWS_CONFIG_FILE');
    expect(read(outdir, '.env')).toContain('AIRFLOW__SECRETS__BACKEND=');
  });

  test('keysInOverride moves every key of credentials and backend, and carries a $ that .env cannot', () => {
    const outdir = synth({ runtimeVersion: '13.7.0', keysInOverride: true, credentials: [AwsCredentials.mounted()], secretsBackend });
    const environment = services(outdir).webserver.environment;
    expect(Object.keys(environment)).toEqual([
      'AWS_EC2_METADATA_DISABLED',
      'AWS_CONFIG_FILE',
      'AWS_SHARED_CREDENTIALS_FILE',
      'AIRFLOW__SECRETS__BACKEND',
      'AIRFLOW__SECRETS__BACKEND_KWARGS',
    ]);
    const kwargs = environment.AIRFLOW__SECRETS__BACKEND_KWARGS;
    expect(kwargs).toContain('"^team_.*$$"');
    expect(JSON.parse(kwargs.replaceAll('$$', '$'))).toEqual(secretsBackend.kwargs);
  });

  test.each([
    ['a project of Google', [GcpCredentials.mounted({ projectId: 'orders-dev' })], 'GOOGLE_CLOUD_PROJECT', '${GOOGLE_CLOUD_PROJECT:-orders-dev}'],
    ['the token of the shell', [VaultCredentials.fromEnvironment()], 'VAULT_TOKEN', '${VAULT_TOKEN:-}'],
  ])('keysInOverride leaves %s to the variable that the override has anyway', (_, credentials, name, expected) => {
    const outdir = synth({ runtimeVersion: '3.3-8', keysInOverride: true, credentials });
    expect(services(outdir).scheduler.environment[name]).toBe(expected);
    expect(fs.existsSync(path.join(outdir, '.env')) ? read(outdir, '.env') : '').not.toContain(`${name}=`);
  });

  test('keysInOverride leaves keys of addDotenvKey in .env', () => {
    const outdir = synth({ runtimeVersion: '3.1-12', keysInOverride: true, secretsBackend }, (local) => local.addDotenvKey('MY_FLAG', 'on'));
    expect(read(outdir, '.env')).toContain('\nMY_FLAG=on\n');
    expect(read(outdir, '.env')).not.toContain('AIRFLOW__SECRETS__');
  });

  test('a $ that .env cannot carry is refused there with the way out', () => {
    expect(() => new LocalAirflow(bareProject(), { runtimeVersion: '3.1-12', secretsBackend })).toThrow(/AIRFLOW__SECRETS__BACKEND_KWARGS.*"\$".*keysInOverride: true/);
  });
});

test.each(['docker-compose.override.yaml', 'compose.override.yml', 'dags/docker-compose.override.yml'])('%s, which the Astro CLI does not read, is warned of and kept', (stray) => {
  const outdir = tempDir();
  write(outdir, { [`airflow/${stray}`]: 'services: {}\n' });
  const printed = printedBy((project) => new LocalAirflow(project, { runtimeVersion: '3.1-12', directory: 'airflow' }), outdir);
  expect(printed).toContain(`airflow/${stray} has no effect: the Astro CLI reads airflow/docker-compose.override.yml alone. Declare what it has in the rc file, and delete it.`);
  expect(read(outdir, `airflow/${stray}`)).toBe('services: {}\n');
});
