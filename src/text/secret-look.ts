const SECRET_NAME =
  /(^|_)(ACCESS_KEY_ID|ACCESS_KEY|SECRET_ACCESS_KEY|SECRET_KEY|CLIENT_SECRET|PRIVATE_KEY|API_KEY|TOKEN|SERVICE_ACCOUNT_KEY|KEYFILE_DICT)$/i;

const SECRET_VALUES: ReadonlyArray<readonly [RegExp, string]> = [
  [/(^|[^A-Z0-9])(AKIA|ASIA)[A-Z0-9]{16}($|[^A-Z0-9])/, 'an AWS access key id'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key'],
  [/"private_key"\s*:/, 'a service account key'],
  [/(^|[^A-Za-z0-9])(gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,})/, 'a GitHub token'],
  [/(^|[^A-Za-z0-9])xox[abprs]-[A-Za-z0-9-]{10,}/, 'a Slack token'],
  [/(^|[^A-Za-z0-9])eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\./, 'a JSON web token'],
  // As random as 40 characters of base64 are: a path or a class name of that length has fewer capitals, a digest none.
  [
    /(?:^|[\s"'=:,])(?=(?:[A-Z0-9/+]*[a-z]){5})(?=(?:[a-z0-9/+]*[A-Z]){5})(?=[A-Za-z/+]*[0-9])[A-Za-z0-9/+]{40}(?:$|[\s"',;])/,
    'an AWS secret access key',
  ],
];

/** What kind of secret a declared value looks like; undefined if it looks like none. The value itself is never repeated. */
export function secretInValue(value: string): string | undefined {
  return SECRET_VALUES.find(([pattern]) => pattern.test(value))?.[1];
}

/** Whether the name of an environment variable says that its value is an access key, secret key or token. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** Whether a variable of that name and value is a secret: a switch or a small number is none, whatever its name. */
export function isSecretVariable(name: string, value: string): boolean {
  return isSecretName(name) && !/^(|true|false|\d{1,6})$/i.test(value);
}
