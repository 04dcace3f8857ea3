import { listed } from '../../text/lists';
import { failure, ok, unknown, type Check, type Judgement } from '../check';
import type { Facts, MountedEntry, MountedFolder } from '../facts';
import { containersCan, containerUser } from '../where';

export const check: Check = {
  id: 'mounted-readable',
  group: 'mounted',
  looksAt: 'whether the containers\' user (uid 50000) can read the mounted files: mode, owner, access list, engine',
  judge: (facts) => ('value' in facts.ways ? facts.ways.value : []).flatMap(({ mount }) => (mount === undefined || !mount.isThere ? [] : judgeOne(mount, facts))),
};

function judgeOne(mount: MountedFolder, { machine, engine }: Facts): Judgement[] {
  if ('unknown' in engine || engine.value === undefined) {
    return [unknown(`Whether the containers can read ${mount.source} cannot be computed: ${'unknown' in engine ? engine.unknown : 'there is no container engine'}.`)];
  }
  const user = containerUser(machine, engine.value);
  if (typeof user === 'object') {
    return [unknown(`Whether the containers can read ${mount.source} cannot be computed: ${user.unknown}.`, 'start Airflow, then astro dev bash --scheduler and cat the files')];
  }
  if (user === 'developer') {
    return [ok(`the containers read ${mount.source} as you do`)];
  }
  const refused = mount.entries.filter(({ wanted, permissions }) => !containersCan(user, wanted, permissions));
  return refused.length === 0 ? [ok(`the containers (uid 50000) can read ${mount.source}`)] : [failure(`The containers (uid 50000) cannot use ${listed(refused.map(({ name }) => name))}.`, fixOf(refused, user))];
}

function fixOf(refused: readonly MountedEntry[], user: 'same' | 'mapped'): string {
  const byAccess = new Map<string, string[]>();
  refused.forEach(({ name, wanted }) => byAccess.set(wanted.join(''), [...(byAccess.get(wanted.join('')) ?? []), name]));
  const commands = [...byAccess].map(([access, names]) => (user === 'same' ? `setfacl -m u:50000:${access} ${names.join(' ')}` : `chmod o+${access} ${names.join(' ')}`));
  return `${commands.join(' && ')}; or declare session() credentials, which need neither`;
}
