import type { EnvironmentEntry, MountEntry } from './compose-render';
import { targetsOf } from './service-extension';
import type { HostSession } from '../declarations';
import { environmentEntries } from '../text/compose-environment';
import { listed } from '../text/lists';
import { mapping, type Mapping } from '../text/mapping';
import { OVERRIDE_EXTENSION } from '../text/override-names';

interface Declared {
  readonly mounts: readonly MountEntry[];
  readonly environment: readonly EnvironmentEntry[];
  readonly sessions: readonly HostSession[];
}

/**
 * What escape hatches have removed of the declarations, a sentence each.
 *
 * @param rendered the override as it will be written
 */
export function lostDeclarations(rendered: unknown, { mounts, environment, sessions }: Declared): string[] {
  const { services, [OVERRIDE_EXTENSION]: extension } = mapping(rendered);
  const without = (names: readonly string[], has: (service: Mapping) => boolean): string => listed(names.filter((name) => !has(mapping(mapping(services)[name]))));
  const lostMounts = mounts.flatMap(({ target, services: names }) => {
    const losers = without(names, ({ volumes }) => targetsOf(volumes).includes(target));
    return losers === '' ? [] : [`An escape hatch has removed the mount of ${target} from ${losers}, so nothing of it arrives there. Leave the mount out of the declarations, or change the escape hatch.`];
  });
  const variables = new Map<string, string[]>();
  for (const { name, services: names } of environment) {
    const losers = without(names, (service) => environmentEntries(service.environment).some(([variable]) => variable === name));
    variables.set(losers, [...(variables.get(losers) ?? []), name]);
  }
  variables.delete('');
  const lostVariables = Array.from(variables, ([losers, names]) =>
    `An escape hatch has removed ${listed(names)} from the environment of ${losers}. Leave ${names.length === 1 ? 'it' : 'them'} out of the declarations, or change the escape hatch.`);
  const left: unknown = mapping(extension).sessions;
  const isLost = sessions.length > 0 && (!Array.isArray(left) || left.length < sessions.length);
  return [...lostMounts, ...lostVariables, ...(isLost ? [`An escape hatch has removed sessions from ${OVERRIDE_EXTENSION}, so no command renews their credentials. Change the escape hatch.`] : [])];
}
