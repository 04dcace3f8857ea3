import { fails, LOCAL, type Refusal } from './refusals';

/** Circles of services, which compose refuses. */
export const CIRCLE_REFUSALS: readonly Refusal[] = [
  ...([
    ['wait for one another', "depends_on: ['cache']", 'depends_on: [cache]'],
    ['wait for one another, required or not', "depends_on: { cache: { condition: 'service_started', required: false } }", 'depends_on: { cache: { condition: service_started, required: false } }'],
    ['need one another by a link', "links: ['cache:c']", 'links: ["cache:c"]'],
    ['need one another for volumes', "volumes_from: ['cache:ro']", 'volumes_from: ["cache:ro"]'],
    ...['network_mode', 'ipc', 'pid', 'uts'].map((key) => [`need one another for ${key}`, `${key}: 'service:cache'`, `${key}: "service:cache"`]),
  ] as const).map(([how, rc, yaml]): Refusal => ({
    what: `services that ${how}`,
    rc: `${LOCAL}local.addService('kafka', { image: 'a', ${rc} });\nlocal.addService('cache', { image: 'a', depends_on: ['kafka'] });`,
    message: /need one another in a circle, which compose refuses: kafka needs cache, which needs kafka/,
    forced: `services: { kafka: { image: a, ${yaml} }, cache: { image: a, depends_on: [kafka] } }`,
    shows: fails(/dependency cycle detected/),
  })),
  {
    what: 'a service that needs itself through one that it extends',
    rc: `${LOCAL}local.addService('kafka', { image: 'a', extends: 'common' });\nlocal.addService('common', { image: 'a', links: ['cache'] });\nlocal.addService('cache', { image: 'a', depends_on: ['kafka'] });`,
    message: /need one another in a circle, .* Remove cache from links of common/,
    forced: 'services: { kafka: { image: a, extends: common }, common: { image: a, links: [cache] }, cache: { image: a, depends_on: [kafka] } }',
    shows: fails(/dependency cycle detected/),
  },
  {
    what: 'services that extend one another',
    rc: `${LOCAL}local.addService('kafka', { extends: 'cache' });\nlocal.addService('cache', { extends: { service: 'kafka' } });`,
    message: /extend one another in a circle, which compose refuses: kafka extends cache, which extends kafka/,
    forced: 'services: { kafka: { extends: cache }, cache: { extends: { service: kafka } } }',
    shows: fails(/Circular reference/),
  },
  ...([[3, 'scheduler, which needs db-migration, which needs postgres'], [2, 'webserver, which needs scheduler, which needs postgres']] as const).map(([major, circle]): Refusal => ({
    what: `a database that waits for what waits for it, on Airflow ${major}`,
    major,
    rc: `${LOCAL}local.extendService('postgres', { depends_on: ['${circle.split(',')[0]}'] });`,
    message: new RegExp(`postgres needs ${circle}. Remove`),
    forced: `services: { postgres: { depends_on: [${circle.split(',')[0]}] } }`,
    shows: fails(/dependency cycle detected/),
  })),
];
