import { onlineFailure, type SecretsAccess } from '../doctor/index';
import { LOGIN } from '../host/host-session';
import { runProgram, type Ran } from '../host/run-program';
import { EXAMPLE_VALUES, type NamedSecret } from '../text/declared-example';
import { posixLine, posixWithFiles, powershellLine, powershellWithFiles } from '../text/shell-words';

/** What became of a secret that was to be created. */
export type Creation =
  | { readonly state: 'created' }
  /** Somebody else's, with a value that nobody here knows. */
  | { readonly state: 'kept' }
  | { readonly state: 'failed'; readonly why: string; readonly fix?: string }
  /** The answer was lost, so it may be there. */
  | { readonly state: 'uncertain'; readonly why: string };

/** A command line in the spelling of two kinds of shell. */
export interface ShownCommand {
  readonly posix: string;
  readonly powershell: string;
}

/** The command that creates a secret with an example value; undefined if nobody creates it from here. */
export function createCommand({ kind, name }: NamedSecret, access: SecretsAccess): ShownCommand | undefined {
  return shown(access.commands.create(name, EXAMPLE_VALUES[kind], access.place), access);
}

/** The command that deletes it. */
export function deleteCommand({ name }: NamedSecret, access: SecretsAccess): ShownCommand | undefined {
  return shown(access.commands.remove(name, access.place), access);
}

function shown(args: readonly string[] | undefined, { cli: { program }, place: { files = {} } }: SecretsAccess): ShownCommand | undefined {
  if (args === undefined) {
    return undefined;
  }
  const words = [program, ...args];
  return { posix: posixWithFiles(files, posixLine(words)), powershell: powershellWithFiles(files, powershellLine(words)) };
}

/** How the commands are run. */
export interface CallOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Milliseconds for each. */
  readonly limit: number;
}

/** Creates a secret. One that is there stays as it is: the command never overwrites. It goes on through a signal, so that its outcome is known. */
export async function create({ kind, name }: NamedSecret, access: SecretsAccess, options: CallOptions): Promise<Creation> {
  const args = access.commands.create(name, EXAMPLE_VALUES[kind], access.place);
  if (args === undefined) {
    return { state: 'failed', why: 'it is a secret of another account, which is not created from here' };
  }
  const ran = await call(args, access, options);
  if (ran.code === 0) {
    return { state: 'created' };
  }
  return access.commands.isTaken(ran.stderr) ? { state: 'kept' } : failureOf(ran, access, options);
}

/** Deletes a secret; why it could not, undefined if it is gone. */
export async function remove({ name }: NamedSecret, access: SecretsAccess, options: CallOptions): Promise<string | undefined> {
  const ran = await call(access.commands.remove(name, access.place) ?? [], access, options);
  return ran.code === 0 || access.commands.isAbsent(ran.stderr) ? undefined : (await failureOf(ran, access, options)).why;
}

function call(args: readonly string[], { cli, online, place }: SecretsAccess, { env, limit }: CallOptions): Promise<Ran> {
  return runProgram({ program: cli.program, args: [...args, ...online.impatient], env: { ...env, ...online.environment(place) } }, { terminal: false, limit });
}

async function failureOf({ stderr, problem, code, limit = 0 }: Ran, access: SecretsAccess, { env }: CallOptions): Promise<Exclude<Creation, { state: 'created' | 'kept' }>> {
  const { cli: { program, install }, cloudName, online } = access;
  if (problem === 'missing') {
    return { state: 'failed', why: `there is no ${cloudName} CLI (a command ${program}) on the PATH`, fix: install };
  }
  if (code === undefined) {
    return { state: 'uncertain', why: problem === 'limit' ? `${program} gave no answer in ${limit / 1_000} s` : `${program} did not end as it should` };
  }
  const permission = online.refusedPermission(stderr);
  if (permission !== undefined) {
    return { state: 'failed', why: `the identity may not do that${permission === '' ? '' : `: it lacks ${permission}`}`, fix: permission === '' ? undefined : `allow ${permission}` };
  }
  const failure = await onlineFailure(stderr, access, env);
  if (failure !== undefined) {
    const why = failure.text.replaceAll(LOGIN, 'login');
    return failure.isNetwork === true ? { state: 'uncertain', why } : { state: 'failed', why, fix: failure.fix };
  }
  const answer = online.codeIn(stderr);
  return answer === undefined ? { state: 'uncertain', why: `${program} failed with exit code ${code}` } : { state: 'failed', why: `${cloudName} answered with ${answer}` };
}
