/** The word that says it by itself, as the last one of a name. */
const SECRETS = new Set([
  'password', 'passwd', 'passwort', 'passphrase', 'passcode', 'passwords', 'pwd', 'pass', 'pw', 'secret', 'token', 'credential', 'credentials', 'creds', 'pat', 'jwt', 'bearer', 'keyfile', 'sas', 'mnemonic',
]);

/** Those that are passwords: a weak one is one all the same. */
const PASSWORDS = new Set(['password', 'passwd', 'passwort', 'passphrase', 'passcode', 'passwords', 'pwd', 'pass', 'pw']);

/** What makes a key one that is kept secret. Others sort, cache and partition. */
const KEYS = new Set([
  'access', 'account', 'admin', 'aes', 'api', 'app', 'application', 'auth', 'authentication', 'client', 'consumer', 'cookie', 'cosmos', 'crypt', 'crypto', 'decryption', 'deploy', 'encrypt', 'encryption',
  'fernet', 'function', 'hmac', 'host', 'ingest', 'ingestion', 'integration', 'jwt', 'license', 'master', 'private', 'root', 'sa', 'secret', 'service', 'session', 'shared', 'sign', 'signature', 'signing', 'ssh',
  'ssl', 'storage', 'subscription', 'tls', 'token', 'webhook', 'write',
  'algolia', 'anthropic', 'azure', 'cohere', 'datadog', 'dd', 'gemini', 'google', 'groq', 'mailgun', 'mistral', 'openai', 'pagerduty', 'pinecone', 'sendgrid', 'stripe', 'twilio',
]);

/** Two last words that are a secret together. */
const PAIRS = new Set([
  'connection string', 'conn string', 'connection str', 'conn str', 'keyfile dict', 'key id', 'secret id', 'webhook url', 'account json', 'sas url', 'auth header', 'basic auth', 'j auth', 'rediscli auth',
  'api tokens', 'access tokens', 'auth tokens', 'client secrets', 'api secrets', 'auth config',
]);

/** Two last words that name a secret of somebody else's, or no secret. */
const NAMES_OF_SECRETS = new Set(['pull secret', 'application credentials', 'token credentials']);

/** Airflow reads the option itself from the secrets backend, under the name that such a variable has ("Setting configuration options"). */
const AIRFLOW_OPTION_IN_BACKEND = /^AIRFLOW__.+_(CONN|KEY|PASSWORD|URL|BACKEND|SECRET)_SECRET$/;

/** What a name ends in that says which one, or in which form it is. */
const ENDINGS = new Set([
  'prod', 'production', 'dev', 'development', 'test', 'staging', 'stage', 'qa', 'live', 'old', 'new', 'current', 'previous', 'primary', 'secondary', 'backup', 'default', 'value', 'plain', 'plaintext', 'raw', 'b64',
  'base64', 'base', 'pem', 'json', 'string', 'str', 'text', 'content', 'contents', 'data',
]);

/** What each name of a secret has somewhere: most names have none of it. */
const HINT = /pass|pw|secret|token|cred|pat|jwt|bearer|key|sas|mnemonic|str|url|json|auth/i;

/** Words that end like a secret, and are none. */
const OTHER_WORDS = /^(by|com|over|under|sur|tres|encom)pass$/;

/** How sure a name is: a password, or another secret. */
export type SecretName = 'password' | 'secret';

/**
 * Whether the name of a variable, key or argument says that its value is a secret: `DB_PASSWORD`, `clientSecret`, `AIRFLOW__CORE__FERNET_KEY`.
 * The last words decide: `VAULT_TOKEN_PATH` is a path, and `PASSWORD_POLICY_MIN_LENGTH` a length.
 */
export function secretName(name: string): SecretName | undefined {
  if (!HINT.test(name)) {
    return undefined;
  }
  const words = wordsOf(name);
  if (words[0] === 'public' || NAMES_OF_SECRETS.has(words.slice(-2).join(' ')) || AIRFLOW_OPTION_IN_BACKEND.test(name)) {
    return undefined;
  }
  // dbt keeps these out of its own logs ("About env_var function").
  if (name.startsWith('DBT_ENV_SECRET_')) {
    return 'secret';
  }
  while (words.length > 1 && !isSecret(words) && (ENDINGS.has(words.at(-1)!) || /^v?\d+$/.test(words.at(-1)!))) {
    words.pop();
  }
  return !isSecret(words) ? undefined : PASSWORDS.has(words.at(-1)!) ? 'password' : 'secret';
}

function isSecret(words: readonly string[]): boolean {
  const [before = '', last = ''] = words.length === 1 ? ['', words[0]] : words.slice(-2);
  if (PAIRS.has(`${before} ${last}`)) {
    // The id of an access key comes with the key; that of any other is public.
    return last !== 'id' || before === 'secret' || words.at(-3) === 'access';
  }
  if (last === 'key' || last === 'keys') {
    return KEYS.has(before) && !words.includes('public');
  }
  return SECRETS.has(last);
}

/** `AIRFLOW__CORE__FERNET_KEY`, `clientSecret`, `api-key`, `OPENAI_APIKEY` and `DBPASS1` as words in lower case. */
function wordsOf(name: string): string[] {
  const spaced = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2').replace(/[^A-Za-z0-9]+/g, ' ');
  const words = spaced.trim().toLowerCase().split(' ').flatMap((word) => {
    if (OTHER_WORDS.test(word)) {
      return [word];
    }
    return word
      .replace(/^(.*[a-z])\d+$/, (all, letters: string) => (SECRETS.has(letters) || /(password|token|secret)$/.test(letters) ? letters : all))
      .replace(/^(.{2,})(password|passwd|pwd|pass|secret|token)$/, '$1 $2')
      .replace(/^(admin|root|bind|db|user)pw$/, '$1 pw')
      .replace(/^(.*)(api|access|app|auth|encryption|master|private|secret|signing)keys?$/, '$1 $2 key')
      .trim()
      .split(' ');
  });
  return words;
}
