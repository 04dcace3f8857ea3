import type { ConfigFile } from './host-session';

/**
 * The text of a file without a secret. Of a shared one, the sections that another project wrote stay: it has the same name for its
 * session, and more profiles beside it. A section whose folder is not mounted does no harm.
 *
 * @param present the text that is there
 */
export function configText({ sections, isShared = false }: ConfigFile, present: string = ''): string {
  const titles = sections.map(title);
  const others = isShared ? present.split(/\n(?=\n)/).map((section) => `${section.trim()}\n`).slice(1).filter((section) => section !== '\n' && !titles.includes(title(section))) : [];
  return [...sections, ...others].join('\n');
}

function title(section: string): string {
  return section.split('\n')[0];
}
