import type { VaultSecretsBackendOptions } from './vault-backend-options';
import { checkVaultKwargs } from './vault-kwargs';
import { checkContainerFile, checkNamespace, checkPath, checkUrl, isLocalhost, whyNoPath } from './vault-names';
import { apiName } from '../../text/api-name';
import { AstroAirflowError } from '../../text/error';
import { sample } from '../../text/sample';
import { checkNoSecret } from '../../text/secret-check';
import { checkHasEffect, KEY_NAMES, LOOKUP_KINDS, sameNameWarnings, whyNoKey, type LookupKind } from '../lookup';

/** How the backend signs in to Vault. */
export type VaultWay = 'token' | 'environment' | 'appRole';

/** Where a secret is: the mount of its engine, and its path there. */
export interface Place {
  readonly mount: string;
  readonly path: string;
}

/** The kwargs that the backend is constructed with, in a fixed order. */
export function vaultKwargs(options: VaultSecretsBackendOptions, way: Readonly<Record<string, unknown>>): Record<string, unknown> {
  check(options);
  const { kvEngineVersion, url, namespace, verify, extraKwargs } = options;
  const mount = mountOf(options);
  const kwargs: Record<string, unknown> = {
    ...Object.fromEntries(LOOKUP_KINDS.map((kind) => [`${kind}_path`, pathOf(options, kind) ?? null])),
    mount_point: mount === '' ? null : mount,
  };
  for (const [kwarg, value] of Object.entries({ kv_engine_version: kvEngineVersion, url, namespace, verify })) {
    if (value !== undefined) {
      kwargs[kwarg] = value;
    }
  }
  return { ...kwargs, ...way, ...extraKwargs };
}

/** Warnings about options that are allowed but rarely intended. */
export function vaultWarnings(options: VaultSecretsBackendOptions): string[] {
  const { url, verify } = options;
  return [
    ...sameNameWarnings('Path', 'HashiCorp Vault', (kind) => pathOf(options, kind)),
    ...(url !== undefined && isLocalhost(url) ? [`url: ${url} is the container itself. Write host.docker.internal or the name of a service instead.`] : []),
    ...(verify === false ? ['verify: nobody checks the certificate of Vault, so anybody on the way can read the token. Give it a file with the certificates of your authority.'] : []),
  ];
}

/**
 * The name of the secret for a key, with its mount; undefined if that kind of lookup is switched off.
 *
 * @throws AstroAirflowError if Airflow or Vault would refuse it
 */
export function vaultSecretName(options: VaultSecretsBackendOptions, kind: LookupKind, key: string): string | undefined {
  const base = pathOf(options, kind);
  if (base === undefined) {
    return undefined;
  }
  const what = KEY_NAMES[kind];
  checkNoSecret(key, `The ${what}`);
  const refused = whyNoKey(key) ?? whyNoPath(key);
  if (refused !== undefined) {
    throw new AstroAirflowError(`The ${what} "${key}" cannot be looked up in Vault: ${refused}. Choose another one.`);
  }
  const mount = mountOf(options);
  if (mount !== '') {
    return joined(mount, base, key);
  }
  const slash = key.indexOf('/');
  if (slash < 0) {
    throw new AstroAirflowError(
      `The ${what} "${key}" names no mount, and ${apiName('mountPoint')} is empty, so that each key has to begin with one. Write "secret/${key}", or give ${apiName('mountPoint')}.`,
    );
  }
  return joined(key.slice(0, slash), base, key.slice(slash + 1));
}

/** Where the secret of a name is. */
export function placeOf(options: VaultSecretsBackendOptions, secretName: string): Place {
  const mount = mountOf(options) || secretName.slice(0, secretName.indexOf('/'));
  return { mount, path: secretName.startsWith(`${mount}/`) ? secretName.slice(mount.length + 1) : secretName };
}

/** The field that has the value: a variable is one, and a connection is a URI in one, or all of the fields. */
export function fieldOf(options: VaultSecretsBackendOptions, { path }: Place, value: string): string {
  const [connections, variables] = (['connections', 'variables'] as const).map((kind) => {
    const base = pathOf(options, kind);
    return base !== undefined && (base === '' || path.startsWith(`${base}/`)) ? base.length : -1;
  });
  // Where one path is below the other, the longer one is meant; where both are the same, a URI is a connection.
  return connections > variables || (connections === variables && /^[\w+.-]+:\/\//.test(value)) ? 'conn_uri' : 'value';
}

/** The path as the provider uses it; undefined if the kind is switched off. */
export function pathOf(options: VaultSecretsBackendOptions, kind: LookupKind): string | undefined {
  return options[kind] === false ? undefined : (options[`${kind}Path`] ?? `airflow/${kind}`);
}

export function mountOf({ mountPoint = 'secret' }: VaultSecretsBackendOptions): string {
  return mountPoint;
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('/');
}

function check(options: VaultSecretsBackendOptions): void {
  const { mountPoint, kvEngineVersion, url, namespace, verify, extraKwargs } = options;
  for (const kind of LOOKUP_KINDS) {
    const path = options[`${kind}Path`];
    checkHasEffect(options, kind, 'Path');
    checkPath(path ?? '', apiName(`${kind}Path`));
  }
  checkPath(mountPoint ?? '', apiName('mountPoint'));
  if (kvEngineVersion !== undefined && kvEngineVersion !== 1 && kvEngineVersion !== 2) {
    throw new AstroAirflowError(`${apiName('kvEngineVersion')} ${kvEngineVersion} is not a version of the KV secrets engine, and Airflow would not start. Use 1 or 2.`);
  }
  if (url !== undefined) {
    checkUrl(url, 'url');
  }
  if (namespace !== undefined) {
    checkNamespace(namespace);
  }
  if (typeof verify === 'string') {
    checkContainerFile(verify, 'verify', '/usr/local/airflow/include/ca.pem');
  } else if (verify !== undefined && typeof verify !== 'boolean') {
    throw new AstroAirflowError(`verify is neither a file in the container nor ${sample('false', 'False')}. Write a path such as /usr/local/airflow/include/ca.pem.`);
  }
  checkVaultKwargs(extraKwargs);
}
