import fs from 'node:fs';
import path from 'node:path';
import type { Variables } from './container-variable';
import { credentialPlaces } from './credential-places';
import type { Surroundings } from './surroundings';
import { bindsIn, type Bind } from '../../host/binds';
import { AstroAirflowError } from '../../text/error';
import { fromHome, isBelow } from '../../text/posix-path';
import type { MissingMount } from '../facts';
import type { LocalFile } from '../local-file';

/**
 * Mounted files and folders that do not exist, each once. It omits what other checks report: the folders of a cloud's credentials and
 * everything in them, those of sessions and of local files with secrets, and an override that cannot be read.
 */
export function missingMounts({ directory, project, env, home }: Surroundings, variables: Variables, local: readonly Pick<LocalFile, 'folder'>[]): MissingMount[] {
  if (home === undefined) {
    return [];
  }
  try {
    const judged = [...credentialPlaces(variables, { directory, home }), ...local.map(({ folder }) => path.join(directory, folder))].filter(isAbsent);
    const absent = bindsIn(directory, { env, home }).filter((bind) => !isSocket(bind) && isAbsent(bind.absolute));
    const missing = absent.filter(({ absolute }) => !judged.some((place) => isBelow(absolute, place)));
    const shared = [home, directory, ...(project === undefined ? [] : [project])];
    return missing
      .filter(({ absolute }, index) => missing.findIndex((other) => other.absolute === absolute) === index)
      .map(({ source, absolute, isMade }) => ({ source, path: fromHome(absolute, home), isMade, isShared: shared.some((folder) => isBelow(absolute, folder)) }));
  } catch (error) {
    if (error instanceof AstroAirflowError) {
      return [];
    }
    throw error;
  }
}

/** Engines in a virtual machine have the sockets there, such as their own /var/run/docker.sock. */
function isSocket({ source, absolute }: Bind): boolean {
  return [source, absolute].some((file) => /^\/(?:var\/)?run(?:\/|$)/.test(path.posix.normalize(file)) || /\.sock$/.test(file) || /^[\\/]{2}\.[\\/]pipe[\\/]/.test(file));
}

/** What this user may not look at may exist. */
function isAbsent(file: string): boolean {
  try {
    return fs.statSync(file, { throwIfNoEntry: false }) === undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOTDIR';
  }
}
