import { AstroProject, AstroRuntime, AwsCredentials, AwsSecretsBackend, AzureSecretsBackend, CloudCredentials, CustomSecretsBackend, DriftCheck, GcpSecretsBackend, LocalAirflow, LocalFilesystemSecretsBackend, SecretsBackend, VaultCredentials, VaultSecretsBackend } from '../../../src';
import * as astro from '../../../src';
import { CALLS } from '../../../src/arguments/own-types';
import { bareProject, errorOf, treeState } from '../../support/projects';
import { astroTree, tempDir } from '../../support/util';

function outdir(): string {
  const directory = tempDir();
  astroTree(directory);
  return directory;
}

/** The parameters of a call, by the generated table. */
function parametersOf(call: string): Array<{ name: string; type: string }> {
  return CALLS[call].split(' ').map((one) => ({ name: one.replace(/^\.\.\.|\??:.*$/g, ''), type: one.replace(/^.*?:/, '') }));
}

const scope = (): ReturnType<typeof bareProject> => bareProject(outdir());
const project = (more: object = {}): AstroProject => new AstroProject({ name: 'orders', outdir: outdir(), ...more });
const local = (options: object = {}): LocalAirflow => new LocalAirflow(scope(), options);

/** The class or instance that each call is made on. */
const RECEIVERS: Record<string, () => any> = {
  AstroProject: project,
  AstroRuntime: () => AstroRuntime.parse('3.1-12'),
  AwsSecretsBackend: () => AwsSecretsBackend.secretsManager(),
  AzureSecretsBackend: () => AzureSecretsBackend.keyVault({ vaultUrl: 'https://team.vault.azure.net' }),
  CustomSecretsBackend: () => new CustomSecretsBackend({ classPath: 'acme.Backend' }),
  GcpSecretsBackend: () => GcpSecretsBackend.secretManager({ projectId: 'orders-dev' }),
  LocalAirflow: local,
  LocalFilesystemSecretsBackend: () => new LocalFilesystemSecretsBackend(),
  VaultSecretsBackend: () => VaultSecretsBackend.token(),
};
const CLASSES: Record<string, any> = astro;

/** What others implement, and what asks for nothing. */
const HOOKS = /^(CloudCredentials|SecretsBackend)\.|^(Aws|Azure|Gcp|Vault)Credentials\.declarations$/;

function make(call: string, args: unknown[]): () => unknown {
  const [name, method] = call.split('.');
  const type = CLASSES[name];
  if (method === undefined) {
    return () => new type(...args);
  }
  const receiver = method in type ? type : RECEIVERS[name]();
  return () => receiver[method](...args);
}

/** Right values for the parameters of a call. */
function rightArguments(call: string): unknown[] {
  return parametersOf(call).map(({ type }) => (type === 'string' ? 'a' : type === '{any}' ? {} : /Construct$/.test(type) ? scope() : {}));
}

const checked = Object.keys(CALLS).filter((call) => !HOOKS.test(call));

describe('every public call', () => {
  test('is known', () => {
    expect(checked.length).toBeGreaterThan(25);
  });

  const parameters = checked.flatMap((call) => parametersOf(call).map(({ name }, index) => [call, name, index] as const));

  test.each(parameters)('%s refuses a wrong type of %s', (call, name, index) => {
    const args = rightArguments(call);
    args[index] = 7;
    const error = errorOf(make(call, args));
    expect([error?.name, error?.message]).toEqual(['AstroAirflowError', expect.stringMatching(new RegExp(`^${call}(\\(("a")?\\))?: ${name} takes .*, and got a number\\. .*\\.$`))]);
  });

  const structs = parameters.filter(([call, , index]) => /^[A-Z]/.test(parametersOf(call)[index].type));

  test.each(structs)('%s refuses a name that no option of %s has', (call, _, index) => {
    const args = rightArguments(call);
    args[index] = { other: 1 };
    expect(errorOf(make(call, args))?.message).toMatch(new RegExp(`^${call}(\\(("a")?\\))? has no option "other"\\. It has (.* and .*|\\w+)\\.$|^LocalAirflow\\.addEnvironment.*It has services\\.$|^AstroProject\\.addEnvironment.*It has services\\.$`));
  });

  const fixed = checked.filter((call) => !CALLS[call].includes('...'));

  test.each(fixed)('%s refuses an argument too many', (call) => {
    expect(errorOf(make(call, [...rightArguments(call), 'more']))?.message).toMatch(/ takes \w+( alone|.* and \w+), and got \d arguments\. /);
  });
});

describe('a misspelled option gets the right name', () => {
  test.each<[string, () => unknown, string]>([
    ['a part of it', () => AwsCredentials.mounted({ profil: 'dev' } as any), 'AwsCredentials.mounted() has no option "profil". Write profile instead.'],
    ['in capitals, and with more behind it', () => AwsCredentials.mounted({ SSO: true, region_name: 'eu-west-1' } as any), 'AwsCredentials.mounted() has no options "SSO" and "region_name". Write sso and region instead.'],
    ['as in Python', () => AwsSecretsBackend.secretsManager({ connections_prefix: 'a' } as any), 'AwsSecretsBackend.secretsManager() has no option "connections_prefix". Write connectionsPrefix instead.'],
    ['in an inner struct', () => local({ exampleDag: { variable_key: 'a' } }), 'LocalAirflow has no option "exampleDag.variable_key". Write variableKey instead.'],
    ['without a letter', () => project({ secretBackend: AwsSecretsBackend.secretsManager() }), 'AstroProject has no option "secretBackend". Write secretsBackend instead.'],
    ['in lower case', () => local().addMount({ source: './a', target: '/a', readonly: true } as any), 'LocalAirflow.addMount() has no option "readonly". Write readOnly instead.'],
    ['in a list', () => new DriftCheck(scope(), { setupSteps: [{ nmae: 'a' }] } as any), 'DriftCheck has no option "setupSteps[0].nmae". Write name instead.'],
    ['in a struct of projen', () => project({ packageOptions: { repositry: 'x' } }), 'AstroProject has no option "packageOptions.repositry". Write repository instead.'],
    ['two structs deep in projen', () => project({ githubOptions: { mergeQueueOptions: { autoQueue: true, autoQueueOptions: { label: [] } } } }), 'AstroProject has no option "githubOptions.mergeQueueOptions.autoQueueOptions.label". Write labels instead.'],
    ['beside one that is like none', () => AwsCredentials.mounted({ profil: 'dev', zone: 'a' } as any), 'AwsCredentials.mounted() has no options "profil" and "zone". Write profile for profil instead. It has hostDirectory, pathsInOverride, profile, region, sso and target.'],
  ])('%s', (_, code, message) => {
    expect(errorOf(code)?.message).toBe(message);
  });
});

describe('a wrong type gets a sentence', () => {
  test.each<[string, () => unknown, string]>([
    ['no brackets', () => local({ credentials: AwsCredentials.mounted() }), 'LocalAirflow: credentials takes a list of CloudCredentials, and got an AwsCredentials. Put brackets around it: [ … ].'],
    ['a factory without "()"', () => local({ credentials: [CLASSES.AwsCredentials.mounted] }), 'LocalAirflow: credentials[0] takes a CloudCredentials, and got a function. Call it, with "()" after mounted.'],
    ['another class', () => local({ secretsBackend: AwsCredentials.mounted() }), 'LocalAirflow: secretsBackend takes a SecretsBackend, and got an AwsCredentials. Write AwsSecretsBackend.secretsManager(), for example.'],
    ['the name of a cloud', () => project({ secretsBackend: 'aws' }), 'AstroProject: secretsBackend takes a SecretsBackend, and got a string. Write AwsSecretsBackend.secretsManager(), for example.'],
    ['an object for a backend', () => local({ secretsBackend: { region: 'a' } }), 'LocalAirflow: secretsBackend takes a SecretsBackend, and got an object. Write AwsSecretsBackend.secretsManager(), for example.'],
    ['one service', () => local().addEnvironment('A', 'b', { services: 'scheduler' } as any), 'LocalAirflow.addEnvironment("A"): services takes a list of strings, and got a string. Put brackets around it: [ … ].'],
    ['false for a struct', () => local({ exampleDag: false }), 'LocalAirflow: exampleDag takes an object with connectionId, dagId, fileName, printConnectionUri and variableKey, and got false. Omit it instead.'],
    ['null', () => local({ runtimeVersion: null }), 'LocalAirflow: runtimeVersion takes a string, and got null. Omit it instead.'],
    ['true for a struct', () => local({ exampleDag: true }), 'LocalAirflow: exampleDag takes an object with connectionId, dagId, fileName, printConnectionUri and variableKey, and got true. Write {} for the defaults.'],
    ['a text for options', () => AwsCredentials.fromEnvironment('us-west-2' as any), 'AwsCredentials.fromEnvironment(): options takes an object with region, and got a string. Write such an object, with the name of the option before the value.'],
    ['a path for a mount', () => local().addMount('./data' as any), 'LocalAirflow.addMount(): mount takes an object with readOnly, services, source and target, and got a string. Write such an object, with the name of the option before the value.'],
    ['a number', () => local({ runtimeVersion: 3.1 }), 'LocalAirflow: runtimeVersion takes a string, and got a number. Put it in quotes.'],
    ['a text for a switch', () => AwsCredentials.mounted({ sso: 'yes' } as any), 'AwsCredentials.mounted(): sso takes true or false, and got a string. Give it true or false.'],
    ['a map of other values', () => project({ packageOptions: { bin: { a: 1 } } }), 'AstroProject: packageOptions.bin.a takes a string, and got a number. Put it in quotes.'],
    ['no scope', () => new LocalAirflow({ credentials: [] } as any), 'LocalAirflow: scope takes a Construct, and got an object. Give it a Construct, such as the project.'],
    ['nothing', () => local().addMount(undefined as any), 'LocalAirflow.addMount(): mount is missing (undefined). Give it an object with readOnly, services, source and target. source and target are required.'],
    ['nothing for a vault', () => (AzureSecretsBackend as any).keyVault(), 'AzureSecretsBackend.keyVault(): options is missing (undefined). Give it an object with config, configPrefix, connections, connectionsPrefix, extraKwargs, sep, variables, variablesPrefix and vaultUrl. vaultUrl is required.'],
    ['another name of an address', () => VaultCredentials.session({ url: 'https://v.example.com' } as any), 'VaultCredentials.session() has no option "url". Write address instead.'],
    ['a member that is missing', () => local().addMount({ source: './data' } as any), 'LocalAirflow.addMount(): target is missing (undefined). Give it a string.'],
  ])('%s', (_, code, message) => {
    expect(errorOf(code)?.message).toBe(message);
  });

  test.each<[string, () => unknown, string]>([
    ['a class', () => local({ credentials: [AwsCredentials] }), 'LocalAirflow: credentials[0] takes a CloudCredentials, and got a function. It is the class: give it an instance, for example AwsCredentials.session().'],
    ['null for what is needed', () => AzureSecretsBackend.keyVault({ vaultUrl: null as never }), 'AzureSecretsBackend.keyVault(): vaultUrl takes a string, and got null. Give it a string.'],
    ['null for an argument', () => local().addEnvironment('A', null as never), 'LocalAirflow.addEnvironment("A"): value takes a string, and got null. Give it a string.'],
    ['null for an instance that may be omitted', () => local({ secretsBackend: null }), 'LocalAirflow: secretsBackend takes a SecretsBackend, and got null. Omit it instead.'],
    ['false for a text that may be omitted', () => AwsCredentials.session({ region: false as never }), 'AwsCredentials.session(): region takes a string, and got false. Omit it instead.'],
    ['true for a text that may be omitted', () => AwsCredentials.session({ region: true as never }), 'AwsCredentials.session(): region takes a string, and got true. Give it a string.'],
    ['true for a value', () => local().addEnvironment('A', true as never), 'LocalAirflow.addEnvironment("A"): value takes a string, and got true. Put it in quotes.'],
    ['a list with one text', () => AwsCredentials.session({ region: ['us-west-2'] as never }), 'AwsCredentials.session(): region takes a string, and got a list. Remove the brackets: it takes one.'],
    ['a list of texts for one', () => AwsCredentials.session({ region: ['us-west-2', 'eu-west-1'] as never }), 'AwsCredentials.session(): region takes a string, and got a list. Give it a string.'],
    ['a list with one instance', () => local({ secretsBackend: [AwsSecretsBackend.secretsManager()] }), 'LocalAirflow: secretsBackend takes a SecretsBackend, and got a list. Remove the brackets: it takes one.'],
    ['a number in quotes', () => VaultSecretsBackend.token({ kvEngineVersion: '2' as never }), 'VaultSecretsBackend.token(): kvEngineVersion takes a number, and got a string. Remove the quotes.'],
    ['a word for a number', () => VaultSecretsBackend.token({ kvEngineVersion: 'two' as never }), 'VaultSecretsBackend.token(): kvEngineVersion takes a number, and got a string. Give it a number.'],
    ['true in quotes', () => local({ driftCheck: 'true' }), 'LocalAirflow: driftCheck takes true or false, and got a string. Remove the quotes.'],
    ['a word for true', () => local({ driftCheck: 'yes' }), 'LocalAirflow: driftCheck takes true or false, and got a string. Give it true or false.'],
    ['a null in a list', () => local({ allowSecret: ['A', null] }), 'LocalAirflow: allowSecret[1] takes a string, and got null. Give it a string.'],
    ['a promise', () => local({ secretsBackend: Promise.resolve(AwsSecretsBackend.secretsManager()) }), 'LocalAirflow: secretsBackend takes a SecretsBackend, and got a Promise. Write "await" before it.'],
    ['a list of arguments', () => local().addRequirement(['a', 'b'] as any), 'LocalAirflow.addRequirement(): requirements takes a string, and got a list. Give it one string, or write "..." before a list of arguments.'],
    ['a hole in a list', () => local({ credentials: new Array(1) }), 'LocalAirflow: credentials[0] is missing (undefined). Give it a CloudCredentials.'],
    ['a promise of options', () => AwsCredentials.mounted(Promise.resolve({}) as any), 'AwsCredentials.mounted(): options takes an object with hostDirectory, pathsInOverride, profile, region, sso and target, and got a Promise. Write "await" before it.'],
    ['a date for a scope', () => new LocalAirflow(new Date() as any), 'LocalAirflow: scope takes a Construct, and got a Date. Give it a Construct, such as the project.'],
  ])('%s', (_, code, message) => {
    expect(errorOf(code)?.message).toBe(message);
  });

  test('a number from the command line of "projen new", where quotes do not help, gets other advice', () => {
    const { argv, env: { PROJEN_CREATE_PROJECT: before } } = process;
    const inNew = (code: () => unknown): string | undefined => {
      process.argv = ['node', 'projen', 'new', '--runtime-version', '33'];
      process.env.PROJEN_CREATE_PROJECT = 'true';
      try {
        return errorOf(code)?.message;
      } finally {
        process.argv = argv;
        delete process.env.PROJEN_CREATE_PROJECT;
        Object.assign(process.env, before === undefined ? {} : { PROJEN_CREATE_PROJECT: before });
      }
    };
    expect(inNew(() => project({ runtimeVersion: 33 }))).toBe('AstroProject: runtimeVersion takes a string, and got a number. "projen new" turns digits into a number. Give the full version, for example --runtime-version 3.1-12.');
    expect(inNew(() => project({ name: 7 }))).toBe('AstroProject: name takes a string, and got a number. "projen new" turns digits into a number. Give a value with another character, or set name in the rc file afterwards.');
    expect(inNew(() => project({ exampleDag: false }))).toMatch(/and got false\. It cannot be switched off by a flag\. Omit the flag, and remove exampleDag from the rc file afterwards\.$/);
    expect(inNew(() => project({ devDeps: 7 }))).toBe('AstroProject: devDeps takes a list of strings, and got a number. Give it a list of strings.');
  });

  test('an undefined member of a map is named', () => {
    class Own extends CloudCredentials {
      public declarations(): any {
        return { environment: { A: undefined } };
      }
    }
    expect(errorOf(() => local({ credentials: [new Own()] }))?.message).toBe('Own.declarations(): environment.A is missing (undefined). Give it a string.');
  });

  test('no value is repeated', () => {
    const value = 'a-password-of-mine';
    for (const code of [() => local({ runtimeVersion: [value] }), () => local({ credentials: value }), () => local().addEnvironment('A', [value] as any)]) {
      expect(errorOf(code)?.message).not.toContain(value);
    }
  });
});

test('nothing is written by a run that is refused', () => {
  const directory = outdir();
  const before = treeState(directory);
  expect(errorOf(() => new AstroProject({ name: 'orders', outdir: directory, secretBackend: 1 } as any))).toBeDefined();
  expect(treeState(directory)).toEqual(before);
});

describe('what is right is taken', () => {
  test('a factory that an array method calls', () => {
    expect(['3.1-12', '13.7.0'].map(CLASSES.AstroRuntime.parse).map((runtime) => (runtime as AstroRuntime).airflowMajor)).toEqual([3, 2]);
  });

  test('free-form maps have names of their own', () => {
    local().addService('minio', { image: 'minio/minio', anything: { readonly: true } });
    project({ packageOptions: { bin: { readonly: 'x' } }, renovatebotOptions: { overrideConfig: { anything: 1 } } });
  });

  test('an option that is undefined counts as omitted, whatever its name', () => {
    AwsCredentials.mounted({ profile: undefined, profil: undefined } as any);
  });

  test('an instance of a class of another copy of the package', () => {
    jest.isolateModules(() => {
      const others = jest.requireActual<typeof import('../../../src')>('../../../src');
      expect(others.AwsCredentials).not.toBe(AwsCredentials);
      local({ credentials: [others.AwsCredentials.mounted()], secretsBackend: others.AwsSecretsBackend.secretsManager() });
    });
  });
});

describe('a class that somebody derived', () => {
  class TeamProject extends AstroProject {
    public constructor(options: { name: string; outdir: string; team?: string; credentialsAccount?: string; [other: string]: unknown }) {
      super(options);
    }
  }

  test('may hand options of its own through', () => {
    expect(new TeamProject({ name: 'orders', outdir: outdir(), team: 'data', credentialsAccount: '1', githubTeam: 2 }).name).toBe('orders');
  });

  test.each(['secretBackend', 'credential', 'key_in_override', 'examplDag', 'outDir'])('gets an error about %s, which is a misspelling of one of our options', (name) => {
    expect(errorOf(() => new TeamProject({ name: 'orders', outdir: outdir(), team: 'data', [name]: true }))?.message).toMatch(new RegExp(`^TeamProject has no option "${name}"\\. Write \\w+ instead\\.$`));
  });

  test('gets an error about a wrong type of one of our options, and about a name in an inner struct', () => {
    expect(errorOf(() => new TeamProject({ name: 'orders', outdir: outdir(), credentials: 'dev' }))?.message).toMatch(/^TeamProject: credentials takes a list of CloudCredentials/);
    expect(errorOf(() => new TeamProject({ name: 'orders', outdir: outdir(), exampleDag: { team: 'a' } }))?.message).toMatch(/^TeamProject has no option "exampleDag\.team"/);
  });
});

describe('a class of the user\'s own', () => {
  test.each<[string, unknown, string]>([
    ['a property is missing', undefined, 'Own: classPath is missing (undefined). Give it a string.'],
    ['a property has a wrong type', 5, 'Own: classPath takes a string, and got a number. Put it in quotes.'],
  ])('%s', (_, classPath, message) => {
    class Own extends SecretsBackend {
      public readonly displayName = 'Own';
      public readonly classPath: any = classPath;
      public readonly kwargs = {};
      public readonly requirement?: string;
      public readonly warnings = [];
      public readonly secretNameForVariable = (): undefined => undefined;
      public readonly secretNameForConnection = (): undefined => undefined;
    }
    expect(errorOf(() => local({ secretsBackend: new Own() }))?.message).toBe(message);
  });

  test('a method is missing', () => {
    const Incomplete = class Incomplete extends (CloudCredentials as any) {};
    expect(errorOf(() => local({ credentials: [new Incomplete()] }))?.message).toBe('Incomplete: declarations is missing (undefined). Give it a method.');
  });
});

test('what credentials of the user\'s own declare is checked as well', () => {
  class VaultAgent extends CloudCredentials {
    public declarations(): any {
      return { mount: [] };
    }
  }
  expect(errorOf(() => local({ credentials: [new VaultAgent()] }))?.message).toBe('VaultAgent.declarations() has no option "mount". Write mounts instead.');
});

test.each([
  ['AwsCredentials', 'AwsCredentials.session'], ['AwsSecretsBackend', 'AwsSecretsBackend.secretsManager'], ['AzureCredentials', 'AzureCredentials.session'], ['AzureSecretsBackend', 'AzureSecretsBackend.keyVault'],
  ['GcpCredentials', 'GcpCredentials.mounted'], ['GcpSecretsBackend', 'GcpSecretsBackend.secretManager'], ['VaultCredentials', 'VaultCredentials.session'], ['VaultSecretsBackend', 'VaultSecretsBackend.token'],
])('who constructs a %s, in JavaScript, learns which method makes one', (name, factory) => {
  expect(errorOf(() => new CLASSES[name]())?.message).toBe(`${name} is made by its own methods, not by new. Call ${factory}(), for example.`);
});

test.each(['AwsCredentials', 'AwsSecretsBackend', 'AzureCredentials', 'VaultCredentials', 'VaultSecretsBackend'])('who constructs a %s with options, too', (name) => {
  expect(errorOf(() => new CLASSES[name]({}))?.message).toMatch(new RegExp(`^${name} is made by its own methods, not by new\\. Call ${name}\\.\\w+\\(\\), for example\\.$`));
});
