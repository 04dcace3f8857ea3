import * as fc from 'fast-check';
import { HOSTILE_TEXTS, numberLike } from './hostile';
import { BASE, type AirflowMajor } from '../base';

/** What a user declares, as data: the model predicts from it, and `rcOf()` writes it down for the package. */
export interface Declaration {
  readonly major: AirflowMajor;
  readonly keysInOverride: boolean;
  readonly credentials?: {
    readonly profile?: string;
    readonly region?: string;
    readonly sso?: boolean;
    readonly hostDirectory?: string;
    readonly target?: string;
    readonly pathsInOverride?: boolean;
  };
  readonly backend?: {
    readonly kind: 'secretsManager' | 'parameterStore';
    readonly options: { readonly region?: string; readonly variablesPrefix?: string; readonly connections?: boolean };
  };
  readonly environment: ReadonlyArray<{ readonly name: string; readonly value: string; readonly services?: readonly string[] }>;
  readonly dotenvKeys: ReadonlyArray<{ readonly name: string; readonly value: string }>;
  readonly mounts: ReadonlyArray<{ readonly source: string; readonly target: string; readonly readOnly?: boolean; readonly services?: readonly string[] }>;
  readonly services: ReadonlyArray<{ readonly name: string; readonly definition: { readonly image: string; readonly environment: Readonly<Record<string, string>> } }>;
  /** The environment of `astro dev start`. */
  readonly shell: Readonly<Record<string, string>>;
}

/** The declaration in JavaScript. */
export function rcOf({ keysInOverride, credentials, backend, environment, dotenvKeys, mounts, services }: Declaration): string {
  const options = [
    `keysInOverride: ${keysInOverride}`,
    ...(credentials === undefined ? [] : [`credentials: [astro.AwsCredentials.mounted(${JSON.stringify(credentials)})]`]),
    ...(backend === undefined ? [] : [`secretsBackend: astro.AwsSecretsBackend.${backend.kind}(${JSON.stringify(backend.options)})`]),
  ];
  return [
    `const local = new astro.LocalAirflow(project, { ${options.join(', ')} });`,
    ...environment.map(({ name, value, services: only }) => `local.addEnvironment(${JSON.stringify(name)}, ${JSON.stringify(value)}, ${JSON.stringify({ services: only })});`),
    ...dotenvKeys.map(({ name, value }) => `local.addDotenvKey(${JSON.stringify(name)}, ${JSON.stringify(value)});`),
    ...mounts.map((mount) => `local.addMount(${JSON.stringify(mount)});`),
    ...services.map(({ name, definition }) => `local.addService(${JSON.stringify(name)}, ${JSON.stringify(definition)});`),
  ].join('\n');
}

/** Half of the time nothing. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });

/** Without the properties that are undefined: they are not written down either. */
const given = <T extends object>(value: T): T => Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as T;

const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,9}$/);

/** A part of a path, with what paths really have: blanks, dollars, other scripts. */
const part = fc.oneof(word, word, fc.constantFrom('with blank', 'a$b', '${HOME}', 'ünï', '日本', '#1', 'it\'s', 'a,b', '{x}', '[y]', 'on', '012', '~', '%x%', 'a&b', '@home', '!bang'));
const parts = fc.array(part, { minLength: 1, maxLength: 3 });

/** Where the credentials lie, in the forms that people write. */
const hostDirectory = fc.oneof(
  parts.map((names) => `~/${names.join('/')}`),
  parts.map((names) => `/home/${names.join('/')}/.aws`),
  parts.map((names) => `/Users/${names.join('/')}/.aws`),
  parts.map((names) => `/c/Users/${names.join('/')}/.aws`),
  parts.map((names) => `C:\\Users\\${names.join('\\')}\\.aws`),
  parts.map((names) => `D:/Users/${names.join('/')}/.aws`),
);

const source = fc.oneof(
  hostDirectory,
  parts.map((names) => `./${names.join('/')}`),
  parts.map((names) => `../${names.join('/')}`),
  fc.constantFrom('.', '..', '~', '/'),
);

const target = fc.oneof(
  parts.map((names) => `/opt/${names.join('/')}`),
  // What the Astro CLI mounts itself.
  fc.constantFrom('/usr/local/airflow/dags', '/usr/local/airflow/include', '/usr/local/airflow/tests', '/usr/local/airflow/logs', '/usr/local/airflow/airflow_settings.yaml'),
);

const name = fc.oneof(
  word.map((text) => text.replaceAll('-', '_').toUpperCase()),
  word.map((text) => `with.dots-and-${text}`),
  fc.constantFrom('AIRFLOW__CORE__EXECUTOR', 'AIRFLOW__CORE__LOAD_EXAMPLES', 'AIRFLOW__LOGGING__LOGGING_LEVEL', 'AIRFLOW__API__PORT', 'ASTRONOMER_ENVIRONMENT', 'PATH', 'HOME', 'y', 'on', 'null'),
);

/** Anything that an environment variable can hold. */
const value = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS),
  numberLike,
  fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replaceAll('\0', '')),
  fc.array(fc.constantFrom(...HOSTILE_TEXTS), { maxLength: 4 }).map((texts) => texts.join('')),
);

/** The form that every reader of `.env` takes alike. */
const dotenvValue = fc.oneof(fc.stringMatching(/^[A-Za-z0-9_.,:;/@=+!-]{0,20}$/), fc.constantFrom('on', '012', '1e3', '{"a":"b c"}', 'a b', 'a#b', 'ümläut', '~', 'C:/x', "it's"));

function chosen(major: AirflowMajor): fc.Arbitrary<readonly string[] | undefined> {
  return maybe(fc.subarray([...BASE[major].airflowServices], { minLength: 1 }));
}

const shell = fc.record({
  HOME: fc.constantFrom('/home/alice', '/Users/alice', '/home/with blank', '/root'),
  AWS_PROFILE: maybe(fc.constantFrom('', 'own', 'a$HOME', 'with blank')),
  AWS_DEFAULT_REGION: maybe(fc.constantFrom('', 'eu-central-1')),
  // Would show through a "$" that was not escaped.
  X: maybe(fc.constant('from the shell')),
}).map((values) => given(values) as Readonly<Record<string, string>>);

const credentials = fc.record({
  profile: maybe(fc.oneof(word, fc.constantFrom('with blank', 'on', '012', 'a:-b', 'a?b', '~', 'ünï', 'a/b@c.d', '-'))),
  region: maybe(fc.constantFrom('us-west-2', 'eu-central-1', 'cn-north-1')),
  hostDirectory: maybe(hostDirectory),
  place: fc.oneof(fc.constant({}), fc.constant({ sso: true }), parts.map((names) => ({ target: `/aws/${names.join('/')}` }))),
  pathsInOverride: maybe(fc.boolean()),
}).map(({ place, ...rest }) => given<NonNullable<Declaration['credentials']>>({ ...rest, ...place }))
  // The readers of `.env` disagree on a "$" in a path.
  .map((options) => options.target?.includes('$') === true ? { ...options, pathsInOverride: true } : options);

const backend = fc.record({
  kind: fc.constantFrom('secretsManager' as const, 'parameterStore' as const),
  options: fc.record({
    region: maybe(fc.constantFrom('us-west-2', 'eu-central-1')),
    variablesPrefix: maybe(fc.constantFrom('/orders/variables', '')),
    connections: maybe(fc.constant(false)),
  }).map(given),
});

const serviceDefinition = fc.record({
  image: word.map((text) => `example/${text.toLowerCase()}`),
  // A key "x-…" would be an extension for compose, in a service that no other file has.
  environment: fc.dictionary(word.filter((text) => !text.startsWith('x-')), fc.constantFrom('on', '1:30', 'plain', '~', 'a b'), { maxKeys: 3, noNullPrototype: true }),
});

/** Declarations that compose, AWS and the readers of `.env` take; whatever the package refuses of them is a mistake of its. */
export const declaration: fc.Arbitrary<Declaration> = fc.constantFrom<AirflowMajor>(2, 3).chain((major) => fc.record({
  major: fc.constant(major),
  keysInOverride: fc.boolean(),
  credentials: maybe(credentials),
  backend: maybe(backend),
  environment: fc.uniqueArray(fc.record({ name, value, services: chosen(major) }).map(given), { maxLength: 5, selector: (entry) => entry.name }),
  dotenvKeys: fc.uniqueArray(fc.record({ name: word.map((text) => `KEY_${text.replaceAll('-', '_')}`), value: dotenvValue }), { maxLength: 3, selector: (entry) => entry.name }),
  mounts: fc.uniqueArray(fc.record({ source, target, readOnly: maybe(fc.boolean()), services: chosen(major) }).map(given), { maxLength: 4, selector: (mount) => mount.target }),
  services: fc.uniqueArray(fc.record({ name: word.map((text) => `own-${text}`), definition: serviceDefinition }), { maxLength: 2, selector: (service) => service.name }),
  shell,
}));
