import { BASE } from './base-compose-file';
import { apiName } from '../text/api-name';
import { partsAtColons } from '../text/compose-variables';
import { mapping, type Mapping } from '../text/mapping';

/** Something in a service that names what is declared elsewhere. */
interface Reference {
  readonly to: 'service' | 'volume' | 'network' | 'secret' | 'config';
  readonly name: string;
}

/** How each kind is declared. */
const DECLARED_BY: Readonly<Record<Reference['to'], (name: string) => string>> = {
  service: (name) => `${apiName('addService')}('${name}', …)`,
  volume: (name) => `${apiName('addVolume')}('${name}')`,
  network: (name) => `${apiName('addNetwork')}('${name}')`,
  secret: (name) => `override.file.${apiName('addOverride')}('secrets.${name}', …)`,
  config: (name) => `override.file.${apiName('addOverride')}('configs.${name}', …)`,
};

/**
 * What compose would refuse because a service names something that nobody declares; undefined if there is nothing. What compose takes from the
 * shell is not looked at.
 *
 * @param baseServices those of the Astro CLI's own file
 * @returns a sentence with the reason, and one with the way out
 */
export function brokenReference(rendered: Mapping, baseServices: readonly string[], file: string): string | undefined {
  const services = mapping(rendered.services);
  const declared: Readonly<Record<Reference['to'], readonly string[]>> = {
    service: [...baseServices, ...Object.keys(services)],
    volume: [...BASE.volumes, ...Object.keys(mapping(rendered.volumes))],
    network: [...BASE.networks, ...Object.keys(mapping(rendered.networks))],
    secret: Object.keys(mapping(rendered.secrets)),
    config: Object.keys(mapping(rendered.configs)),
  };
  for (const [name, definition] of Object.entries(services)) {
    const extended = extendedBy(mapping(definition).extends);
    if (extended !== undefined && !extended.includes('$') && !(extended in services)) {
      return `The service ${name} in ${file} extends the service ${extended}, which that file does not declare, and compose looks in no other. Write down what it has, in place of "extends".`;
    }
    for (const { to, name: wanted } of referencesOf(mapping(definition))) {
      if (!wanted.includes('$') && !declared[to].includes(wanted)) {
        return `The service ${name} in ${file} names the ${to} ${wanted}, which nobody declares, so compose refuses the file. Declare it with ${DECLARED_BY[to](wanted)}.`;
      }
    }
  }
  return undefined;
}

/** What a service names that is declared elsewhere. */
export function referencesOf(service: Mapping): Reference[] {
  return [
    ...listOf(service.volumes).flatMap((volume) => volumeOf(volume)).map((name): Reference => ({ to: 'volume', name })),
    ...namesOf(service.networks).map((name): Reference => ({ to: 'network', name })),
    // compose wants one that is not required to be declared as well (compose-go 2.9.1).
    ...namesOf(service.depends_on).map((name): Reference => ({ to: 'service', name })),
    ...[...listOf(service.volumes_from), ...listOf(service.links)].filter(isText).filter((text) => !text.startsWith('container:')).map((text): Reference => ({ to: 'service', name: text.split(':')[0] })),
    ...[service.network_mode, service.ipc, service.pid, service.uts].filter(isText).flatMap((mode) => /^service:(.*)$/.exec(mode)?.[1] ?? []).map((name): Reference => ({ to: 'service', name })),
    ...(['secrets', 'configs'] as const).flatMap((kind) => listOf(service[kind]).map((one) => (isText(one) ? one : mapping(one).source)).filter(isText).map((name): Reference => ({ to: kind === 'secrets' ? 'secret' : 'config', name }))),
  ];
}

/** The service that another one extends, unless that is in a file of its own. */
export function extendedBy(value: unknown): string | undefined {
  const { file, service } = isText(value) ? { file: undefined, service: value } : mapping(value);
  return file === undefined && isText(service) ? service : undefined;
}

/** The named volume of a mount, in the short form or in the long one. */
function volumeOf(mount: unknown): string[] {
  if (isText(mount)) {
    const [source, target] = partsAtColons(mount);
    // One letter is a drive of Windows; a path begins with one of "/", ".", "~" and "\\".
    return target !== undefined && /^[A-Za-z0-9$][\w.${}-]+$/.test(source) ? [source] : [];
  }
  const { type, source } = mapping(mount);
  return type === 'volume' && isText(source) ? [source] : [];
}

function namesOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(isText) : Object.keys(mapping(value));
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
