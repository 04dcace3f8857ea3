import { outcomeOf, stackOf, whyNotRun } from './judge';
import { lastError } from './last-error';
import { causeLines, commandLines, outcomeLines, type CommandOf } from './report';
import { create, createCommand, deleteCommand, remove } from './secrets';
import { causesIn, type ExampleAccess, type Logged, type SecretsAccess } from '../doctor/index';
import { runProgram, type Ran } from '../host/run-program';
import type { UntilSignal } from '../host/until-signal';
import { isNamed, type DeclaredExample, type DeclaredSecret, type NamedSecret } from '../text/declared-example';
import { AstroAirflowError } from '../text/error';
import { listed } from '../text/lists';

/** Milliseconds: an Airflow command takes seconds to load, tasks that fail are tried three times, and the network can be slow. */
export const LIMITS = { airflow: 60_000, dag: 300_000, secret: 45_000 };

/** Characters: Airflow that logs what it debugs prints more than a million for one DAG. */
const MOST_OUTPUT = 2 ** 25;

/** A variable that does not exist: Airflow logs the reason of a failing backend only for variables. */
const PROBE = 'projen_astro_airflow_try';

export interface TrialOptions {
  /** The Astro project's directory: absolute. */
  readonly directory: string;
  readonly env: NodeJS.ProcessEnv;
  readonly example: DeclaredExample;
  readonly access: ExampleAccess['access'];
  readonly isCreated: boolean;
  readonly isDeleted: boolean;
  readonly commandOf: CommandOf;
  readonly limits: typeof LIMITS;
  readonly until: UntilSignal;
  /** Receives a line of the report. */
  readonly print: (line: string) => void;
  /** The class of the secrets backend of tasks; undefined if none is set. */
  readonly backend?: string;
  /** How containers get credentials, by the cloud; undefined if that is not known. */
  readonly ways?: Logged['ways'];
  /** Receives a line about the progress. */
  readonly say: (line: string) => void;
}

/**
 * Runs the example DAG in the running Airflow, with secrets that it creates itself on request.
 *
 * @returns the exit code: 0 all secrets arrived, 1 one did not, or could not be created or deleted; otherwise that of a signal
 * @throws AstroAirflowError if Airflow is not running
 */
export async function tryExample(options: TrialOptions): Promise<number> {
  const { access, isCreated } = options;
  const files = filesOf(options);
  if (isCreated && files.length > 0) {
    throw new AstroAirflowError(`--create creates secrets in a cloud, and those of the example are in ${listed(files)}. Edit ${files.length === 1 ? 'that file' : 'these files'}; the example DAG's docstring has the lines.`);
  }
  if (isCreated && 'unknown' in access) {
    throw new AstroAirflowError(`--create cannot create the secrets: ${access.unknown}.${access.instead === undefined ? '' : ` ${access.instead}`}`);
  }
  if (isCreated && 'commands' in access && access.commands.overwrites !== undefined) {
    showCommands(options.example.secrets, options);
    throw new AstroAirflowError(`--create creates no secrets in ${access.cloudName}: ${access.commands.overwrites}. For secrets that do not exist, run the commands yourself; the example DAG's docstring has them, too.`);
  }
  return (await checkStack(options)) ?? ('unknown' in access || !isCreated ? runExample(options) : withSecrets(access, options));
}

/** For secrets in files of this machine. */
function filesOf({ example: { secrets } }: TrialOptions): string[] {
  return [...new Set(secrets.flatMap(({ file }) => file ?? []))];
}

/** The project that Airflow's output is of. */
function loggedOf(options: TrialOptions): Logged {
  const { backend, ways } = options;
  return { backend, ways, files: filesOf(options) };
}

/** How the secrets that are not there can be created. */
function showCommands(missing: readonly DeclaredSecret[], options: TrialOptions): void {
  const { access, print } = options;
  const files = filesOf(options);
  if (files.length > 0) {
    return print(`The example's secrets are in ${listed(files)}. An edit counts at once.`);
  }
  if ('unknown' in access) {
    return print(`try cannot create the secrets: ${access.unknown}.${access.instead === undefined ? '' : ` ${access.instead}`}`);
  }
  const of = (command: typeof createCommand) => missing.filter(isNamed).flatMap((secret) => command(secret, access) ?? []);
  commandLines(`Create ${missing.length === 1 ? 'it' : 'them'}`, of(createCommand)).forEach(print);
  commandLines(`Delete ${missing.length === 1 ? 'it' : 'them'} afterwards`, of(deleteCommand)).forEach(print);
}

/** Returns the exit code if Airflow is there, but cannot start. */
async function checkStack(options: TrialOptions): Promise<number | undefined> {
  const ran = await astro(options, ['version'], options.limits.airflow);
  if (options.until.signal.aborted) {
    return options.until.code();
  }
  if (ran.problem === 'limit') {
    throw new AstroAirflowError(`astro dev run version gave no answer in ${options.limits.airflow / 1_000} s, so the example DAG was not run. Run it in a terminal to see what it waits for.`);
  }
  if (ran.problem === 'output') {
    throw new AstroAirflowError('astro dev run version prints without an end, so the example DAG was not run. Run it in a terminal to see what it prints.');
  }
  switch (stackOf(textOf(ran))) {
    case 'running':
      return undefined;
    case 'stopped':
      throw new AstroAirflowError(`Airflow is not running here, so the example DAG was not run. Start it with ${options.commandOf('start')}, then run this again.`);
    case 'other': {
      const last = lastError(textOf(ran), options.example.secrets);
      throw new AstroAirflowError(`astro dev run version printed something else than Airflow's version${last === undefined ? '' : ` (${last})`}, so the example DAG was not run. Run it in a terminal to see why.`);
    }
    case 'mute': {
      const causes = causesIn(MUTE, loggedOf(options));
      options.print('failure  Airflow prints nothing, not even its version: it cannot be imported');
      causeLines(causes, options.commandOf).forEach(options.print);
      return 1;
    }
  }
}

/** The error that Airflow logs then, which the Astro CLI does not print. */
const MUTE = 'The object could not be loaded. Please check "backend" key in "secrets" section';

async function withSecrets(access: SecretsAccess, options: TrialOptions): Promise<number> {
  const { example, env, limits, print, until, isDeleted } = options;
  const created: NamedSecret[] = [];
  let code = 0;
  try {
    for (const secret of example.secrets.filter(isNamed)) {
      if (until.signal.aborted) {
        break;
      }
      const result = await create(secret, access, { env, limit: limits.secret });
      const what = `the secret ${secret.name}`;
      switch (result.state) {
        case 'created':
          created.push(secret);
          print(`created  ${what}`);
          break;
        case 'kept':
          print(`kept     ${what}: it was there before, and is neither changed nor deleted`);
          break;
        case 'failed':
          print(`failure  ${what} was not created: ${result.why}${result.fix === undefined ? '' : `. Fix: ${result.fix}`}`);
          code = 1;
          break;
        case 'uncertain':
          print(`failure  ${what} may have been created: ${result.why}. If it was not there before, delete it: ${deleteCommand(secret, access)?.posix}`);
          code = 1;
      }
      if (code !== 0) {
        break;
      }
    }
    code = until.signal.aborted ? until.code() : code === 0 ? await runExample(options) : code;
  } finally {
    code = isDeleted ? (await removeAll(created, access, options)) || code : code;
  }
  if (!isDeleted) {
    commandLines('Delete what was created', created.flatMap((secret) => deleteCommand(secret, access) ?? [])).forEach(print);
  }
  return code;
}

/** Deletes what this run created; returns 1 if something is left. */
async function removeAll(created: readonly NamedSecret[], access: SecretsAccess, { env, limits, print, say, until }: TrialOptions): Promise<number> {
  if (until.signal.aborted && created.length > 0) {
    say(`deleting what was created: ${listed(created.map(({ name }) => name))}`);
  }
  let code = 0;
  for (const secret of created) {
    const why = await remove(secret, access, { env, limit: limits.secret });
    if (why === undefined) {
      print(`deleted  the secret ${secret.name}`);
    } else {
      print(`failure  the secret ${secret.name} is still there: ${why}. Delete it: ${deleteCommand(secret, access)?.posix}`);
      code = 1;
    }
  }
  return code;
}

/** Why the example DAG did not run, and what helps. */
const NOT_RUN: Readonly<Record<'silent' | 'stopped', { readonly why: string; readonly fix: (options: TrialOptions) => string }>> = {
  stopped: { why: 'Airflow stopped', fix: ({ commandOf }) => `start it with ${commandOf('start')}, then run this again` },
  silent: { why: 'the Astro CLI printed nothing', fix: ({ example }) => `run astro dev run dags test ${example.dagId} in a terminal, and astro dev logs for what Airflow says` },
};

async function runExample(options: TrialOptions): Promise<number> {
  const { example, print, say, until, commandOf } = options;
  say(`running astro dev run dags test ${example.dagId}; it takes up to a minute where it fails`);
  const ran = await astro(options, ['dags', 'test', example.dagId], options.limits.dag);
  if (until.signal.aborted) {
    return until.code();
  }
  const output = textOf(ran);
  const isEnded = ran.problem === 'limit' || ran.problem === 'output';
  const outcome = outcomeOf(output, example);
  const found = causesIn(output, loggedOf(options));
  const unrun = found.filter(({ isNotRun = false }) => isNotRun);
  const notRun = outcome.found.length > 0 || found.length > 0 || isEnded ? undefined : whyNotRun(output);
  if (outcome.found.length === 0 && (unrun.length > 0 || notRun !== undefined)) {
    print(`failure  the example DAG ${example.dagId} did not run, so no secret was looked up${notRun === undefined ? '' : `: ${NOT_RUN[notRun].why}`}`);
    (notRun === undefined ? causeLines(unrun, commandOf) : [`  Fix: ${NOT_RUN[notRun].fix(options)}`]).forEach(print);
    return 1;
  }
  outcomeLines(outcome).forEach(print);
  if (outcome.missing.length === 0) {
    return 0;
  }
  if (isEnded) {
    print(`astro dev run dags test ${example.dagId} ${ran.problem === 'limit' ? `did not end within ${options.limits.dag / 1_000} s` : 'printed without an end, and was ended: a secret can have come after that'}.`);
  }
  const causes = causesIn(await completeLog(output, options), loggedOf(options));
  causeLines(causes, commandOf).forEach(print);
  if (causes.length === 0) {
    const last = lastError(output, example.secrets);
    print(`The cause is not one that is known${last === undefined ? '' : `: ${last}`}. See all of it: astro dev run dags test ${example.dagId}`);
  }
  // A secret that cannot be read for another reason can be there.
  if (!options.isCreated && causes.length > 0 && causes.every(({ isSilent = false }) => isSilent)) {
    showCommands(outcome.missing, options);
  }
  return 1;
}

/** Airflow 3 does not log why the backend failed for a connection, so a variable is looked up for the reason. */
async function completeLog(output: string, options: TrialOptions): Promise<string> {
  const isSilent = causesIn(output, loggedOf(options)).every((cause) => cause.isSilent === true);
  const hasVariable = options.example.secrets.some(({ kind }) => kind === 'variable');
  return isSilent && !hasVariable ? `${output}\n${textOf(await astro(options, ['variables', 'get', '--verbose', PROBE], options.limits.airflow))}` : output;
}

function astro({ directory, env, until }: TrialOptions, words: readonly string[], limit: number): Promise<Ran> {
  return runProgram({ program: 'astro', args: ['dev', 'run', ...words], cwd: directory, env }, { terminal: false, limit, mostOutput: MOST_OUTPUT, signal: until.signal });
}

function textOf({ stdout, stderr }: Ran): string {
  return `${stdout}\n${stderr}`;
}
