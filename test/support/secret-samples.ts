/** Made-up values that look like secrets, and values that only look odd: what is refused is measured with them. */

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const ALNUM = `${LOWER}${LOWER.toUpperCase()}0123456789`;
const BASE64 = `${ALNUM}+/`;
const URLSAFE = `${ALNUM}-_`;
const HEX = '0123456789abcdef';
const DIGITS = '0123456789';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A generator with a seed (mulberry32), so that a failure can be seen again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export interface Sample {
  readonly kind: string;
  readonly value: string;
}

type Kinds = Readonly<Record<string, () => string>>;

/** @param count how many of each kind */
function samplesOf(kinds: Kinds, count: number): Sample[] {
  return Object.entries(kinds).flatMap(([kind, make]) => Array.from({ length: count }, () => ({ kind, value: make() })));
}

/** Values that are secrets, whatever the name of their variable. The markers are put together, so that no scanner takes this file for one. */
export function secretSamples(seed: number, count: number): Sample[] {
  const next = random(seed);
  const r = (length: number, from: string = ALNUM): string => Array.from({ length }, () => from[Math.floor(next() * from.length)]).join('');
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const pem = (label: string): string => `-----BEGIN ${label}${' PRIVATE'} KEY-----\n${r(64, BASE64)}\n${r(64, BASE64)}\n-----END ${label}${' PRIVATE'} KEY-----\n`;
  const jwt = (): string => [{ alg: 'HS256', typ: 'JWT' }, { sub: r(10, DIGITS) }].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).concat(r(43, URLSAFE)).join('.');
  return samplesOf({
    'AWS access key': () => `AKIA${r(16, BASE32)}`,
    'AWS temporary access key': () => `ASIA${r(16, BASE32)}`,
    'AWS secret key': () => r(40, BASE64),
    'AWS session token': () => `IQoJb3JpZ2luX2Vj${r(300, BASE64)}`,
    'AWS pair in one text': () => `AKIA${r(16, BASE32)}:${r(40, BASE64)}`,
    'Fernet key': () => `${r(43, URLSAFE)}=`,
    'Google key file': () => JSON.stringify({ type: 'service_account', project_id: 'p', private_key: pem(''), client_email: 'x@p.iam.gserviceaccount.com' }),
    'Google key file in base64': () => base64(JSON.stringify({ type: 'service_account', private_key: pem('') })),
    'Google API key': () => `AIza${r(35, URLSAFE)}`,
    'Google OAuth': () => `ya29.${r(80, URLSAFE)}`,
    'Azure storage connection': () => `DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${r(86, BASE64)}==;EndpointSuffix=core.windows.net`,
    'Azure service bus': () => `Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=${r(43, BASE64)}=`,
    'Azure client secret': () => `${r(3)}8Q~${r(34, `${URLSAFE}.~`)}`,
    'Azure SAS': () => `https://a.blob.core.windows.net/c?sv=2024-11-04&se=2027-01-01&sp=r&sig=${r(43)}%3D`,
    'Azure DevOps': () => r(52, 'abcdefghijklmnopqrstuvwxyz234567'),
    'RSA key': () => pem('RSA'),
    'EC key on one line': () => pem('EC').replaceAll('\n', '\\n'),
    'OpenSSH key': () => pem('OPENSSH'),
    'encrypted key': () => pem('ENCRYPTED'),
    'key in base64': () => base64(pem('')),
    'key without header': () => `MIIEvQIBADANBgkqhkiG9w0BAQEFAASC${r(200, BASE64)}`,
    'PGP key': () => `-----BEGIN PGP ${'PRIVATE'} KEY BLOCK-----\n${r(64, BASE64)}`,
    'JSON web token': jwt,
    'postgres URI': () => `postgresql://me:${r(16)}@db.example.com:5432/orders`,
    'postgres URI with a plain password': () => 'postgres://airflow:airflow@postgres/airflow',
    'SQLAlchemy URI': () => `mysql+pymysql://root:${r(10)}@h/db?charset=utf8`,
    'mongo URI': () => `mongodb+srv://u:${r(14)}@c0.mongodb.net/`,
    'redis URI': () => `redis://:${r(20)}@cache:6379/0`,
    'amqp URI': () => `amqps://u:${r(20)}@mq/vhost`,
    'snowflake URI': () => `snowflake://u:${r(12)}@acct/db?warehouse=w`,
    'git URL': () => `https://user:${r(20)}@example.com/repo.git`,
    'URI with an encoded password': () => `postgres://me:p%40ss${r(6)}@h/db`,
    'connection as JSON': () => JSON.stringify({ conn_type: 'postgres', login: 'me', password: r(12), host: 'h' }),
    'libpq settings': () => `host=db.example.com user=me password=${r(12)}`,
    'ODBC settings': () => `Driver={ODBC Driver 18 for SQL Server};Server=tcp:x;Uid=me;Pwd=${r(14)};`,
    'JDBC settings': () => `jdbc:sqlserver://x:1433;databaseName=d;user=me;password=${r(14)}`,
    'Kafka JAAS': () => `org.apache.kafka.common.security.plain.PlainLoginModule required username="me" password="${r(20)}";`,
    'header': () => `Authorization: Bearer ${r(40)}`,
    'basic header': () => `Basic ${base64(`me:${r(12)}`)}`,
    'query with a token': () => `https://api.example.com/v1?access_token=${r(32)}`,
    'docker configuration': () => JSON.stringify({ auths: { 'ghcr.io': { auth: base64(`me:${r(20)}`) } } }),
    'GitHub': () => `gh${'ps'[Math.floor(next() * 2)]}_${r(36)}`,
    'GitHub fine-grained': () => `github_pat_${r(22)}_${r(59)}`,
    'GitLab': () => `glpat-${r(20, URLSAFE)}`,
    'GitLab routable': () => `glpat-${r(27)}.01.${r(9, `${LOWER}0123456789`)}`,
    'Atlassian': () => `ATATT3${r(186, URLSAFE)}`,
    'Slack bot': () => `xoxb-${r(12, DIGITS)}-${r(12, DIGITS)}-${r(24)}`,
    'Slack webhook': () => `https://hooks.slack.com/services/T${r(8)}/B${r(10)}/${r(24)}`,
    'Databricks': () => `dapi${r(32, HEX)}-2`,
    'dbt': () => `dbtc_${r(40)}`,
    'npm': () => `npm_${r(36)}`,
    'PyPI': () => `pypi-AgEIcHlwaS5vcmc${r(80, URLSAFE)}`,
    'Docker': () => `dckr_pat_${r(27, URLSAFE)}`,
    'OpenAI': () => `sk-proj-${r(74)}T3BlbkFJ${r(74)}`,
    'Anthropic': () => `sk-ant-api03-${r(93, URLSAFE)}AA`,
    'Hugging Face': () => `hf_${r(34)}`,
    'Vault': () => `hvs.${r(95, URLSAFE)}`,
    'Terraform': () => `${r(14)}.atlasv1.${r(67)}`,
    'Doppler': () => `dp.pt.${r(43)}`,
    'DigitalOcean': () => `dop_v1_${r(64, HEX)}`,
    'Stripe': () => `sk_live_${r(24)}`,
    'SendGrid': () => `SG.${r(22, URLSAFE)}.${r(43, URLSAFE)}`,
    'Mailgun': () => `key-${r(32, HEX)}`,
    'Twilio': () => `SK${r(32, HEX)}`,
    'Grafana': () => `glsa_${r(32)}_${r(8, HEX)}`,
    'New Relic': () => `NRAK-${r(27, BASE32)}`,
    'Shopify': () => `shpat_${r(32, HEX)}`,
    'Telegram': () => `${r(10, DIGITS)}:AA${r(33, URLSAFE)}`,
    'Airtable': () => `pat${r(14)}.${r(64, HEX)}`,
    'Notion': () => `ntn_${r(11, DIGITS)}${r(35)}`,
    'Linear': () => `lin_api_${r(40)}`,
    'age': () => `AGE-SECRET-KEY-1${r(58, BASE32)}`,
  }, count);
}

/** Values that people declare, and that no check may refuse. */
export function legitimateSamples(seed: number, count: number): Sample[] {
  const next = random(seed);
  const pick = <T>(from: ArrayLike<T>): T => from[Math.floor(next() * from.length)];
  const r = (length: number, from: string = ALNUM): string => Array.from({ length }, () => pick(from)).join('');
  const uuid = (): string => [8, 4, 4, 4, 12].map((length) => r(length, HEX)).join('-');
  const word = (): string => {
    const text = pick(['data', 'team', 'orders', 'model', 'daily', 'report', 'v2', 'airflow', 'events', 'customer', 'ingest', 'raw']);
    return next() < 0.5 ? text[0].toUpperCase() + text.slice(1) : text;
  };
  const words = (count_: number, separator: string): string => Array.from({ length: count_ }, word).join(separator);
  return samplesOf({
    'deep path in S3': () => `s3://bucket/${Array.from({ length: 5 }, () => r(8)).join('/')}`,
    'path of 40 characters': () => Array.from({ length: 6 }, () => words(3, '')).join('/').slice(0, 40),
    'name of a class': () => `${LOWER.slice(0, 3)}.providers.${words(3, '')}.${words(4, '')}Operator`,
    'ARN of a secret': () => `arn:aws:secretsmanager:us-east-1:${r(12, DIGITS)}:secret:prod/Db-${r(6)}`,
    'ARN of a key': () => `arn:aws:kms:us-east-1:${r(12, DIGITS)}:key/${uuid()}`,
    'ARN of a role': () => `arn:aws:iam::${r(12, DIGITS)}:role/${words(3, '')}`,
    'commit': () => r(40, HEX),
    'digest': () => r(64, HEX),
    'UUID': uuid,
    'integrity': () => `sha512-${r(86, BASE64)}==`,
    'nanoid': () => r(21, URLSAFE),
    'short id in base64': () => Buffer.from(r(12)).toString('base64'),
    'id of a document': () => r(33, URLSAFE),
    'id of a spreadsheet': () => r(44, URLSAFE),
    'version in S3': () => r(32, `${ALNUM}._`),
    'image with a digest': () => `acme/img@sha256:${r(64, HEX)}`,
    'URI without a password': () => `postgresql://${word()}@db.example.com:5432/${word()}`,
    'URI with a password to be filled in': () => `postgresql://me:\${DB_PASSWORD}@db.example.com/${word()}`,
    'URL with a port and an at sign': () => `https://example.com:8080/${word()}/@${word()}?key=${word()}`,
    'public key': () => `-----BEGIN PUBLIC KEY-----\n${r(64, BASE64)}\n-----END PUBLIC KEY-----`,
    'SSH public key': () => `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${r(43, BASE64)} me@host`,
    'certificate': () => `-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgI${r(60, BASE64)}\n-----END CERTIFICATE-----`,
    'cron': () => '*/5 * * * *',
    'path of a bundle': () => `/static/js/main.${r(8, HEX)}.chunk.js`,
    'path of Windows': () => `C:\\Users\\${word()}\\AppData\\Local`,
    'settings': () => `sep=/;prefix=${words(2, '/')};timeout=30`,
    'kwargs': () => JSON.stringify({ connections_prefix: words(2, '/'), variables_prefix: null, profile_name: word(), role_arn: `arn:aws:iam::${r(12, DIGITS)}:role/x` }),
    'kwargs with a path to a token': () => JSON.stringify({ url: 'https://vault.example.com', token_path: '/run/secrets/vault-token', auth_type: 'token', mount_point: word() }),
    'JSON of options': () => JSON.stringify({ keys: [word(), word()], tokens: 5, passwordMinLength: 12, secretsEnabled: true }),
    'options of Java': () => `-Xmx2g -Dfile.encoding=UTF-8 -Dapp.name=${words(2, '-')}`,
    'command': () => `airflow variables get ${words(2, '_')} --default none`,
    'host': () => `${r(20, `${LOWER}0123456789`)}.abc.eu-west-1.rds.amazonaws.com`,
    'bucket': () => `${words(3, '-').toLowerCase()}-${r(12, DIGITS)}-eu-west-1`,
    'region in capitals': () => `ASIAPACIFIC${pick(['SOUTHEAST', 'NORTHEAST', 'SOUTHWEST'])}`,
    'sentence': () => `The token for ${word()} is kept in the vault: ask the data team.`,
    'template': () => `{{ var.value.${words(2, '_')} }} and {{ conn.${word()}.password }}`,
    'warehouse': () => words(4, '_').toUpperCase(),
    'e-mail': () => `${word()}.${word()}@example.com`,
    'JSON schema': () => JSON.stringify({ properties: { password: { type: 'string' }, token: { type: 'string' } } }),
  }, count);
}
