import { canDo, type Access, type Permissions } from '../../../src/host/reach';

const USER = 50_000;
const list = (...entries: string[]): string => ['user::rw-', ...entries, 'group::---', 'other::---', ''].join('\n');

test.each<[string, readonly Access[], Partial<Permissions>, boolean]>([
  ['a file of its owner alone', ['r'], { mode: 0o600 }, false],
  ['a file for all', ['r'], { mode: 0o644 }, true],
  ['a file of its group', ['r'], { mode: 0o640 }, false],
  ['a file of the user\'s group', ['r'], { mode: 0o640, gid: USER }, true],
  ['a file of the user', ['r', 'w'], { mode: 0o600, uid: USER }, true],
  ['a file of the user that others alone may read', ['r'], { mode: 0o004, uid: USER }, false],
  ['a folder that can be entered and not listed', ['r', 'x'], { mode: 0o711 }, false],
  ['a folder that can be listed and not written to', ['r', 'w', 'x'], { mode: 0o755 }, false],
  ['a list that names the user', ['r'], { mode: 0o640, list: list('user:50000:r--', 'mask::r--') }, true],
  ['a list that names the user, with a mask that takes it back', ['r'], { mode: 0o600, list: list('user:50000:r--', 'mask::---') }, false],
  ['a list that names the user for less than the others', ['r'], { mode: 0o644, list: list('user:50000:---', 'mask::r--') }, false],
  ['a list that names somebody else', ['r'], { mode: 0o640, list: list('user:500:r--', 'mask::r--') }, false],
  ['a list with what is in force behind it', ['r'], { mode: 0o600, list: list('user:50000:r--\t#effective:---', 'mask::---') }, false],
])('%s, asked for %j', (_, wanted, permissions, expected) => {
  expect(canDo(wanted, { uid: 1000, gid: 1000, mode: 0, ...permissions }, USER)).toBe(expected);
});
