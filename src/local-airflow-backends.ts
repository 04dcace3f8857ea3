import type { FileBase } from 'projen/lib/file';
import { checkImplemented } from './arguments/check-call';
import type { SecretsBackend } from './clouds/secrets-backend';
import type { CredentialsTargets } from './local-airflow-credentials';
import type { CommonLocalAirflowOptions } from './local-airflow-options';
import { apiName } from './text/api-name';
import { AstroAirflowError, checkAll } from './text/error';

/** What is declared of secrets backends: the keys, and what installs their classes. */
export class DeclaredBackends {
  private readonly declared: readonly SecretsBackend[];

  /**
   * Puts what they need into the files.
   *
   * @param addKey adds a key to `.env`, or to the override
   */
  public constructor(
    private readonly options: Pick<CommonLocalAirflowOptions, 'credentials' | 'secretsBackend'>,
    private readonly targets: Pick<CredentialsTargets, 'requirements' | 'runtime'>,
    addKey: (name: string, value: string) => void,
  ) {
    const { secretsBackend } = options;
    this.declared = secretsBackend === undefined ? [] : [secretsBackend];
    for (const backend of this.declared) {
      checkImplemented('SecretsBackend', backend);
      backend._checkCredentials(options.credentials ?? []);
      addKey('AIRFLOW__SECRETS__BACKEND', backend.classPath);
      // One variable per argument (BACKEND_KWARG__…) exists from Airflow 3.2 on alone, and is ignored in silence before.
      addKey('AIRFLOW__SECRETS__BACKEND_KWARGS', JSON.stringify(backend.kwargs));
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
    const { secretsBackend } = this.options;
    if (secretsBackend === undefined) {
      throw new AstroAirflowError(`${apiName('exampleDag')} reads secrets, and no ${apiName('secretsBackend')} is declared. Declare one, for example ${apiName('AwsSecretsBackend.secretsManager')}().`);
    }
    return secretsBackend;
  }

  /** What they warn of themselves. */
  public warnings(): string[] {
    return this.declared.flatMap(({ warnings }) => warnings);
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
