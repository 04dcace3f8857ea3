import { apiName } from './api-name';
import { AstroAirflowError } from './error';
import { listed } from './lists';
import { sample } from './sample';
import { findSecret, isDockerAuth, isMerePassword, isSecretVariable, type Secret } from './secret-value';

/** No declaration is nested deeper. */
const DEEPEST = 50;

/** Keeps secrets out of committed files, except those that the user allows by name. */
export class SecretGuard {
  private readonly used = new Set<string>();

  /**
   * @param wayOut where else a secret belongs, in an imperative sentence without its full stop
   * @param allowed names of variables, arguments of a secrets backend and keys of a service; undefined if there is no such option
   */
  public constructor(private readonly wayOut: string, private readonly allowed?: readonly string[]) {}

  /**
   * @param file where the variable would be written
   * @throws AstroAirflowError if the name or the value of a variable looks like a secret; the value is not repeated
   */
  public checkVariable(name: string, value: string, file: string): void {
    // No variable is expanded there: a "$" is a plain character.
    this.checkMembers({ [name]: value.replaceAll('$', '$$$$') }, undefined, file);
  }

  /**
   * Checks each name and value in an object, at any depth, and in JSON texts.
   *
   * @param owner whose members they are: `the service minio`
   * @param onPassword receives what may be only the password of a local service; without it that is refused, too
   * @throws AstroAirflowError as `checkVariable`
   */
  public checkMembers(value: unknown, owner: string | undefined, file: string, onPassword?: (name: string, kind: string) => void): void {
    for (const member of membersOf(value, { names: [], carrier: undefined })) {
      const secret = this.secretOf(member);
      const name = member.names.at(-1) ?? 'a text';
      if (secret?.isPassword === true && onPassword !== undefined) {
        onPassword(name, secret.kind);
      } else if (secret !== undefined) {
        throw this.refused(name, secret, file, owner ?? (member.names.length > 1 ? member.names[0] : undefined));
      }
    }
  }

  /** Warnings about names that allow nothing. */
  public warnings(): string[] {
    const unused = [...new Set(this.allowed)].filter((name) => !this.used.has(name));
    // The user may have written a whole line there, or the secret itself.
    const shown = [...new Set(unused.map((name) => (/^[\w.-]+$/.test(name) && findSecret(name) === undefined ? name : 'what no name is')))];
    return unused.length === 0 ? [] : [`${apiName('allowSecret')} names ${listed(shown)}, and nothing of that name that looks like a secret is declared. Remove it.`];
  }

  private secretOf({ names, carrier, isInList, text: written }: Member): Secret | undefined {
    const name = names.at(-1) ?? '';
    const text = withDefaults(written);
    // A list of plain words below "password" says how such members are called.
    const isWord = isInList === true && /^[a-z][a-z_-]*$/.test(text);
    const byName = (!isWord && isSecretVariable(name, text)) || isDockerAuth(name, text) ? { kind: '', isPassword: isMerePassword(name, text) } : undefined;
    const inName = findSecret(name);
    if (inName?.isPassword === false) {
      return { ...inName, isInName: true };
    }
    const byValue = findSecret(text);
    // The value is a better sign than the name.
    const secret = byValue?.isPassword === false ? byValue : (byName ?? byValue);
    const allowed = secret === undefined ? undefined : [name, carrier].find((one) => one !== undefined && this.allowed?.includes(one));
    if (allowed !== undefined) {
      this.used.add(allowed);
      return undefined;
    }
    return secret;
  }

  private refused(name: string, { kind, isInName }: Secret, file: string, owner?: string): AstroAirflowError {
    if (isInName === true) {
      return new AstroAirflowError(`A name${owner === undefined ? '' : ` in ${owner}`} looks like ${kind}, and ${file} is committed. ${this.wayOut}.`);
    }
    const whose = owner === undefined ? '' : ` of ${owner}`;
    const why = kind === '' ? `${name}${whose} is the name of a secret` : `The value of ${name}${whose} looks like ${kind}`;
    const exception = this.allowed === undefined ? '' : `; or let it through on purpose with ${allowing(name)}`;
    return new AstroAirflowError(`${why}, and ${file} is committed. ${this.wayOut}${exception}.`);
  }
}

/** How the rc file allows a name. */
export function allowing(name: string): string {
  return sample(`allowSecret: ['${name}']`, `allow_secret=['${name}']`);
}

interface Place {
  /** The names that lead there, the outermost first. */
  readonly names: readonly string[];
  /** The name of the variable whose text is JSON around it. */
  readonly carrier: string | undefined;
  readonly isInList?: boolean;
}

interface Member extends Place {
  readonly text: string;
}

/** The texts in an object: an entry `NAME=value` of a list has that name, and JSON is parsed. */
function* membersOf(value: unknown, place: Place): Generator<Member> {
  const { names, carrier } = place;
  const below = (name: string): Place => ({ names: [...names, name], carrier });
  if (typeof value === 'string') {
    const inner = objectIn(value);
    if (inner === undefined) {
      yield { ...place, text: value };
    } else {
      yield* membersOf(inner, { names, carrier: names.at(-1) });
    }
  } else if (typeof value === 'number') {
    yield { ...place, text: String(value) };
  } else if (Array.isArray(value)) {
    for (const inner of value) {
      const [, key, rest] = typeof inner === 'string' ? (/^([A-Za-z_][\w.-]*)=([^]*)$/.exec(inner) ?? []) : [];
      yield* key === undefined ? membersOf(inner, { ...place, isInList: true }) : membersOf(rest, below(key));
    }
    // As one command line.
    if (value.some((word) => typeof word === 'string' && word.startsWith('-'))) {
      yield { ...place, text: value.join(' ') };
    }
  } else if (value !== null && typeof value === 'object' && names.length < DEEPEST) {
    for (const [key, inner] of Object.entries(value)) {
      yield* membersOf(inner, below(key));
    }
    // A JSON web key is recognized by two of its members together.
    if ('kty' in value && 'd' in value) {
      yield { ...below('d'), text: JSON.stringify({ kty: value.kty, d: value.d }) };
    }
  }
}

function objectIn(text: string): object | undefined {
  try {
    const value: unknown = text.trimStart().startsWith('{') ? JSON.parse(text) : undefined;
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The text as compose expands it if the shell sets no variable: with its defaults. */
function withDefaults(text: string): string {
  const once = text.replace(/(?<!\$)\$\{\w+(?::?([-+?])([^{}]*))?\}/g, (_, operator: string | undefined, word: string = '') => (operator === '-' || operator === '+' ? word : '$\u0001'));
  return once === text ? text.replaceAll('$\u0001', '${}') : withDefaults(once);
}
