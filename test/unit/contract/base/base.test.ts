import { parse } from 'yaml';
import { AstroRuntime } from '../../../../src';
import { baseNeeds } from '../../../../src/files/base-compose-file';
import { AIRFLOW_HOME, AIRFLOW_MAJORS, BASE, baseFile, CONTAINER_USER, ENV_FILE, MOUNTED_FOLDERS } from '../../../contract/base/index';

interface Service {
  readonly image: string;
  readonly user?: string;
  readonly env_file?: string;
  readonly depends_on?: string[];
  readonly environment: Record<string, unknown>;
  readonly volumes?: string[];
}

describe.each(AIRFLOW_MAJORS)('the base file of Airflow %i', (major) => {
  const facts = BASE[major];
  const services = (parse(baseFile(major, { project: '/srv/orders', image: 'orders:latest' }), { maxAliasCount: -1 }) as { services: Record<string, Service> }).services;

  test('has the services of the facts, and no others', () => {
    expect(Object.keys(services).sort()).toEqual([...facts.airflowServices, ...facts.otherServices].sort());
  });

  test.each(facts.airflowServices)('lets %s read .env as the container user, with the environment of the facts', (name) => {
    const { image, user, env_file: envFile, environment } = services[name];
    expect({ image, user, envFile }).toEqual({ image: 'orders:latest', user: CONTAINER_USER.name, envFile: ENV_FILE });
    expect(Object.keys(environment).sort()).toEqual([...facts.environment].sort());
  });

  test.each(facts.airflowServices)('mounts the folders of the project into %s', (name) => {
    const folders = MOUNTED_FOLDERS.filter((folder) => folder !== 'tests' || name !== 'triggerer');
    expect(services[name].volumes).toEqual(expect.arrayContaining(folders.map((folder) => `/srv/orders/${folder}:${AIRFLOW_HOME}/${folder}:z`)));
    expect(services[name].volumes!.filter((volume) => volume.endsWith('/airflow_settings.yaml:z'))).toHaveLength(name === 'scheduler' ? 1 : 0);
  });

  test('has its services wait for what the package says of them', () => {
    const runtime = AstroRuntime.parse(facts.runtime);
    expect(Object.keys(services).map((name) => [name, baseNeeds(name, runtime)])).toEqual(Object.entries(services).map(([name, { depends_on: needs = [] }]) => [name, needs]));
  });

  test.each(facts.otherServices)('gives nothing of .env to %s', (name) => {
    expect(services[name].env_file).toBeUndefined();
  });
});

test('a text in braces that is no placeholder stays', () => {
  expect(baseFile(3, { project: '/srv/{orders}' })).toContain('/srv/{orders}/dags');
});
