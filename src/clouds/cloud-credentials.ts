import type { CredentialsDeclarations } from '../declarations';
import type { AstroRuntime } from '../runtime/astro-runtime';

/**
 * A way for the local containers to get the developer's own cloud credentials.
 *
 * It only declares: what it returns is put into the managed files by the `LocalAirflow` it is given to. Extend it for a
 * way of your own.
 *
 * @example
 * class VaultAgent extends CloudCredentials {
 *   public declarations(runtime: AstroRuntime): CredentialsDeclarations {
 *     return { mounts: [{ source: '~/.vault-agent', target: '/home/astro/.vault-agent', readOnly: true }] };
 *   }
 * }
 */
export abstract class CloudCredentials {
  /**
   * What the containers need: mounts, environment variables, keys of `.env`, requirements.
   *
   * @param runtime the runtime that the project is built on
   */
  public abstract declarations(runtime: AstroRuntime): CredentialsDeclarations;

  /**
   * The cloud that they are of; undefined if they are a way of the user's own, of which nobody knows.
   *
   * @internal
   */
  public get _cloud(): string | undefined {
    return undefined;
  }

  /**
   * Checks that what they give to Airflow's secrets backend does no harm to the one that is declared.
   *
   * @param _secretsBackend the one that everything asks
   * @internal
   */
  public _checkBackend(_secretsBackend?: { readonly classPath: string }): void {}
}
