import { linesOf } from './markdown';

/** The pages of the API reference. */
export interface ApiPages {
  /** The text of each by its file, such as `api/Mount.md`; the index is `api/index.md`. */
  readonly pages: ReadonlyMap<string, string>;
  /** The names of the classes by their kind, in the order of API.md. */
  readonly kinds: ReadonlyArray<{ readonly title: string; readonly names: readonly string[] }>;
  /** The page and anchor of an anchor of API.md. */
  readonly anchor: (id: string) => string | undefined;
}

/** A heading, with the anchors that docgen writes after it. */
const HEADING = /^(#{1,6}) (.*?)(<sup>\w+<\/sup>)? <a name="[^"]*" id="([^"]*)"><\/a>$/;

interface Section {
  readonly kind: string;
  readonly name: string;
  readonly lines: string[];
}

/** What the kinds of docgen are to readers. */
const KINDS: Readonly<Record<string, string>> = {
  Constructs: 'projects, components and files that an rc file constructs',
  Classes: 'what their options take',
  Structs: 'options: objects in TypeScript, keyword arguments in Python',
  Protocols: 'interfaces',
  Enums: 'enumerations',
};

/**
 * Splits API.md, as docgen writes it, into a page for each class.
 *
 * @param packageName the first part of each anchor
 */
export function apiPages(text: string, packageName: string): ApiPages {
  const sections = sectionsOf(text);
  const anchors = new Map<string, string>();
  for (const { name, lines } of sections) {
    lines.forEach((line) => {
      const id = HEADING.exec(line)?.[4];
      if (id?.startsWith(`${packageName}.`) === true) {
        anchors.set(id, id === `${packageName}.${name}` ? `${name}.md` : `${name}.md#${localId(id, packageName, name)}`);
      }
    });
  }
  const linked = (id: string): string | undefined => (id === 'api-reference' ? 'index.md' : anchors.get(id));
  const pages = new Map(sections.map((section) => [`api/${section.name}.md`, pageOf(section, packageName, linked)]));
  const kinds = [...new Set(sections.map(({ kind }) => kind))].map((title) => ({ title, names: sections.filter(({ kind }) => kind === title).map(({ name }) => name) }));
  pages.set('api/index.md', indexOf(sections, kinds));
  return { pages, kinds, anchor: (id) => (linked(id) === undefined ? undefined : `api/${linked(id)}`) };
}

function sectionsOf(text: string): Section[] {
  const sections: Section[] = [];
  let kind = '';
  for (const { text: line, code } of linesOf(text)) {
    const [, marks, title] = code ? [] : HEADING.exec(line) ?? [];
    if (marks === '##') {
      kind = title;
    } else if (marks === '###') {
      sections.push({ kind, name: title, lines: [line] });
    } else if (marks !== '#') {
      sections.at(-1)?.lines.push(line);
    }
  }
  return sections;
}

/** The anchor within a page: `Initializer-parameter-options`, `property-name`. */
function localId(id: string, packageName: string, name: string): string {
  return id.slice(`${packageName}.${name}.`.length).replace(/\./g, '-');
}

function pageOf({ name, lines }: Section, packageName: string, linked: (id: string) => string | undefined): string {
  const changed = linesOf(lines.join('\n')).map(({ text: line, code }) => (code ? line : withLinks(heading(line, packageName, name), linked)));
  return `${changed.join('\n').trimEnd().replace(/\n---$/, '')}\n`;
}

/** A heading two levels up, with an anchor that is short; a rule above it would be drawn twice. */
function heading(line: string, packageName: string, name: string): string {
  const [, marks, title, mark = '', id] = HEADING.exec(line) ?? [];
  if (marks === undefined) {
    return line === '---' ? '' : line;
  }
  const anchor = id.startsWith(`${packageName}.${name}.`) ? ` {#${localId(id, packageName, name)}}` : '';
  return `${marks.slice(2)} ${title}${mark.replace(/<sup>(\w+)<\/sup>/, (_, word: string) => ` <Badge type="${word === 'Required' ? 'warning' : 'info'}" text="${word.toLowerCase()}" />`)}${anchor}`;
}

/** HTML links to names of the API as links between pages. A type is code, unless it has links in it. */
function withLinks(line: string, linked: (id: string) => string | undefined): string {
  return line
    .replace(/^- \*Type:\* (.*)$/, '- *Type:* <code>$1</code>')
    .replace(/<code>(.*?)<\/code>/g, (whole, inner: string) => (inner.includes('<a ') ? inner.replace(/[{}]/g, (brace) => `&#${brace.charCodeAt(0)};`) : whole))
    .replace(/<a href="#([^"]+)">(.*?)<\/a>/g, (_, id: string, label: string) => {
      const target = linked(id);
      return target === undefined ? `\`${label}\`` : `[\`${label}\`](./${target})`;
    });
}

function indexOf(sections: readonly Section[], kinds: ApiPages['kinds']): string {
  const line = (name: string): string => `| [\`${name}\`](./${name}.md) | ${firstSentence(sections.find((section) => section.name === name)!.lines)} |`;
  return [
    '# API reference',
    '',
    'Names are those of TypeScript and JavaScript. In Python methods and options are in snake_case: see [spelling](../python.md#spelling).',
    ...kinds.flatMap(({ title, names }) => ['', `## ${title}`, '', ...KINDS[title] === undefined ? [] : [`${KINDS[title][0].toUpperCase()}${KINDS[title].slice(1)}.`, ''], '| Name | |', '| --- | --- |', ...names.map(line)]),
    '',
  ].join('\n');
}

function firstSentence(lines: readonly string[]): string {
  const paragraph = lines.slice(1).join('\n').trim().split('\n\n')[0].replace(/\n/g, ' ');
  return /^[#*-]/.test(paragraph) ? '' : (/^.*?[.:](?= |$)/.exec(paragraph)?.[0] ?? paragraph).replace(/:$/, '.').replace(/\|/g, '\\|');
}
