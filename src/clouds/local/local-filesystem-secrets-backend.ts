import type { LocalFilesystemSecretsBackendOptions } from './local-backend-options';
import { exampleEntry, lineOf, secretsFile, whyNotInFile } from './local-file-text';
import { formatOf, inContainer, LOCAL_OPTIONS, localFiles, mountsOf, type LocalFiles } from './local-paths';
import { checkCall } from '../../arguments/check-call';
import { AstroAirflowError } from '../../text/error';
import { checkNoSecret } from '../../text/secret-check';
import type { BackendDeclarations, ExampleKeys, SecretsEntry } from '../backend-declarations';
import { KEY_NAMES, LOOKUP_KINDS, whyNoKey, type LookupKind } from '../lookup';
import { SecretsBackend } from '../secrets-backend';

/** The arguments of the class (LocalFilesystemBackend.__init__ of Airflow 3.3). */
const KWARGS: Readonly<Record<LookupKind, string>> = { variables: 'variables_file_path', connections: 'connections_file_path', config: 'configs_file_path' };

/**
 * Variables and connections in local files, without a cloud account: for a first try, for tests and for CI. Airflow's own `LocalFilesystemBackend`
 * reads them.
 *
 * The first `npx projen` creates both files with an example value, and never changes them afterwards. They are excluded from git, the image and npm;
 * next to each is a committed example. Their folder is mounted into the containers, read-only.
 *
 * @example
 * new LocalFilesystemSecretsBackend({ variablesFile: 'secrets/variables.yaml', connectionsFile: 'secrets/connections.yaml' });
 */
export class LocalFilesystemSecretsBackend extends SecretsBackend {
  /** Always `local files`. */
  public readonly displayName: string;

  /** Always `airflow.secrets.local_filesystem.LocalFilesystemBackend`. */
  public readonly classPath: string;

  /** Paths of the files in the containers. */
  public readonly kwargs: { readonly [name: string]: any };

  /** Always undefined: the class is part of Airflow. */
  public readonly requirement?: string;

  /** Always empty. */
  public readonly warnings: string[];

  private readonly files: LocalFiles;

  /**
   * @param options paths of the files
   * @throws if a path is not below the project, has an extension that Airflow does not read, or is in a folder that the Astro CLI mounts or uploads;
   * if two paths are the same file
   */
  public constructor(options: LocalFilesystemSecretsBackendOptions = {}) {
    checkCall('LocalFilesystemSecretsBackend', arguments, new.target === LocalFilesystemSecretsBackend ? undefined : new.target.name);
    super();
    this.displayName = 'local files';
    this.classPath = 'airflow.secrets.local_filesystem.LocalFilesystemBackend';
    this.files = localFiles(options);
    this.kwargs = this.kwargsWith(inContainer);
    this.requirement = undefined;
    this.warnings = [];
  }

  /**
   * Key of a variable in the file, which is its key in Airflow.
   *
   * @param key the variable's key in Airflow, for example `my_var`
   * @returns undefined if variables are not looked up in a file
   * @throws if the key is not valid for Airflow or the format of the file
   */
  public secretNameForVariable(key: string): string | undefined {
    checkCall('LocalFilesystemSecretsBackend.secretNameForVariable', arguments);
    return this.nameOf('variables', key);
  }

  /**
   * Key of a connection in the file, which is its id in Airflow.
   *
   * @param connectionId the connection's id in Airflow, for example `my_conn`
   * @returns undefined if connections are not looked up in a file
   * @throws if the id is not valid for Airflow or the format of the file
   */
  public secretNameForConnection(connectionId: string): string | undefined {
    checkCall('LocalFilesystemSecretsBackend.secretNameForConnection', arguments);
    return this.nameOf('connections', connectionId);
  }

  /** @internal */
  public _declarations(keys: ExampleKeys): BackendDeclarations {
    return {
      mounts: mountsOf(this.files),
      files: [...this.files].map(([kind, file]) => secretsFile(kind, file, keys)),
      // The standalone mode starts Airflow in the project's directory, where there are no mounts.
      hostKwargs: this.kwargsWith((file) => file),
    };
  }

  /** @internal */
  public _entryOf(kind: 'variable' | 'connection', key: string): SecretsEntry | undefined {
    const lookup: LookupKind = `${kind}s`;
    const file = this.files.get(lookup);
    const [, value] = exampleEntry(lookup, { variable: key, connection: key });
    return file === undefined ? undefined : { file, line: lineOf(formatOf(file)!, key, value) };
  }

  /** @internal */
  public _optionOf(kwarg: string): string | undefined {
    return LOCAL_OPTIONS[LOOKUP_KINDS.find((kind) => KWARGS[kind] === kwarg) ?? 'config'];
  }

  private kwargsWith(path: (file: string) => string): Record<string, string> {
    return Object.fromEntries([...this.files].map(([kind, file]) => [KWARGS[kind], path(file)]));
  }

  private nameOf(kind: LookupKind, key: string): string | undefined {
    const file = this.files.get(kind);
    if (file === undefined) {
      return undefined;
    }
    checkNoSecret(key, `The ${KEY_NAMES[kind]}`);
    const why = whyNoKey(key) ?? whyNotInFile(formatOf(file)!, key);
    if (why !== undefined) {
      throw new AstroAirflowError(`The ${KEY_NAMES[kind]} "${key}" cannot be looked up in ${file}: ${why}. Choose another key${formatOf(file) === 'env' ? ', or a file that ends in .yaml' : ''}.`);
    }
    return key;
  }
}
