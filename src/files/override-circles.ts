import { baseNeeds, baseServices } from './base-compose-file';
import { brokenReference, extendedBy, referencesOf } from './override-references';
import { unstartedReference } from './service-starts';
import { sharedContainerName } from './shared-on-host';
import type { AstroRuntime } from '../runtime/astro-runtime';
import { AstroAirflowError } from '../text/error';
import { mapping, type Mapping } from '../text/mapping';

/** A service that another one needs. */
interface Need {
  readonly service: string;
  /** Where that is written. */
  readonly at: string;
}

/** Keys that name services which have to be there first; a list of an extended service is added to, a text replaced. */
const LISTS = ['depends_on', 'links', 'volumes_from'];
const TEXTS = ['network_mode', 'ipc', 'pid', 'uts'];

/** @throws AstroAirflowError if services name what nobody declares or starts, one another in a circle, or their containers alike */
export function checkReferences(rendered: Mapping, runtime: AstroRuntime, file: string): void {
  const broken = brokenReference(rendered, baseServices(runtime), file) ?? unstartedReference(rendered, runtime, file)
    ?? circleOf(rendered, runtime, file) ?? sharedContainerName(rendered, file);
  if (broken !== undefined) {
    throw new AstroAirflowError(broken);
  }
}

function circleOf(rendered: Mapping, runtime: AstroRuntime, file: string): string | undefined {
  const services = mapping(rendered.services);
  const names = Object.keys(services);
  const extensions = circleIn(names, (name) => [extendedBy(mapping(services[name]).extends) ?? []].flat());
  if (extensions !== undefined) {
    return `The services in ${file} extend one another in a circle, which compose refuses: ${told(extensions, 'extends')}. Remove "extends" from ${extensions[0]}.`;
  }
  const circle = circleIn(names, (name) => [...baseNeeds(name, runtime), ...needsOf(name, services).map(({ service }) => service)]);
  if (circle === undefined) {
    return undefined;
  }
  const steps = circle.map((name, index) => ({ name, needed: circle[(index + 1) % circle.length] }));
  // What the Astro CLI's own file says is no circle by itself, and stays.
  const own = steps.filter(({ name, needed }) => !baseNeeds(name, runtime).includes(needed));
  const [{ service, at }] = own.flatMap(({ name, needed }) => needsOf(name, services).filter((need) => need.service === needed));
  return `The services in ${file} need one another in a circle, which compose refuses: ${told(circle, 'needs')}. Remove ${service} from ${at}.`;
}

function needsOf(name: string, services: Mapping): Need[] {
  const chain = chainOf(name, services);
  // The Astro CLI starts no profile, so compose omits the services that have one.
  if (chain.some(({ definition }) => Array.isArray(definition.profiles) && definition.profiles.length > 0)) {
    return [];
  }
  const lists = LISTS.flatMap((key) => chain.map((link) => ({ key, ...link })));
  const texts = TEXTS.flatMap((key) => chain.filter(({ definition }) => key in definition).slice(0, 1).map((link) => ({ key, ...link })));
  return [...lists, ...texts].flatMap(({ key, owner, definition }) =>
    referencesOf({ [key]: definition[key] }).filter(({ to }) => to === 'service').map((reference) => ({ service: reference.name, at: `${key} of ${owner}` })));
}

/** A service, and those of the file that it extends. */
function chainOf(owner: string, services: Mapping): Array<{ owner: string; definition: Mapping }> {
  const definition = mapping(services[owner]);
  const extended = extendedBy(definition.extends);
  return [{ owner, definition }, ...(extended === undefined ? [] : chainOf(extended, services))];
}

/** Services of which each leads to the next one, and the last one to the first. */
function circleIn(names: readonly string[], next: (name: string) => readonly string[]): string[] | undefined {
  const done = new Set<string>();
  const search = (name: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(name)) {
      return path.slice(path.indexOf(name));
    }
    if (done.has(name)) {
      return undefined;
    }
    const found = next(name).map((one) => search(one, [...path, name])).find((circle) => circle !== undefined);
    done.add(name);
    return found;
  };
  return names.map((name) => search(name, [])).find((circle) => circle !== undefined);
}

/** `a needs b, which needs a`. */
function told(circle: readonly string[], verb: string): string {
  return [...circle.slice(1), circle[0]].reduce((text, name, index) => `${text}${index === 0 ? '' : ', which'} ${verb} ${name}`, circle[0]);
}
