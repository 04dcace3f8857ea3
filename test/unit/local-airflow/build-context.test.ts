import * as fs from 'node:fs';
import * as path from 'node:path';
import { AwsCredentials, AwsSecretsBackend, LocalAirflow } from '../../../src';
import { buildContext } from '../../support/docker-context';
import { HOSTS } from '../../support/hosts';
import { astroTree, tempDir, write } from '../../support/util';

const OPTIONS = { credentials: [AwsCredentials.mounted()], secretsBackend: AwsSecretsBackend.secretsManager(), exampleDag: {} };

/** What the image needs of the tree that `astro dev init` makes, and of our files. */
const WANTED = ['dags/.airflowignore', 'dags/example_secrets_dag.py', 'dags/exampledag.py', 'include/query.sql', 'packages.txt', 'plugins/x.py', 'requirements.txt'];
const UNWANTED = {
  '.env': 'MY_TOKEN=abc\n',
  '.projen-astro-airflow.12.0.tmp': 'MY_TOKEN=abc\n',
  '.env.production': 'MY_TOKEN=abc\n',
  'airflow_settings.yaml': 'airflow:\n',
  'airflow.db': '',
  'airflow.cfg': '',
  'logs/a/b.log': '',
  '.venv/bin/python': '',
  '.git/config': '',
  'node_modules/x/index.js': '',
  'include/node_modules/y/index.js': '',
  'package-lock.json': '',
  'yarn.lock': '',
  'pnpm-lock.yaml': '',
  'projenrc/more.ts': '',
  '.projenrc.ts': '',
  '.projenrc.py': '',
};

describe.each(Object.keys(HOSTS))('in a %s', (kind) => {
  test.each(['.', 'airflow'])('with the Astro project at %s the image build gets the DAGs, and none of the secrets and none of projen\'s files', (directory) => {
    const outdir = tempDir();
    const airflow = path.join(outdir, directory);
    astroTree(airflow);
    ['.gitignore', 'requirements.txt'].forEach((name) => fs.rmSync(path.join(outdir, name), { force: true }));
    write(airflow, { ...UNWANTED, 'include/query.sql': '', 'plugins/x.py': '' });
    const project = HOSTS[kind](outdir);
    new LocalAirflow(project, { ...OPTIONS, directory });
    project.synth();
    const context = buildContext(airflow);
    expect(context).toEqual(expect.arrayContaining(WANTED));
    const files = [...Object.keys(UNWANTED), 'package.json', '.env.example', 'docker-compose.override.yml', 'tsconfig.json', 'tsconfig.dev.json'];
    expect(context.filter((file) => files.includes(file) || file.startsWith('.projen'))).toEqual([]);
  });
});

test('a user\'s ! line cannot send .env, and can send what is no secret', () => {
  const outdir = tempDir();
  write(outdir, { '.dockerignore': '.env\nlogs\n!.env\n!.env*\n!airflow.cfg\n', '.env': 'MY_TOKEN=abc\n', 'airflow.cfg': '', 'logs/a.log': '' });
  const project = HOSTS.Project(outdir);
  new LocalAirflow(project, { runtimeVersion: '3.1-12' });
  project.synth();
  const context = buildContext(outdir);
  expect(context).not.toContain('.env');
  expect(context).toContain('airflow.cfg');
});

test('the reader of .dockerignore in these tests follows Docker\'s rules', () => {
  const outdir = tempDir();
  write(outdir, { '.dockerignore': '# a comment\n*.md\n!README.md\n/top\n**/deep\nlogs/\na?c\n' });
  write(outdir, Object.fromEntries(['README.md', 'NOTES.md', 'docs/NOTES.md', 'top/x', 'sub/top/x', 'sub/deep/x', 'deep', 'logs/x', 'abc', 'ac'].map((name) => [name, ''])));
  expect(buildContext(outdir)).toEqual(['.dockerignore', 'README.md', 'ac', 'docs/NOTES.md', 'sub/top/x']);
});
