import { github, type cdk, type Task } from 'projen';
import { checkout, setupNode } from './workflow-steps';

const { READ, WRITE } = github.workflows.JobPermission;

/** What a build of the site leaves. */
const LEFT = ['/site/.pages/', '/site/.vitepress/cache/', '/site/dist/', '/site/dist-screenshots/'];

/**
 * The documentation site: a folder with packages of its own, so that those who work on the package need not install them.
 *
 * @returns the task that checks the pages without building them
 */
export function site(project: cdk.JsiiProject): Task {
  LEFT.forEach((folder) => project.addGitIgnore(folder));
  project.addPackageIgnore('/site/');
  project.addTask('site', { description: 'Builds the documentation site to site/dist', exec: 'tsx site/build.ts' });
  // What goes to the site is checked where it is built, too; this needs no package of the site.
  const pages = project.addTask('pages', { description: 'Checks the addresses and the links of the documentation', exec: 'tsx site/check.ts', receiveArgs: true });
  publishWorkflow(project);
  project.tryFindObjectFile('.github/dependabot.yml')?.addToArray('updates', {
    'package-ecosystem': 'npm',
    'versioning-strategy': 'lockfile-only',
    'directory': '/site',
    'schedule': { interval: 'weekly' },
    'cooldown': { 'default-days': 7 },
    'commit-message': { prefix: 'build' },
  });
  return pages;
}

/** No push publishes: a maintainer starts it, and the environment can ask for a review. */
function publishWorkflow(project: cdk.JsiiProject): void {
  const workflow = new github.GithubWorkflow(project.github!, 'site', { limitConcurrency: true, concurrencyOptions: { group: 'pages', cancelInProgress: false } });
  workflow.on({ workflowDispatch: {} });
  workflow.addJob('build', {
    name: 'build',
    runsOn: ['ubuntu-latest'],
    timeoutMinutes: 15,
    permissions: { contents: READ },
    steps: [
      checkout(),
      setupNode('lts/*'),
      { name: 'Install dependencies', run: 'npm ci' },
      { name: 'Build the site', run: 'npm run site' },
      { name: 'Keep it for the next job', uses: 'actions/upload-pages-artifact@v5.0.0', with: { path: 'site/dist' } },
    ],
  });
  workflow.addJob('publish', {
    name: 'publish',
    needs: ['build'],
    runsOn: ['ubuntu-latest'],
    timeoutMinutes: 15,
    environment: { name: 'github-pages', url: '${{ steps.publish.outputs.page_url }}' },
    permissions: { pages: WRITE, idToken: WRITE },
    steps: [{ id: 'publish', name: 'Publish', uses: 'actions/deploy-pages@v5.0.0' }],
  });
}
