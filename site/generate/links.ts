import { posix } from 'node:path';
import { mapProse } from './markdown';

/** Where the links of a page lead. */
export interface Targets {
  /** The pages of the site by the files that they are made of, both relative: `docs/drift.md` to `drift.md`. */
  readonly pages: ReadonlyMap<string, string>;
  /** The page of an anchor of API.md, for links to one of its names. */
  readonly apiAnchor: (anchor: string) => string | undefined;
  /** The kind of a path of the repository. */
  readonly kindOf: (path: string) => 'file' | 'folder' | undefined;
  /** The address of the repository, without an end in `.git`. */
  readonly repository: string;
}

/** A link of Markdown, or the source of an image; and of HTML. */
const MARKDOWN_LINK = /(\]\()([^)\s]+)((?: "[^"]*")?\))/g;
const HTML_LINK = /((?:href|src|srcset)=")([^"]+)(")/g;

/**
 * Makes the links of a page right for the site: to another page, to a picture beside it, or to the repository.
 *
 * @param source the file of the page
 * @returns the text, and the links to files that are not there, each with its line
 */
export function siteLinks(text: string, source: string, targets: Targets): { readonly text: string; readonly broken: readonly string[] } {
  const broken: string[] = [];
  const replaced = mapProse(text, (piece, line) => {
    const replace = (_: string, before: string, target: string, after: string): string => {
      const address = addressOf(target, source, targets);
      if (address === undefined) {
        broken.push(`${source}:${line}: ${target} is not in the repository.`);
      }
      return `${before}${address ?? target}${after}`;
    };
    return piece.replace(MARKDOWN_LINK, replace).replace(HTML_LINK, replace);
  });
  return { text: replaced, broken };
}

function addressOf(target: string, source: string, { pages, apiAnchor, kindOf, repository }: Targets): string | undefined {
  if (/^(#|[a-z][a-z+.-]*:)/i.test(target)) {
    return target;
  }
  const [name, anchor] = target.split('#');
  const file = posix.join(posix.dirname(source), decodeURIComponent(name)).replace(/\/$/, '');
  const from = posix.dirname(pages.get(source)!);
  const relative = (page: string): string => {
    const way = posix.relative(from, page);
    return way.startsWith('.') ? way : `./${way}`;
  };
  if (file === 'API.md' && anchor !== undefined) {
    const page = apiAnchor(anchor);
    return page === undefined ? undefined : relative(page);
  }
  const page = pages.get(file) ?? pages.get(`${file}/README.md`);
  if (page !== undefined) {
    return `${relative(page)}${anchor === undefined ? '' : `#${anchor}`}`;
  }
  const kind = kindOf(file);
  if (kind === 'file' && /^docs\/.*\.(svg|png|webp|gif)$/.test(file)) {
    return relative(file.slice('docs/'.length));
  }
  return kind === undefined ? undefined : `${repository}/${kind === 'file' ? 'blob' : 'tree'}/main/${file}${anchor === undefined ? '' : `#${anchor}`}`;
}
