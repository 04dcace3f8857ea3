import { github, type cdk } from 'projen';
import { checkout, setupGo, setupNode, setupPython } from './workflow-steps';

const NEWEST_TITLE = 'The contract fails with the newest versions';

/** The report of `npm run contract -- --latest`. */
const REPORT = '.cache/contract/latest.md';

/** Runs the contract on each change with the pinned versions, and each week with the newest version of everything. */
export function contractWorkflow(project: cdk.JsiiProject): void {
  const workflow = new github.GithubWorkflow(project.github!, 'contract');
  workflow.on({ pullRequest: {}, push: { branches: ['main'] }, schedule: [{ cron: '17 5 * * 1' }], workflowDispatch: {} });
  const weekly = "github.event_name == 'schedule' || github.event_name == 'workflow_dispatch'";
  workflow.addJob('pinned', {
    if: "github.event_name == 'pull_request' || github.event_name == 'push'",
    runsOn: ['ubuntu-latest'],
    timeoutMinutes: 60,
    permissions: { contents: github.workflows.JobPermission.READ },
    steps: [...setUp(), contract('npm run contract')],
  });
  workflow.addJob('newest', {
    if: weekly,
    runsOn: ['ubuntu-latest'],
    timeoutMinutes: 90,
    permissions: { contents: github.workflows.JobPermission.READ, issues: github.workflows.JobPermission.WRITE },
    steps: [
      ...setUp(),
      contract('npm run contract -- --latest --full'),
      {
        name: 'Open an issue, or add to the one that is open',
        if: 'failure()',
        env: { GH_TOKEN: '${{ github.token }}', TITLE: NEWEST_TITLE },
        run: [
          `report=${REPORT}`,
          'if [ ! -f "$report" ]; then',
          '  report=$RUNNER_TEMP/report.md',
          '  echo "The run ended before it could report: $GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID" > "$report"',
          'fi',
          'number=$(gh issue list --state open --limit 1000 --json number,title --jq \'map(select(.title == env.TITLE)) | .[0].number // empty\')',
          'if [ -n "$number" ]; then',
          '  gh issue comment "$number" --body-file "$report"',
          'else',
          '  gh issue create --title "$TITLE" --body-file "$report"',
          'fi',
        ].join('\n'),
      },
    ],
  });
}

function setUp(): github.workflows.JobStep[] {
  return [checkout(), setupNode('lts/*'), setupPython, setupGo, { name: 'Install dependencies', run: 'npm ci' }];
}

/** Runs as root: mount namespaces and the user of the containers need it. */
function contract(command: string): github.workflows.JobStep {
  return { name: 'Contract', run: `sudo env "PATH=$PATH" ${command}` };
}
