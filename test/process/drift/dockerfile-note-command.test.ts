import * as fs from 'node:fs';
import * as path from 'node:path';
import { check, edit, inEveryFormat, projectOf, synthesize } from '../../support/drift/command';
import { read, tempDir, write } from '../../support/util';

const RC = `const { Project } = require('projen/lib/project');
const { Projenrc } = require('projen/lib/javascript/projenrc');
const { AstroRuntime } = require('projen-astro-airflow');
const { RuntimeDockerfile } = require('projen-astro-airflow/lib/runtime/runtime-dockerfile');
const project = new Project({ name: 'orders' });
new Projenrc(project);
new RuntimeDockerfile(project, '.', AstroRuntime.parse('3.1-12'), true);
project.synth();
`;
const NOTE = "it builds on 3.1-13, and runtimeVersion is '3.1-12': to keep 3.1-13, set runtimeVersion to '3.1-13'";

function bumped(): string {
  const directory = projectOf(RC, (made) => write(made, { Dockerfile: 'FROM astrocrpublic.azurecr.io/runtime:3.1-11\nUSER root\n' }));
  edit(directory, 'Dockerfile', (text) => text.replace('3.1-12', '3.1-13'));
  return directory;
}

test('every format says of a bumped tag which option keeps it', () => {
  const { status, report, text, github } = inEveryFormat(bumped());
  expect(status).toBe(1);
  expect(report.files).toEqual([{ path: 'Dockerfile', status: 'modified', cause: 'unknown', line: 1, note: NOTE }]);
  expect(text.stdout).toMatch(/^modified +Dockerfile: it builds on 3\.1-13.*\n1 of \d+ files has drifted\. Run `npx projen` to update it. To keep a manual edit, move it to `\.projenrc\.js`.\n$/);
  expect(text.stdout).toContain(`Dockerfile: ${NOTE}\n`);
  expect(github).toContain(`::error file=Dockerfile,line=1,title=Drift check%3A modified::The file is not what .projenrc.js declares. Run npx projen; an edit belongs into .projenrc.js. (${NOTE})\n`);
});

test('the summary of the job says it too', () => {
  const summary = path.join(tempDir(), 'summary.md');
  check(bumped(), { env: { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary } });
  const shown = fs.readFileSync(summary, 'utf-8').replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
  expect(shown).toContain(`| <code>Dockerfile</code> | modified |  | ${NOTE} |`);
});

test('the tag in the rc file ends the drift, and so does a synth', () => {
  const kept = bumped();
  edit(kept, '.projenrc.js', (text) => text.replace("parse('3.1-12')", "parse('3.1-13')"));
  expect(check(kept).status).toBe(0);
  const updated = bumped();
  synthesize(updated);
  expect(check(updated).status).toBe(0);
  expect(read(updated, 'Dockerfile')).toBe('FROM astrocrpublic.azurecr.io/runtime:3.1-12\nUSER root\n');
});

test('a Dockerfile that cannot follow ends the check with what to do', () => {
  const directory = bumped();
  edit(directory, 'Dockerfile', () => 'FROM python:3.12\n');
  const { status, stderr } = check(directory);
  expect([status, stderr]).toEqual([2, expect.stringContaining('Dockerfile cannot follow runtimeVersion 3.1-12: it builds on python:3.12')]);
});
