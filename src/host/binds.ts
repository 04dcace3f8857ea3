import path from 'node:path';
import { overrideIn, rawOverride } from './override';
import { withVariables } from '../text/compose-variables';
import { mapping } from '../text/mapping';

/** A file or a folder of this machine that an override mounts. */
export interface Bind {
  readonly service: string;
  /** As the override names it, with what the shell has: `~/.aws`. */
  readonly source: string;
  /** Absolute path on this machine. */
  readonly absolute: string;
  /** Where the containers see it; empty if the override does not say. */
  readonly target: string;
  readonly readOnly: boolean;
  /** Whether it is below the home, or is where variables of the shell move it from there. */
  readonly isPersonal: boolean;
  /** Whether Docker makes an empty folder where there is nothing. */
  readonly isMade: boolean;
}

/** What a mount brings to the containers, whatever service has it. */
export type HostMount = Pick<Bind, 'source' | 'absolute' | 'target' | 'readOnly'>;

/** Where the names of an override lead to. */
export interface BindPlaces {
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
}

interface Volume {
  readonly type?: unknown;
  readonly source?: unknown;
  readonly target?: unknown;
  readonly read_only?: unknown;
  readonly bind?: unknown;
}

/** The start of a path below the home, also of one that variables of the shell move. */
export const PERSONAL = '(?:\\$\\{\\w+:-)*~';

const TRUE = ['true', 'y', 'yes', 'on'];
const FALSE = ['false', 'n', 'no', 'off'];

const IS_PERSONAL = new RegExp(`^${PERSONAL}`);

/**
 * The mounts of files and folders in an Astro project's override, as compose reads them. It omits named volumes and mounts that compose
 * refuses.
 *
 * @throws AstroAirflowError if the override cannot be read
 */
export function bindsIn(directory: string, places: BindPlaces): Bind[] {
  const services = mapping(rawOverride(overrideIn(directory) ?? '')?.services);
  return Object.entries(services).flatMap(([service, definition]) => {
    const { volumes } = mapping(definition);
    return (Array.isArray(volumes) ? (volumes as unknown[]) : []).flatMap((volume) => bindOf(service, volume, directory, places));
  });
}

/**
 * The same, each once.
 *
 * @throws AstroAirflowError if the override cannot be read
 */
export function mountsIn(directory: string, places: BindPlaces): Bind[] {
  const binds = bindsIn(directory, places);
  return binds.filter((bind, index) => binds.findIndex(({ source, target }) => source === bind.source && target === bind.target) === index);
}

function bindOf(service: string, volume: unknown, directory: string, { env, home }: BindPlaces): Bind[] {
  const { type, source: raw, target, read_only: readOnly, bind } = typeof volume === 'string' ? short(withVariables(volume, env)) : (mapping(volume) as Volume);
  const source = typeof raw === 'string' && type === 'bind' ? (typeof volume === 'string' ? raw : withVariables(raw, env)) : undefined;
  const isReadOnly = booleanOf(readOnly, env);
  const isMade = booleanOf(mapping(bind).create_host_path, env);
  if (source === undefined || isReadOnly === 'refused' || isMade === 'refused') {
    return [];
  }
  return [{
    service,
    source,
    absolute: source.startsWith('~') ? path.resolve(path.join(home, source.slice(1))) : path.resolve(directory, ofDrive(source)),
    target: typeof target === 'string' ? (withVariables(target, env) ?? '') : '',
    readOnly: isReadOnly === true,
    isPersonal: IS_PERSONAL.test(typeof volume === 'string' ? volume : (raw as string)),
    isMade: isMade !== false,
  }];
}

/** Engines on Windows take `/c/Users` for `C:\\Users`. */
function ofDrive(source: string): string {
  return process.platform === 'win32' ? source.replace(/^\/([A-Za-z])(?=\/)/, '$1:') : source;
}

/** A boolean, which can be a text with variables (compose-go, loader.toBoolean). */
function booleanOf(value: unknown, env: BindPlaces['env']): boolean | undefined | 'refused' {
  if (typeof value !== 'string') {
    return typeof value === 'boolean' ? value : undefined;
  }
  const text = withVariables(value, env)?.toLowerCase() ?? '';
  return TRUE.includes(text) ? true : FALSE.includes(text) ? false : 'refused';
}

/** `SOURCE:TARGET:MODE` of what is a path and no name of a volume. */
function short(volume: string = ''): Volume {
  const [, source, target, mode = ''] = /^((?:[A-Za-z]:[\\/]|[~./])[^:]*):([^:]+)(?::([^:]+))?$/.exec(volume) ?? [];
  return source === undefined ? {} : { type: 'bind', source, target, read_only: mode.split(',').includes('ro') };
}
