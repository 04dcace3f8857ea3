import { JsonPatch } from 'projen/lib/json-patch';
import { AwsCredentials, LocalAirflow, type LocalAirflowOptions } from '../../../src';
import { bareProject, errorOf, printedBy, services, synth } from '../../support/projects';
import { tempDir, write } from '../../support/util';

const OPTIONS: LocalAirflowOptions = { runtimeVersion: '3.1-12' };
const MOUNT = { type: 'bind', source: './data', target: '/data', bind: { create_host_path: false } };

type Declare = (local: LocalAirflow) => void;

const local = (options: LocalAirflowOptions = OPTIONS): LocalAirflow => new LocalAirflow(bareProject(), options);
const extending = (definition: object, name = 'scheduler'): Declare => (airflow) => airflow.extendService(name, definition);

test('what is added is in that service alone, beside its mounts and variables', () => {
  const outdir = synth(OPTIONS, (airflow) => {
    airflow.addMount({ source: './data', target: '/data' });
    airflow.addEnvironment('A', 'b');
    airflow.extendService('scheduler', { mem_limit: '4g', user: 'root', extra_hosts: ['host.docker.internal:host-gateway'], volumes: ['/var/run/docker.sock:/var/run/docker.sock'] });
  });
  const plain = { environment: { A: 'b' }, volumes: [MOUNT] };
  expect(services(outdir)).toEqual({
    'scheduler': { ...plain, volumes: [MOUNT, '/var/run/docker.sock:/var/run/docker.sock'], mem_limit: '4g', user: 'root', extra_hosts: ['host.docker.internal:host-gateway'] },
    'dag-processor': plain,
    'api-server': plain,
    'triggerer': plain,
  });
});

test('postgres and the migration of the database are there too, and stand after Airflow\'s own', () => {
  const outdir = synth(OPTIONS, (airflow) => {
    airflow.extendService('postgres', { image: 'postgres:16', command: ['postgres', '-c', 'max_connections=200'], environment: ['PGDATA=/data'] });
    airflow.extendService('db-migration', { mem_limit: '1g' });
    airflow.extendService('triggerer', { scale: 2 });
  });
  expect(Object.entries(services(outdir))).toEqual([
    ['triggerer', { scale: 2 }],
    ['db-migration', { mem_limit: '1g' }],
    ['postgres', { image: 'postgres:16', command: ['postgres', '-c', 'max_connections=200'], environment: { PGDATA: '/data' } }],
  ]);
});

test('a second call appends to lists and merges mappings, and what is the same is there once', () => {
  const outdir = synth(OPTIONS, (airflow) => {
    extending({ env_file: 'a.env', networks: { airflow: { aliases: ['one'] } }, ports: ['5678:5678'], mem_limit: '4g' })(airflow);
    extending({ env_file: ['b.env'], networks: { airflow: { aliases: ['two'], priority: 1 } }, ports: ['5678:5678', '5679:5679'], mem_limit: '4g', cpus: 2 })(airflow);
  });
  expect(services(outdir).scheduler).toEqual({
    env_file: ['a.env', 'b.env'], networks: { airflow: { aliases: ['one', 'two'], priority: 1 } }, ports: ['5678:5678', '5679:5679'], mem_limit: '4g', cpus: 2,
  });
});

test.each<[string, object]>([
  ['a mapping', { A: 'b', NUMBER: 1, YES: true, HOST: null, FROM_SHELL: '${X:-y}' }],
  ['a list', ['A=b', 'NUMBER=1', 'YES=true', 'HOST', 'FROM_SHELL=${X:-y}']],
])('variables as %s are like those of addEnvironment(), but that compose fills them in', (_, environment) => {
  const outdir = synth(OPTIONS, (airflow) => [airflow.addEnvironment('FIRST', '$1'), extending({ environment })(airflow)]);
  expect(services(outdir).scheduler).toEqual({ environment: { FIRST: '$$1', A: 'b', NUMBER: '1', YES: 'true', HOST: null, FROM_SHELL: '${X:-y}' } });
});

describe('refuses', () => {
  test.each<[string, object, string, RegExp]>([
    ['command of an Airflow service', { command: 'airflow standalone' }, 'scheduler', /^command of the service scheduler cannot be changed: .* addService\(\)\.$/],
    ['entrypoint of an Airflow service', { entrypoint: ['bash'] }, 'triggerer', /^entrypoint of the service triggerer cannot be changed: the image prepares Airflow there\./],
    ['build of an Airflow service', { build: '.' }, 'db-migration', /^build of the service db-migration cannot be changed: .* Change the Dockerfile\.$/],
    ['image of an Airflow service', { image: 'orders' }, 'scheduler', /^image of the service scheduler cannot be changed: .* runtimeVersion\.$/],
    ['a network mode beside networks', { network_mode: 'host' }, 'scheduler', /^network_mode of the service scheduler cannot be changed: compose refuses it/],
    ['a service of the other major', {}, 'webserver', /^The service "webserver" \(in extendService\) does not exist in Astro Runtime 3\.1-12/],
    ['a service of ones own', {}, 'minio', /^The service minio is not in the Astro CLI's own file, which has scheduler, dag-processor, api-server, triggerer, db-migration and postgres\. Declare your own with addService\(\)\.$/],
    ['a variable with a bad name', { environment: { 'A B': 'c' } }, 'scheduler', /^"A B" is not a valid name for an environment variable/],
    ['a variable that is a list', { environment: { A: ['b'] } }, 'scheduler', /^environment of the service scheduler cannot be read: A is no text\./],
    ['variables that are a text', { environment: 'A=b' }, 'scheduler', /^environment of the service scheduler cannot be read\. Write a mapping/],
    ['variables that are not known yet', { environment: () => ({}) }, 'scheduler', /^environment of the service scheduler cannot be read\./],
    ['a secret in a variable', { environment: { DB_PASSWORD: 'hunter2' } }, 'scheduler', /^DB_PASSWORD of the service scheduler is the name of a secret/],
    ['a secret elsewhere', { labels: { a: `AKIA${'A'.repeat(16)}` } }, 'scheduler', /^The value of a of the service scheduler looks like an AWS access key id/],
    ['a token in a variable of postgres', { environment: [`A=AKIA${'A'.repeat(16)}`] }, 'postgres', /^The value of A of the service postgres looks like an AWS access key id/],
    ['a value on which a cloud\'s programs fail', { environment: { AWS_PROFILE: '' } }, 'scheduler', /AWS_PROFILE/],
  ])('%s', (_, definition, name, message) => {
    expect(errorOf(() => local().extendService(name, definition))).toMatchObject({ name: 'AstroAirflowError', message: expect.stringMatching(message) as string });
  });

  test.each<[string, object, object, string]>([
    ['another value', { mem_limit: '2g' }, { mem_limit: '3g' }, 'mem_limit of the service scheduler is declared twice with different values. Remove one.'],
    ['another value in a mapping', { deploy: { replicas: 1 } }, { deploy: { replicas: 2 } }, 'replicas of deploy of the service scheduler is declared twice with different values. Remove one.'],
    ['another variable', { environment: { A: 'b' } }, { environment: ['A=c'] }, 'A is declared twice with different values, both by extendService(). Remove one, or give them different services.'],
    ['another form', { networks: ['airflow'] }, { networks: { airflow: { priority: 1 } } }, 'networks of the service scheduler is declared as a list and as a mapping. Write both in the same form.'],
    ['another command line', { healthcheck: { test: ['CMD', 'a'] } }, { healthcheck: { test: ['CMD', 'b'] } }, 'test of healthcheck of the service scheduler is declared twice with different values. Remove one.'],
    ['another volume for the same folder', { volumes: ['kafka:/a'] }, { volumes: ['./b:/a:ro'] }, "The mount target /a is declared twice, from extendService('scheduler', …) and from extendService(). Remove one, or give them different services."],
  ])('%s in a second call', (_, first, second, message) => {
    const airflow = local();
    airflow.extendService('scheduler', first);
    expect(errorOf(() => airflow.extendService('scheduler', second))?.message).toBe(message);
  });

  test.each([
    './b:/data', 'kafka:/data:ro', 'C:\\b:/data', '/data', '${B}:/data', '${B:-/tmp}:/data', '${B:-${C:-~/.cache}/b}:/data/:ro', { type: 'volume', source: 'b', target: '/data/' },
  ])('a volume that would take the place of a mount, before and after it: %j', (volume) => {
    const mount: Declare = (airflow) => airflow.addMount({ source: './data', target: '/data' });
    const declarations = [mount, extending({ volumes: [volume] })];
    for (const [one, other] of [declarations, [...declarations].reverse()]) {
      const airflow = local();
      one(airflow);
      expect(errorOf(() => other(airflow))?.message).toMatch(/^The mount target \/data is declared twice, from .*extendService\(.*Remove one/);
    }
  });

  test('nothing where the same folder is one of another service', () => {
    const outdir = synth(OPTIONS, (airflow) => {
      airflow.addMount({ source: './data', target: '/data', services: ['triggerer'] });
      airflow.extendService('scheduler', { volumes: ['./other:/data'] });
    });
    expect([services(outdir).triggerer.volumes, services(outdir).scheduler.volumes]).toEqual([[MOUNT], ['./other:/data']]);
  });
});

describe('the keys of a service are those of compose', () => {
  const refused = (definition: object, options: LocalAirflowOptions = OPTIONS): string | undefined => errorOf(() => synth(options, extending(definition)))?.message;

  test.each<[object, string]>([
    [{ mem_limits: '2g' }, 'has the key mem_limits, which compose does not know, so compose refuses the file. Did you mean mem_limit?'],
    [{ user: 0 }, 'has user as a number, so compose refuses the file. Write a text.'],
    [{ ports: '8081:8080' }, 'has ports as a text, so compose refuses the file. Write a list.'],
    [{ ports: { 8081: 8080 } }, 'has ports as a mapping, so compose refuses the file. Write a list.'],
    [{ scale: 1.5 }, 'has scale as a number, so compose refuses the file. Write a whole number or a text.'],
    [{ depends_on: 'postgres' }, 'has depends_on as a text, so compose refuses the file. Write a list or a mapping.'],
    [{ ports: null }, 'has ports as null, so compose refuses the file. Write a list.'],
  ])('%j', (definition, message) => {
    expect(refused(definition)).toBe(`The service scheduler in docker-compose.override.yml ${message}`);
  });

  test('in services of ones own and after escape hatches as well', () => {
    expect(errorOf(() => local().addService('db', { image: 'x', port: ['1:1'] }))?.message).toMatch(/^The service db .* has the key port, .* Did you mean ports\?$/);
    expect(errorOf(() => synth(OPTIONS, (airflow) => airflow.override.file.addOverride('services.scheduler.environments.A', 'b')))?.message).toMatch(/Did you mean environment\?$/);
  });

  test('and of two volumes with the same target compose would keep one', () => {
    const refusal = errorOf(() => synth(OPTIONS, (airflow) => airflow.addService('db', { image: 'x', volumes: ['./a:/data', { type: 'bind', source: './b', target: '/data' }] })))?.message;
    expect(refusal).toBe('The service db in docker-compose.override.yml has two volumes with the target /data, and compose keeps only the last one. Remove one.');
    expect(services(synth(OPTIONS, (airflow) => airflow.addService('db', { image: 'x', volumes: ['./a:/data', './a:/data'] }))).db.volumes).toHaveLength(2);
  });

  test('and the colon in a variable\'s default ends no source', () => {
    const volumes = ['${CACHE_DIR:-/tmp}:/c1', '${WORK_DIR:-/tmp}:/c2', './d:${ONE:-/d}', './d:${OTHER:-/d}'];
    const outdir = synth(OPTIONS, (airflow) => [airflow.addService('db', { image: 'x', volumes }), extending({ volumes })(airflow)]);
    expect([services(outdir).db.volumes, services(outdir).scheduler.volumes]).toEqual([volumes, volumes]);
    const refusal = errorOf(() => synth(OPTIONS, (airflow) => airflow.addService('db', { image: 'x', volumes: ['${A:-/tmp}:/c1', '${B:-/tmp}:/c1'] })))?.message;
    expect(refusal).toMatch(/has two volumes with the target \/c1, /);
  });

  test.each<[string, object]>([
    ['env_file', { env_file: [undefined] }],
    ['volumes', { volumes: ['./a:/a', undefined] }],
    ['ports', { ports: [null] }],
    ['healthcheck.test', { healthcheck: { test: ['CMD', undefined] } }],
    ['post_start.command', { post_start: [{ command: [undefined] }] }],
  ])('and an entry of %s without a value is refused', (list, definition) => {
    const message = `has an entry without a value in ${list}: undefined or null, as of a variable that process.env does not have. Give it a value, or remove the entry.`;
    expect(refused(definition)).toBe(`The service scheduler in docker-compose.override.yml ${message}`);
    expect(errorOf(() => local().addService('m', { image: 'x', ...definition }))?.message).toBe(`The service m in docker-compose.override.yml ${message}`);
    const hatch: Declare = (airflow) => Object.entries(definition).forEach(([key, value]) => airflow.override.file.addOverride(`services.triggerer.${key}`, JSON.parse(JSON.stringify(value))));
    expect(errorOf(() => synth(OPTIONS, hatch))?.message).toBe(`The service triggerer in docker-compose.override.yml ${message}`);
  });

  test.each<[string, object]>([
    ['environment.DB_PASSWORD', { environment: { A: null, DB_PASSWORD: undefined } }],
    ['build.args.VERSION', { build: { context: '.', args: { VERSION: undefined } } }],
    ['networks.front', { networks: { front: undefined } }],
    ['labels.team', { labels: { team: undefined } }],
  ])('and one without a value, %s, is refused: it would be omitted', (at, definition) => {
    expect(errorOf(() => local().addService('m', { image: 'x', ...definition }))?.message).toBe(
      `The service m in docker-compose.override.yml has no value for ${at}: undefined, as of a variable that process.env does not have. Give it a value, or remove the entry.`,
    );
    expect(errorOf(() => local().extendService('postgres', definition))?.message).toMatch(/^The service postgres .* has no value for |^environment of the service postgres cannot be read: DB_PASSWORD is no text/);
  });

  test('and a key without a value, or an extension\'s list, is none of them', () => {
    const outdir = synth(OPTIONS, extending({ 'mem_limit': undefined, 'deploy': null, 'environment': { A: null }, 'x-own': [null] }));
    expect(services(outdir).scheduler).toMatchObject({ deploy: null, environment: { A: null } });
  });

  test('what may be of a newer compose is warned of, and extensions and what the shell gives are taken', () => {
    const warnings = (definition: object): string => printedBy((project) => extending(definition)(new LocalAirflow(project, OPTIONS)));
    expect(warnings({ teleportation: 'on' })).toMatch(/The service scheduler in docker-compose\.override\.yml has the key teleportation, which compose does not know\. If no newer one does, "astro dev start" fails\./);
    expect(warnings({ 'x-own': { a: 1 }, 'mem_limit': '${LIMIT:-2g}' })).toBe('');
  });
});

describe('the keys outside of the services are those of compose', () => {
  const hatch = (key: string, value: unknown): Declare => (airflow) => airflow.override.file.addOverride(key, value);

  test.each<[string, unknown, string]>([
    ['service.scheduler.mem_limit', '2g', 'docker-compose.override.yml has the key service, which compose does not know, so compose refuses the file. Did you mean services?'],
    ['volume.data', null, 'docker-compose.override.yml has the key volume, which compose does not know, so compose refuses the file. Did you mean volumes?'],
    ['volumes', ['data'], 'docker-compose.override.yml has volumes as a list, so compose refuses the file. Write a mapping or null.'],
    ['networks.warehouse.externl', true, 'The network warehouse in docker-compose.override.yml has the key externl, which compose does not know, so compose refuses the file. Did you mean external?'],
    ['secrets.password.file', 1, 'The secret password in docker-compose.override.yml has file as a number, so compose refuses the file. Write a text.'],
  ])('%s: %j through an escape hatch is refused', (key, value, message) => {
    expect(errorOf(() => synth(OPTIONS, hatch(key, value)))?.message).toBe(message);
  });

  test('those of a volume or network as soon as it is declared', () => {
    expect(errorOf(() => local().addVolume('data', { driver_opt: {} }))?.message).toMatch(/^The volume data in docker-compose\.override\.yml has the key driver_opt, .* Did you mean driver_opts\?$/);
    expect(errorOf(() => local().addNetwork('warehouse', { internal: 1 }))?.message).toMatch(/^The network warehouse .* has internal as a number, .* Write true or false or a text\.$/);
  });

  test('what may be of a newer compose is warned of, and every known key and extensions are taken', () => {
    const printed = (declare: Declare): string => printedBy((project) => declare(new LocalAirflow(project, OPTIONS)));
    expect(printed(hatch('teleports.home', null))).toContain('docker-compose.override.yml has the key teleports, which compose does not know. If no newer one does, "astro dev start" fails.');
    expect(printed((airflow) => {
      airflow.addVolume('data', { 'driver': 'local', 'driver_opts': { type: 'none' }, 'labels': ['a=b'], 'x-own': 1 });
      airflow.addVolume('shared', { external: { name: 'd' } });
      airflow.addNetwork('warehouse', { external: '${EXTERNAL}', ipam: {}, enable_ipv6: true, attachable: true });
      Object.entries({ 'x-own': [1], 'name': 'orders', 'configs.c.content': 'x', 'models.m.model': 'ai/x' }).forEach(([key, value]) => hatch(key, value)(airflow));
    })).toBe('');
  });
});

test('a file of variables that is not there is named, unless it is not required', () => {
  const outdir = tempDir();
  write(outdir, { 'b.env': '' });
  const env_file = ['.env', './a.env', 'b.env', '${C}.env', { path: 'd.env' }, { path: 'e.env', required: false }];
  const printed = printedBy((project) => extending({ env_file })(new LocalAirflow(project, OPTIONS)), outdir);
  expect([...printed.matchAll(/reads (\S+), which does not exist/g)].map(([, name]) => name)).toEqual(['./a.env', 'd.env']);
});

describe('a mount in a read-only one', () => {
  const warnings = (declare: Declare, options = {}, outdir = tempDir()): string => printedBy((project) => declare(new LocalAirflow(project, { ...OPTIONS, ...options })), outdir);
  const data: Declare = (airflow) => airflow.addMount({ source: './a', target: '/data', readOnly: true });
  const inner: Declare = (airflow) => airflow.addMount({ source: './b', target: '/data/inner' });
  const said = /The mount of \/data\/inner lies in that of \/data, which is read-only: it hides what is there, and where nothing is, Docker does not start the container\. Give it a target outside of \/data, or create \.\/a\/inner\./g;

  test.each<[string, Declare]>([
    ['before it', (airflow) => [data(airflow), inner(airflow)]],
    ['after it', (airflow) => [inner(airflow), data(airflow)]],
    ['by extendService()', (airflow) => [data(airflow), airflow.extendService('scheduler', { volumes: ['cache:/data/inner'] }), airflow.addVolume('cache')]],
    ['without a source', (airflow) => airflow.addService('db', { image: 'x', volumes: ['./a:/data:ro,z', '/data/inner'] })],
    ['by an escape hatch', (airflow) => airflow.override.file.addOverride('services.scheduler.volumes', ['./a:/data/:ro', './b:/data/inner/'])],
  ])('is warned of once, declared %s', (_, declare) => {
    expect(warnings(declare).match(said)).toHaveLength(1);
  });

  test('is warned of where credentials are', () => {
    const config: Declare = (airflow) => airflow.addMount({ source: './cfg', target: '/home/astro/.aws/config' });
    for (const credentials of [AwsCredentials.session(), AwsCredentials.mounted()]) {
      expect(warnings(config, { credentials: [credentials] })).toMatch(/The mount of \/home\/astro\/\.aws\/config lies in that of \/home\/astro\/\.aws, which is read-only: .* Give it a target outside of \/home\/astro\/\.aws\.$/m);
    }
  });

  test.each<[string, Declare, object]>([
    ['of another service', (airflow) => [data(airflow), airflow.addService('db', { image: 'x', volumes: ['./b:/data/inner'] })], {}],
    ['that only begins alike', (airflow) => [data(airflow), airflow.addMount({ source: './b', target: '/data2/inner' })], {}],
    ['with the same tree', (airflow) => [data(airflow), airflow.addMount({ source: './a/inner', target: '/data/inner' })], {}],
    ['for the caches of tokens', () => undefined, { credentials: [AwsCredentials.mounted({ sso: true })] }],
  ])('is none: %s', (_, declare, options) => {
    expect(warnings(declare, options)).toBe('');
  });

  test('is meant where the project has something to mount it on', () => {
    const outdir = tempDir();
    write(outdir, { 'a/inner/x': '' });
    expect(warnings((airflow) => [data(airflow), inner(airflow)], {}, outdir)).toBe('');
  });
});

describe('an escape hatch', () => {
  const warnings = (declare: Declare): string => printedBy((project) => {
    const airflow = new LocalAirflow(project, OPTIONS);
    airflow.addMount({ source: '~/.aws', target: '/home/astro/.aws', readOnly: true });
    declare(airflow);
  });

  test.each<[string, Declare, string]>([
    ['the volumes of one', (airflow) => airflow.override.file.addDeletionOverride('services.triggerer.volumes'), 'triggerer'],
    ['two whole services', (airflow) => ['scheduler', 'api-server'].forEach((name) => airflow.override.file.addDeletionOverride(`services.${name}`)), 'scheduler and api-server'],
    ['one by another list', (airflow) => airflow.override.file.addOverride('services.scheduler.volumes', ['./data:/data']), 'scheduler'],
  ])('that removes a mount is named: %s', (_, declare, names) => {
    expect(warnings(declare)).toContain(`An escape hatch has removed the mount of /home/astro/.aws from ${names}, so nothing of it arrives there.`);
  });

  const session = (declare: Declare): string => printedBy((project) => declare(new LocalAirflow(project, { ...OPTIONS, credentials: [AwsCredentials.session({ profile: 'dev' })] })));

  test.each<[string, Declare, string]>([
    ['the whole environment of one', (airflow) => airflow.override.file.addDeletionOverride('services.scheduler.environment'), 'AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE, AWS_PROFILE, .* from the environment of scheduler\\. Leave them out'],
    ['one variable', (airflow) => airflow.override.file.patch(JsonPatch.remove('/services/triggerer/environment/AWS_PROFILE')), 'AWS_PROFILE from the environment of triggerer\\. Leave it out'],
    ['the sessions', (airflow) => airflow.override.file.addDeletionOverride('x-projen-astro-airflow'), 'sessions from x-projen-astro-airflow, so no command renews their credentials\\. Change the escape hatch\\.'],
    ['them alone', (airflow) => airflow.override.file.addDeletionOverride('x-projen-astro-airflow.sessions'), 'sessions from x-projen-astro-airflow'],
  ])('that removes what credentials need is named: %s', (_, declare, what) => {
    expect(session(() => undefined)).not.toContain('An escape hatch');
    expect(session(declare)).toMatch(new RegExp(`An escape hatch has removed ${what}`));
  });

  test('that gives a variable another value, or the environment as a list, is not', () => {
    expect(session((airflow) => airflow.override.file.addOverride('services.scheduler.environment.AWS_PROFILE', 'other'))).not.toContain('An escape hatch');
    expect(printedBy((project) => {
      const airflow = new LocalAirflow(project, OPTIONS);
      airflow.addEnvironment('A', 'b', { services: ['scheduler'] });
      airflow.override.file.addOverride('services.scheduler.environment', ['A=c']);
    })).toBe('');
  });

  test('that gives a mount another form is not', () => {
    expect(warnings((airflow) => airflow.override.file.addOverride('services.scheduler.volumes', ['~/.aws:/home/astro/.aws:ro,z']))).toBe('');
  });

  test.each([
    ['volumes.kafka_data', {}, "writes nothing for volumes.kafka_data in docker-compose.override.yml, because projen drops an empty mapping. Give it null, or declare it with addVolume('kafka_data')."],
    ['networks', { front: {} }, "writes nothing for networks.front in docker-compose.override.yml, because projen drops an empty mapping. Give it null, or declare it with addNetwork('front')."],
    ['services.scheduler.networks.airflow', {}, 'writes nothing for services.scheduler.networks.airflow in docker-compose.override.yml, because projen drops an empty mapping. Give it null.'],
  ])('that writes nothing says so: %s', (keys, value, message) => {
    expect(warnings((airflow) => airflow.override.file.addOverride(keys, value))).toContain(`addOverride() ${message}`);
  });
});
