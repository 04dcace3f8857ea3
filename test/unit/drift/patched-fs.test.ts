import * as fs from 'node:fs';
import { disk, keepReal } from '../../../src/drift/disk';
import { Overlay } from '../../../src/drift/overlay';
import { patchFs } from '../../../src/drift/patched-fs';
import { tempDir, write } from '../../support/util';

/** The functions that are left as they are, and why they can be. */
const HARMLESS: Record<string, readonly string[]> = {
  'only watch the disk, or look for names on it': ['watch', 'watchFile', 'unwatchFile', 'statfs', 'statfsSync', 'glob', 'globSync'],
  'open and write through the functions of the module': ['createReadStream', 'createWriteStream', 'ReadStream', 'WriteStream', 'FileReadStream', 'FileWriteStream', 'Utf8Stream'],
  'describe what was found': ['Stats', 'Dirent', 'Dir', 'BigIntStats', '_toUnixTimestamp'],
};

function functionsOf(module: object): string[] {
  return Object.entries(module).filter(([, value]) => typeof value === 'function').map(([name]) => name);
}

function patched(directory: string): typeof fs {
  const module = { ...fs, promises: { ...fs.promises } };
  const kept = keepReal(fs);
  const overlay = new Overlay(disk(kept));
  overlay.cover(directory);
  patchFs(module, overlay, kept);
  return module;
}

test('every function of fs is replaced, or known to write nothing by itself', () => {
  const module = patched(tempDir());
  const harmless = Object.values(HARMLESS).flat();
  const left = (of: object, now: object): string[] =>
    functionsOf(of).filter((name) => (of as Record<string, unknown>)[name] === (now as Record<string, unknown>)[name] && !harmless.includes(name));
  expect([left(fs, module), left(fs.promises, module.promises)]).toEqual([[], []]);
});

test('files outside of the project are written as ever, and those that links of the project lead to are not', () => {
  const [project, outside] = [tempDir(), tempDir()];
  write(project, { 'a.txt': 'a' });
  write(outside, { 'b.txt': 'b' });
  fs.symlinkSync(`${outside}/b.txt`, `${project}/link.txt`);
  fs.symlinkSync(outside, `${project}/linked`, 'junction');
  const module = patched(project);
  module.copyFileSync(`${project}/a.txt`, `${outside}/copied.txt`);
  module.cpSync(project, `${outside}/all`, { recursive: true });
  module.renameSync(`${project}/a.txt`, `${outside}/moved.txt`);
  module.mkdirSync(`${outside}/made`);
  expect(fs.readdirSync(outside).sort()).toEqual(['all', 'b.txt', 'copied.txt', 'made', 'moved.txt']);
  expect(fs.readFileSync(`${outside}/moved.txt`, 'utf-8')).toBe('a');
  expect(fs.readdirSync(project).sort()).toEqual(['a.txt', 'link.txt', 'linked']);

  module.writeFileSync(`${project}/link.txt`, 'changed');
  module.writeFileSync(`${project}/linked/new.txt`, 'new');
  module.rmSync(`${project}/linked/b.txt`);
  expect([module.readFileSync(`${project}/linked/new.txt`, 'utf-8'), module.existsSync(`${project}/linked/b.txt`)]).toEqual(['new', false]);
  expect([fs.readFileSync(`${outside}/b.txt`, 'utf-8'), fs.existsSync(`${outside}/new.txt`)]).toEqual(['b', false]);
});

test('a directory does not move into itself, even where a link hides that', () => {
  const project = tempDir();
  write(project, { 'dir/a.txt': 'a' });
  const module = patched(project);
  module.symlinkSync('dir', `${project}/link`);
  expect(() => module.renameSync(`${project}/dir`, `${project}/link/below`)).toThrow('EINVAL');
  expect(module.readFileSync(`${project}/dir/a.txt`, 'utf-8')).toBe('a');
});

test('a chain of links that leads back to itself is an error of the system\'s', () => {
  const project = tempDir();
  const module = patched(project);
  module.symlinkSync('b', `${project}/a`);
  module.symlinkSync('a', `${project}/b`);
  expect(() => module.readFileSync(`${project}/a`)).toThrow('ELOOP');
  expect(() => module.writeFileSync(`${project}/a`, '')).toThrow('ELOOP');
});
