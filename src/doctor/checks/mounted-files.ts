import { failure, ok, type Check } from '../check';

export const check: Check = {
  id: 'mounted-files',
  group: 'mounted',
  looksAt: 'whether the mounted folder and its files are there',
  judge: ({ ways }) =>
    ('value' in ways ? ways.value : []).flatMap(({ mount }) => {
      if (mount === undefined) {
        return [];
      }
      const { source, isThere, expected, present, configure } = mount;
      if (!isThere) {
        return [failure(`${source} does not exist, so "astro dev start" fails (bind source path does not exist).`, configure)];
      }
      return [present.length > 0 ? ok(`${source} has ${present.join(' and ')}`) : failure(`${source} has neither ${expected.join(' nor ')}: the containers find no credentials. An empty folder of root's was made by Docker.`, configure)];
    }),
};
