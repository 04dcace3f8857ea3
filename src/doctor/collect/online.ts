import { exampleAccess, type SecretsAccess } from './access';
import { ask } from './ask';
import { onlineFailure } from './online-failure';
import type { Surroundings } from './surroundings';
import type { OnlineFailure } from '../../clouds/online';
import { LOGIN, SEE_LINE } from '../../host/host-session';
import { isNamed } from '../../text/declared-example';
import { AstroAirflowError } from '../../text/error';
import type { ExampleSecret, Online, OnlineAnswer } from '../facts';

/** Milliseconds for a program that asks the network. */
const LIMIT = 30_000;

/** Asks the cloud itself, with the identity of the containers: who that is, and whether the secrets of the example are there. Values are never read out. */
export async function online(surroundings: Surroundings): Promise<Online> {
  let found: ReturnType<typeof exampleAccess>;
  try {
    found = exampleAccess(surroundings);
  } catch (error) {
    return { access: { unknown: error instanceof AstroAirflowError ? error.message.replace(/\.$/, '') : 'the override cannot be read' } };
  }
  const { example, access } = found;
  if ('unknown' in access) {
    return { access };
  }
  const { cloudName, cli, online: { who = 'this shell', allowing }, place } = access;
  const { profile = who, region } = place;
  const asked = example?.secrets.filter(isNamed).map((secret) => secretOf(secret, access, surroundings));
  const [identity, secrets] = await Promise.all([identityOf(access, surroundings), asked === undefined ? undefined : Promise.all(asked)]);
  return { access: { value: { cloudName, program: cli.program, profile, region, allowing } }, identity, secrets };
}

async function identityOf(access: SecretsAccess, surroundings: Surroundings): Promise<OnlineAnswer | undefined> {
  const args = access.online.identity(access.place);
  return args === undefined ? undefined : answerOf(args, access, surroundings);
}

async function secretOf({ kind, key, name }: Pick<ExampleSecret, 'kind' | 'key' | 'name'>, access: SecretsAccess, surroundings: Surroundings): Promise<ExampleSecret> {
  const { commands, place } = access;
  const answer: OnlineAnswer = place.role === undefined
    ? await answerOf(commands.read(name, place), access, surroundings)
    : { unknown: 'the backend takes on a role before it reads, which is not tried from here' };
  return { kind, key, name, answer };
}

async function answerOf(args: readonly string[], access: SecretsAccess, { env, commands: { login } }: Surroundings): Promise<OnlineAnswer> {
  const { cloudName, cli, online: rules, commands, place } = access;
  const asked = await ask(cli.program, [...args, ...rules.impatient], { ...env, ...rules.environment(place) }, LIMIT);
  if ('unknown' in asked) {
    return asked;
  }
  if (asked.value === undefined) {
    return { unknown: `there is no ${cloudName} CLI (a command ${cli.program}) on the PATH` };
  }
  const { code, stderr, stdout } = asked.value;
  if (code === 0) {
    // Whoever prints something else has not asked the cloud.
    const id = rules.idIn(stdout);
    return id === undefined ? { unknown: `the command ${cli.program} on the PATH prints something else than its answer` } : { state: 'ok', id };
  }
  if (commands.isAbsent(stderr)) {
    return { state: 'absent' };
  }
  const permission = rules.refusedPermission(stderr);
  return permission === undefined ? failureOf(rules.codeIn(stderr), await onlineFailure(stderr, access, env), cli.program, login) : { state: 'refused', permission: permission || commands.permission };
}

function failureOf(code: string | undefined, failure: OnlineFailure | undefined, program: string, login: string): OnlineAnswer {
  if (failure === undefined) {
    return { unknown: code === undefined ? `${program} failed with an error that is not known` : `${program} answered with ${code}` };
  }
  const { fix, isNetwork } = failure;
  // Other findings of the doctor name the line.
  const text = failure.text.replace(SEE_LINE, '').replaceAll(LOGIN, login);
  return isNetwork === true ? { unknown: text } : { state: 'failed', why: text, ...(fix === undefined ? {} : { fix }) };
}
