import * as fs from 'node:fs';
import * as path from 'node:path';
import { drift, edit, projectOf, synthesize } from '../../support/drift/command';

const rc = (make: string): string => `const { javascript, Project } = require('projen');
const { AstroProject, AwsSecretsBackend, LocalAirflow, LocalFilesystemSecretsBackend } = require('projen-astro-airflow');
${make}
project.synth();
`;
const OPTIONS = "{ runtimeVersion: '3.3-8', secretsBackend: new LocalFilesystemSecretsBackend() }";

test.each([
  ['an AstroProject', rc(`const project = new AstroProject({ name: 'orders', projenrcJs: true, ...${OPTIONS} });`)],
  ['a bare project', rc(`const project = new Project({ name: 'orders' });\nnew javascript.Projenrc(project);\nnew LocalAirflow(project, ${OPTIONS});`)],
])('after a change of the backend of %s the check agrees with the synth, with the old files and in a checkout without them', (_, text) => {
  const directory = projectOf(text);
  edit(directory, '.projenrc.js', (before) => before.replace('new LocalFilesystemSecretsBackend()', "AwsSecretsBackend.secretsManager({ region: 'us-west-2' })"));
  synthesize(directory);
  const result = (): unknown[] => [drift(directory).status, drift(directory).report.files];
  expect(fs.existsSync(path.join(directory, 'secrets/variables.yaml'))).toBe(true);
  expect(result()).toEqual([0, []]);
  fs.rmSync(path.join(directory, 'secrets'), { recursive: true });
  expect(result()).toEqual([0, []]);
});
