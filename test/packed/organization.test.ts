import { spawn, execFileSync, type ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { organizationPackage } from './organization';
import { gitState, pack, packInto, projenNew, run, runs, tracked, WITHOUT_NOTICES, type Ran } from './projen-new';
import { buildWheels, hasPipAndVenv } from './wheels';
import { testIf } from '../support/projects';
import { read, tempDir, write } from '../support/util';

jest.setTimeout(300_000);

const PACKAGE = '@acme/airflow-standard';
const tarballs = tempDir();
let own: string;
let registry: ChildProcess;
let env: Record<string, string>;

beforeAll(async () => {
  const { tarball } = pack();
  own = tarball;
  fs.copyFileSync(tarball, path.join(tarballs, path.basename(tarball)));
  packInto(tarballs, organizationPackage(own, '1.0.0'));
  const upstream = execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf-8', shell: process.platform === 'win32' }).trim();
  registry = spawn(process.execPath, [path.join(__dirname, 'npm-registry.mjs'), tarballs, upstream], { stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await new Promise<string>((resolve) => registry.stdout!.once('data', (data: Buffer) => resolve(data.toString().trim())));
  env = { npm_config_registry: address, npm_config_audit: 'false', npm_config_fund: 'false', npm_config_prefer_offline: 'false', npm_config_cache: path.join(tempDir(), 'npm') };
});

afterAll(() => {
  registry.kill();
});

const made = (directory: string, ...flags: string[]): Ran => projenNew(directory, PACKAGE, ['--name', 'orders', ...flags], env);
/** What is there besides what npm installs for `projen new`. */
const leftIn = (directory: string): string[] => fs.readdirSync(directory).filter((name) => !['node_modules', 'package.json'].includes(name));
const standard = (directory: string): string | undefined => /STANDARD: "?([\d.]+)/.exec(read(directory, 'docker-compose.override.yml'))?.[1];

const RC = {
  TypeScript: [
    '.projenrc.ts', [],
    `import { AcmeProject, Tier } from '@acme/airflow-standard';

const project = new AcmeProject({
  name: 'orders',
  team: 'data',
  tier: Tier.GOLD_PLUS,
});

project.synth();
`,
  ],
  JavaScript: [
    '.projenrc.js', ['--projenrc-js'],
    `const { AcmeProject, Tier } = require('@acme/airflow-standard');

const project = new AcmeProject({
  name: 'orders',
  team: 'data',
  tier: Tier.GOLD_PLUS,
  projenrcJs: true,
});

project.synth();
`,
  ],
} as const;

describe.each(['TypeScript', 'JavaScript'] as const)('an organization\'s own type with an rc file in %s', (language) => {
  const [rcFile, flags, text] = RC[language];
  let directory: string;
  let created: Ran;

  beforeAll(() => {
    directory = path.join(tempDir(), 'orders');
    created = made(directory, '--team', 'data', '--tier', 'gold-plus', ...flags);
  });

  test('is made by projen new, and the rc file names its class and package and nothing that it does by itself', () => {
    expect(created).toMatchObject({ status: 0 });
    expect(read(directory, rcFile)).toBe(text);
    expect(gitState(directory)).toEqual({ commits: ['chore: project created with projen'], changes: '' });
    expect(tracked(directory)).not.toContain('dags/example_secrets_dag.py');
  });

  test('has the package among its dependencies, and is in sync', () => {
    expect((JSON.parse(read(directory, 'package.json')) as { devDependencies: object }).devDependencies).toMatchObject({ [PACKAGE]: '^1.0.0', 'projen-astro-airflow': expect.any(String) });
    runs(directory, ['npx', 'projen'], env);
    expect(run(directory, ['npx', 'projen', 'drift'], env)).toMatchObject({ status: 0 });
    expect(standard(directory)).toBe('1.0.0');
  });
});

testIf(hasPipAndVenv, 'Python 3 with venv and pip')('an organization\'s own type with an rc file in Python is made, in sync, and upgraded', () => {
  const parent = tempDir();
  const directory = path.join(parent, 'orders');
  expect(made(directory, '--team', 'data', '--tier', 'gold-plus', '--projenrc-python')).toMatchObject({ status: 0 });
  expect(read(directory, '.projenrc.py')).toBe(`from acme_airflow_standard import AcmeProject, Tier

project = AcmeProject(
    name="orders",
    team="data",
    tier=Tier.GOLD_PLUS,
)

project.synth()
`);
  expect(gitState(directory)).toEqual({ commits: ['chore: project created with projen'], changes: '' });
  expect(read(directory, 'requirements-dev.txt')).toContain('acme-airflow-standard==1.0.0\n');

  const { wheels, constraints } = buildWheels(parent, [path.resolve(__dirname, '../..'), organizationPackage(own, '1.0.0')]);
  const inPython = {
    PATH: [path.join(directory, '.projen-venv', 'bin'), process.env.PATH].join(path.delimiter),
    ...WITHOUT_NOTICES,
    PIP_FIND_LINKS: wheels,
    PIP_CONSTRAINT: constraints,
  };
  runs(directory, ['python3', '-m', 'venv', '.projen-venv']);
  runs(directory, ['pip', 'install', '--quiet', '-r', 'requirements-dev.txt'], inPython);
  runs(directory, ['projen'], inPython);
  expect(gitState(directory).changes).toBe('');
  expect(run(directory, ['projen', 'drift'], inPython)).toMatchObject({ status: 0 });

  buildWheels(parent, [organizationPackage(own, '1.1.0')]);
  runs(directory, ['projen', 'upgrade'], inPython);
  expect([standard(directory), read(directory, 'requirements-dev.txt')]).toEqual(['1.1.0', expect.stringContaining('acme-airflow-standard==1.1.0\n')]);
});

test('upgrade brings a new version of the package', () => {
  const directory = path.join(tempDir(), 'orders');
  expect(made(directory, '--team', 'data')).toMatchObject({ status: 0 });
  packInto(tarballs, organizationPackage(own, '1.1.0'));
  runs(directory, ['npx', 'projen', 'upgrade'], env);
  expect([standard(directory), (JSON.parse(read(directory, 'package.json')) as { devDependencies: object }).devDependencies]).toEqual(['1.1.0', expect.objectContaining({ [PACKAGE]: '^1.1.0' })]);
  expect(run(directory, ['npx', 'projen', 'drift'], env)).toMatchObject({ status: 0 });
});

test('a tree of astro dev init keeps its runtime, and the rc file says so', () => {
  const directory = path.join(tempDir(), 'orders');
  write(directory, { 'Dockerfile': 'FROM quay.io/astronomer/astro-runtime:13.7.0\n', 'dags/mine.py': '' });
  expect(made(directory, '--team', 'data')).toMatchObject({ status: 0 });
  expect([read(directory, 'Dockerfile'), read(directory, '.projenrc.ts')]).toEqual(['FROM quay.io/astronomer/astro-runtime:13.7.0\n', expect.stringContaining("  runtimeVersion: '13.7.0',\n  team: 'data',\n")]);
});

test.each<[string, string[], string]>([
  ['a flag that the type does not have', ['--team', 'data', '--teem', 'x'], '--teem is no flag of this project type.'],
  ['a value that the enumeration does not have', ['--team', 'data', '--tier', 'bronze'], 'tier has no value "bronze". Choose one of gold-plus, silver.'],
  ['an option that the type needs', [], 'Missing required option'],
])('%s is named, and nothing is written', (_, flags, message) => {
  const directory = path.join(tempDir(), 'orders');
  const { status, output } = made(directory, ...flags);
  expect([status, output]).toEqual([1, expect.stringContaining(message)]);
  expect(leftIn(directory)).toEqual([]);
});

/** Runs projen new with another package of the organization. */
function madeWith(version: string, source: string, prepare: (directory: string) => void = () => undefined): { readonly ran: Ran; readonly left: string[] } {
  const directory = path.join(tempDir(), 'orders');
  const packageDirectory = organizationPackage(own, version, source);
  prepare(packageDirectory);
  packInto(tarballs, packageDirectory);
  const ran = projenNew(directory, `${PACKAGE}@${version}`, ['--name', 'orders'], env);
  return { ran, left: leftIn(directory) };
}

const CLASS = (body: string, modifiers = 'export '): string => `import { AstroProject, type AstroProjectOptions } from 'projen-astro-airflow';

/** A project. */
${modifiers}class AcmeProject extends AstroProject {
  /** @param options what to declare */
  constructor(options: AstroProjectOptions) {
${body}
  }
}
`;

test.each<[string, string, string, string]>([
  ['whose constructor throws', '0.1.0', CLASS("    super(options);\n    throw new Error('The team is not in the directory.');"), 'The team is not in the directory.'],
  ['that keeps its options to itself', '0.2.0', CLASS('    super({ name: options.name, outdir: options.outdir });'), 'AcmeProject hands only some of its options on to its base class, so "projen new" cannot write an rc file.'],
  ['that is not exported', '0.3.0', `${CLASS('    super(options);', '')}\n/** Something else. */\nexport class Other {\n  /** Whether there is a class. */\n  public readonly found = AcmeProject !== undefined;\n}\n`, 'No project types found'],
])('of a class %s nothing is written', (_, version, source, message) => {
  const { ran, left } = madeWith(version, source);
  expect([ran.status, ran.output, left]).toEqual([1, expect.stringContaining(message), []]);
});

test('of a package that jsii has not compiled nothing is written, and projen says so', () => {
  const { ran, left } = madeWith('0.4.0', CLASS('    super(options);'), (directory) => fs.rmSync(path.join(directory, '.jsii')));
  expect([ran.status, ran.output, left]).toEqual([1, expect.stringContaining('All projen modules must be jsii modules!'), []]);
});

test('a class that derives from another of projen\'s, with a LocalAirflow in it, is made as projen makes it', () => {
  const { ran, left } = madeWith('0.5.0', `import { Project, ProjectOptions } from 'projen';
import { AwsCredentials, LocalAirflow } from 'projen-astro-airflow';

/** A project. */
export class AcmeProject extends Project {
  /** @param options what to declare */
  constructor(options: ProjectOptions) {
    super(options);
    new LocalAirflow(this, { runtimeVersion: '3.1-12', credentials: [AwsCredentials.mounted()] });
  }
}
`);
  expect(ran).toMatchObject({ status: 0 });
  expect(left).toEqual(expect.arrayContaining(['.projen', '.gitignore', 'docker-compose.override.yml']));
});
