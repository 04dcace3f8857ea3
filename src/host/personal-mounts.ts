import { bindsIn, PERSONAL, type BindPlaces, type HostMount } from './binds';
import { overrideIn } from './override';

const PERSONAL_SOURCE = new RegExp(`(?:source: *|- +)["']?${PERSONAL}`);
/** Also one that is absolute, or that a variable of the shell begins. */
const SOURCE_ELSEWHERE = /(?:source: *|- +)["']?(?:[~$/]|[A-Za-z]:[\\/])/;

/**
 * The mounts of an Astro project's override that lie below the home, each once: what is in the project belongs to the team.
 *
 * @throws AstroAirflowError if the override cannot be read
 */
export function personalMounts(directory: string, places: BindPlaces): readonly HostMount[] {
  const text = overrideIn(directory);
  if (text === undefined || !PERSONAL_SOURCE.test(text)) {
    return [];
  }
  const mounts = bindsIn(directory, places).filter(({ isPersonal }) => isPersonal);
  return mounts
    .filter((mount, index) => mounts.findIndex(({ source }) => source === mount.source) === index)
    .map(({ source, absolute, readOnly, target }) => ({ source, absolute, readOnly, target }));
}

/** Whether an override can mount credentials, declare a session or have files with secrets, without the cost of reading it as YAML; one that cannot be read can have anything. */
export function canHaveCredentials(directory: string): boolean {
  try {
    const text = overrideIn(directory) ?? '';
    return SOURCE_ELSEWHERE.test(text) || /^\s+sessions:/m.test(text) || /_file_path\\?":/.test(text);
  } catch {
    return true;
  }
}
