import type { parseArgs, ParseArgsConfig } from 'node:util';

/** Options as `parseArgs` of `node:util` takes them. */
export type Options = NonNullable<ParseArgsConfig['options']>;

export type Values<O extends Options> = ReturnType<typeof parseArgs<{ options: O }>>['values'];

/** An exit code; undefined where it is known when the process ends. */
export type Ended = number | undefined | Promise<number>;

/** What the help says of a command. */
interface Described {
  readonly name: string;
  /** One line for the list of all commands. */
  readonly summary: string;
  /** Its arguments, as `[DIR] [--diff]`. */
  readonly synopsis: string;
  /** What follows the line with the arguments: what it does, its options, its exit codes. */
  readonly details: string;
}

/** A command whose options are all ours: others are refused, and `--help` prints its usage. */
export interface ParsedCommand<O extends Options = any> extends Described {
  readonly options: O;
  /** @param directory the only other argument; default: the current directory */
  run(values: Values<O>, directory: string): Ended;
  /**
   * Renders why it was not done, where that is not a line on the error output.
   *
   * @param args as they were given: they can be what is wrong
   */
  failure?(message: string, args: readonly string[]): { readonly out: string; readonly err: string };
}

/** A command whose arguments go to another program, `--help` among them. */
export interface ForwardingCommand extends Described {
  forward(args: readonly string[]): Ended;
}

export type Command = ParsedCommand | ForwardingCommand;
