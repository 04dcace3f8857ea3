import { ok, unknown, warning, type Check } from '../check';

export const check: Check = {
  id: 'region',
  group: 'credentials',
  looksAt: 'whether the containers find a region',
  judge: ({ ways }) =>
    ('value' in ways ? ways.value : []).flatMap(({ cloudName, region }) => {
      if (region === undefined) {
        return [];
      }
      const { found, symptom, fix, problem } = region;
      if (problem !== undefined) {
        return [warning(`The containers have a region of ${cloudName} that does not exist, so clients reach nothing: ${problem}`)];
      }
      if ('unknown' in found) {
        return [unknown(`Whether the containers find a region of ${cloudName} cannot be judged: ${found.unknown}.`)];
      }
      return [found.value ? ok(`a region of ${cloudName} is set`) : warning(`The containers find no region of ${cloudName}: clients without one of their own fail with ${symptom}.`, fix)];
    }),
};
