import * as fs from 'node:fs';
import * as path from 'node:path';
import { read } from './util';

const ROOT = path.resolve(__dirname, '../..');

export interface Block {
  /** The page and the line of the block's fence. */
  readonly at: string;
  /** The heading that the block is below. */
  readonly heading: string;
  readonly language: string;
  readonly code: string;
}

export interface Page {
  readonly name: string;
  readonly blocks: readonly Block[];
  /** The lines that are not code. */
  readonly prose: readonly string[];
}

/** The README, the pages in `docs/` and its folders, and the texts for contributors. */
export function readPages(): Page[] {
  const names = fs.readdirSync(path.join(ROOT, 'docs'), { recursive: true }) as string[];
  const docs = names.filter((name) => name.endsWith('.md')).sort().map((name) => `docs/${name.split(path.sep).join('/')}`);
  return ['README.md', ...docs, 'CONTRIBUTING.md', 'SECURITY.md'].map(readPage);
}

/** @param name its path from the root of the repository */
export function readPage(name: string): Page {
  const blocks: Block[] = [];
  const prose: string[] = [];
  let heading = '';
  let open: { at: string; language: string; lines: string[] } | undefined;
  read(ROOT, name)
    .split('\n')
    .forEach((line, index) => {
      const fence = /^```(\w*)$/.exec(line);
      if (open === undefined && fence === null) {
        heading = /^#+ (.*)$/.exec(line)?.[1] ?? heading;
        prose.push(line);
      } else if (open === undefined) {
        open = { at: `${name}:${index + 1}`, language: fence![1], lines: [] };
      } else if (line === '```') {
        blocks.push({ at: open.at, heading, language: open.language, code: open.lines.map((inner) => `${inner}\n`).join('') });
        open = undefined;
      } else {
        open.lines.push(line);
      }
    });
  return { name, blocks, prose };
}
