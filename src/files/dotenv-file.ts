import path from 'node:path';
import type { Construct } from 'constructs';
import type { FileBase } from 'projen/lib/file';
import { Venv } from 'projen/lib/python/venv';
import { beatenLines, variablesOfOverride, whereLineWins, type OverrideVariable } from './dotenv-winners';
import { DOTENV, OVERRIDE } from './managed-files';
import { servicesWithAnother } from './override-parts';
import type { VariableRules } from './variable-rules';
import type { ManagedFile } from '../ownership/managed-file';
import { OwnedBlockFile } from '../ownership/owned-block-file';
import type { AstroRuntime } from '../runtime/astro-runtime';
import { apiName } from '../text/api-name';
import { dotenvEntries, openQuoteLine } from '../text/dotenv-text';
import { isDotenvKey, likeness, lostMembers, whyReadersDisagree, withoutQuotes } from '../text/dotenv-value';
import { AstroAirflowError } from '../text/error';
import { listed } from '../text/lists';
import { literalForCompose } from '../text/mount-paths';
import { sample } from '../text/sample';

/** Variables that the base compose file sets, and that so override `.env` (the Astro CLI's compose templates, CLI 1.45). */
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
  '# For local use: "astro deployment variable create --load" would push these keys to a Deployment, "astro env variable create --from-file" to a',
  '# Workspace. "astro env variable export" into this file would replace it.',
  '# Keep .env ignored by git: if you remove the component from the rc file, its ignore patterns go, too.',
];

/**
 * `.env` of the Astro project, which belongs to the user.
 *
 * The generated keys are in a block between two marker lines, and everything else is kept.
 *
 * If the user sets a generated key to another value outside the block, the user's line takes precedence, with a warning. Add keys with
 * `LocalAirflow.addDotenvKey()`.
 *
 * @example
 * local.addDotenvKey('AIRFLOW__CORE__DEFAULT_TIMEZONE', 'utc');
 * local.dotenv.path; // .env
 */
export class DotenvFile extends OwnedBlockFile {
  /** @internal */
  public static _in(scope: Construct, directory: string, runtime: AstroRuntime, rules: VariableRules): DotenvFile {
    return new DotenvFile(scope, directory, runtime, rules);
  }

  private readonly keys = new Map<string, string>();
  /** Variables that override the declared credentials, each with the consequence. */
  private readonly beating = new Map<string, string>();

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
      throw new AstroAirflowError(`"${key}" is not a valid key for .env. Use letters, digits and "_", not starting with a digit.`);
    }
    this.rules.secrets.checkVariable(key, value, '.env.example');
    if (SET_BY_EVERY_BASE_FILE.includes(key) || SET_BY_BASE_FILE[this.runtime.airflowMajor].includes(key)) {
      throw new AstroAirflowError(
        `${key} has no effect in .env: the Astro CLI's own compose file sets it, and wins. Use ${apiName('addEnvironment')}(), which wins over both.`,
      );
    }
    this.rules.check(key, value);
    const why = whyReadersDisagree(value);
    if (why !== undefined) {
      throw new AstroAirflowError(
        // check-words: ignore
        `The value of ${key} cannot be written to .env: ${why}. Use ${sample('keysInOverride: true', 'keys_in_override=True')} (or ${apiName('addEnvironment')}() for a key of your own): the override can carry it.`,
      );
    }
    if (this.keys.has(key) && this.keys.get(key) !== value) {
      throw new AstroAirflowError(`The .env key ${key} is declared twice with different values. Remove one.`);
    }
    this.keys.set(key, value);
  }

  /** @internal */
  public _addBeating(key: string, effect: string): void {
    this.beating.set(key, effect);
  }

  /**
   * Refuses a declared key for which the override has another value in all services that read `.env`: it would have no effect. In some of them that is
   * an exception that the rc file makes.
   *
   * @param written the rendered override
   * @param others keys that are checked elsewhere: containers can need another value than Airflow outside of one
   * @internal
   */
  public _checkAgainst(written: unknown, others: readonly string[]): void {
    const { services } = this.runtime;
    for (const [key, value] of [...this.keys].filter(([name]) => !others.includes(name))) {
      const isBeaten = servicesWithAnother(key, literalForCompose(value), written, services).length === services.length;
      // What takes the value of the shell takes that of .env.
      if (isBeaten && variablesOfOverride(written, services).get(key)?.isOfShell === false) {
        throw new AstroAirflowError(
          `${key} is declared for ${this._name}, and ${OVERRIDE.fileName} sets it to another value in all services, and wins. Remove one, or give ${apiName('addEnvironment')}() the services that differ.`,
        );
      }
    }
  }

  /**
   * Warns of the user's own lines that have no effect, or an unexpected one: once a line.
   *
   * @param winners gives the variables that the override sets, which take precedence in those services: it has to be rendered for them
   * @internal
   */
  public _warnOfLines(winners: () => ReadonlyMap<string, OverrideVariable>): void {
    const theirs = dotenvEntries(this._userText());
    if (theirs.size === 0) {
      return;
    }
    const override = winners();
    const { services } = this.runtime;
    const replacing = this.overridden(theirs);
    const isBeaten = (key: string): boolean => services.every((service) => override.get(key)?.services.includes(service));
    beatenLines(services, [...theirs.keys()].filter((key) => !replacing.includes(key) || isBeaten(key)), override).forEach((text) => this.warn(text));
    const effective = [...theirs].filter(([key]) => !isBeaten(key));
    for (const key of replacing.filter((name) => !isBeaten(name))) {
      const lost = lostMembers(theirs.get(key), this.keys.get(key)!);
      const cost = lost.length === 0 ? '' : `; ${listed(lost)} of that line would be gone, and can be declared`;
      this.warn(`sets ${key} outside the block of projen-astro-airflow to another value, which wins${whereLineWins(services, override.get(key))}. Delete that line to get the declared value${cost}.`);
    }
    const beating = effective.filter(([, value]) => !/^(""|'')?$/.test(value ?? 'of the shell'));
    for (const effect of new Set(this.beating.values())) {
      const keys = beating.map(([key]) => key).filter((key) => this.beating.get(key) === effect);
      if (keys.length > 0) {
        this.warn(`sets ${keys.join(', ')}: ${effect}. Delete ${keys.length === 1 ? 'that line' : 'those lines'} to get what is declared.`);
      }
    }
    for (const [key, value = 'of the shell'] of effective) {
      this.warnOfValue(key, value);
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

  /**
   * The declared keys and those of the user.
   *
   * @internal
   */
  public _names(): string[] {
    return [...this.keys.keys(), ...dotenvEntries(this._userText()).keys()];
  }

  /** The value of a line of the user's own, as compose reads it; empty if there is none. @internal */
  public _ownValue(key: string): string {
    return withoutQuotes(dotenvEntries(this._userText()).get(key) ?? '');
  }

  /** @internal */
  public _preflight(owner: FileBase | undefined): void {
    this.checkNoVirtualEnvironment();
    super._preflight(owner);
    const theirs = dotenvEntries(this._userText());
    for (const [key, value] of this.keys) {
      if (likeness(theirs.get(key), value) === 'same in quotes') {
        this.warn(`sets ${key} outside the block of projen-astro-airflow in quotes, which "astro dev parse" and "astro dev pytest" keep as a part of the value. Delete that line.`);
      }
    }
  }

  /** @internal */
  public get _managedFile(): ManagedFile {
    return { ...super._managedFile, overridden: this.overridden(dotenvEntries(this._userText())) };
  }

  /** @internal */
  protected _blockLines(userText: string, before: string): { comments: string[]; lines: string[] } {
    const overridden = this.overridden(dotenvEntries(userText));
    const lines = this._declaredLines().filter((line) => !overridden.includes(line.slice(0, line.indexOf('='))));
    const open = openQuoteLine(before);
    if (lines.length > 0 && open !== undefined) {
      throw new AstroAirflowError(
        `${this._name}: line ${open} opens a quote that is not closed, and our block behind it would become part of that value. Close the quote, then run again; nothing was written.`,
      );
    }
    return { comments: [this._managedLine(), ...COMMENTS], lines };
  }

  /** @internal */
  protected _handOver(owner: FileBase): void {
    throw new AstroAirflowError(
      `${this._name} is declared by a ${owner.constructor.name} of the project, which would overwrite what developers keep in it. Remove that file from the rc file.`,
    );
  }

  /** projen's pip projects keep their virtual environment in a directory `.env`, unless configured otherwise. */
  private checkNoVirtualEnvironment(): void {
    const directories = this.project.components
      .filter((component) => component instanceof Venv)
      .map((venv) => path.resolve(this.project.outdir, (venv as unknown as { envdir: string }).envdir));
    if (directories.includes(this.absolutePath)) {
      throw new AstroAirflowError(
        `${this._name} is the project's virtual environment (projen's default), and the Astro CLI needs a file there. Set ${sample("venvOptions: { envdir: '.projen-venv' }", "venv_options=VenvOptions(envdir='.projen-venv')")}, and move a directory ${this._name} away.`,
      );
    }
  }

  /** The declared keys that the user sets to another value. */
  private overridden(theirs: ReadonlyMap<string, string | undefined>): string[] {
    return [...this.keys].filter(([key, value]) => theirs.has(key) && likeness(theirs.get(key), value) === 'other').map(([key]) => key);
  }

  /** Warns of values with which a cloud's own programs fail. */
  private warnOfValue(key: string, value: string): void {
    try {
      this.rules.check(key, /^(""|'')$/.test(value) ? '' : value);
    } catch (error) {
      this.warn(`has a line that fails: ${(error as Error).message}`);
    }
  }

  private warn(text: string): void {
    this.project.logger.warn(`${this._name} ${text}`);
  }
}
