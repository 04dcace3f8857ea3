import { listed } from '../../text/lists';
import { failure, ok, unknown, type Check, type Judgement } from '../check';
import type { Facts, MountedEntry, OwnMount } from '../facts';
import { opening } from '../opening';
import { containersCan, containerUser } from '../where';

export const check: Check = {
  id: 'mounted-readable',
  group: 'mounted',
  looksAt: 'whether the containers\' user (uid 50000) can read the mounted files: mode, owner, access list, engine',
  judge: (facts) => [
    ...('value' in facts.ways ? facts.ways.value : []).flatMap(({ mount, instead }) => (mount === undefined || mount.found === 'absent' ? [] : judgeOne(mount, instead, facts))),
    ...facts.otherMounts.flatMap((mount) => judgeOne(mount, undefined, facts)),
  ],
};

function judgeOne({ source, entries }: OwnMount, instead: string | undefined, { machine, engine, commands }: Facts): Judgement[] {
  if ('unknown' in engine || engine.value === undefined) {
    return [unknown(`Whether the containers can read ${source} cannot be computed: ${'unknown' in engine ? engine.unknown : 'there is no container engine'}.`)];
  }
  const user = containerUser(machine, engine.value);
  if (typeof user === 'object') {
    return [unknown(`Whether the containers can read ${source} cannot be computed: ${user.unknown}.`, `${commands.doctor} --try`)];
  }
  if (user === 'developer') {
    return [ok(`the containers read ${source} as you do`)];
  }
  const refused = entries.filter(({ wanted, permissions }) => !containersCan(user, wanted, permissions));
  return refused.length === 0 ? [ok(`the containers (uid 50000) can read ${source}`)] : [failure(`The containers (uid 50000) cannot ${whatOf(refused)}.`, opening(refused, user, instead))];
}

function whatOf(refused: readonly MountedEntry[]): string {
  const kinds = [['read', refused.filter(({ wanted }) => !wanted.includes('x'))], ['enter', refused.filter(({ wanted }) => wanted.includes('x') && !wanted.includes('w'))], ['write to', refused.filter(({ wanted }) => wanted.includes('w'))]] as const;
  return kinds.flatMap(([verb, entries]) => (entries.length === 0 ? [] : [`${verb} ${listed(entries.map(({ name }) => name))}`])).join(' or ');
}
