import * as fs from 'node:fs';
import * as path from 'node:path';
import { posix } from 'node:path';
import { apiPages, type ApiPages } from './api-pages';
import { siteLinks, type Targets } from './links';
import { titleOf } from './markdown';
import { addressOfPage } from './published';
import { SECTIONS } from './sections';
import { withTabs } from './tabs';

/** What the sidebar shows. */
export interface SidebarItem {
  readonly text: string;
  readonly link?: string;
  readonly items?: readonly SidebarItem[];
  readonly collapsed?: boolean;
}

/** The pages of the site. */
export interface Pages {
  /** The text of each by its file in the site. */
  readonly texts: ReadonlyMap<string, string>;
  /** Pictures and other files beside them, by their file in the site, with the file in the repository. */
  readonly pictures: ReadonlyMap<string, string>;
  readonly sidebar: readonly SidebarItem[];
  /** The addresses of the pages that people write: those of single classes are generated. */
  readonly addresses: ReadonlySet<string>;
  /** Pages that no section of the sidebar names. */
  readonly unplaced: readonly string[];
  /** Links to files that are not there, each with its line. */
  readonly broken: readonly string[];
  /** The address of the repository. */
  readonly repository: string;
}

/**
 * Makes the pages of the site of README.md, docs/ and API.md.
 *
 * @param root the folder of the repository
 */
export function readPages(root: string): Pages {
  const { name, repository } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf-8')) as { name: string; repository: { url: string } };
  const docs = fs.readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf-8' }).map((file) => file.split(path.sep).join('/')).sort();
  const sources = ['README.md', ...docs.filter((file) => file.endsWith('.md')).map((file) => `docs/${file}`)];
  const pages = new Map([['API.md', 'api/index.md'], ...sources.map((source): [string, string] => [source, source.replace(/^docs\//, '').replace(/(^|\/)README\.md$/, '$1index.md')])]);
  const api = apiPages(fs.readFileSync(path.join(root, 'API.md'), 'utf-8'), name);
  const address = repository.url.replace(/^git\+/, '').replace(/\.git$/, '');
  const targets: Targets = { pages, apiAnchor: api.anchor, kindOf: (file) => kindOf(path.join(root, file)), repository: address };
  const texts = new Map<string, string>();
  const titles = new Map<string, string>();
  const broken: string[] = [];
  for (const source of sources) {
    const text = fs.readFileSync(path.join(root, source), 'utf-8').replace(/\r\n/g, '\n');
    const linked = siteLinks(text, source, targets);
    broken.push(...linked.broken);
    titles.set(source, titleOf(text) ?? source);
    texts.set(pages.get(source)!, frontmatter({ editLink: true, edit: `${address}/edit/main/${source}` }) + withTabs(linked.text));
  }
  api.pages.forEach((text, file) => texts.set(file, frontmatter({ editLink: false, outline: [2, 3] }) + text));
  return {
    texts,
    pictures: new Map(docs.filter((file) => /\.(svg|png|webp|gif)$/.test(file)).map((file) => [file, `docs/${file}`])),
    ...sidebarOf(sources, titles, pages, api),
    addresses: new Set([...pages.values()].map(addressOfPage)),
    broken,
    repository: address,
  };
}

function kindOf(file: string): 'file' | 'folder' | undefined {
  const found = fs.statSync(file, { throwIfNoEntry: false });
  return found?.isFile() === true ? 'file' : found?.isDirectory() === true ? 'folder' : undefined;
}

/** Values are JSON, which YAML can read. */
function frontmatter(values: Readonly<Record<string, unknown>>): string {
  return `---\n${Object.entries(values).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`).join('')}---\n\n`;
}

function sidebarOf(sources: readonly string[], titles: ReadonlyMap<string, string>, pages: ReadonlyMap<string, string>, api: ApiPages): Pick<Pages, 'sidebar' | 'unplaced'> {
  const named = SECTIONS.flatMap((section) => section.pages.map(([file]) => file));
  /** The other pages of a folder, by the README of it. */
  const below = (file: string): string[] => (file !== 'README.md' && file.endsWith('/README.md') ? sources.filter((source) => source !== file && source.startsWith(posix.dirname(file) + '/')) : []);
  const placed = new Set([...named, ...named.flatMap(below)]);
  const unplaced = sources.filter((source) => !placed.has(source));
  const item = (source: string, text = titles.get(source)!): SidebarItem => {
    const items = below(source).map((file) => item(file)).sort((a, b) => a.text.localeCompare(b.text));
    return { text, link: addressOfPage(pages.get(source)!), ...(items.length > 0 && { items, collapsed: true }) };
  };
  const sections = [...SECTIONS, { title: 'More', pages: unplaced.map((file): readonly [string] => [file]) }];
  const groups = sections.map((section) => ({ text: section.title, items: section.pages.filter(([file]) => titles.has(file)).map(([file, title]) => item(file, title)) }));
  const reference = { text: 'API reference', items: [{ text: 'Index', link: '/api/' }, ...api.kinds.map(({ title, names }) => ({ text: title, collapsed: true, items: names.map((text) => ({ text, link: `/api/${text}` })) }))] };
  return { sidebar: [...groups.filter(({ items }) => items.length > 0), reference], unplaced };
}
