import * as fs from 'node:fs';
import * as path from 'node:path';
import { findProgram } from '../../../src/host/find-program';
import { testIf } from '../../support/projects';
import { tempDir, write } from '../../support/util';

const testUnix = testIf(process.platform !== 'win32', 'a system with modes');

function folderWith(...names: readonly string[]): string {
  const folder = tempDir();
  names.forEach((name) => {
    write(folder, { [name]: '' });
    fs.chmodSync(path.join(folder, name), 0o755);
  });
  return folder;
}

const pathOf = (...folders: readonly string[]): NodeJS.ProcessEnv => ({ PATH: folders.join(path.delimiter) });

test('the first folder of the PATH that has the program wins; with several endings their order decides within a folder', () => {
  const [none, cmd, both] = [folderWith(), folderWith('az.cmd'), folderWith('az.exe', 'az.cmd')];
  const endings = ['.exe', '.cmd'];
  expect(findProgram('az', pathOf(none, cmd, both), endings)).toBe(path.join(cmd, 'az.cmd'));
  expect(findProgram('az', pathOf('', both, cmd), endings)).toBe(path.join(both, 'az.exe'));
  expect(findProgram('az', pathOf(none), endings)).toBeUndefined();
  expect(findProgram('az', {}, endings)).toBeUndefined();
});

test('the PATH of Windows has another name in a copy of the environment', () => {
  const folder = folderWith('aws.exe');
  expect(findProgram('aws', { Path: folder }, ['.exe'])).toBe(path.join(folder, 'aws.exe'));
});

testUnix('folders of npm packages, folders and files that cannot be run are none', () => {
  const folder = tempDir();
  write(folder, { 'node_modules/.bin/aws': '', 'plain/aws': '' });
  fs.chmodSync(path.join(folder, 'node_modules/.bin/aws'), 0o755);
  fs.mkdirSync(path.join(folder, 'folder', 'aws'), { recursive: true });
  expect(findProgram('aws', pathOf(...['node_modules/.bin', 'node_modules/.bin/', 'plain', 'folder'].map((name) => `${folder}/${name}`)), [''])).toBeUndefined();
});
