import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { changeUserFile } from '../../../src/ownership/changed-file';
import { checkWritable, readUserFile } from '../../../src/ownership/user-file';
import { byUser, ordinaryUser, testIf } from '../../support/projects';
import { read, tempDir, write } from '../../support/util';

const POSIX = process.platform !== 'win32';
const posixTest = testIf(POSIX, 'a POSIX system');
const userTest = testIf(ordinaryUser() !== undefined, 'an ordinary user to become');

/** A tree with a `.env` in it, and what a link might point to beside the tree. */
function tree(content: string | Buffer = 'MINE=1\n'): { outside: string; directory: string; file: string } {
  const outside = tempDir();
  const directory = path.join(outside, 'tree');
  const file = path.join(directory, '.env');
  fs.mkdirSync(directory);
  fs.writeFileSync(file, content);
  return { outside, directory, file };
}

const readIn = (directory: string) => readUserFile(path.join(directory, '.env'), directory, '.env');
const modeOf = (file: string) => (fs.statSync(file).mode % 0o1000).toString(8);

/** Runs a script as somebody to whom modes mean something; it finds the module as `userFile`, the tree as `directory` and its `.env` as `file`. */
function printedByUser(directory: string, script: string): string {
  const module = JSON.stringify(path.resolve(__dirname, '../../../src/ownership/user-file.ts'));
  return byUser(directory, `const userFile = require(${module}); const directory = ${JSON.stringify(directory)}; const file = directory + '/.env';
    try { ${script} } catch (error) { console.log(error.name + ': ' + error.message); }`);
}

describe('reading', () => {
  test.each(['', 'A=1\n', 'A=1', '\uFEFFA=1\r\nB=2\r\n', 'Ä=😀\n', 'a\rb\0c\u2028'])('gives %j byte for byte', (text) => {
    expect(readIn(tree(text).directory)).toBe(text);
  });

  test('gives nothing where there is no file', () => {
    expect(readIn(tempDir())).toBeUndefined();
  });

  test('gives nothing where there is not a directory for it', () => {
    const directory = tempDir();
    expect(readUserFile(path.join(directory, 'a', 'b', '.env'), directory, 'a/b/.env')).toBeUndefined();
  });

  test('refuses a way through a file', () => {
    const { directory, file } = tree();
    expect(() => readUserFile(path.join(file, 'b', '.env'), directory, '.env/b/.env')).toThrow('.env/b/.env cannot be reached: ENOTDIR');
  });

  test.each([
    ['Latin-1', Buffer.from('NAME=J\u00fcrgen\n', 'latin1')],
    ['UTF-16', Buffer.from('\uFEFFA=1\n', 'utf16le')],
    ['a character cut in two', Buffer.from('A=😀').subarray(0, 4)],
    ['an overlong form', Buffer.from([0x41, 0x3d, 0xc0, 0xaf])],
    ['half of a surrogate pair', Buffer.from([0xed, 0xa0, 0x80])],
  ])('refuses %s', (_, bytes) => {
    expect(() => readIn(tree(bytes).directory)).toThrow('.env is not UTF-8');
  });

  test('refuses a directory', () => {
    const { directory, file } = tree();
    fs.rmSync(file);
    fs.mkdirSync(file);
    expect(() => readIn(directory)).toThrow('.env is a directory');
  });

  posixTest('refuses a pipe, and does not wait for who writes to it', () => {
    const { directory, file } = tree();
    fs.rmSync(file);
    execFileSync('mkfifo', [file]);
    expect(() => readIn(directory)).toThrow('.env is not a regular file');
  });

  userTest('refuses a file that the user cannot read', () => {
    const { directory, file } = tree();
    fs.chmodSync(file, 0);
    expect(printedByUser(directory, 'userFile.readUserFile(file, directory, ".env")')).toBe(
      'AstroAirflowError: .env could not be read: EACCES: permission denied. Make it readable for you (chmod u+r), then run again.\n',
    );
  });
});

describe('a link', () => {
  /** A tree whose `.env` is a link. */
  function linked(target: string, files: Record<string, string> = {}): string {
    const { outside, directory, file } = tree();
    fs.rmSync(file);
    write(outside, files);
    fs.symlinkSync(target, file);
    return directory;
  }

  posixTest('within the tree is followed, and stays one', () => {
    const directory = linked('shared/dev.env', { 'tree/shared/dev.env': 'A=1\n' });
    fs.chmodSync(path.join(directory, 'shared/dev.env'), 0o640);
    expect(readIn(directory)).toBe('A=1\n');
    changeUserFile({ file: path.join(directory, '.env'), tree: directory, name: '.env' }, () => 'A=2\n');
    expect([fs.readlinkSync(path.join(directory, '.env')), read(directory, 'shared/dev.env'), modeOf(path.join(directory, 'shared/dev.env'))]).toEqual(['shared/dev.env', 'A=2\n', '640']);
    expect(fs.readdirSync(path.join(directory, 'shared'))).toEqual(['dev.env']);
  });

  posixTest('to a name that starts with two dots is within the tree', () => {
    expect(readIn(linked('..dev', { 'tree/..dev': 'A=1\n' }))).toBe('A=1\n');
  });

  posixTest('in a tree that is reached by a link itself is followed', () => {
    const directory = linked('dev.env', { 'tree/dev.env': 'A=1\n' });
    const alias = path.join(tempDir(), 'alias');
    fs.symlinkSync(directory, alias);
    expect(readIn(alias)).toBe('A=1\n');
  });

  const refused = [
    ['out of the tree', '../other.env', 'outside the project'],
    ['out of the tree into a neighbour of a like name', '../tree-2/.env', 'outside the project'],
    ['to nowhere', 'missing.env', 'a link to a file that does not exist'],
    ['to itself', '.env', 'a link to a file that does not exist'],
    ['to a directory', 'shared', 'is a directory'],
  ];
  for (const [name, target, message] of refused) {
    posixTest(`${name} is refused`, () => {
      const directory = linked(target, { 'other.env': '', 'tree-2/.env': '', 'tree/shared/x': '' });
      expect(() => readIn(directory)).toThrow(message);
    });
  }
});

describe('the check before writing', () => {
  test('passes for a file that can be written, and for one that is not there, without making it', () => {
    const { directory, file } = tree();
    const before = fs.statSync(file, { bigint: true });
    expect([() => checkWritable(file, '.env'), () => checkWritable(path.join(directory, 'a/b/.env'), 'a/b/.env')].map((check) => check())).toEqual([undefined, undefined]);
    expect([fs.statSync(file, { bigint: true }).mtimeNs, fs.readdirSync(directory)]).toEqual([before.mtimeNs, ['.env']]);
  });

  const refused = [
    ['a read-only file', '.env', '444', '.env', '.env is not writable'],
    ['a file in a read-only directory', '', '555', '.env', 'the directory of .env is not writable'],
    ['a new file in a read-only directory', '', '555', 'a/.env', 'the directory of a/.env is not writable'],
  ];
  for (const [what, locked, mode, name, message] of refused) {
    userTest(`refuses ${what}`, () => {
      const { directory } = tree();
      fs.chmodSync(path.join(directory, locked), mode);
      expect(printedByUser(directory, `userFile.checkWritable(directory + '/${name}', '${name}')`)).toContain(`AstroAirflowError: ${message}`);
    });
  }
});
