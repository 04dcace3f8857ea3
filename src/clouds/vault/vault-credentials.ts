import type { VaultAppRoleCredentialsOptions, VaultFromEnvironmentOptions, VaultSessionOptions } from './vault-credentials-options';
import { vaultAppRole, vaultFromEnvironment } from './vault-from-environment';
import { VAULT_CLASS } from './vault-names';
import { vaultSession } from './vault-session-declarations';
import { checkCall, checkMadeBy } from '../../arguments/check-call';
import type { CredentialsDeclarations } from '../../declarations';
import type { AstroRuntime } from '../../runtime/astro-runtime';
import { apiName } from '../../text/api-name';
import { AstroAirflowError } from '../../text/error';
import { CloudCredentials } from '../cloud-credentials';

/**
 * Ways for the local containers to sign in to HashiCorp Vault or OpenBao as the developer.
 *
 * @example
 * VaultCredentials.session({ address: 'https://vault.example.com:8200' });
 */
export class VaultCredentials extends CloudCredentials {
  /**
   * The token of the developer's own `vault login` is copied to a folder below the home, and the containers read it there, for
   * `VaultSecretsBackend.token()`: `npx projen start` and `npx projen login` copy it, and sign in first where it has ended. It works with every
   * auth method, OIDC too, every token helper and every container engine, without ACLs; no container sees `~/.vault-token`. With `roleIdFile`
   * and `secretIdFile` the host signs in with AppRole instead.
   *
   * @param options server, namespace, how to sign in
   * @throws if a URL, name or path is one that Vault, compose or a file system would refuse, or only one of two files is given
   */
  public static session(options: VaultSessionOptions = {}): VaultCredentials {
    checkCall('VaultCredentials.session', arguments);
    return new VaultCredentials({ name: 'session', backend: 'token', address: options.address, namespace: options.namespace }, () => vaultSession(options), vaultSession(options));
  }

  /**
   * `VAULT_TOKEN` of the shell that runs `astro dev start` goes to the containers by its name, for `VaultSecretsBackend.environment()`, with
   * `VAULT_ADDR` and `VAULT_NAMESPACE`. For CI. The containers keep the token that they were started with: after it has ended, start again.
   *
   * @param options server
   * @throws if the URL is not one of a server
   */
  public static fromEnvironment(options: VaultFromEnvironmentOptions = {}): VaultCredentials {
    checkCall('VaultCredentials.fromEnvironment', arguments);
    return new VaultCredentials({ name: 'fromEnvironment', backend: 'environment', address: options.address }, () => vaultFromEnvironment(options), vaultFromEnvironment(options));
  }

  /**
   * The ids of an AppRole go to the containers from the shell that runs `astro dev start`, for `VaultSecretsBackend.appRole()`:
   * `AIRFLOW__SECRETS__BACKEND_KWARG__ROLE_ID` and `AIRFLOW__SECRETS__BACKEND_KWARG__SECRET_ID` (Airflow 3.2 or newer). For CI; on a developer's
   * machine `session()` takes both from files, on every version.
   *
   * @param options server
   * @throws if the URL is not one of a server
   */
  public static appRole(options: VaultAppRoleCredentialsOptions = {}): VaultCredentials {
    checkCall('VaultCredentials.appRole', arguments);
    return new VaultCredentials({ name: 'appRole', backend: 'appRole', address: options.address }, (runtime) => vaultAppRole(options, runtime), vaultFromEnvironment(options));
  }

  /** @internal The call, that of the backend that signs in with what it brings, and what that is good for. */
  public readonly _way: { readonly name: string; readonly backend: string; readonly address?: string; readonly namespace?: string };

  /** @param _checked declarations that are made at once, so that a wrong option is refused where it is written */
  private constructor(way: VaultCredentials['_way'], private readonly declared: (runtime: AstroRuntime) => CredentialsDeclarations, _checked: CredentialsDeclarations) {
    super();
    checkMadeBy('VaultCredentials.session', arguments);
    this._way = way;
  }

  /**
   * What the containers need.
   *
   * @param runtime the runtime that the project is built on
   * @throws if Airflow of the runtime does not take the ids of an AppRole from the environment
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
  public get _cloud(): string | undefined {
    return 'vault';
  }
}
