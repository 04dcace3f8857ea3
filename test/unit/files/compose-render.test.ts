import type { Mount } from '../../../src';
import { personalSourceOf, renderOverride, sourceOf, type MountEntry, type OverrideDeclarations } from '../../../src/files/compose-render';

const NOTHING: OverrideDeclarations = { baseServices: ['scheduler', 'triggerer'], environment: [], mounts: [], sessions: [], services: new Map(), extensions: new Map(), volumes: new Map(), networks: new Map() };

/** A mount as it is declared. */
const entry = (mount: Mount): MountEntry => ({ target: mount.target, source: mount.source, composeSource: sourceOf(mount), readOnly: mount.readOnly === true, services: ['scheduler'] });

test('without declarations there is an empty mapping of services, which compose takes', () => {
  expect(renderOverride(NOTHING)).toEqual({ services: {} });
});

test('a variable is in the services that it is for, and no other service is written', () => {
  const environment = [{ name: 'LOG_LEVEL', composeValue: 'debug', services: ['triggerer'], by: 'addEnvironment()' }];
  expect(renderOverride({ ...NOTHING, environment })).toEqual({ services: { triggerer: { environment: { LOG_LEVEL: 'debug' } } } });
});

test('a variable can have a value of its own in each service', () => {
  const environment = [
    { name: 'LOG_LEVEL', composeValue: 'debug', services: ['scheduler'], by: 'addEnvironment()' },
    { name: 'LOG_LEVEL', composeValue: '${LOG_LEVEL:-info}', services: ['triggerer'], by: 'addEnvironment()' },
  ];
  expect(renderOverride({ ...NOTHING, environment }).services).toEqual({
    scheduler: { environment: { LOG_LEVEL: 'debug' } },
    triggerer: { environment: { LOG_LEVEL: '${LOG_LEVEL:-info}' } },
  });
});

test('a mount is written in long syntax, without making a missing source, and read-only where that is asked for', () => {
  const mounts = [
    entry({ source: '~/.aws', target: '/home/astro/.aws', readOnly: true }),
    entry({ source: './data', target: '/data', readOnly: false }),
  ];
  expect(renderOverride({ ...NOTHING, mounts }).services).toEqual({
    scheduler: {
      volumes: [
        { type: 'bind', source: '~/.aws', target: '/home/astro/.aws', read_only: true, bind: { create_host_path: false } },
        { type: 'bind', source: './data', target: '/data', bind: { create_host_path: false } },
      ],
    },
  });
});

test('a dollar in a path is one that compose leaves alone', () => {
  const mounts = [entry({ source: './$data', target: '/${x}' })];
  expect(renderOverride({ ...NOTHING, mounts }).services).toMatchObject({ scheduler: { volumes: [{ source: './$$data', target: '/$${x}' }] } });
});

test('services are in the order of the runtime, followed by those of the user in the order given', () => {
  const minio = { image: 'minio/minio', command: 'server $DATA' };
  const environment = ['B', 'A'].map((name) => ({ name, composeValue: '1', services: ['triggerer', 'scheduler'], by: 'addEnvironment()' }));
  const { services } = renderOverride({ ...NOTHING, environment, services: new Map([['minio', minio]]) });
  expect([Object.keys(services), services.minio]).toEqual([['scheduler', 'triggerer', 'minio'], minio]);
  expect(JSON.stringify(services.scheduler)).toBe('{"environment":{"B":"1","A":"1"}}');
});

test('the personal part of a source is an interpolation with a default, and compose leaves the rest alone', () => {
  const mount = { before: '~/.$x/', variable: 'AWS_PROFILE', defaultValue: 'my dev', target: '/a' };
  expect([personalSourceOf(mount), personalSourceOf({ ...mount, after: '/$y' })]).toEqual(['~/.$$x/${AWS_PROFILE:-my dev}', '~/.$$x/${AWS_PROFILE:-my dev}/$$y']);
});

test('a variable that is passed through has no value of its own', () => {
  const environment = [{ name: 'AWS_PROFILE', composeValue: null, services: ['scheduler'], by: 'addEnvironment()' }];
  expect(renderOverride({ ...NOTHING, environment }).services).toEqual({ scheduler: { environment: { AWS_PROFILE: null } } });
});

test('sessions are above the services in a key that compose ignores, with each dollar as it was', () => {
  const session = { cloud: 'aws', settings: { profile: 'a$b', profiles: ['$x'], longLivedKeys: true } };
  const rendered = renderOverride({ ...NOTHING, sessions: [session] });
  expect(Object.keys(rendered)).toEqual(['x-projen-astro-airflow', 'services']);
  expect(rendered['x-projen-astro-airflow']).toEqual({ sessions: [{ cloud: 'aws', profile: 'a$$b', profiles: ['$$x'], longLivedKeys: true }] });
});
