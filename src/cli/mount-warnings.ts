import * as os from 'node:os';
import type { ContainerUser } from '../host/engine';
import { personalMounts } from '../host/personal-mounts';
import type { Unreachable } from '../host/unreachable';
import { listed } from '../text/lists';

/* Only a project with mounts below the home needs these. */
const files = () => require('../host/unreachable') as typeof import('../host/unreachable');
const engine = () => require('../host/engine') as typeof import('../host/engine');

/**
 * What the containers of an Astro project will not be able to read or write of the developer's own files, with the fix. It asks Docker only
 * where something could be wrong, and says nothing where it cannot know.
 *
 * @throws AstroAirflowError if the override cannot be read
 */
export async function mountWarnings(directory: string): Promise<string[]> {
  if (process.platform !== 'linux') {
    return [];
  }
  const mounts = personalMounts(directory, { env: process.env, home: os.homedir() });
  const found = mounts.length === 0 ? [] : files().unreachable(mounts);
  const user = found.length === 0 ? undefined : await engine().containerUser(process.env);
  return user === undefined || user === 'developer' ? [] : found.map((one) => warningOf(one, user));
}

/** One mount, on two lines. */
export function warningOf({ folder, files: names }: Unreachable, user: Exclude<ContainerUser, 'developer'>): string {
  const problems = [
    ...(names.length === 0 ? [] : [`read ${listed(names)}`]),
    ...(folder === undefined ? [] : [`${folder.wanted.includes('w') ? 'write to' : 'enter'} ${folder.name}`]),
  ];
  const fixes = [...(folder === undefined ? [] : [[folder.wanted.join(''), word(folder.name)]]), ...(names.length === 0 ? [] : [['r', names.map(word).join(' ')]])];
  const commands = fixes.map(([access, what]) => (user === 'same' ? `setfacl -m u:50000:${access} ${what}` : `chmod o+${access} ${what}`));
  const risk = user === 'same' ? '' : ', which lets every user of this machine do that';
  return `the containers (uid 50000) cannot ${problems.join(' or ')}.\nRun ${commands.join(' && ')}${risk}; or declare session() credentials, which need neither.`;
}

/** A path as a word of a shell, which is to expand nothing of it but the home. */
function word(name: string): string {
  if (/^[\w~.@+/-]+$/.test(name)) {
    return name;
  }
  const home = name.startsWith('~/') ? '~/' : '';
  return `${home}'${name.slice(home.length).replaceAll("'", "'\\''")}'`;
}
