import { listed } from '../../text/lists';
import { failure, ok, unknown, warning, type Check } from '../check';

export const check: Check = {
  id: 'secrets-backend',
  group: 'airflow',
  looksAt: 'the class and the arguments of the secrets backend',
  judge: ({ airflow: { backend }, commands: { write } }) => {
    if (backend === undefined) {
      return [ok('no secrets backend')];
    }
    const { classPath, file, isKnown, kwargs, unknownKwargs, off, kinds } = backend;
    if (kwargs === 'damaged') {
      return [failure(`AIRFLOW__SECRETS__BACKEND_KWARGS in ${file} is no JSON object, so Airflow uses the backend without arguments.`, `delete your own line in ${file}, then ${write}`)];
    }
    if (!isKnown) {
      return [unknown(`The class ${classPath} is not one that this package knows, so its arguments are not checked.`)];
    }
    if (unknownKwargs.length > 0) {
      return [warning(`${classPath.split('.').at(-1)} has no ${unknownKwargs.length === 1 ? 'argument' : 'arguments'} ${listed(unknownKwargs)}: it ignores them, and looks up with its defaults.`, 'correct the names in the rc file')];
    }
    return [off === kinds && kinds > 0 ? warning('Every kind of lookup is switched off (prefix null), so the backend finds nothing.', 'declare a prefix in the rc file') : ok(classPath)];
  },
};
