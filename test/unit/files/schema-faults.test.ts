import { schemaFaults } from '../../../src/files/schema-faults';

const told = (kind: 'service' | 'network' | 'volume', definition: unknown): string[] => schemaFaults(kind, definition).map(({ fault, wayOut }) => `${fault}. ${wayOut}`);

describe('what compose refuses in a service is refused at any depth, with the place and the way out', () => {
  test.each<[object, string]>([
    [{ healthcheck: { intervall: '10s' } }, 'has the key intervall in healthcheck, which compose does not know. Did you mean interval?'],
    [{ healthcheck: { interval: 10 } }, 'has healthcheck.interval as a number. Write a text.'],
    [{ healthcheck: { interval: '10' } }, 'has a value for healthcheck.interval that compose does not take. Write a duration such as 10s or 1m30s.'],
    [{ healthcheck: { retries: '3' } }, 'has healthcheck.retries as a text. Write a number.'],
    [{ depends_on: { postgres: { condition: 'healthy' } } }, 'has a value for depends_on.postgres.condition that compose does not take. Write service_started, service_healthy or service_completed_successfully.'],
    [{ depends_on: { postgres: { restart: true } } }, 'has no condition in depends_on.postgres. Add it.'],
    [{ depends_on: { 'a b': { condition: 'service_started' } } }, 'has the key "a b" in depends_on, which compose does not know. Remove it.'],
    [{ ports: [{ target: 80, publish: 8080 }] }, 'has the key publish in ports[0], which compose does not know. Did you mean published?'],
    [{ ports: ['80:99999'] }, 'has a value for ports[0] that compose does not take. Write [IP:][HOST_PORT:]PORT[/PROTOCOL], as 8080:80 or 127.0.0.1:8080:80/udp.'],
    [{ build: { contxt: '.' } }, 'has the key contxt in build, which compose does not know. Did you mean context?'],
    [{ logging: { option: {} } }, 'has the key option in logging, which compose does not know. Did you mean options?'],
    [{ environment: { U: { a: 1 } } }, 'has environment.U as a mapping. Write a text, a number, true or false or null.'],
    [{ mem_limit: '4 gigs' }, 'has a value for mem_limit that compose does not take. Write a size such as 512m or 4g.'],
    [{ pull_policy: 'sometimes' }, 'has a value for pull_policy that compose does not take. It has to match always|never|build|if_not_present|missing|refresh|daily|weekly|every_([0-9]+[wdhms])+.'],
    [{ networks: ['airflow', 'airflow'] }, 'has an entry twice in networks. Remove one.'],
    [{ env_file: [{ path: '.env', requird: false }] }, 'has the key requird in env_file[0], which compose does not know. Did you mean required?'],
    [{ volumes: [{ type: 'bnd', source: '.', target: '/a' }] }, 'has a value for volumes[0].type that compose does not take. Did you mean bind?'],
    [{ volumes: [{ type: 'bind', source: '.' }] }, 'has no target in volumes[0]. Add it.'],
    [{ cpu_percent: 101 }, 'has a value for cpu_percent that compose does not take. Write a number from 0 to 100.'],
    [{ cpu_count: -1 }, 'has a value for cpu_count that compose does not take. Write at least 0.'],
  ])('%j', (definition, message) => {
    expect(told('service', definition)).toEqual([message]);
  });
});

test.each<[object]>([
  [{ 'healthcheck': { 'interval': '1m30s', 'retries': 3, 'test': ['CMD', 'true'], 'x-note': 1 }, 'x-own': { any: 'thing' } }],
  [{ ports: [80, '8080:80', '127.0.0.1:8080-8081:80-81/udp', '[::1]:80:80', { target: 80, published: '8080' }] }],
  [{ environment: { A: 1, B: true, C: null }, labels: ['a', 'a'], extra_hosts: { a: '::1' } }],
  [{ volumes: ['C:\\data:/data:ro', '/a', { type: 'volume', source: 'v', target: '/v', volume: { nocopy: 'yes' } }] }],
  [{ mem_limit: '1.5 GiB', memswap_limit: -1, cpus: '.5', scale: '2', tty: 'on', init: undefined }],
  [{ mem_limit: '${LIMIT}', ports: ['${PORT}:80'], pull_policy: '${POLICY:-always}', volumes: [{ type: '${TYPE}', target: '/a' }], user: () => 'lazy' }],
  [{ storage_opt: { size: 1 }, ulimits: { nofile: { soft: 1, hard: 2 } }, deploy: null }],
])('what compose takes is taken: %j', (definition) => {
  expect(told('service', definition)).toEqual([]);
});

test('a variable makes no list and no number of a text', () => {
  expect(told('service', { ports: '${PORTS}', healthcheck: { retries: '${N}' } })).toEqual(['has ports as a text. Write a list.', 'has healthcheck.retries as a text. Write a number.']);
});

test('a key that resembles none may be one of a newer compose', () => {
  expect(schemaFaults('service', { quota: 1, healthcheck: { backoff: 1 } }).map(({ isUnsure }) => isUnsure)).toEqual([true, true]);
});

test.each<['network' | 'volume', unknown, string[]]>([
  ['volume', { drvier: 'local' }, ['has the key drvier, which compose does not know. Did you mean driver?']],
  ['network', { ipam: { config: [{ subnt: '1' }] } }, ['has the key subnt in ipam.config[0], which compose does not know. Did you mean subnet?']],
  ['volume', { external: 'true' }, ['has external as a text. Write true or false or a mapping.']],
  ['network', { internal: true, driver_opts: { a: 1 } }, []],
  ['volume', null, []],
])('a %s is looked at as well: %j', (kind, definition, messages) => {
  expect(told(kind, definition)).toEqual(messages);
});
