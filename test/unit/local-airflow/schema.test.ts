import { LocalAirflow, type LocalAirflowOptions } from '../../../src';
import { bareProject, errorOf, printedBy, services, synth } from '../../support/projects';

const OPTIONS: LocalAirflowOptions = { runtimeVersion: '3.1-12' };
const FILE = 'docker-compose.override.yml';

type Declare = (local: LocalAirflow) => unknown;

const local = (): LocalAirflow => new LocalAirflow(bareProject(), OPTIONS);
const refusal = (declare: Declare): string | undefined => errorOf(() => synth(OPTIONS, (airflow) => void declare(airflow)))?.message;

test('a fault at any depth is refused where it is declared, and after an escape hatch', () => {
  const message = 'has the key intervall in healthcheck, which compose does not know, so compose refuses the file. Did you mean interval?';
  const healthcheck = { intervall: '10s' };
  expect(errorOf(() => local().addService('db', { image: 'x', healthcheck }))?.message).toBe(`The service db in ${FILE} ${message}`);
  expect(errorOf(() => local().extendService('postgres', { healthcheck }))?.message).toBe(`The service postgres in ${FILE} ${message}`);
  expect(refusal((airflow) => airflow.override.file.addOverride('services.scheduler.healthcheck.intervall', '10s'))).toBe(`The service scheduler in ${FILE} ${message}`);
  expect(refusal((airflow) => airflow.override.file.addToArray('services.scheduler.ports', '80:x'))).toMatch(/^The service scheduler in .* has a value for ports\[0\] that compose does not take/);
});

test('what compose merges with the Astro CLI\'s own services is taken there, and refused in others', () => {
  const definition = { networks: ['airflow', 'airflow'], depends_on: ['postgres', 'postgres'] };
  synth(OPTIONS, (airflow) => airflow.override.file.addOverride('services.scheduler', { ...definition, volumes: null, restart: null }));
  synth(OPTIONS, (airflow) => airflow.override.file.addOverride('services.scheduler.depends_on', { 'db-migration': { restart: true } }));
  expect(errorOf(() => local().addService('db', { image: 'x', ...definition }))?.message).toMatch(/has an entry twice in networks, .* Remove one\.$/);
  expect(errorOf(() => local().addService('db', { image: 'x', depends_on: { 'db-migration': { restart: true } } }))?.message).toMatch(/has no condition in depends_on\.db-migration, .* Add it\.$/);
});

test('a lazy value is looked at when it is known', () => {
  const outdir = synth(OPTIONS, (airflow) => airflow.addService('db', { image: 'x', healthcheck: { interval: () => '10s' } }));
  expect(services(outdir).db).toEqual({ image: 'x', healthcheck: { interval: '10s' } });
  expect(refusal((airflow) => airflow.addService('db', { image: 'x', healthcheck: { interval: () => 10 } }))).toMatch(/has healthcheck\.interval as a number/);
});

describe('a volume or a network', () => {
  test.each<[string, Declare, string]>([
    ['a key of a volume', (airflow) => airflow.addVolume('data', { drvier: 'local' }), 'The volume data in F has the key drvier, which compose does not know, so compose refuses the file. Did you mean driver?'],
    ['a key of a network', (airflow) => airflow.addNetwork('front', { ipam: { config: [{ subnt: '1' }] } }), 'The network front in F has the key subnt in ipam.config[0], which compose does not know, so compose refuses the file. Did you mean subnet?'],
    ['an external one with a driver', (airflow) => airflow.addVolume('v', { external: true, driver: 'local' }), 'The volume v in F is external and has driver, so compose refuses the file. Remove driver, or external.'],
    ['an external one of the Astro CLI\'s', (airflow) => airflow.addVolume('postgres_data', { external: true }), 'The volume postgres_data in F is external, but the Astro CLI creates it, so compose refuses the file. Mount a volume of another name.'],
    ['an escape hatch', (airflow) => airflow.override.file.addOverride('volumes.airflow_logs.external', { name: 'x' }), 'The volume airflow_logs in F is external, but the Astro CLI creates it, so compose refuses the file. Mount a volume of another name.'],
  ])('is refused where compose refuses it: %s', (_, declare, message) => {
    expect(refusal(declare)).toBe(message.replace('in F', `in ${FILE}`));
  });

  test('is taken where compose takes it, and a key of a newer compose is warned of', () => {
    synth(OPTIONS, (airflow) => {
      airflow.addVolume('kept', { 'external': true, 'name': 'kept_elsewhere', 'x-note': 1 });
      airflow.addNetwork('front', { external: true, driver: 'bridge' });
      airflow.override.file.addOverride('volumes.postgres_data.name', 'pg');
    });
    expect(printedBy((project) => new LocalAirflow(project, OPTIONS).addVolume('v', { quota: 1 }))).toContain(`The volume v in ${FILE} has the key quota, which compose does not know. If no newer one does, "astro dev start" fails.`);
  });
});

describe('values that compose refuses together', () => {
  test.each<[object, string]>([
    [{ network_mode: 'host', networks: ['airflow'] }, 'has network_mode and networks, so compose refuses the file. Remove one.'],
    [{ container_name: 'db', deploy: { replicas: 2 } }, 'has a container_name and more than one container by deploy.replicas, so compose refuses the file. Remove one.'],
    [{ container_name: 'db', scale: '2' }, 'has a container_name and more than one container by scale, so compose refuses the file. Remove one.'],
    [{ scale: 1, deploy: { replicas: 2 } }, 'has scale and another deploy.replicas, so compose refuses the file. Remove one.'],
    [{ scale: -1 }, 'has a value for scale that compose does not take, so compose refuses the file. Write at least 0.'],
    [{ mem_limit: '4g', deploy: { resources: { limits: { memory: '2g' } } } }, 'has mem_limit, and deploy.resources.limits without the same memory, so compose refuses the file. Write it as memory there alone.'],
    [{ cpus: 1, deploy: { resources: { limits: { memory: '2g' } } } }, 'has cpus, and deploy.resources.limits without the same cpus, so compose refuses the file. Write it as cpus there alone.'],
    [{ healthcheck: { test: ['curl', 'x'] } }, 'has a list as healthcheck.test that does not start with CMD, CMD-SHELL or NONE, so compose refuses the file. Write CMD before the program.'],
    [{ build: { dockerfile: 'a', dockerfile_inline: 'FROM b' } }, 'has build.dockerfile and build.dockerfile_inline, so compose refuses the file. Remove one.'],
  ])('are refused: %j', (definition, message) => {
    expect(errorOf(() => local().addService('db', { image: 'x', ...definition }))?.message).toBe(`The service db in ${FILE} ${message}`);
  });

  test('are refused in the Astro CLI\'s own services by what that gives them', () => {
    expect(errorOf(() => local().extendService('postgres', { network_mode: 'host' }))?.message).toMatch(/has a network_mode beside the networks that the Astro CLI gives it, .* Use networks, or extra_hosts\.$/);
  });

  test.each<[object]>([
    [{ network_mode: 'none', networks: [] }],
    [{ network_mode: '${MODE:-}', networks: ['airflow'] }],
    [{ container_name: 'db', scale: 1 }],
    [{ mem_limit: '4g', deploy: { resources: { limits: { memory: '4096m' }, reservations: { memory: '1g' } } } }],
    [{ cpus: 0.1, deploy: { resources: { limits: { cpus: '0.10' } } } }],
    [{ mem_limit: '${LIMIT}', deploy: { resources: { limits: { memory: '2g' } } } }],
    [{ container_name: 'db', scale: 2, profiles: ['debug'] }],
    [{ healthcheck: { test: [] } }],
  ])('are none: %j', (definition) => {
    expect(errorOf(() => synth(OPTIONS, (airflow) => airflow.addService('db', { image: 'x', ...definition })))).toBeUndefined();
  });
});

describe('a "${" that begins no variable', () => {
  test.each<[Declare, string]>([
    [(airflow) => airflow.addService('db', { image: 'x', command: 'echo ${FOO' }), 'The service db in F has a "${" in command that is no variable'],
    [(airflow) => airflow.extendService('scheduler', { environment: { A: '${1}' } }), 'The service scheduler in F has a "${" in environment.A that is no variable'],
    [(airflow) => airflow.extendService('scheduler', { environment: ['A=${B:-${C}'] }), 'The service scheduler in F has a "${" in environment.A that is no variable'],
    [(airflow) => airflow.addService('db', { image: 'x', healthcheck: { test: ['CMD', '${A.b}'] } }), 'The service db in F has a "${" in healthcheck.test[1] that is no variable'],
    [(airflow) => airflow.addVolume('v', { name: '${A' }), 'The volume v in F has a "${" in name that is no variable'],
    [(airflow) => airflow.override.file.addOverride('services.scheduler.user', '${'), 'The service scheduler in F has a "${" in user that is no variable'],
  ])('is refused: %s', (declare, message) => {
    expect(refusal(declare)).toBe(`${message.replace('in F', `in ${FILE}`)}, so compose refuses the file. Write \${NAME} or \${NAME:-default}, or $\${ for the plain text.`);
  });

  test('is none where compose reads it, or where it is escaped', () => {
    const command = ['$${A', '${A:-${B:-c}}', '${A:?is missing}', '$1', '$', '${A-{}}', '${A:+b}'];
    expect(services(synth(OPTIONS, (airflow) => airflow.addService('db', { image: 'x', command }))).db.command).toEqual(command);
  });
});
