import { targetsOf } from './service-extension';
import { environmentEntries } from '../text/compose-environment';
import { mapping, type Mapping } from '../text/mapping';

/** Parts of the override by which a client can sign in, as they will be written. */
export interface OverrideParts {
  /** Targets of the mounts of the services that read `.env`. */
  readonly mounts: readonly string[];
  /** What else these services have, besides their variables, and the user's own services. */
  readonly text: string;
}

/**
 * Parts of a rendered override.
 *
 * @param readers the services that read `.env`
 */
export function partsOf(rendered: unknown, readers: readonly string[]): OverrideParts {
  const services = Object.entries(mapping(mapping(rendered).services)).map(([name, service]) => ({ isReader: readers.includes(name), service: mapping(service) }));
  return {
    mounts: services.flatMap(({ isReader, service }) => (isReader ? targetsOf(service.volumes) : [])),
    text: JSON.stringify(services.map(({ isReader, service }) => (isReader ? withoutOwnParts(service) : service))),
  };
}

/**
 * The services of a rendered override that set a variable to another value.
 *
 * @param value as compose is to see it
 * @param readers the services that read `.env`
 */
export function servicesWithAnother(name: string, value: string, rendered: unknown, readers: readonly string[]): string[] {
  const services = mapping(mapping(rendered).services);
  return readers.filter((reader) => environmentEntries(mapping(services[reader]).environment).some((entry) => entry[0] === name && entry[1] !== value));
}

/** Without what is looked at by itself: a value or the source of a mount can have the name of a file that is not there. */
function withoutOwnParts({ environment: _environment, volumes: _volumes, ...others }: Mapping): Mapping {
  return others;
}
