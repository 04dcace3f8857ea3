import type { MountedEntry } from './facts';

/** The commands that open files and folders of this machine for the containers, and what needs neither. */
export function opening(refused: ReadonlyArray<Pick<MountedEntry, 'name' | 'wanted'>>, user: 'same' | 'mapped'): string {
  const byAccess = new Map<string, string[]>();
  refused.forEach(({ name, wanted }) => byAccess.set(wanted.join(''), [...(byAccess.get(wanted.join('')) ?? []), name]));
  const commands = [...byAccess].map(([access, names]) => (user === 'same' ? `setfacl -m u:50000:${access} ${names.join(' ')}` : `chmod o+${access} ${names.join(' ')}`));
  return `${commands.join(' && ')}; or declare session() credentials, which need neither`;
}
