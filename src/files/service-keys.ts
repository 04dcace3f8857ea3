import { listed } from '../text/lists';
import { misspelled } from '../text/nearest';

/** What compose takes for each key of a service: its JSON types by its own schema (compose-go 2.9.1, of the Astro CLI 1.45). */
const KEYS_OF_TYPES: Readonly<Record<string, string>> = {
  'object': 'blkio_config credential_spec healthcheck logging provider storage_opt ulimits',
  'object null': 'deploy develop',
  'object array': 'annotations depends_on environment extra_hosts labels models networks sysctls',
  'object string': 'build extends',
  'array': 'cap_add cap_drop configs device_cgroup_rules devices dns_opt expose external_links group_add links ports post_start pre_stop profiles secrets security_opt volumes volumes_from',
  'array string': 'dns dns_search env_file gpus label_file tmpfs',
  'array string null': 'command entrypoint',
  'string': [
    'cgroup cgroup_parent container_name cpuset domainname hostname image ipc isolation mac_address network_mode pid platform pull_policy pull_refresh_after',
    'restart runtime stop_grace_period stop_signal user userns_mode uts working_dir',
  ].join(' '),
  'boolean': 'use_api_socket',
  'boolean string': 'attach init oom_kill_disable privileged read_only stdin_open tty',
  'integer string': 'cpu_count cpu_percent mem_reservation mem_swappiness oom_score_adj scale',
  'number string': 'cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares cpus mem_limit memswap_limit pids_limit shm_size',
};

const SERVICE_KEYS = typesOfKeys(KEYS_OF_TYPES);
const NAMES: Readonly<Record<string, string>> = { object: 'a mapping', array: 'a list', string: 'a text', boolean: 'true or false', integer: 'a whole number', number: 'a number', null: 'null' };

/** What is wrong with the keys of a service, as the predicate of a sentence and the way out. */
export interface KeyFault {
  readonly fault: string;
  readonly wayOut: string;
  /** Whether a compose that is newer than the one known here may take it. */
  readonly isUnsure: boolean;
}

/** The JSON types that each key takes. */
export type TypesOfKeys = ReadonlyMap<string, readonly string[]>;

/** Turns a table of the keys of some types around. */
export function typesOfKeys(table: Readonly<Record<string, string>>): TypesOfKeys {
  return new Map(Object.entries(table).flatMap(([types, keys]) => keys.split(' ').map((key) => [key, types.split(' ')] as const)));
}

/** The keys of a service, or of what else has such keys, that compose does not know, or that have a value of another kind than it takes. */
export function faultyKeys(definition: Readonly<Record<string, unknown>>, keys: TypesOfKeys = SERVICE_KEYS): KeyFault[] {
  return Object.entries(definition).flatMap(([key, value]) => {
    const types = keys.get(key);
    if (types === undefined) {
      return key.startsWith('x-') ? [] : [unknown(key, keys)];
    }
    // A lazy value is looked at once more when it is known.
    const isTaken = value === undefined || typeof value === 'function' || types.some((type) => isOf(type, value)) || (typeof value === 'string' && value.includes('$'));
    return isTaken ? [] : [{ fault: `has ${key} as ${NAMES[kindOf(value)]}`, wayOut: `Write ${listed(types.map((type) => NAMES[type])).replace(' and ', ' or ')}.`, isUnsure: false }];
  });
}

function unknown(key: string, keys: TypesOfKeys): KeyFault {
  const meant = misspelled(key, [...keys.keys()]);
  return { fault: `has the key ${key}, which compose does not know`, wayOut: meant === undefined ? 'Remove it.' : `Did you mean ${meant}?`, isUnsure: meant === undefined };
}

function isOf(type: string, value: unknown): boolean {
  const kind = kindOf(value);
  return kind === type || (kind === 'number' && type === 'integer' && Number.isInteger(value));
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}
