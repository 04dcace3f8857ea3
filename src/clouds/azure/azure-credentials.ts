import type { AzureSessionOptions } from './azure-credentials-options';
import { VAULT_RESOURCE } from './azure-names';
import { azureSession } from './azure-session-declarations';
import { SESSION_TARGET } from './azure-session-paths';
import { checkCall, checkMadeBy } from '../../arguments/check-call';
import type { CredentialsDeclarations } from '../../declarations';
import type { AstroRuntime } from '../../runtime/astro-runtime';
import { sample } from '../../text/sample';
import { CloudCredentials } from '../cloud-credentials';

/**
 * The developer's own Azure credentials for the local containers.
 *
 * @example
 * AzureCredentials.session({ tenantId: '11111111-2222-3333-4444-555555555555' });
 */
export class AzureCredentials extends CloudCredentials {
  /**
   * Tokens of 60 to 90 minutes that the developer's Azure CLI (2.54 or newer) issues and renews.
   *
   * They are in a folder below the developer's home, which is mounted into the containers. `npx projen start` and `npx projen login` renew them,
   * `npx projen login --watch` as long as it runs. In the containers, a small program `/usr/local/bin/az` prints them to azure-identity
   * (`DefaultAzureCredential`, `AzureCliCredential`), so the image needs no Azure CLI. The containers do not see `~/.azure`, and nothing personal is
   * committed.
   *
   * @param options tenant and resources of the tokens
   * @throws if a tenant, resource or path is not valid for Azure, compose or the file system
   */
  public static session(options: AzureSessionOptions = {}): AzureCredentials {
    checkCall('AzureCredentials.session', arguments);
    return new AzureCredentials(azureSession(options), options.resources ?? [VAULT_RESOURCE]);
  }

  /** @internal What the containers have tokens for. */
  public readonly _resources: readonly string[];

  private constructor(private readonly declared: CredentialsDeclarations, resources: readonly string[]) {
    super();
    checkMadeBy('AzureCredentials.session', arguments, 2);
    this._resources = resources;
  }

  /**
   * Mounts, environment variables and other settings that the containers need.
   *
   * @param _runtime the Astro Runtime of the project; has no effect
   */
  public declarations(_runtime: AstroRuntime): CredentialsDeclarations {
    return this.declared;
  }

  /** @internal */
  public get _once(): CloudCredentials['_once'] {
    const resources = "'https://vault.azure.net', 'https://storage.azure.com'";
    return { call: 'AzureCredentials.session', place: SESSION_TARGET, instead: `Declare one of one tenant, with all resources: ${sample(`session({ resources: [${resources}] })`, `session(resources=[${resources.replaceAll("'", '"')}])`)}` };
  }

  /** @internal */
  public get _cloud(): string | undefined {
    return 'azure';
  }
}
