import { parse } from 'yaml';
import { AstroRuntime, GcpCredentials, type GcpMountedOptions } from '../../../../src';
import { errorOf, services, synth } from '../../../support/projects';
import { read } from '../../../support/util';

const runtime = AstroRuntime.parse('3.1-12');
const declared = (options?: GcpMountedOptions) => GcpCredentials.mounted(options).declarations(runtime);

const ADC = '/usr/local/airflow/gcloud/application_default_credentials.json';

test('by default the file is mounted from where gcloud writes it on each system, and the containers know where it is', () => {
  expect(declared()).toEqual({
    movableMounts: [{ source: '~/.config/gcloud/application_default_credentials.json', variables: { CLOUDSDK_CONFIG: '~/.config/gcloud', APPDATA: '~/.config' }, target: ADC }],
    environment: { GOOGLE_APPLICATION_CREDENTIALS: ADC },
  });
});

test('one committed line has the place of every system, and the mount is read-only in every Airflow service', () => {
  const outdir = synth({ runtimeVersion: '3.1-12', credentials: [GcpCredentials.mounted({ projectId: 'orders-dev' })] });
  for (const service of ['api-server', 'scheduler', 'dag-processor', 'triggerer']) {
    expect(services(outdir)[service]).toEqual({
      environment: { GOOGLE_CLOUD_PROJECT: '${GOOGLE_CLOUD_PROJECT:-orders-dev}', GOOGLE_APPLICATION_CREDENTIALS: ADC },
      volumes: [{
        type: 'bind',
        source: '${CLOUDSDK_CONFIG:-${APPDATA:-~/.config}/gcloud}/application_default_credentials.json',
        target: ADC,
        read_only: true,
        bind: { create_host_path: false },
      }],
    });
  }
});

test('the project is a default that the shell beats, and .env has it for what reads no override', () => {
  expect(declared({ projectId: 'orders-dev' })).toMatchObject({ environmentDefaults: { GOOGLE_CLOUD_PROJECT: 'orders-dev' }, dotenvKeys: { GOOGLE_CLOUD_PROJECT: 'orders-dev' } });
  const outdir = synth({ runtimeVersion: '3.1-12', credentials: [GcpCredentials.mounted({ projectId: 'orders-dev' })] });
  expect(read(outdir, '.env')).toContain('\nGOOGLE_CLOUD_PROJECT=orders-dev\n');
  expect(read(outdir, '.env.example')).toContain('\nGOOGLE_CLOUD_PROJECT=orders-dev\n');
});

test('another target moves mount and variable together', () => {
  const { movableMounts, environment } = declared({ target: '/opt/adc.json' });
  expect([movableMounts?.[0].target, environment]).toEqual(['/opt/adc.json', { GOOGLE_APPLICATION_CREDENTIALS: '/opt/adc.json' }]);
});

test.each(['~/adc.json', '/home/alice/adc.json', '/Users/alice/.config/gcloud/application_default_credentials.json', 'C:\\Users\\alice\\AppData\\Roaming\\gcloud\\application_default_credentials.json', '/c/Users/alice/adc.json'])(
  'the file can be %s',
  (hostFile) => {
    expect(declared({ hostFile }).mounts).toEqual([{ source: hostFile, target: ADC, readOnly: true }]);
    expect(declared({ hostFile }).movableMounts).toBeUndefined();
  },
);

test.each(['orders-dev', 'a12345', 'example.com:orders-dev', '123456789012', 'x'.repeat(30)])('the project %s can be one', (projectId) => {
  expect(declared({ projectId }).environmentDefaults).toEqual({ GOOGLE_CLOUD_PROJECT: projectId });
});

test.each<[string, GcpMountedOptions, RegExp]>([
  ['an empty project', { projectId: '' }, /projectId "" is not the id of a Google Cloud project/],
  ['the name of a project', { projectId: 'Orders Dev' }, /"Orders Dev" is not the id.*"gcloud projects list" shows/],
  ['a project that is too short', { projectId: 'p1' }, /6 to 30 lower-case letters/],
  ['a project that is too long', { projectId: 'x'.repeat(31) }, /not the id/],
  ['a project with a hyphen at its end', { projectId: 'orders-' }, /not the id/],
  ['a project from a variable', { projectId: '${GOOGLE_CLOUD_PROJECT}' }, /not the id/],
  ['a project with its path', { projectId: 'projects/orders-dev' }, /not the id/],
  ['a project that is a key', { projectId: ['AIza', 'SyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY'].join('') }, /projectId looks like a Google API key/],
  ['the file of Windows by its variable', { hostFile: '%APPDATA%\\gcloud\\application_default_credentials.json' }, /starts with a variable. Omit hostFile: .* on every system/],
  ['the file of PowerShell by its variable', { hostFile: '$env:APPDATA/gcloud/application_default_credentials.json' }, /starts with a variable. Omit hostFile/],
  ['the file by a variable of compose', { hostFile: '${HOME}/adc.json' }, /starts with a variable. Omit hostFile/],
  ['a folder', { hostFile: '~/.config/gcloud' }, /is not the file with somebody's credentials. Write the path of a .json file/],
  ['a file in the project', { hostFile: './adc.json' }, /is not the file with somebody's credentials/],
  ['a file without a root', { hostFile: 'adc.json' }, /named volume/],
  ['an empty file', { hostFile: '' }, /is not a path/],
  ['a relative target', { target: 'adc.json' }, /not an absolute path in the container/],
])('%s is refused', (_, options, message) => {
  const error = errorOf(() => GcpCredentials.mounted(options));
  expect(error?.name).toBe('AstroAirflowError');
  expect(error?.message).toMatch(message);
});

test('an option that does not exist is refused with the one that is meant', () => {
  expect(() => GcpCredentials.mounted({ project: 'orders-dev' } as GcpMountedOptions)).toThrow(/has no option "project". Write projectId instead/);
});

test('it works beside AWS credentials: data in Google, secrets in AWS', () => {
  const outdir = synth({ runtimeVersion: '3.1-12', credentials: [GcpCredentials.mounted({ projectId: 'orders-dev' })] }, (local) => local.addEnvironment('AWS_PROFILE', 'dev'));
  expect(parse(read(outdir, 'docker-compose.override.yml')).services.scheduler.environment).toMatchObject({ AWS_PROFILE: 'dev', GOOGLE_APPLICATION_CREDENTIALS: ADC });
});
