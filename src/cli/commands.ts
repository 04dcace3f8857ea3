import type { Command } from './command';

/** The commands, in the order of the help. Each one is loaded when it is called. The next one is a new file and a line here. */
export const COMMANDS = {
  drift: () => require('./drift') as typeof import('./drift'),
  clean: () => require('./clean') as typeof import('./clean'),
  start: () => require('./start') as typeof import('./start'),
  restart: () => require('./restart') as typeof import('./restart'),
  stop: () => require('./stop') as typeof import('./stop'),
  parse: () => require('./parse') as typeof import('./parse'),
  pytest: () => require('./pytest') as typeof import('./pytest'),
  login: () => require('./login') as typeof import('./login'),
  logout: () => require('./logout') as typeof import('./logout'),
  doctor: () => require('./doctor') as typeof import('./doctor'),
  try: () => require('./try') as typeof import('./try'),
} satisfies Record<string, () => { readonly command: Command }>;

export const COMMAND_NAMES = Object.keys(COMMANDS) as Array<keyof typeof COMMANDS>;

/** The command of a name; undefined if there is none. */
export function commandOf(name: string | undefined): Command | undefined {
  return COMMAND_NAMES.includes(name as keyof typeof COMMANDS) ? COMMANDS[name as keyof typeof COMMANDS]().command : undefined;
}
