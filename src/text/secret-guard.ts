import { AstroAirflowError } from './error';
import { listed } from './lists';
import { findSecret, isMerePassword, isSecretVariable, type Secret } from './secret-value';

/** Where secrets belong. */
const ELSEWHERE = 'Put it into the secrets backend, or manually into .env, outside the block';

/** Keeps secrets out of committed files, but those that the user lets through by their names. */
export class SecretGuard {
  private readonly used = new Set<string>();

  /** @param allowed names of variables, of arguments of a secrets backend, and of keys of a service */
  public constructor(private readonly allowed: readonly string[] = []) {}

  /**
   * @param file where the variable would be written
   * @throws AstroAirflowError if the name or the value of a variable says that it is a secret; the value is not repeated
   */
  public checkVariable(name: string, value: string, file: string): void {
    this.checkMembers({ [name]: value }, undefined, file);
  }

  /**
   * Checks each name and value in an object, however deep, also in what is JSON.
   *
   * @param owner whose members they are: `the service minio`
   * @param onPassword gets what may be no more than a password of a service on this machine; without it that is refused as well
   * @throws AstroAirflowError as `checkVariable`
   */
  public checkMembers(value: unknown, owner: string | undefined, file: string, onPassword?: (name: string) => void): void {
    for (const { names, text } of membersOf(value, [])) {
      const secret = this.secretOf(names, text);
      const name = names.at(-1) ?? 'a text';
      if (secret?.isPassword === true && onPassword !== undefined) {
        onPassword(name);
      } else if (secret !== undefined) {
        throw refused(name, secret, file, owner ?? (names.length > 1 ? names[0] : undefined));
      }
    }
  }

  /** What to warn of: names that let nothing through. */
  public warnings(): string[] {
    const unused = this.allowed.filter((name) => !this.used.has(name));
    return unused.length === 0 ? [] : [`allowSecret names ${listed(unused)}, and nothing of that name that looks like a secret is declared. Take it out.`];
  }

  private secretOf(names: readonly string[], value: string): Secret | undefined {
    const name = names.at(-1) ?? '';
    // What compose would take where the shell has nothing.
    const [, text = value] = /^\$\{\w+:?-([^}]*)\}$/.exec(value) ?? [];
    const byName = isSecretVariable(name, text) ? { kind: '', isPassword: isMerePassword(name, text) } : undefined;
    const byValue = findSecret(text);
    // What a value is says more than how it is called.
    const secret = byValue?.isPassword === false ? byValue : (byName ?? byValue);
    const allowed = names.filter((one) => this.allowed.includes(one));
    if (secret !== undefined && allowed.length > 0) {
      allowed.forEach((one) => this.used.add(one));
      return undefined;
    }
    return secret;
  }
}

interface Member {
  /** The names that lead to it, the outermost first. */
  readonly names: readonly string[];
  readonly text: string;
}

/** The texts in an object; those of a list `NAME=value` have their own names, and JSON is what it says. */
function* membersOf(value: unknown, names: readonly string[]): Generator<Member> {
  if (typeof value === 'string') {
    const inner = objectIn(value);
    if (inner === undefined) {
      yield { names, text: value };
    } else {
      yield* membersOf(inner, names);
    }
  } else if (typeof value === 'number') {
    yield { names, text: String(value) };
  } else if (Array.isArray(value)) {
    for (const inner of value) {
      const [, key, rest] = typeof inner === 'string' ? (/^([A-Za-z_][\w.-]*)=([^]*)$/.exec(inner) ?? []) : [];
      yield* key === undefined ? membersOf(inner, names) : membersOf(rest, [...names, key]);
    }
  } else if (value !== null && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      yield* membersOf(inner, [...names, key]);
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

function refused(name: string, { kind }: Secret, file: string, owner?: string): AstroAirflowError {
  const whose = owner === undefined ? '' : ` of ${owner}`;
  const why = kind === '' ? `${name}${whose} is the name of a secret` : `The value of ${name}${whose} looks like ${kind}`;
  return new AstroAirflowError(`${why}, and ${file} is committed. ${ELSEWHERE}; or let it through on purpose with allowSecret: ['${name}'].`);
}
