import * as assert from 'node:assert/strict';
import type { Merged, MergedService } from './merger';
import type { AirflowMajor } from '../base';

/** A refusal of the package's that rests on what compose does, and what compose does where nobody refuses. */
export interface Refusal {
  /** What is refused, behind "is right to refuse". */
  readonly what: string;
  readonly major?: AirflowMajor;
  /** JavaScript that is refused. */
  readonly rc: string;
  /** What the message says. */
  readonly message: RegExp;
  /** The override that would have been written. */
  readonly forced: string;
  /** The environment of `astro dev start`, if it is another than HOME=/home/alice. */
  readonly shell?: Readonly<Record<string, string>>;
  /** Sees that compose fails or misleads. */
  readonly shows: (merged: Merged, directory: string) => void;
}

export const LOCAL = 'const local = new astro.LocalAirflow(project);\n';

function mounting(source: string): string {
  return `${LOCAL}local.addMount({ source: ${JSON.stringify(source)}, target: '/data' });`;
}

function mountOf(source: string, target = '/data'): string {
  return `services: { scheduler: { volumes: [{ type: bind, source: ${JSON.stringify(source)}, target: ${JSON.stringify(target)}, bind: { create_host_path: false } }] } }`;
}

function environmentOf(name: string, value: string): string {
  return `services: { scheduler: { environment: { ${JSON.stringify(name)}: ${JSON.stringify(value)} } } }`;
}

export function scheduler({ project, error }: Merged): MergedService {
  assert.equal(error, undefined);
  return project!.services.scheduler;
}

function mountedFrom(merged: Merged): unknown {
  return scheduler(merged).volumes!.at(-1)!.source;
}

/** Sees that compose refuses the file, with this message. */
export function fails(pattern: RegExp): Refusal['shows'] {
  return ({ project, error }) => {
    assert.equal(project, undefined, 'compose takes it');
    assert.match(error ?? '', pattern);
  };
}

export function misleads(wanted: unknown, of: (merged: Merged, directory: string) => unknown): Refusal['shows'] {
  return (merged, directory) => assert.deepEqual(of(merged, directory), wanted);
}

const NO_IMAGE = 'has neither an image nor a build context specified: invalid compose project';

export const REFUSALS: readonly Refusal[] = [
  {
    what: 'a service of the wrong major',
    rc: `${LOCAL}local.addEnvironment('A', 'b', { services: ['webserver'] });`,
    message: /The service "webserver" \(in A\) does not exist in Astro Runtime 3\.1-12/,
    forced: 'services: { webserver: { environment: { A: b } } }',
    shows: fails(new RegExp(`^service "webserver" ${NO_IMAGE}$`)),
  },
  {
    what: 'a service of the wrong major, in an escape hatch too',
    major: 2,
    rc: `${LOCAL}local.override.file.addOverride('services.api-server.mem_limit', '2g');`,
    message: /The service "api-server" \(in docker-compose\.override\.yml\) does not exist in Astro Runtime 13\.7\.0/,
    forced: 'services: { api-server: { mem_limit: 2g } }',
    shows: fails(new RegExp(`^service "api-server" ${NO_IMAGE}$`)),
  },
  {
    what: 'a webserver with an image on Airflow 3: one more container, without .env and mounts',
    rc: `${LOCAL}local.addService('webserver', { image: 'orders:latest' });`,
    message: /The service "webserver" \(in addService\) does not exist/,
    forced: 'services: { webserver: { image: "orders:latest" } }',
    shows: misleads([undefined, undefined, true], ({ project }) => {
      const { environment, volumes } = project!.services.webserver;
      return [environment, volumes, 'api-server' in project!.services];
    }),
  },
  {
    what: 'a service of one\'s own without image and build',
    rc: `${LOCAL}local.addService('minio', { command: 'server /data' });`,
    message: /The service minio in docker-compose\.override\.yml has neither an image nor a build/,
    forced: 'services: { minio: { command: server /data } }',
    shows: fails(new RegExp(`^service "minio" ${NO_IMAGE}$`)),
  },
  {
    what: 'a named volume that nobody declares',
    rc: `${LOCAL}local.addService('kafka', { image: 'a', volumes: ['kafka_data:/data'] });`,
    message: /The service kafka in docker-compose\.override\.yml names the volume kafka_data, which nobody declares/,
    forced: 'services: { kafka: { image: a, volumes: ["kafka_data:/data"] } }',
    shows: fails(/undefined volume/),
  },
  {
    what: 'a network that nobody declares',
    rc: `${LOCAL}local.addService('kafka', { image: 'a', networks: ['front'] });`,
    message: /names the network front, which nobody declares/,
    forced: 'services: { kafka: { image: a, networks: [front] } }',
    shows: fails(/undefined network/),
  },
  ...[
    ['to wait for', "depends_on: ['cache']", 'depends_on: [cache]'],
    ['that it would do without', "depends_on: { cache: { condition: 'service_started', required: false } }", 'depends_on: { cache: { condition: service_started, required: false } }'],
    ['whose volumes it takes', "volumes_from: ['cache']", 'volumes_from: [cache]'],
    ['whose network it takes', "network_mode: 'service:cache'", 'network_mode: "service:cache"'],
    ['that it is linked to', "links: ['cache']", 'links: [cache]'],
    ['whose processes it sees', "pid: 'service:cache'", 'pid: "service:cache"'],
  ].map(([which, rc, yaml]): Refusal => ({
    what: `a service ${which} that nobody declares`,
    rc: `${LOCAL}local.addService('kafka', { image: 'a', ${rc} });`,
    message: /names the service cache, which nobody declares/,
    forced: `services: { kafka: { image: a, ${yaml} } }`,
    shows: fails(/undefined service|no such service|depends on/),
  })),
  {
    what: 'a secret that nobody declares',
    rc: `${LOCAL}local.addService('kafka', { image: 'a', secrets: ['key'] });`,
    message: /names the secret key, which nobody declares/,
    forced: 'services: { kafka: { image: a, secrets: [key] } }',
    shows: fails(/undefined secret/),
  },
  {
    what: 'a configuration that nobody declares',
    rc: `${LOCAL}local.addService('kafka', { image: 'a', configs: ['key'] });`,
    message: /names the config key, which nobody declares/,
    forced: 'services: { kafka: { image: a, configs: [key] } }',
    shows: fails(/undefined config/),
  },
  ...([
    ['another command of an Airflow service: it is no scheduler then', "command: 'airflow standalone'", /command of the service scheduler cannot be changed/, 'command: airflow standalone', misleads(['airflow', 'standalone'], (merged) => scheduler(merged).command)],
    ['another image of an Airflow service: not the one that is built', "image: 'orders'", /image of the service scheduler cannot be changed/, 'image: orders', misleads('orders', (merged) => scheduler(merged).image)],
    ['a build of an Airflow service: one more beside that of the Astro CLI', "build: '.'", /build of the service scheduler cannot be changed/, 'build: .', misleads(true, (merged) => scheduler(merged).build !== undefined)],
    ['a network mode of an Airflow service', "network_mode: 'host'", /network_mode of the service scheduler cannot be changed/, 'network_mode: host', fails(/mutually exclusive `network_mode` and `networks`/)],
    ['a key that compose does not know', "mem_limits: '2g'", /has the key mem_limits, .* Did you mean mem_limit\?/, 'mem_limits: 2g', fails(/additional properties 'mem_limits' not allowed/)],
  ] as const).map(([what, rc, message, yaml, shows]): Refusal => ({
    what, rc: `${LOCAL}local.extendService('scheduler', { ${rc} });`, message, forced: `services: { scheduler: { ${yaml} } }`, shows,
  })),
  {
    what: 'a volume in the place of a mount',
    rc: `${mounting('./data')}\nlocal.extendService('scheduler', { volumes: ['./other:/data'] });`,
    message: /The mount target \/data is declared twice/,
    forced: 'services: { scheduler: { volumes: [{ type: bind, source: ./data, target: /data }, "./other:/data"] } }',
    shows: (merged, directory) => assert.deepEqual(scheduler(merged).volumes!.filter(({ target }) => target === '/data').map(({ source }) => source), [`${directory}/other`]),
  },
  {
    what: 'an override that projen would drop: compose does not find the volume',
    rc: `${LOCAL}local.override.file.addOverride('volumes.kafka_data', {});\nlocal.addService('kafka', { image: 'a', volumes: ['kafka_data:/data'] });`,
    message: /names the volume kafka_data, which nobody declares/,
    forced: 'services: { kafka: { image: a, volumes: ["kafka_data:/data"] } }\nvolumes: {}\n',
    shows: fails(/undefined volume/),
  },
  {
    what: 'a service that extends one of another file',
    rc: `${LOCAL}local.addService('worker', { extends: { service: 'scheduler' } });`,
    message: /extends the service scheduler, which that file does not declare/,
    forced: 'services: { worker: { extends: { service: scheduler } } }',
    shows: fails(/service "scheduler" not found/),
  },
  {
    what: 'a service name with a blank',
    rc: `${LOCAL}local.addService('my minio', { image: 'minio/minio' });`,
    message: /The service name "my minio" is not valid for compose/,
    forced: 'services: { "my minio": { image: minio/minio } }',
    shows: fails(/my minio/),
  },
  {
    what: 'a service that is declared twice',
    rc: `${LOCAL}local.addService('minio', { image: 'a' });\nlocal.addService('minio', { image: 'b' });`,
    message: /The service minio is declared twice/,
    forced: 'services:\n  minio: { image: a }\n  minio: { image: b }\n',
    shows: fails(/already defined/),
  },
  {
    what: 'an override without services',
    rc: `${LOCAL}local.override.file.addOverride('services', null);`,
    message: /would have no mapping of services/,
    forced: 'services:\n',
    shows: fails(/services must be a mapping/),
  },
  {
    what: 'a variable with two values',
    rc: `${LOCAL}local.addEnvironment('A', 'b');\nlocal.addEnvironment('A', 'c');`,
    message: /A is declared twice with different values/,
    forced: 'services:\n  scheduler:\n    environment:\n      A: b\n      A: c\n',
    shows: fails(/already defined/),
  },
  {
    what: 'a name with "=": the process sees another variable',
    rc: `${LOCAL}local.addEnvironment('A=B', 'c');`,
    message: /"A=B" is not a valid name for an environment variable/,
    forced: environmentOf('A=B', 'c'),
    shows: misleads('B=c', (merged) => scheduler(merged).environment?.A),
  },
  {
    what: 'a value with a NUL: compose takes it, and no process can be given it',
    rc: `${LOCAL}local.addEnvironment('A', 'b\\0c');`,
    message: /The value of A has a NUL character/,
    forced: environmentOf('A', 'b\0c'),
    shows: misleads('b\0c', (merged) => scheduler(merged).environment?.A),
  },
  {
    what: 'an empty AWS_PROFILE: it is set, and empty',
    rc: `${LOCAL}local.addEnvironment('AWS_PROFILE', '');`,
    message: /AWS_PROFILE is empty, and botocore fails on an empty profile/,
    forced: environmentOf('AWS_PROFILE', ''),
    shows: misleads('', (merged) => scheduler(merged).environment?.AWS_PROFILE),
  },
  {
    what: 'an empty default',
    rc: withDefault(''),
    message: /The default of AWS_PROFILE is empty/,
    forced: environmentOf('AWS_PROFILE', '${AWS_PROFILE:-}'),
    shows: misleads('', (merged) => scheduler(merged).environment?.AWS_PROFILE),
  },
  {
    what: 'a "}" in a default: it ends there',
    rc: withDefault('a}b{c'),
    message: /The default of AWS_PROFILE is empty, or has a line break, a "\$" or a brace/,
    forced: environmentOf('AWS_PROFILE', '${AWS_PROFILE:-a}b{c}'),
    shell: { HOME: '/home/alice', AWS_PROFILE: 'own' },
    shows: misleads('ownb{c}', (merged) => scheduler(merged).environment?.AWS_PROFILE),
  },
  {
    what: 'a "$" in a default: it is interpolated once more',
    rc: withDefault('a$HOME'),
    message: /The default of AWS_PROFILE is empty, or has a line break, a "\$" or a brace/,
    forced: environmentOf('AWS_PROFILE', '${AWS_PROFILE:-a$HOME}'),
    shows: misleads('a/home/alice', (merged) => scheduler(merged).environment?.AWS_PROFILE),
  },
  {
    what: 'a line break in a default: nothing is interpolated any more',
    rc: withDefault('a\nb'),
    message: /The default of AWS_PROFILE is empty, or has a line break/,
    forced: environmentOf('AWS_PROFILE', '${AWS_PROFILE:-a\nb}'),
    shows: fails(/invalid interpolation format/),
  },
  {
    what: 'the same target twice: the second mount takes the place of the first',
    rc: `${LOCAL}local.addMount({ source: './a', target: '/data' });\nlocal.addMount({ source: './b', target: '/data' });`,
    message: /The mount target \/data is declared twice, from \.\/a and from \.\/b/,
    forced: 'services: { scheduler: { volumes: [{ type: bind, source: ./a, target: /data }, { type: bind, source: ./b, target: /data }] } }',
    shows: misleads(['b'], (merged) => scheduler(merged).volumes!.filter(({ target }) => target === '/data').map(({ source }) => source!.split('/').at(-1))),
  },
  {
    what: '%UserProfile%: a folder of that name in the project',
    rc: 'new astro.LocalAirflow(project, { credentials: [astro.AwsCredentials.mounted({ hostDirectory: "%UserProfile%/.aws" })] });',
    message: /starts with a variable, which compose does not expand/,
    forced: mountOf('%UserProfile%/.aws'),
    shows: (merged, directory) => assert.equal(mountedFrom(merged), `${directory}/%UserProfile%/.aws`),
  },
  {
    what: '${HOME} where it is not set, as in cmd and PowerShell: a folder at the root',
    rc: mounting('${HOME}/.aws'),
    message: /starts with a variable, which compose leaves empty where it is not set/,
    forced: mountOf('${HOME}/.aws'),
    shell: { PATH: '/usr/bin' },
    shows: misleads('/.aws', mountedFrom),
  },
  {
    what: 'a bare name as a source: in short syntax a named volume, which is empty, and in long syntax a folder',
    rc: mounting('data'),
    message: /in short syntax compose takes it for a named volume\. Write \.\/data/,
    forced: 'services: { scheduler: { volumes: ["data:/short", { type: bind, source: data, target: /long }] } }\nvolumes: { data: {} }',
    shows: (merged, directory) => {
      const [short, long] = scheduler(merged).volumes!.slice(-2);
      assert.deepEqual([short.type, short.source, long.source], ['volume', 'data', `${directory}/data`]);
    },
  },
  ...Object.entries({
    '~bob/.aws': '/home/alice/bob/.aws',
    '~\\.aws': '/home/alice/\\.aws',
    '.aws': '{directory}/.aws',
    '.\\data': '{directory}/.\\data',
    'C:data': '{directory}/C:data',
    'file:///data': '{directory}/file:/data',
    '': '{directory}',
  }).map(([source, mounted]): Refusal => ({
    what: `"${source}" as a source: compose mounts ${mounted.replace('{directory}', '<project>')}`,
    rc: mounting(source),
    message: /compose may mount another path than is meant/,
    forced: mountOf(source),
    shows: (merged, directory) => assert.equal(mountedFrom(merged), mounted.replace('{directory}', directory)),
  })),
  {
    what: 'credentials in the folder of the project',
    rc: "new astro.LocalAirflow(project, { credentials: [astro.AwsCredentials.mounted({ hostDirectory: './.aws' })] });",
    message: /hostDirectory "\.\/\.aws" is not the directory of somebody's credentials/,
    forced: mountOf('./.aws'),
    shows: (merged, directory) => assert.equal(mountedFrom(merged), `${directory}/.aws`),
  },
  {
    what: '~ as the directory of credentials: the whole home',
    rc: "new astro.LocalAirflow(project, { credentials: [astro.AwsCredentials.mounted({ hostDirectory: '~' })] });",
    message: /hostDirectory "~" is not the directory of somebody's credentials/,
    forced: mountOf('~'),
    shows: misleads('/home/alice', mountedFrom),
  },
  {
    what: 'a relative target, which compose hands on as it stands',
    rc: `${LOCAL}local.addMount({ source: './a', target: 'data' });`,
    message: /The mount target "data" is not an absolute path in the container/,
    forced: mountOf('./a', 'data'),
    shows: misleads('data', (merged) => scheduler(merged).volumes!.at(-1)!.target),
  },
  {
    what: 'a target with "..": it does not take the place of the mount that it means, and compose fails on two of one target',
    rc: `${LOCAL}local.addMount({ source: './a', target: '/opt/../usr/local/airflow/dags' });`,
    message: /is not an absolute path in the container/,
    forced: mountOf('./a', '/opt/../usr/local/airflow/dags'),
    shows: fails(/target \/usr\/local\/airflow\/dags already mounted/),
  },
];

function withDefault(value: string): string {
  return `
    class Own extends astro.CloudCredentials {
      declarations() { return { environmentDefaults: { AWS_PROFILE: ${JSON.stringify(value)} } }; }
    }
    new astro.LocalAirflow(project, { credentials: [new Own()] });`;
}
