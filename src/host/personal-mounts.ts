import { bindsIn, PERSONAL, type Bind, type BindPlaces } from './binds';
import { overrideIn } from './override';

/** A mount of something below the developer's home. */
export type PersonalBind = Pick<Bind, 'source' | 'absolute' | 'readOnly' | 'target'>;

const PERSONAL_SOURCE = new RegExp(`(?:source: *|- +)["']?${PERSONAL}`);

/**
 * The mounts of an Astro project's override that lie below the home, each once: what is in the project belongs to the team.
 *
 * @throws AstroAirflowError if the override cannot be read
 */
export function personalMounts(directory: string, places: BindPlaces): readonly PersonalBind[] {
  const text = overrideIn(directory);
  if (text === undefined || !PERSONAL_SOURCE.test(text)) {
    return [];
  }
  const mounts = bindsIn(directory, places).filter(({ isPersonal }) => isPersonal);
  return mounts
    .filter((mount, index) => mounts.findIndex(({ source }) => source === mount.source) === index)
    .map(({ source, absolute, readOnly, target }) => ({ source, absolute, readOnly, target }));
}

/** Whether an override can have such mounts, declare a session or have files with secrets, without the cost of reading it as YAML; one that cannot be read can have anything. */
export function canHaveCredentials(directory: string): boolean {
  try {
    const text = overrideIn(directory) ?? '';
    return PERSONAL_SOURCE.test(text) || /^\s+sessions:/m.test(text) || /_file_path\\?":/.test(text);
  } catch {
    return true;
  }
}
