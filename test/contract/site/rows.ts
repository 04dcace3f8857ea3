import * as fs from 'node:fs';
import * as path from 'node:path';
import { findChromium, installSitePackages, startChromium } from './chromium';
import { serve } from './serve';
import { SiteChecks, type SiteFacts } from './site-checks';
import { lastLine } from '../install-once';
import { NotPrepared, type Row, type RowRun } from '../row';
import { runProgram } from '../tools/program';

const ROOT = path.resolve(__dirname, '../../..');
const SITE = path.join(ROOT, 'site');

/** The documentation site in a real browser. */
export const SITE_ROW: Row = {
  name: 'site',
  title: 'the documentation site, built and opened in a real Chromium',
  run: prove,
};

async function prove(run: RowRun): Promise<void> {
  const program = findChromium();
  await installSitePackages();
  run.progress('building the site');
  const { status, output } = await runProgram(process.execPath, ['--import', 'tsx', path.join('site', 'build.ts')], { cwd: ROOT, timeout: 900 });
  if (status !== 0) {
    throw new NotPrepared(`the site cannot be built: ${lastLine(new Error(output))}`);
  }
  const browser = await startChromium(run, program);
  const { base, repository } = JSON.parse(fs.readFileSync(path.join(SITE, '.pages', 'site.json'), 'utf-8')) as SiteFacts;
  const address = await serve(run, path.join(SITE, 'dist'), base);
  const checks = new SiteChecks(browser, { address, base, repository, root: ROOT, dist: path.join(SITE, 'dist'), screenshots: path.join(SITE, 'dist-screenshots') });
  await run.check('every link, anchor and picture of every page is there', () => checks.links());
  await run.check('every link to the repository names a file of it', () => checks.repositoryLinks());
  await run.check('no page is wider than a phone of 360 pixels', () => checks.widths());
  await run.check('the search finds "uid 50000", and leads to the place', () => checks.search());
  await run.check('a chosen tab is chosen in every group, and on the next page', () => checks.tabs());
  await run.check('diagrams are drawn, dark and light', () => checks.diagrams());
  await run.check('text can be read on a dark and on a light page', () => checks.colors());
  await run.check('an address that has moved leads to the new one, with its anchor', () => checks.redirects(run));
  await run.check('screenshots of five pages are in the output', () => checks.screenshots());
  // Last, because it judges what all others have loaded.
  await run.check('no request leaves the page, and no page has an error in its console', () => checks.quiet());
  await browser.close();
}
