import { listed } from '../../text/lists';
import { failure, ok, type Check } from '../check';

export const check: Check = {
  id: 'dotenv-beats',
  group: 'files',
  looksAt: 'lines of .env that the containers take before the declared credentials',
  judge: ({ dotenv, ways, override }) => {
    if ('unknown' in dotenv || 'unknown' in ways || dotenv.value === undefined || ways.value.length === 0) {
      return [];
    }
    const set = 'value' in override ? (override.value?.variables ?? []) : [];
    // The override wins over .env, and an empty value counts as none.
    const keys = dotenv.value.lines.filter(({ key, isEmpty }) => !isEmpty && !set.includes(key)).map(({ key }) => key);
    const problems = ways.value.flatMap(({ beatenBy }) =>
      [...new Set(Object.values(beatenBy))].flatMap((effect) => {
        const beating = keys.filter((key) => Object.hasOwn(beatenBy, key) && beatenBy[key] === effect);
        return beating.length === 0 ? [] : [failure(`.env sets ${listed(beating)}: ${effect}.`, `delete ${beating.length === 1 ? 'that line' : 'those lines'} of .env`)];
      }));
    return problems.length === 0 ? [ok('nothing in .env beats the declared credentials')] : problems;
  },
};
