import { fileText } from './file-text';
import type { HostSession } from './host-session';
import type { Places } from './places';
import { putPrivate } from './put-file';

/** What is known of a session besides its keys. */
export interface State {
  readonly name: string;
  /** The folders of the Astro projects that use it: absolute. */
  readonly projects: readonly string[];
  /** Whether the end of the keys is ours, because they name none. */
  readonly leased: boolean;
  /** That of the session whose keys they are. */
  readonly about?: string;
}

/** Whether keys that are there are for something else than the session: the shell or the declaration was another one when they were got. */
export function isForOther(state: State | undefined, { about }: Pick<HostSession, 'about'>): boolean {
  return state?.about !== about;
}

/** Undefined if it is absent or damaged. */
export function readState({ state }: Places): State | undefined {
  try {
    const { name, projects, leased, about } = JSON.parse(fileText(state) ?? '') as Partial<State>;
    return typeof name === 'string'
      ? { name, projects: Array.isArray(projects) ? projects.filter((one) => typeof one === 'string') : [], leased: leased === true, ...(typeof about === 'string' ? { about } : {}) }
      : undefined;
  } catch {
    return undefined;
  }
}

/** @throws AstroAirflowError if the disk refuses */
export function writeState(places: Places, state: State): void {
  putPrivate(places, 'state.json', places.state, `${JSON.stringify(state)}\n`);
}
