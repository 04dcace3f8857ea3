import type { AzureSessionOptions } from './azure-credentials-options';
import { VAULT_RESOURCE } from './azure-names';
import { azureSession } from './azure-session-declarations';
import { checkCall, checkMadeBy } from '../../arguments/check-call';
import type { CredentialsDeclarations } from '../../declarations';
import type { AstroRuntime } from '../../runtime/astro-runtime';
import { CloudCredentials } from '../cloud-credentials';

/**
 * A developer's own Azure credentials for the local containers: a static method for each way.
 *
 * @example
 * AzureCredentials.session({ tenantId: '11111111-2222-3333-4444-555555555555' });
 */
export class AzureCredentials extends CloudCredentials {
  /**
   * The developer's Azure CLI (version 2.54 or newer) gives tokens of 60 to 90 minutes to a folder below the home, and the containers read them
   * there: `npx projen start` and `npx projen login` renew them, `npx projen login --watch` for as long as it runs. In the containers a small
   * program `az` (`/usr/local/bin/az`) prints them, which azure-identity asks (`DefaultAzureCredential`, `AzureCliCredential`). The image needs no
   * Azure CLI, and no container sees `~/.azure`. Nothing of a developer is in the files that are committed.
   *
   * @param options tenant, and what the tokens are for
   * @throws if a tenant, resource or path is one that Azure, compose or a file system would refuse
   */
  public static session(options: AzureSessionOptions = {}): AzureCredentials {
    checkCall('AzureCredentials.session', arguments);
    return new AzureCredentials(azureSession(options), options.resources ?? [VAULT_RESOURCE]);
  }

  /** @internal What the containers have tokens for. */
  public readonly _resources: readonly string[];

  private constructor(private readonly declared: CredentialsDeclarations, resources: readonly string[]) {
    super();
    checkMadeBy('AzureCredentials.session', arguments);
    this._resources = resources;
  }

  /**
   * What the containers need.
   *
   * @param _runtime the runtime that the project is built on; the same for all
   */
  public declarations(_runtime: AstroRuntime): CredentialsDeclarations {
    return this.declared;
  }

  /** @internal */
  public get _cloud(): string | undefined {
    return 'azure';
  }
}
