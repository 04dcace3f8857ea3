import * as vm from 'node:vm';
import * as fc from 'fast-check';
import { transpileModule } from 'typescript';
import { awsStartingPoint } from '../../../src/clouds/aws/aws-starting-point';
import type { RcLanguage } from '../../../src/project/rc-language';
import { rcText, type RcParts } from '../../../src/project/rc-text';
import { testIf } from '../../support/projects';
import { propertyOptions } from '../../support/property';
import { hasPython, python } from '../../support/python';

const { imports, script, python: inPython } = awsStartingPoint();
const cloud = { imports, script, python: inPython };
const TYPES = { Python: 'projen_astro_airflow', TypeScript: 'projen-astro-airflow' };
const typeIn = (language: keyof typeof TYPES) => ({ module: TYPES[language], name: 'AstroProject', text: 'AstroProject' });
const PLAIN: RcParts = { cloud, language: 'TypeScript', type: typeIn('TypeScript'), options: { name: 'orders', runtimeVersion: '3.1-12' }, patterns: [], attributes: [] };
const FULL: RcParts = {
  ...PLAIN,
  options: { ...PLAIN.options, github: false, keysInOverride: true, projenCommand: 'npx "projen"', someNumber: 7 },
  patterns: [{ owner: 'gitignore', lines: ['# ours', '*.parquet', "it's.csv"] }, { owner: 'dockerignore', lines: ['!docs'] }],
  attributes: [['*.parquet', 'filter=lfs', '-text']],
};

test('an rc file in TypeScript says what a person would write', () => {
  expect(rcText(FULL)).toBe(`import { AstroProject, AwsCredentials, AwsSecretsBackend } from 'projen-astro-airflow';

const project = new AstroProject({
  name: 'orders',
  runtimeVersion: '3.1-12',
  github: false,
  keysInOverride: true,
  projenCommand: 'npx "projen"',
  someNumber: 7,
  credentials: [AwsCredentials.session()],
  secretsBackend: AwsSecretsBackend.secretsManager(),
  exampleDag: {},
});
project.gitignore.addPatterns('# ours', '*.parquet', 'it\\'s.csv');
project.dockerignore.addPatterns('!docs');
project.gitattributes.addAttributes('*.parquet', 'filter=lfs', '-text');

project.synth();
`);
});

test('an rc file in JavaScript requires the package', () => {
  expect(rcText({ ...PLAIN, language: 'JavaScript' })).toBe(`const { AstroProject, AwsCredentials, AwsSecretsBackend } = require('projen-astro-airflow');

const project = new AstroProject({
  name: 'orders',
  runtimeVersion: '3.1-12',
  credentials: [AwsCredentials.session()],
  secretsBackend: AwsSecretsBackend.secretsManager(),
  exampleDag: {},
});

project.synth();
`);
});

test('an rc file in Python spells the options as Python does', () => {
  expect(rcText({ ...FULL, language: 'Python', type: typeIn('Python') })).toBe(`from projen_astro_airflow import AstroProject, AwsCredentials, AwsSecretsBackend, ExampleDagOptions

project = AstroProject(
    name="orders",
    runtime_version="3.1-12",
    github=False,
    keys_in_override=True,
    projen_command="npx \\"projen\\"",
    some_number=7,
    credentials=[AwsCredentials.session()],
    secrets_backend=AwsSecretsBackend.secrets_manager(),
    example_dag=ExampleDagOptions(),
)
project.gitignore.add_patterns("# ours", "*.parquet", "it's.csv")
project.dockerignore.add_patterns("!docs")
project.gitattributes.add_attributes("*.parquet", "filter=lfs", "-text")

project.synth()
`);
});

describe('a class of an organization', () => {
  const given = (module: string, access: string): RcParts => ({
    language: 'TypeScript',
    type: { module, name: 'AcmeProject', text: 'AcmeProject' },
    options: { name: 'orders', team: 'data', access: { module: access, name: 'javascript', text: 'javascript.NpmAccess.PUBLIC' }, level: { module, name: 'Level', text: 'Level.HIGH' } },
    patterns: [],
    attributes: [],
  });

  test('is imported with what its options need, and its defaults are not repeated', () => {
    expect(rcText(given('@acme/airflow-standard', 'projen'))).toBe(`import { AcmeProject, Level } from '@acme/airflow-standard';
import { javascript } from 'projen';

const project = new AcmeProject({
  name: 'orders',
  team: 'data',
  access: javascript.NpmAccess.PUBLIC,
  level: Level.HIGH,
});

project.synth();
`);
  });

  test('is imported from its module in Python', () => {
    expect(rcText({ ...given('acme_airflow', 'projen'), language: 'Python', options: { name: 'orders', level: { module: 'acme_airflow', name: 'Level', text: 'Level.HIGH' } } })).toBe(`from acme_airflow import AcmeProject, Level

project = AcmeProject(
    name="orders",
    level=Level.HIGH,
)

project.synth()
`);
  });
});

interface Told {
  readonly options: Record<string, unknown>;
  readonly calls: unknown[][];
}

/** What an rc file in a language of Node says to the project that it constructs. */
function told(text: string, language: RcLanguage): Told {
  const code = language === 'TypeScript' ? transpileModule(text, { compilerOptions: { module: 1, target: 9 } }).outputText : text;
  const result: Told = { options: {}, calls: [] };
  const record = (kind: string) => (...args: string[]) => void result.calls.push([kind, ...args]);
  class AstroProject {
    public readonly gitignore = { addPatterns: record('gitignore') };
    public readonly dockerignore = { addPatterns: record('dockerignore') };
    public readonly gitattributes = { addAttributes: record('gitattributes') };
    public readonly synth = record('synth');
    public constructor(options: object) {
      Object.assign(result.options, options);
    }
  }
  const library = { AstroProject, AwsCredentials: { session: () => 'session' }, AwsSecretsBackend: { secretsManager: () => 'manager' } };
  vm.runInNewContext(code, { require: () => library, exports: {} });
  return result;
}

const words = fc.oneof(fc.string({ unit: 'binary', maxLength: 8 }), fc.string({ unit: fc.constantFrom('\'', '"', '\\', '`', '$', '{', '\n', '\r', '\t', 'é', '\u2028', '\u{1F680}', 'n', ' '), maxLength: 8 }));
const parts = fc.record<RcParts>({
  type: fc.constant(typeIn('TypeScript')),
  cloud: fc.constant(cloud),
  language: fc.constantFrom<RcLanguage>('TypeScript', 'JavaScript', 'Python'),
  options: fc.dictionary(fc.stringMatching(/^[a-z]{2,5}([A-Z][a-z]{1,4}){0,2}s$/), fc.oneof(words, fc.boolean(), fc.integer(), fc.array(words, { maxLength: 3 })), { noNullPrototype: true, maxKeys: 4 }),
  patterns: fc.array(fc.record({ owner: fc.constantFrom('gitignore' as const, 'dockerignore' as const), lines: fc.array(words, { minLength: 1, maxLength: 3 }) }), { maxLength: 2 }),
  attributes: fc.array(fc.array(words, { minLength: 2, maxLength: 3 }), { maxLength: 2 }),
});

test('an rc file for Node says the very values that were given', () => {
  fc.assert(
    fc.property(parts, fc.constantFrom<RcLanguage>('TypeScript', 'JavaScript'), (given, language) => {
      const { options, calls } = told(rcText({ ...given, language }), language);
      const { credentials, secretsBackend, exampleDag, ...rest } = options;
      expect(JSON.parse(JSON.stringify([credentials, secretsBackend, exampleDag]))).toEqual([['session'], 'manager', {}]);
      expect(JSON.stringify(rest)).toBe(JSON.stringify(given.options));
      expect(calls).toEqual([...given.patterns.map(({ owner, lines }) => [owner, ...lines]), ...given.attributes.map((one) => ['gitattributes', ...one]), ['synth']]);
    }),
    propertyOptions(10),
  );
});

testIf(hasPython('ast'), 'python3')('an rc file in Python says the very values that were given', () => {
  const samples = fc.sample(parts, { ...propertyOptions(10) });
  const texts = samples.map((one) => rcText({ ...one, language: 'Python', type: typeIn('Python') }));
  const said = python<unknown[]>(
    `
import ast
def literal(node):
    return ast.literal_eval(node)
result = []
for text in data:
    tree = ast.parse(text)
    calls = [node for node in tree.body if isinstance(node, (ast.Assign, ast.Expr))]
    keywords = {k.arg: literal(k.value) for k in calls[0].value.keywords if k.arg not in ("credentials", "secrets_backend", "example_dag")}
    result.append([keywords, [[ast.unparse(c.value.func)] + [literal(a) for a in c.value.args] for c in calls[1:]]])
`,
    texts,
  );
  const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  expect(said).toHaveLength(samples.length);
  samples.forEach((one, i) => {
    const keywords = Object.fromEntries(Object.entries(one.options).map(([name, value]) => [snake(name), value]));
    const calls = [
      ...one.patterns.map(({ owner, lines }) => [`project.${owner}.add_patterns`, ...lines]),
      ...one.attributes.map((attribute) => ['project.gitattributes.add_attributes', ...attribute]),
      ['project.synth'],
    ];
    expect(said[i]).toEqual([keywords, calls]);
  });
});
