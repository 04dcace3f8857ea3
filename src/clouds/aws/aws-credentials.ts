import type { AwsMountedOptions } from './aws-credentials-options';
import { awsMounted } from './aws-mounted';
import { checkCall } from '../../arguments/check-call';
import type { CredentialsDeclarations } from '../../declarations';
import type { AstroRuntime } from '../../runtime/astro-runtime';
import { CloudCredentials } from '../cloud-credentials';

/**
 * Ways for the local containers to get the developer's own AWS credentials.
 *
 * @example
 * AwsCredentials.mounted({ profile: 'dev', region: 'us-west-2' });
 */
export class AwsCredentials extends CloudCredentials {
  /**
   * The developer's own `~/.aws` is mounted read-only at `/home/astro/.aws`, and the containers are told to read it there.
   * Nothing is copied; no access key is created.
   *
   * @param options profile, region, single sign-on, and where the directory lies
   * @throws if a profile, region or path is one that AWS or compose would refuse
   */
  public static mounted(options: AwsMountedOptions = {}): AwsCredentials {
    checkCall('AwsCredentials.mounted', arguments);
    return new AwsCredentials(awsMounted(options));
  }

  private constructor(private readonly declared: CredentialsDeclarations) {
    super();
  }

  /**
   * What the containers need.
   *
   * @param _runtime the runtime that the project is built on; the same for all
   */
  public declarations(_runtime: AstroRuntime): CredentialsDeclarations {
    return this.declared;
  }
}
