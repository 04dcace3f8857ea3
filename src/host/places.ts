import path from 'node:path';
import type { HostSession } from './host-session';
import { AstroAirflowError } from '../text/error';

/** The usual folder for all clouds. */
export const OUTER_NAME = '.airflow-credentials';

/** Below the home: in no project, so in no image, commit or search, and one for all projects of a profile. */
export const OUTER = `~/${OUTER_NAME}`;

/** Where the parts of a session are. All but `mount` and what is in it are for the user alone. */
export interface Places {
  /** For all clouds. */
  readonly outer: string;
  readonly cloud: string;
  /** For this session. */
  readonly own: string;
  /** The only folder that containers see. */
  readonly mount: string;
  readonly lock: string;
  readonly state: string;
}

/**
 * The folder for all clouds, absolute.
 *
 * @param directory as it is declared
 * @param home as the operating system has it: what HOME says, which can be anything
 * @throws AstroAirflowError if it depends on where the command is run
 */
export function outerFolder(directory: string = OUTER, home: string): string {
  if (directory.startsWith('~') && !path.isAbsolute(home)) {
    throw new AstroAirflowError(`HOME is "${home}", which is not an absolute path, and the keys are kept below it. Set it to your home directory, then run again.`);
  }
  const absolute = directory.replace(/^~(?=[\\/])/, () => home);
  if (!path.isAbsolute(absolute)) {
    throw new AstroAirflowError(`directory "${directory}" of a session is not an absolute path. Declare one, or one that begins with ~/.`);
  }
  return path.normalize(absolute);
}

export function placesOf({ directory, cloud, name }: Pick<HostSession, 'directory' | 'cloud' | 'name'>): Places {
  const own = path.join(directory, cloud, name);
  return { outer: directory, cloud: path.join(directory, cloud), own, mount: path.join(own, 'mount'), lock: path.join(own, 'lock'), state: path.join(own, 'state.json') };
}

/** A file in the mounted folder. */
export function mounted(places: Places, name: string): string {
  return path.join(places.mount, ...name.split('/'));
}
