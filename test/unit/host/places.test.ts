import * as path from 'node:path';
import { outerFolder } from '../../../src/host/places';

const HOME = path.resolve('/home/alice');

test('the folder for all clouds is below the home, or where it is declared', () => {
  expect(outerFolder(undefined, HOME)).toBe(path.join(HOME, '.airflow-credentials'));
  expect(outerFolder('~/keys', HOME)).toBe(path.join(HOME, 'keys'));
  expect(outerFolder(path.resolve('/srv/keys'), '')).toBe(path.resolve('/srv/keys'));
});

test('a declared one that depends on where the command is run is refused', () => {
  expect(() => outerFolder('keys', HOME)).toThrow('directory "keys" of a session is not an absolute path. Declare one, or one that begins with ~/.');
});

test.each(['', 'alice'])('with HOME "%s" nobody knows where the keys belong: they are put nowhere', (home) => {
  expect(() => outerFolder(undefined, home)).toThrow(`HOME is "${home}", which is not an absolute path, and the keys are kept below it. Set it to your home directory, then run again.`);
});
