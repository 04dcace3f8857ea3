/*
 * Checks the documentation without building the site:
 *
 *   npx projen pages             reports what is wrong
 *   npx projen pages --update    adds new pages to site/published.txt first
 *
 * - each page has a section in the sidebar, and each link between pages and to files of the repository leads to a file
 * - each address in site/published.txt has a page or leads to one, and none was removed from the list
 */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { readPages } from './generate/pages';
import { newAddresses, publishedProblems } from './generate/published';

const ROOT = path.dirname(__dirname);
const PUBLISHED = 'site/published.txt';
const LIST = path.join(ROOT, PUBLISHED);

process.exitCode = report(problems());

function problems(): string[] {
  const pages = readPages(ROOT);
  if (process.argv.includes('--update')) {
    fs.appendFileSync(LIST, newAddresses(fs.readFileSync(LIST, 'utf-8'), pages.addresses).map((address) => `${address}\n`).join(''));
  }
  return [
    ...pages.broken,
    ...pages.unplaced.map((file) => `${file} has no place in the sidebar. Add it to a section in site/generate/sections.ts.`),
    ...publishedProblems(fs.readFileSync(LIST, 'utf-8'), PUBLISHED, pages.addresses, publishedOnMain()),
  ];
}

function report(found: readonly string[]): number {
  console[found.length === 0 ? 'log' : 'error'](found.length === 0 ? 'The pages are as they should be.' : found.join('\n'));
  return found.length === 0 ? 0 : 1;
}

/** The list where this branch left main; nothing where git does not know. */
function publishedOnMain(): string | undefined {
  for (const main of ['origin/main', 'main']) {
    const base = git('merge-base', 'HEAD', main)?.trim();
    if (base !== undefined) {
      return git('show', `${base}:${PUBLISHED}`);
    }
  }
  return undefined;
}

function git(...args: string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd: ROOT, encoding: 'utf-8' });
  return status === 0 ? stdout : undefined;
}
