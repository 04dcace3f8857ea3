import { isInProfile } from './service-starts';
import { bytesOf } from './text-formats';
import { isMapping, mapping, type Mapping } from '../text/mapping';

/** What compose refuses together, as the predicate of a sentence and the way out. */
interface Conflict {
  readonly fault: string;
  readonly wayOut: string;
}

/** Limits that compose takes in two places, if both have the same. */
const LIMITS: ReadonlyArray<{ readonly key: string; readonly section: string; readonly member: string; readonly read: (value: unknown) => number | undefined }> = [
  { key: 'cpus', section: 'limits', member: 'cpus', read: (value) => numberOf(value, Math.fround) },
  { key: 'mem_limit', section: 'limits', member: 'memory', read: (value) => (typeof value === 'string' ? bytesOf(value) : numberOf(value)) },
  { key: 'mem_reservation', section: 'reservations', member: 'memory', read: (value) => (typeof value === 'string' ? bytesOf(value) : numberOf(value)) },
  { key: 'pids_limit', section: 'limits', member: 'pids', read: numberOf },
];

/**
 * What compose refuses in a service though each value alone is right; undefined if there is nothing, or the service is in a profile, which the
 * Astro CLI does not start.
 *
 * @param hasNetworks whether the Astro CLI's own file gives it networks
 */
export function conflictIn(definition: Mapping, hasNetworks: boolean): Conflict | undefined {
  if (isInProfile(definition)) {
    return undefined;
  }
  const ofLimits = LIMITS.map((limit) => inLimit(definition, limit));
  return [inNetworks(definition, hasNetworks), inScale(definition), ...ofLimits, inHealthcheck(definition), inBuild(definition)].find((conflict) => conflict !== undefined);
}

function inNetworks({ network_mode: mode, networks }: Mapping, hasNetworks: boolean): Conflict | undefined {
  if (typeof mode !== 'string' || mode === '' || mode.includes('$')) {
    return undefined;
  }
  if (hasNetworks) {
    return { fault: 'has a network_mode beside the networks that the Astro CLI gives it', wayOut: 'Use networks, or extra_hosts.' };
  }
  return Object.keys(networks ?? {}).length === 0 ? undefined : { fault: 'has network_mode and networks', wayOut: 'Remove one.' };
}

function inScale({ container_name: name, scale, deploy }: Mapping): Conflict | undefined {
  const [own, replicas] = [numberOf(scale), numberOf(mapping(deploy).replicas)];
  if (own !== undefined && replicas !== undefined && own !== replicas) {
    return { fault: 'has scale and another deploy.replicas', wayOut: 'Remove one.' };
  }
  const key = own === undefined ? 'deploy.replicas' : 'scale';
  const count = own ?? replicas ?? 1;
  if (count < 0) {
    return { fault: `has a value for ${key} that compose does not take`, wayOut: 'Write at least 0.' };
  }
  return count > 1 && typeof name === 'string' && name !== '' ? { fault: `has a container_name and more than one container by ${key}`, wayOut: 'Remove one.' } : undefined;
}

function inLimit(definition: Mapping, { key, section, member, read }: (typeof LIMITS)[number]): Conflict | undefined {
  const limits = mapping(mapping(definition.deploy).resources)[section];
  if (definition[key] === undefined || !isMapping(limits)) {
    return undefined;
  }
  const [own, other] = [read(definition[key]), limits[member] === undefined ? 0 : read(limits[member])];
  return own === undefined || own === 0 || other === undefined || own === other
    ? undefined
    : { fault: `has ${key}, and deploy.resources.${section} without the same ${member}`, wayOut: `Write it as ${member} there alone.` };
}

function inHealthcheck({ healthcheck }: Mapping): Conflict | undefined {
  const { test } = mapping(healthcheck);
  const first: unknown = Array.isArray(test) ? test[0] : undefined;
  return typeof first !== 'string' || first.includes('$') || ['CMD', 'CMD-SHELL', 'NONE'].includes(first)
    ? undefined
    : { fault: 'has a list as healthcheck.test that does not start with CMD, CMD-SHELL or NONE', wayOut: 'Write CMD before the program.' };
}

function inBuild({ build }: Mapping): Conflict | undefined {
  const { dockerfile, dockerfile_inline: inline } = mapping(build);
  return dockerfile === undefined || inline === undefined ? undefined : { fault: 'has build.dockerfile and build.dockerfile_inline', wayOut: 'Remove one.' };
}

/** A number, or one as a text; undefined where it is neither, as with a variable. */
function numberOf(value: unknown, rounded: (value: number) => number = (one) => one): number | undefined {
  const number = typeof value === 'number' || (typeof value === 'string' && value !== '' && !value.includes('$')) ? Number(value) : NaN;
  return Number.isNaN(number) ? undefined : rounded(number);
}
