import { parse } from 'yaml';
import type { LocalAirflow } from '../../../src';
import { errorOf, services, synth, treeState } from '../../support/projects';
import { read, tempDir } from '../../support/util';

type Declare = (local: LocalAirflow) => void;

const OPTIONS = { runtimeVersion: '3.1-12' };
const service = (definition: object): Declare => (local) => local.addService('db', { image: 'x', ...definition });

describe('what a service names', () => {
  test.each<[string, Declare, string, string]>([
    ['a named volume', service({ volumes: ['kafka_data:/data'] }), 'volume kafka_data', "addVolume('kafka_data')"],
    ['a named volume in the long form', service({ volumes: [{ type: 'volume', source: 'kafka_data', target: '/data' }] }), 'volume kafka_data', "addVolume('kafka_data')"],
    ['a network', service({ networks: ['front'] }), 'network front', "addNetwork('front')"],
    ['a network in a map', service({ networks: { front: { aliases: ['x'] } } }), 'network front', "addNetwork('front')"],
    ['a service to wait for', service({ depends_on: ['cache'] }), 'service cache', "addService('cache', …)"],
    ['a service to wait for in a map', service({ depends_on: { cache: { condition: 'service_started' } } }), 'service cache', "addService('cache', …)"],
    ['a service that is not required', service({ depends_on: { cache: { condition: 'service_started', required: false } } }), 'service cache', "addService('cache', …)"],
    ['a service of the other major', service({ depends_on: ['webserver'] }), 'service webserver', "addService('webserver', …)"],
    ['a service whose volumes it takes', service({ volumes_from: ['cache:ro'] }), 'service cache', "addService('cache', …)"],
    ['a service whose network it takes', service({ network_mode: 'service:cache' }), 'service cache', "addService('cache', …)"],
    ['a linked service', service({ links: ['cache:c'] }), 'service cache', "addService('cache', …)"],
    ['a secret', service({ secrets: ['db_password'] }), 'secret db_password', "override.file.addOverride('secrets.db_password', …)"],
    ['a configuration', service({ configs: [{ source: 'db_config', target: '/x' }] }), 'config db_config', "override.file.addOverride('configs.db_config', …)"],
  ])('%s has to be declared', (_, declare, what, wayOut) => {
    const outdir = tempDir();
    const before = treeState(outdir);
    const error = errorOf(() => synth(OPTIONS, declare, outdir));
    expect([error?.name, error?.message]).toEqual([
      'AstroAirflowError',
      `The service db in docker-compose.override.yml names the ${what}, which nobody declares, so compose refuses the file. Declare it with ${wayOut}.`,
    ]);
    expect(treeState(outdir)).toEqual(before);
  });

  test.each<[string, Declare]>([
    ['volumes, networks and services of the Astro CLI', service({ volumes: ['postgres_data:/a', 'airflow_logs:/b'], networks: ['airflow', 'default'], depends_on: ['postgres', 'scheduler', 'db-migration'] })],
    ['another service of ones own', (local) => [service({ depends_on: { cache: { condition: 'service_healthy' } }, links: ['cache'] })(local), local.addService('cache', { image: 'x' })]],
    ['paths', service({ volumes: ['./a:/a', '../b:/b:ro', '~/c:/c', '/d:/d', 'C:\\e:/e', '/anonymous', { type: 'bind', source: 'f', target: '/f' }, { type: 'tmpfs', target: '/g' }] })],
    ['what the shell gives', service({ volumes: ['${VOLUME}:/a', '${NAME}_data:/b'], networks: ['${NETWORK}'], network_mode: 'service:${OTHER}' })],
    ['a container by its name', service({ volumes_from: ['container:other'], network_mode: 'host' })],
    ['a secret that is declared', (local) => [service({ secrets: ['a'] })(local), local.override.file.addOverride('secrets.a.file', './a')]],
  ])('%s are known', (_, declare) => {
    expect(services(synth(OPTIONS, declare)).db.image).toBe('x');
  });

  test('the service that migrates the database is there on Airflow 3 alone', () => {
    const declare = service({ depends_on: ['db-migration'] });
    expect(errorOf(() => synth({ runtimeVersion: '13.7.0' }, declare))?.message).toMatch(/names the service db-migration, which nobody declares/);
    expect(errorOf(() => synth({ runtimeVersion: '13.7.0' }, (local) => local.addService('db-migration', { command: 'true' })))?.message).toMatch(/The service db-migration in .* has neither an image nor a build/);
  });

  test('a service that another one extends has to be in the override itself', () => {
    for (const definition of [{ extends: 'scheduler' }, { extends: { service: 'scheduler' } }]) {
      expect(errorOf(() => synth(OPTIONS, (local) => local.addService('worker', definition)))?.message).toBe(
        'The service worker in docker-compose.override.yml extends the service scheduler, which that file does not declare, and compose looks in no other. Write down what it has, in place of "extends".',
      );
    }
    for (const definition of [{ extends: { file: 'common.yml', service: 'scheduler' } }, { extends: { service: '${OTHER}' } }, { extends: 'cache' }]) {
      expect(services(synth(OPTIONS, (local) => [local.addService('worker', definition), local.addService('cache', { image: 'x' })])).worker).toEqual(definition);
    }
  });

  test('what an escape hatch adds has to be declared as well', () => {
    const declare: Declare = (local) => local.override.file.addOverride('services.scheduler.volumes', ['cache:/cache']);
    expect(errorOf(() => synth(OPTIONS, declare))?.message).toMatch(/^The service scheduler in docker-compose\.override\.yml names the volume cache,/);
  });
});

describe('services that need one another', () => {
  const two = (one: object, other: object = { depends_on: ['a'] }): Declare => (local) => [local.addService('a', { image: 'x', ...one }), local.addService('b', { image: 'x', ...other })];
  const file = 'docker-compose.override.yml';
  const needs = (circle: string, needed: string, at: string) => `The services in ${file} need one another in a circle, which compose refuses: ${circle}. Remove ${needed} from ${at}.`;

  test.each<[string, Declare, string]>([
    ['to wait for', two({ depends_on: ['b'] }), needs('a needs b, which needs a', 'b', 'depends_on of a')],
    ['in a map', two({ depends_on: { b: { condition: 'service_started', required: false } } }), needs('a needs b, which needs a', 'b', 'depends_on of a')],
    ['by a link', two({ links: ['b:c'] }), needs('a needs b, which needs a', 'b', 'links of a')],
    ['for volumes', two({ volumes_from: ['b:ro'] }), needs('a needs b, which needs a', 'b', 'volumes_from of a')],
    ...['network_mode', 'ipc', 'pid', 'uts'].map((key): [string, Declare, string] => [`for ${key}`, two({ [key]: 'service:b' }), needs('a needs b, which needs a', 'b', `${key} of a`)]),
    ['by itself', two({ links: ['a'] }), needs('a needs a', 'a', 'links of a')],
    ['through one that it extends', (local) => [two({ extends: 'c' })(local), local.addService('c', { image: 'x', depends_on: ['b'] })], needs('a needs b, which needs a', 'b', 'depends_on of c')],
    ['through the Astro CLI\'s own', (local) => local.extendService('postgres', { depends_on: ['scheduler'] }), needs('postgres needs scheduler, which needs db-migration, which needs postgres', 'scheduler', 'depends_on of postgres')],
    ['and the Astro CLI says so too', (local) => [local.extendService('postgres', { depends_on: ['db-migration'] }), local.extendService('db-migration', { depends_on: ['postgres'] })], needs('db-migration needs postgres, which needs db-migration', 'db-migration', 'depends_on of postgres')],
    ['because each extends the other', two({ extends: 'b' }, { extends: { service: 'a' } }), `The services in ${file} extend one another in a circle, which compose refuses: a extends b, which extends a. Remove "extends" from a.`],
  ])('are refused: %s', (_, declare, message) => {
    expect(errorOf(() => synth(OPTIONS, declare))?.message).toBe(message);
  });

  test('are refused on Airflow 2, where the webserver waits for the scheduler', () => {
    expect(errorOf(() => synth({ runtimeVersion: '13.7.0' }, (local) => local.extendService('scheduler', { depends_on: ['webserver'] })))?.message).toBe(
      needs('scheduler needs webserver, which needs scheduler', 'webserver', 'depends_on of scheduler'),
    );
  });

  test.each<[string, Declare]>([
    ['a chain', (local) => [local.addService('a', { image: 'x', depends_on: ['postgres'] }), local.extendService('scheduler', { depends_on: ['a'] })]],
    ['two ways to one service', (local) => [two({ depends_on: ['c'] }, { depends_on: ['a', 'c'], links: ['c'] })(local), local.addService('c', { image: 'x' })]],
    ['a profile, which the Astro CLI does not start', two({ profiles: ['p'], depends_on: ['b'] }, { profiles: ['p'], depends_on: ['a'] })],
    ['a network mode in the place of the extended one', (local) => [two({ extends: 'c', network_mode: 'bridge' })(local), local.addService('c', { image: 'x', network_mode: 'service:b' })]],
  ])('are none: %s', (_, declare) => {
    expect(services(synth(OPTIONS, declare)).a.image).toBe('x');
  });
});

describe('addVolume and addNetwork', () => {
  test('declare them, with a definition or without one', () => {
    const outdir = synth(OPTIONS, (local) => {
      local.addVolume('kafka_data');
      local.addVolume('minio_data', { driver: 'local' });
      local.addNetwork('front');
      local.addNetwork('shared', { external: true });
      local.addService('kafka', { image: 'x', volumes: ['kafka_data:/data'], networks: ['front', 'shared'] });
    });
    expect(parse(read(outdir, 'docker-compose.override.yml'))).toMatchObject({
      volumes: { kafka_data: null, minio_data: { driver: 'local' } },
      networks: { front: null, shared: { external: true } },
    });
  });

  test.each<[string, Declare, RegExp]>([
    ['a volume twice', (local) => [local.addVolume('a'), local.addVolume('a', { external: true })], /^The volume a is declared twice\. Remove one\.$/],
    ['a network twice', (local) => [local.addNetwork('a'), local.addNetwork('a')], /^The network a is declared twice\./],
    ['a name that compose does not take', (local) => local.addVolume('my data'), /^The volume name "my data" is not valid for compose\. Use letters, digits and \._-\.$/],
    ['a secret in an option', (local) => local.addVolume('a', { driver_opts: { password: 'hunter2' } }), /^password of the volume a is the name of a secret/],
  ])('refuse %s', (_, declare, message) => {
    expect(errorOf(() => synth(OPTIONS, declare))?.message).toMatch(message);
  });

  test('of an AstroProject are the same', () => {
    const { astroProject } = jest.requireActual<typeof import('../../support/astro-project/projects')>('../../support/astro-project/projects');
    const project = astroProject();
    project.addVolume('a');
    project.addNetwork('b');
    project.synth();
    expect(parse(read(project.outdir, 'docker-compose.override.yml'))).toMatchObject({ volumes: { a: null }, networks: { b: null } });
  });
});
