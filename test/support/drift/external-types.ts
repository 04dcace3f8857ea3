import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { synthesize } from './command';
import { MAY_START_A_CHILD } from './command-runs';
import { installOnce } from '../../contract/install-once';
import { tempDir, write } from '../util';

const INSTALLED = path.resolve(__dirname, '../../../.cache/external-types');

/** The types, and the projen that they run with. */
export const MODULES = path.join(INSTALLED, 'node_modules');

/** Project types from npm, each made by other authors and none by us. A few want something beside them. */
const PINS = {
  '@awlsring/projen-commons': '0.0.226',
  '@cdk8s/projen-common': '0.0.559',
  '@gemeentenijmegen/projen-project-type': '1.12.5',
  '@hallcor/pulumi-projen-project-types': '0.0.65',
  '@jttc/projen-project-types': '1.0.0-beta.10',
  '@pepperize/projen-awscdk-app-ts': '0.0.798',
  '@rlmartin-projen/projen-project': '0.0.37',
  '@taimos/projen': '0.0.212',
  'cdklabs-projen-project-types': '0.6.16',
  'clone-deep': '4.0.1',
  'constructs': '10.5.0',
  'deployable-awscdk-app-ts': '0.1.463',
  'dkershner6-projen-typescript': '0.0.87',
  'lerna-projen': '0.1.562',
  'mrpj': '0.0.1',
  'projen': '0.103.25',
  'projen-github-action-typescript': '0.0.514',
};

/** Many of them say that they do not run with a projen as new as this one, and do. */
const WANTED = JSON.stringify({ private: true, dependencies: PINS, overrides: { projen: '$projen', constructs: '$constructs' } });

/** What most types need. */
const COMMON = "name: 'orders', defaultReleaseBranch: 'main', projenrcTs: false";
const LIBRARY = `${COMMON}, author: 'A', authorAddress: 'a@example.com', repositoryUrl: 'https://github.com/example/orders.git'`;
const CDK = "cdkVersion: '2.170.0'";

/** The one that cannot be checked in memory. */
export const TWO_STEPS = 'lerna-projen, whose default task has a second step';

/** How an rc file makes a project of each type, by the package and what is special in it. */
export const EXTERNAL_TYPES: Readonly<Record<string, string>> = {
  '@awlsring/projen-commons': `
    const { AwlsringAwsCdkLibrary } = require('@awlsring/projen-commons');
    const project = new AwlsringAwsCdkLibrary({ ${LIBRARY}, ${CDK}, devDeps: ['@awlsring/projen-commons'] });`,
  '@cdk8s/projen-common': `
    const { Cdk8sTeamTypeScriptProject } = require('@cdk8s/projen-common');
    const project = new Cdk8sTeamTypeScriptProject({ name: 'cdk8s-orders', repoName: 'cdk8s-orders', defaultReleaseBranch: 'main', devDeps: ['@cdk8s/projen-common'] });`,
  '@gemeentenijmegen/projen-project-type': `
    const { GemeenteNijmegenTsPackage } = require('@gemeentenijmegen/projen-project-type');
    const project = new GemeenteNijmegenTsPackage({ ${COMMON}, repository: 'https://github.com/example/orders.git', devDeps: ['@gemeentenijmegen/projen-project-type'] });`,
  '@hallcor/pulumi-projen-project-types': `
    const { TypeScriptProject } = require('@hallcor/pulumi-projen-project-types');
    const project = new TypeScriptProject({ ${COMMON}, devDeps: ['@hallcor/pulumi-projen-project-types'] });`,
  '@jttc/projen-project-types, a monorepo of Nx': `
    const { NxMonorepo } = require('@jttc/projen-project-types');
    const { TypeScriptProject } = require('projen/lib/typescript');
    const project = new NxMonorepo({ ${COMMON}, devDeps: ['@jttc/projen-project-types'] });
    new TypeScriptProject({ parent: project, name: 'inner', outdir: 'packages/inner', defaultReleaseBranch: 'main', packageManager: project.package.packageManager });`,
  '@jttc/projen-project-types, without Node': `
    const { TerraformModuleProject } = require('@jttc/projen-project-types');
    const { Projenrc } = require('projen/lib/javascript');
    const project = new TerraformModuleProject({ name: 'orders' });
    new Projenrc(project);`,
  '@pepperize/projen-awscdk-app-ts': `
    const { AwsCdkTypeScriptApp } = require('@pepperize/projen-awscdk-app-ts');
    const project = new AwsCdkTypeScriptApp({ ${COMMON}, ${CDK}, devDeps: ['@pepperize/projen-awscdk-app-ts'] });`,
  '@rlmartin-projen/projen-project': `
    const { ProjenProject } = require('@rlmartin-projen/projen-project');
    const project = new ProjenProject({ ${LIBRARY}, name: '@example/orders', devDeps: ['@rlmartin-projen/projen-project'] });`,
  '@taimos/projen': `
    const { TaimosTypescriptLibrary } = require('@taimos/projen');
    const project = new TaimosTypescriptLibrary({ ${COMMON}, devDeps: ['@taimos/projen'] });`,
  'cdklabs-projen-project-types': `
    const { CdklabsTypeScriptProject } = require('cdklabs-projen-project-types');
    const project = new CdklabsTypeScriptProject({ ${COMMON}, private: false, release: false, devDeps: ['cdklabs-projen-project-types'] });`,
  'cdklabs-projen-project-types, a monorepo of Yarn': `
    const { yarn } = require('cdklabs-projen-project-types');
    const project = new yarn.CdkLabsMonorepo({ ${COMMON}, devDeps: ['cdklabs-projen-project-types'] });
    new yarn.TypeScriptWorkspace({ parent: project, name: 'inner' });`,
  'deployable-awscdk-app-ts': `
    const { DeployableAwsCdkTypeScriptApp } = require('deployable-awscdk-app-ts');
    const awsCredentials = { accessKeyIdSecretName: 'KEY', secretAccessKeySecretName: 'SECRET', region: 'eu-west-1' };
    const project = new DeployableAwsCdkTypeScriptApp({
      ${COMMON}, ${CDK}, packageManager: 'npm', workflowNodeVersion: '20', deployOptions: { environments: [{ name: 'dev', awsCredentials }] }, devDeps: ['deployable-awscdk-app-ts'],
    });`,
  'dkershner6-projen-typescript': `
    const { Node20TypeScriptProject } = require('dkershner6-projen-typescript');
    const project = new Node20TypeScriptProject({ ${COMMON}, devDeps: ['dkershner6-projen-typescript', 'clone-deep'] });`,
  // Unless told otherwise it adds a step that needs lerna, which is large.
  [TWO_STEPS]: `
    const { LernaTypescriptProject } = require('lerna-projen');
    const { TypeScriptProject } = require('projen/lib/typescript');
    const project = new LernaTypescriptProject({ ${COMMON}, taskCustomizations: { default: { addLernaStep: false } }, devDeps: ['lerna-projen'] });
    new TypeScriptProject({ parent: project, name: 'inner', outdir: 'packages/inner', defaultReleaseBranch: 'main' });
    project.defaultTask.exec('node --version');`,
  'mrpj': `
    const { TypeScriptProject } = require('mrpj');
    const project = new TypeScriptProject({ ${COMMON}, devDeps: ['mrpj'] });`,
  'projen-github-action-typescript': `
    const { GitHubActionTypeScriptProject } = require('projen-github-action-typescript');
    const project = new GitHubActionTypeScriptProject({ ${COMMON}, devDeps: ['projen-github-action-typescript'] });`,
};

/** Installs the types, unless the folder that is kept has them already. */
export function installExternalTypes(): void {
  installOnce(INSTALLED, WANTED, () => {
    write(INSTALLED, { 'package.json': WANTED });
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: INSTALLED, stdio: 'pipe', shell: process.platform === 'win32' });
  });
}

const synthesizedOnce = new Map<string, string>();

/** A project of one of the types, as its first synth leaves it. Nobody may change it. */
export function externalProject(name: string): string {
  let directory = synthesizedOnce.get(name);
  if (directory === undefined) {
    directory = tempDir();
    write(directory, { '.projenrc.js': `${MAY_START_A_CHILD}${EXTERNAL_TYPES[name]}\n    project.synth();\n` });
    linkInstalled(directory);
    synthesize(directory);
    synthesizedOnce.set(name, directory);
  }
  return directory;
}

function linkInstalled(directory: string): void {
  const modules = path.join(directory, 'node_modules');
  fs.mkdirSync(modules);
  for (const entry of fs.readdirSync(MODULES, { withFileTypes: true }).filter((one) => one.isDirectory())) {
    fs.symlinkSync(path.join(MODULES, entry.name), path.join(modules, entry.name), 'junction');
  }
}
