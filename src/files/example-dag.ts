import fs from 'node:fs';
import path from 'node:path';
import type { Construct } from 'constructs';
import { Component } from 'projen/lib/component';
import { FileBase, type IResolver } from 'projen/lib/file';
import { Project } from 'projen/lib/project';
import { filesWithDag } from './dags-of-id';
import { renderDag, type DagFacts, type DagSecret } from './example-dag-text';
import type { SecretsBackend } from '../clouds/secrets-backend';
import { withHeader } from '../ownership/header';
import { declareFile, gitOptions, isDeclared, nameInTree } from '../ownership/managed-path';
import { Preflight } from '../ownership/preflight';
import { isOutside } from '../ownership/user-file';
import { WholeFile } from '../ownership/whole-file';
import type { AstroRuntime } from '../runtime/astro-runtime';
import { apiName } from '../text/api-name';
import { exampleKeys, EXAMPLE_VALUES, type DeclaredExample, type DeclaredSecret } from '../text/declared-example';
import { AstroAirflowError } from '../text/error';
import { sample } from '../text/sample';
import { checkNoSecret } from '../text/secret-check';

/**
 * Options of the example DAG.
 */
export interface ExampleDagOptions {
  /**
   * Key of the Airflow Variable that the DAG prints.
   *
   * @default - 'my_var' if `connectionId` is omitted too, otherwise no Variable
   */
  readonly variableKey?: string;

  /**
   * Id of the Airflow Connection that the DAG prints, without its password.
   *
   * @default - 'my_conn' if `variableKey` is omitted too, otherwise no Connection
   */
  readonly connectionId?: string;

  /**
   * Id of the DAG: letters, digits and `_.-`, at most 250 characters.
   *
   * @default 'example_secrets_dag'
   */
  readonly dagId?: string;

  /**
   * Name of the file in the Astro project's `dags` directory: a Python file, without folders.
   *
   * @default 'example_secrets_dag.py'
   */
  readonly fileName?: string;

  /**
   * Print the connection's URI to the task's log, with the password. Airflow does not mask it, because `get_uri()` encodes the password.
   *
   * @default false
   */
  readonly printConnectionUri?: boolean;
}

/**
 * An example DAG that prints a Variable, a Connection or both, to prove that Airflow reads the secrets backend. projen owns the file, which is
 * written in the style of the runtime's Airflow 2 or 3.
 *
 * @example
 * local.exampleDag?.file.path; // dags/example_secrets_dag.py
 */
export class ExampleDag extends Component {
  /** @internal */
  public static _in(scope: Construct, directory: string, runtime: AstroRuntime, backend: SecretsBackend, options: ExampleDagOptions): ExampleDag {
    return new ExampleDag(scope, directory, runtime, backend, options);
  }

  /** The file of the DAG. */
  public readonly file: FileBase;

  /** @internal */
  public readonly _declared: DeclaredExample;

  private readonly whole: WholeFile;

  private constructor(scope: Construct, directory: string, runtime: AstroRuntime, backend: SecretsBackend, options: ExampleDagOptions) {
    super(scope, 'ExampleDag');
    const { variableKey, connectionId, dagId = 'example_secrets_dag', fileName = 'example_secrets_dag.py', printConnectionUri = false } = options;
    checkIds(dagId, fileName);
    const keys = exampleKeys(options);
    const both = variableKey === undefined && connectionId === undefined;
    const facts: DagFacts = {
      airflowMajor: runtime.airflowMajor,
      airflowMinor: runtime.airflowMinor,
      dagId,
      backendName: backend.displayName,
      contents: backend._contents,
      variable: secret(backend, 'variable', both ? keys.variable : variableKey),
      connection: secret(backend, 'connection', both ? keys.connection : connectionId),
      printConnectionUri,
    };
    this._declared = { dagId, secrets: [...declared('variable', facts.variable), ...declared('connection', facts.connection)] };
    const filePath = path.posix.join(directory, 'dags', fileName);
    this.file = declareFile(this.project, filePath, () => new DagFile(this, filePath, renderDag(facts)));
    const other = sample('exampleDag: { fileName: …, dagId: … }', 'example_dag=ExampleDagOptions(file_name=…, dag_id=…)');
    this.whole = new WholeFile(this.file, `Rename it or delete it; if its dag_id is ${dagId}, change that as well, or Airflow sees two DAGs in one. Or choose another name and id with ${other} in the rc file.`);
    Preflight.of(this.project).register(this.file.absolutePath, this);
  }

  /** @internal */
  public _preflight(owners: ReadonlyMap<string, FileBase>): void {
    const { file: { absolutePath }, project } = this;
    if (!isDeclared(this.file, owners)) {
      return;
    }
    this.whole.check(owners);
    const dags = path.dirname(absolutePath);
    if (fs.existsSync(dags) && isOutside(project.root.outdir, dags)) {
      throw new AstroAirflowError(`${nameInTree(project, dags)} is a link to a directory outside the project, and ${apiName('exampleDag')} would be written there. Put a real directory in its place, or remove ${apiName('exampleDag')}.`);
    }
    const { dagId } = this._declared;
    for (const other of filesWithDag(dags, dagId).filter((name) => name !== path.basename(absolutePath))) {
      const change = sample('exampleDag: { dagId: … }', 'example_dag=ExampleDagOptions(dag_id=…)');
      project.logger.warn(`${nameInTree(project, path.join(dags, other))} has a DAG ${dagId}, too, and Airflow sees one of the two. Change the id there, or choose another one with ${change} in the rc file.`);
    }
  }
}

class DagFile extends FileBase {
  public constructor(scope: Construct, filePath: string, private readonly text: string) {
    super(scope, filePath, gitOptions(Project.of(scope)));
  }

  protected synthesizeContent(_resolver: IResolver): string {
    return withHeader(this, this.text);
  }
}

function checkIds(dagId: string, fileName: string): void {
  checkNoSecret(dagId, apiName('dagId'));
  if (!/^[\w.-]{1,250}$/.test(dagId)) {
    throw new AstroAirflowError(`${apiName('dagId')} "${dagId}" is not valid for Airflow. Use letters, digits and "_.-", at most 250 characters.`);
  }
  // Airflow reads only *.py below dags/; a "/" would put the file elsewhere, a leading "." hide it from people.
  if (!/^[A-Za-z0-9][\w-]*\.py$/.test(fileName)) {
    throw new AstroAirflowError(`${apiName('fileName')} "${fileName}" is not a name for a Python file in dags/. Use letters, digits, "_" and "-", with .py at the end.`);
  }
}

function declared(kind: DeclaredSecret['kind'], read: DagSecret | undefined): DeclaredSecret[] {
  return read === undefined
    ? []
    : [{ kind, key: read.key, ...(read.secretName === undefined ? {} : { name: read.secretName }), ...(read.entry === undefined ? {} : { file: read.entry.file }) }];
}

function secret(backend: SecretsBackend, kind: 'variable' | 'connection', key: string | undefined): DagSecret | undefined {
  if (key === undefined) {
    return undefined;
  }
  checkNoSecret(key, `The ${kind} of ${apiName('exampleDag')}`);
  // Airflow's own rules ("sanitize_conn_id", and the length of both columns in its database).
  if (!(kind === 'variable' ? /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]{1,250}$/u : /^[\w#!()\-.:/\\]{1,250}$/).test(key)) {
    throw new AstroAirflowError(
      `${apiName('exampleDag')}: "${key}" is no ${kind === 'variable' ? 'variable key' : 'connection id'} that Airflow takes. Use letters, digits and "_.-", at most 250 characters.`,
    );
  }
  if (!backend._knowsNames) {
    return { key };
  }
  const secretName = kind === 'variable' ? backend.secretNameForVariable(key) : backend.secretNameForConnection(key);
  if (secretName === undefined) {
    throw new AstroAirflowError(`${apiName('exampleDag')} reads the ${kind} "${key}", and the secrets backend is not asked for it: its lookup of ${kind}s ${whyNotAsked(backend, kind)}.`);
  }
  return { key, secretName, entry: backend._entryOf(kind, key), create: backend.createCommand(secretName, EXAMPLE_VALUES[kind]), remove: backend.deleteCommand(secretName) };
}

/** Why a backend has no name for a key, and what to do. */
function whyNotAsked({ kwargs }: SecretsBackend, kind: 'variable' | 'connection'): string {
  const change = `Change that, or let ${apiName('exampleDag')} read`;
  const other = `${change} a ${kind === 'variable' ? 'connection' : 'variable'} alone`;
  if (Object.entries(kwargs).some(([name, value]) => value === null && name.startsWith(`${kind}s_`))) {
    return `is switched off. ${other}`;
  }
  return `${kind}s_lookup_pattern` in kwargs ? `has a pattern that does not match. ${change} another ${kind}` : `is switched off, or names no such secret. ${other}`;
}
