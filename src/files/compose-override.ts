import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Construct } from 'constructs';
import { Component } from 'projen/lib/component';
import type { IResolver } from 'projen/lib/file';
import { ObjectFile } from 'projen/lib/object-file';
import { Project } from 'projen/lib/project';
import { personalSourceOf, renderOverride, sourceOf, type EnvironmentEntry, type MountEntry } from './compose-render';
import type { EnvironmentOptions, HostSession, Mount, PersonalMount } from '../declarations';
import { OVERRIDE } from './managed-files';
import { brokenReference } from './override-references';
import { checkSecrets, checkSecretsOfService } from './override-secrets';
import type { VariableRules } from './variable-rules';
import { synthBegins } from '../ownership/awaited-synth';
import { withHeader } from '../ownership/header';
import { declareFile, gitOptions } from '../ownership/managed-path';
import { RESOLVER } from '../ownership/rendered-text';
import { WholeFile } from '../ownership/whole-file';
import type { AstroRuntime } from '../runtime/astro-runtime';
import { AstroAirflowError } from '../text/error';
import { checkSource, checkTarget, literalForCompose } from '../text/mount-paths';
import { checkNoSecret } from '../text/secret-check';
import { toYaml } from '../text/yaml-text';

/** The services of both majors, to tell a service of the wrong major from one of the user's own. */
const AIRFLOW_SERVICES = ['scheduler', 'dag-processor', 'api-server', 'triggerer', 'webserver'];

/**
 * `docker-compose.override.yml`: what the Astro CLI merges over its own compose file on `astro dev start`. The file is
 * projen's: read-only, and written anew from the declarations.
 */
export class ComposeOverride extends Component {
  /**
   * @internal
   */
  public static _in(scope: Construct, directory: string, runtime: AstroRuntime, rules: VariableRules): ComposeOverride {
    return new ComposeOverride(scope, directory, runtime, rules);
  }

  /**
   * The file itself, for projen's escape hatches, which act on the rendered result.
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
  private readonly services = new Map<string, object>();
  private readonly topLevel: Record<'volumes' | 'networks', Map<string, object>> = { volumes: new Map(), networks: new Map() };

  private constructor(
    scope: Construct,
    directory: string,
    private readonly runtime: AstroRuntime,
    private readonly rules: VariableRules,
  ) {
    super(scope, OVERRIDE.fileName);
    const filePath = path.posix.join(directory, OVERRIDE.fileName);
    this.file = declareFile(this.project, filePath, () => new OverrideFile(this, filePath, () => this.render()));
    this._whole = new WholeFile(this.file, 'Rename it and hand its content to addService(), addMount() and addEnvironment(); or delete it.');
  }

  /** A synth of this project alone counts as well. */
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
    checkVariableName(variable);
    // As a developer's own value would be: one segment, in which compose finds nothing to expand.
    if (!/^[^/\\:*?"<>|${}\u0000-\u001F\u007F]+$/.test(defaultValue) || /^\.{1,2}$/.test(defaultValue)) {
      throw new AstroAirflowError(`The default of ${variable} in the mount of ${target} is not the name of a folder. Give it a name without / \\ : * ? " < > | $ { }.`);
    }
    checkSource(`${before}${defaultValue}${after}`);
    checkTarget(target);
    const composeSource = personalSourceOf(mount);
    this.pushMount({ target, source: composeSource, composeSource, readOnly: true, services: this.runtime.services });
  }

  /** @internal */
  public _addHostSession(session: HostSession): void {
    if (this.sessions.some(({ cloud, name }) => cloud === session.cloud && name === session.name)) {
      throw new AstroAirflowError(`The session ${session.name} of ${session.cloud} is declared twice. Remove one.`);
    }
    this.sessions.push(session);
  }

  /** @internal */
  public _addPassThrough(name: string): void {
    this.push(name, null, {});
  }

  /** @internal */
  public _addEnvironment(name: string, value: string, options: EnvironmentOptions = {}): void {
    checkVariableName(name);
    this.rules.secrets.checkVariable(name, value, this.file.path);
    this.push(name, literalForCompose(value), options);
    this.rules.check(name, value);
  }

  /** @internal */
  public _addEnvironmentDefault(name: string, value: string): void {
    this.rules.secrets.checkVariable(name, value, this.file.path);
    if (!/^[^${}\r\n]+$/.test(value)) {
      throw new AstroAirflowError(`The default of ${name} is empty, or has a line break, a "$" or a brace, which compose reads in its own way. Give it a plain value.`);
    }
    // The developer's shell wins, and nothing empty is ever set.
    this.push(name, `\${${name}:-${value}}`, {});
  }

  /** @internal */
  public _addService(name: string, definition: { readonly [key: string]: any }): void {
    if (!/^[a-zA-Z0-9][a-zA-Z0-9._-]*$/.test(name)) {
      throw new AstroAirflowError(`The service name "${name}" is none that compose takes. Use letters, digits and ._-.`);
    }
    if (this.runtime.services.includes(name)) {
      throw new AstroAirflowError(
        `The service ${name} is Airflow's own. Use addMount() and addEnvironment() with services: ['${name}'], or override.file.addOverride('services.${name}.…', …).`,
      );
    }
    if (AIRFLOW_SERVICES.includes(name)) {
      throw this.unknownService(name, 'addService');
    }
    if (this.services.has(name)) {
      throw new AstroAirflowError(`The service ${name} is declared twice. Put both definitions into one addService().`);
    }
    checkSecretsOfService(name, definition, this.file.path, this.rules.secrets);
    this.services.set(name, definition);
    this.checkServices();
  }

  /** @internal */
  public _addTopLevel(section: 'volumes' | 'networks', name: string, definition: { readonly [key: string]: any }): void {
    const kind = section.slice(0, -1);
    if (!/^[a-zA-Z0-9][a-zA-Z0-9._-]*$/.test(name)) {
      throw new AstroAirflowError(`The ${kind} name "${name}" is not valid for compose. Use letters, digits and ._-.`);
    }
    if (this.topLevel[section].has(name)) {
      throw new AstroAirflowError(`The ${kind} ${name} is declared twice. Take one out.`);
    }
    this.rules.secrets.checkMembers(definition, `the ${kind} ${name}`, this.file.path);
    this.topLevel[section].set(name, definition);
  }

  /** @internal */
  public _environmentNames(): ReadonlySet<string> {
    return new Set(this.environment.map((entry) => entry.name));
  }

  /**
   * What compose would refuse in the file as it will be written, escape hatches and all.
   *
   * @internal
   */
  public _check(): void {
    const rendered = (this.file as OverrideFile)._rendered();
    this.checkServices(rendered);
    const broken = brokenReference(rendered as Record<string, unknown>, this.baseServices(), this.file.path);
    if (broken !== undefined) {
      throw new AstroAirflowError(broken);
    }
    this.warnOfStrays();
    checkSecrets(rendered, this.runtime.services, this.file.path, this.rules.secrets).forEach((warning) => this.project.logger.warn(warning));
  }

  private checkServices(rendered: unknown = this.render()): void {
    const services = (rendered as { services?: unknown } | undefined)?.services;
    if (services === null || typeof services !== 'object') {
      throw new AstroAirflowError(`${this.file.path} would have no mapping of services, which compose refuses. Take out the override of "services".`);
    }
    for (const [name, definition] of Object.entries(services as Record<string, Record<string, unknown> | null>)) {
      if (typeof definition !== 'object' || Array.isArray(definition)) {
        throw new AstroAirflowError(`The service ${name} in ${this.file.path} is no mapping, which compose refuses. Give it one, with an image.`);
      }
      const known = this.baseServices().includes(name);
      if (!known && !['image', 'build', 'extends'].some((key) => key in (definition ?? {}))) {
        throw AIRFLOW_SERVICES.includes(name)
          ? this.unknownService(name, this.file.path)
          : new AstroAirflowError(`The service ${name} in ${this.file.path} has neither an image nor a build, so compose refuses it. Give it one; the base file has ${this.baseServices().join(', ')}.`);
      }
    }
  }

  private pushMount(mount: MountEntry): void {
    const taken = this.mounts.find((entry) => entry.target === mount.target && entry.services.some((name) => mount.services.includes(name)));
    if (taken !== undefined) {
      throw new AstroAirflowError(
        `The mount target ${mount.target} is declared twice, from ${taken.source} and from ${mount.source}. Take one out, or give them different services.`,
      );
    }
    this.mounts.push(mount);
  }

  private push(name: string, composeValue: string | null, options: EnvironmentOptions): void {
    checkVariableName(name);
    if (composeValue?.includes('\0') === true) {
      throw new AstroAirflowError(`The value of ${name} has a NUL character, which no environment variable can hold. Take it out.`);
    }
    const services = this.chosen(options.services, name);
    const others = this.environment.filter((entry) => entry.name === name && entry.services.some((service) => services.includes(service)));
    if (others.some((entry) => entry.composeValue !== composeValue)) {
      throw new AstroAirflowError(`${name} is declared twice with different values. Take one out, or give them different services.`);
    }
    this.environment.push({ name, composeValue, services });
  }

  /** The Astro CLI reads one name in one folder, and says nothing of others. */
  private warnOfStrays(): void {
    const directory = path.posix.dirname(this.file.path);
    const strays = ['docker-compose.override.yaml', 'compose.override.yml', 'compose.override.yaml', `dags/${OVERRIDE.fileName}`].map((name) => path.posix.join(directory, name));
    for (const stray of strays.filter((name) => fs.existsSync(path.join(this.project.outdir, name)))) {
      this.project.logger.warn(`${stray} has no effect: the Astro CLI reads ${this.file.path} alone. Declare what it has in the rc file, and delete it.`);
    }
  }

  /** The services of the Astro CLI's own file, which an override may change without an image (CLI 1.45). */
  private baseServices(): string[] {
    return [...this.runtime.services, 'postgres', ...(this.runtime.airflowMajor === 3 ? ['db-migration'] : [])];
  }

  private chosen(services: readonly string[] | undefined, what: string): readonly string[] {
    if (services?.length === 0) {
      throw new AstroAirflowError(`services of ${what} is empty, so no container would get it. Leave services out, or name some of ${this.runtime.services.join(', ')}.`);
    }
    for (const name of services ?? []) {
      if (!this.runtime.services.includes(name)) {
        throw this.unknownService(name, what);
      }
    }
    return services ?? this.runtime.services;
  }

  private unknownService(name: string, what: string): AstroAirflowError {
    return new AstroAirflowError(
      `The service "${name}" (in ${what}) does not exist in Astro Runtime ${this.runtime.tag} (Airflow ${this.runtime.airflowVersion}). It has ${this.runtime.services.join(', ')}.`,
    );
  }

  private render(): object {
    const { environment, mounts, sessions, services, topLevel } = this;
    return renderOverride({ airflowServices: this.runtime.services, environment, mounts, sessions, services, ...topLevel });
  }
}

class OverrideFile extends ObjectFile {
  public constructor(scope: Construct, filePath: string, obj: () => object) {
    super(scope, filePath, { obj, ...gitOptions(Project.of(scope)) });
  }

  public _rendered(): unknown {
    const json = super.synthesizeContent(RESOLVER);
    return json === undefined ? undefined : JSON.parse(json);
  }

  protected synthesizeContent(resolver: IResolver): string | undefined {
    const json = super.synthesizeContent(resolver);
    if (json === undefined) {
      return undefined;
    }
    return withHeader(this, `# The Astro CLI merges this file over its own compose file on "astro dev start".\n${toYaml(JSON.parse(json))}`);
  }
}

function checkVariableName(name: string): void {
  if (!/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name)) {
    throw new AstroAirflowError(`"${name}" is no name of an environment variable. Use letters, digits and "_".`);
  }
}
