import { nearClass } from './near-class';
import { SecretsBackend } from './secrets-backend';
import { checkCall } from '../arguments/check-call';
import { apiName } from '../text/api-name';
import { AstroAirflowError } from '../text/error';

/** Classes that have a backend of this package, with its names and checks. */
const TYPED: Readonly<Record<string, string>> = {
  'airflow.providers.amazon.aws.secrets.secrets_manager.SecretsManagerBackend': 'AwsSecretsBackend.secretsManager',
  'airflow.providers.amazon.aws.secrets.systems_manager.SystemsManagerParameterStoreBackend': 'AwsSecretsBackend.parameterStore',
  'airflow.providers.google.cloud.secrets.secret_manager.CloudSecretManagerBackend': 'GcpSecretsBackend.secretManager',
  'airflow.providers.microsoft.azure.secrets.key_vault.AzureKeyVaultBackend': 'AzureSecretsBackend.keyVault',
  'airflow.providers.hashicorp.secrets.vault.VaultBackend': 'VaultSecretsBackend',
  'airflow.secrets.local_filesystem.LocalFilesystemBackend': 'LocalFilesystemSecretsBackend',
};

/**
 * Options of `CustomSecretsBackend`.
 */
export interface CustomSecretsBackendOptions {
  /**
   * Python class that Airflow loads, with its module: `airflow.providers.yandex.secrets.lockbox.LockboxSecretBackend`.
   *
   * The path of a class in `include/` or `plugins/` starts with the folder: `include.my_backend.MyBackend`.
   */
  readonly classPath: string;

  /**
   * Arguments of the class, by their names in Python. No secrets, because they are committed. For the classes that this package knows, the names are
   * checked against the release in `requirements.txt` or in the runtime.
   *
   * @default - none
   */
  readonly kwargs?: { readonly [name: string]: any };

  /**
   * Python distribution that contains the class, as a requirement (PEP 508): `acme-airflow-secrets>=1.2`.
   *
   * @default - the provider on PyPI, if this package knows the class; otherwise none, for a class in Airflow, in the image or in the Astro project
   */
  readonly requirement?: string;

  /**
   * Name of the service, in messages and in the docstring of the example DAG.
   *
   * @default - the name of the class
   */
  readonly displayName?: string;
}

/**
 * Any secrets backend, by the path of its Python class.
 *
 * The names of its secrets are unknown, so the docstring of an example DAG does not list them. Extend `SecretsBackend` to add names and commands.
 *
 * @example
 * new CustomSecretsBackend({
 *   classPath: 'airflow.providers.yandex.secrets.lockbox.LockboxSecretBackend',
 *   kwargs: { folder_id: 'b1g0000000000000000', yc_sa_key_json_path: '/home/astro/.yandex/key.json' },
 * });
 */
export class CustomSecretsBackend extends SecretsBackend {
  /** Name of the service. */
  public readonly displayName: string;

  /** Python class that Airflow loads. */
  public readonly classPath: string;

  /** Arguments of the class. */
  public readonly kwargs: { readonly [name: string]: any };

  /** Python distribution that contains the class. */
  public readonly requirement?: string;

  /** Hints: a typed class of this package declares the same backend, or the path looks like a misspelled one. */
  public readonly warnings: string[];

  /**
   * @param options the class, its arguments and its distribution
   * @throws if `classPath` is not the path of a Python class, or JSON cannot represent an argument
   */
  public constructor(options: CustomSecretsBackendOptions) {
    super();
    checkCall('CustomSecretsBackend', arguments, new.target === CustomSecretsBackend ? undefined : new.target.name);
    const { checkJson, knownClasses, knownDistribution } = require('./kwargs-check') as typeof import('./kwargs-check');
    const { classPath, kwargs = {}, requirement, displayName } = options;
    if (!/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/.test(classPath)) {
      throw new AstroAirflowError(`${apiName('classPath')} "${classPath}" is not the path of a Python class. Write the module and the class with dots between them: airflow.providers.yandex.secrets.lockbox.LockboxSecretBackend.`);
    }
    for (const [name, value] of Object.entries(kwargs)) {
      if (!/^[A-Za-z_]\w*$/.test(name)) {
        throw new AstroAirflowError(`"${name}" in kwargs is not a name that an argument in Python can have. Use letters, digits and "_".`);
      }
      checkJson(value, `${name} in kwargs`);
    }
    if (displayName?.trim() === '') {
      throw new AstroAirflowError(`${apiName('displayName')} is empty. Write what people call the service, or omit it.`);
    }
    const known = knownDistribution(classPath);
    const typed = TYPED[classPath];
    const near = nearClass(classPath, knownClasses());
    this.classPath = classPath;
    this.kwargs = kwargs;
    this.displayName = displayName ?? classPath.split('.').at(-1)!;
    this.requirement = requirement ?? (known === 'apache-airflow' ? undefined : known);
    this.warnings = [
      ...(typed === undefined ? [] : [`${apiName('classPath')}: ${apiName(typed)} declares this class, with its options checked and the names of the secrets. Use it instead of CustomSecretsBackend.`]),
      ...(near === undefined ? [] : [`${apiName('classPath')} "${classPath}": did you mean ${near}? Airflow does not start with a class that it cannot import. A class of your own is taken as it is.`]),
    ];
  }

  /**
   * Always undefined: the names of the secrets are unknown.
   *
   * @param _key the variable's key in Airflow
   * @returns undefined
   */
  public secretNameForVariable(_key: string): string | undefined {
    checkCall('CustomSecretsBackend.secretNameForVariable', arguments);
    return undefined;
  }

  /**
   * Always undefined: the names of the secrets are unknown.
   *
   * @param _connectionId the connection's id in Airflow
   * @returns undefined
   */
  public secretNameForConnection(_connectionId: string): string | undefined {
    checkCall('CustomSecretsBackend.secretNameForConnection', arguments);
    return undefined;
  }

  /** @internal */
  public get _knowsNames(): boolean {
    return false;
  }
}
