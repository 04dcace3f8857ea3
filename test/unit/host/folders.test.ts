import * as fs from 'node:fs';
import * as path from 'node:path';
import { prepareFolders, temporaryFile } from '../../../src/host/folders';
import type { HostSession } from '../../../src/host/host-session';
import { placesOf } from '../../../src/host/places';
import { awsSession, azureSession } from '../../support/host/sessions';
import { testIf, treeState } from '../../support/projects';
import { namesBelow, read, tempDir, write } from '../../support/util';

const testUnix = testIf(process.platform !== 'win32', 'a system with modes and links');
const testRoot = testIf(process.getuid?.() === 0, 'root');
const MODES = { '.airflow-credentials': '700', '.airflow-credentials/aws': '700', '.airflow-credentials/aws/dev': '700', '.airflow-credentials/aws/dev/mount': '755' };

function prepare(session: HostSession): string[] {
  const notes: string[] = [];
  prepareFolders(placesOf(session), session, (note) => notes.push(note));
  return notes;
}

function modes(home: string, names: readonly string[] = Object.keys(MODES)): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, (fs.lstatSync(path.join(home, name)).mode & 0o777).toString(8)]));
}

describe('the folders', () => {
  const umask = process.umask();
  afterEach(() => process.umask(umask));

  testUnix('are private down to the one that is mounted, whatever the umask', () => {
    for (const mask of [0o000, 0o022, 0o077, 0o777]) {
      const home = tempDir();
      process.umask(mask === 0o777 ? 0o377 : mask);
      expect(prepare(awsSession(home))).toEqual([]);
      expect(modes(home)).toEqual(MODES);
    }
  });

  testUnix('are set right where somebody has changed their modes', () => {
    const home = tempDir();
    prepare(awsSession(home));
    for (const [name, mode] of [['.airflow-credentials', 0o777], ['.airflow-credentials/aws', 0o755], ['.airflow-credentials/aws/dev', 0o770], ['.airflow-credentials/aws/dev/mount', 0o700]] as const) {
      fs.chmodSync(path.join(home, name), mode);
      expect(prepare(awsSession(home))).toEqual([]);
      expect(modes(home)).toEqual(MODES);
    }
  });

  testUnix('have files that containers can read and run again where somebody has closed them, and a link is left alone', () => {
    const home = tempDir();
    const session = azureSession(home, { vault: 'https://vault.azure.net', storage: 'https://storage.azure.com' });
    const { mount } = placesOf(session);
    prepare(session);
    write(mount, { 'bin/az': '', 'token-vault.json': '{}' });
    write(home, { 'mine.json': '{}' });
    fs.symlinkSync(path.join(home, 'mine.json'), path.join(mount, 'token-storage.json'));
    [path.join(mount, 'bin/az'), path.join(mount, 'token-vault.json'), path.join(home, 'mine.json')].forEach((file) => fs.chmodSync(file, 0o600));
    fs.chmodSync(path.join(mount, 'bin'), 0o700);
    expect(prepare(session)).toEqual([]);
    expect(modes(mount, ['bin', 'bin/az', 'token-vault.json'])).toEqual({ 'bin': '755', 'bin/az': '755', 'token-vault.json': '644' });
    expect(modes(home, ['mine.json'])).toEqual({ 'mine.json': '600' });
  });

  test('are marked for programs that make backups, and a declared folder is made with those above it', () => {
    const home = tempDir();
    prepare(awsSession(home, { directory: '~/work/keys' }));
    expect(read(home, 'work/keys/CACHEDIR.TAG')).toMatch(/^Signature: 8a477f597d28d172789f06886806bc55\n/);
    expect(namesBelow(home)).toContain(path.join('work', 'keys', 'aws', 'dev', 'mount'));
  });

  test('are marked again where a full disk left an empty mark', () => {
    const home = tempDir();
    write(home, { '.airflow-credentials/CACHEDIR.TAG': '' });
    prepare(awsSession(home));
    expect(read(home, '.airflow-credentials/CACHEDIR.TAG')).toMatch(/^Signature: /);
  });

  testUnix('in the mounted folder are open too', () => {
    const home = tempDir();
    prepare(azureSession(home, {}));
    expect(modes(home, ['.airflow-credentials/azure/subscription-1/mount/bin'])).toEqual({ '.airflow-credentials/azure/subscription-1/mount/bin': '755' });
  });
});

describe('what is in the way', () => {
  const names = Object.keys(MODES);

  testUnix('a link, a file: one line that names it, and nothing behind the link is touched', () => {
    for (const name of names) {
      for (const make of ['link', 'file', 'link to nowhere'] as const) {
        const [home, elsewhere] = [tempDir(), tempDir()];
        const file = path.join(home, name);
        fs.mkdirSync(path.dirname(file), { recursive: true });
        if (make === 'file') {
          fs.writeFileSync(file, '');
        } else {
          fs.symlinkSync(make === 'link' ? elsewhere : '/nowhere', file);
        }
        expect(() => prepare(awsSession(home))).toThrow(`${file} is a ${make === 'file' ? 'file' : 'link'}, and keys are kept in a folder there. Remove it, then run again.`);
        expect(fs.readdirSync(elsewhere)).toEqual([]);
      }
    }
  });

  testRoot('a folder of another user: one line that names it', () => {
    for (const name of names) {
      const home = tempDir();
      prepare(awsSession(home));
      fs.chownSync(path.join(home, name), 65534, 65534);
      expect(() => prepare(awsSession(home))).toThrow(`${path.join(home, name)} belongs to another user (uid 65534, you are 0), who could read the keys. Remove it (sudo rm -r), then run again.`);
    }
  });

  test.each(['notes.txt', 'aws/deploy.sh'])('a declared folder with other things in it (%s) keeps its mode, and backups go on', (name) => {
    const home = tempDir();
    write(home, { [`work/${name}`]: '' });
    const before = treeState(home);
    expect(() => prepare(awsSession(home, { directory: '~/work' }))).toThrow(`${path.join(home, 'work')} has other files in it, and only you could read it any more. Declare a directory of its own for the keys.`);
    expect(treeState(home)).toEqual(before);
  });

  test('the usual folder without its mark is ours all the same', () => {
    const home = tempDir();
    prepare(awsSession(home));
    fs.rmSync(path.join(home, '.airflow-credentials', 'CACHEDIR.TAG'));
    expect(() => prepare(awsSession(home))).not.toThrow();
    expect(fs.existsSync(path.join(home, '.airflow-credentials', 'CACHEDIR.TAG'))).toBe(true);
  });
});

test('temporary files of processes that have ended are removed, those of others stay', () => {
  const home = tempDir();
  const session = awsSession(home);
  prepare(session);
  const { own } = placesOf(session);
  // No system has a process with that number.
  write(own, { '.new-4194999-session.json': 'old', [path.basename(temporaryFile(placesOf(session), 'session.json'))]: 'mine', [`.new-${process.ppid}-config`]: 'of my parent', '.new-x': '' });
  prepare(session);
  expect(fs.readdirSync(own).sort()).toEqual([`.new-${process.pid}-session.json`, `.new-${process.ppid}-config`, '.new-x', 'mount'].sort());
});
