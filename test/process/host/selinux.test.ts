import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { testIf } from '../../support/projects';
import { read, tempDir, write } from '../../support/util';

const testUnix = testIf(process.platform !== 'win32', 'a system that runs scripts as programs');

const LIB = path.resolve(__dirname, '../../../lib/host/selinux.js');

/** What a label notes and calls where SELinux is on, with a stand-in for chcon. */
function labelled(code: number | undefined, enforce: string = __filename): { notes: string[]; called: string } {
  const folder = tempDir();
  if (code !== undefined) {
    write(folder, { chcon: `#!/bin/sh\necho "$@" > ${folder}/called\nexit ${code}\n` });
    fs.chmodSync(path.join(folder, 'chcon'), 0o755);
  }
  const script = `const notes = []; require(${JSON.stringify(LIB)}).label('/keys/mount', (note) => notes.push(note), ${JSON.stringify(enforce)}); console.log(JSON.stringify(notes));`;
  const notes = JSON.parse(execFileSync(process.execPath, ['-e', script], { encoding: 'utf-8', env: { PATH: folder } })) as string[];
  return { notes, called: fs.existsSync(path.join(folder, 'called')) ? read(folder, 'called') : '' };
}

testUnix('where SELinux is on, containers are allowed to read', () => {
  expect(labelled(0)).toEqual({ notes: [], called: '-R -t container_file_t /keys/mount\n' });
});

testUnix('where that fails there is a note, as it may work all the same', () => {
  expect(labelled(1).notes).toEqual(['/keys/mount did not get the SELinux type container_file_t (chcon: exit code 1), so containers may not read it.']);
  expect(labelled(undefined).notes).toEqual(['/keys/mount did not get the SELinux type container_file_t (chcon: not found), so containers may not read it.']);
});

testUnix('where it is off nothing is called', () => {
  expect(labelled(1, '/nowhere')).toEqual({ notes: [], called: '' });
});
