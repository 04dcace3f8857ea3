import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Proof } from './proof';
import { commandsIn, Terminal, type Ran } from './terminal';
import { readPage } from '../pages';
import { read } from '../util';

/** What a command of a page does: the calls of stand-ins that are in it, in their order, and what it prints. */
export interface Expected {
  readonly calls?: readonly string[];
  readonly prints?: RegExp;
  /** Exit code; default: 0. */
  readonly status?: number;
  /** Files of the project that are there afterwards. */
  readonly writes?: readonly string[];
  /** The command runs on until it has printed this, and Ctrl-C ends it. */
  readonly stopped?: RegExp;
  /** Further checks, with the project as the command left it. */
  readonly also?: (terminal: Terminal, ran: Ran) => void;
}

export const EXPORT = 'aws configure export-credentials --profile default --format process';

/** What the daily commands do, in the project of the README. */
export const DAILY: Readonly<Record<string, Expected>> = {
  'npx projen': { writes: ['docker-compose.override.yml', '.env', 'dags/example_secrets_dag.py'] },
  'npx projen drift': { prints: /^\d+ files in sync\.$/m },
  'npx projen start': { calls: [EXPORT, 'astro dev start'] },
  'npx projen restart': { calls: ['astro dev restart'] },
  'npx projen stop': { calls: ['astro dev stop'] },
  'npx projen parse': { calls: ['astro dev parse'] },
  'npx projen pytest': { calls: ['astro dev pytest'] },
  'npx projen test': { calls: ['astro dev pytest'] },
  'npx projen login': { calls: [EXPORT], prints: /^AWS: keys of default until [\d: -]+$/m, writes: [] },
  'npx projen logout': { prints: /^AWS: / },
  'npx projen doctor': { calls: ['docker info', 'aws --version'], prints: /^ok +Tools: Node /m },
  'npx projen try': { calls: ['astro dev run dags test example_secrets_dag'], prints: /^ok +the variable my_var came from the secret airflow\/variables\/my_var$/m },
  'npx projen upgrade': { calls: ['npm '] },
};

const KEYS = ['npx projen login', 'npx projen logout'];

/** Daily commands that a proof has run in the README's project. */
const once = new Set<string>();

/** What `projen new` does. */
export const projenNew: Expected = { prints: /npx projen start/, writes: ['.projenrc.ts', 'Dockerfile', 'docker-compose.override.yml', 'dags/example_secrets_dag.py', '.git/HEAD'] };

/** The rc file of the README, which most pages assume. */
export function readmeRc(): string {
  return readPage('README.md').blocks.find(({ heading, language }) => heading === 'A new project' && language === 'ts')!.code;
}

/**
 * Runs the commands of a block one after the other in one project, and checks each.
 *
 * @param expected by command as on the page, without its comment; a daily command has its expectation already. A command that only its place
 * in the block explains is there too. What is not on the page is a complaint.
 */
export function lines(expected: Readonly<Record<string, Expected>> = {}, terminal: () => Terminal = astroTerminal): Proof {
  return ({ code }) => {
    const commands = commandsIn(code);
    expect(Object.keys(expected).filter((command) => !commands.includes(command))).toEqual([]);
    const isReadme = terminal === astroTerminal;
    const made = terminal();
    for (const command of commands) {
      const daily = DAILY[command] ?? DAILY[`npx ${command}`];
      // Several pages have the same commands of the same project: each runs once, except for those of keys, which others need.
      if (expected[command] !== undefined || !isReadme || KEYS.includes(command) || !once.has(command)) {
        checkCommand(made, command, expected[command] ?? daily);
      }
      if (isReadme && expected[command] === undefined) {
        once.add(command);
      }
    }
  };
}

/**
 * Runs a block in one shell, as it sets a variable there: the command of Astro receives it, and does not without these lines.
 *
 * @param rc the project's rc file, whose credentials come from the shell
 */
export function inOneShell(rc: string, variable: string, value: string, prepare: (terminal: Terminal) => void = () => undefined): Proof {
  return ({ code }) => {
    const terminal = Terminal.in(rc).answers('astro', `printf 'with %s\\n' "\${${variable}:-nothing}" >> "$CALLS"`);
    prepare(terminal);
    expect(terminal.runs(code).calls.slice(-2)).toEqual(['astro dev start', `with ${value}`]);
    expect(terminal.runs('npx projen start').calls.at(-1)).toBe('with nothing');
  };
}

/**
 * The commands of a block, each of which the docstring of the example DAG has that the page's first rc file writes.
 *
 * @param omitted what the page leaves to the shell
 */
export function inTheDag(page: string, omitted: string = ''): Proof {
  return ({ code }) => {
    const { directory } = Terminal.in(readPage(page).blocks.find(({ language }) => language === 'ts')!.code);
    const dag = read(directory, 'dags/example_secrets_dag.py').split('\n').map((line) => line.trim().replace(omitted, '').replace(/ {2}# .*$/, ''));
    expect(commandsIn(code).filter((command) => !dag.includes(command))).toEqual([]);
  };
}

/** The project of the README with an Airflow that finds both secrets. */
export function astroTerminal(): Terminal {
  const log = path.resolve(__dirname, '../doctor/recorded/airflow3-green.txt');
  return Terminal.in(readmeRc()).answers('astro', `case "$*" in 'dev run dags test '*) cat '${log}';; esac`);
}

function checkCommand(terminal: Terminal, command: string, expected: Expected | undefined): void {
  if (expected === undefined) {
    throw new Error(`"${command}" has no expectation: say in the proof what it calls, prints or writes`);
  }
  const { calls = [], prints = /(?:)/, status = 0, stopped, writes = [] } = expected;
  const ran = stopped === undefined ? terminal.run(command) : terminal.stopped(command, stopped);
  if (ran.status !== status) {
    throw new Error(`"${command}" ended with ${ran.status} instead of ${status}:\n${ran.output}\nCalls:\n${ran.calls.join('\n')}`);
  }
  expect({ command, output: ran.output }).toEqual({ command, output: expect.stringMatching(prints) });
  const noted = ran.calls.filter((call) => calls.some((wanted) => call.startsWith(wanted)));
  expect({ command, calls: calls.filter((wanted) => !noted.some((call) => call.startsWith(wanted))), all: ran.calls }).toEqual({ command, calls: [], all: ran.calls });
  expect({ command, absent: writes.filter((name) => !fs.existsSync(path.join(terminal.directory, name))) }).toEqual({ command, absent: [] });
  expected.also?.(terminal, ran);
}
