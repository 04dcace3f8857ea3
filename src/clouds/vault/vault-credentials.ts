import type { VaultAppRoleCredentialsOptions, VaultFromEnvironmentOptions, VaultSessionOptions } from './vault-credentials-options';
import { vaultAppRole, vaultFromEnvironment } from './vault-from-environment';
import { SESSION_TARGET, VAULT_CLASS } from './vault-names';
import { vaultSession } from './vault-session-declarations';
import { checkCall, checkMadeBy } from '../../arguments/check-call';
import type { CredentialsDeclarations } from '../../declarations';
import type { AstroRuntime } from '../../runtime/astro-runtime';
import { apiName } from '../../text/api-name';
import { AstroAirflowError } from '../../text/error';
import { CloudCredentials } from '../cloud-credentials';

/**
 * The developer's own credentials for HashiCorp Vault or OpenBao in the local containers.
 *
 * @example
 * VaultCredentials.session({ address: 'https://vault.example.com:8200' });
 */
export class VaultCredentials extends CloudCredentials {
  /**
   * The token of the developer's own `vault login`, for `VaultSecretsBackend.token()`.
   *
   * `npx projen start` and `npx projen login` copy it to a folder below the developer's home, which is mounted into the containers. If it has
   * expired, `login` signs in first. This works with every auth method including OIDC, every token helper and every container engine. The
   * containers do not see `~/.vault-token`. With `roleIdFile` and `secretIdFile` the host signs in with AppRole instead.
   *
   * @param options server, namespace and sign-in
   * @throws if a URL, name or path is not valid for Vault, compose or the file system, or only one of the two files is given
   */
  public static session(options: VaultSessionOptions = {}): VaultCredentials {
    checkCall('VaultCredentials.session', arguments);
    return new VaultCredentials({ name: 'session', backend: 'token', address: options.address, namespace: options.namespace }, () => vaultSession(options), vaultSession(options));
  }

  /**
   * The token of the shell that runs `astro dev start`, for `VaultSecretsBackend.environment()` and for CI.
   *
   * `VAULT_TOKEN`, `VAULT_ADDR` and `VAULT_NAMESPACE` are passed to the containers by name. The containers keep the token with which they were
   * started: restart them after it expires.
   *
   * @param options server
   * @throws if the address is not the URL of a server
   */
  public static fromEnvironment(options: VaultFromEnvironmentOptions = {}): VaultCredentials {
    checkCall('VaultCredentials.fromEnvironment', arguments);
    return new VaultCredentials({ name: 'fromEnvironment', backend: 'environment', address: options.address }, () => vaultFromEnvironment(options), vaultFromEnvironment(options));
  }

  /**
   * The IDs of an AppRole in the shell that runs `astro dev start`, for `VaultSecretsBackend.appRole()` and for CI (Airflow 3.2 or newer).
   *
   * `AIRFLOW__SECRETS__BACKEND_KWARG__ROLE_ID` and `AIRFLOW__SECRETS__BACKEND_KWARG__SECRET_ID` are passed to the containers by name. On a
   * developer's machine `session()` reads both IDs from files, with every version of Airflow.
   *
   * @param options server
   * @throws if the address is not the URL of a server
   */
  public static appRole(options: VaultAppRoleCredentialsOptions = {}): VaultCredentials {
    checkCall('VaultCredentials.appRole', arguments);
    return new VaultCredentials({ name: 'appRole', backend: 'appRole', address: options.address }, (runtime) => vaultAppRole(options, runtime), vaultFromEnvironment(options));
  }

  /**
   * The factory, the matching factory of the backend, and server and namespace of the token.
   *
   * @internal
   */
  public readonly _way: { readonly name: string; readonly backend: string; readonly address?: string; readonly namespace?: string };

  /** @param _checked declarations made early, so that an invalid option is refused where it is written */
  private constructor(way: VaultCredentials['_way'], private readonly declared: (runtime: AstroRuntime) => CredentialsDeclarations, _checked: CredentialsDeclarations) {
    super();
    checkMadeBy('VaultCredentials.session', arguments, 3);
    this._way = way;
  }

  /**
   * Mounts, environment variables and keys of `.env` that the containers need.
   *
   * @param runtime the Astro Runtime of the project
   * @throws if `appRole()` was used and Airflow of this runtime does not read the IDs from the environment
   */
  public declarations(runtime: AstroRuntime): CredentialsDeclarations {
    return this.declared(runtime);
  }

  /** @internal */
  public _checkBackend(secretsBackend?: { readonly classPath: string }): void {
    // Airflow gives the ids to whichever class is in [secrets], and some stop with an argument that they do not have.
    if (this._way.name === 'appRole' && secretsBackend !== undefined && secretsBackend.classPath !== VAULT_CLASS) {
      throw new AstroAirflowError(
        `${apiName('VaultCredentials.appRole')}() gives its ids to the ${apiName('secretsBackend')}, which is not one of Vault. Use ${apiName('VaultCredentials.session')}(), or declare ${apiName('VaultSecretsBackend.appRole')}() as ${apiName('secretsBackend')}.`,
      );
    }
  }

  /** @internal */
  public get _once(): CloudCredentials['_once'] {
    return this._way.name !== 'session' ? undefined : { call: 'VaultCredentials.session', place: SESSION_TARGET, instead: 'Declare one: its token is good for its namespace and those below it' };
  }

  /** @internal */
  public get _cloud(): string | undefined {
    return 'vault';
  }
}
