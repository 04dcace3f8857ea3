import { JsonPatch } from 'projen/lib/json-patch';
import { AwsCredentials, AwsSecretsBackend, LocalAirflow, type LocalAirflowOptions } from '../../../src';
import { bareProject, errorOf, services, synth } from '../../support/projects';

const runtimeVersion = '3.1-12';
const AIRFLOW = ['scheduler', 'dag-processor', 'api-server', 'triggerer'];

function local(options = {}): LocalAirflow {
  return new LocalAirflow(bareProject(), { runtimeVersion, ...options });
}

describe('addMount', () => {
  test('mounts into every Airflow service, writable unless it is read-only, and never creates the source', () => {
    const outdir = synth({ runtimeVersion }, (airflow) => {
      airflow.addMount({ source: './data', target: '/usr/local/airflow/data', readOnly: true });
      airflow.addMount({ source: '../shared', target: '/shared' });
    });
    const volumes = [
      { type: 'bind', source: './data', target: '/usr/local/airflow/data', read_only: true, bind: { create_host_path: false } },
      { type: 'bind', source: '../shared', target: '/shared', bind: { create_host_path: false } },
    ];
    expect(services(outdir)).toEqual(Object.fromEntries(AIRFLOW.map((name) => [name, { volumes }])));
  });

  test('mounts into the services that are named alone', () => {
    const outdir = synth({ runtimeVersion }, (airflow) => airflow.addMount({ source: '~/data', target: '/data', services: ['triggerer'] }));
    expect(Object.keys(services(outdir))).toEqual(['triggerer']);
  });

  test('gives different services different sources for one target', () => {
    const outdir = synth({ runtimeVersion }, (airflow) => {
      airflow.addMount({ source: './a', target: '/data', services: ['scheduler'] });
      airflow.addMount({ source: './b', target: '/data', services: ['triggerer'] });
    });
    expect([services(outdir).scheduler.volumes[0].source, services(outdir).triggerer.volumes[0].source]).toEqual(['./a', './b']);
  });

  test('refuses a second mount for a target of a service, with both sources', () => {
    const airflow = local({ credentials: [AwsCredentials.mounted()] });
    expect(() => airflow.addMount({ source: './aws', target: '/home/astro/.aws', services: ['scheduler'] })).toThrow(
      'The mount target /home/astro/.aws is declared twice, from ~/.aws and from ./aws.',
    );
  });

  test('writes a $ in source and target doubled', () => {
    const outdir = synth({ runtimeVersion }, (airflow) => airflow.addMount({ source: './a$b', target: '/c$d' }));
    expect(services(outdir).scheduler.volumes[0]).toMatchObject({ source: './a$$b', target: '/c$$d' });
  });
});

describe('addEnvironment', () => {
  test('sets a variable of every Airflow service, or of those that are named', () => {
    const outdir = synth({ runtimeVersion }, (airflow) => {
      airflow.addEnvironment('LOG_LEVEL', 'debug');
      airflow.addEnvironment('ROLE', 'worker', { services: ['scheduler'] });
      airflow.addEnvironment('ROLE', 'web', { services: ['api-server'] });
    });
    expect(Object.values(services(outdir)).map((service) => service.environment)).toEqual([
      { LOG_LEVEL: 'debug', ROLE: 'worker' },
      { LOG_LEVEL: 'debug' },
      { LOG_LEVEL: 'debug', ROLE: 'web' },
      { LOG_LEVEL: 'debug' },
    ]);
  });

  test('takes the same declaration twice', () => {
    const outdir = synth({ runtimeVersion }, (airflow) => {
      airflow.addEnvironment('A', '1', { services: ['scheduler'] });
      airflow.addEnvironment('A', '1');
    });
    expect(AIRFLOW.map((name) => services(outdir)[name].environment)).toEqual(AIRFLOW.map(() => ({ A: '1' })));
  });

  test('refuses another value for a service that has one, whichever of its declarations came first', () => {
    const airflow = local();
    airflow.addEnvironment('A', '1', { services: ['scheduler'] });
    airflow.addEnvironment('A', '2', { services: ['triggerer'] });
    expect(() => airflow.addEnvironment('A', '1')).toThrow('A is declared twice with different values, both by addEnvironment(). Remove one, or give them different services.');
  });

  test('names what declares the other value: credentials, a backend, or an extension', () => {
    const refusal = (name: string, options: LocalAirflowOptions): string | undefined => errorOf(() => synth({ runtimeVersion, ...options }, (airflow) => airflow.addEnvironment(name, 'other')))?.message;
    expect(refusal('AWS_PROFILE', { credentials: [AwsCredentials.mounted({ profile: 'dev' })] })).toBe(
      'AWS_PROFILE is declared twice with different values, by AwsCredentials and by addEnvironment(). Remove one, or give them different services.',
    );
    expect(refusal('AIRFLOW__SECRETS__BACKEND', { secretsBackend: AwsSecretsBackend.secretsManager(), keysInOverride: true })).toContain('values, by secretsBackend and by addEnvironment().');
    const extended = errorOf(() => synth({ runtimeVersion }, (airflow) => [airflow.addEnvironment('A', '1'), airflow.extendService('scheduler', { environment: { A: '2' } })]))?.message;
    expect(extended).toContain('values, by addEnvironment() and by extendService().');
  });

  test('carries what .env cannot: line breaks, quotes, a comment sign, outer blanks', () => {
    const value = ' "a" # b\n\'c\' ';
    const outdir = synth({ runtimeVersion }, (airflow) => airflow.addEnvironment('A', value));
    expect(services(outdir).scheduler.environment.A).toBe(value);
  });
});

describe('addService', () => {
  test('adds a service of the user\'s own as it was given, with its $ left to compose', () => {
    const minio = { image: 'minio/minio:${MINIO_TAG:-latest}', command: ['server', '/data'], ports: ['9000:9000'] };
    const outdir = synth({ runtimeVersion }, (airflow) => airflow.addService('minio', minio));
    expect(services(outdir)).toEqual({ minio });
  });

  test.each([
    ['scheduler', { mem_limit: '2g' }, /scheduler is in the Astro CLI's own file\. Use extendService\('scheduler', …\)/],
    ['postgres', { image: 'postgres:16' }, /Use extendService\('postgres', …\)/],
    ['webserver', { image: 'x' }, /"webserver".*does not exist in Astro Runtime 3\.1-12 \(Airflow 3\.1\)\. It has scheduler, dag-processor, api-server, triggerer\./],
    ['mino', { ports: [] }, /mino .* neither an image nor a build/],
    ['my service', { image: 'x' }, /The service name "my service" is not valid for compose/],
    ['minio', { image: 'x', environment: { A: `AKIA${'A'.repeat(16)}` } }, /The value of A of the service minio looks like an AWS access key id/],
  ])('refuses %s', (name, definition, message) => {
    expect(() => local().addService(name, definition)).toThrow(message);
  });

  test('refuses a second definition of a service', () => {
    const airflow = local();
    airflow.addService('minio', { image: 'minio/minio' });
    expect(() => airflow.addService('minio', { image: 'minio/minio' })).toThrow('The service minio is declared twice.');
  });
});

describe('projen\'s escape hatches', () => {
  test('act on the rendered result, whatever is declared after them', () => {
    const outdir = synth({ runtimeVersion }, (airflow) => {
      airflow.override.file.addOverride('services.scheduler.mem_limit', '2g');
      airflow.override.file.addOverride('services.scheduler.environment.LOG_LEVEL', 'info');
      airflow.override.file.addOverride('networks.default.name', 'orders');
      airflow.override.file.addDeletionOverride('services.triggerer');
      airflow.override.file.patch(JsonPatch.add('/services/api-server/ports', ['8081:8080']));
      airflow.addEnvironment('LOG_LEVEL', 'debug');
    });
    expect(services(outdir)).toEqual({
      'scheduler': { environment: { LOG_LEVEL: 'info' }, mem_limit: '2g' },
      'dag-processor': { environment: { LOG_LEVEL: 'debug' } },
      'api-server': { environment: { LOG_LEVEL: 'debug' }, ports: ['8081:8080'] },
    });
  });

  test.each([
    ['services.webserver.mem_limit', '2g', /"webserver".*does not exist in Astro Runtime 3\.1-12/],
    ['services.minio.ports', ['9000:9000'], /minio .* neither an image nor a build/],
    ['services', null, /no mapping of services/],
  ])('that make a file which compose refuses stop the synth: %s', (path, value, message) => {
    expect(() => synth({ runtimeVersion }, (airflow) => airflow.override.file.addOverride(path, value))).toThrow(message);
  });
});
