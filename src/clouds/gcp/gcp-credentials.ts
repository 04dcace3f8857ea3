import type { GcpMountedOptions } from './gcp-credentials-options';
import { gcpMounted } from './gcp-mounted';
import { checkCall, checkMadeBy } from '../../arguments/check-call';
import type { CredentialsDeclarations } from '../../declarations';
import type { AstroRuntime } from '../../runtime/astro-runtime';
import { CloudCredentials } from '../cloud-credentials';

/**
 * Ways for the local containers to get the developer's own Google Cloud credentials.
 *
 * @example
 * GcpCredentials.mounted({ projectId: 'orders-dev' });
 */
export class GcpCredentials extends CloudCredentials {
  /**
   * The developer's own application default credentials, the file that `gcloud auth application-default login` writes, are mounted
   * read-only, and `GOOGLE_APPLICATION_CREDENTIALS` names them. Nothing is copied; no key of a service account is created. One committed
   * line finds the file on Linux, macOS and Windows. It works where the container user (uid 50000) can read it: with Docker Desktop, and
   * with Docker Engine on Linux after `setfacl`, which `npx projen start` and `npx projen doctor` print. An impersonated service account
   * works as well: `gcloud auth application-default login --impersonate-service-account=ACCOUNT`.
   *
   * @param options project, and where the file is
   * @throws if a project or path is one that Google Cloud or compose would refuse
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
   * What the containers need.
   *
   * @param _runtime the runtime that the project is built on; the same for all
   */
  public declarations(_runtime: AstroRuntime): CredentialsDeclarations {
    return this.declared;
  }

  /** @internal */
  public get _cloud(): string | undefined {
    return 'gcp';
  }
}
