import type { MountedEntry, Token } from './facts';
import { orInstead } from './instead';
import type { ContainerUser } from './where';
import { homeWord } from '../text/shell-words';

type Refused = Pick<MountedEntry, 'name' | 'wanted'>;

/**
 * The commands that open files and folders of this machine for the containers, and what needs neither.
 *
 * @param instead the call that declares credentials which every container can read, where the cloud has one
 */
export function opening(refused: readonly Refused[], user: 'same' | 'mapped', instead?: string): string {
  const byAccess = new Map<string, string[]>();
  refused.forEach(({ name, wanted }) => byAccess.set(wanted.join(''), [...(byAccess.get(wanted.join('')) ?? []), homeWord(name)]));
  const commands = [...byAccess].map(([access, names]) => (user === 'same' ? `setfacl -m u:50000:${access} ${names.join(' ')}` : `chmod o+${access} ${names.join(' ')}`));
  const risk = user === 'same' ? '' : ', which lets every user of this machine do that';
  return `${commands.join(' && ')}${risk}${instead === undefined ? '' : `${orInstead(instead)}, which need neither`}`;
}

/** The same for the token of a sign-in, of which each sign-in writes a new file. Who is not known to be mapped can be let in by uid. */
export function openingOfToken({ name }: Token, user: ContainerUser | undefined, instead?: string): string {
  return `${opening([{ name, wanted: ['r'] }], user === 'mapped' ? 'mapped' : 'same')}, again after each sign-in${orInstead(instead)}`;
}
