import path from 'node:path';
import type { Construct, IConstruct } from 'constructs';
import { Component } from 'projen/lib/component';
import type { FileBase } from 'projen/lib/file';
import { Project } from 'projen/lib/project';
import { checkCall } from './arguments/check-call';
import { DagWorkflow } from './ci/dag-workflow';
import { DriftCheck } from './ci/drift-check';
import { hasPythonTest } from './ci/python-files';
import { CLOUD_RULES } from './clouds/environment-rules';
import type { EnvironmentOptions, Mount } from './declarations';
import { ComposeOverride } from './files/compose-override';
import { DotenvExample } from './files/dotenv-example';
import { DotenvFile } from './files/dotenv-file';
import { variablesOfOverride } from './files/dotenv-winners';
import { ExampleDag } from './files/example-dag';
import { checkHostFiles } from './files/host-files';
import { IgnoreFiles } from './files/ignore-files';
import { RequirementsFile } from './files/requirements-file';
import { DeclaredBackends, keyAdder } from './local-airflow-backends';
import { declareCredentials } from './local-airflow-credentials';
import type { LocalAirflowOptions } from './local-airflow-options';
import { keepFilesOut } from './local-airflow-packages';
import { checkInTree, declareFile, nameInTree, normalized, withoutLinks } from './ownership/managed-path';
import type { OwnedBlockFile } from './ownership/owned-block-file';
import { Preflight } from './ownership/preflight';
import { AstroRuntime } from './runtime/astro-runtime';
import { checkAgainstDockerfile, runtimeOfDockerfile, warnOfBaseImage } from './runtime/dockerfile';
import { RuntimeDockerfile } from './runtime/runtime-dockerfile';
import { DEV_COMMANDS, DOCTOR_COMMANDS, SESSION_COMMANDS, TRY_COMMANDS } from './tasks/dev-commands';
import { FolderTasks } from './tasks/folder-tasks';
import { JsiiNotices } from './tasks/jsii-notices';
import { AstroAirflowError, checkAll } from './text/error';
import { SecretGuard } from './text/secret-guard';

/**
 * The local Airflow of an Astro project, in any projen project.
 *
 * It generates the files with which `astro dev start` reaches the cloud: `docker-compose.override.yml`, a block of `.env`, `.env.example`, an
 * example DAG, and blocks of `requirements.txt` and of the ignore files.
 *
 * @example
 * const local = new LocalAirflow(project, {
 *   credentials: [AwsCredentials.session({ profile: 'dev', region: 'us-west-2' })],
 *   secretsBackend: AwsSecretsBackend.secretsManager({ region: 'us-west-2' }),
 *   exampleDag: {},
 * });
 * local.addEnvironment('LOG_LEVEL', 'debug');
 */
export class LocalAirflow extends Component {
  /**
   * Returns the `LocalAirflow` of a project.
   *
   * @param scope the project, or a construct in it
   * @param directory the Astro project's directory, relative to the project's outdir; required if the project has several
   * @returns undefined if there is none
   * @throws if there are several and no directory is given
   */
  public static of(scope: IConstruct, directory?: string): LocalAirflow | undefined {
    checkCall('LocalAirflow.of', arguments);
    const found = Project.of(scope).components.filter((component): component is LocalAirflow => component instanceof LocalAirflow);
    const wanted = directory === undefined ? found : found.filter((local) => local.directory === normalized(directory));
    if (wanted.length > 1) {
      throw new AstroAirflowError(`There are several LocalAirflow: ${found.map((local) => `"${local.directory}"`).join(', ')}. Name one of these directories.`);
    }
    return wanted[0];
  }

  /** The Astro project's directory, relative to the project's outdir, separated by `/`. */
  public readonly directory: string;

  /** The Astro Runtime of the project. */
  public readonly runtime: AstroRuntime;

  /** `docker-compose.override.yml`. */
  public readonly override: ComposeOverride;

  /** `.env`, with a generated block. */
  public readonly dotenv: DotenvFile;

  /** `requirements.txt`, with a generated block if something is required. */
  public readonly requirements: RequirementsFile;

  /** The example DAG, or undefined if the option `exampleDag` was omitted. */
  public readonly exampleDag?: ExampleDag;

  private dotenvExample?: DotenvExample;
  private readonly blockFiles: readonly OwnedBlockFile[];
  private readonly backends: DeclaredBackends;
  private readonly secrets: SecretGuard;
  private readonly declaredVersion?: string;
  private readonly ignoreFiles: IgnoreFiles;

  /**
   * @param scope the project, or a construct in it
   * @param options credentials, secrets backend, example DAG and other settings
   * @throws if an option is not valid for Airflow, compose, the cloud or the Astro CLI, if the runtime is neither given nor in the Dockerfile, or if
   * the directory already has a `LocalAirflow`
   */
  public constructor(scope: Construct, options: LocalAirflowOptions = {}) {
    checkCall('LocalAirflow', arguments, new.target === LocalAirflow ? undefined : new.target.name);
    const project = Project.of(scope);
    const directory = normalized(options.directory ?? '.');
    const preflight = Preflight.of(project);
    const absolute = path.resolve(project.outdir, directory);
    if (preflight.isTaken(withoutLinks(absolute))) {
      throw new AstroAirflowError(`There is already a LocalAirflow for ${nameInTree(project, absolute) || 'the directory "."'}. Give each Astro project one LocalAirflow, and its own directory.`);
    }
    checkInTree(project, directory);
    const runtime = options.runtimeVersion === undefined ? runtimeOfDockerfile(project, directory) : AstroRuntime.parse(options.runtimeVersion);
    super(scope, `LocalAirflow ${directory}`);
    this.directory = directory;
    this.runtime = runtime;
    this.declaredVersion = options.runtimeVersion;
    this.secrets = new SecretGuard('Put it into the secrets backend, or manually into .env, outside the block', options.allowSecret ?? []);
    const rules = { secrets: this.secrets, ...CLOUD_RULES };
    this.override = ComposeOverride._in(this, directory, runtime, rules);
    // A synth writes them in this order: a file must be ignored before it exists.
    this.ignoreFiles = new IgnoreFiles(this, directory);
    this.dotenv = DotenvFile._in(this, directory, runtime, rules);
    this.requirements = RequirementsFile._in(this, directory, runtime);
    this.blockFiles = [this.dotenv, this.requirements, ...this.ignoreFiles.blocks];

    const addKey = keyAdder(this, options.keysInOverride === true);
    this.ignoreFiles.personal.declared.push(...declareCredentials(options, this, addKey));
    this.backends = new DeclaredBackends(options, this, addKey);
    this.ignoreFiles.personal.declared.push(...this.backends.personal);
    if (options.exampleDag !== undefined) {
      this.exampleDag = ExampleDag._in(this, directory, runtime, this.backends.forTasks(), options.exampleDag);
      this.override._setExample(this.exampleDag._declared);
    }
    preflight.register(withoutLinks(absolute), this);
    const hasTests = () => this.isOfAstroProject() || hasPythonTest(path.join(absolute, 'tests', 'dags'));
    DagWorkflow.of(project).add({ directory: absolute, runtime, isDeclared: options.dagWorkflow === true, isTested: () => options.dagWorkflow ?? hasTests() });
    // An AstroProject has the daily commands as tasks of its own.
    const daily = this.isOfAstroProject() ? {} : DEV_COMMANDS;
    const forWhatIsDeclared = { ...(this.override._hasSessions ? SESSION_COMMANDS : {}), ...DOCTOR_COMMANDS, ...(this.exampleDag === undefined ? {} : TRY_COMMANDS) };
    new FolderTasks(this, directory, { ...daily, ...forWhatIsDeclared });
    new JsiiNotices(this);
    if (options.driftCheck ?? true) {
      DriftCheck._ensure(project);
    }
  }

  /**
   * Adds an environment variable to the Airflow services, in `docker-compose.override.yml`.
   *
   * It takes precedence over `.env` and over the Astro CLI's own compose file.
   *
   * @param name the variable's name
   * @param value the variable's value; the containers get exactly this text, because a `$` is escaped
   * @param options the services that get the variable
   * @throws if the name or the value is not valid for compose, the value looks like a secret, or a service does not exist
   */
  public addEnvironment(name: string, value: string, options: EnvironmentOptions = {}): void {
    checkCall('LocalAirflow.addEnvironment', arguments);
    this.override._addEnvironment(name, value, options);
  }

  /**
   * Adds a key to the generated block of `.env`.
   *
   * Compose, `docker run --env-file` and the standalone mode parse `.env` in different ways, so a value that they would not read alike is refused.
   *
   * @param name letters, digits and `_`
   * @param value one line without `$` and ` #`, without quotes at its start, and without surrounding spaces
   * @throws if the value would not be read alike everywhere, if it looks like a secret, or if the Astro CLI's own compose file sets the key
   */
  public addDotenvKey(name: string, value: string): void {
    checkCall('LocalAirflow.addDotenvKey', arguments);
    this.dotenv._addKey(name, value);
    this.dotenvExample ??= declareFile(
      this.project,
      path.posix.join(this.directory, '.env.example'),
      () => new DotenvExample(this, this.directory, () => this.dotenv._declaredLines()),
    );
  }

  /**
   * Mounts a directory or file of the host into the Airflow services.
   *
   * @param mount source, target and access
   * @throws if source or target is not a valid path, the target is already mounted, or a service does not exist
   * @example
   * local.addMount({ source: './data', target: '/usr/local/airflow/data', readOnly: true });
   */
  public addMount(mount: Mount): void {
    checkCall('LocalAirflow.addMount', arguments);
    this.override._addMount(mount);
  }

  /**
   * Adds a service to `docker-compose.override.yml`, such as an object store for tests.
   *
   * @param name the service's name
   * @param definition the service as in the Compose file reference; compose interpolates a `$`
   * @throws if the service is in the Astro CLI's own compose file, has neither image nor build, or is added twice
   * @example
   * local.addService('minio', { image: 'minio/minio', command: 'server /data', ports: ['9000:9000'], networks: ['airflow'] });
   */
  public addService(name: string, definition: { readonly [key: string]: any }): void {
    checkCall('LocalAirflow.addService', arguments);
    this.override._addService(name, definition);
  }

  /**
   * Extends a service of the Astro CLI's own compose file: an Airflow service or `postgres`. Several calls for a service are merged. Lists are
   * appended, also to those of the Astro CLI.
   *
   * @param name the service's name; `runtime.services` lists the Airflow services
   * @param definition the additions as in the Compose file reference; compose interpolates a `$`
   * @throws if there is no such service, a value differs from an earlier one, a volume has the target of another mount, or an Airflow service would
   * run another program or image
   * @example
   * local.extendService('scheduler', { extra_hosts: ['host.docker.internal:host-gateway'], mem_limit: '4g' });
   * local.extendService('postgres', { image: 'postgres:16' });
   */
  public extendService(name: string, definition: { readonly [key: string]: any }): void {
    checkCall('LocalAirflow.extendService', arguments);
    this.override._extendService(name, definition);
  }

  /**
   * Adds a named volume for your own services.
   *
   * @param name the volume's name in compose
   * @param definition the volume as in the Compose file reference
   * @throws if it is added twice
   * @example
   * local.addVolume('minio-data');
   */
  public addVolume(name: string, definition: { readonly [key: string]: any } = {}): void {
    checkCall('LocalAirflow.addVolume', arguments);
    this.override._addTopLevel('volumes', name, definition);
  }

  /**
   * Adds a network for your own services. The Airflow services are in the network `airflow`.
   *
   * @param name the network's name in compose
   * @param definition the network as in the Compose file reference
   * @throws if it is added twice
   * @example
   * local.addNetwork('warehouse', { external: true });
   */
  public addNetwork(name: string, definition: { readonly [key: string]: any } = {}): void {
    checkCall('LocalAirflow.addNetwork', arguments);
    this.override._addTopLevel('networks', name, definition);
  }

  /**
   * Adds Python requirements to `requirements.txt`.
   *
   * A distribution that is already listed outside the generated block is skipped, with a warning if that line differs.
   *
   * @param requirements requirements as in PEP 508, for example `apache-airflow-providers-slack==9.0.0`
   * @throws if pip could not read a requirement, or a distribution is added twice with different versions
   */
  public addRequirement(...requirements: string[]): void {
    checkCall('LocalAirflow.addRequirement', arguments);
    requirements.forEach((requirement) => this.requirements._ask(requirement));
  }

  /**
   * Checks before the first write what a synth would do, and settles who owns which path.
   *
   * @internal
   */
  public _preflight(owners: ReadonlyMap<string, FileBase>): void {
    this.ignoreFiles.findFormer();
    checkAll([
      () => (this.isOfAstroProject() ? warnOfBaseImage(this.project, this.directory, this.runtime) : checkAgainstDockerfile(this.project, this.directory, this.declaredVersion)),
      ...[this.override._whole, this.dotenvExample?.whole, ...this.backends.wholes()].map((whole) => () => whole?.check(owners)),
      () => this.backends.checkOverride(this.override._check()),
      () => this.backends.checkKwargs(owners, (text) => this.project.logger.warn(text)),
      ...this.blockFiles.map((file) => () => file._preflight(owners.get(file.absolutePath))),
    ]);
    this.ignoreFiles.keepCommitted(owners);
    this.ignoreFiles.ignoreVirtualEnvironment(owners);
    this.dotenv._warnOfLines(() => variablesOfOverride(this.override._written(), this.runtime.services));
    const files = [...(this.exampleDag === undefined ? [] : [this.exampleDag.file]), ...this.backends.examples];
    keepFilesOut(this, files, this.ignoreFiles.personal.patterns, () => this.isOfAstroProject());
    [...this.secrets.warnings(), ...this.backends.warnings(), ...this.ignoreFiles.warnings(owners)].forEach((warning) => this.project.logger.warn(warning));
  }

  /**
   * Checks that the host project's own ignore and attribute files keep what the user wrote before projen came.
   *
   * @internal
   */
  public _preflightHost(owners: ReadonlyMap<string, FileBase>): void {
    checkHostFiles(this.project, owners);
  }

  /** True in an `AstroProject`: there the Dockerfile follows the declared version, and the package that is built is the image. */
  private isOfAstroProject(): boolean {
    return RuntimeDockerfile.of(this.project, this.directory) !== undefined;
  }
}
