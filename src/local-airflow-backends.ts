import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { FileBase } from 'projen/lib/file';
import { Project } from 'projen/lib/project';
import { checkImplemented } from './arguments/check-call';
import type { SecretsFile } from './clouds/backend-declarations';
import type { SecretsBackend } from './clouds/secrets-backend';
import type { Mount } from './declarations';
import { servicesWithAnother } from './files/override-parts';
import { SecretsExample } from './files/secrets-example';
import type { CredentialsTargets } from './local-airflow-credentials';
import { bareModuleWarnings } from './local-airflow-module';
import type { CommonLocalAirflowOptions } from './local-airflow-options';
import { signInMeans } from './local-airflow-sign-in';
import { declareFile } from './ownership/managed-path';
import { StarterFile } from './ownership/starter-file';
import { READABLE_MODE } from './ownership/user-file';
import type { WholeFile } from './ownership/whole-file';
import { apiName } from './text/api-name';
import { exampleKeys } from './text/declared-example';
import { AstroAirflowError, checkAll } from './text/error';
import { listed } from './text/lists';
import { literalForCompose } from './text/mount-paths';

/** The start of the variables for Airflow's section and option, before the class and its arguments. */
const FOR_ALL = { backend: 'AIRFLOW__SECRETS__BACKEND', kwargs: 'AIRFLOW__SECRETS__BACKEND_KWARGS' };
const FOR_TASKS = { backend: 'AIRFLOW__WORKERS__SECRETS_BACKEND', kwargs: 'AIRFLOW__WORKERS__SECRETS_BACKEND_KWARGS' };

/** Adds a key to `.env` or to the override, with what declares it. `.env` can have another value, for Airflow outside of a container. */
type AddKey = (name: string, value: string, by: string, ofHost?: string) => void;

/** Returns the function that adds a key to the override or to `.env`. */
export function keyAdder(local: Pick<CredentialsTargets, 'override'> & { addDotenvKey(name: string, value: string): void }, isInOverride: boolean): AddKey {
  return (name, value, by, ofHost = value) => {
    if (isInOverride || ofHost !== value) {
      local.override._addEnvironment(name, value, {}, by);
    }
    if (!isInOverride) {
      local.addDotenvKey(name, ofHost);
    }
  };
}

function isSame(one: SecretsBackend, other: SecretsBackend | undefined): boolean {
  return one.classPath === other?.classPath && isDeepStrictEqual(one.kwargs, other.kwargs);
}

/** The option that declares a backend. */
function optionOf(isOfTasks: boolean): string {
  return apiName(isOfTasks ? 'workersSecretsBackend' : 'secretsBackend');
}

/** Returns the new ones, and adds them to the earlier ones. */
function fresh<Part>(parts: readonly Part[], earlier: unknown[]): Part[] {
  const found = parts.filter((part) => !earlier.some((other) => isDeepStrictEqual(part, other)));
  earlier.push(...found);
  return found;
}

/** The declared secrets backends: their keys, and the requirements of their classes. */
export class DeclaredBackends {
  /** Patterns of the personal files, from the Astro project's directory. */
  public readonly personal: string[] = [];

  /** The committed examples beside them. */
  public readonly examples: SecretsExample[] = [];

  private readonly declared: ReadonlyArray<{ readonly backend: SecretsBackend; readonly keys: typeof FOR_ALL; readonly isOfTasks: boolean }>;

  /**
   * Adds what they need to the files.
   *
   * @param addKey adds a key to `.env`, or to the override
   */
  public constructor(
    private readonly options: Pick<CommonLocalAirflowOptions, 'credentials' | 'exampleDag' | 'secretsBackend' | 'workersSecretsBackend'>,
    private readonly targets: CredentialsTargets,
    addKey: AddKey,
  ) {
    const { secretsBackend, workersSecretsBackend } = options;
    const { airflowMajor, tag } = targets.runtime;
    if (workersSecretsBackend !== undefined && airflowMajor < 3) {
      throw new AstroAirflowError(
        `${apiName('workersSecretsBackend')}: Airflow ${airflowMajor} (runtime ${tag}) has one secrets backend for all its processes. Declare it as ${apiName('secretsBackend')}, or use a runtime with Airflow 3.`,
      );
    }
    const credentials = options.credentials ?? [];
    credentials.forEach((one) => one._checkBackend(secretsBackend));
    const both = [{ backend: secretsBackend, keys: FOR_ALL, isOfTasks: false }, { backend: workersSecretsBackend, keys: FOR_TASKS, isOfTasks: true }];
    this.declared = both.flatMap(({ backend, ...others }) => (backend === undefined ? [] : [{ backend, ...others }]));
    const added: Array<Mount | SecretsFile> = [];
    for (const { backend, keys, isOfTasks } of both) {
      if (backend === undefined) {
        continue;
      }
      checkImplemented('SecretsBackend', backend);
      backend._checkCredentials(credentials, isOfTasks);
      addKey(keys.backend, backend.classPath, optionOf(isOfTasks));
      // One variable per argument (BACKEND_KWARG__…) needs Airflow 3.2; earlier versions ignore it silently.
      const { mounts = [], files = [], hostKwargs } = backend._declarations(exampleKeys(options.exampleDag));
      addKey(keys.kwargs, JSON.stringify(backend.kwargs), optionOf(isOfTasks), hostKwargs && JSON.stringify(hostKwargs));
      if (mounts.length > 0 && isOfTasks && isSame(backend, secretsBackend)) {
        throw new AstroAirflowError(`${apiName('workersSecretsBackend')} reads the same files as ${apiName('secretsBackend')}. Remove ${apiName('workersSecretsBackend')}: tasks ask ${apiName('secretsBackend')} then.`);
      }
      // Two backends can have files in the same folder, and share a file.
      fresh(mounts, added).forEach((mount) => targets.override._addMount(mount));
      fresh(files, added).forEach((file) => this.declareFile(file, isOfTasks));
      if (backend.requirement !== undefined) {
        targets.requirements._derive(backend.requirement);
      }
    }
  }

  private declareFile({ path: name, text, ignored, example }: SecretsFile, isOfTasks: boolean): void {
    const { targets } = this;
    StarterFile.declarePersonal(targets, path.posix.join(targets.directory, name), text, READABLE_MODE, optionOf(isOfTasks));
    this.personal.push(...ignored);
    this.examples.push(declareFile(Project.of(targets), path.posix.join(targets.directory, example.path), () => new SecretsExample(targets, targets.directory, example)));
  }

  /**
   * The backend of tasks, for the example DAG.
   *
   * @throws AstroAirflowError if there is none
   */
  public forTasks(): SecretsBackend {
    const { workersSecretsBackend, secretsBackend = workersSecretsBackend } = this.options;
    if (secretsBackend === undefined) {
      throw new AstroAirflowError(`${apiName('exampleDag')} reads secrets, and no ${apiName('secretsBackend')} is declared. Declare one, for example ${apiName('AwsSecretsBackend.secretsManager')}(), or remove ${apiName('exampleDag')}.`);
    }
    return workersSecretsBackend ?? secretsBackend;
  }

  /** The files that projen owns. */
  public wholes(): WholeFile[] {
    return this.examples.map(({ _whole }) => _whole);
  }

  /**
   * Checks that nothing in the override has another value for their keys, or for others of `.env`, and so would win over it.
   *
   * @param written the override as it will be written
   * @throws AstroAirflowError if an option, an addition or an escape hatch sets one
   */
  public checkOverride(written: unknown): void {
    const { dotenv, override, runtime } = this.targets;
    const values = this.declared.flatMap(({ backend, keys, isOfTasks }) => [
      { name: keys.backend, value: backend.classPath, option: optionOf(isOfTasks) },
      { name: keys.kwargs, value: JSON.stringify(backend.kwargs), option: optionOf(isOfTasks) },
    ]);
    const ofBackends = values.map(({ name, value, option }) => () => {
      const losing = servicesWithAnother(name, literalForCompose(value), written, runtime.services);
      if (losing.length > 0) {
        const where = losing.length === runtime.services.length ? '' : ` for ${listed(losing)}`;
        throw new AstroAirflowError(
          `${override.file.path} sets ${name}${where} to another value than ${option} has, and wins, so Airflow would not use what is declared. Remove the variable, or declare its value with ${option}.`,
        );
      }
    });
    checkAll([...ofBackends, () => dotenv._checkAgainst(written, values.map(({ name }) => name))]);
  }

  /** Their own warnings, and those about missing credentials and the module of the class. */
  public warnings(): string[] {
    const meansOf = signInMeans(this.targets, this.options.credentials ?? []);
    const directory = path.resolve(Project.of(this.targets).outdir, this.targets.directory);
    const own = this.declared.flatMap(({ backend, keys }) => [...backend.warnings, ...backend._credentialsWarnings(meansOf(backend, keys.kwargs))]);
    // Tasks load their backend later.
    return [...new Set([...own, ...this.declared.flatMap(({ backend, isOfTasks }) => (isOfTasks ? [] : bareModuleWarnings(directory, backend)))])];
  }

  /**
   * Checks their arguments against the installed releases: with some classes a wrong argument stops every service of Airflow.
   *
   * @param owners the files of the project by their paths
   * @param warn prints what cannot be checked
   */
  public checkKwargs(owners: ReadonlyMap<string, FileBase>, warn: (text: string) => void): void {
    checkAll(this.declared.map(({ backend, isOfTasks }) => () => this.checkKwargsOf(backend, isOfTasks, owners, warn)));
  }

  private checkKwargsOf(backend: SecretsBackend, isOfTasks: boolean, owners: ReadonlyMap<string, FileBase>, warn: (text: string) => void): void {
    // Loaded only if there is a backend, because it has the arguments of all known classes.
    const { kwargTroubles, knownDistribution } = require('./clouds/kwargs-check') as typeof import('./clouds/kwargs-check');
    const { requirements, runtime } = this.targets;
    const distribution = knownDistribution(backend.classPath);
    if (distribution === undefined) {
      return;
    }
    const requirement = requirements._requirementFor(distribution, owners.get(requirements.absolutePath));
    const problems: string[] = [];
    for (const { kwarg, text, isCertain } of kwargTroubles(backend.classPath, Object.keys(backend.kwargs), { requirement, runtime, isOfTasks })) {
      const option = backend._optionOf(kwarg);
      const said = option === undefined ? text : `${apiName(option)}: ${text}`;
      if (isCertain) {
        problems.push(said);
      } else {
        warn(said);
      }
    }
    if (problems.length > 0) {
      throw new AstroAirflowError(problems);
    }
  }
}
