import { findAstro } from './astro-program';
import type { ForwardingCommand } from './command';
import { runForeground } from './foreground';

/* Help needs none of it. */
const directories = () => require('./directory') as typeof import('./directory');

/** What a shell gives for a command that it does not find. */
const NOT_FOUND = 127;

const NOT_INSTALLED = `projen-astro-airflow: there is no Astro CLI (a command astro) on the PATH, so nothing was run.
Install it (https://www.astronomer.io/docs/astro/cli/install-cli; on macOS: brew install astro), then open a new terminal.
`;

/** The arguments before and after the first `--`, which does not go on: projen and npx leave it in the arguments. */
export function parted(args: readonly string[]): { readonly before: readonly string[]; readonly after: readonly string[] } {
  const end = args.indexOf('--');
  return end === -1 ? { before: args, after: [] } : { before: args.slice(0, end), after: args.slice(end + 1) };
}

/** Whether the Astro CLI prints its help. */
export function isHelp(args: readonly string[]): boolean {
  return args.includes('--help') || args.includes('-h');
}

/** A command of `astro dev` that all arguments go to. */
export function astroCommand(name: string, summary: string): ForwardingCommand {
  return {
    name,
    summary,
    synopsis: '[ARGS OF ASTRO...]',
    details: `Runs astro dev ${name} with these arguments; astro dev ${name} --help describes them.

Exit code: that of the Astro CLI, 127 if there is none.
`,
    forward: (args) => {
      const { before, after } = parted(args);
      if (!isHelp(before)) {
        directories().refuseAboveHere(name);
      }
      return runAstro(name, [...before, ...after]);
    },
  };
}

/**
 * Runs `astro dev` with a command.
 *
 * @param obstacle called if there is an Astro CLI; gives the exit code if it is not to be called, else 0
 * @returns the exit code: the obstacle's, astro's, or 127 without an Astro CLI
 */
export async function runAstro(command: string, args: readonly string[], obstacle: () => number | Promise<number> = () => 0): Promise<number> {
  const program = findAstro();
  if (program === undefined) {
    process.stderr.write(NOT_INSTALLED);
    return NOT_FOUND;
  }
  const code = await obstacle();
  return code === 0 ? (await runForeground(program, ['dev', command, ...args], { stdio: 'inherit' })).code : code;
}
