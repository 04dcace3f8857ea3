import * as fs from 'node:fs';
import * as path from 'node:path';
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
  const folder = path.join(home, '.airflow-credentials', 'aws', 'dev');
  fs.mkdirSync(path.dirname(folder), { recursive: true });
  // A loop of links stops root, too.
  fs.symlinkSync('dev', folder);
  expect(() => removeSession(awsSession(home))).toThrow(`${folder} cannot be read: ELOOP: too many symbolic links encountered. It can have keys: remove it yourself.`);
});
