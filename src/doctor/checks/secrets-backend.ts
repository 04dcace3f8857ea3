import { failure, ok, unknown, warning, type Check, type Judgement } from '../check';
import type { Backend } from '../facts';

export const check: Check = {
  id: 'secrets-backend',
  group: 'airflow',
  looksAt: 'the class and the arguments of the secrets backend, and of the one that tasks alone ask',
  judge: ({ airflow: { backends }, commands: { write } }) => (backends.length === 0 ? [ok('no secrets backend')] : backends.flatMap((backend) => judgeOne(backend, write))),
};

function judgeOne(backend: Backend, write: string): Judgement[] {
  const { isOfTasks, isRead, classVariable, kwargsVariable, classPath, file, isKnown, kwargs, off, kinds } = backend;
  const who = isOfTasks ? ' (of tasks)' : '';
  if (!isRead) {
    return [warning(`${classVariable} in ${file} is read only by Airflow 3: here tasks ask the same secrets backend as everything else.`, `remove it from ${file}`)];
  }
  if (kwargs === 'damaged') {
    return [failure(`${kwargsVariable} in ${file} is not a JSON object, so Airflow uses the backend without arguments.`, `delete your own line in ${file}, then ${write}`)];
  }
  if (!isKnown) {
    return [unknown(`The class ${classPath}${who} is not one that this package knows, so its arguments are not checked.`)];
  }
  const problems = argumentsOf(backend);
  if (problems.length > 0) {
    return problems;
  }
  return [off === kinds && kinds > 0 ? warning(`Every kind of lookup is switched off (prefix null), so the backend${who} finds nothing.`, 'declare a prefix in the rc file') : ok(`the class ${classPath}${who} is a known secrets backend`)];
}

/** Of arguments with which no object of the class is made another check speaks. */
function argumentsOf({ classPath, isOfTasks, troubles, unknownKwarg, problem }: Backend): Judgement[] {
  const name = `${classPath.split('.').at(-1)}${isOfTasks ? ', which tasks ask' : ''}`;
  return [
    ...(unknownKwarg === 'import' ? [] : troubles).map(({ text, isCertain }) => (!isCertain ? unknown : unknownKwarg === 'lookup' ? failure : warning)(text, 'correct it in the rc file')),
    ...(problem?.at !== 'lookup' ? [] : [(problem.isCertain ? failure : warning)(`Each lookup of ${name} fails: ${problem.text}.`, problem.fix)]),
  ];
}
