import { CloudCredentials, DriftCheck, LocalAirflow, SecretsBackend, type CredentialsDeclarations, type LocalAirflowOptions } from '../../../src';
import { astroProject } from '../../support/astro-project/projects';
import { bareProject, errorOf, printedBy, services, synth, treeState } from '../../support/projects';
import { astroTree, read, tempDir } from '../../support/util';

const TOKEN = `glpat-${'aB3dE6gH9jK2mN5pQ8sT'}`;
const URI = 'postgres://me:hunter2@db/orders';
const SESSION = { cloud: 'aws', settings: { text: 'aws_secret_access_key = hunter2\n' } };
const OPTIONS: LocalAirflowOptions = { runtimeVersion: '3.1-12' };

type Declare = (local: LocalAirflow) => void;

class Own extends CloudCredentials {
  public constructor(private readonly declared: CredentialsDeclarations) {
    super();
  }

  public declarations(): CredentialsDeclarations {
    return this.declared;
  }
}

class OwnBackend extends SecretsBackend {
  public readonly displayName = 'Own';
  public readonly classPath = 'own.Backend';
  public readonly warnings = [];

  public constructor(public readonly kwargs: { [name: string]: any }, public readonly requirement?: string) {
    super();
  }

  public secretNameForVariable(): string | undefined {
    return undefined;
  }

  public secretNameForConnection(): string | undefined {
    return undefined;
  }
}

/** What was thrown, with a tree in which nothing has changed. */
function refusedBy(options: LocalAirflowOptions, declare: Declare = () => undefined): string | undefined {
  const outdir = tempDir();
  astroTree(outdir);
  const before = treeState(outdir);
  const error = errorOf(() => {
    const project = bareProject(outdir);
    declare(new LocalAirflow(project, { ...OPTIONS, ...options }));
    project.synth();
  });
  expect(treeState(outdir)).toEqual(before);
  return error === undefined ? undefined : `${error.name}: ${error.message}`;
}

const COMMITTED = 'is committed. Put it into the secrets backend, or manually into .env, outside the block; or let it through on purpose with allowSecret:';

describe('a secret is refused in', () => {
  const WAYS: ReadonlyArray<readonly [string, LocalAirflowOptions, Declare, name: string, why: RegExp]> = [
    ['a key of .env, by its name', {}, (local) => local.addDotenvKey('DB_PASSWORD', 'hunter2'), 'DB_PASSWORD', /^DB_PASSWORD is the name of a secret, and \.env\.example /],
    ['a key of .env, by its value', {}, (local) => local.addDotenvKey('AIRFLOW_CONN_X', URI), 'AIRFLOW_CONN_X', /^The value of AIRFLOW_CONN_X looks like a password in a URI, and \.env\.example /],
    ['a connection as JSON', {}, (local) => local.addDotenvKey('AIRFLOW_CONN_X', '{"conn_type":"postgres","password":"hunter2"}'), 'password', /^password of AIRFLOW_CONN_X is the name of a secret/],
    ['the environment, by its name', {}, (local) => local.addEnvironment('clientSecret', 'hunter2'), 'clientSecret', /^clientSecret is the name of a secret, and docker-compose\.override\.yml /],
    ['the environment, by its value', {}, (local) => local.addEnvironment('A', TOKEN), 'A', /^The value of A looks like a GitLab token/],
    ['arguments of a backend', { secretsBackend: new OwnBackend({ url: 'http://x', auth: { token: 'hunter2' } }) }, () => undefined, 'token', /^token of AIRFLOW__SECRETS__BACKEND_KWARGS is the name of a secret/],
    ['arguments of a backend in the override', { keysInOverride: true, secretsBackend: new OwnBackend({ conn: URI }) }, () => undefined, 'conn', /^The value of conn of AIRFLOW__SECRETS__BACKEND_KWARGS looks like a password in a URI/],
    ['the environment of credentials', { credentials: [new Own({ environment: { A: TOKEN } })] }, () => undefined, 'A', /^The value of A looks like/],
    ['defaults of credentials', { credentials: [new Own({ environmentDefaults: { API_KEY: 'hunter2' } })] }, () => undefined, 'API_KEY', /^API_KEY is the name of a secret/],
    ['keys of credentials', { credentials: [new Own({ dotenvKeys: { A: TOKEN } })] }, () => undefined, 'A', /^The value of A looks like/],
    ['a private JSON web key', {}, (local) => local.addEnvironment('A', JSON.stringify({ kty: 'EC', x: 'a', d: 'hunter2' })), 'd', /^The value of d of A looks like a private key/],
    ['the configuration of Docker', {}, (local) => local.addEnvironment('DOCKER_AUTHS', JSON.stringify({ auths: { r: { auth: Buffer.from('u:hunter2').toString('base64') } } })), 'auth', /^auth of DOCKER_AUTHS is the name of a secret/],
    ['a value with a "$"', {}, (local) => local.addEnvironment('DB_PASSWORD', '$hunter2'), 'DB_PASSWORD', /^DB_PASSWORD is the name of a secret/],
    ['the settings of a session', { credentials: [new Own({ hostSessions: [SESSION] })] }, () => undefined, 'text', /^The value of text of docker-compose\.override\.yml looks like a value of "aws_secret_access_key"/],
    ['a token of a service', {}, (local) => local.addService('db', { image: 'x', environment: { A: TOKEN } }), 'A', /^The value of A of the service db looks like a GitLab token/],
    ['a random key of a service', {}, (local) => local.addService('db', { image: 'x', environment: { API_KEY: 'a1b2c3d4e5f6a7b8c9d0' } }), 'API_KEY', /^API_KEY of the service db is the name of a secret/],
    ['a token in a list of a service', {}, (local) => local.addService('db', { image: 'x', environment: [`A=${TOKEN}`] }), 'A', /^The value of A of the service db looks like/],
    ['a token in a label', {}, (local) => local.addService('db', { image: 'x', labels: { a: TOKEN } }), 'a', /^The value of a of the service db looks like/],
    ['an escape hatch of an Airflow service', {}, (local) => local.override.file.addOverride('services.scheduler.environment.DB_PASSWORD', 'hunter2'), 'DB_PASSWORD', /^DB_PASSWORD of the service scheduler is the name of a secret/],
    ['an escape hatch of another service', {}, (local) => local.override.file.addOverride('services.postgres.environment.A', TOKEN), 'A', /^The value of A of the service postgres looks like/],
    ['an escape hatch beside the services', {}, (local) => local.override.file.addOverride('configs.a.content', TOKEN), 'content', /^The value of content of docker-compose\.override\.yml looks like/],
  ];

  test.each(WAYS)('%s, and its value is not repeated', (_, options, declare, name, why) => {
    const message = refusedBy(options, declare)!;
    expect(message).toMatch(/^AstroAirflowError: /);
    expect(message.replace('AstroAirflowError: ', '')).toMatch(why);
    expect(message).toContain(`${COMMITTED} ['${name}'].`);
    expect(message).not.toMatch(/hunter2|glpat|a1b2/);
  });

  test.each(WAYS)('%s is let through by its name', (_, options, declare, name) => {
    const outdir = tempDir();
    astroTree(outdir);
    const printed = printedBy((project) => declare(new LocalAirflow(project, { ...OPTIONS, ...options, allowSecret: [name] })), outdir);
    expect(printed).toBe('');
  });

  test.each<[string, LocalAirflowOptions, Declare, RegExp]>([
    ['the source of a mount', {}, (local) => local.addMount({ source: `./${TOKEN}`, target: '/a' }), /The mount source looks like a GitLab token/],
    ['the target of a mount', {}, (local) => local.addMount({ source: './a', target: `/${TOKEN}` }), /The mount target looks like a GitLab token/],
    ['a requirement', {}, (local) => local.addRequirement('a @ https://me:hunter2@example.com/a.whl'), /The requirement looks like a password in a URI/],
    ['a personal file', { credentials: [new Own({ personalFiles: [{ path: 'a.json', text: JSON.stringify({ token: 'hunter2' }) }] })] }, () => undefined, /The personal file a\.json looks like a value of "token"/],
  ])('%s, which has no name to let it through by', (_, options, declare, message) => {
    expect(refusedBy(options, declare)).toMatch(message);
  });
});

describe('a password of a service beside Airflow', () => {
  const WARNING = /The service db has (?:a password in a URI|a value of "password")?(?: \()?(\w+)\)? in plain text in docker-compose\.override\.yml, which is committed\. Write env_file: \['\.env'\] instead .*, or "\$\{(\w+):\?set \2\}" to take it from the shell; if it may be there, allowSecret: \['\1'\]\./;
  const printed = (definition: object, options: LocalAirflowOptions = {}): string => printedBy((project) => new LocalAirflow(project, { ...OPTIONS, ...options }).addService('db', { image: 'x', ...definition }));

  test.each<[string, object, string]>([
    ['by its name', { environment: { POSTGRES_PASSWORD: 'postgres' } }, 'POSTGRES_PASSWORD'],
    ['as a number', { environment: { POSTGRES_PASSWORD: 12345678 } }, 'POSTGRES_PASSWORD'],
    ['in a list', { environment: ['MINIO_ROOT_PASSWORD=minioadmin'] }, 'MINIO_ROOT_PASSWORD'],
    ['as a key that is a word', { environment: { MINIO_SECRET_KEY: 'minioadmin' } }, 'MINIO_SECRET_KEY'],
    ['in a URI', { environment: { DATABASE_URL: URI } }, 'DATABASE_URL'],
    ['in a command', { command: 'server --password hunter2' }, 'command'],
    ['in a list that is a command', { command: ['server', '--password', 'hunter2'] }, 'command'],
    ['as a default in a URI', { environment: { DATABASE_URL: 'postgres://me:${DB_PASSWORD:-hunter2}@db/orders' } }, 'DATABASE_URL'],
    ['as a lazy value', { environment: () => ({ POSTGRES_PASSWORD: () => 'hunter2' }) }, 'POSTGRES_PASSWORD'],
    ['as a default', { environment: { DB_PASSWORD: '${DB_PASSWORD:-postgres}' } }, 'DB_PASSWORD'],
  ])('is warned of %s, once, with two ways out', (_, definition, name) => {
    const text = printed(definition);
    expect(text.match(new RegExp(WARNING, 'g'))).toHaveLength(1);
    expect(text.match(WARNING)![1]).toBe(name);
    expect(text).not.toMatch(/hunter2|minioadmin|12345678/);
    expect(printed(definition, { allowSecret: [name] })).toBe('');
  });

  test.each<[string, object]>([
    ['an env file', { env_file: ['.env'], environment: { USER: 'me' } }],
    ['the shell', { environment: { POSTGRES_PASSWORD: '${POSTGRES_PASSWORD:?set POSTGRES_PASSWORD}' } }],
    ['the shell, in a URI', { environment: { DATABASE_URL: 'postgres://me:${DB_PASSWORD}@db/orders' } }],
    ['a file', { environment: { POSTGRES_PASSWORD_FILE: '/run/secrets/db' } }],
    ['nothing', { environment: { ALLOW_EMPTY_PASSWORD: 'yes', POSTGRES_PASSWORD: '' } }],
  ])('from %s is no reason to warn', (_, definition) => {
    expect(printed(definition)).toBe('');
  });

  test('is written as declared', () => {
    const outdir = synth(OPTIONS, (local) => local.addService('db', { image: 'x', environment: { POSTGRES_PASSWORD: 'postgres' } }));
    expect(services(outdir).db).toEqual({ image: 'x', environment: { POSTGRES_PASSWORD: 'postgres' } });
  });
});

test('a name that is a secret is refused, and has no exception', () => {
  const message = refusedBy({ allowSecret: [TOKEN] }, (local) => local.addService('db', { image: 'x', labels: { [TOKEN]: 'a' } }))!;
  expect(message).toMatch(/^AstroAirflowError: A name in the service db looks like a GitLab token, and docker-compose\.override\.yml is committed\./);
  expect(message).not.toMatch(/glpat|allowSecret/);
});

test('arguments in the wrong order are not repeated', () => {
  expect(refusedBy({}, (local) => local.addEnvironment(TOKEN, 'DB_PASSWORD'))).toMatch(/^AstroAirflowError: A name looks like a GitLab token/);
});

test('a step of the drift workflow takes a secret of the repository, and no literal one', () => {
  const steps = (token: string) => () => new DriftCheck(bareProject(), { setupSteps: [{ run: 'echo', env: { TOKEN: token } }] });
  expect(errorOf(steps('hunter2'))?.message).toBe('TOKEN of setupSteps is the name of a secret, and the workflow is committed. Write a secret of the repository: ${{ secrets.NAME }}.');
  expect(errorOf(steps('${{ secrets.TOKEN }}'))).toBeUndefined();
});

describe('allowSecret', () => {
  test('lets no variable through by the name of what it is in', () => {
    expect(refusedBy({ allowSecret: ['environment', 'db'] }, (local) => local.addService('db', { image: 'x', environment: { A: TOKEN } }))).toMatch(/The value of A of the service db/);
  });

  test('lets through what it names alone', () => {
    const declare: Declare = (local) => {
      local.addEnvironment('STRIPE_PUBLISHABLE_KEY', 'x');
      local.addEnvironment('API_KEY', 'public');
    };
    expect(services(synth({ ...OPTIONS, allowSecret: ['API_KEY'] }, declare)).scheduler.environment).toMatchObject({ API_KEY: 'public' });
    expect(refusedBy({ allowSecret: ['TOKEN'] }, declare)).toMatch(/API_KEY is the name of a secret/);
  });

  test('a name that nothing has is warned of', () => {
    const printed = printedBy((project) => new LocalAirflow(project, { ...OPTIONS, allowSecret: ['API_KEY', 'B', 'C'] }).addEnvironment('API_KEY', 'public'));
    expect(printed).toContain('allowSecret names B and C, and nothing of that name that looks like a secret is declared. Remove it.');
  });

  test('does not repeat a secret that is written there in the place of its name', () => {
    const printed = printedBy((project) => new LocalAirflow(project, { ...OPTIONS, allowSecret: [TOKEN, 'a line'] }));
    expect(printed).toContain('allowSecret names what no name is, and nothing of that name');
    expect(printed).not.toContain(TOKEN);
  });

  test('of an AstroProject is the same', () => {
    const project = astroProject({ allowSecret: ['DB_PASSWORD'] });
    project.addDotenvKey('DB_PASSWORD', 'local');
    project.synth();
    expect(read(project.outdir, '.env.example')).toContain('DB_PASSWORD=local');
  });
});
