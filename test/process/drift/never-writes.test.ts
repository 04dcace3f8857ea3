import * as fs from 'node:fs';
import * as path from 'node:path';
import { BIN, edit, environment, projectOf, SMALL_RC } from '../../support/drift/command';
import { changesBelow, hasStrace } from '../../support/drift/system-calls';
import { testIf } from '../../support/projects';
import { astroTree, tempDir, write } from '../../support/util';

const traced = testIf(hasStrace, 'strace');

const OWN_RC = `const { javascript, Project, SampleFile } = require('projen');
const { AwsCredentials, AwsSecretsBackend, LocalAirflow } = require('projen-astro-airflow');
const project = new Project({ name: 'orders' });
new javascript.Projenrc(project);
new SampleFile(project, 'sample.txt', { contents: 'once\\n' });
new LocalAirflow(project, { credentials: [AwsCredentials.mounted()], secretsBackend: AwsSecretsBackend.secretsManager(), exampleDag: {} });
project.synth();
`;

const WRITES = `const fs = require('fs');
fs.writeFileSync('own.txt', 'x');
fs.mkdirSync('own/deep', { recursive: true });
fs.renameSync('managed.txt', 'moved.txt');
fs.rmSync('.gitattributes', { force: true });
fs.createWriteStream('stream.txt').end('x');
fs.promises.open('handle.txt', 'w').then(async (file) => { await file.write('x'); await file.chmod(0o600); await file.close(); });
require('child_process').execFileSync(process.execPath, ['-e', "require('fs').writeFileSync('child.txt', 'x')"]);
`;

const withTasks = (directory: string, exec: string): string => {
  edit(directory, '.projen/tasks.json', () => JSON.stringify({ tasks: { default: { name: 'default', steps: [{ exec }] } } }));
  return directory;
};

const withProgram = (directory: string): string => {
  fs.mkdirSync(path.join(directory, 'node_modules', '.bin'), { recursive: true });
  fs.symlinkSync(path.resolve(__dirname, '../../../node_modules/.bin/tsx'), path.join(directory, 'node_modules', '.bin', 'tsx'));
  return directory;
};

const rc = (text: string): string => {
  const directory = projectOf();
  edit(directory, '.projenrc.js', () => text);
  return directory;
};

const SITUATIONS: Record<string, [make: () => string, status: number]> = {
  'in sync': [() => projectOf(OWN_RC, astroTree), 0],
  'with drift of every kind': [() => {
    const directory = projectOf(OWN_RC, astroTree);
    edit(directory, 'docker-compose.override.yml', (text) => `${text}# mine\n`);
    edit(directory, '.env', () => 'MINE=1\n');
    fs.rmSync(path.join(directory, '.env.example'));
    fs.rmSync(path.join(directory, 'sample.txt'));
    edit(directory, '.projenrc.js', (text) => text.replace('exampleDag: {}', ''));
    return directory;
  }, 1],
  'with an rc file that writes itself': [() => rc(`${WRITES}${SMALL_RC}`), 1],
  'with an rc file that fails half-way': [() => rc(`${SMALL_RC}throw new Error('on purpose');\n`), 2],
  'with a broken rc file': [() => rc('const {'), 2],
  'with an rc file that starts others': [() => {
    const directory = rc(`require('child_process').execSync('printf x > shell.txt; sed -i s/one/1/ managed.txt');\n${SMALL_RC}`);
    write(directory, { '.env': 'MINE=1\n' });
    return directory;
  }, 1],
  'under the task runner': [() => withTasks(projectOf(), 'node --no-warnings .projenrc.js'), 1],
  'under tsx': [() => withTasks(withProgram(projectOf()), 'tsx .projenrc.js'), 1],
};

describe.each(Object.keys(SITUATIONS))('a project %s', (name) => {
  traced('is not written to by any call of the system', () => {
    const [make, expected] = SITUATIONS[name];
    const { status, changes } = changesBelow(make(), [process.execPath, BIN, 'drift', '--diff'], environment({ TMPDIR: tempDir() }));
    expect([status, changes]).toEqual([expected, []]);
  });
});

traced('a synth is seen to write', () => {
  const directory = rc(`${WRITES}${SMALL_RC}`);
  write(directory, { 'managed.txt': '' });
  const { changes } = changesBelow(directory, [process.execPath, '.projenrc.js'], environment({ PROJEN_DISABLE_POST: 'true' }));
  for (const seen of [/openat\(.*own\.txt/, /mkdir.*own/, /rename.*managed\.txt/, /(unlink|rm).*\.gitattributes/, /openat\(.*stream\.txt/, /fchmod.*handle\.txt/, /openat\(.*child\.txt/, /chmod\(.*managed\.txt/]) {
    expect(changes.filter((line) => seen.test(line))).not.toEqual([]);
  }
});
