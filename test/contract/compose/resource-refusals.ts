import { fails, LOCAL, misleads, scheduler, type Refusal } from './refusals';

/** What is refused of volumes, networks and of the Astro CLI's own services. */
export const RESOURCE_REFUSALS: readonly Refusal[] = [
  ...([
    ['a key of a volume that compose does not know', "addVolume('data', { drvier: 'local' })", /The volume data in .* has the key drvier, .* Did you mean driver\?/, 'volumes: { data: { drvier: local } }', /'drvier' not allowed/],
    ['a driver of a volume that is there already', "addVolume('data', { external: true, driver: 'local' })", /is external and has driver/, 'volumes: { data: { external: true, driver: local } }', /conflicting parameters "external" and "driver"/],
    ['a text as external', "addVolume('data', { external: 'true' })", /has external as a text/, 'volumes: { data: { external: "true" } }', /^panic:/],
    ['a volume of the Astro CLI\'s as external', "addVolume('airflow_logs', { external: true })", /is external, but the Astro CLI creates it/, 'volumes: { airflow_logs: { external: true } }', /conflicting parameters "external" and "driver"/],
    ['a key in a network', "addNetwork('front', { ipam: { config: [{ subnt: '1' }] } })", /has the key subnt in ipam\.config\[0\]/, 'networks: { front: { ipam: { config: [{ subnt: "1" }] } } }', /'subnt' not allowed/],
    ['a variable in a volume that does not end', "addVolume('data', { name: '${A' })", /has a "\$\{" in name that is no variable/, 'volumes: { data: { name: "${A" } }', /invalid interpolation format/],
  ] as const).map(([what, call, message, yaml, pattern]): Refusal => ({ what, rc: `${LOCAL}local.${call};`, message, forced: `services: {}\n${yaml}`, shows: fails(pattern) })),
  ...([
    ['db-migration', 'profiles: ["x"]', /profiles of the service db-migration cannot be changed/, fails(/depends on undefined service "db-migration"/)],
    ['postgres', 'profiles: ["x"]', /profiles of the service postgres cannot be changed/, fails(/depends on undefined service "postgres"/)],
    ['scheduler', 'profiles: ["x"]', /profiles of the service scheduler cannot be changed/, misleads(false, ({ project }) => 'scheduler' in project!.services)],
    ['scheduler', 'scale: 0', /scale of the service scheduler cannot be 0/, misleads(0, (merged) => scheduler(merged).scale)],
    ['postgres', 'network_mode: "host"', /has a network_mode beside the networks/, fails(/mutually exclusive/)],
  ] as const).map(([name, definition, message, shows]): Refusal => ({
    what: `${definition} of ${name}`, rc: `${LOCAL}local.extendService('${name}', { ${definition} });`, message, forced: `services: { ${name}: { ${definition} } }`, shows,
  })),
  {
    what: 'a service in a profile that another one waits for',
    rc: `${LOCAL}local.addService('minio', { image: 'x', profiles: ['x'] });\nlocal.extendService('scheduler', { depends_on: ['minio'] });`,
    message: /The service scheduler in .* names the service minio, which is in a profile/,
    forced: 'services: { scheduler: { depends_on: [minio] }, minio: { image: x, profiles: [x] } }',
    shows: fails(/depends on undefined service "minio"/),
  },
];
