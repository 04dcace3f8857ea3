import * as fs from 'node:fs';
import * as path from 'node:path';
import { AwsSecretsBackend, LocalAirflow, LocalFilesystemSecretsBackend } from '../../../src';
import { check } from '../../../src/doctor/checks/local-files';
import { localFiles } from '../../../src/doctor/collect/local-files';
import { readOverride } from '../../../src/doctor/collect/override';
import type { Facts } from '../../../src/doctor/facts';
import type { LocalFile } from '../../../src/doctor/local-file';
import { dotenvEntries } from '../../../src/text/dotenv-text';
import { AIRFLOW, engine, healthy, LINUX, MACHINES } from '../../support/doctor/facts';
import { bareProject, testIf } from '../../support/projects';
import { read, tempDir, write } from '../../support/util';

const entry = (name: string, mode: number, wanted: Array<'r' | 'x'> = ['r']) => ({ name, wanted, permissions: { mode, uid: 1000, gid: 1000 } });
const file = (changes: Partial<LocalFile> = {}): LocalFile => ({
  name: 'secrets/variables.yaml', folder: 'secrets', kind: 'variable', example: 'secrets/variables.example.yaml', state: 'there', entries: [entry('secrets', 0o040755, ['r', 'x']), entry('secrets/variables.yaml', 0o100644)], ...changes,
});
const airflow = (airflowVersion: string): Partial<Facts> => ({ airflow: { ...AIRFLOW, runtime: 'value' in AIRFLOW.runtime ? { value: { ...AIRFLOW.runtime.value, airflowVersion } } : AIRFLOW.runtime } });
const judge = (files: LocalFile[], changes: Partial<Facts> = {}): string[] => check.judge(healthy({ localFiles: files, ...changes })).map(({ verdict, line, fix }) => `${verdict}: ${line}${fix === undefined ? '' : ` Fix: ${fix}`}`);

test.each<[string, LocalFile[], Partial<Facts>, string[]]>([
  ['another backend is declared', [], {}, []],
  ['all is well', [file()], {}, ['ok: the secrets are in secrets/variables.yaml']],
  ['a file is absent', [file({ state: 'absent', entries: [] })], {}, ['failure: secrets/variables.yaml does not exist, so each lookup of a variable fails (FileNotFoundError, or "was not found" in Airflow 2). Fix: npx projen, which creates it with an example']],
  ['a file is a link elsewhere', [file({ state: 'elsewhere' })], {}, ['failure: secrets/variables.yaml is a link to a file outside of its folder, which the containers do not have. Fix: put the file itself there']],
  ['a file is damaged', [file({ problem: 'line 2 is not YAML' })], {}, ['failure: secrets/variables.yaml: line 2 is not YAML. Airflow finds no variable in it. Fix: correct it; secrets/variables.example.yaml shows the form']],
  ['a value is a number', [file({ notTexts: 1 })], {}, ['warning: secrets/variables.yaml: one value is not a text. A DAG gets a number, a list or a mapping, where a cloud gives it a text. Fix: put the value in quotes, JSON as well']],
  ['a value is a list, with Airflow 3.1', [file({ notTexts: 1, lists: 1 })], {}, ['failure: secrets/variables.yaml: one value is a list, so Airflow finds no variable in the file ("contains multiple values for keys"). Fix: put the value in quotes, JSON as well']],
  ['a value is a list, with Airflow 2', [file({ notTexts: 2, lists: 2 })], airflow('2.11'), ['failure: secrets/variables.yaml: 2 values are lists, so Airflow finds no variable in the file ("contains multiple values for keys"). Fix: put the value in quotes, JSON as well']],
  ['a value is a list, with Airflow 3.3', [file({ notTexts: 1, lists: 1 })], airflow('3.3'), ['warning: secrets/variables.yaml: one value is not a text. A DAG gets a number, a list or a mapping, where a cloud gives it a text. Fix: put the value in quotes, JSON as well']],
  ['a configuration option is a list, with Airflow 3.3', [file({ kind: 'configuration option', notTexts: 1, lists: 1 })], airflow('3.3'), ['failure: secrets/variables.yaml: one value is a list, so Airflow finds no configuration option in the file ("contains multiple values for keys"). Fix: put the value in quotes, JSON as well']],
  ['a value is a list, with an Airflow that is not known', [file({ notTexts: 1, lists: 1 })], { airflow: { ...AIRFLOW, runtime: { unknown: 'x' } } }, ['warning: secrets/variables.yaml: one value is a list. Airflow 3.1 and older finds no variable in the file then ("contains multiple values for keys"). Fix: put the value in quotes, JSON as well']],
  ['a file is closed', [file({ entries: [entry('secrets', 0o040755, ['r', 'x']), entry('secrets/variables.yaml', 0o100600)] })], {}, ['failure: The containers (uid 50000) cannot read secrets/variables.yaml: lookups fail (PermissionError). Fix: chmod a+r secrets/variables.yaml. To keep other users of this machine out, close the project\'s folder: chmod go-rwx .']],
  ['the folder is closed, too', [file({ entries: [entry('secrets', 0o040700, ['r', 'x']), entry('secrets/variables.yaml', 0o100600)] })], {}, ['failure: The containers (uid 50000) cannot read secrets and secrets/variables.yaml: lookups fail (PermissionError). Fix: chmod a+rx secrets && chmod a+r secrets/variables.yaml. To keep other users of this machine out, close the project\'s folder: chmod go-rwx .']],
  ['the containers are the developer', [file({ entries: [entry('secrets/variables.yaml', 0o100600)] })], { engine: engine('desktop'), machine: MACHINES.macos }, ['ok: the secrets are in secrets/variables.yaml']],
  ['nobody knows whose user that is', [file()], { engine: engine('colima') }, ['unknown: Whether the containers can read secrets/variables.yaml cannot be computed: with colima it depends on how its virtual machine mounts the home.']],
  ['SELinux is in force', [file()], { machine: { ...LINUX, isSelinux: true } }, ['warning: SELinux enforces its rules here, and may deny the containers secrets/variables.yaml although the modes are right. Fix: chcon -R -t container_file_t secrets']],
  ['the engine is not known', [file({ entries: [entry('secrets/variables.yaml', 0o100600)] })], { engine: { unknown: 'x' } }, ['ok: the secrets are in secrets/variables.yaml']],
])('%s', (_, files, changes, expected) => {
  expect(judge(files, changes)).toEqual(expected);
});

describe('the collector', () => {
  const CLASS = new LocalFilesystemSecretsBackend().classPath;

  function project(options: ConstructorParameters<typeof LocalFilesystemSecretsBackend>[0] = {}, keysInOverride = false): string {
    const made = bareProject(tempDir());
    new LocalAirflow(made, { runtimeVersion: '3.3-8', secretsBackend: new LocalFilesystemSecretsBackend(options), keysInOverride });
    made.synth();
    return made.outdir;
  }

  function collected(directory: string): LocalFile[] {
    const found = readOverride(directory);
    return localFiles(directory, 'value' in found ? found.value!.environment : new Map(), dotenvEntries(fs.existsSync(path.join(directory, '.env')) ? read(directory, '.env') : ''));
  }

  test.each([false, true])('finds the declared files, keysInOverride %s', (keysInOverride) => {
    expect(collected(project({ configsFile: 'secrets/config.env' }, keysInOverride)).map(({ name, kind, state, problem, example, folder }) => [name, kind, state, problem, example, folder])).toEqual([
      ['secrets/variables.yaml', 'variable', 'there', undefined, 'secrets/variables.example.yaml', 'secrets'],
      ['secrets/connections.yaml', 'connection', 'there', undefined, 'secrets/connections.example.yaml', 'secrets'],
      ['secrets/config.env', 'configuration option', 'there', undefined, 'secrets/config.example.env', 'secrets'],
    ]);
  });

  test('finds those that only tasks read, and each file once', () => {
    const made = bareProject(tempDir());
    new LocalAirflow(made, { runtimeVersion: '3.3-8', secretsBackend: AwsSecretsBackend.secretsManager(), workersSecretsBackend: new LocalFilesystemSecretsBackend() });
    made.synth();
    expect(collected(made.outdir).map(({ name, state }) => [name, state])).toEqual([['secrets/variables.yaml', 'there'], ['secrets/connections.yaml', 'there']]);
    const forAll = JSON.stringify({ variables_file_path: '/usr/local/airflow/secrets/variables.yaml' });
    const forTasks = JSON.stringify({ variables_file_path: '/usr/local/airflow/secrets/variables.yaml', connections_file_path: '/usr/local/airflow/tasks/connections.yaml' });
    const dotenv = new Map(Object.entries({
      AIRFLOW__SECRETS__BACKEND: CLASS, AIRFLOW__SECRETS__BACKEND_KWARGS: forAll, AIRFLOW__WORKERS__SECRETS_BACKEND: CLASS, AIRFLOW__WORKERS__SECRETS_BACKEND_KWARGS: forTasks,
    }));
    expect(localFiles(made.outdir, new Map(), dotenv).map(({ name }) => name)).toEqual(['secrets/variables.yaml', 'tasks/connections.yaml']);
  });

  test('sees what is absent and damaged, and keeps no value', () => {
    const directory = project();
    fs.rmSync(path.join(directory, 'secrets/variables.yaml'));
    write(directory, { 'secrets/connections.yaml': 'a: "x://me:hunter2@db"\n  b: hunter2\n' });
    const found = collected(directory);
    expect(found.map(({ state, problem }) => [state, problem])).toEqual([['absent', undefined], ['there', expect.stringMatching(/^line \d is not YAML$/)]]);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });

  testIf(process.platform !== 'win32', 'links')('sees a link that leaves the folder', () => {
    const directory = project();
    write(directory, { 'elsewhere.yaml': 'a: b\n', 'secrets/near.yaml': 'a: b\n' });
    const statesWith = (variables: string, connections: string) => {
      for (const [name, target] of [['variables', variables], ['connections', connections]]) {
        fs.rmSync(path.join(directory, `secrets/${name}.yaml`));
        fs.symlinkSync(target, path.join(directory, `secrets/${name}.yaml`));
      }
      return collected(directory).map(({ state }) => state);
    };
    expect(statesWith('../elsewhere.yaml', 'near.yaml')).toEqual(['elsewhere', 'there']);
    // The path of this machine is none in a container.
    expect(statesWith(path.join(directory, 'secrets/near.yaml'), '../secrets/near.yaml')).toEqual(['elsewhere', 'there']);
  });

  test('looks at no file of another backend, and at none elsewhere', () => {
    expect(localFiles(tempDir(), new Map([['AIRFLOW__SECRETS__BACKEND', 'own.Backend'], ['AIRFLOW__SECRETS__BACKEND_KWARGS', '{"variables_file_path":"a.yaml"}']]), new Map())).toEqual([]);
    expect(localFiles(tempDir(), new Map([['AIRFLOW__SECRETS__BACKEND', 'airflow.secrets.local_filesystem.LocalFilesystemBackend'], ['AIRFLOW__SECRETS__BACKEND_KWARGS', '{"variables_file_path":"/opt/a.yaml","connections_file_path":"../b.yaml","configs_file_path":7}']]), new Map())).toEqual([]);
  });
});
