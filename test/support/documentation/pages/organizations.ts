import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { compileFunction } from 'node:vm';
import * as projen from 'projen';
import * as ts from 'typescript';
import { parse } from 'yaml';
import * as airflow from '../../../../src';
import { readPage, type Block } from '../../pages';
import { read, write } from '../../util';
import { all, runsIn } from '../elsewhere';
import { entry, type Entry, type Proof } from '../proof';
import type { Terminal } from '../terminal';
import { runRcFile } from '../typescript';

const PAGE = 'docs/organizations.md';
const PACKAGE = '@acme/airflow-standard';
const TYPE = 'A project type of your own';

const codeBelow = (heading: string): Block[] => readPage(PAGE).blocks.filter((one) => one.heading === heading && one.language === 'ts');
const ownType = (): Block => codeBelow(TYPE)[0];

/** Installs the organization's package, made of blocks of the page, which jsii has not compiled. */
function install({ directory }: Pick<Terminal, 'directory'>, source: string): void {
  write(path.join(directory, 'node_modules', PACKAGE), {
    'package.json': JSON.stringify({ name: PACKAGE, version: '1.0.0', main: 'index.js', peerDependencies: { 'projen': '*', 'projen-astro-airflow': '*' } }),
    'index.js': ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } }).outputText,
  });
}

/** The rc file of a project whose type is a class of the page. */
const project = (className: string, options: string = ''): Block => ({
  ...ownType(), code: `import { AwsCredentials } from 'projen-astro-airflow';\nimport { ${className} } from '${PACKAGE}';\nnew ${className}({ name: 'orders-pipelines', team: 'data', ${options} }).synth();\nvoid AwsCredentials;\n`,
});

function made(rc: Block, source: string = ownType().code): string {
  return runRcFile(rc, (terminal) => install(terminal, source));
}

const upgraded = (directory: string): string => (JSON.parse(read(directory, '.projen/tasks.json')) as { tasks: { upgrade: { steps: Array<{ exec: string }> } } }).tasks.upgrade.steps[0].exec;

/** Projects of the class have its defaults, can change them, and cannot change what comes after the options. */
const defaults: Proof = () => {
  const outdir = made(project('OurAstroProject', "runtimeVersion: '13.7.0', driftCheck: false"));
  expect(read(outdir, 'docker-compose.override.yml')).toContain('TEAM: data');
  expect(read(outdir, 'requirements.txt')).toContain('our-airflow-plugins');
  expect(read(outdir, '.env')).toContain('data/variables');
  expect([read(outdir, 'Dockerfile'), fs.existsSync(path.join(outdir, '.github/workflows/drift.yml'))]).toEqual(['FROM quay.io/astronomer/astro-runtime:13.7.0\n', true]);
};

const usesType: Proof = (rc) => {
  const outdir = made(rc);
  expect(read(outdir, 'docker-compose.override.yml')).toContain('TEAM: data');
  expect(JSON.parse(read(outdir, 'package.json'))).toMatchObject({ devDependencies: { [PACKAGE]: '*' } });
  expect(upgraded(outdir)).toContain(`${PACKAGE}@latest`);
};

const component: Proof = ({ code }) => {
  const rc = `import { Project } from 'projen';
import { LocalAirflow } from 'projen-astro-airflow';
import { OurLocalAirflow } from '${PACKAGE}';
const project = new Project({ name: 'orders' });
if (new OurLocalAirflow(project) !== LocalAirflow.of(project)) { throw new Error('not found'); }
project.synth();
`;
  const outdir = made({ ...ownType(), code: rc }, code);
  expect(read(outdir, 'requirements.txt')).toContain('our-airflow-plugins');
  expect(read(outdir, 'docker-compose.override.yml')).toContain('.airflow-credentials/aws/');
};

/** A rule stops the run before it writes anything, and the drift check of a project that was in order until then. */
const rules: Proof = ({ code }) => {
  const source = `${code}\nexport class Free extends AstroProject {}\n`;
  const outdir = made(project('CheckedAstroProject'), source);
  expect(fs.existsSync(path.join(outdir, 'docker-compose.override.yml'))).toBe(true);
  for (const [broken, message] of [['credentials: [AwsCredentials.mounted()]', 'DAGs must not read ~/.aws.'], ["runtimeVersion: '13.7.0'", 'Airflow 2.11 is no longer allowed.']]) {
    let terminal: Terminal | undefined;
    runRcFile(project('CheckedAstroProject'), (one) => {
      install(one, source);
      terminal = one;
    });
    write(terminal!.directory, { '.projenrc.ts': project('CheckedAstroProject', broken).code });
    const before = read(terminal!.directory, 'docker-compose.override.yml');
    expect(terminal!.run('npx projen')).toMatchObject({ status: 1, output: expect.stringContaining(message) });
    expect(terminal!.run('npx projen-astro-airflow drift')).toMatchObject({ status: 2, output: expect.stringContaining(message) });
    expect([read(terminal!.directory, 'docker-compose.override.yml'), read(terminal!.directory, 'Dockerfile')]).toEqual([before, expect.not.stringContaining('13.7.0')]);
  }
};

/** The page's test runs as in jest, and fails if the class does not name the team. */
const testOfClass: Proof = ({ code }) => {
  const run = (source: string): void => {
    const own: Record<string, unknown> = {};
    const modules: Readonly<Record<string, unknown>> = { [PACKAGE]: own, 'projen-astro-airflow': airflow, projen, 'node:fs': fs, 'node:os': os, 'node:path': path };
    const required = (name: string): unknown => modules[name];
    const compiled = (text: string): string => ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } }).outputText;
    (compileFunction(compiled(source), ['exports', 'require']) as (...values: unknown[]) => void)(own, required);
    let count = 0;
    const test = (_: string, body: () => void): void => {
      count++;
      body();
    };
    (compileFunction(compiled(code), ['exports', 'require', 'test', 'expect']) as (...values: unknown[]) => void)({}, required, test, expect);
    expect(count).toBe(1);
  };
  run(ownType().code);
  expect(() => run(ownType().code.replace("this.addEnvironment('TEAM', options.team);", ''))).toThrow('TEAM: data');
};

const pinned: Proof = (rc) => {
  const outdir = made(rc);
  expect(JSON.parse(read(outdir, 'package.json'))).toMatchObject({ devDependencies: { [PACKAGE]: '^1.0.0', projen: '^0.103.0' } });
  expect(upgraded(outdir)).not.toMatch(/airflow-standard|[ ]projen@/);
  expect(upgraded(outdir)).toContain(' projen-astro-airflow@latest');
};

/** The function is called as the page says, and the commands of its workflow run in the project. */
const upgradeWorkflow: Proof = ({ code }) => {
  const source = `${code}\nimport { AstroProject as Base } from 'projen-astro-airflow';\nexport class Upgraded extends Base { constructor(options: any) { super(options); addUpgradeWorkflow(this); } }\n`;
  let terminal: Terminal | undefined;
  const outdir = runRcFile(project('Upgraded'), (one) => {
    install(one, source);
    terminal = one;
  });
  const { jobs } = parse(read(outdir, '.github/workflows/upgrade.yml')) as { jobs: { upgrade: { steps: Array<{ run?: string; uses?: string; with?: { token?: string } }> } } };
  const { steps } = jobs.upgrade;
  expect(steps.at(-1)).toMatchObject({ uses: expect.stringMatching(/^peter-evans\/create-pull-request@/), with: { token: '${{ secrets.PROJEN_GITHUB_TOKEN }}' } });
  const commands = steps.flatMap(({ run }) => run ?? []);
  expect(commands).toEqual(['npm ci', 'npx projen upgrade']);
  expect(terminal!.runs('npx projen upgrade').calls.find((call) => call.startsWith('npm install'))).toContain('projen-astro-airflow@latest');
};

export const organizations: readonly Entry[] = [
  entry(TYPE, 'ts', defaults, usesType),
  entry('For projects of other types', 'ts', component),
  entry('Publish it', 'sh', all(
    // A package that is not on the registry is packed and installed there.
    runsIn('test/packed/organization.test.ts', 'is made by projen new, and the rc file names its class and package and nothing that it does by itself'),
    ({ code }) => {
      const [, name, ...flags] = /^npx projen new --from (\S+)((?: --\w+ \S+)+)\n$/.exec(code) ?? [];
      expect(name).toBe(PACKAGE);
      expect(flags.join('').match(/--(\w+)/g)).toEqual(['--name', '--team']);
      expect(ownType().code).toContain('readonly team: string;');
    },
  )),
  entry('Rules', 'ts', rules, testOfClass),
  entry('Versions', 'ts', pinned),
  entry('Roll out a change', 'ts', upgradeWorkflow),
];
