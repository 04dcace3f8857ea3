import { LocalAirflow, type LocalAirflowOptions } from '../../../src';
import { bareProject, errorOf, services, synth } from '../../support/projects';

const OPTIONS: LocalAirflowOptions = { runtimeVersion: '3.1-12' };
const profiles = ['debug'];

type Declare = (local: LocalAirflow) => unknown;

const refusal = (declare: Declare, options = OPTIONS): string | undefined => errorOf(() => synth(options, (airflow) => void declare(airflow)))?.message;
const extended = (name: string, definition: object): string | undefined => errorOf(() => new LocalAirflow(bareProject(), OPTIONS).extendService(name, definition))?.message;

describe('a service that the stack cannot do without starts', () => {
  test.each(['scheduler', 'api-server', 'db-migration', 'postgres'])('%s: in no profile', (name) => {
    expect(extended(name, { profiles })).toBe(`profiles of the service ${name} cannot be changed: the Astro CLI starts no service that is in a profile, and the stack cannot do without this one.`);
  });

  test.each([[{ scale: 0 }, 'scale'], [{ scale: '0' }, 'scale'], [{ deploy: { replicas: 0 } }, 'deploy.replicas']])('scheduler: not with %j', (definition, key) => {
    expect(extended('scheduler', definition)).toBe(`${key} of the service scheduler cannot be 0: the stack cannot do without it. Remove ${key}.`);
  });

  test('the triggerer need not, and the database can be elsewhere', () => {
    const outdir = synth(OPTIONS, (airflow) => {
      airflow.extendService('triggerer', { profiles });
      airflow.extendService('postgres', { scale: 0 });
      airflow.extendService('scheduler', { scale: '${SCHEDULERS:-1}' });
    });
    expect([services(outdir).triggerer, services(outdir).postgres]).toEqual([{ profiles }, { scale: 0 }]);
  });

  test.each([['3.1-12', 'db-migration', 'scheduler'], ['3.1-12', 'postgres', 'db-migration'], ['13.7.0', 'scheduler', 'webserver']])('on %s, also after an escape hatch: %s', (runtimeVersion, name, waiting) => {
    const message = `The service ${name} in docker-compose.override.yml is in a profile, of which the Astro CLI starts none, and ${waiting} waits for it, so compose refuses the file. Remove its profiles.`;
    expect(refusal((airflow) => airflow.override.file.addOverride(`services.${name}.profiles`, profiles), { runtimeVersion })).toBe(message);
  });
});

describe('a service in a profile', () => {
  const withMinio = (declare: Declare): Declare => (airflow) => [airflow.addService('minio', { image: 'x', profiles }), declare(airflow)];

  test.each<[string, Declare]>([
    ['scheduler', (airflow) => airflow.extendService('scheduler', { depends_on: ['minio'] })],
    ['db', (airflow) => airflow.addService('db', { image: 'x', depends_on: { minio: { condition: 'service_started' } } })],
    ['db', (airflow) => airflow.addService('db', { image: 'x', network_mode: 'service:minio' })],
    ['db', (airflow) => airflow.addService('db', { image: 'x', volumes_from: ['minio'] })],
  ])('is needed by none that starts: %s', (name, declare) => {
    expect(refusal(withMinio(declare))).toBe(
      `The service ${name} in docker-compose.override.yml names the service minio, which is in a profile, of which the Astro CLI starts none, so compose refuses the file. Remove the profiles of minio.`,
    );
  });

  test.each<[string, Declare]>([
    ['one that would do without it', (airflow) => airflow.extendService('scheduler', { depends_on: { minio: { condition: 'service_started', required: false } } })],
    ['one in a profile', (airflow) => airflow.addService('db', { image: 'x', depends_on: ['minio'], profiles })],
    ['one that extends it', (airflow) => airflow.addService('db', { extends: 'minio', depends_on: ['minio'] })],
  ])('can be named by %s', (_, declare) => {
    expect(refusal(withMinio(declare))).toBeUndefined();
  });
});
