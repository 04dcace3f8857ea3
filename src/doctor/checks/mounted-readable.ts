import { listed } from '../../text/lists';
import { failure, ok, unknown, type Check, type Judgement } from '../check';
import type { Facts, MountedFolder } from '../facts';
import { opening } from '../opening';
import { containersCan, containerUser } from '../where';

export const check: Check = {
  id: 'mounted-readable',
  group: 'mounted',
  looksAt: 'whether the containers\' user (uid 50000) can read the mounted files: mode, owner, access list, engine',
  judge: (facts) => ('value' in facts.ways ? facts.ways.value : []).flatMap(({ mount }) => (mount === undefined || !mount.isThere ? [] : judgeOne(mount, facts))),
};

function judgeOne(mount: MountedFolder, { machine, engine, commands }: Facts): Judgement[] {
  if ('unknown' in engine || engine.value === undefined) {
    return [unknown(`Whether the containers can read ${mount.source} cannot be computed: ${'unknown' in engine ? engine.unknown : 'there is no container engine'}.`)];
  }
  const user = containerUser(machine, engine.value);
  if (typeof user === 'object') {
    return [unknown(`Whether the containers can read ${mount.source} cannot be computed: ${user.unknown}.`, `${commands.doctor} --try`)];
  }
  if (user === 'developer') {
    return [ok(`the containers read ${mount.source} as you do`)];
  }
  const refused = mount.entries.filter(({ wanted, permissions }) => !containersCan(user, wanted, permissions));
  return refused.length === 0 ? [ok(`the containers (uid 50000) can read ${mount.source}`)] : [failure(`The containers (uid 50000) cannot use ${listed(refused.map(({ name }) => name))}.`, opening(refused, user))];
}
