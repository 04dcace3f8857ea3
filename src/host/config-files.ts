import type { ConfigFile, HostSetting } from './host-session';

/**
 * The text of a file without a secret. Of a shared one, the sections that another project wrote stay: it has the same name for its
 * session, and more profiles beside it. A section whose folder is not mounted does no harm.
 *
 * @param present the text that is there
 * @param value the host's setting; undefined if it has none
 */
export function configText({ sections, isShared = false, setting }: ConfigFile, present: string = '', value?: string): string {
  const titles = sections.map(title);
  const others = isShared ? present.split(/\n(?=\n)/).map((section) => `${section.trim()}\n`).slice(1).filter((section) => section !== '\n' && !titles.includes(title(section))) : [];
  const own = sections.map((section, index) => (setting !== undefined && value !== undefined && index < setting.sections ? `${section}${setting.name} = ${value}\n` : section));
  return [...own, ...others].join('\n');
}

/** The value of a host's setting that a text has; undefined if it has none. */
export function settingIn(text: string, setting: HostSetting | undefined): string | undefined {
  const line = setting === undefined ? undefined : text.split('\n').find((one) => one.startsWith(`${setting.name} = `));
  return line?.slice(setting!.name.length + ' = '.length);
}

function title(section: string): string {
  return section.split('\n')[0];
}
