import type { ParsedCommand, Values } from './command';
import { AstroAirflowError } from '../text/error';

/* Only the one that is asked for is loaded. */
const signing = () => require('./sign-in') as typeof import('./sign-in');
const status = () => require('./session-status') as typeof import('./session-status');
const sessions = () => require('./sessions') as typeof import('./sessions');

const FORMATS = ['text', 'json'];

const OPTIONS = { 'watch': { type: 'boolean' }, 'from-environment': { type: 'boolean' }, 'status': { type: 'boolean' }, 'format': { type: 'string' } } as const;

/** Of these at most one is given. */
const MODES = ['watch', 'from-environment', 'status'] as const;

export const command: ParsedCommand<typeof OPTIONS> = {
  name: 'login',
  summary: 'renews the keys of the sessions that the project declares',
  synopsis: `[DIR] [--watch | --from-environment | --status [--format ${FORMATS.join('|')}]]`,
  details: `Renews the short-lived keys of each session that the Astro project in DIR (default: the current directory)
declares: gets them from the cloud's own CLI, and writes them where the containers read them. If the sign-in has
expired and this is a terminal, it signs in first. Running containers need no restart, unless the keys that they
have came from a shell and named no end: a line says so.

  --watch             keeps renewing the keys until Ctrl-C
  --from-environment  uses the keys of this shell instead, for CI; needs no CLI of a cloud
  --status            lists the current keys, and changes nothing
  --format            the format of --status: text (default) or json, where keys that name no end have end: null and
                      renewBy, the date until which they count as valid
  -h, --help          prints this text

Exit code: 0 done, or all keys are valid; 1 no keys, or keys that are not valid; 2 not done.
`,
  options: OPTIONS,
  run: (values, directory) => login(values, directory),
  failure: (message, args) =>
    args.join(' ').match(/--format[ =]json\b/) === null
      ? { out: '', err: `projen-astro-airflow: ${message}\n` }
      : { out: `${JSON.stringify({ schemaVersion: 1, result: 'error', message })}\n`, err: '' },
};

/** @throws AstroAirflowError if the arguments exclude one another, or there is no session */
function login(values: Values<typeof OPTIONS>, directory: string): Promise<number> {
  const [mode, other] = MODES.filter((name) => values[name] === true);
  if (other !== undefined) {
    throw new AstroAirflowError(`login takes --${mode} or --${other}, and got both. Choose one of them.`);
  }
  if (values.format !== undefined && mode !== 'status') {
    throw new AstroAirflowError('--format applies to --status alone. Add --status.');
  }
  if (values.format !== undefined && !FORMATS.includes(values.format)) {
    throw new AstroAirflowError(`--format ${values.format || '""'} is none of ${FORMATS.join(', ')}. Choose one of them.`);
  }
  // The project as the operating system knows it: that is how another command names it.
  const { sessions: declared, project } = sessions().neededSessions('login', directory);
  return mode === 'status' ? Promise.resolve(status().printStatus(declared, values.format === 'json')) : signing().signIn(declared, project, mode);
}
