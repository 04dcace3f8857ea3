import { baseNeeds, baseServices } from './base-compose-file';
import { referencesOf } from './override-references';
import type { AstroRuntime } from '../runtime/astro-runtime';
import { AstroAirflowError } from '../text/error';
import { mapping, type Mapping } from '../text/mapping';

/** Whether a service is in a profile: the Astro CLI starts none. */
export function isInProfile({ profiles }: Mapping): boolean {
  return Array.isArray(profiles) && profiles.length > 0;
}

/** @throws AstroAirflowError if an extension keeps one of the Astro CLI's services from starting, other than the triggerer, which not everyone needs */
export function checkStarts(name: string, definition: Mapping): void {
  if (name === 'triggerer') {
    return;
  }
  if (isInProfile(definition)) {
    throw new AstroAirflowError(`profiles of the service ${name} cannot be changed: the Astro CLI starts no service that is in a profile, and the stack cannot do without this one.`);
  }
  const counts = { 'scale': definition.scale, 'deploy.replicas': mapping(definition.deploy).replicas };
  const [key] = Object.entries(counts).find(([, count]) => Number(count ?? 1) === 0 && count !== '') ?? [];
  // The database can be elsewhere.
  if (key !== undefined && name !== 'postgres') {
    throw new AstroAirflowError(`${key} of the service ${name} cannot be 0: the stack cannot do without it. Remove ${key}.`);
  }
}

/** What compose would refuse because a service that starts needs one that is in a profile; undefined if there is nothing. */
export function unstartedReference(rendered: Mapping, runtime: AstroRuntime, file: string): string | undefined {
  const services = Object.entries(mapping(rendered.services)).map(([name, definition]): [string, Mapping] => [name, mapping(definition)]);
  const unstarted = new Set(services.filter(([, definition]) => isInProfile(definition)).map(([name]) => name));
  const base = baseServices(runtime);
  // The database first, for which the others wait in the end.
  for (const awaited of [...base].reverse().filter((name) => unstarted.has(name))) {
    const waiting = base.find((name) => !unstarted.has(name) && baseNeeds(name, runtime).includes(awaited));
    if (waiting !== undefined) {
      return `The service ${awaited} in ${file} is in a profile, of which the Astro CLI starts none, and ${waiting} waits for it, so compose refuses the file. Remove its profiles.`;
    }
  }
  // One that extends another may be in the profile of that.
  for (const [name, definition] of services.filter(([one, { extends: other }]) => !unstarted.has(one) && other === undefined)) {
    const wanted = referencesOf(definition).find((one) => one.to === 'service' && unstarted.has(one.name) && mapping(mapping(definition.depends_on)[one.name]).required !== false);
    if (wanted !== undefined) {
      return `The service ${name} in ${file} names the service ${wanted.name}, which is in a profile, of which the Astro CLI starts none, so compose refuses the file. Remove the profiles of ${wanted.name}.`;
    }
  }
  return undefined;
}
