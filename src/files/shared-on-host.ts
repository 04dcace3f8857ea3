import fs from 'node:fs';
import path from 'node:path';
import { isInProfile } from './service-starts';
import type { AstroRuntime } from '../runtime/astro-runtime';
import { partsAtColons } from '../text/compose-variables';
import { mapping, type Mapping } from '../text/mapping';

/** A port of the host that a service publishes. */
interface HostPort {
  readonly service: string;
  readonly port: string;
  readonly protocol: string;
  /** Empty: every address. */
  readonly address: string;
  readonly target: string;
  readonly isOfBase: boolean;
}

/** What compose refuses because two containers cannot have one name; undefined if there is nothing. */
export function sharedContainerName(rendered: Mapping, file: string): string | undefined {
  const named = started(rendered).flatMap(([service, { container_name: name }]) => (typeof name === 'string' && name !== '' && !name.includes('$') ? [{ service, name }] : []));
  const second = named.find(({ name }, index) => named.slice(0, index).some((other) => other.name === name));
  const first = named.find(({ name }) => name === second?.name);
  return second === undefined || first === undefined
    ? undefined
    : `The services ${first.service} and ${second.service} in ${file} have the same container_name, so compose refuses the file. Remove one.`;
}

/** Ports of the host that two services publish, a sentence each: compose takes the file, and Docker starts one of the two. */
export function sharedPorts(rendered: unknown, runtime: AstroRuntime, outdir: string, file: string): string[] {
  const own = started(mapping(rendered)).flatMap(([service, definition]) => portsOf(service, definition));
  const ports = [...portsOfBase(runtime, path.resolve(outdir, path.posix.dirname(file))), ...own];
  return ports.flatMap((port, index) => ports.slice(0, index).filter((other) => collide(port, other)).map((other) => {
    const start = `The service ${port.service} in ${file} publishes the host's port ${port.port}, as`;
    return other.isOfBase
      ? `${start} the Astro CLI does for ${other.service}, and Docker gives it to one of the two. Use another port, or move the Astro CLI's with "astro config set ${setting(other.service)} ${Number(other.port) + 1}".`
      : `${start} ${port.service === other.service ? 'another entry of its ports does' : `${other.service} does`}, and Docker gives it to one of the two. Use another port.`;
  }));
}

/** What starts: a service in a profile or without containers shares nothing. */
function started(rendered: Mapping): Array<[string, Mapping]> {
  return Object.entries(mapping(rendered.services))
    .map(([name, definition]): [string, Mapping] => [name, mapping(definition)])
    .filter(([, definition]) => !isInProfile(definition) && Number(definition.scale ?? mapping(definition.deploy).replicas ?? 1) !== 0);
}

/** The ports of the Astro CLI's own file (CLI 1.45), unless the project's settings move them. */
function portsOfBase(runtime: AstroRuntime, directory: string): HostPort[] {
  const base = [
    { service: runtime.airflowMajor === 3 ? 'api-server' : 'webserver', port: '8080' },
    { service: 'postgres', port: '5432' },
  ];
  return base
    .filter(({ service }) => !isMoved(directory, [service, setting(service).split('.')[0]]))
    .map(({ service, port }) => ({ service, port, protocol: 'tcp', address: '127.0.0.1', target: port, isOfBase: true }));
}

function setting(service: string): string {
  return service === 'postgres' ? 'postgres.port' : 'webserver.port';
}

function isMoved(directory: string, sections: readonly string[]): boolean {
  const config = path.join(directory, '.astro', 'config.yaml');
  const text = fs.existsSync(config) ? fs.readFileSync(config, 'utf-8') : '';
  return sections.some((section) => new RegExp(`^${section}:[^]*?^[ \\t]+port:`, 'm').test(text));
}

function portsOf(service: string, { ports }: Mapping): HostPort[] {
  return (Array.isArray(ports) ? ports : []).flatMap((entry) => portOf(entry) ?? []).map((port) => ({ service, isOfBase: false, ...port }));
}

/** Undefined for a port that Docker chooses, a range, and what the shell decides. */
function portOf(entry: unknown): Omit<HostPort, 'service' | 'isOfBase'> | undefined {
  if (typeof entry !== 'string') {
    const { target, published, host_ip: address = '', protocol = 'tcp' } = mapping(entry);
    return /^\d+$/.test(String(published)) ? { port: String(published), protocol: String(protocol), address: everyAddress(String(address)), target: String(target) } : undefined;
  }
  const [short, protocol = 'tcp'] = entry.split('/');
  const [target, port, ...address] = partsAtColons(short).reverse();
  return /^\d+$/.test(port ?? '') ? { port, protocol, address: everyAddress(address.reverse().join(':')), target } : undefined;
}

function everyAddress(address: string): string {
  return ['0.0.0.0', '::', '[::]'].includes(address) ? '' : address;
}

function collide(one: HostPort, other: HostPort): boolean {
  const isSame = one.service === other.service && one.address === other.address && one.target === other.target;
  return !isSame && one.port === other.port && one.protocol === other.protocol && (one.address === other.address || one.address === '' || other.address === '');
}
