import * as fs from 'node:fs';
import * as path from 'node:path';
import { placesOf } from '../../../src/host/places';
import { removeSession } from '../../../src/host/remove-session';
import { awsSession, keysFile } from '../../support/host/sessions';
import { testIf } from '../../support/projects';
import { tempDir, write } from '../../support/util';

const testUnix = testIf(process.platform !== 'win32', 'a system with links');

test('where there is no folder there are no keys', () => {
  expect(removeSession(awsSession(tempDir()))).toBe(false);
});

test('the record of the keys is removed after them, so that clean finds those that something left', () => {
  const home = tempDir();
  const folder = path.dirname(path.dirname(keysFile(home)));
  write(folder, { 'mount/session.json': '{}', 'state.json/in-the-way': '' });
  expect(() => removeSession(awsSession(home))).toThrow(`${path.join(folder, 'state.json')} cannot be removed`);
  expect(() => removeSession(awsSession(home))).toThrow(/It is the record of keys that have been removed: remove it yourself\.$/);
  expect(fs.existsSync(keysFile(home))).toBe(false);
});

testUnix('a folder that cannot be looked into can have keys: that is an error with the reason', () => {
  const home = tempDir();
  const folder = path.join(home, '.airflow-credentials', 'aws');
  fs.mkdirSync(path.dirname(folder), { recursive: true });
  // A loop of links stops root, too.
  fs.symlinkSync('aws', folder);
  expect(() => removeSession(awsSession(home))).toThrow(`${path.join(folder, 'dev')} cannot be read: ELOOP: too many symbolic links encountered. It can have keys: remove it yourself.`);
});

testUnix('keys in a closed folder are not taken for absent ones, and their record stays', () => {
  const home = tempDir();
  const { mount, own } = placesOf(awsSession(home));
  write(own, { 'state.json': '{}' });
  fs.symlinkSync('mount', mount);
  expect(() => removeSession(awsSession(home))).toThrow(`${path.join(mount, 'session.json')} cannot be read: ELOOP: too many symbolic links encountered. It can have keys: remove it yourself.`);
  expect(fs.existsSync(path.join(own, 'state.json'))).toBe(true);
});

test('where something else has the place of the folder there are no keys', () => {
  const home = tempDir();
  write(home, { '.airflow-credentials': '' });
  expect(removeSession(awsSession(home))).toBe(false);
});
