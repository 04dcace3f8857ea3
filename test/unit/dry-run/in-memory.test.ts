import * as fs from 'node:fs';
import { GUARDED_CALLS } from '../../../src/dry-run/patched-fs';
import { Left, patchedModule } from '../../support/dry-run/patched-module';
import { tempDir, write } from '../../support/util';

/** The functions that are left as they are, and why they can be. */
const HARMLESS: Record<string, readonly string[]> = {
  'only watch the disk': ['watch', 'watchFile', 'unwatchFile', 'statfs'],
  'open and write through the functions of the module': ['createReadStream', 'createWriteStream', 'ReadStream', 'WriteStream', 'FileReadStream', 'FileWriteStream', 'Utf8Stream'],
  'describe what was found': ['Stats', 'Dirent', 'Dir', 'BigIntStats', '_toUnixTimestamp'],
};

test('every function of fs is guarded, or known to read and write nothing by itself', () => {
  const known = [...GUARDED_CALLS, ...Object.values(HARMLESS).flat()];
  const functions = [...Object.entries(fs), ...Object.entries(fs.promises)].filter(([, value]) => typeof value === 'function').map(([name]) => name.replace(/Sync$/, ''));
  expect(functions.filter((name) => !known.includes(name))).toEqual([]);
});

test('files outside of the project are written as ever, and those that links of the project lead to are not', () => {
  const [project, outside] = [tempDir(), tempDir()];
  write(project, { 'a.txt': 'a' });
  write(outside, { 'b.txt': 'b' });
  fs.symlinkSync(`${outside}/b.txt`, `${project}/link.txt`);
  fs.symlinkSync(outside, `${project}/linked`, 'junction');
  const { module } = patchedModule(project);
  module.writeFileSync(`${outside}/written.txt`, 'w');
  module.mkdirSync(`${outside}/made`);
  expect(fs.readdirSync(outside).sort()).toEqual(['b.txt', 'made', 'written.txt']);

  module.writeFileSync(`${project}/link.txt`, 'changed');
  module.writeFileSync(`${project}/linked/new.txt`, 'new');
  module.rmSync(`${project}/linked/b.txt`);
  expect([module.readFileSync(`${project}/linked/new.txt`, 'utf-8'), module.existsSync(`${project}/linked/b.txt`)]).toEqual(['new', false]);
  expect([fs.readFileSync(`${outside}/b.txt`, 'utf-8'), fs.existsSync(`${outside}/new.txt`)]).toEqual(['b', false]);
});

test('what is written as it is on the disk is not kept', () => {
  const project = tempDir();
  write(project, { 'a.txt': 'a' });
  const { module, memory } = patchedModule(project);
  fs.chmodSync(`${project}/a.txt`, 0o444);
  module.chmodSync(`${project}/a.txt`, 0o600);
  module.writeFileSync(`${project}/a.txt`, 'a');
  expect(memory.isEmpty).toBe(false);
  module.chmodSync(`${project}/a.txt`, 0o444);
  expect([memory.isEmpty, [...memory.written]]).toEqual([true, [`${project}/a.txt`]]);
});

describe('an attempt ends', () => {
  const start = (): { project: string; module: typeof fs } => {
    const project = tempDir();
    write(project, { 'a.txt': 'a', 'dir/b.txt': 'b' });
    fs.linkSync(`${project}/a.txt`, `${project}/second.txt`);
    return { project, module: patchedModule(project).module };
  };
  test.each<[string, (module: typeof fs, project: string) => unknown]>([
    ['a promise writes', (module, project) => module.promises.writeFile(`${project}/new.txt`, 'x')],
    ['a callback writes', (module, project) => module.writeFile(`${project}/new.txt`, 'x', () => undefined)],
    ['a promise opens a file, if only to read it', (module, project) => module.promises.open(`${project}/a.txt`)],
    ['a stream opens a file', (module, project) => new Promise((_, reject) => module.createWriteStream(`${project}/a.txt`).on('error', reject))],
    ['a descriptor is opened to read', (module, project) => module.openSync(`${project}/a.txt`, 'r')],
    ['something is changed by its descriptor', (module, project) => module.fchmodSync(fs.openSync(`${project}/a.txt`, 'r'), 0o600)],
    ['a file with a second name is written', (module, project) => module.writeFileSync(`${project}/a.txt`, 'x')],
    ['a file gets a second name', (module, project) => module.linkSync(`${project}/dir/b.txt`, `${project}/c.txt`)],
    ['a link is made', (module, project) => module.symlinkSync('a.txt', `${project}/c.txt`)],
    ['a directory is removed', (module, project) => module.rmSync(`${project}/dir`, { recursive: true })],
    ['a file is moved', (module, project) => module.renameSync(`${project}/dir/b.txt`, `${project}/c.txt`)],
    ['the output is opened by its name', (module) => module.writeFileSync('/dev/stdout', 'x')],
    ['the output is opened by its descriptor\'s name', (module) => module.openSync('/proc/self/fd/1', 'w')],
    ['the output is written to later', (module) => module.write(1, 'x', () => undefined)],
    ['a changed file is read by a promise', (module, project) => (module.writeFileSync(`${project}/dir/b.txt`, 'x'), module.promises.readFile(`${project}/dir/b.txt`))],
    ['a directory with changed files is listed by a promise', (module, project) => (module.writeFileSync(`${project}/dir/b.txt`, 'x'), module.promises.readdir(`${project}/dir`))],
  ])('where %s', async (_, run) => {
    const { project, module } = start();
    const before = fs.readdirSync(project);
    await expect(Promise.resolve().then(() => run(module, project))).rejects.toThrow(Left);
    expect([fs.readdirSync(project), fs.readFileSync(`${project}/a.txt`, 'utf-8'), fs.readFileSync(`${project}/dir/b.txt`, 'utf-8')]).toEqual([before, 'a', 'b']);
  });

  test.each<[string, (module: typeof fs, project: string) => unknown]>([
    ['an unchanged file is read by a promise', (module, project) => module.promises.readFile(`${project}/dir/b.txt`, 'utf-8')],
    ['a file outside is written by a promise', (module) => module.promises.writeFile(`${tempDir()}/x.txt`, 'x')],
    ['a package is opened', (module, project) => (write(project, { 'node_modules/x/index.js': '' }), module.closeSync(module.openSync(`${project}/node_modules/x/index.js`, 'r')))],
  ])('not where %s', async (_, run) => {
    const { project, module } = start();
    module.writeFileSync(`${project}/new.txt`, 'x');
    await expect(Promise.resolve().then(() => run(module, project))).resolves.not.toThrow();
  });
});
