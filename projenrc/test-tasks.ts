import type { cdk, Task } from 'projen';

/** Checks that come with the tests. */
export interface Checks {
  readonly types: Task;
  readonly arrows: Task;
  readonly pages: Task;
}

/** The file names of tests that run only in `verify:full`. A pattern without quotes, because each shell treats quotes differently. */
const FULL = 'full.test.ts';
const PROPERTIES = 'property.test.ts';

/** The number of property runs when there is time. */
const LONG = { PROPERTY_RUNS: '2000' };

/**
 * How the tests are run. `npm test` is the inner loop: it starts no process. `npm run verify` is what a commit should pass, `npm run
 * verify:full` everything else.
 */
export function testTasks(project: cdk.JsiiProject, { types, arrows, pages }: Checks): void {
  const unit = project.testTask;
  unit.reset();
  unit.description = 'Runs the unit tests, which start no process: the inner loop';
  unit.exec('jest --ci test/unit/', { receiveArgs: true, env: report('unit') });

  const processes = project.addTask('test:process', { description: 'Runs the tests that start processes' });
  processes.exec(`jest --ci --testPathIgnorePatterns node_modules ${FULL} -- test/process/`, { env: report('process') });

  const words = project.addTask('words', { description: 'Checks the words of texts, comments and messages', exec: 'node scripts/check-words.mjs --all', receiveArgs: true });

  const verify = project.addTask('verify', { description: 'Builds, checks types and style, and runs the tests that a commit should pass', env: { CI: 'true' } });
  verify.spawn(project.defaultTask!);
  verify.spawn(project.preCompileTask);
  verify.spawn(project.compileTask);
  verify.spawn(project.postCompileTask);
  verify.spawn(types);
  verify.spawn(project.tasks.tryFind('eslint')!);
  verify.spawn(arrows);
  verify.spawn(words);
  verify.spawn(pages);
  verify.spawn(unit);
  verify.spawn(processes);

  const full = project.addTask('verify:full', { description: 'Runs all other tests: those of the packed package, in other languages and on other peers, and long properties', env: { CI: 'true' } });
  full.spawn(project.compileTask);
  full.exec(`jest --ci test/packed/ ${FULL}`, { env: { ...report('packed'), ...LONG } });
  full.exec(`jest --ci ${PROPERTIES}`, { env: { ...report('properties'), ...LONG } });

  project.addTask('properties', {
    description: 'Runs each property test with 100,000 cases',
    env: { PROPERTY_RUNS: '100000' },
    exec: `jest --ci --testTimeout=3600000 ${PROPERTIES}`,
  });

  // A fresh machine has nothing but Node, so these install first.
  for (const name of ['verify', 'verify:full']) {
    project.package.setScript(name, `npm ci --no-audit --no-fund && npx projen ${name}`);
  }
}

/** Each run has its own report, so that no run overwrites another's. */
function report(name: string): Record<string, string> {
  return { JEST_JUNIT_OUTPUT_NAME: `${name}.xml` };
}
