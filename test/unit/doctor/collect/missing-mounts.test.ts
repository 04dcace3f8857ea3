import * as fs from 'node:fs';
import * as path from 'node:path';
import { AwsCredentials, LocalFilesystemSecretsBackend } from '../../../../src';
import { localFiles } from '../../../../src/doctor/collect/local-files';
import { missingMounts } from '../../../../src/doctor/collect/missing-mounts';
import type { Surroundings } from '../../../../src/doctor/collect/surroundings';
import { variablesIn } from '../../../support/doctor/variables';
import { synth } from '../../../support/projects';
import { tempDir, write } from '../../../support/util';

/** What is missing for the variables and the local files of a project's own override. */
function missingIn(surroundings: Partial<Surroundings> & Pick<Surroundings, 'directory'>) {
  const { directory, env } = surroundings;
  const variables = variablesIn(directory, env);
  return missingMounts(surroundings as Surroundings, variables, localFiles(directory, variables.environment, variables.dotenv));
}

const missing = (directory: string, home: string, env: NodeJS.ProcessEnv = {}) => missingIn({ directory, home, env });

/** An override with these volumes of the scheduler, and of the triggerer again. */
function withVolumes(...volumes: readonly unknown[]): string {
  const directory = tempDir();
  write(directory, { 'docker-compose.override.yml': JSON.stringify({ services: { scheduler: { volumes }, triggerer: { volumes } } }) });
  return directory;
}

test('what is mounted and not there is named once, with what Docker makes of it', () => {
  const directory = withVolumes(
    { type: 'bind', source: '~/team', target: '/team', bind: { create_host_path: false } }, { type: 'bind', source: '${DATA:-./data}', target: '/data' },
    './include/sql:/sql:ro', 'airflow_logs:/logs', { type: 'volume', source: 'x', target: '/x' },
  );
  const home = tempDir();
  const below = (...names: string[]) => path.join(directory, ...names);
  expect(missing(directory, home)).toEqual([
    { source: '~/team', path: '~/team', isMade: false, isShared: true }, { source: './data', path: below('data'), isMade: true, isShared: true }, { source: './include/sql', path: below('include', 'sql'), isMade: true, isShared: true },
  ]);
  write(directory, { 'data/a': '', 'include/sql/a': '' });
  fs.mkdirSync(path.join(home, 'team'));
  expect(missing(directory, home)).toEqual([]);
  expect(missing(directory, home, { DATA: '/no/such' })).toEqual([{ source: '/no/such', path: path.resolve('/no/such'), isMade: true, isShared: false }]);
});

test('a cache of tokens that is absent is named, unless its folder is, which is another check\'s', () => {
  const directory = synth({ runtimeVersion: '3.1-12', credentials: [AwsCredentials.mounted({ sso: true })] });
  const home = tempDir();
  expect(missing(directory, home)).toEqual([]);
  fs.mkdirSync(path.join(home, '.aws/sso/cache'), { recursive: true });
  expect(missing(directory, home)).toEqual([{ source: '~/.aws/login/cache', path: '~/.aws/login/cache', isMade: false, isShared: true }]);
});

test('sockets are not judged: an engine in a virtual machine has them there', () => {
  const sockets = ['/var/run/no-such-docker', '/var/run/docker.sock', '/run/no-such/docker.sock', '//./pipe/docker_engine', '~/.colima/default/docker.sock', './proxy.sock'];
  expect(missing(withVolumes(...sockets.map((source) => ({ type: 'bind', source, target: '/x' }))), tempDir())).toEqual([]);
  expect(missing(withVolumes('/runs/no-such:/x', './run/no-such:/y'), tempDir())).toHaveLength(2);
});

test('a folder of the projen project above is in the project', () => {
  const project = tempDir();
  const directory = path.join(project, 'airflow');
  write(directory, { 'docker-compose.override.yml': JSON.stringify({ services: { scheduler: { volumes: ['../shared:/shared'] } } }) });
  const isShared = (found?: string) => missingIn({ directory, project: found, home: tempDir(), env: {} }).map((one) => one.isShared);
  expect([isShared(project), isShared()]).toEqual([[true], [false]]);
});

test('what nobody expects is not swallowed', () => {
  expect(() => missingIn({ directory: withVolumes('${DATA:-./data}:/data'), home: tempDir() })).toThrow(TypeError);
});

test('the folder of a session is another check\'s', () => {
  expect(missing(synth({ runtimeVersion: '3.1-12', credentials: [AwsCredentials.session({ profile: 'dev' })] }), tempDir())).toEqual([]);
});

test('the folder of local files with secrets is another check\'s, which names each file', () => {
  const directory = synth({ runtimeVersion: '3.1-12', secretsBackend: new LocalFilesystemSecretsBackend() });
  expect(missing(directory, tempDir())).toEqual([]);
  fs.rmSync(path.join(directory, 'secrets'), { recursive: true });
  expect(missing(directory, tempDir())).toEqual([]);
});

test.each([
  ['an absolute folder', { hostDirectory: '/no/such/.aws' }],
  ['a folder of another name at another place', { hostDirectory: '~/team/aws', target: '/usr/local/airflow/aws' }],
])('%s of credentials is another check\'s', (_, options) => {
  expect(missing(synth({ runtimeVersion: '3.1-12', credentials: [AwsCredentials.mounted(options)] }), tempDir())).toEqual([]);
});

test.each([['no override', undefined], ['a broken one', 'services: ['], ['odd services', 'services: { a: 1, b: [], c: { volumes: { d: 1 } } }']])('%s has none', (_, text) => {
  const directory = tempDir();
  write(directory, text === undefined ? {} : { 'docker-compose.override.yml': text });
  expect(missing(directory, tempDir())).toEqual([]);
});
