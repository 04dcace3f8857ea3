import { OVERRIDE } from './managed-files';
import { environmentEntries } from '../text/compose-environment';
import { shellVariablesIn } from '../text/compose-variables';
import { listed } from '../text/lists';
import { mapping } from '../text/mapping';

/** A variable that the override sets. */
export interface OverrideVariable {
  /** The services that it is set for: there it wins over `.env`. */
  readonly services: readonly string[];
  /** Whether it, or a mount, takes the value of the shell, if that has one. */
  readonly isOfShell: boolean;
}

/**
 * The variables of a rendered override by their names.
 *
 * @param services those that read `.env`
 */
export function variablesOfOverride(rendered: unknown, services: readonly string[]): ReadonlyMap<string, OverrideVariable> {
  const variables = new Map<string, OverrideVariable>();
  for (const service of services) {
    const { environment, volumes = null } = mapping(mapping(mapping(rendered).services)[service]);
    // The name of a profile can choose the folder that is mounted, and be the same in the containers.
    const ofMounts = shellVariablesIn(JSON.stringify(volumes));
    for (const [name, value] of environmentEntries(environment)) {
      const { services: others = [], isOfShell = true } = variables.get(name) ?? {};
      variables.set(name, { services: [...others, service], isOfShell: isOfShell && (takesShell(name, value) || ofMounts.includes(name)) });
    }
  }
  return variables;
}

/**
 * What to say of the user's own lines of `.env` for which the override has another value.
 *
 * @param services those that read `.env`
 * @param keys the names of the lines
 * @returns what follows the name of the file
 */
export function beatenLines(services: readonly string[], keys: readonly string[], override: ReadonlyMap<string, OverrideVariable>): string[] {
  const found = keys.flatMap((key) => (override.has(key) ? [{ key, variable: override.get(key)! }] : []));
  const isEverywhere = ({ services: own }: OverrideVariable): boolean => services.every((service) => own.includes(service));
  const everywhere = [true, false].flatMap((isOfShell) => {
    const names = found.filter(({ variable }) => isEverywhere(variable) && variable.isOfShell === isOfShell).map(({ key }) => key);
    const it = names.length === 1 ? 'it' : 'them';
    const instead = isOfShell ? `Set ${it} in the shell of "astro dev start" or in the rc file.` : `Change ${it} in the rc file.`;
    return names.length === 0 ? [] : [`sets ${names.join(', ')} without effect on "astro dev start": ${OVERRIDE.fileName} sets ${it} too, and wins. ${instead}`];
  });
  const partly = found.filter(({ variable }) => !isEverywhere(variable));
  return [...everywhere, ...partly.map(({ key, variable }) => `sets ${key}, which wins${whereLineWins(services, variable)}. Delete that line if no other service is to have it.`)];
}

/** Where a line of `.env` wins over the override: nothing, if it does in all services. */
export function whereLineWins(services: readonly string[], variable: OverrideVariable | undefined): string {
  if (variable === undefined) {
    return '';
  }
  return ` in ${listed(services.filter((service) => !variable.services.includes(service)))} alone; for ${listed(variable.services)} ${OVERRIDE.fileName} sets it, too, and wins`;
}

function takesShell(name: string, value: unknown): boolean {
  return value === null || (typeof value === 'string' && /^\$\{?([A-Za-z_]\w*)/.exec(value)?.[1] === name);
}
