import { listed } from '../../text/lists';
import { posixQuoted } from '../../text/shell-words';
import { failure, ok, unknown, type Check } from '../check';

export const check: Check = {
  id: 'git-keys',
  group: 'files',
  looksAt: 'files with keys that git tracks',
  judge: ({ tracked }) => {
    if ('unknown' in tracked) {
      return [unknown(`Whether git tracks files with keys cannot be judged: ${tracked.unknown}.`)];
    }
    if (tracked.value === undefined) {
      return [];
    }
    return [
      tracked.value.length === 0
        ? ok('git tracks no file with keys')
        : failure(`git tracks ${listed(tracked.value)}, so everybody with the repository has what is in it.`, `git rm --cached ${tracked.value.map(quoted).join(' ')}, commit, and revoke the keys that were in it`),
    ];
  },
};

function quoted(name: string): string {
  return /^[\w./-]+$/.test(name) ? name : posixQuoted(name);
}
