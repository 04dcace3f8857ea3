import type { Command } from './command';
import { COMMAND_NAMES, commandOf } from './commands';

const INDENT = '       ';

/** How a command is used. */
export function usageOf(command: Command): string {
  return `Usage: ${lineOf(command)}\n\n${command.details}`;
}

/** How the command line is used. */
export function usage(): string {
  const commands = COMMAND_NAMES.map((name) => commandOf(name)!);
  const width = Math.max(...COMMAND_NAMES.map((name) => name.length));
  const lines = commands.map(lineOf).join(`\n${INDENT}`);
  const summaries = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}\n`).join('');
  return `Usage: ${lines}

${summaries}
  -h, --help  prints this text
  --version   prints the version

"projen-astro-airflow help COMMAND" prints the options and exit codes of a command.
`;
}

function lineOf({ name, synopsis }: Command): string {
  return `projen-astro-airflow ${name} ${synopsis}`;
}
