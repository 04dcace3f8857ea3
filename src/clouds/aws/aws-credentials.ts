import type { AwsFromEnvironmentOptions, AwsMountedOptions, AwsSessionOptions } from './aws-credentials-options';
import { awsFromEnvironment } from './aws-from-environment';
import { awsMounted } from './aws-mounted';
import { awsSession } from './aws-session-declarations';
import { checkCall, checkMadeBy } from '../../arguments/check-call';
import type { CredentialsDeclarations } from '../../declarations';
import type { AstroRuntime } from '../../runtime/astro-runtime';
import { CloudCredentials } from '../cloud-credentials';

/**
 * Ways for the local containers to get the developer's own AWS credentials.
 *
 * @example
 * AwsCredentials.session({ profile: 'dev', region: 'us-west-2' });
 */
export class AwsCredentials extends CloudCredentials {
  /**
   * The developer's AWS CLI (version 2.9 or newer) exports short-lived keys to a folder below the home, and the containers read them there:
   * `npx projen start` and `npx projen login` renew them, `npx projen login --watch` for as long as it runs. It works for every kind of
   * profile (single sign-on, `aws login`, roles with MFA, `credential_process`) and every container engine, without ACLs; no container sees
   * `~/.aws`. Nothing of a developer is in the files that are committed.
   *
   * @param options profile, region, further profiles
   * @throws if a profile, region or path is one that AWS, compose or a file system would refuse
   */
  public static session(options: AwsSessionOptions = {}): AwsCredentials {
    checkCall('AwsCredentials.session', arguments);
    return new AwsCredentials(awsSession(options), [options.profile ?? 'default', ...(options.profiles ?? [])]);
  }

  /**
   * The keys of the shell that runs `astro dev start` (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`) go to the containers by
   * their names; what the shell does not have is not set. For CI, and for tools that export keys (Astro CLI 1.43 or newer). The containers
   * keep the keys that they were started with: after these have ended, start again.
   *
   * @param options region
   * @throws if the region is not one of AWS
   */
  public static fromEnvironment(options: AwsFromEnvironmentOptions = {}): AwsCredentials {
    checkCall('AwsCredentials.fromEnvironment', arguments);
    return new AwsCredentials(awsFromEnvironment(options));
  }

  /**
   * The developer's own `~/.aws` is mounted read-only at `/home/astro/.aws`, and the containers read it there.
   * Nothing is copied; no access key is created. It works where the container user (uid 50000) can read the files: with Docker Desktop, and
   * with Docker Engine on Linux after `setfacl`. A session of single sign-on cannot be renewed from the containers there; `session()` can.
   *
   * @param options profile, region, single sign-on, and where the directory lies
   * @throws if a profile, region or path is one that AWS or compose would refuse
   */
  public static mounted(options: AwsMountedOptions = {}): AwsCredentials {
    checkCall('AwsCredentials.mounted', arguments);
    return new AwsCredentials(awsMounted(options));
  }

  /** @internal The only profiles that the containers see; undefined where nobody knows. */
  public readonly _profiles?: readonly string[];

  private constructor(private readonly declared: CredentialsDeclarations, profiles?: readonly string[]) {
    super();
    checkMadeBy('AwsCredentials.session', arguments);
    this._profiles = profiles;
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
    return 'aws';
  }
}
