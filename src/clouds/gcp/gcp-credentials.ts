import type { GcpMountedOptions } from './gcp-credentials-options';
import { gcpMounted } from './gcp-mounted';
import { checkCall, checkMadeBy } from '../../arguments/check-call';
import type { CredentialsDeclarations } from '../../declarations';
import type { AstroRuntime } from '../../runtime/astro-runtime';
import { apiName } from '../../text/api-name';
import { CloudCredentials } from '../cloud-credentials';

/**
 * The developer's own Google Cloud credentials for the local containers.
 *
 * @example
 * GcpCredentials.mounted({ projectId: 'orders-dev' });
 */
export class GcpCredentials extends CloudCredentials {
  /**
   * The developer's own application default credentials, mounted read-only: the file that `gcloud auth application-default login` writes.
   *
   * `GOOGLE_APPLICATION_CREDENTIALS` is its path in the containers. Nothing is copied, and no service account key is created. The same
   * declaration finds the file on Linux, macOS and Windows. The container user (uid 50000) must be able to read it: it is with Docker Desktop,
   * and with Docker Engine on Linux after `setfacl`, a command that `npx projen start` and `npx projen doctor` print. Impersonation of a service
   * account also works: `gcloud auth application-default login --impersonate-service-account=ACCOUNT`.
   *
   * @param options project and location of the file
   * @throws if a project or path is not valid for Google Cloud or compose
   */
  public static mounted(options: GcpMountedOptions = {}): GcpCredentials {
    checkCall('GcpCredentials.mounted', arguments);
    return new GcpCredentials(gcpMounted(options), options.projectId);
  }

  /** @internal The project that the containers find in their environment, by default. */
  public readonly _projectId?: string;

  private constructor(private readonly declared: CredentialsDeclarations, projectId?: string) {
    super();
    checkMadeBy('GcpCredentials.mounted', arguments);
    this._projectId = projectId;
  }

  /**
   * Mounts, environment variables and keys of `.env` that the containers need.
   *
   * @param _runtime the Astro Runtime of the project; has no effect
   */
  public declarations(_runtime: AstroRuntime): CredentialsDeclarations {
    return this.declared;
  }

  /** @internal */
  public get _once(): CloudCredentials['_once'] {
    return { call: 'GcpCredentials.mounted', place: 'GOOGLE_APPLICATION_CREDENTIALS', instead: `Declare one: it is for all projects that you can read. Give ${apiName('GcpSecretsBackend.secretManager')}() the ${apiName('projectId')} of another one` };
  }

  /** @internal */
  public get _cloud(): string | undefined {
    return 'gcp';
  }
}
