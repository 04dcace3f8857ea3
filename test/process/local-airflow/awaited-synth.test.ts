import { spawnSync } from 'node:child_process';
import { BIN, CHILD, environment } from '../../support/drift/command';
import { linkPackages, tempDir, write } from '../../support/util';

const NOTICE = (name: string): string => `projen-astro-airflow: ${name} never calls synth() of the project orders, so none of its files was written. Call project.synth() at its end; a subproject is written with the project that it has as parent.\n`;
const RC = (rest: string): string => `const { Project } = require('projen');
const { DriftCheck, LocalAirflow } = require('projen-astro-airflow');
const project = new Project({ name: 'orders' });
${rest}`;
const COMPONENT = "new LocalAirflow(project, { runtimeVersion: '3.1-12' });\n";

function run(name: string, text: string): { status: number | null; stderr: string } {
  const directory = tempDir();
  linkPackages(directory);
  write(directory, { [name]: text });
  const { status, stderr } = spawnSync(process.execPath, [name], { cwd: directory, encoding: 'utf-8', env: environment() });
  return { status, stderr };
}

test.each([
  ['a LocalAirflow', '.projenrc.js', COMPONENT],
  ['a DriftCheck', '.projenrc.cjs', 'new DriftCheck(project);\n'],
  ['an rc file of another name', 'rc.js', `${COMPONENT}project.defaultTask.exec('node rc.js');\n`],
])('an rc file with %s that never calls synth() says that nothing was written, and succeeds', (_, name, code) => {
  expect(run(name, RC(code))).toEqual({ status: 0, stderr: NOTICE(name) });
});

test.each([
  ['calls it', '.projenrc.js', `${COMPONENT}project.synth();\n`],
  ['calls it of a second tree', '.projenrc.js', `${COMPONENT}project.synth();\nconst other = new Project({ name: 'b', outdir: 'b' });\nnew DriftCheck(other, { workflow: false });\nother.synth();\n`],
  ['calls it of a subproject alone', '.projenrc.js', `${COMPONENT.replace('project,', "new Project({ name: 'b', outdir: 'b', parent: project }),")}project.subprojects[0].synth();\n`],
  ['has none of our components', '.projenrc.js', ''],
  ['is a test, which only constructs', 'orders.test.js', COMPONENT],
])('a program that %s says nothing of it', (_, name, code) => {
  expect(run(name, RC(code))).toEqual({ status: 0, stderr: '' });
});

test('another error is the only one', () => {
  const { status, stderr } = run('.projenrc.js', RC(`${COMPONENT}throw new Error('of mine');\n`));
  expect([status, stderr.includes('Error: of mine'), stderr.includes('synth()')]).toEqual([1, true, false]);
  expect(run('.projenrc.js', RC(`${COMPONENT}process.exitCode = 3;\n`))).toEqual({ status: 3, stderr: '' });
});

test.each([['in memory', ''], ['in a copy', CHILD]])('the drift check %s says it once, in its own words', (_, code) => {
  const directory = tempDir();
  linkPackages(directory);
  write(directory, { '.projenrc.js': RC(COMPONENT + code), '.projen/tasks.json': JSON.stringify({ tasks: { default: { name: 'default', steps: [{ exec: 'node .projenrc.js' }] } } }) });
  const { status, stderr } = spawnSync(process.execPath, [BIN, 'drift'], { cwd: directory, encoding: 'utf-8', env: environment() });
  expect([status, stderr.match(/synth\(\)/g)?.length]).toEqual([2, 2]);
  expect(stderr).toContain('.projenrc.js ended without a call of synth(), so nothing could be compared.');
});
