import type { cdk, Task } from 'projen';

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
  const pages = project.addTask('pages', { description: 'Checks the addresses, the links and the pictures of the documentation', exec: 'tsx site/check.ts' });
  return pages;
}
