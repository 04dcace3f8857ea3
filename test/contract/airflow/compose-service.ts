import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { baseFile, ENV_FILE, OVERRIDE_FILE, type AirflowMajor } from '../base';

/** A directory or file of the host that a container sees. */
export interface BindMount {
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
  /** Whether a source that does not exist is made, as for the short syntax. */
  readonly create: boolean;
}

/** What a container of a service is started with. */
export interface ComposeService {
  readonly environment: Readonly<Record<string, string>>;
  readonly mounts: readonly BindMount[];
}

/** The developer's machine, as far as compose asks it. */
export interface ComposeHost {
  /** What `~` stands for. */
  readonly home: string;
  /** The environment of the shell that runs `astro dev start`. */
  readonly shell: Readonly<Record<string, string>>;
}

interface ServiceText {
  readonly environment?: Record<string, string | number | boolean | null>;
  readonly volumes?: ReadonlyArray<string | { source: string; target: string; read_only?: boolean; bind?: { create_host_path?: boolean } }>;
}

/**
 * A service of an Astro project, from the CLI's own compose file, the project's override and its `.env`: only the little
 * of compose that these files use. What compose itself makes of them is the matter of the rows on compose.
 *
 * @throws Error for anything beyond that
 */
export function composeService(major: AirflowMajor, project: string, service: string, host: ComposeHost): ComposeService {
  const base = serviceText(baseFile(major, { project }), service);
  const override = serviceText(fs.readFileSync(path.join(project, OVERRIDE_FILE), 'utf-8'), service);
  const interpolated = (text: string): string => interpolate(text, host.shell);
  const passed = Object.entries(override?.environment ?? {}).filter(([, value]) => value === null).map(([name]) => name);
  const mounts = [
    // Volumes with a name are the containers' own.
    ...(base?.volumes ?? []).filter((volume): volume is string => typeof volume === 'string' && volume.startsWith('/')).map(shortMount),
    ...(override?.volumes ?? []).map((volume): BindMount => {
      if (typeof volume === 'string') {
        throw new Error(`${OVERRIDE_FILE} has the mount ${volume} in short syntax`);
      }
      return {
        source: hostPath(interpolated(volume.source), project, host.home),
        target: interpolated(volume.target),
        readOnly: volume.read_only ?? false,
        create: volume.bind?.create_host_path ?? true,
      };
    }),
  ];
  const environment = {
    ...plainDotenv(fs.readFileSync(path.join(project, ENV_FILE), 'utf-8')),
    ...texts(base?.environment),
    ...Object.fromEntries(Object.entries(texts(override?.environment)).map(([name, value]) => [name, interpolated(value)])),
  };
  return {
    // A name without a value is the shell's: where that has none, it is not set at all, whatever .env has.
    environment: {
      ...Object.fromEntries(Object.entries(environment).filter(([name]) => !passed.includes(name))),
      ...Object.fromEntries(passed.filter((name) => name in host.shell).map((name) => [name, host.shell[name]])),
    },
    // A mount in the override takes the place of one with the same target.
    mounts: [...new Map(mounts.map((mount) => [mount.target, mount])).values()],
  };
}

function serviceText(yaml: string, service: string): ServiceText | undefined {
  return (parse(yaml, { merge: true }) as { services: Record<string, ServiceText> }).services[service];
}

function shortMount(volume: string): BindMount {
  const [source, target, mode = ''] = volume.split(':');
  return { source, target, readOnly: mode.split(',').includes('ro'), create: true };
}

function hostPath(source: string, project: string, home: string): string {
  return /^~(\/|$)/.test(source) ? home + source.slice(1) : path.resolve(project, source);
}

function texts(environment: ServiceText['environment'] = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== null).map(([name, value]) => [name, String(value)]));
}

/** What compose makes of `$$` and `${NAME:-default}`; the default can have a variable in it. */
export function interpolate(text: string, shell: Readonly<Record<string, string>>): string {
  return text.replace(/\$(\$|\{([A-Za-z_]\w*):-((?:[^${}]|\$\{[^{}]*\})*)\})?/g, (_whole, form?: string, name: string = '', otherwise: string = '') => {
    if (form === undefined) {
      throw new Error(`${JSON.stringify(text)} has a "$" that is neither doubled nor a variable with a default`);
    }
    return form === '$' ? '$' : shell[name] || interpolate(otherwise, shell);
  });
}

/** The keys of a `.env` in the form that all its readers take alike. */
export function plainDotenv(text: string): Record<string, string> {
  return Object.fromEntries(text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => {
    const [, key, value] = /^([A-Za-z_]\w*)=([^\s'"`$#](?:[^$]*\S)?|)$/.exec(line) ?? [];
    if (key === undefined || / #/.test(value)) {
      throw new Error(`${ENV_FILE} has a line that its readers would not take alike: ${line}`);
    }
    return [key, value];
  }));
}
