import type { Outcome } from './judge';
import type { ShownCommand } from './secrets';
import type { Cause } from '../clouds/cause';
import { docPage } from '../text/doc-page';
import { printable } from '../text/printable';

/** Causes that are named; what is further down the table is seldom meant. */
const MOST_CAUSES = 4;

/** What a user types in a project for a command, or without a name to write its files. */
export type CommandOf = (name?: string) => string;

/** The commands of both kinds of shell, once where they are the same. */
export function commandLines(title: string, commands: readonly ShownCommand[]): string[] {
  const isSame = commands.every(({ posix, powershell }) => posix === powershell);
  const of = (shell: keyof ShownCommand): string[] => commands.map((command) => `  ${printable(command[shell])}`);
  return commands.length === 0 ? [] : isSame ? [`${title} (bash, zsh, PowerShell):`, ...of('posix')] : [`${title} (bash, zsh):`, ...of('posix'), `${title} (PowerShell):`, ...of('powershell')];
}

/** What came through, without its value: it may be a real one. */
export function outcomeLines({ found, missing }: Outcome): string[] {
  return [
    ...found.map(({ kind, key, name, file }) => `ok       ${printable(`the ${kind} ${key} came from ${file ?? `the secret ${name}`}`)}`),
    ...missing.map(({ kind, key, name, file }) => `failure  ${printable(`the ${kind} ${key} was not found (${file === undefined ? `the secret ${name}` : `the entry ${name} of ${file}`})`)}`),
  ];
}

/**
 * What is wrong, and what fixes it.
 *
 * @param commandOf what a user types here for a command of this package; without a name for writing the managed files
 */
export function causeLines(causes: readonly Cause[], commandOf: CommandOf): string[] {
  const plain = (text: string): string => text.replaceAll('`', '').replace(/npx projen(?: (doctor|login|parse|start))?/g, (_, name?: string) => commandOf(name));
  const named = causes.slice(0, MOST_CAUSES);
  return [
    ...(named.length > 1 ? ['One of these, the likeliest first:'] : []),
    ...named.flatMap(({ id, when, isSilent = false, cause, fix }) => [`  ${when === undefined || isSilent ? '' : `If ${plain(when)}: `}${plain(cause)} [cause-${id}]`, `    Fix: ${plain(fix)}`]),
    ...(named.length > 0 ? [`${docPage('docs/troubleshooting.md')} explains each name in brackets.`] : []),
  ];
}
