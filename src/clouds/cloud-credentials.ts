import type { CredentialsDeclarations } from '../declarations';
import type { AstroRuntime } from '../runtime/astro-runtime';

/**
 * Cloud credentials for the local containers.
 *
 * Extend this class for credentials of your own. It only declares what the containers need; a `LocalAirflow` writes the declarations to the
 * generated files.
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
   * Mounts, environment variables, keys of `.env` and requirements that the containers need.
   *
   * @param runtime the Astro Runtime of the project
   */
  public abstract declarations(runtime: AstroRuntime): CredentialsDeclarations;

  /**
   * The cloud of the credentials; undefined for a class of the user.
   *
   * @internal
   */
  public get _cloud(): string | undefined {
    return undefined;
  }

  /**
   * What containers have once: the call that declares it, its place there, and what to write in place of a second such call.
   *
   * @internal
   */
  public get _once(): { readonly call: string; readonly place: string; readonly instead: string } | undefined {
    return undefined;
  }

  /**
   * Checks that the credentials do not interfere with the declared secrets backend.
   *
   * @param _secretsBackend the backend of `secretsBackend`
   * @internal
   */
  public _checkBackend(_secretsBackend?: { readonly classPath: string }): void {}
}
