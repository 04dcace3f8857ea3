import { failure, ok, unknown, warning, type Check } from '../check';

const FILE = 'docker-compose.override.yml';

export const check: Check = {
  id: 'override-name',
  group: 'files',
  looksAt: 'whether there is an override, and one of another name or in another folder, which the Astro CLI does not read',
  judge: ({ override, strays, commands: { write } }) => {
    const others = strays.map((name) => warning(`${name} has no effect: the Astro CLI reads ${FILE} beside the Dockerfile alone.`, `declare what it has in the rc file, and delete ${name}`));
    if ('unknown' in override) {
      return [...others, unknown(`${FILE} cannot be judged: ${override.unknown}.`, write)];
    }
    if (override.value === undefined) {
      return [...others, failure(`There is no ${FILE}, so nothing that is declared reaches the containers.`, write)];
    }
    return others.length > 0 ? others : [ok('the override has the right name')];
  },
};
