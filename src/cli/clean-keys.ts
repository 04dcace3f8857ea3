import * as fs from 'node:fs';
import * as os from 'node:os';
import { declaredSessions } from '../host/declared-sessions';
import { forgetProject } from '../host/forget-project';
import { outerFolder } from '../host/places';
import { listed } from '../text/lists';

/** Removes the keys that an Astro project's sessions left on this machine; gives a line for each session. */
export async function cleanKeys(directory: string): Promise<string[]> {
  const project = fs.realpathSync(directory);
  const waits = (folder: string): boolean => process.stderr.write(`${folder}: an export is under way, waiting\n`);
  const forgotten = await Promise.all(outerFolders(directory).map((outer) => forgetProject(outer, project, waits)));
  return forgotten
    .flat()
    .map(({ folder, others }) => (others.length === 0 ? `${folder}: keys removed` : `${folder}: keys kept, because ${listed(others)} ${others.length === 1 ? 'uses' : 'use'} them`));
}

/** The one below the home, and those that are still declared. */
function outerFolders(directory: string): string[] {
  const home = os.homedir();
  return [...new Set([outerFolder(undefined, home), ...declaredFolders(directory).map((one) => outerFolder(one, home))])];
}

function declaredFolders(directory: string): string[] {
  try {
    return declaredSessions(directory).map((session) => session.directory).filter((one) => typeof one === 'string');
  } catch {
    // A damaged override must not keep the blocks from being removed.
    return [];
  }
}
