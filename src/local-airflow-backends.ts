import type { FileBase } from 'projen/lib/file';
import { checkImplemented } from './arguments/check-call';
import type { SecretsBackend } from './clouds/secrets-backend';
import type { CredentialsTargets } from './local-airflow-credentials';
import type { CommonLocalAirflowOptions } from './local-airflow-options';
import { apiName } from './text/api-name';
import { AstroAirflowError, checkAll } from './text/error';

/** The keys of the section and the option that Airflow reads, up to the class and its arguments. */
const FOR_ALL = { backend: 'AIRFLOW__SECRETS__BACKEND', kwargs: 'AIRFLOW__SECRETS__BACKEND_KWARGS' };
const FOR_TASKS = { backend: 'AIRFLOW__WORKERS__SECRETS_BACKEND', kwargs: 'AIRFLOW__WORKERS__SECRETS_BACKEND_KWARGS' };

/** What is declared of secrets backends: the keys, and what installs their classes. */
export class DeclaredBackends {
  private readonly declared: readonly SecretsBackend[];

  /**
   * Puts what they need into the files.
   *
   * @param addKey adds a key to `.env`, or to the override
   */
  public constructor(
    private readonly options: Pick<CommonLocalAirflowOptions, 'credentials' | 'secretsBackend' | 'workersSecretsBackend'>,
    private readonly targets: Pick<CredentialsTargets, 'requirements' | 'runtime'>,
    addKey: (name: string, value: string) => void,
  ) {
    const { secretsBackend, workersSecretsBackend } = options;
    const { airflowMajor, tag } = targets.runtime;
    if (workersSecretsBackend !== undefined && airflowMajor < 3) {
      throw new AstroAirflowError(
        `${apiName('workersSecretsBackend')}: Airflow ${airflowMajor} (runtime ${tag}) has one secrets backend for all its processes. Declare it as ${apiName('secretsBackend')}, or use a runtime with Airflow 3.`,
      );
    }
    const both = [{ backend: secretsBackend, keys: FOR_ALL }, { backend: workersSecretsBackend, keys: FOR_TASKS }];
    this.declared = both.flatMap(({ backend }) => backend ?? []);
    for (const { backend, keys } of both) {
      if (backend === undefined) {
        continue;
      }
      checkImplemented('SecretsBackend', backend);
      backend._checkCredentials(options.credentials ?? []);
      addKey(keys.backend, backend.classPath);
      // One variable per argument (BACKEND_KWARG__…) exists from Airflow 3.2 on alone, and is ignored in silence before.
      addKey(keys.kwargs, JSON.stringify(backend.kwargs));
      if (backend.requirement !== undefined) {
        targets.requirements._derive(backend.requirement);
      }
    }
  }

  /**
   * The one that tasks ask, for the example DAG.
   *
   * @throws AstroAirflowError if there is none
   */
  public forTasks(): SecretsBackend {
    const { workersSecretsBackend, secretsBackend = workersSecretsBackend } = this.options;
    if (secretsBackend === undefined) {
      throw new AstroAirflowError(`${apiName('exampleDag')} reads secrets, and no ${apiName('secretsBackend')} is declared. Declare one, for example ${apiName('AwsSecretsBackend.secretsManager')}().`);
    }
    return workersSecretsBackend ?? secretsBackend;
  }

  /** What they warn of themselves. */
  public warnings(): string[] {
    return [...new Set(this.declared.flatMap(({ warnings }) => warnings))];
  }

  /**
   * Checks their arguments against the releases that are installed: with some classes a wrong one stops every service of Airflow.
   *
   * @param owners the files of the project by their paths
   * @param warn prints what cannot be known
   */
  public checkKwargs(owners: ReadonlyMap<string, FileBase>, warn: (text: string) => void): void {
    checkAll(this.declared.map((backend) => () => this.checkKwargsOf(backend, owners, warn)));
  }

  private checkKwargsOf(backend: SecretsBackend, owners: ReadonlyMap<string, FileBase>, warn: (text: string) => void): void {
    // Loaded where there is a backend, with what is known of all classes.
    const { kwargTroubles, knownDistribution } = require('./clouds/kwargs-check') as typeof import('./clouds/kwargs-check');
    const { requirements, runtime } = this.targets;
    const distribution = knownDistribution(backend.classPath);
    if (distribution === undefined) {
      return;
    }
    const requirement = requirements._requirementFor(distribution, owners.get(requirements.absolutePath));
    const problems: string[] = [];
    for (const { kwarg, text, isCertain } of kwargTroubles(backend.classPath, Object.keys(backend.kwargs), { requirement, runtime })) {
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
