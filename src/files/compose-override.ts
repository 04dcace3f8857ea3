import path from 'node:path';
import type { Construct } from 'constructs';
import { Component } from 'projen/lib/component';
import type { ObjectFile } from 'projen/lib/object-file';
import { airflowServices, baseServices, isOfOtherMajor, unknownService } from './base-compose-file';
import { movableSourceOf, personalSourceOf, renderOverride, sourceOf, type EnvironmentEntry, type MountEntry } from './compose-render';
import type { EnvironmentOptions, HostSession, Mount, MovableMount, PersonalMount } from '../declarations';
import { lostDeclarations } from './lost-declarations';
import { OVERRIDE } from './managed-files';
import { nestedMounts } from './nested-mounts';
import { checkArrived, checkKeys, checkServices, keyWarnings, missingEnvFiles, straysOf } from './override-checks';
import { checkReferences } from './override-circles';
import { OverrideFile } from './override-file';
import { checkSecrets, checkSecretsOfService } from './override-secrets';
import { checkIsForAirflow, extended, targetsOf, variablesOf } from './service-extension';
import { checkStarts } from './service-starts';
import { sharedPorts } from './shared-on-host';
import { checkName, checkTopLevel } from './top-level-checks';
import { checkDefault, checkVariable, checkVariableName } from './variable-declaration';
import type { OverrideRules } from './variable-rules';
import { checkWritable } from './writable';
import { synthBegins } from '../ownership/awaited-synth';
import { declareFile } from '../ownership/managed-path';
import { WholeFile } from '../ownership/whole-file';
import type { AstroRuntime } from '../runtime/astro-runtime';
import { apiName } from '../text/api-name';
import type { DeclaredExample } from '../text/declared-example';
import { AstroAirflowError } from '../text/error';
import { listed } from '../text/lists';
import { checkMovable, checkSegment, checkSource, checkTarget, literalForCompose } from '../text/mount-paths';
import { checkNoSecret } from '../text/secret-check';
import { checkShellVariable } from '../text/shell-variable';

type Definition = Readonly<Record<string, unknown>>;

/**
 * `docker-compose.override.yml`, which the Astro CLI merges over its own compose file on `astro dev start`.
 *
 * projen owns the file: it is read-only, and each synth rewrites it.
 *
 * @example
 * local.override.file.addOverride('services.scheduler.mem_limit', '2g');
 */
export class ComposeOverride extends Component {
  /**
   * @internal
   */
  public static _in(scope: Construct, directory: string, runtime: AstroRuntime, rules: OverrideRules): ComposeOverride {
    return new ComposeOverride(scope, directory, runtime, rules);
  }

  /**
   * The file, for projen's escape hatches such as `addOverride()`, which change the rendered result.
   *
   * @example
   * local.override.file.addOverride('services.scheduler.mem_limit', '2g');
   */
  public readonly file: ObjectFile;

  /** @internal */
  public readonly _whole: WholeFile;

  private readonly environment: EnvironmentEntry[] = [];
  private readonly mounts: MountEntry[] = [];
  private readonly sessions: HostSession[] = [];
  private example?: DeclaredExample;
  private readonly services = new Map<string, object>();
  private readonly extensions = new Map<string, Definition>();
  private readonly topLevel: Record<'volumes' | 'networks', Map<string, object>> = { volumes: new Map(), networks: new Map() };

  private constructor(
    scope: Construct,
    directory: string,
    private readonly runtime: AstroRuntime,
    private readonly rules: OverrideRules,
  ) {
    super(scope, OVERRIDE.fileName);
    const filePath = path.posix.join(directory, OVERRIDE.fileName);
    this.file = declareFile(this.project, filePath, () => new OverrideFile(this, filePath, () => this.render()));
    const methods = apiName('addMount(), addEnvironment(), extendService(), addService(), addVolume() and addNetwork()');
    this._whole = new WholeFile(this.file, () => [`Rename it, run again, and hand its content to ${methods}; or delete it.`, ...rules.instead(path.dirname(this.file.absolutePath))].join(' '));
  }

  /** Reports that a synth has started, also for a synth of this project alone. */
  public preSynthesize(): void {
    synthBegins(this.project.root);
  }

  /** @internal */
  public _addMount(mount: Mount): void {
    checkSource(mount.source);
    checkTarget(mount.target);
    checkNoSecret(mount.source, 'The mount source');
    checkNoSecret(mount.target, 'The mount target');
    const { source, target, readOnly = false } = mount;
    this.pushMount({ target, source, composeSource: sourceOf(mount), readOnly, services: this.chosen(mount.services, `the mount of ${target}`) });
  }

  /** @internal */
  public _addPersonalMount(mount: PersonalMount): void {
    const { before, variable, defaultValue, after = '', target } = mount;
    checkShellVariable(variable);
    checkSegment(defaultValue, `The default of ${variable} in the mount of ${target}`);
    checkSource(`${before}${defaultValue}${after}`);
    checkTarget(target);
    this.pushMount({ target, source: personalSourceOf(mount), composeSource: personalSourceOf(mount), readOnly: true, services: this.runtime.services });
  }

  /** @internal */
  public _addMovableMount(mount: MovableMount): void {
    const { source, variables, target } = mount;
    checkSource(source);
    checkTarget(target);
    checkMovable(source, variables);
    this.pushMount({ target, source: movableSourceOf(mount), composeSource: movableSourceOf(mount), readOnly: true, services: this.runtime.services });
  }

  /** @internal */
  public _addHostSession(session: HostSession): void {
    if (this.sessions.some(({ cloud }) => cloud === session.cloud)) {
      throw new AstroAirflowError(`Two sessions of ${session.cloud} are declared, and the containers can read one. Remove one.`);
    }
    this.sessions.push(session);
  }

  /** @internal */
  public _setExample(example: DeclaredExample): void {
    this.example = example;
  }

  /** @internal */
  public get _hasSessions(): boolean {
    return this.sessions.length > 0;
  }

  /** @internal */
  public _addPassThrough(name: string, by: string, orEmpty: boolean = false): void {
    if (orEmpty) {
      checkShellVariable(name);
    }
    this.push(name, orEmpty ? `\${${name}:-}` : null, by);
  }

  /** @internal */
  public _addEnvironment(name: string, value: string, options: EnvironmentOptions = {}, by: string = `${apiName('addEnvironment')}()`): void {
    checkVariableName(name);
    this.rules.secrets.checkVariable(name, value, this.file.path);
    this.push(name, literalForCompose(value), by, options);
    this.rules.check(name, value);
  }

  /** @internal */
  public _addEnvironmentDefault(name: string, value: string, by: string): void {
    checkShellVariable(name);
    this.rules.secrets.checkVariable(name, value, this.file.path);
    checkDefault(name, value);
    // The developer's shell takes precedence, and no empty value is ever set.
    this.push(name, `\${${name}:-${value}}`, by);
  }

  /** @internal */
  public _addService(name: string, definition: { readonly [key: string]: any }): void {
    checkName(name, 'The service name');
    if (baseServices(this.runtime).includes(name)) {
      throw new AstroAirflowError(`The service ${name} is in the Astro CLI's own file. Use ${apiName('extendService')}('${name}', …).`);
    }
    if (isOfOtherMajor(name, this.runtime)) {
      throw unknownService(name, apiName('addService'), this.runtime);
    }
    if (this.services.has(name)) {
      throw new AstroAirflowError(`The service ${name} is declared twice. Put both definitions into one ${apiName('addService')}().`);
    }
    checkWritable({ services: { [name]: definition } }, this.file.path);
    checkArrived(name, definition, this.file.path);
    checkSecretsOfService(name, definition, this.file.path, this.rules.secrets);
    this.services.set(name, definition);
    checkServices(this.render(), this.runtime, this.file.path);
  }

  /** @internal */
  public _extendService(name: string, { environment, ...others }: Definition): void {
    const base = baseServices(this.runtime);
    if (isOfOtherMajor(name, this.runtime)) {
      throw unknownService(name, apiName('extendService'), this.runtime);
    }
    if (!base.includes(name)) {
      throw new AstroAirflowError(`The service ${name} is not in the Astro CLI's own file, which has ${listed(base)}. Declare your own with ${apiName('addService')}().`);
    }
    if (airflowServices(this.runtime).includes(name)) {
      checkIsForAirflow(name, others);
    }
    checkWritable({ services: { [name]: { environment, ...others } } }, this.file.path);
    checkArrived(name, { environment, ...others }, this.file.path);
    checkStarts(name, others);
    const variables = variablesOf(name, environment);
    checkKeys(name, { ...others, environment: Object.fromEntries(variables) }, this.file.path, base);
    const isReader = this.runtime.services.includes(name);
    const definition = isReader || variables.length === 0 ? others : { ...others, environment: Object.fromEntries(variables) };
    checkSecrets({ services: { [name]: { ...others, environment: Object.fromEntries(variables) } } }, airflowServices(this.runtime), this.file.path, this.rules.secrets);
    const extension = extended(name, this.extensions.get(name), definition);
    for (const target of targetsOf(definition.volumes)) {
      this.checkIsFree(target, [name], `${apiName('extendService')}()`);
    }
    this.extensions.set(name, extension);
    for (const [variable, value] of isReader ? variables : []) {
      this.push(variable, value, `${apiName('extendService')}()`, { services: [name] });
      // The value is unknown if compose expands it.
      if (value !== null && !value.includes('$')) {
        this.rules.check(variable, value);
      }
    }
  }

  /** @internal */
  public _addTopLevel(section: 'volumes' | 'networks', name: string, definition: { readonly [key: string]: any }): void {
    const kind = section.slice(0, -1);
    checkName(name, `The ${kind} name`);
    if (this.topLevel[section].has(name)) {
      throw new AstroAirflowError(`The ${kind} ${name} is declared twice. Remove one.`);
    }
    checkWritable({ [section]: { [name]: definition } }, this.file.path);
    this.rules.secrets.checkMembers(definition, `the ${kind} ${name}`, this.file.path);
    checkTopLevel(section, name, definition, this.file.path);
    this.topLevel[section].set(name, definition);
  }

  /** The file as it will be written, with the effect of escape hatches. It takes time. @internal */
  public _written(): unknown {
    return (this.file as OverrideFile)._rendered();
  }

  /**
   * Checks the file as it will be written, with the effect of escape hatches, for what compose would refuse.
   *
   * @returns that file, for other checks
   * @internal
   */
  public _check(): unknown {
    const rendered = this._written();
    checkWritable(rendered, this.file.path);
    const isOurs = [this.services, this.extensions, ...Object.values(this.topLevel)].every(({ size }) => size === 0) && (this.file as OverrideFile)._isAsDeclared();
    checkServices(rendered, this.runtime, this.file.path, isOurs);
    checkReferences(rendered as Definition, this.runtime, this.file.path);
    const passwords = checkSecrets(rendered, airflowServices(this.runtime), this.file.path, this.rules.secrets);
    const { mounts, environment, sessions, project: { outdir } } = this;
    [
      ...(isOurs ? [] : [...keyWarnings(rendered, this.file.path), ...sharedPorts(rendered, this.runtime, outdir, this.file.path)]),
      ...straysOf(outdir, this.file.path),
      ...missingEnvFiles(rendered, outdir, this.file.path),
      ...nestedMounts(rendered, outdir, this.file.path),
      ...lostDeclarations(rendered, { mounts, environment, sessions }),
      ...passwords,
    ].forEach((warning) => this.project.logger.warn(warning));
    return rendered;
  }

  private pushMount(mount: MountEntry): void {
    this.checkIsFree(mount.target, mount.services, mount.source);
    this.mounts.push(mount);
  }

  /** @param source the source of the new mount */
  private checkIsFree(target: string, services: readonly string[], source: string): void {
    const mount = this.mounts.find((entry) => entry.target === target && entry.services.some((name) => services.includes(name)));
    const extension = services.find((name) => targetsOf(this.extensions.get(name)?.volumes).includes(target));
    if (mount !== undefined || extension !== undefined) {
      const other = mount?.source ?? `${apiName('extendService')}('${extension}', …)`;
      throw new AstroAirflowError(`The mount target ${target} is declared twice, ${other === source ? `both from ${source}. Remove one` : `from ${other} and from ${source}. Remove one, or give them different services`}.`);
    }
  }

  /** @param by the option or the call that declares it, as a message names it */
  private push(name: string, composeValue: string | null, by: string, options: EnvironmentOptions = {}): void {
    checkVariable(name, composeValue);
    const services = this.chosen(options.services, name);
    checkWritable({ services: { [services[0]]: { environment: { [name]: composeValue } } } }, this.file.path);
    const other = this.environment.find((entry) => entry.name === name && entry.composeValue !== composeValue && entry.services.some((service) => services.includes(service)));
    if (other !== undefined) {
      throw new AstroAirflowError(`${name} is declared twice with different values, ${other.by === by ? `both by ${by}` : `by ${other.by} and by ${by}`}. Remove one, or give them different services.`);
    }
    this.environment.push({ name, composeValue, services, by });
  }

  private chosen(services: readonly string[] | undefined, what: string): readonly string[] {
    if (services?.length === 0) {
      throw new AstroAirflowError(`services of ${what} is empty, so no container would get it. Omit services, or name some of ${this.runtime.services.join(', ')}.`);
    }
    const unknown = services?.find((name) => !this.runtime.services.includes(name));
    if (unknown !== undefined) {
      throw unknownService(unknown, what, this.runtime);
    }
    return services ?? this.runtime.services;
  }

  private render(): object {
    const { environment, mounts, sessions, example, services, extensions, topLevel } = this;
    return renderOverride({ baseServices: baseServices(this.runtime), environment, mounts, sessions, example, services, extensions, ...topLevel });
  }
}
