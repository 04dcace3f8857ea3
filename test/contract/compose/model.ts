import * as path from 'node:path';
import type { Declaration } from './declarations';
import type { MergedMount, MergedProject, MergedService } from './merger';
import { bind } from './strategies';
import { BASE, CONTAINER_USER } from '../base';

const CLASSES = {
  secretsManager: 'airflow.providers.amazon.aws.secrets.secrets_manager.SecretsManagerBackend',
  parameterStore: 'airflow.providers.amazon.aws.secrets.systems_manager.SystemsManagerParameterStoreBackend',
};

/** What the provider takes where no prefix is given; Parameter Store's begin with a slash. */
const DEFAULT_PREFIX = { secretsManager: 'airflow', parameterStore: '/airflow' };

/**
 * What the merged project has to be: the Astro CLI's own, and what was declared on top. Written from what compose, the
 * Astro CLI and AWS document, not from what the package renders.
 *
 * @param alone the merged project of the CLI's own file alone
 * @param directory the Astro project's folder
 */
export function predict(declared: Declaration, alone: MergedProject, directory: string): MergedProject {
  const services: Record<string, MergedService> = { ...alone.services };
  for (const name of BASE[declared.major].airflowServices) {
    services[name] = {
      ...alone.services[name],
      environment: { ...dotenv(declared), ...alone.services[name].environment, ...override(declared, name) },
      volumes: withMounts(alone.services[name].volumes ?? [], mounts(declared, name, directory)),
    };
  }
  for (const { name, definition: { image, environment } } of declared.services) {
    services[name] = { image, ...(Object.keys(environment).length > 0 ? { environment } : {}), command: null, entrypoint: null, networks: { default: null } };
  }
  const networks = declared.services.length === 0 ? {} : { networks: { default: { name: 'orders_default', ipam: {} }, ...(alone.networks as object) } };
  return { ...alone, ...networks, services };
}

/** The keys in `.env`: every Airflow service reads it, and the environment of either compose file beats it. */
function dotenv(declared: Declaration): Record<string, string> {
  const keys = Object.fromEntries(declared.dotenvKeys.map(({ name, value }) => [name, value]));
  const paths = declared.keysInOverride || declared.credentials?.pathsInOverride === true ? {} : pathVariables(declared);
  return { ...keys, ...paths, ...(declared.keysInOverride ? {} : backendVariables(declared)) };
}

/** The environment that the override gives a service. */
function override(declared: Declaration, service: string): Record<string, string> {
  const { credentials, keysInOverride, shell } = declared;
  const own = declared.environment.filter(({ services }) => services?.includes(service) ?? true).map(({ name, value }) => [name, value]);
  // A default of the team's is beaten by what the shell sets, unless that is empty.
  const defaults = Object.entries({ AWS_PROFILE: credentials?.profile, AWS_DEFAULT_REGION: credentials?.region })
    .flatMap(([name, value]) => value === undefined ? [] : [[name, shell[name] === undefined || shell[name] === '' ? value : shell[name]]]);
  return {
    ...(keysInOverride || credentials?.pathsInOverride === true ? pathVariables(declared) : {}),
    ...(keysInOverride ? backendVariables(declared) : {}),
    ...(credentials === undefined ? {} : { AWS_EC2_METADATA_DISABLED: 'true' }),
    ...Object.fromEntries([...defaults, ...own]),
  };
}

function pathVariables({ credentials }: Declaration): Record<string, string> {
  const at = credentials?.target ?? `${CONTAINER_USER.home}/.aws`;
  return credentials === undefined ? {} : { AWS_CONFIG_FILE: `${at}/config`, AWS_SHARED_CREDENTIALS_FILE: `${at}/credentials` };
}

function backendVariables({ backend }: Declaration): Record<string, string> {
  if (backend === undefined) {
    return {};
  }
  const { kind, options: { region, variablesPrefix, connections } } = backend;
  const kwargs = {
    connections_prefix: connections === false ? null : `${DEFAULT_PREFIX[kind]}/connections`,
    variables_prefix: variablesPrefix ?? `${DEFAULT_PREFIX[kind]}/variables`,
    ...(region === undefined ? {} : { region_name: region }),
  };
  return { AIRFLOW__SECRETS__BACKEND: CLASSES[kind], AIRFLOW__SECRETS__BACKEND_KWARGS: JSON.stringify(kwargs) };
}

function mounts({ credentials, mounts: own, shell }: Declaration, service: string, directory: string): MergedMount[] {
  const from = (source: string): string => onHost(source, shell.HOME, directory);
  const aws = credentials === undefined ? [] : awsMounts(credentials).map(({ source, target, readOnly }) => bind(from(source), target, readOnly));
  const others = own.filter(({ services }) => services?.includes(service) ?? true).map(({ source, target, readOnly }) => bind(from(source), target, readOnly));
  return [...aws, ...others] as MergedMount[];
}

function awsMounts({ hostDirectory = '~/.aws', target = `${CONTAINER_USER.home}/.aws`, sso = false }: NonNullable<Declaration['credentials']>) {
  const separator = hostDirectory.includes('\\') ? '\\' : '/';
  const caches = sso ? ['sso', 'login'].map((cache) => ({ source: [hostDirectory, cache, 'cache'].join(separator), target: `${target}/${cache}/cache`, readOnly: false })) : [];
  return [{ source: hostDirectory, target, readOnly: true }, ...caches];
}

/** Where a source lies: at home, beside the compose file, or as it stands. */
function onHost(source: string, home: string, directory: string): string {
  if (/^~(\/|$)/.test(source)) {
    return path.posix.join(home, source.slice(1));
  }
  return /^\.{1,2}(\/|$)/.test(source) ? path.posix.join(directory, source) : source;
}

/** A mount takes the place of one with the same target. */
function withMounts(before: readonly MergedMount[], more: readonly MergedMount[]): MergedMount[] {
  return [...new Map([...before, ...more].map((mount) => [mount.target, mount])).values()];
}
