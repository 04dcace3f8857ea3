/*
 * Builds the documentation site of README.md, docs/ and API.md:  npm run site
 *
 * Installs what the site is built with where that is missing or old, writes the pages to site/.pages, and builds site/dist.
 */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { readPages } from './generate/pages';
import { parsePublished, publishedProblems, redirectPage } from './generate/published';
import { installSite } from './install';

const SITE = __dirname;
const ROOT = path.dirname(SITE);
const GENERATED = path.join(SITE, '.pages');
const DIST = path.join(SITE, 'dist');
const PUBLISHED = path.join(SITE, 'published.txt');

main();

function main(): void {
  installSite(SITE);
  const pages = readPages(ROOT);
  if (pages.broken.length > 0) {
    console.error(pages.broken.join('\n'));
    process.exit(1);
  }
  fs.rmSync(GENERATED, { recursive: true, force: true });
  pages.texts.forEach((text, file) => write(path.join(GENERATED, file), text));
  pages.pictures.forEach((source, file) => write(path.join(GENERATED, file), fs.readFileSync(path.join(ROOT, source))));
  write(path.join(GENERATED, 'public', 'icon.svg'), fs.readFileSync(path.join(SITE, 'icon.svg')));
  const base = `/${pages.repository.split('/').at(-1)}/`;
  write(path.join(GENERATED, 'site.json'), JSON.stringify({ repository: pages.repository, base, sidebar: pages.sidebar }, undefined, 1));
  run(process.execPath, path.join('node_modules', 'vitepress', 'bin', 'vitepress.js'), 'build', '.');
  const published = fs.readFileSync(PUBLISHED, 'utf-8');
  for (const { path: from, to } of parsePublished(published)) {
    if (to !== undefined) {
      write(path.join(DIST, `${from}.html`), redirectPage(`${base}${to.slice(1)}`));
    }
  }
  // GitHub Pages would not publish files that begin with an underscore.
  write(path.join(DIST, '.nojekyll'), '');
  const problems = publishedProblems(published, 'site/published.txt', pages.addresses);
  if (problems.length > 0) {
    console.error(problems.join('\n'));
    process.exitCode = 1;
  }
  console.log(`Built: ${path.relative(process.cwd(), DIST)}`);
}

function write(file: string, content: string | Buffer): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
}

function run(command: string, ...args: string[]): void {
  const { status } = spawnSync(command, args, { cwd: SITE, stdio: 'inherit', shell: process.platform === 'win32' && command !== process.execPath });
  if (status !== 0) {
    process.exit(status ?? 1);
  }
}
