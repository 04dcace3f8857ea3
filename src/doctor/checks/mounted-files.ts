import { listed } from '../../text/lists';
import { failure, ok, warning, type Check } from '../check';
import { orInstead } from '../instead';

export const check: Check = {
  id: 'mounted-files',
  group: 'mounted',
  looksAt: 'whether the mounted folder and its files are there, and no links to what is not mounted, or the mounted file with what it needs',
  judge: ({ ways }) =>
    ('value' in ways ? ways.value : []).flatMap(({ mount, instead }) => {
      if (mount === undefined) {
        return [];
      }
      const { source, found, isMade = false, wanted, expected, present, elsewhere = [], configure, problems = [] } = mount;
      if (found === 'absent') {
        return [failure(`${source} does not exist, so ${isMade ? 'the containers find no credentials' : '"astro dev start" fails (bind source path does not exist)'}.`, configure)];
      }
      if (found !== wanted) {
        return [failure(wanted === 'file' ? `${source} is a folder, and the credentials are a file of that name. An empty folder of root's was made by Docker.` : `${source} is a file, and the credentials are in a folder of that name.`, `remove it, then ${configure}`)];
      }
      if (elsewhere.length > 0) {
        return [failure(`${listed(elsewhere)} ${elsewhere.length === 1 ? 'is a link' : 'are links'} to what is not mounted, so the containers do not have it.`, `put ${elsewhere.length === 1 ? 'the file itself' : 'the files themselves'} there${orInstead(instead)}`)];
      }
      if (wanted === 'file') {
        return problems.length === 0 ? [ok(`${source} is there`)] : problems.map(({ isFailure, text, fix }) => (isFailure ? failure : warning)(`${source} ${text}.`, fix));
      }
      return [present.length > 0 ? ok(`${source} has ${present.join(' and ')}`) : failure(`${source} has neither ${expected.join(' nor ')}: the containers find no credentials. An empty folder of root's was made by Docker.`, configure)];
    }),
};
