import { LOGIN, type Failure, type HostSession, type KeyShape, type SessionFile } from './host-session';
import { jsonObject } from '../text/json-object';

const SECOND = 1_000;

/** The end that credentials get that name none: the watch renews them before it. */
export const LEASE = 30 * 60 * SECOND;
/** The same for those of a shell, which no watch renews: no session of a role is longer. */
export const LEASE_OF_SHELL = 12 * 60 * 60 * SECOND;

/** Credentials as they are written. */
export interface Keys {
  readonly text: string;
  /** When they end, by the wall clock in milliseconds. */
  readonly end: number;
  /** Whether that end is ours. */
  readonly leased: boolean;
}

/** How messages name a member of the credentials. */
type Named = (member: string) => string;

/** The credentials in what a program printed, or why they are refused. The refusals repeat nothing of it. */
export function keysIn(stdout: string, session: HostSession, { program, shape, members = (all) => all }: SessionFile, now: number): Keys | Failure {
  const printed = jsonObject(stdout);
  return printed === undefined ? { text: `${program} printed no JSON for ${session.name}. Is it the ${session.cloudName} CLI?` } : checked(members(printed, now), session, shape, now, LEASE, `what ${program} printed`);
}

/** The credentials in the variables of a shell, or why they are refused. */
export function keysOfShell(env: NodeJS.ProcessEnv, session: HostSession, { shape, notOfShell }: SessionFile, now: number): Keys | Failure {
  const variables = Object.entries(shape.variables ?? {});
  // A secret of CI often ends with the line break that it was pasted with, and no key has one.
  const valueOf = (variable: string): string => env[variable]?.trim() ?? '';
  if (variables.length === 0) {
    return { text: `tokens of ${session.cloudName} are not taken from a shell. Sign in with its own command line, then run ${LOGIN} without --from-environment.` };
  }
  const required = requiredOf(shape, (member) => valueOf(shape.variables?.[member] ?? ''));
  const missing = variables.filter(([member, variable]) => required.includes(member) && valueOf(variable) === '').map(([, variable]) => variable);
  if (missing.length > 0) {
    return { text: `the shell has no ${session.cloudName} keys: ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not set.` };
  }
  if (notOfShell !== undefined) {
    return { text: notOfShell };
  }
  const members = Object.fromEntries(variables.filter(([, variable]) => valueOf(variable) !== '').map(([member, variable]) => [member, valueOf(variable)]));
  return checked({ ...shape.fixed, ...members }, session, shape, now, LEASE_OF_SHELL, 'the environment', (member) => shape.variables?.[member] ?? member);
}

/** The text of a member of credentials as they are written. */
export function memberIn(text: string, member: string): string {
  const value = jsonObject(text)?.[member];
  return isText(value) ? value : '';
}

/** When the credentials of a file end; 0 if it has none, or not all that they are made of. */
export function endIn(text: string, shape: KeyShape): number {
  const printed = jsonObject(text);
  return (printed === undefined || lacking(printed, shape).length > 0 ? undefined : endOf(printed, shape)) ?? 0;
}

function checked(printed: Record<string, unknown>, session: HostSession, shape: KeyShape, now: number, lease: number, where: string, called: Named = String): Keys | Failure {
  const { required, optional, fixed, expiry: { member }, endless } = shape;
  const lacks = lacking(printed, shape);
  if (lacks.length > 0) {
    return { text: `${where} has no keys for ${session.name} (${lacks.join(', ')}).` };
  }
  const kept = Object.fromEntries([...Object.keys(fixed), ...required, ...optional.filter((name) => isText(printed[name]))].map((name) => [name, printed[name]]));
  if (printed[member] === undefined || printed[member] === null) {
    if (endless === undefined) {
      return { text: `${where} has no end (${member}) of the keys for ${session.name}.` };
    }
    if (!endless.longLived && !isText(printed[endless.shortLivedBy])) {
      return { text: endless.refusal };
    }
    return written(kept, shape, now + lease, true);
  }
  const end = endOf(printed, shape);
  if (end === undefined) {
    return { text: `${where} has no date as ${called(member)} for ${session.name}.` };
  }
  return end > now ? written(kept, shape, end, false) : { text: `the keys that ${session.name} gives have expired already (or this clock is wrong). Sign in again.` };
}

/** The members that credentials need, by what they have. */
function requiredOf({ required, requiredWith }: KeyShape, valueOf: (member: string) => unknown): readonly string[] {
  return requiredWith?.form.test(String(valueOf(requiredWith.member))) === true ? [...required, requiredWith.name] : required;
}

function lacking(printed: Record<string, unknown>, shape: KeyShape): string[] {
  const { fixed } = shape;
  return [...requiredOf(shape, (name) => printed[name]).filter((name) => !isText(printed[name])), ...Object.keys(fixed).filter((name) => printed[name] !== fixed[name])];
}

/** Dates in one form, because the libraries that read them differ in what they take. */
function written(kept: Record<string, unknown>, { expiry: { member, form } }: KeyShape, end: number, leased: boolean): Keys {
  const whole = Math.floor(end / SECOND);
  const expiry = form === 'seconds' ? whole : new Date(whole * SECOND).toISOString().replace('.000Z', 'Z');
  return { text: `${JSON.stringify({ ...kept, [member]: expiry })}\n`, end: whole * SECOND, leased };
}

function endOf(printed: Record<string, unknown>, { expiry: { member, form } }: KeyShape): number | undefined {
  const value = printed[member];
  const end = form === 'seconds' ? (typeof value === 'number' ? value * SECOND : NaN) : typeof value === 'string' ? Date.parse(value) : NaN;
  // Later than any date that can be written is no end either.
  return Number.isFinite(end) && end > 0 && end < 8.64e15 ? end : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
