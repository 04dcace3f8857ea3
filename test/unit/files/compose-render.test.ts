import { renderOverride, type OverrideDeclarations } from '../../../src/files/compose-render';

const NOTHING: OverrideDeclarations = { airflowServices: ['scheduler', 'triggerer'], environment: [], mounts: [], services: new Map() };

test('without declarations there is an empty mapping of services, which compose takes', () => {
  expect(renderOverride(NOTHING)).toEqual({ services: {} });
});

test('a variable stands in the services that it is for, and no other service is written', () => {
  const environment = [{ name: 'LOG_LEVEL', composeValue: 'debug', services: ['triggerer'] }];
  expect(renderOverride({ ...NOTHING, environment })).toEqual({ services: { triggerer: { environment: { LOG_LEVEL: 'debug' } } } });
});

test('a variable can have a value of its own in each service', () => {
  const environment = [
    { name: 'LOG_LEVEL', composeValue: 'debug', services: ['scheduler'] },
    { name: 'LOG_LEVEL', composeValue: '${LOG_LEVEL:-info}', services: ['triggerer'] },
  ];
  expect(renderOverride({ ...NOTHING, environment }).services).toEqual({
    scheduler: { environment: { LOG_LEVEL: 'debug' } },
    triggerer: { environment: { LOG_LEVEL: '${LOG_LEVEL:-info}' } },
  });
});

test('a mount is written in long syntax, without making a missing source, and read-only where that is asked for', () => {
  const mounts = [
    { mount: { source: '~/.aws', target: '/home/astro/.aws', readOnly: true }, services: ['scheduler'] },
    { mount: { source: './data', target: '/data', readOnly: false }, services: ['scheduler'] },
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
  const mounts = [{ mount: { source: './$data', target: '/${x}' }, services: ['scheduler'] }];
  expect(renderOverride({ ...NOTHING, mounts }).services).toMatchObject({ scheduler: { volumes: [{ source: './$$data', target: '/$${x}' }] } });
});

test('services stand in the order of the runtime, those of the user behind them and as they were given', () => {
  const minio = { image: 'minio/minio', command: 'server $DATA' };
  const environment = ['B', 'A'].map((name) => ({ name, composeValue: '1', services: ['triggerer', 'scheduler'] }));
  const { services } = renderOverride({ ...NOTHING, environment, services: new Map([['minio', minio]]) });
  expect([Object.keys(services), services.minio]).toEqual([['scheduler', 'triggerer', 'minio'], minio]);
  expect(JSON.stringify(services.scheduler)).toBe('{"environment":{"B":"1","A":"1"}}');
});
