import type { AwsFromEnvironmentOptions, AwsMountedOptions, AwsSessionOptions } from './aws-credentials-options';
import { awsFromEnvironment } from './aws-from-environment';
import { awsMounted, CONTAINER_AWS } from './aws-mounted';
import { awsSession } from './aws-session-declarations';
import { checkCall, checkMadeBy } from '../../arguments/check-call';
import type { CredentialsDeclarations } from '../../declarations';
import type { AstroRuntime } from '../../runtime/astro-runtime';
import { sample } from '../../text/sample';
import { CloudCredentials } from '../cloud-credentials';

/** How one declaration brings several profiles. */
const ONCE = {
  session: () => `Declare one for all profiles: ${sample("session({ profile: 'a', profiles: ['b'] })", 'session(profile="a", profiles=["b"])')}`,
  mounted: () => 'Declare one: the containers find all profiles of ~/.aws, and its profile is the default alone',
};

/**
 * The developer's own AWS credentials for the local containers.
 *
 * @example
 * AwsCredentials.session({ profile: 'dev', region: 'us-west-2' });
 */
export class AwsCredentials extends CloudCredentials {
  /**
   * Short-lived keys that the developer's AWS CLI (2.9 or newer) exports and renews.
   *
   * They are in a folder below the developer's home, which is mounted into the containers. `npx projen start` and `npx projen login` renew them,
   * `npx projen login --watch` as long as it runs. This works with every kind of profile (single sign-on, `aws login`, roles with MFA,
   * `credential_process`) and every container engine. The containers do not see `~/.aws`, and nothing personal is committed.
   *
   * @param options profile, region and additional profiles
   * @throws if a profile, region or path is not valid for AWS, compose or the file system
   */
  public static session(options: AwsSessionOptions = {}): AwsCredentials {
    checkCall('AwsCredentials.session', arguments);
    return new AwsCredentials(awsSession(options), 'session', [options.profile ?? 'default', ...(options.profiles ?? [])]);
  }

  /**
   * Keys of the shell that runs `astro dev start`, for CI and for tools that export keys.
   *
   * `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN` are passed to the containers by name; a variable that the shell does not set
   * is not set there (Astro CLI 1.43 or newer). The containers keep the keys with which they were started: restart them after the keys expire.
   *
   * @param options region
   * @throws if the region is not an AWS region
   */
  public static fromEnvironment(options: AwsFromEnvironmentOptions = {}): AwsCredentials {
    checkCall('AwsCredentials.fromEnvironment', arguments);
    return new AwsCredentials(awsFromEnvironment(options), 'fromEnvironment');
  }

  /**
   * The developer's own `~/.aws`, mounted read-only at `/home/astro/.aws`.
   *
   * Nothing is copied, and no access key is created. The container user (uid 50000) must be able to read the files: it is with Docker Desktop,
   * and with Docker Engine on Linux after `setfacl`. There the containers cannot renew a single sign-on session; use `session()`.
   *
   * @param options profile, region, single sign-on and location of the directory
   * @throws if a profile, region or path is not valid for AWS or compose
   */
  public static mounted(options: AwsMountedOptions = {}): AwsCredentials {
    checkCall('AwsCredentials.mounted', arguments);
    return new AwsCredentials(awsMounted(options), 'mounted');
  }

  /** @internal The only profiles that the containers see; undefined where nobody knows. */
  public readonly _profiles?: readonly string[];

  private constructor(private readonly declared: CredentialsDeclarations, private readonly way: keyof typeof ONCE | 'fromEnvironment', profiles?: readonly string[]) {
    super();
    checkMadeBy('AwsCredentials.session', arguments, 2);
    this._profiles = profiles;
  }

  /**
   * Mounts, environment variables, keys of `.env` and requirements that the containers need.
   *
   * @param _runtime the Astro Runtime of the project; has no effect
   */
  public declarations(_runtime: AstroRuntime): CredentialsDeclarations {
    return this.declared;
  }

  /** @internal */
  public get _once(): CloudCredentials['_once'] {
    return this.way === 'fromEnvironment' ? undefined : { call: `AwsCredentials.${this.way}`, place: CONTAINER_AWS, instead: ONCE[this.way]() };
  }

  /** @internal */
  public get _cloud(): string | undefined {
    return 'aws';
  }
}
