import { listed } from '../../text/lists';
import { failure, ok, type Check } from '../check';

export const check: Check = {
  id: 'override-major',
  group: 'files',
  looksAt: 'services in the override that are left over from the other major of Airflow',
  judge: ({ override, airflow: { runtime }, commands: { write } }) => {
    if ('unknown' in override || override.value === undefined || 'unknown' in runtime) {
      return [];
    }
    const { otherServices, tag, major } = runtime.value;
    const left = override.value.services.filter((name) => otherServices.includes(name));
    return [
      left.length === 0
        ? ok(`the override is for Airflow ${major}`)
        : failure(`The override has ${listed(left)}, and ${tag} is Airflow ${major} without that service: compose says "neither an image nor a build context".`, write),
    ];
  },
};
