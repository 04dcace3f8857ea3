import type { HostSession, Mount, MovableMount, PersonalMount } from '../declarations';
import type { DeclaredExample } from '../text/declared-example';
import { literalForCompose } from '../text/mount-paths';
import { OVERRIDE_EXTENSION } from '../text/override-names';

/** An environment variable of some services. */
export interface EnvironmentEntry {
  readonly name: string;
  /** As compose is to see it: with its `$` escaped, or our interpolation; null gives the value of the shell. */
  readonly composeValue: string | null;
  readonly services: readonly string[];
  /** The option or the call that declares it. */
  readonly by: string;
}

/** A mount of some services. */
export interface MountEntry {
  readonly target: string;
  /** As it was declared. */
  readonly source: string;
  /** As compose is to see it. */
  readonly composeSource: string;
  readonly readOnly: boolean;
  readonly services: readonly string[];
}

/** Everything that was declared for the override. */
export interface OverrideDeclarations {
  /** The services of the Astro CLI's own file, in the order in which they are written. */
  readonly baseServices: readonly string[];
  readonly environment: readonly EnvironmentEntry[];
  readonly mounts: readonly MountEntry[];
  readonly sessions: readonly HostSession[];
  /** The example DAG with its secrets. */
  readonly example?: DeclaredExample;
  /** Services of the user's own. */
  readonly services: ReadonlyMap<string, object>;
  /** What is added to the services of the Astro CLI's own file, besides environment and mounts. */
  readonly extensions: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** What the services name besides one another. */
  readonly volumes: ReadonlyMap<string, object>;
  readonly networks: ReadonlyMap<string, object>;
}

/** The override as an object: only what was declared, in the order of its declaration. */
export function renderOverride(declared: OverrideDeclarations): { services: Record<string, object>; [OVERRIDE_EXTENSION]?: object } {
  const services: Record<string, object> = {};
  for (const name of declared.baseServices) {
    const { environment: more, volumes = [], ...others } = declared.extensions.get(name) ?? {};
    const entries = declared.environment.filter((entry) => entry.services.includes(name));
    const environment = entries.length > 0 ? Object.fromEntries(entries.map((entry) => [entry.name, entry.composeValue])) : more;
    const mounts = [...declared.mounts.filter((entry) => entry.services.includes(name)).map(renderMount), ...(volumes as unknown[])];
    const service = { ...(environment === undefined ? {} : { environment }), ...(mounts.length > 0 ? { volumes: mounts } : {}), ...others };
    if (Object.keys(service).length > 0) {
      services[name] = service;
    }
  }
  for (const [name, definition] of declared.services) {
    services[name] = definition;
  }
  return { ...extensionOf(declared), services, ...section('volumes', declared.volumes), ...section('networks', declared.networks) };
}

/** What the commands of this package read. */
function extensionOf({ sessions, example }: OverrideDeclarations): object {
  const members = {
    ...(sessions.length > 0 ? { sessions: sessions.map(({ cloud, settings }) => literal({ cloud, ...settings })) } : {}),
    ...(example === undefined ? {} : { example: literal(example) }),
  };
  return Object.keys(members).length > 0 ? { [OVERRIDE_EXTENSION]: members } : {};
}

/** An empty definition is null, because projen drops an empty object. */
function section(name: string, entries: ReadonlyMap<string, object>): object {
  const definitions = Array.from(entries, ([key, definition]) => [key, Object.keys(definition).length === 0 ? null : definition]);
  return entries.size === 0 ? {} : { [name]: Object.fromEntries(definitions) };
}

/** Long syntax, so that a missing source is an error instead of a new directory that belongs to root. */
function renderMount({ composeSource, target, readOnly }: MountEntry): object {
  return {
    type: 'bind',
    source: composeSource,
    target: literalForCompose(target),
    ...(readOnly ? { read_only: true } : {}),
    bind: { create_host_path: false },
  };
}

/** The source of a mount, of which compose leaves every character as it is. */
export function sourceOf({ source }: Mount): string {
  return literalForCompose(source);
}

/** The source of a mount with a personal part, which compose takes from the shell. */
export function personalSourceOf({ before, variable, defaultValue, after = '' }: PersonalMount): string {
  return `${literalForCompose(before)}\${${variable}:-${defaultValue}}${literalForCompose(after)}`;
}

/** The source of a mount that variables of the shell move: `${CLOUDSDK_CONFIG:-${APPDATA:-~/.config}/gcloud}/adc.json`. */
export function movableSourceOf({ source, variables }: MovableMount): string {
  const starts = Object.entries(variables).sort(([, one], [, other]) => one.length - other.length);
  const [text, length] = starts.reduce<[string, number]>(([inner, end], [name, start]) => [`\${${name}:-${inner}${literalForCompose(source.slice(end, start.length))}}`, start.length], ['', 0]);
  return text + literalForCompose(source.slice(length));
}

/** compose looks for variables in every text of the file, also where it ignores the key. */
function literal(value: unknown): unknown {
  if (typeof value === 'string') {
    return literalForCompose(value);
  }
  if (Array.isArray(value)) {
    return value.map(literal);
  }
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, literal(inner)])) : value;
}
