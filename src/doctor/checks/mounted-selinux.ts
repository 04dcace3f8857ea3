import { docPage } from '../../text/doc-page';
import { ok, warning, type Check } from '../check';

export const check: Check = {
  id: 'mounted-selinux',
  group: 'mounted',
  looksAt: 'whether SELinux keeps the containers from the mounted files, whatever their modes',
  judge: ({ ways, machine: { isSelinux } }) =>
    ('value' in ways ? ways.value : []).flatMap(({ mount, instead }) => {
      if (mount === undefined) {
        return [];
      }
      if (!isSelinux) {
        return [ok('no SELinux')];
      }
      return [warning(`SELinux enforces its rules here, and may deny the containers ${mount.source} although the modes are right.`, `${instead === undefined ? '' : `declare ${instead} credentials, whose folder is labeled; or `}label the mount (${docPage('docs/guide.md#escape-hatches')})`)];
    }),
};
