import { LocalAirflow } from '../../../src';
import { errorOf, printedBy, synth } from '../../support/projects';
import { tempDir, write } from '../../support/util';

type Declare = (local: LocalAirflow) => void;

const OPTIONS = { runtimeVersion: '3.1-12' };
const two = (one: object, other: object): Declare => (local) => [local.addService('a', { image: 'x', ...one }), local.addService('b', { image: 'x', ...other })];
const ports = (...[one, other]: unknown[][]): Declare => two({ ports: one }, { ports: other });

/** The warnings of ports that two services publish. */
function printed(declare: Declare, runtimeVersion: string = OPTIONS.runtimeVersion, outdir: string = tempDir()): string[] {
  return printedBy((project) => declare(new LocalAirflow(project, { runtimeVersion })), outdir).split('\n').filter((line) => line.includes('publishes')).map((line) => line.slice(line.indexOf('The ')));
}

describe('a container_name that two services have', () => {
  test.each<[string, Declare]>([
    ['added ones', two({ container_name: 'store' }, { container_name: 'store' })],
    ['one that is extended', (local) => [local.extendService('scheduler', { container_name: 'store' }), local.addService('b', { image: 'x', container_name: 'store' })]],
  ])('is refused, as compose does: %s', (_, declare) => {
    expect(errorOf(() => synth(OPTIONS, declare))?.message).toMatch(/^The services (a|scheduler) and b in docker-compose\.override\.yml have the same container_name, so compose refuses the file\. Remove one\.$/);
  });

  test.each<[string, Declare]>([
    ['another one', two({ container_name: 'store' }, { container_name: 'stores' })],
    ['one that does not start', two({ container_name: 'store' }, { container_name: 'store', profiles: ['p'] })],
    ['one of the shell', two({ container_name: 'store${A:-}' }, { container_name: 'store${A:-}' })],
  ])('is none: %s', (_, declare) => {
    expect(() => synth(OPTIONS, declare)).not.toThrow();
  });
});

describe('a port of the host that two services publish has a warning', () => {
  test.each<[string, unknown[], unknown[]]>([
    ['in the short form', ['9000:80'], ['9000:81/tcp']],
    ['in the long form', [{ target: 80, published: 9000 }], [{ target: 81, published: '9000', protocol: 'tcp' }]],
    ['at one address', ['127.0.0.1:9000:80'], ['127.0.0.1:9000:80']],
    ['at every address and at one', ['0.0.0.0:9000:80'], [{ target: 80, published: 9000, host_ip: '127.0.0.1' }]],
  ])('%s', (_, one, other) => {
    expect(printed(ports(one, other))).toEqual(['The service b in docker-compose.override.yml publishes the host\'s port 9000, as a does, and Docker gives it to one of the two. Use another port.']);
  });

  test.each([
    ['3.1-12', 'api-server'],
    ['13.7.0', 'webserver'],
  ])('with what the Astro CLI publishes, on %s', (runtimeVersion, service) => {
    expect(printed(ports(['8080:80'], [{ target: 80, published: 5432 }]), runtimeVersion)).toEqual([
      `The service a in docker-compose.override.yml publishes the host's port 8080, as the Astro CLI does for ${service}, and Docker gives it to one of the two. Use another port, or move the Astro CLI's with "astro config set webserver.port 8081".`,
      'The service b in docker-compose.override.yml publishes the host\'s port 5432, as the Astro CLI does for postgres, and Docker gives it to one of the two. Use another port, or move the Astro CLI\'s with "astro config set postgres.port 5433".',
    ]);
  });

  test('unless the project\'s settings have moved that', () => {
    const outdir = tempDir();
    write(outdir, { '.astro/config.yaml': 'postgres:\n    port: "5433"\nproject:\n    name: orders\nwebserver:\n    port: "8081"\n' });
    expect(printed(ports(['8080:80'], ['5432:5432']), undefined, outdir)).toEqual([]);
  });

  test.each<[string, unknown[], unknown[], object?]>([
    ['of another protocol', ['9000:80'], ['9000:80/udp']],
    ['at another address', ['127.0.0.1:9000:80'], ['127.0.0.2:9000:80']],
    ['that Docker chooses', ['80'], [{ target: 80 }]],
    ['that the shell decides', ['${PORT:-9000}:80'], ['${PORT:-9000}:80']],
    ['of a service that does not start', ['9000:80'], ['9000:80'], { profiles: ['p'] }],
    ['of a service without containers', ['9000:80'], ['9000:80'], { deploy: { replicas: 0 } }],
  ])('unlike one %s', (_, one, other, more = {}) => {
    expect(printed(two({ ports: one }, { ports: other, ...more }))).toEqual([]);
  });

  test('and the same port of the same service, as the Astro CLI has it, has none', () => {
    expect(printed((local) => local.extendService('api-server', { ports: ['127.0.0.1:8080:8080', '8081:8080'] }))).toEqual([]);
  });
});
