import * as fs from 'node:fs';
import * as path from 'node:path';
import { docPage } from '../../../src/text/doc-page';
import { namesBelow } from '../../support/util';

const ROOT = path.resolve(__dirname, '../../..');
const sources = namesBelow(path.join(ROOT, 'src')).filter((name) => name.endsWith('.ts')).map((name) => [name, fs.readFileSync(path.join(ROOT, 'src', name), 'utf-8').replace(/\/\*[^]*?\*\/|^ *\/\/.*$/gm, '')] as const);

test('a page has the address that the repository has, because no installed package has it', () => {
  // A release is tested with its own version.
  expect(docPage('docs/drift.md#exit-code-2')).toMatch(/^https:\/\/github\.com\/projen-astro-airflow\/projen-astro-airflow\/blob\/(main|v\d.*)\/docs\/drift\.md#exit-code-2$/);
  expect(fs.readFileSync(path.join(ROOT, '.npmignore'), 'utf-8')).toMatch(/^\/docs\/$/m);
});

test('an installed release links to the pages of its own tag, which the release workflow makes', () => {
  const repository = { url: 'https://github.com/o/r.git' };
  expect(['0.0.0', '0.4.1', '1.0.0-rc.2'].map((version) => docPage('docs/drift.md', { version, repository }))).toEqual(['main', 'v0.4.1', 'v1.0.0-rc.2'].map((ref) => `https://github.com/o/r/blob/${ref}/docs/drift.md`));
  const { tasks } = JSON.parse(fs.readFileSync(path.join(ROOT, '.projen/tasks.json'), 'utf-8')) as { tasks: { bump: { env: Record<string, string> } } };
  expect(tasks.bump.env.RELEASE_TAG_PREFIX).toBe('');
});

test('no message names a page in another way', () => {
  const named = sources.flatMap(([name, text]) => [...text.matchAll(/.{0,20}docs\/[\w-]+\.md/g)].map(([piece]) => `${name}: ${piece}`));
  expect(named.filter((piece) => !/docPage\([`']docs|page: 'docs/.test(piece))).toEqual([]);
});

test('each page that a message names is there, with the section', () => {
  const pages = sources.flatMap(([, text]) => [...text.matchAll(/docPage\('([^']+)'\)/g)].map(([, page]) => page));
  const ofClouds = sources.flatMap(([, text]) => [...text.matchAll(/page: '([^']+)'/g)].map(([, page]) => `${page}#what-works-where`));
  expect([pages.length, ofClouds.length]).toEqual([expect.any(Number), 4]);
  expect([...pages, ...ofClouds].filter((page) => !isThere(page))).toEqual([]);
});

function isThere(page: string): boolean {
  const [file, anchor] = page.split('#');
  const place = path.join(ROOT, file);
  const anchors = fs.existsSync(place) ? [...fs.readFileSync(place, 'utf-8').matchAll(/^#+ (.*)$/gm)].map(([, title]) => title.toLowerCase().replace(/[^\w -]/g, '').replaceAll(' ', '-')) : [];
  return anchors.length > 0 && (anchor === undefined || anchors.includes(anchor));
}
