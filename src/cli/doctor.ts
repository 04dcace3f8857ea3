import type { ParsedCommand } from './command';
import { cacheCompiledCode } from './compile-cache';
import { AstroAirflowError } from '../text/error';

/* Help needs none of it. */
const doctor = () => require('../doctor/index') as typeof import('../doctor/index');
const directories = () => require('./directory') as typeof import('./directory');
const places = () => require('./surroundings') as typeof import('./surroundings');
const signals = () => require('../host/until-signal') as typeof import('../host/until-signal');

const FORMATS = ['text', 'json'];

const OPTIONS = { format: { type: 'string' }, online: { type: 'boolean' }, try: { type: 'boolean' } } as const;

export const command: ParsedCommand<typeof OPTIONS> = {
  name: 'doctor',
  summary: 'finds out why credentials do not reach the containers, and how to fix it',
  synopsis: `[DIR] [--try] [--online] [--format ${FORMATS.join('|')}]`,
  details: `Checks this machine and the Astro project in DIR (default: the current directory, or the only Astro project
below it): tools, credentials, mounted files, managed files, .env, Airflow. Prints what is wrong, and how to fix
it. Changes nothing and prints no secret. Without --try it starts no container.

  --try       also reads the mounted files in a container, and asks each declared cloud there who the caller is: in
              the running scheduler, or in a temporary container of the local image
  --online    also asks the cloud, with the identity of the containers, who the caller is, and whether the secrets of
              the example DAG exist and can be read. Without it nothing uses the network
  --format    one of ${FORMATS.join(', ')} (default: text)
  -h, --help  prints this text

Exit code: 0 no failure, 1 at least one failure, 2 could not run.
`,
  options: OPTIONS,
  run: ({ format = 'text', online = false, try: isTried = false }, directory) => {
    if (!FORMATS.includes(format)) {
      throw new AstroAirflowError(`--format ${format || '""'} is none of ${FORMATS.join(', ')}. Choose one of them.`);
    }
    cacheCompiledCode();
    return examine(directory, { isJson: format === 'json', isOnline: online, isTried });
  },
  failure: (message, args) => (/--format[ =]json\b/.test(args.join(' ')) ? { out: doctor().jsonError(message), err: '' } : { out: '', err: `projen-astro-airflow: ${message}\n` }),
};

/** What was asked for on the command line. */
interface Wanted {
  readonly isJson: boolean;
  readonly isOnline: boolean;
  readonly isTried: boolean;
}

async function examine(directory: string, { isJson, isOnline, isTried }: Wanted): Promise<number> {
  // What a trial started has to be removed on Ctrl-C, too.
  const until = isTried ? signals().untilSignal() : undefined;
  const folder = directories().namedProject('doctor', directory);
  const collected = doctor().collect({ ...places().surroundingsOf(folder), isOnline, trial: until?.signal });
  // Loaded while the programs run.
  const { diagnose, exitCodeOf, jsonReport, textReport } = doctor();
  const facts = await collected;
  until?.done();
  if (until !== undefined && until.code() !== 0) {
    return until.code();
  }
  const findings = diagnose(facts);
  process.stdout.write(isJson ? jsonReport(findings) : textReport(findings, process.stdout.isTTY && !process.env.NO_COLOR));
  return exitCodeOf(findings);
}
