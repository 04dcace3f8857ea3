/** Values in services that compose refuses or takes, of each kind that its schema, its decoder and its rules tell apart. */
export const SERVICE_VALUES: readonly object[] = [
  ...['10s', '1m30s', '10', '0', '', '.5s', '1 s', '10S', '-1s', '1y', '1d12h', '1.5.5s'].map((interval) => ({ healthcheck: { interval } })),
  ...['4g', '4GB', '4GiB', '4 g', '4  g', '4gi', '1.5g', '.5g', '1e3k', '4bb', '4 gigs', '', '-1', '1_000', '1,5g', '4eb'].map((mem_limit) => ({ mem_limit })),
  ...['1', '-1', '+1', '1.0', '', '1e3', 'x'].flatMap((text) => [{ pids_limit: text }, { cpus: text }, { cpu_percent: text }]),
  ...['true', 'TRUE', 'Yes', 'off', '1', '', 'maybe'].flatMap((text) => [{ tty: text }, { healthcheck: { disable: text } }, { env_file: [{ path: '.env', required: text }] }]),
  ...[
    '80', '80/TCP', '8080:80', '127.0.0.1:8080:80', '127.0.0.1::80', '::80', ':80', '80:', '[::1]:80:80', '3000-3005:80', '3000-3005:3000-3005', '3000-3005:3000-3004', 'localhost:80:80', '70000:80', '80:0',
    '80:65536', '8080:80/tpc', '5-3', '127.0.0.1:80', '',
  ].map((port) => ({ ports: [port] })),
  ...['/a', '/a:/b', 'C:\\a:/b:ro', '/a:C:\\b', '::', '/a::/b', ':/a', '/a:', '/a:/b:ro:x', 'C::/x', ''].map((volume) => ({ volumes: [volume] })),
  ...[{ target: '80' }, { target: 80, published: 8080 }, { target: 80, publish: 8080 }, { published: '80' }, { target: 80, host_ip: 'localhost' }, { target: 80, host_ip: '::1' }].map((port) => ({ ports: [port] })),
  ...[{ type: 'bnd', source: '.', target: '/a' }, { type: 'bind', source: '/a' }, { source: '/a', target: '/a' }, { type: 'tmpfs', target: '/a', tmpfs: { size: '1g', mode: 0o1777 } }, { type: 'tmpfs', target: '/a', tmpfs: { mode: '1777' } }]
    .map((volume) => ({ volumes: [volume] })),
  ...['cap_add', 'security_opt', 'group_add', 'volumes_from', 'dns', 'tmpfs', 'device_cgroup_rules', 'external_links', 'links', 'labels', 'extra_hosts', 'profiles', 'networks', 'depends_on', 'ports', 'expose', 'env_file']
    .map((key) => ({ [key]: ['networks', 'depends_on', 'volumes_from', 'links'].includes(key) ? twice(key === 'networks' ? 'airflow' : 'postgres') : twice({ ports: '80', extra_hosts: 'a:1', env_file: '.env' }[key] ?? '/a') })),
  ...['sometimes', 'always', 'every_5d', 'every_'].map((pull_policy) => ({ pull_policy })),
  ...[{ test: ['CMD', 'x'] }, { test: 'x' }, { intervall: '10s' }, { interval: 10 }, { retries: 3 }, { retries: '3' }, { 'x-a': 1 }].map((healthcheck) => ({ healthcheck })),
  ...[{ condition: 'healthy' }, { condition: 'service_healthy' }, {}, null, { condition: 'service_healthy', required: 'true' }, { condition: 'service_healthy', restart: 'true' }].map((postgres) => ({ depends_on: { postgres } })),
  ...[{ contxt: '.' }, { context: '.', no_cache: 'x' }, { context: '.', shm_size: '1x' }, { context: '.', args: { A: 1 } }, { context: '.', provenance: 'mode=max' }].map((build) => ({ build })),
  ...[{ option: {} }, { options: { a: true } }, { options: { a: 1 } }].map((logging) => ({ logging })),
  ...[{ U: { a: 1 } }, { U: null, V: 1, W: true }, { '': 'x' }].map((environment) => ({ environment })),
  ...[{ nofile: 1024 }, { nofile: '1024' }, { nofile: { soft: 1, hard: 2 } }, { nofile: { soft: 1 } }].map((ulimits) => ({ ulimits })),
  ...[{ replicas: 'x' }, { update_config: { parallelism: '3' } }, { restart_policy: { delay: '5' } }, { resources: { limits: { memory: '1x' } } }, { resources: { limits: { cpus: '0.5' } } }].map((deploy) => ({ deploy })),
  ...['a', 'a:1', 'a=::1', ':1'].map((host) => ({ extra_hosts: [host] })),
  ...['/a', '/a:/b:rw', '/a:/b:c:d', { source: '/a' }, { source: '/a', target: '/b' }].map((device) => ({ devices: [device] })),
  { gpus: 'all' }, { gpus: 'some' }, { gpus: [{ count: 'x' }] }, { cpu_count: -1 }, { cpu_percent: 101 }, { oom_score_adj: 2000 }, { expose: [80.5] }, { ports: '${PORTS}' }, { mem_limit: '${LIMIT:-1g}' },
  { env_file: [{ path: '.env', requird: false }] }, { networks: { airflow: { priority: 1 } } }, { networks: { airflow: { aliasses: [] } } }, { storage_opt: { size: 1 } }, { post_start: [{ command: 'a', privileged: 'x' }] },
  // What it takes alone, and refuses together.
  { network_mode: 'host', networks: ['airflow'] }, { network_mode: 'none', networks: [] }, { container_name: 'probe', scale: 1 }, { container_name: 'probe', scale: '2' }, { container_name: 'probe', scale: 2, profiles: ['debug'] },
  { container_name: 'probe', deploy: { replicas: 2 } }, { scale: 1, deploy: { replicas: 2 } }, { scale: 1, deploy: { replicas: 1 } }, { scale: -1 }, { healthcheck: { test: ['curl'] } }, { healthcheck: { test: [] } },
  { build: { dockerfile: 'a', dockerfile_inline: 'FROM b' } },
  ...[
    ['mem_limit', '4g', { limits: { memory: '2g' } }], ['mem_limit', '4g', { limits: { memory: '4096m' } }], ['mem_limit', '4g', { limits: { cpus: 1 } }], ['mem_limit', '4g', { reservations: { memory: '2g' } }],
    ['mem_limit', 0, { limits: { memory: '2g' } }], ['mem_reservation', '1g', { reservations: { memory: '2g' } }], ['mem_reservation', '1g', { limits: { memory: '2g' } }], ['cpus', 0.1, { limits: { cpus: '0.10' } }],
    ['cpus', 1, { limits: { memory: '2g' } }], ['cpus', '1.5', { limits: { cpus: 2 } }], ['pids_limit', 1, { limits: { pids: 2 } }], ['pids_limit', '2', { limits: { pids: 2 } }],
  ].map(([key, value, resources]) => ({ [key as string]: value, deploy: { resources } })),
  // Variables that begin and do not end, and what looks like them.
  ...['${FOO', '${}', '${1}', '$1', '$', '${A:-${B}', '${A:-${B}}', '${A-b}}', '${A:=b}', '${A.b}', '$${A', '$$${A', '${ a}', '${A:-$B} ${C', '${A:-{}}', '${A:+b}'].flatMap((text) => [{ command: text }, { environment: { A: text } }, { 'x-a': [text] }]),
];

function twice(value: string): string[] {
  return [value, value];
}
