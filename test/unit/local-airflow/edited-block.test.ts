/* eslint-disable import/order -- projen's own libraries hold on to functions of fs from the moment they are loaded. */
import { check } from '../../support/drift/check-in-process';
import * as path from 'node:path';
import type { Project } from 'projen/lib/project';
import { LocalAirflow } from '../../../src';
import { clean } from '../../../src/cli/clean';
import { bareProject, printedBy } from '../../support/projects';
import { read, tempDir, write } from '../../support/util';

const runtimeVersion = '3.1-12';

function declare(project: Project): void {
  const local = new LocalAirflow(project, { runtimeVersion, directory: 'airflow' });
  local.addDotenvKey('K', 'b');
  local.addRequirement('slack-sdk==3');
}

function build(outdir: string): Project {
  const project = bareProject(outdir);
  declare(project);
  return project;
}

/** A project with a line of the user's in each block. */
function edited(): string {
  const outdir = tempDir();
  build(outdir).synth();
  const insert = (name: string, above: RegExp, line: string): void => write(outdir, { [`airflow/${name}`]: read(outdir, `airflow/${name}`).replace(above, (found) => `${found}${line}\n`) });
  insert('.env', /^K=b\n/m, 'MY_SECRET=onlyhere');
  insert('requirements.txt', /^slack-sdk.*\n/m, 'pandas==2');
  insert('.gitignore', /^\.DS_Store\n/m, '/my-prod-keys.json');
  insert('.dockerignore', /^\.git\n/m, 'my-own');
  return outdir;
}

/** The user's line, by the file. */
const OWN: Readonly<Record<string, string>> = { '.env': 'MY_SECRET=onlyhere\n', 'requirements.txt': 'pandas==2\n', '.gitignore': '/my-prod-keys.json\n', '.dockerignore': 'my-own\n' };

test('what somebody wrote into a block is below it after a synth, which says so without a value', () => {
  const outdir = edited();
  const printed = printedBy(declare, outdir);
  Object.entries(OWN).forEach(([name, line]) => expect(read(outdir, `airflow/${name}`).endsWith(`# <<< projen-astro-airflow <<<\n${line}`)).toBe(true));
  expect(printed).toContain('airflow/.env had lines of your own in the block of projen-astro-airflow, which takes generated lines only: MY_SECRET.');
  expect(printed).not.toContain('onlyhere');
  expect(printedBy(declare, outdir)).not.toContain('lines of your own');
});

test('the drift check says what a synth would move, and nothing once it has', () => {
  const outdir = edited();
  const reports = () => check(outdir, () => build(outdir)).files.filter(({ path: name, status }) => path.basename(name) in OWN && status !== 'in-sync');
  expect(reports()).toMatchObject(expect.arrayContaining([expect.objectContaining({ path: 'airflow/.env', status: 'modified', cause: 'edited', note: 'MY_SECRET would be moved out of the block' })]) as object);
  expect(reports()).toHaveLength(4);
  build(outdir).synth();
  expect(reports()).toEqual([]);
});

test('clean leaves it in the file', () => {
  const outdir = edited();
  expect(clean(path.join(outdir, 'airflow'))).toContain('.env: block removed; what was not generated stays: MY_SECRET');
  Object.entries(OWN).forEach(([name, line]) => expect(read(outdir, `airflow/${name}`)).toContain(line));
});
