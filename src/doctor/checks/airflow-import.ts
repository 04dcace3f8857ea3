import { listed } from '../../text/lists';
import { failure, ok, unknown, warning, type Check, type Judgement } from '../check';
import type { Backend } from '../facts';

export const check: Check = {
  id: 'airflow-import',
  group: 'airflow',
  looksAt: 'what stops "import airflow", or each task: a backend whose constructor fails; and files of the project with Airflow\'s own name',
  judge: ({ airflow: { backends, shadows } }) => {
    const problems = [
      ...backends.filter(({ isRead }) => isRead).flatMap(constructorOf),
      ...(shadows.length === 0 ? [] : [warning(`${listed(shadows)} ${shadows.length === 1 ? 'has' : 'have'} the name of Airflow's own package, so Python may import ${shadows.length === 1 ? 'it' : 'them'} instead.`, 'give it another name')]),
    ];
    return problems.length === 0 ? [ok('nothing stops "import airflow"')] : problems;
  },
};

/** What keeps an object of the class from being made. */
function constructorOf({ troubles, unknownKwarg, problem, isOfTasks }: Backend): Judgement[] {
  const [who, effect] = isOfTasks ? ['The secrets backend of tasks', 'no task starts'] : ['The secrets backend', 'no service starts'];
  return [
    ...(unknownKwarg === 'import' ? troubles : []).map(({ text, isCertain }) => (isCertain ? failure : unknown)(`${who} fails while it is made: ${effect}. ${text}`, 'correct it in the rc file')),
    ...(problem?.at !== 'import' ? [] : [problem.isCertain ? failure(`${who} fails while it is made: ${effect}. Cause: ${problem.text}.`, problem.fix) : warning(`${who} may fail while it is made, and then ${effect}: ${problem.text}.`, problem.fix)]),
  ];
}
