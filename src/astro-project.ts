import type { GitHub } from 'projen/lib/github/github';
import type { IgnoreFile } from 'projen/lib/ignore-file';
import type { NodePackage } from 'projen/lib/javascript/node-package';
import { Project } from 'projen/lib/project';
import { checkCall } from './arguments/check-call';
import type { AstroProjectOptions } from './astro-project-options';
import type { EnvironmentOptions, Mount } from './declarations';
import type { LocalAirflow } from './local-airflow';

/**
 * An Astro project: everything that `astro dev init` creates for the runtime's version of Airflow, and one `LocalAirflow`.
 *
 * Samples (DAG, tests, README, settings) are written once; from then on they are yours. The tag in the Dockerfile follows `runtimeVersion`.
 * `npx projen new --from projen-astro-airflow --name orders-pipelines` creates a new project.
 *
 * @pjid astro
 * @example
 * const project = new AstroProject({
 *   name: 'orders-pipelines',
 *   runtimeVersion: '3.1-12',
 *   credentials: [AwsCredentials.session({ profile: 'dev', region: 'us-west-2' })],
 *   secretsBackend: AwsSecretsBackend.secretsManager({ region: 'us-west-2' }),
 *   exampleDag: { variableKey: 'my_var', connectionId: 'my_conn' },
 * });
 * project.synth();
 */
export class AstroProject extends Project {
  /** The local Airflow of this project, with its generated files. */
  public readonly local: LocalAirflow;

  /** `.dockerignore`: the files that are not sent to the image build. */
  public readonly dockerignore: IgnoreFile;

  /** `package.json`, or undefined in a subproject or with an rc file in Python. */
  public readonly nodePackage?: NodePackage;

  /** projen's GitHub component, or undefined if the project has none. */
  public readonly github?: GitHub;

  /**
   * @param options settings of the project; `name` has lowercase letters, digits, `-` and `_`
   * @throws if npm, Docker or the Astro CLI would refuse the name, this version of Node is too old, options contradict each other, or the runtime is
   * neither given nor in an existing Dockerfile
   */
  public constructor(options: AstroProjectOptions) {
    // Loaded where it is used: a LocalAirflow in another project does without.
    const { checkNodeVersion, dockerIgnore, languageOf, makeParts, projenCommandFor } = require('./astro-project-parts') as typeof import('./astro-project-parts');
    checkNodeVersion();
    checkCall('AstroProject', arguments, new.target === AstroProject ? undefined : new.target.name);
    const language = languageOf(options);
    super({
      ...options,
      projenCommand: options.projenCommand ?? projenCommandFor(language, options.parent),
      gitIgnoreOptions: { filterCommentLines: false, ...options.gitIgnoreOptions },
    });
    this.dockerignore = dockerIgnore(this);
    const { local, nodePackage, github } = makeParts(this, options, language);
    this.local = local;
    this.nodePackage = nodePackage;
    this.github = github;
  }

  /**
   * Adds an environment variable to the Airflow services. See `LocalAirflow.addEnvironment()`.
   *
   * @param name the variable's name
   * @param value the variable's value; the containers get exactly this text, because a `$` is escaped
   * @param options the services that get the variable
   * @throws if the name or the value is not valid for compose, the value looks like a secret, or a service does not exist
   */
  public addEnvironment(name: string, value: string, options: EnvironmentOptions = {}): void {
    checkCall('AstroProject.addEnvironment', arguments);
    this.local.addEnvironment(name, value, options);
  }

  /**
   * Adds a key to the generated block of `.env`.
   *
   * See `LocalAirflow.addDotenvKey()`.
   *
   * @param name letters, digits and `_`
   * @param value one line without `$` and ` #`, without quotes at its start, and without surrounding spaces
   * @throws if the value would not be read alike everywhere, if it looks like a secret, or if the Astro CLI's own compose file sets the key
   */
  public addDotenvKey(name: string, value: string): void {
    checkCall('AstroProject.addDotenvKey', arguments);
    this.local.addDotenvKey(name, value);
  }

  /**
   * Mounts a directory or file of the host into the Airflow services. See `LocalAirflow.addMount()`.
   *
   * @param mount source, target and access
   * @throws if source or target is not a valid path, the target is already mounted, or a service does not exist
   */
  public addMount(mount: Mount): void {
    checkCall('AstroProject.addMount', arguments);
    this.local.addMount(mount);
  }

  /**
   * Adds a service to `docker-compose.override.yml`.
   *
   * See `LocalAirflow.addService()`.
   *
   * @param name the service's name
   * @param definition the service as in the Compose file reference; compose interpolates a `$`
   * @throws if the service is in the Astro CLI's own compose file, has neither image nor build, or is added twice
   */
  public addService(name: string, definition: { readonly [key: string]: any }): void {
    checkCall('AstroProject.addService', arguments);
    this.local.addService(name, definition);
  }

  /**
   * Extends a service of the Astro CLI's own compose file. See `LocalAirflow.extendService()`.
   *
   * @param name the service's name
   * @param definition the additions as in the Compose file reference; compose interpolates a `$`
   * @throws if there is no such service, a value differs from an earlier one, a volume has the target of another mount, or an Airflow service would
   * run another program or image
   */
  public extendService(name: string, definition: { readonly [key: string]: any }): void {
    checkCall('AstroProject.extendService', arguments);
    this.local.extendService(name, definition);
  }

  /**
   * Adds a named volume for your own services. See `LocalAirflow.addVolume()`.
   *
   * @param name the volume's name in compose
   * @param definition the volume as in the Compose file reference
   * @throws if it is added twice
   */
  public addVolume(name: string, definition: { readonly [key: string]: any } = {}): void {
    checkCall('AstroProject.addVolume', arguments);
    this.local.addVolume(name, definition);
  }

  /**
   * Adds a network for your own services. See `LocalAirflow.addNetwork()`.
   *
   * @param name the network's name in compose
   * @param definition the network as in the Compose file reference
   * @throws if it is added twice
   */
  public addNetwork(name: string, definition: { readonly [key: string]: any } = {}): void {
    checkCall('AstroProject.addNetwork', arguments);
    this.local.addNetwork(name, definition);
  }

  /**
   * Adds Python requirements to `requirements.txt`.
   *
   * See `LocalAirflow.addRequirement()`.
   *
   * @param requirements requirements as in PEP 508, for example `apache-airflow-providers-slack==9.0.0`
   * @throws if pip could not read a requirement, or a distribution is added twice with different versions
   */
  public addRequirement(...requirements: string[]): void {
    checkCall('AstroProject.addRequirement', arguments);
    this.local.addRequirement(...requirements);
  }

  /**
   * Excludes files from the package that is built from the project. For an Astro project that is the image, so the pattern is added to
   * `.dockerignore`.
   *
   * @param pattern a pattern as in `.gitignore`, for example `/docs` or `*.md`
   */
  public addPackageIgnore(pattern: string): void {
    checkCall('AstroProject.addPackageIgnore', arguments);
    // Components of projen's own constructor may ask before there is one.
    const file = this.dockerignore as IgnoreFile | undefined;
    if (file !== undefined) {
      const { addToDockerIgnore } = require('./files/docker-ignore') as typeof import('./files/docker-ignore');
      addToDockerIgnore(file, pattern);
    }
  }

  /**
   * Marks files as generated in `.gitattributes`, so that GitHub collapses them in diffs.
   *
   * @param glob a pattern as in `.gitattributes`, for example `/API.md`
   */
  public annotateGenerated(glob: string): void {
    checkCall('AstroProject.annotateGenerated', arguments);
    this.gitattributes.addAttributes(glob, 'linguist-generated');
  }
}
