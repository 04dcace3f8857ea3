import { listed } from '../../text/lists';
import { ok, warning, type Check } from '../check';

export const check: Check = {
  id: 'dotenv-declared',
  group: 'files',
  looksAt: 'lines of .env that replace a declared value',
  judge: ({ drift, override }) => {
    if ('unknown' in drift || drift.value.result === 'error') {
      return [];
    }
    // Where the override sets it as well, the line wins nowhere.
    const set = 'value' in override ? (override.value?.variables ?? []) : [];
    const overridden = drift.value.overridden.filter((key) => !set.includes(key));
    return [overridden.length === 0 ? ok('.env has the declared values') : warning(`.env sets ${listed(overridden)} to another value than the declared one, which wins.`, `delete ${overridden.length === 1 ? 'that line' : 'those lines'} of .env`)];
  },
};
