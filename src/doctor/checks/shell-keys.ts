import { listed } from '../../text/lists';
import { ok, warning, type Check } from '../check';

export const check: Check = {
  id: 'shell-keys',
  group: 'credentials',
  looksAt: 'whether this shell has the keys that are passed on, whole and not over',
  judge: ({ ways }) =>
    ('value' in ways ? ways.value : []).flatMap(({ shell }) => {
      if (shell === undefined) {
        return [];
      }
      const { missing, problem, fix } = shell;
      if (missing.length === 0 && problem !== undefined) {
        return [warning(`The keys in this shell ${problem}, so containers that it starts have none that are valid.`, fix)];
      }
      return [missing.length === 0 ? ok('this shell has the keys') : warning(`${listed(missing)} ${missing.length === 1 ? 'is' : 'are'} not set in this shell, so containers that it starts have no keys.`, fix)];
    }),
};
