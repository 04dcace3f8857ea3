import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { promisify } from 'node:util';
import type { DriftReport } from '../../../src/drift/report';
import { BIN, environment } from '../../support/drift/command';
import { linkPackages, read, tempDir, write } from '../../support/util';

const MODULES = path.resolve(__dirname, '../../../node_modules');
const TASKS = '.projen/tasks.json';

/**
 * The default task of a TypeScript project runs `ts-node`, which checks the types first and so takes three seconds. tsx
 * hooks into Node in the same way, and does without.
 */
const TS_NODE = `#!/usr/bin/env node
require(${JSON.stringify(require.resolve('tsx/cjs/api'))}).register();
require(require('node:path').resolve(process.argv.at(-1)));
`;

/** What `projen new` makes without a network, and the arguments with which this machine can run its rc file. */
const TYPES: Record<string, string[]> = {
  'node': [],
  'typescript': [],
  'typescript-app': [],
  'jsii': [],
  'react': [],
  'react-ts': [],
  'nextjs': [],
  'nextjs-ts': [],
  'awscdk-app-ts': [],
  'awscdk-construct': [],
  'cdk8s-app-ts': [],
  'cdk8s-construct': [],
  'cdktn-construct': [],
  // Its runner of TypeScript wants Node 22.
  'cdktn-app-ts': ['--no-projenrc-ts'],
  // An rc file in Python wants projen for Python.
  'python': ['--projenrc-js', '--no-projenrc-python'],
  'awscdk-app-py': ['--projenrc-js', '--no-projenrc-python'],
  'cdk8s-app-py': ['--projenrc-js', '--no-projenrc-python'],
};

/** What has no rc file in JavaScript by itself: the base project none at all, a Java project one for Maven. */
const OTHER_TYPES: Record<string, string> = {
  'project': "new projen.Project({ name: 'orders' })",
  'java': "new projen.java.JavaProject({ name: 'orders', groupId: 'org.orders', artifactId: 'orders', version: '0.1.0', projenrcJava: false })",
  'awscdk-app-java': `new projen.awscdk.AwsCdkJavaApp({
    name: 'orders', groupId: 'org.orders', artifactId: 'orders', version: '0.1.0', mainClass: 'org.orders.Main', cdkVersion: '2.1.0', projenrcJava: false,
  })`,
  'python with poetry': `new projen.python.PythonProject({
    name: 'orders', moduleName: 'orders', version: '0.1.0', authorName: 'A', authorEmail: 'a@example.com', poetry: true, pip: false, venv: false, setuptools: false, projenrcPython: false,
  })`,
  'python with uv': `new projen.python.PythonProject({
    name: 'orders', moduleName: 'orders', version: '0.1.0', authorName: 'A', authorEmail: 'a@example.com', uv: true, pip: false, venv: false, setuptools: false, projenrcPython: false,
  })`,
};

describe('a project is in sync right after it was made, and each managed file is reported right after an edit or its deletion', () => {
  test.concurrent.each(Object.entries(TYPES))('%s', async (type, args) => {
    const directory = emptyProject();
    await run(directory, path.join(MODULES, 'projen/bin/projen'), 'new', type, '--no-git', '--no-post', ...args);
    await checkIt(directory);
  });

  test.concurrent.each(Object.entries(OTHER_TYPES))('%s, with an rc file in JavaScript', async (_, construction) => {
    const directory = emptyProject();
    write(directory, { '.projenrc.js': `const projen = require('projen');\nconst project = ${construction};\nnew projen.javascript.Projenrc(project);\nproject.synth();\n` });
    await run(directory, '.projenrc.js');
    await checkIt(directory);
  });
});

function emptyProject(): string {
  const directory = path.join(tempDir(), 'orders');
  linkPackages(directory);
  write(directory, { 'node_modules/.bin/ts-node': TS_NODE });
  fs.chmodSync(path.join(directory, 'node_modules/.bin/ts-node'), 0o755);
  return directory;
}

async function checkIt(directory: string): Promise<void> {
  const first = await drift(directory);
  expect(first).toMatchObject({ result: 'in-sync', files: [] });

  const listed = (JSON.parse(read(directory, '.projen/files.json')) as { files: string[] }).files;
  // projen lists a file that it does not write as long as there are no dependencies.
  const managed = listed.filter((name) => fs.existsSync(path.join(directory, name)));
  expect(first.inSync).toBeGreaterThanOrEqual(managed.length);
  // The check itself runs a task.
  const isDeleted = (name: string, index: number): boolean => name !== TASKS && index % 2 === 1;
  managed.forEach((name, index) => (isDeleted(name, index) ? fs.rmSync(path.join(directory, name)) : edit(directory, name)));
  const { result, files } = await drift(directory);
  expect([result, Object.fromEntries(files.map(({ path: name, status }) => [name, status]))]).toEqual([
    'drift',
    Object.fromEntries(managed.map((name, index) => [name, isDeleted(name, index) ? 'missing' : 'modified'])),
  ]);
}

function edit(directory: string, name: string): void {
  const text = read(directory, name);
  write(directory, { [name]: text.startsWith('{') ? JSON.stringify({ ...(JSON.parse(text) as object), edited: 1 }) : `${text}edited\n` });
}

async function drift(directory: string): Promise<DriftReport & { result: string }> {
  return JSON.parse(await run(directory, BIN, 'drift', '--format', 'json')) as DriftReport & { result: string };
}

/** @returns what was printed; the check ends with 1 where it finds something */
async function run(directory: string, ...args: string[]): Promise<string> {
  try {
    return (await promisify(execFile)(process.execPath, args, { cwd: directory, env: environment({ PROJEN_DISABLE_POST: 'true' }) })).stdout;
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: number; stdout: string; stderr: string };
    if (code !== 1 || stdout === '') {
      throw new Error(`${args.join(' ')} failed: ${stderr}`);
    }
    return stdout;
  }
}
