import type { ParsedCommand } from './command';
import { AstroAirflowError } from '../text/error';
import { printable } from '../text/printable';

/* Help needs none of it. */
const astro = () => require('./astro-program') as typeof import('./astro-program');
const directories = () => require('./directory') as typeof import('./directory');
const doctor = () => require('../doctor/index') as typeof import('../doctor/index');
const homes = () => require('../host/home') as typeof import('../host/home');
const projects = () => require('./projen-project') as typeof import('./projen-project');
const signals = () => require('../host/until-signal') as typeof import('../host/until-signal');
const trial = () => require('../trial/index') as typeof import('../trial/index');

const OPTIONS = { create: { type: 'boolean' }, delete: { type: 'boolean' } } as const;

export const command: ParsedCommand<typeof OPTIONS> = {
  name: 'try',
  summary: 'runs the example DAG in the running Airflow, and reports which secrets arrived',
  synopsis: '[DIR] [--create [--delete]]',
  details: `Runs the example DAG of the Astro project in DIR (default: the current directory, or the only Astro project below it)
in the Airflow that astro dev start has started, and reports which of its secrets arrived, without their values.
If one did not, prints the cause and the fix; if it does not exist, also the commands that create and delete it.

  --create    first creates the secrets that do not exist, in AWS only; an existing secret is not changed
  --delete    afterwards deletes what --create created, and nothing else, also after a failure or Ctrl-C
  -h, --help  prints this text

Exit code: 0 all arrived, 1 one did not, or could not be created or deleted, 2 could not run: Airflow is
not running, there is no example DAG, or the options are wrong.
`,
  options: OPTIONS,
  run: ({ create = false, delete: isDeleted = false }, directory) => {
    if (isDeleted && !create) {
      throw new AstroAirflowError('--delete deletes what --create created, and --create was not given. Give both, or run the command that --create prints.');
    }
    return run(directory, create, isDeleted);
  },
};

async function run(directory: string, isCreated: boolean, isDeleted: boolean): Promise<number> {
  const { exampleAccess } = doctor();
  const { commandIn, writeCommand } = projects();
  const folder = directories().namedProject('try', directory);
  const { example, backend, access, ways } = exampleAccess({ directory: folder, env: process.env, home: homes().homeDirectory(), platform: process.platform });
  if (example === undefined) {
    throw new AstroAirflowError('docker-compose.override.yml declares no example DAG, so there is nothing to try. Declare exampleDag: {} in the rc file and run npx projen; if it is declared, run npx projen.');
  }
  if (astro().findAstro() === undefined) {
    throw new AstroAirflowError('there is no Astro CLI (a command astro) on the PATH, so nothing was run. Install it: https://www.astronomer.io/docs/astro/cli/install-cli');
  }
  // It listens up to the end of the process: a signal that is sent once more changes nothing.
  const until = signals().untilSignal(true);
  const { LIMITS, tryExample } = trial();
  return tryExample({
    directory: folder,
    env: process.env,
    example,
    access,
    backend,
    ways,
    isCreated,
    isDeleted,
    commandOf: (name) => (name === undefined ? writeCommand(folder) : commandIn(name, folder)),
    limits: LIMITS,
    until,
    print: (line) => process.stdout.write(`${line.split('\n').map(printable).join('\n')}\n`),
    say: (line) => process.stderr.write(`projen-astro-airflow: ${printable(line)}\n`),
  });
}
