import { github, type cdk } from 'projen';
import { NODE_LINES } from './node-versions';
import { checkout, setupGo, setupNode, setupPython } from './workflow-steps';

const { READ } = github.workflows.JobPermission;
const ON_CHANGE = "github.event_name == 'pull_request' || github.event_name == 'push'";
const AT_NIGHT = "github.event_name == 'schedule' || github.event_name == 'workflow_dispatch'";

/** `npm run verify` on each system and Node for each change, and everything else each night. */
export function verifyWorkflow(project: cdk.JsiiProject): void {
  const workflow = new github.GithubWorkflow(project.github!, 'verify');
  workflow.on({ pullRequest: {}, push: { branches: ['main'] }, schedule: [{ cron: '41 2 * * *' }], workflowDispatch: {} });
  workflow.addJob('verify', {
    name: 'verify (${{ matrix.os }}, Node ${{ matrix.node }})',
    if: ON_CHANGE,
    runsOn: ['${{ matrix.os }}'],
    timeoutMinutes: 30,
    permissions: { contents: READ },
    strategy: { failFast: false, matrix: { domain: { os: ['ubuntu-latest', 'macos-latest', 'windows-latest'], node: NODE_LINES } } },
    steps: [
      // All of the history: the check of words compares with the commit where the branch left main.
      checkout({ 'fetch-depth': 0 }),
      setupNode('${{ matrix.node }}'),
      { name: 'Verify', run: 'npm run verify' },
    ],
  });
  workflow.addJob('api', {
    name: 'API compared with the published version',
    if: ON_CHANGE,
    runsOn: ['ubuntu-latest'],
    timeoutMinutes: 15,
    permissions: { contents: READ },
    steps: [
      checkout(),
      setupNode('lts/*'),
      { name: 'Install dependencies', run: 'npm ci' },
      { name: 'Compile', run: 'npx projen compile' },
      // Until the package is on npm, it skips the comparison and passes.
      { name: 'Compare the API', run: 'npx projen compat' },
    ],
  });
  workflow.addJob('full', {
    name: 'verify:full',
    if: AT_NIGHT,
    runsOn: ['ubuntu-latest'],
    timeoutMinutes: 90,
    permissions: { contents: READ },
    steps: [checkout(), setupNode('lts/*'), setupPython, setupGo, { name: 'Verify', run: 'npm run verify:full' }],
  });
}
