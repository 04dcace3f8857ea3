import * as path from 'node:path';
import type { Construct } from 'constructs';
import type { FileBase } from 'projen/lib/file';
import { Venv } from 'projen/lib/python/venv';
import { DOTENV } from './managed-files';
import type { VariableRules } from './variable-rules';
import type { ManagedFile } from '../ownership/managed-file';
import { OwnedBlockFile } from '../ownership/owned-block-file';
import type { AstroRuntime } from '../runtime/astro-runtime';
import { dotenvEntries, openQuoteLine } from '../text/dotenv-text';
import { isDotenvKey, meansTheSame, whyReadersDisagree } from '../text/dotenv-value';
import { AstroAirflowError } from '../text/error';

/** What the base compose file sets itself, and so beats `.env` (the Astro CLI's compose templates, CLI 1.45). */
const SET_BY_BASE_FILE: Readonly<Record<number, readonly string[]>> = {
  2: ['AIRFLOW__WEBSERVER__SECRET_KEY', 'AIRFLOW__WEBSERVER__RBAC', 'AIRFLOW__WEBSERVER__EXPOSE_CONFIG'],
  3: [
    'AIRFLOW__API__BASE_URL',
    'AIRFLOW__API__PORT',
    'AIRFLOW__API__SECRET_KEY',
    'AIRFLOW__API_AUTH__JWT_SECRET',
    'AIRFLOW__CORE__AUTH_MANAGER',
    'AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS',
    'AIRFLOW__CORE__EXECUTION_API_SERVER_URL',
    'AIRFLOW__SCHEDULER__STANDALONE_DAG_PROCESSOR',
  ],
};
const SET_BY_EVERY_BASE_FILE = [
  'AIRFLOW__CORE__EXECUTOR',
  'AIRFLOW__CORE__SQL_ALCHEMY_CONN',
  'AIRFLOW__CORE__FERNET_KEY',
  'AIRFLOW__CORE__LOAD_EXAMPLES',
  'AIRFLOW__DATABASE__SQL_ALCHEMY_CONN',
  'ASTRONOMER_ENVIRONMENT',
];

const COMMENTS = [
  '# Managed by projen-astro-airflow: change the declaration in the projen rc file, then run "npx projen".',
  '# For local use: "astro deployment variable create --load" would push these keys to a Deployment.',
  '# Keep .env ignored by git: a component that is taken out of the rc file takes its patterns with it.',
];

/**
 * `.env`, which the user owns: our keys stand in one block between two marker lines, every other byte is kept. A key that
 * the user sets outside the block to another value is left to the user, with a warning.
 */
export class DotenvFile extends OwnedBlockFile {
  /** @internal */
  public static _in(scope: Construct, directory: string, runtime: AstroRuntime, rules: VariableRules): DotenvFile {
    return new DotenvFile(scope, directory, runtime, rules);
  }

  private readonly keys = new Map<string, string>();

  private constructor(
    scope: Construct,
    directory: string,
    private readonly runtime: AstroRuntime,
    private readonly rules: VariableRules,
  ) {
    super(scope, directory, DOTENV);
  }

  /** @internal */
  public _addKey(key: string, value: string): void {
    if (!isDotenvKey(key)) {
      throw new AstroAirflowError(`"${key}" is no key that .env can hold. Use letters, digits and "_", not starting with a digit.`);
    }
    this.rules.secrets.checkVariable(key, value, '.env.example');
    if (SET_BY_EVERY_BASE_FILE.includes(key) || SET_BY_BASE_FILE[this.runtime.airflowMajor].includes(key)) {
      throw new AstroAirflowError(
        `${key} has no effect in .env: the Astro CLI's own compose file sets it, and wins. Use addEnvironment(), which wins over both.`,
      );
    }
    this.rules.check(key, value);
    const why = whyReadersDisagree(value);
    if (why !== undefined) {
      throw new AstroAirflowError(
        `The value of ${key} cannot stand in .env: ${why}. Use keysInOverride: true (or addEnvironment() for a key of your own): the override can carry it.`,
      );
    }
    if (this.keys.has(key) && this.keys.get(key) !== value) {
      throw new AstroAirflowError(`The .env key ${key} is declared twice with different values. Take one out.`);
    }
    this.keys.set(key, value);
  }

  /**
   * Warns of keys of the user's that have no effect, because the override sets them and wins.
   *
   * @internal
   */
  public _warnOfKeysIn(override: ReadonlySet<string>): void {
    const beaten = [...dotenvEntries(this._userText()).keys()].filter((key) => override.has(key));
    if (beaten.length > 0) {
      this.project.logger.warn(
        `${this._name} sets ${beaten.join(', ')} without effect: docker-compose.override.yml sets it too, and wins. Set it in the shell of "astro dev start" or in the rc file.`,
      );
    }
  }

  /**
   * The declared keys as lines of `.env`.
   *
   * @internal
   */
  public _declaredLines(): string[] {
    return [...this.keys].map(([key, value]) => `${key}=${value}`);
  }

  /** @internal */
  public _preflight(owner: FileBase | undefined): void {
    this.checkNoVirtualEnvironment();
    super._preflight(owner);
    const overridden = this.overridden(this._userText());
    if (overridden.length > 0) {
      this.project.logger.warn(
        `${this._name} sets ${overridden.join(', ')} outside the block of projen-astro-airflow to another value, which wins. Delete that line to get the declared value.`,
      );
    }
  }

  /** @internal */
  public get _managedFile(): ManagedFile {
    return { ...super._managedFile, overridden: this.overridden(this._userText()) };
  }

  /** @internal */
  protected _blockLines(userText: string, before: string): { comments: string[]; lines: string[] } {
    const overridden = this.overridden(userText);
    const lines = this._declaredLines().filter((line) => !overridden.includes(line.slice(0, line.indexOf('='))));
    const open = openQuoteLine(before);
    if (lines.length > 0 && open !== undefined) {
      throw new AstroAirflowError(
        `${this._name}: line ${open} opens a quote that is not closed, and our block behind it would become part of that value. Close the quote, then run again; nothing was written.`,
      );
    }
    return { comments: COMMENTS, lines };
  }

  /** @internal */
  protected _handOver(owner: FileBase): void {
    throw new AstroAirflowError(
      `${this._name} is declared by a ${owner.constructor.name} of the project, which would overwrite what developers keep in it. Remove that file from the rc file.`,
    );
  }

  /** projen's pip projects keep their virtual environment in a directory `.env`, unless they are told otherwise. */
  private checkNoVirtualEnvironment(): void {
    const directories = this.project.components
      .filter((component) => component instanceof Venv)
      .map((venv) => path.resolve(this.project.outdir, (venv as unknown as { envdir: string }).envdir));
    if (directories.includes(this.absolutePath)) {
      throw new AstroAirflowError(
        `${this._name} is the project's virtual environment (projen's default), and the Astro CLI needs a file there. Set venvOptions: { envdir: '.venv' }, and move a directory ${this._name} away.`,
      );
    }
  }

  /** The declared keys that the user sets to another value. */
  private overridden(userText: string): string[] {
    const theirs = dotenvEntries(userText);
    return [...this.keys].filter(([key, value]) => theirs.has(key) && !meansTheSame(theirs.get(key), value)).map(([key]) => key);
  }
}
