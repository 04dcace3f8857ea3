import { listed } from '../../text/lists';
import { failure, ok, warning, type Check } from '../check';

export const check: Check = {
  id: 'airflow-import',
  group: 'airflow',
  looksAt: 'what stops "import airflow": a backend whose constructor fails, and files of the project with Airflow\'s own name',
  judge: ({ airflow: { backend, shadows } }) => {
    const problems = [
      ...(backend?.failsAtImport === true && backend.unknownKwargs.length > 0
        ? [failure(`The secrets backend has no ${backend.unknownKwargs.length === 1 ? 'argument' : 'arguments'} ${listed(backend.unknownKwargs)}, and fails while Airflow is imported: no service starts.`, 'correct the names in the rc file')]
        : []),
      ...(shadows.length === 0 ? [] : [warning(`${listed(shadows)} ${shadows.length === 1 ? 'has' : 'have'} the name of Airflow's own package, so Python may import ${shadows.length === 1 ? 'it' : 'them'} instead.`, 'give it another name')]),
    ];
    return problems.length === 0 ? [ok('nothing stops "import airflow"')] : problems;
  },
};
