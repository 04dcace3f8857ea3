import type { GitHub } from 'projen/lib/github/github';
import type { IgnoreFile } from 'projen/lib/ignore-file';
import type { NodePackage } from 'projen/lib/javascript/node-package';
import { Project } from 'projen/lib/project';
import { checkCall } from './arguments/check-call';
import type { AstroProjectOptions } from './astro-project-options';
import type { EnvironmentOptions, Mount } from './declarations';
import type { LocalAirflow } from './local-airflow';

/**
 * An Astro project: what `astro dev init` creates for the Airflow of the runtime, declared, with one `LocalAirflow`.
 *
 * Samples (DAG, tests, README, settings) are written once and are the team's from then on. The tag in the Dockerfile follows
 * `runtimeVersion`. A new project is made by `npx projen new --from projen-astro-airflow --name orders-pipelines`.
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
  /** The local Airflow of this project: its managed files, and what can be added to them. */
  public readonly local: LocalAirflow;

  /** `.dockerignore`: what is kept out of the image build. */
  public readonly dockerignore: IgnoreFile;

  /** `package.json`; undefined for a subproject and with an rc file in Python. */
  public readonly nodePackage?: NodePackage;

  /** projen's GitHub component; undefined if the project has none. */
  public readonly github?: GitHub;

  /**
   * @param options what to declare; `name` in lower-case letters, digits, `-` and `_`
   * @throws if the name is one that npm, Docker or the Astro CLI would refuse, the Node that runs is too old, options contradict each
   * other, or the runtime is neither given nor readable from an existing Dockerfile
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
   * Adds an environment variable to the Airflow services, as `LocalAirflow.addEnvironment`.
   *
   * @param name the variable's name
   * @param value its value; a `$` is escaped, so that the containers get exactly this text
   * @param options which services get it
   * @throws if the name or value is not valid for compose or looks like a secret, or a service does not exist
   */
  public addEnvironment(name: string, value: string, options: EnvironmentOptions = {}): void {
    checkCall('AstroProject.addEnvironment', arguments);
    this.local.addEnvironment(name, value, options);
  }

  /**
   * Adds a key to our block of `.env`, as `LocalAirflow.addDotenvKey`.
   *
   * @param name letters, digits and `_`
   * @param value one line without `$`, ` #`, quotes at its start or outer blanks
   * @throws if the readers of `.env` would disagree on the value, or if it looks like a secret
   */
  public addDotenvKey(name: string, value: string): void {
    checkCall('AstroProject.addDotenvKey', arguments);
    this.local.addDotenvKey(name, value);
  }

  /**
   * Mounts a directory or file of the host into the Airflow services, as `LocalAirflow.addMount`.
   *
   * @param mount source, target and access
   * @throws if source or target is no path, the target is mounted already, or a service does not exist
   */
  public addMount(mount: Mount): void {
    checkCall('AstroProject.addMount', arguments);
    this.local.addMount(mount);
  }

  /**
   * Adds a service of your own to `docker-compose.override.yml`, as `LocalAirflow.addService`.
   *
   * @param name the service's name
   * @param definition what compose's reference allows for a service; a `$` in it is interpolated by compose
   * @throws if the service is in the Astro CLI's own file, has neither image nor build, or is added twice
   */
  public addService(name: string, definition: { readonly [key: string]: any }): void {
    checkCall('AstroProject.addService', arguments);
    this.local.addService(name, definition);
  }

  /**
   * Adds to a service of the Astro CLI's own file, as `LocalAirflow.extendService`.
   *
   * @param name the service's name
   * @param definition what compose's reference allows for a service; a `$` in it is interpolated by compose
   * @throws if there is no such service, a value differs from an earlier one, a volume has the target of another mount, or
   * an Airflow service would run another program or image
   */
  public extendService(name: string, definition: { readonly [key: string]: any }): void {
    checkCall('AstroProject.extendService', arguments);
    this.local.extendService(name, definition);
  }

  /**
   * Declares a named volume for services of your own, as `LocalAirflow.addVolume`.
   *
   * @param name the volume's name in compose
   * @param definition what compose's reference allows for a volume
   * @throws if it is declared twice
   */
  public addVolume(name: string, definition: { readonly [key: string]: any } = {}): void {
    checkCall('AstroProject.addVolume', arguments);
    this.local.addVolume(name, definition);
  }

  /**
   * Declares a network for services of your own, as `LocalAirflow.addNetwork`.
   *
   * @param name the network's name in compose
   * @param definition what compose's reference allows for a network: `{ external: true }`
   * @throws if it is declared twice
   */
  public addNetwork(name: string, definition: { readonly [key: string]: any } = {}): void {
    checkCall('AstroProject.addNetwork', arguments);
    this.local.addNetwork(name, definition);
  }

  /**
   * Adds Python requirements to our block of `requirements.txt`, as `LocalAirflow.addRequirement`.
   *
   * @param requirements each as in PEP 508, for example `apache-airflow-providers-slack==9.0.0`
   * @throws if pip could not read one
   */
  public addRequirement(...requirements: string[]): void {
    checkCall('AstroProject.addRequirement', arguments);
    this.local.addRequirement(...requirements);
  }

  /**
   * Keeps files out of the package that is built of the project. Of an Astro project that is the image, so the pattern goes to
   * `.dockerignore`.
   *
   * @param pattern as in `.gitignore`: `/docs`, `*.md`
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
   * Marks files as generated in `.gitattributes`, so that GitHub folds them in a diff.
   *
   * @param glob as in `.gitattributes`: `/API.md`
   */
  public annotateGenerated(glob: string): void {
    checkCall('AstroProject.annotateGenerated', arguments);
    this.gitattributes.addAttributes(glob, 'linguist-generated');
  }
}
