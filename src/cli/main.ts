import { parseArgs } from 'node:util';
import type { Command, Ended, Options, ParsedCommand } from './command';
import { COMMAND_NAMES, commandOf } from './commands';
import { AstroAirflowError, safeText } from '../text/error';

/* Only who asks for help, or gets an error, needs these. */
const help = () => require('./usage') as typeof import('./usage');
const spelling = () => require('./spelled') as typeof import('./spelled');
const words = () => require('../text/nearest') as typeof import('../text/nearest');

/**
 * Runs the command line.
 *
 * @param args what follows the program's name
 * @returns the exit code: 0 done, 2 not done; undefined where it is known when the process ends
 */
export function main(args: readonly string[]): number | undefined {
  const [name, ...rest] = args;
  const command = commandOf(name);
  const failed = (error: unknown): number => notDone(error, command, rest);
  try {
    const ended = command === undefined ? withoutCommand(name, rest) : run(command, rest);
    if (!(ended instanceof Promise)) {
      return ended;
    }
    void ended.catch(failed).then((code) => (process.exitCode = code));
    return undefined;
  } catch (error) {
    return failed(error);
  }
}

function run(command: Command, args: readonly string[]): Ended {
  if ('forward' in command) {
    return command.forward(args);
  }
  const { values, positionals } = parsed(command, args);
  if (values.help === true) {
    return print(help().usageOf(command));
  }
  const [directory = '.', ...more] = positionals;
  if (more.length > 0) {
    throw new AstroAirflowError(`${command.name} takes one directory, and got ${positionals.join(' ')}. ${seeHelp(command)}`);
  }
  return command.run(values, directory);
}

function parsed(command: ParsedCommand, args: readonly string[]) {
  const options: Options = { ...command.options, help: { type: 'boolean', short: 'h' } };
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const [first, question = ''] = message.split('\n');
    // What follows the first sentence is about arguments that no command takes.
    const what = first.split('. ')[0].replace(/\.$/, '') + (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' ? ` for ${command.name}.${meantOption(first, Object.keys(options))}` : '.');
    throw new AstroAirflowError([what, question, seeHelp(command)].filter((sentence) => sentence !== '').join(' '));
  }
}

/** What somebody most likely meant with an option that is not there. */
function meantOption(message: string, names: readonly string[]): string {
  const [, given = ''] = /'--([\w-]+)'/.exec(message) ?? [];
  const plain = (name: string): string => name.replaceAll('-', '');
  // Its opposite is not meant.
  const near = given.length < 2 || given.startsWith('no-') ? undefined : words().nearest(plain(given), names.map(plain));
  const meant = given === 'json' && names.includes('format') ? 'format json' : names.find((name) => plain(name) === near);
  return meant === undefined ? '' : ` Did you mean --${meant}?`;
}

function withoutCommand(name: string | undefined, args: readonly string[]): number {
  switch (name) {
    case undefined:
      process.stderr.write(help().usage());
      return 2;
    case 'help':
    case '--help':
    case '-h':
      return printHelp(args);
    case '--version':
      return print(`${(require('../../package.json') as { version: string }).version}\n`);
    default:
      return unknownCommand(name);
  }
}

function printHelp([name, ...more]: readonly string[]): number {
  if (more.length > 0) {
    throw new AstroAirflowError(`help takes one command, and got ${[name, ...more].join(' ')}. ${seeHelp()}`);
  }
  const command = commandOf(name);
  if (name !== undefined && command === undefined) {
    return unknownCommand(name);
  }
  return print(command === undefined ? help().usage() : help().usageOf(command));
}

function unknownCommand(name: string): number {
  if (name.startsWith('-')) {
    throw new AstroAirflowError(`Unknown option '${name}' before a command. Options follow the command. ${seeHelp()}`);
  }
  const meant = words().nearest(name, [...COMMAND_NAMES, 'help']);
  if (meant !== undefined) {
    throw new AstroAirflowError(`there is no command "${name}". Did you mean "${meant}"? ${seeHelp()}`);
  }
  process.stderr.write(`projen-astro-airflow: ${safeText(`there is no command "${name}".`)}\n${help().usage()}`);
  return 2;
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

function seeHelp(command?: Command): string {
  return `Run npx projen-astro-airflow ${command === undefined ? '' : `${command.name} `}--help.`;
}

/** Says why; an error that is not ours goes on. */
function notDone(error: unknown, command?: Command, args: readonly string[] = []): number {
  const message = messageOf(error);
  if (message === undefined) {
    throw error;
  }
  const own = command !== undefined && 'failure' in command ? command.failure?.(message, args) : undefined;
  const { out, err } = own ?? { out: '', err: `projen-astro-airflow: ${message}\n` };
  process.stdout.write(out);
  process.stderr.write(err);
  return 2;
}

function messageOf(error: unknown): string | undefined {
  if (error instanceof AstroAirflowError) {
    try {
      return spelling().spelled(error.message);
    } catch (inner) {
      // How a command is typed depends on the current directory, which can be what is wrong.
      return messageOf(inner);
    }
  }
  // Node's own error has no words for the one thing that every command needs.
  return (error as NodeJS.ErrnoException).syscall === 'uv_cwd' ? 'The current directory does not exist any more. Change to another one, then run again.' : undefined;
}
