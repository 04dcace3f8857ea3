import * as fs from 'node:fs';
import * as path from 'node:path';
import { NodePackageManager } from 'projen/lib/javascript';
import { LogLevel } from 'projen/lib/logger';
import { TypeScriptRunner } from 'projen/lib/typescript';
import type { AstroProjectOptions } from '../../../src';
import { astroProject, FULL, synth, tasks } from '../../support/astro-project/projects';
import { read, readTree, unsigned } from '../../support/util';

const has = (outdir: string, name: string) => fs.existsSync(path.join(outdir, name));
/** What a synth prints. */
function printedWith(options: Partial<AstroProjectOptions>): string {
  const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  try {
    synth({ ...options, logging: { level: LogLevel.WARN } });
    return printed.mock.calls.flat().join('\n');
  } finally {
    printed.mockRestore();
  }
}

const manifest = (outdir: string) => JSON.parse(read(outdir, 'package.json')) as Record<string, any>;

describe('without options', () => {
  const outdir = synth();

  test('there are no credentials, no secrets backend and no example DAG', () => {
    expect(read(outdir, '.env')).toBe('');
    expect(Object.keys(readTree(outdir)).filter((name) => /^\.env\.example$|example_secrets/.test(name))).toEqual([]);
    expect(unsigned(read(outdir, 'docker-compose.override.yml'))).toMatch(/\nservices: \{\}\n$/);
  });

  test('the rc file is .projenrc.ts, which tsx runs', () => {
    expect(tasks(outdir).default.steps).toEqual([{ exec: 'node --import ./.projen/tsx.mjs .projenrc.ts' }]);
    expect(read(outdir, 'README.md')).toContain('`.projenrc.ts` declares the runtime');
  });

  test('package.json is private, of npm, and has what the rc file needs', () => {
    expect(manifest(outdir)).toMatchObject({ name: 'orders', private: true, version: '0.0.0', license: 'UNLICENSED', engines: { node: '>= 20.17.0' } });
    expect(Object.keys(manifest(outdir).devDependencies as object)).toEqual(['constructs', 'projen', 'projen-astro-airflow', 'tsx']);
    expect(manifest(outdir)).not.toHaveProperty('main');
    expect(manifest(outdir)).not.toHaveProperty('publishConfig');
    expect(tasks(outdir)['install:ci'].steps).toEqual([{ exec: 'npm ci' }]);
    expect(read(outdir, 'README.md')).toContain('\nnpm ci\n');
  });

  test('GitHub gets the drift workflow, without Mergify and the check of titles', () => {
    expect(has(outdir, '.github/workflows/drift.yml')).toBe(true);
    expect(Object.keys(readTree(outdir)).filter((name) => /mergify|pull-request-lint/.test(name))).toEqual([]);
    expect(tasks(outdir)).toHaveProperty('drift');
  });
});

describe('github', () => {
  test('false leaves all of it out', () => {
    const project = astroProject({ github: false });
    project.synth();
    expect([project.github, has(project.outdir, '.github')]).toEqual([undefined, false]);
    expect(tasks(project.outdir)).toHaveProperty('drift');
  });

  test('takes options of its own, and the defaults give way to them', () => {
    const outdir = synth({ githubOptions: { pullRequestLint: true } });
    expect(Object.keys(readTree(outdir))).toEqual(expect.arrayContaining(['.github/workflows/pull-request-lint.yml']));
  });

  test('driftCheck false leaves task and workflow out', () => {
    const outdir = synth({ driftCheck: false });
    expect([has(outdir, '.github/workflows/drift.yml'), 'drift' in tasks(outdir)]).toEqual([false, false]);
  });
});

test('keysInOverride puts the keys into the override instead of .env', () => {
  const outdir = synth({ ...FULL, keysInOverride: true });
  expect(read(outdir, '.env')).toBe('');
  expect(read(outdir, 'docker-compose.override.yml')).toContain('AIRFLOW__SECRETS__BACKEND:');
});

describe('devDeps', () => {
  test('are npm packages of package.json, and one that the rc file needs is pinned', () => {
    const { devDependencies } = manifest(synth({ devDeps: ['prettier@^3', 'projen@0.103.25', 'left'] }));
    expect(devDependencies).toEqual({ 'constructs': '*', 'left': '*', 'prettier': '^3', 'projen': '0.103.25', 'projen-astro-airflow': '*', 'tsx': '*' });
  });

  test('add to those of packageOptions', () => {
    const { devDependencies } = manifest(synth({ projenrcJs: true, devDeps: ['prettier@^3'], packageOptions: { devDeps: ['projen@0.103.25'], deps: ['left@1.0.0'] } }));
    expect(devDependencies).toEqual({ 'constructs': '*', 'prettier': '^3', 'projen': '0.103.25', 'projen-astro-airflow': '*' });
  });

  test.each(['', ' ', 'prettier@', '@scope/name@'])('that npm could not read are refused: "%s"', (one) => {
    expect(() => astroProject({ devDeps: [one] })).toThrow(`devDeps: "${one}" is not a package that npm can read. Write one such as prettier@^3.`);
  });

  test.each(['left', '@scope/name', '@scope/name@1.2.3', 'left@npm:right@^1', 'left@file:../left'])('that npm can read are taken: %s', (one) => {
    expect(() => astroProject({ devDeps: [one] })).not.toThrow();
  });

  test('are Python packages beside an rc file in Python', () => {
    expect(read(synth({ projenrcPython: true, devDeps: ['ruff==0.12.0'] }), 'requirements-dev.txt')).toContain('\nruff==0.12.0\n');
  });
});

describe('packageOptions', () => {
  test('choose another package manager, and README and tasks follow', () => {
    const outdir = synth({ packageOptions: { packageManager: NodePackageManager.PNPM } });
    expect(tasks(outdir)['install:ci'].steps).toEqual([{ exec: 'pnpm i --frozen-lockfile' }]);
    expect(read(outdir, 'README.md')).toContain('\npnpm i --frozen-lockfile\n');
    expect(read(outdir, '.gitattributes')).toContain('/pnpm-lock.yaml');
  });

  test('give license, description and version of Node', () => {
    const outdir = synth({ packageOptions: { license: 'MIT', description: 'Orders', minNodeVersion: '22.0.0' } });
    expect(manifest(outdir)).toMatchObject({ license: 'MIT', description: 'Orders', engines: { node: '>= 22.0.0' }, private: true });
  });
});

describe('the rc file', () => {
  test.each([
    ['JavaScript', { projenrcJs: true }, 'node .projenrc.js'],
    ['JavaScript under another name', { projenrcJs: true, projenrcJsOptions: { filename: '.projenrc.cjs' } }, 'node .projenrc.cjs'],
    ['TypeScript under another name', { projenrcTsOptions: { filename: 'projenrc.ts' } }, 'node --import ./.projen/tsx.mjs projenrc.ts'],
    ['Python', { projenrcPython: true }, 'python .projenrc.py'],
    ['Python under another name', { projenrcPython: true, projenrcPythonOptions: { filename: 'projenrc.py', pythonExec: 'python3' } }, 'python3 projenrc.py'],
  ])('in %s is run by the default task', (_, options, command) => {
    const outdir = synth(options);
    const [step] = tasks(outdir).default.steps as Array<{ exec?: string; execArgs?: string[] }>;
    expect(step.exec ?? step.execArgs?.join(' ')).toBe(command);
    expect(read(outdir, 'README.md')).toContain(`\`${command.split(' ').at(-1)}\` declares the runtime`);
  });

  test('in TypeScript is run by another runner if one is given', () => {
    const outdir = synth({ projenrcTsOptions: { runner: TypeScriptRunner.tsx() } });
    expect(JSON.stringify(tasks(outdir).default.steps)).not.toContain('node --import');
  });

  test('in JSON is run by projen itself', () => {
    const outdir = synth({ projenrcJson: true });
    expect(tasks(outdir).default.steps).toEqual([{ builtin: 'run-projenrc-json' }]);
    expect(Object.keys(manifest(outdir).devDependencies as object)).not.toContain('tsx');
  });
});

test('comments stay in .gitignore, unless gitIgnoreOptions says otherwise', () => {
  const withComment = (options: Parameters<typeof synth>[0]) => read(synth(options, (project) => project.gitignore.addPatterns('# ours')), '.gitignore').includes('# ours');
  expect([withComment({}), withComment({ gitIgnoreOptions: { filterCommentLines: true } })]).toEqual([true, false]);
});

describe('an option that another one leaves without effect has a warning', () => {
  test.each<[Partial<AstroProjectOptions>, string]>([
    [{ github: false, githubOptions: { mergify: true } }, 'githubOptions has no effect with github: false. Remove it.'],
    [{ github: false, dagWorkflow: true }, "dagWorkflow has no effect: the project orders does not have projen's GitHub component. Add that, or remove dagWorkflow."],
    [{ projenrcPython: true, packageOptions: { npmTokenSecret: 'X' } }, 'packageOptions has no effect with an rc file in Python, which has no package.json. Remove it.'],
    [{ projenrcJsOptions: { filename: 'x.js' } }, 'projenrcJsOptions has no effect with an rc file in TypeScript. Remove it.'],
    [{ projenrcJs: true, projenrcTsOptions: {} }, 'projenrcTsOptions has no effect with an rc file in JavaScript. Remove it.'],
  ])('%j', (options, warning) => {
    expect(printedWith(options)).toContain(warning);
  });

  test.each<[Partial<AstroProjectOptions>]>([[{ github: false }], [{ githubOptions: { mergify: true }, dagWorkflow: true }], [{ projenrcJs: true, projenrcJsOptions: {}, packageOptions: {} }], [{ projenrcPython: true }]])('unlike %j', (options) => {
    expect(printedWith(options)).not.toContain('no effect');
  });
});
