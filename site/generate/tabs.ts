import { javascriptForm } from './javascript-form';
import { FENCE, linesOf } from './markdown';

/** Languages that say the same, by the title of their tab. */
const FAMILIES: ReadonlyArray<Readonly<Record<string, string>>> = [
  { ts: 'TypeScript', js: 'JavaScript', python: 'Python' },
  { sh: 'bash', bash: 'bash', powershell: 'PowerShell', bat: 'cmd.exe' },
];

/** A line that only says what the block below it is for: the tab says it on the site. */
const LABEL = /^ *(?:\*\*)?(?:(?:In|On) )?(?:(?:Linux|macOS|Windows|WSL|TypeScript|JavaScript|Python|bash|zsh|sh|PowerShell|cmd\.exe|cmd|in|or|and|with)[ ,()/]*)+(?:\*\*)?:(?:\*\*)?$/i;

interface Block {
  readonly language: string;
  readonly indent: string;
  readonly lines: readonly string[];
  /** The first line of it, with its label, and the line after it. */
  readonly start: number;
  readonly end: number;
}

/**
 * Makes tabs of blocks that follow one another and say the same in several languages. GitHub shows the blocks one after the other;
 * between two of them is nothing but blank lines, or a line such as "PowerShell:". A whole rc file in TypeScript gets a tab for JavaScript.
 */
export function withTabs(text: string): string {
  const lines = text.split('\n');
  const blocks = blocksOf(text);
  const result: string[] = [];
  let at = 0;
  for (let index = 0; index < blocks.length; index += 1) {
    const run = runFrom(blocks, index, lines);
    const tabs = run.flatMap((block) => [block, ...run.some(({ language }) => language === 'js') ? [] : javascriptOf(block)]);
    if (tabs.length > 1) {
      result.push(...lines.slice(at, run[0].start), ...group(tabs));
      at = run.at(-1)!.end;
      index += run.length - 1;
    }
  }
  return [...result, ...lines.slice(at)].join('\n');
}

function blocksOf(text: string): Block[] {
  const lines = linesOf(text);
  const blocks: Block[] = [];
  for (let start = 0; start < lines.length; start += 1) {
    const [, indent, ticks, language] = lines[start].code ? FENCE.exec(lines[start].text)! : [];
    if (ticks !== undefined) {
      const end = lines.findIndex((line, index) => index > start && line.text.trim() === ticks) + 1 || lines.length;
      blocks.push({ language, indent, lines: lines.slice(start, end).map((line) => line.text), start: labelled(lines.map((line) => line.text), start), end });
      start = end - 1;
    }
  }
  return blocks;
}

/** Where a block begins with the line that says what it is for. */
function labelled(lines: readonly string[], start: number): number {
  let before = start - 1;
  while (before >= 0 && lines[before].trim() === '') {
    before -= 1;
  }
  return before > 0 && LABEL.test(lines[before]) && lines[before - 1].trim() === '' ? before : start;
}

/** The blocks from one on that are tabs of the same group. */
function runFrom(blocks: readonly Block[], first: number, lines: readonly string[]): Block[] {
  const family = FAMILIES.find((titles) => blocks[first].language in titles);
  const run = [blocks[first]];
  for (const block of family === undefined ? [] : blocks.slice(first + 1)) {
    const last = run.at(-1)!;
    const known = run.some(({ language }) => family![language] === family![block.language]);
    if (!(block.language in family!) || known || block.indent !== last.indent || lines.slice(last.end, block.start).some((line) => line.trim() !== '')) {
      break;
    }
    run.push(block);
  }
  return run;
}

function javascriptOf(block: Block): Block[] {
  const code = block.language === 'ts' ? javascriptForm(block.lines.slice(1, -1).map((line) => line.slice(block.indent.length)).join('\n')) : undefined;
  return code === undefined ? [] : [{ ...block, language: 'js', lines: [`${block.indent}\`\`\`js`, ...code.split('\n').map((line) => `${block.indent}${line}`.trimEnd()), `${block.indent}\`\`\``] }];
}

/** VitePress's Markdown for a group of blocks. */
function group(tabs: readonly Block[]): string[] {
  const { indent } = tabs[0];
  const titles: Readonly<Record<string, string>> = Object.assign({}, ...FAMILIES);
  return [`${indent}::: code-group`, ...tabs.flatMap(({ language, lines: [fence, ...rest] }) => [`${fence.trimEnd()} [${titles[language]}]`, ...rest]), `${indent}:::`];
}
