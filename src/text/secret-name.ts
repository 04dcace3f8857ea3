/** The word that says it by itself, as the last one of a name. */
const SECRETS = new Set([
  'password', 'passwd', 'passwort', 'passphrase', 'pwd', 'pass', 'pw', 'secret', 'token', 'apikey', 'accesskey', 'secretkey', 'privatekey', 'signingkey', 'encryptionkey',
  'credential', 'credentials', 'creds', 'pat', 'jwt', 'bearer', 'authtoken', 'accesstoken', 'clientsecret', 'dbpassword', 'keyfiledict', 'sas',
]);

/** Those that are passwords: a weak one is one all the same. */
const PASSWORDS = new Set(['password', 'passwd', 'passwort', 'passphrase', 'pwd', 'pass', 'pw', 'dbpassword']);

/** What makes a key one that is kept secret. Others sort, cache and partition. */
const KEYS = new Set([
  'access', 'account', 'admin', 'aes', 'api', 'app', 'application', 'auth', 'authentication', 'client', 'consumer', 'cookie', 'cosmos', 'crypt', 'crypto', 'decryption', 'deploy', 'encrypt', 'encryption',
  'fernet', 'function', 'hmac', 'host', 'ingest', 'ingestion', 'integration', 'jwt', 'license', 'master', 'private', 'root', 'sa', 'secret', 'service', 'session', 'shared', 'sign', 'signature', 'signing', 'ssh',
  'storage', 'subscription', 'token', 'webhook', 'write',
  'algolia', 'anthropic', 'azure', 'cohere', 'datadog', 'dd', 'gemini', 'google', 'groq', 'mailgun', 'mistral', 'openai', 'pagerduty', 'pinecone', 'sendgrid', 'stripe', 'twilio',
]);

/** Two last words that are a secret together. */
const PAIRS = new Set(['connection string', 'conn string', 'connection str', 'conn str', 'keyfile dict', 'key id', 'secret id', 'webhook url', 'account json', 'key json', 'sas url', 'auth header', 'basic auth', 'key data', 'key base64', 'key pem']);

/** What a name ends in that says which one, or in which form it is. */
const ENDINGS = new Set(['prod', 'production', 'dev', 'development', 'test', 'staging', 'stage', 'qa', 'live', 'old', 'new', 'current', 'previous', 'primary', 'secondary', 'backup', 'default', 'value', 'plain', 'plaintext', 'raw', 'b64', 'base64', 'pem', 'json', 'string', 'str', 'text']);

/** How sure a name is: a password, or another secret. */
export type SecretName = 'password' | 'secret';

/**
 * Whether the name of a variable, key or argument says that its value is a secret: `DB_PASSWORD`, `clientSecret`, `AIRFLOW__CORE__FERNET_KEY`.
 * The last words decide: `VAULT_TOKEN_PATH` is a path, and `PASSWORD_POLICY_MIN_LENGTH` a length.
 */
export function secretName(name: string): SecretName | undefined {
  const words = wordsOf(name);
  // The shell's own directories, and the path that Google's libraries read.
  if (/^(OLDPWD|PWD|GOOGLE_APPLICATION_CREDENTIALS)$/.test(name) || words[0] === 'public') {
    return undefined;
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
  return SECRETS.has(last) && !(last === 'pass' && words.length === 1);
}

/** `AIRFLOW__CORE__FERNET_KEY`, `clientSecret`, `api-key` and `OPENAI_APIKEY` as words in lower case. */
function wordsOf(name: string): string[] {
  const spaced = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2').replace(/[^A-Za-z0-9]+/g, ' ');
  return spaced.trim().toLowerCase().split(' ').flatMap((word) => word.replace(/^(.{2,})(password|passwd|pwd|secret|token|apikey)$/, '$1 $2').split(' '));
}
