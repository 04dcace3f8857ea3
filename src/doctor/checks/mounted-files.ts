import { failure, ok, warning, type Check } from '../check';

export const check: Check = {
  id: 'mounted-files',
  group: 'mounted',
  looksAt: 'whether the mounted folder and its files are there, or the mounted file with what it needs',
  judge: ({ ways }) =>
    ('value' in ways ? ways.value : []).flatMap(({ mount }) => {
      if (mount === undefined) {
        return [];
      }
      const { source, found, isMade = false, wanted, expected, present, configure, problems = [] } = mount;
      if (found === 'absent') {
        return [failure(`${source} does not exist, so ${isMade ? 'the containers find no credentials' : '"astro dev start" fails (bind source path does not exist)'}.`, configure)];
      }
      if (found !== wanted) {
        return [failure(wanted === 'file' ? `${source} is a folder, and the credentials are a file of that name. An empty folder of root's was made by Docker.` : `${source} is a file, and the credentials are in a folder of that name.`, `remove it, then ${configure}`)];
      }
      if (wanted === 'file') {
        return problems.length === 0 ? [ok(`${source} is there`)] : problems.map(({ isFailure, text, fix }) => (isFailure ? failure : warning)(`${source} ${text}.`, fix));
      }
      return [present.length > 0 ? ok(`${source} has ${present.join(' and ')}`) : failure(`${source} has neither ${expected.join(' nor ')}: the containers find no credentials. An empty folder of root's was made by Docker.`, configure)];
    }),
};
