import { secretName } from './secret-name';

/* Most projects have nothing that looks like a key. */
const formats = () => require('./secret-formats') as typeof import('./secret-formats');

/** `scheme://user:password@host`; the password may be a placeholder. */
const URI = /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*:\/\/[^\s/@:?#"']*:([^\s/@"']+)@/gi;
/** `scheme://token@host` */
const TOKEN_IN_URI = /:\/\/([^\s/@:"']{20,}):?@/g;
/** `jdbc:oracle:thin:user/password@host` */
const ORACLE = /\b(?:thin:|sqlplus )[^\s/@]+\/([^\s@/]+)@/g;
/** `"name": "value"`, with the quotes as they are or escaped. */
const MEMBER = /["']([\w.-]{1,80})\\{0,3}["']\s*[:=]\s*\\{0,3}["']((?:[^"'\\]|\\[^"'])+)/g;
/** `name=value` and `name: value`, as in the query of a URL, in a connection string and in YAML. */
const PAIR = /(?<![\w.])([A-Za-z][\w.-]{0,79}|[A-Za-z]+ [A-Za-z]+)\s*(?:=|:\s)\s*["']?([^\s"'&;,)}\]]+)/g;
/** `password:value`, where the name leaves no doubt. */
const PASSWORD_PAIR = /(?<![\w.])(password|passwd|pwd):([^\s"'&;,)}\]/]+)/gi;
/** `--name value`, on a command line. */
const FLAG = /(?<!\S)--([A-Za-z][\w-]*) ["']?([^\s"'-][^\s"']*)/g;
/** `IDENTIFIED BY 'password'`, `<password>…</password>`. */
const QUOTED_PASSWORD = /\b(?:IDENTIFIED BY|PASSWORD)\s+'([^']+)'|<(?:password|passwd|secret|token)>([^<]+)</gi;
const BEARER = /\b(?:Bearer|Token|ApiKey|Api-Key) ([\w.~+/=-]{16,})/;
const BASIC = /\bBasic ([A-Za-z0-9+/=]{8,})/;
const CURL_USER = /\bcurl\b.*\s(?:-u|--user)[ =]?["']?[^\s:"']+:[^\s"']+/;
const NETRC = /\bmachine\s[^]*\bpassword\s+\S/;
/** The characters of base64, in both alphabets. */
const BASE64 = /^[A-Za-z0-9+/_-]{24,}={0,2}$/;
/** A key of so many base64 characters, with nothing around it. */
const KEY_OF_40 = /(?<![\w+/.-])[A-Za-z0-9/+]{40}(?![\w+/=.-])/g;
const KEY_OF_44 = /(?<![\w+/.-])[\w-]{43}=(?![\w+/=.-])/g;

/** A placeholder, or a value that is hidden: `${NAME:?}`, `{{ var }}`, `<password>`, `***`. */
const PLACEHOLDER = /^(?:(?:\$?\$\{[^}]*\})+|\$[A-Za-z_]\w*|\$?\{\{[^}]*\}\}|\{\w*\}|%\(\w+\)s|%s|:\w+|\?|<[a-z][a-z _-]*>|\[[a-z][a-z _-]*\]|\*+|x{3,}|\.{3}|…|null|none|undefined|change-?me|redacted|your[-_][a-z_-]+)$/i;
/** Values that local programs accept instead of a key: LocalStack, Azurite, Ollama and the like. */
const STAND_IN = /^(?:test|testing|dummy|fake|local|localstack|mock|ollama|unused|anonymous|not-?needed|EMPTY|oauth|managed_identity|UseDevelopmentStorage=true)$/i;

/** The kind of secret that a text looks like. */
export interface Secret {
  /** In words, without the value: `a GitHub token`. */
  readonly kind: string;
  /** Whether it may be only the password of a local database. */
  readonly isPassword: boolean;
  /** Whether it is where a name belongs. */
  readonly isInName?: boolean;
}

/** The kind of secret that a declared value looks like; undefined if it looks like none. The value itself is never repeated. */
export function secretInValue(value: string): string | undefined {
  return findSecret(value)?.kind;
}

/**
 * As `secretInValue`.
 *
 * @param depth how many more encodings (base64, URL encoding) are decoded
 */
export function findSecret(value: string, depth: number = 2): Secret | undefined {
  const key = mayHaveKey(value) ? (formats().formatIn(value) ?? randomKeyIn(value)) : undefined;
  if (key !== undefined) {
    return { kind: key, isPassword: false };
  }
  return (/[=:'"<\s]/.test(value) ? passwordIn(value) : undefined) ?? (depth > 0 ? wrappedIn(value, depth) : undefined);
}

/** Whether a text needs a check against all formats, which take some milliseconds to compile: most values are words, paths and switches. */
function mayHaveKey(text: string): boolean {
  const pieces = text.length < 16 ? [] : text.split(/[^A-Za-z0-9]+/);
  // The name of a class changes less often between lower and upper case.
  const changes = (piece: string): number => piece.match(/[a-z][A-Z]|[A-Z][a-z]/g)?.length ?? 0;
  const isMixed = (piece: string): boolean => (piece.length >= 8 && /\d/.test(piece) && /[A-Za-z]/.test(piece)) || (piece.length >= 12 && changes(piece) >= piece.length / 5);
  return pieces.some(isMixed) || (pieces.length > 0 && /BEGIN|A[KS]IA|xox|xapp|kty|PuTTY|hook|sig=|[A-Za-z0-9/+]{40}/i.test(text));
}

/** Whether a variable of that name and value is a secret. A switch such as true or 1 is not, whatever its name, and neither is a placeholder. */
export function isSecretVariable(name: string, value: string): boolean {
  const kind = secretName(name);
  // The shell's own directories (PWD) have such a name, too.
  const isNone = /^(|true|false|yes|no|on|off|\d{1,2})$/i.test(value) || PLACEHOLDER.test(value) || /^\/(run|etc|var|opt|home|mnt|usr|tmp)\//.test(value) || (/^(OLD)?PWD$/.test(name) && isPlain(value));
  return kind !== undefined && !isNone && (kind === 'password' || !isPlain(value));
}

/** Whether a secret of that name and value may be only the password of a local database. */
export function isMerePassword(name: string, value: string): boolean {
  return secretName(name) === 'password' || !isRandom(value);
}

/** Whether a text is as random as a key: long, with letters and digits in no order. */
function isRandom(value: string): boolean {
  return value.length >= 16 && /\d/.test(value) && /[A-Za-z]/.test(value) && changesIn(value) >= value.length / 4;
}

/** A number, a path, a URL or the name of a resource, which no token or key is. */
function isPlain(value: string): boolean {
  return (
    /^\d{1,6}$/.test(value) ||
    STAND_IN.test(value) ||
    (/^(?:~|\.{0,2})\/[\w./~ -]*$|^[\w.-]+(?:\/[\w.-]+)+$|^[a-z][a-z0-9+.-]*:\/\/[^\s@]*$/i.test(value) && !value.split('/').some(isRandom)) ||
    /^(?:arn|urn):[\w:/.-]+$|^projects\/[\w/.-]+$|^[A-Za-z]:\\|^(?:ssh-|ecdsa-)\S+ /.test(value)
  );
}

function passwordIn(text: string): Secret | undefined {
  const isGiven = (value: string | undefined): boolean => value !== undefined && !PLACEHOLDER.test(decoded(value));
  if ([...text.matchAll(URI), ...text.matchAll(ORACLE)].some(([, password]) => isGiven(password))) {
    return { kind: 'a password in a URI', isPassword: true };
  }
  if ([...text.matchAll(TOKEN_IN_URI)].some(([, token]) => isRandom(token))) {
    return { kind: 'a token in a URI', isPassword: false };
  }
  const members = [MEMBER, PAIR, FLAG, PASSWORD_PAIR].flatMap((pattern) => [...text.matchAll(pattern)]);
  const [, name, value] = members.find(([, one, its]) => isSecretMember(one, its)) ?? [];
  if (name !== undefined) {
    return { kind: /private.?key/i.test(name) ? 'a private key' : `a value of "${name}"`, isPassword: isMerePassword(name, value) };
  }
  if (isRandom(BEARER.exec(text)?.[1] ?? '') || isPairInBase64(BASIC.exec(text)?.[1] ?? '')) {
    return { kind: 'an authorization', isPassword: false };
  }
  const isQuoted = [...text.matchAll(QUOTED_PASSWORD)].some(([, one, other]) => isGiven(one ?? other));
  return isQuoted || CURL_USER.test(text) || NETRC.test(text) ? { kind: 'a password', isPassword: true } : undefined;
}

/** In a sentence, a schema or log settings, a word after `token` is only a word, but a password can be a word. */
function isSecretMember(name: string, value: string): boolean {
  // The space in a placeholder has cut it off.
  const isReference = /^(?:\$?\{\{|\$\{|%\()/.test(value);
  const mayBeWord = secretName(name) === 'secret' && !/private/i.test(name);
  return isDockerAuth(name, value) || (!isReference && isSecretVariable(name, value) && !(mayBeWord && /^[A-Za-z][A-Za-z_-]*$/.test(value)));
}

/** The keys of AWS and Fernet have a fixed length and alphabet, but no prefix. */
function randomKeyIn(text: string): string | undefined {
  if ([...text.matchAll(KEY_OF_40)].some(([key]) => looksRandom(key))) {
    return 'an AWS secret access key';
  }
  return [...text.matchAll(KEY_OF_44)].some(([key]) => looksRandom(key.slice(0, -1))) ? 'a Fernet key' : undefined;
}

/**
 * A digest has no capitals, and a path or the name of a class has words: of 20,000 random keys 0.6 % have more than 14 letters in words of
 * four and more, of 20,000 paths of such words 99.8 %.
 */
function looksRandom(key: string): boolean {
  const count = (pattern: RegExp): number => key.match(pattern)?.length ?? 0;
  const inWords = (key.match(/[a-z]{4,}/g) ?? []).join('').length;
  return count(/[a-z]/g) >= 5 && count(/[A-Z]/g) >= 5 && count(/\d/g) >= 1 && changesIn(key) >= 14 && inWords <= 14;
}

/** How often adjacent characters are of different kinds: lower case, upper case, digit, other. */
function changesIn(text: string): number {
  const kinds = [...text].map((character) => (/[a-z]/.test(character) ? 'a' : /[A-Z]/.test(character) ? 'A' : /\d/.test(character) ? '0' : '-'));
  return kinds.filter((kind, index) => index > 0 && kind !== kinds[index - 1]).length;
}

/** A secret in base64 or URL encoding is a secret, too. */
function wrappedIn(text: string, depth: number): Secret | undefined {
  const plain = decoded(text);
  if (plain !== text) {
    return findSecret(plain, depth - 1);
  }
  const inner = BASE64.test(text.replace(/\s/g, '')) ? textInBase64(text.replace(/\s/g, '')) : undefined;
  return inner === undefined ? undefined : findSecret(inner, depth - 1);
}

function decoded(text: string): string {
  try {
    return text.includes('%') ? decodeURIComponent(text) : text;
  } catch {
    return text;
  }
}

/** The decoded base64, if it is text. */
function textInBase64(text: string): string | undefined {
  const inner = Buffer.from(text, 'base64').toString('latin1');
  return /^[\t\n\r\x20-\x7E]+$/.test(inner) ? inner : undefined;
}

/** `user:password`, as in `Authorization: Basic`. */
function isPairInBase64(text: string): boolean {
  return /^[^:]*:./.test(textInBase64(text) ?? '');
}

/** Docker's configuration has user and password in `auth`, in base64. */
export function isDockerAuth(name: string, value: string): boolean {
  return name === 'auth' && isPairInBase64(value);
}
