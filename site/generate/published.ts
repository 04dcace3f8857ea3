/** An address that was published once, and where its page is now if it has moved. */
export interface Published {
  readonly path: string;
  readonly to?: string;
  /** Its line in the file, from 1. */
  readonly line: number;
}

/** Reads `site/published.txt`: an address a line, followed by ` -> ` and another one if the page has moved. */
export function parsePublished(text: string): Published[] {
  return text.split('\n').flatMap((line, index) => {
    const [path, to] = line.replace(/#.*$/, '').trim().split(/\s+->\s+/);
    return path === '' ? [] : [{ path, ...(to !== undefined && { to }), line: index + 1 }];
  });
}

/** The address of a page by its file in the site: `/` for `index.md`, `/drift` for `drift.md`. */
export function addressOfPage(file: string): string {
  return `/${file.replace(/\.md$/, '').replace(/(^|\/)index$/, '$1')}`;
}

/** The addresses that the list does not have yet. */
export function newAddresses(text: string, current: ReadonlySet<string>): string[] {
  const known = new Set(parsePublished(text).map(({ path }) => path));
  return [...current].filter((path) => !known.has(path));
}

/**
 * What is wrong with the list of addresses.
 *
 * @param file how messages call the list
 * @param current the addresses that the site has now
 * @param before the list as it was on the main branch, if that is known
 */
export function publishedProblems(text: string, file: string, current: ReadonlySet<string>, before?: string): string[] {
  const published = parsePublished(text);
  const paths = new Set(published.map(({ path }) => path));
  const problems = published.flatMap(({ path, to, line }) => {
    const at = `${file}:${line}:`;
    if (to === undefined) {
      return current.has(path) ? [] : [`${at} ${path} was published, and the site has no such page. Write where it is now: "${path} -> /other-page".`];
    }
    if (current.has(path)) {
      return [`${at} ${path} is a page, so that nothing can redirect from it. Remove " -> ${to}".`];
    }
    return current.has(to) ? [] : [`${at} ${path} redirects to ${to}, and the site has no such page.`];
  });
  const added = newAddresses(text, current).map((path) => `${file}: the page ${path} is not in the list. Run "npx projen pages --update".`);
  const removed = parsePublished(before ?? '').filter(({ path }) => !paths.has(path)).map(({ path, line }) => `${file}: line ${line} of the main branch, ${path}, was removed. A published address stays: keep the line, and write where the page is now.`);
  return [...problems, ...added, ...removed];
}

/** A page that leads to another one, with the part after the `#` kept, for a server that cannot redirect. */
export function redirectPage(address: string): string {
  const link = JSON.stringify(address).replace(/</g, '\\u003c');
  return [
    '<!DOCTYPE html>',
    '<html lang="en"><head><meta charset="utf-8"><title>Moved</title>',
    `<link rel="canonical" href="${address}"><meta name="robots" content="noindex">`,
    `<script>location.replace(${link} + location.hash)</script>`,
    `<meta http-equiv="refresh" content="1; url=${address}"></head>`,
    `<body><p>This page has moved to <a href="${address}">${address}</a>.</p></body></html>\n`,
  ].join('\n');
}
