import { execFileSync, spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { changeUserFile } from '../../../src/ownership/changed-file';
import { withBlock } from '../../../src/ownership/owned-block';
import { PRIVATE_MODE } from '../../../src/ownership/user-file';
import { byUser, ordinaryUser, testIf } from '../../support/projects';
import { read, tempDir, write } from '../../support/util';

const POSIX = process.platform !== 'win32';
const posixTest = testIf(POSIX, 'a POSIX system');
const userTest = testIf(ordinaryUser() !== undefined, 'an ordinary user to become');
const aclTest = testIf(process.platform === 'linux' && canHaveLists(), 'a file system with access lists, and Python');

/** Where a test can come between, which no other process does at will. */
const mockRename: { replaced?: (from: fs.PathLike, to: fs.PathLike, rename: typeof fs.renameSync) => void } = {};
jest.mock('node:fs', () => {
  const disk = jest.requireActual<typeof fs>('node:fs');
  return {
    ...disk,
    renameSync: (from: string, to: string) => (mockRename.replaced === undefined ? disk.renameSync(from, to) : mockRename.replaced(from, to, disk.renameSync)),
  };
});

afterEach(() => {
  mockRename.replaced = undefined;
});

const pythonTest = testIf(POSIX && spawnSync('python3', ['--version']).status === 0, 'python3');
const toolTest = testIf(process.platform === 'linux' && canHaveLists() && spawnSync('getfacl', ['--version']).status === 0, 'getfacl');

const MODULE = path.resolve(__dirname, '../../../src/ownership/changed-file.ts');

/** A tree with a `.env` in it. */
function tree(content: string | Buffer = 'MINE=1\n'): { directory: string; file: string } {
  const directory = path.join(tempDir(), 'tree');
  const file = path.join(directory, '.env');
  fs.mkdirSync(directory);
  fs.writeFileSync(file, content);
  return { directory, file };
}

const placeOf = (file: string, mode?: number) => ({ file, tree: path.dirname(file), name: path.basename(file), mode });
const change = (file: string, text: string, mode?: number): string[] => changeUserFile(placeOf(file, mode), () => text);
const modeOf = (file: string) => (fs.statSync(file).mode % 0o1000).toString(8);

/** A script in which `changeUserFile`, `place`, `file` and `directory` are known. */
function scriptOf(directory: string, script: string): string {
  return `const { changeUserFile } = require(${JSON.stringify(MODULE)}); const directory = ${JSON.stringify(directory)}; const file = directory + '/.env';
    const place = { file, tree: directory, name: '.env' }; const fs = require('node:fs');
    try { ${script} } catch (error) { console.log(error.name + ': ' + error.message); }`;
}

describe('writing', () => {
  posixTest('makes a new file with the mode that is asked for, and without one with the mode of the system', () => {
    const directory = tempDir();
    const [secret, plain] = [path.join(directory, 'a/b/.env'), path.join(directory, 'requirements.txt')];
    change(secret, 'A=1\n', PRIVATE_MODE);
    change(plain, 'boto3\n');
    write(directory, { 'other.txt': '' });
    expect([read(directory, 'a/b/.env'), modeOf(secret), modeOf(plain)]).toEqual(['A=1\n', '600', modeOf(path.join(directory, 'other.txt'))]);
  });

  for (const mode of ['600', '640', '644', '664', '755']) {
    posixTest(`keeps the mode ${mode} of a file that is there`, () => {
      const { file } = tree();
      fs.chmodSync(file, mode);
      expect(change(file, 'A=2\n', PRIVATE_MODE)).toEqual([]);
      expect([fs.readFileSync(file, 'utf-8'), modeOf(file)]).toEqual(['A=2\n', mode]);
    });
  }

  test('leaves nothing else behind, and every byte of the text in the file', () => {
    const { directory, file } = tree();
    const text = `\uFEFF${'Ä=😀\r\n'.repeat(50_000)}`;
    change(file, text);
    expect([fs.readFileSync(file).equals(Buffer.from(text)), fs.readdirSync(directory)]).toEqual([true, ['.env']]);
  });

  test('touches nothing where the text stays', () => {
    const { file } = tree();
    const before = fs.statSync(file, { bigint: true });
    expect(changeUserFile(placeOf(file), (text) => text!)).toEqual([]);
    expect(fs.statSync(file, { bigint: true })).toEqual({ ...before, atimeMs: expect.anything(), atimeNs: expect.anything(), atime: expect.anything() });
  });

  userTest('that fails half-way, as on a full disk, leaves the old file whole and nothing beside it', () => {
    const { directory, file } = tree();
    expect(byUser(directory, scriptOf(directory, 'changeUserFile(place, () => "A=1\\n".repeat(1_000_000))'), 'ulimit -f 64')).toBe(
      'AstroAirflowError: .env could not be written: EFBIG: file too large. The file is as it was; fix the cause, then run again.\n',
    );
    expect([fs.readFileSync(file, 'utf-8'), fs.readdirSync(directory)]).toEqual(['MINE=1\n', ['.env']]);
  });

  userTest('to a directory that takes no new file leaves the old file whole', () => {
    const { directory, file } = tree();
    fs.chmodSync(directory, 0o555);
    expect(byUser(directory, scriptOf(directory, 'changeUserFile(place, () => "A=2\\n")'))).toContain('AstroAirflowError: .env could not be written: EACCES: permission denied.');
    expect(fs.readFileSync(file, 'utf-8')).toBe('MINE=1\n');
  });

  posixTest('names the other names of a file, which keep the old text', () => {
    const { directory, file } = tree();
    fs.linkSync(file, path.join(directory, 'second'));
    expect(change(file, 'A=2\n')).toEqual(['.env had 2 names (hard links): the other ones keep the old text.']);
    expect([read(directory, '.env'), read(directory, 'second')]).toEqual(['A=2\n', 'MINE=1\n']);
  });
});

describe('another program that writes at the same time', () => {
  const BLOCK = ['OURS=1'];
  const owned = (text: string | undefined): string => withBlock(text ?? '', BLOCK);
  const NOT_TOGETHER = /^\.env was changed by other programs in ways that do not go together\. One of the texts is in \.projen-astro-airflow\.\d+\.\d+\.kept beside it: put both together/;

  /** Has something happen at a moment of the change: when the text is asked for, or right before or after the rename. */
  function during(file: string, moment: 'asked' | 'before the rename' | 'after the rename', happens: () => void): string[] {
    let isDone = false;
    const once = (): void => {
      if (!isDone) {
        isDone = true;
        happens();
      }
    };
    mockRename.replaced = (from, to, rename) => {
      if (moment === 'before the rename') {
        once();
      }
      rename(from, to);
      if (moment === 'after the rename') {
        once();
      }
    };
    return changeUserFile(placeOf(file), (text) => {
      const next = owned(text);
      if (moment === 'asked') {
        once();
      }
      return next;
    });
  }

  test.each(['asked', 'before the rename'] as const)('and appends: %s', (moment) => {
    const { directory, file } = tree();
    expect(during(file, moment, () => fs.appendFileSync(file, 'THEIRS=2\n'))).toEqual([]);
    expect([fs.readFileSync(file, 'utf-8'), fs.readdirSync(directory)]).toEqual([owned('MINE=1\nTHEIRS=2\n'), ['.env']]);
  });

  posixTest('and appends to the file that it had opened before', () => {
    const { file } = tree();
    const descriptor = fs.openSync(file, 'a');
    during(file, 'after the rename', () => fs.writeSync(descriptor, 'THEIRS=2\n'));
    fs.closeSync(descriptor);
    expect(fs.readFileSync(file, 'utf-8')).toBe(owned('MINE=1\nTHEIRS=2\n'));
  });

  posixTest('and appends to the old file and to the new one', () => {
    const { file } = tree();
    const descriptor = fs.openSync(file, 'a');
    during(file, 'after the rename', () => [fs.writeSync(descriptor, 'TO_OLD=2\n'), fs.appendFileSync(file, 'TO_NEW=3\n')]);
    fs.closeSync(descriptor);
    expect(fs.readFileSync(file, 'utf-8')).toBe(owned('MINE=1\nTO_OLD=2\nTO_NEW=3\n'));
  });

  test.each(['asked', 'before the rename'] as const)('and writes it anew in place: %s', (moment) => {
    const { file } = tree();
    during(file, moment, () => fs.writeFileSync(file, 'OTHER=1\n'));
    expect(fs.readFileSync(file, 'utf-8')).toBe(owned('OTHER=1\n'));
  });

  pythonTest('and empties it first, to write it anew a while later', () => {
    const { file } = tree();
    const program = 'import sys, time\nwith open(sys.argv[1], "w") as file:\n    time.sleep(0.3)\n    file.write("OTHER=1\\n")\n';
    during(file, 'before the rename', () => {
      spawn('python3', ['-c', program, file], { stdio: 'ignore' });
      while (fs.statSync(file).size > 0);
    });
    expect(fs.readFileSync(file, 'utf-8')).toBe(owned('OTHER=1\n'));
  });

  posixTest('and empties it for good: what was there is kept', () => {
    const { file } = tree();
    during(file, 'before the rename', () => fs.truncateSync(file, 3));
    expect(fs.readFileSync(file, 'utf-8')).toBe(owned('MINE=1\n'));
  });

  test('and puts another file in its place', () => {
    const { directory, file } = tree();
    during(file, 'asked', () => [write(directory, { new: 'MINE=1\nTHEIRS=2\n' }), fs.renameSync(path.join(directory, 'new'), file)]);
    expect(fs.readFileSync(file, 'utf-8')).toBe(owned('MINE=1\nTHEIRS=2\n'));
  });

  test('and makes the file that was not there', () => {
    const { file } = tree();
    fs.rmSync(file);
    during(file, 'asked', () => fs.writeFileSync(file, 'THEIRS=2\n'));
    expect(fs.readFileSync(file, 'utf-8')).toBe(owned('THEIRS=2\n'));
  });

  posixTest('twice, in ways that do not go together: both texts are kept, and named', () => {
    const { directory, file } = tree();
    const descriptor = fs.openSync(file, 'a');
    expect(() => during(file, 'after the rename', () => [fs.writeSync(descriptor, 'TO_OLD=2\n'), fs.writeFileSync(file, 'OTHER=1\n')])).toThrow(
      NOT_TOGETHER,
    );
    fs.closeSync(descriptor);
    const [kept] = fs.readdirSync(directory).filter((name) => name !== '.env');
    expect([read(directory, '.env'), read(directory, kept), modeOf(path.join(directory, kept))]).toEqual(['OTHER=1\n', 'MINE=1\nTO_OLD=2\n', '600']);
  });

  for (const [how, rewrite] of [
    ['in place', (file: string, text: string) => fs.writeFileSync(file, text)],
    ['by another file', (file: string, text: string) => [fs.writeFileSync(`${file}.new`, text), fs.renameSync(`${file}.new`, file)]],
  ] as const) {
    posixTest(`and writes it anew again and again, ${how}: its last text is in the file, and the one before is kept`, () => {
      const { directory, file } = tree();
      let count = 0;
      expect(() => changeUserFile(placeOf(file), (text) => {
        rewrite(file, `OTHER=${count++}\n`);
        return owned(text);
      })).toThrow(NOT_TOGETHER);
      const [kept] = fs.readdirSync(directory).filter((name) => name !== '.env');
      expect([read(directory, kept), withBlock(read(directory, '.env'), [])]).toEqual([`OTHER=${count - 2}\n`, expect.stringMatching(/^OTHER=\d+\n$/)]);
    });
  }

  posixTest('and appends each time before the rename: every line is there in the end', () => {
    const { file } = tree();
    let count = 0;
    expect(changeUserFile(placeOf(file), (text) => {
      fs.appendFileSync(file, `THEIRS_${count++}=x\n`);
      return owned(text);
    })).toEqual(['.env was written by another program all the time: some of its last lines are behind later ones.']);
    const lines = withBlock(fs.readFileSync(file, 'utf-8'), []).split('\n').filter((line) => line.startsWith('THEIRS_'));
    expect(lines.sort()).toEqual(Array.from({ length: count }, (_, index) => `THEIRS_${index}=x`).sort());
  });

  posixTest('and leaves no way to a file that stays as it is: that is named', () => {
    const { file } = tree();
    let count = 0;
    expect(() => changeUserFile(placeOf(file), (text) => {
      fs.appendFileSync(file, `THEIRS_${count}=x\n`);
      return withBlock(text ?? '', [`OURS=${count++}`]);
    })).toThrow('.env could not be written: another program changes it all the time. Stop that program, then run again.');
    expect(fs.readFileSync(file, 'utf-8').match(/THEIRS_/g)).toHaveLength(count);
  });

  posixTest('loses no line of thousands that are appended meanwhile', async () => {
    const { file } = tree('');
    const lines = 5_000;
    const writer = spawn('sh', ['-c', 'i=0; while [ $i -lt "$2" ]; do echo "LINE_$i=x" >> "$1"; i=$((i+1)); done', 'sh', file, String(lines)]);
    const ended = new Promise((resolve) => writer.on('close', resolve));
    let isEnded = false;
    void ended.then(() => (isEnded = true));
    let changes = 0;
    while (!isEnded) {
      changeUserFile(placeOf(file), (text) => withBlock(text ?? '', [`OURS=${changes++}`]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    const text = withBlock(fs.readFileSync(file, 'utf-8'), []);
    expect(changes).toBeGreaterThan(3);
    expect(text).toBe(Array.from({ length: lines }, (_, index) => `LINE_${index}=x\n`).join(''));
  });

  test('holds the file on Windows for a moment, and for good', () => {
    const { file } = tree();
    const real = Object.getOwnPropertyDescriptor(process, 'platform')!;
    Object.defineProperty(process, 'platform', { ...real, value: 'win32' });
    let tries = 0;
    const held = (times: number): void => {
      tries = 0;
      mockRename.replaced = (from, to, rename) => {
        if (tries++ < times) {
          throw Object.assign(new Error('EPERM: operation not permitted, rename'), { code: 'EPERM' });
        }
        rename(from, to);
      };
    };
    try {
      held(3);
      change(file, 'A=2\n');
      expect([tries, fs.readFileSync(file, 'utf-8')]).toEqual([4, 'A=2\n']);
      held(Infinity);
      expect(() => change(file, 'A=3\n')).toThrow(/^\.env could not be written: EPERM: operation not permitted.*\. The file is as it was; fix the cause, then run again\.$/);
      expect([tries > 10, fs.readFileSync(file, 'utf-8'), fs.readdirSync(path.dirname(file))]).toEqual([true, 'A=2\n', ['.env']]);
    } finally {
      Object.defineProperty(process, 'platform', real);
    }
  });
});

posixTest('what a killed run has left is removed by the next one, and that of a run under way is not', () => {
  const { directory } = tree();
  const { pid } = spawnSync('true');
  write(directory, { [`.projen-astro-airflow.${pid}.0.tmp`]: 'MINE=1\n', [`.projen-astro-airflow.${process.ppid}.7.tmp`]: '', [`.projen-astro-airflow.${pid}.0.kept`]: '', '.projen-astro-airflow.tmp': '' });
  execFileSync(process.execPath, ['--import', 'tsx', '--eval', scriptOf(directory, 'changeUserFile(place, (text) => text)')]);
  expect(fs.readdirSync(directory).sort()).toEqual(['.env', `.projen-astro-airflow.${pid}.0.kept`, `.projen-astro-airflow.${process.ppid}.7.tmp`, '.projen-astro-airflow.tmp'].sort());
});

describe('an access list', () => {
  /** rw for the owner, r for the user 12345, nothing for the group and others; it shows as the mode 640. */
  const LIST = '0200000001000600ffffffff0200040039300000' + '04000000ffffffff10000400ffffffff20000000ffffffff';

  const setList = (file: string): unknown => execFileSync('python3', ['-c', 'import os, sys; os.setxattr(sys.argv[1], "system.posix_acl_access", bytes.fromhex(sys.argv[2]))', file, LIST]);
  const listOf = (file: string): string => execFileSync('python3', ['-c', 'import os, sys\ntry: print(os.getxattr(sys.argv[1], "system.posix_acl_access").hex())\nexcept OSError: print("")', file], { encoding: 'utf-8' }).trim();

  function changedOnlyWithLs(file: string): string[] {
    const before = process.env.PATH;
    process.env.PATH = onlyLs();
    try {
      return change(file, 'A=2\n');
    } finally {
      process.env.PATH = before;
    }
  }

  toolTest('is kept by getfacl and setfacl', () => {
    const { file } = tree();
    setList(file);
    expect(modeOf(file)).toBe('640');
    expect(change(file, 'A=2\n')).toEqual([]);
    expect([fs.readFileSync(file, 'utf-8'), modeOf(file), listOf(file)]).toEqual(['A=2\n', '640', LIST]);
  });

  aclTest('is gone without them, with all that its group could have got by that', () => {
    const { file } = tree();
    setList(file);
    expect(changedOnlyWithLs(file)).toEqual([expect.stringMatching(/^\.env had an access list \(ACL\), which could not be kept without getfacl and setfacl: its group and those whom it named have no access now\./)]);
    expect([modeOf(file), listOf(file)]).toEqual(['600', '']);
  });

  aclTest('that is none costs the group nothing', () => {
    const { file } = tree();
    fs.chmodSync(file, 0o660);
    expect(changedOnlyWithLs(file)).toEqual([]);
    expect(modeOf(file)).toBe('660');
  });
});

/** A PATH with `ls` alone. */
function onlyLs(): string {
  const folder = tempDir();
  fs.symlinkSync(execFileSync('sh', ['-c', 'command -v ls'], { encoding: 'utf-8' }).trim(), path.join(folder, 'ls'));
  return folder;
}

function canHaveLists(): boolean {
  const file = path.join(tempDir(), 'probe');
  fs.writeFileSync(file, '');
  return spawnSync('python3', ['-c', `import os; os.setxattr(${JSON.stringify(file)}, "system.posix_acl_access", bytes.fromhex("0200000001000600ffffffff0200040039300000" "04000000ffffffff10000400ffffffff20000000ffffffff"))`]).status === 0;
}
