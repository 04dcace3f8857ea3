import * as fs from 'node:fs';
import nodeFs from 'node:fs';
import * as path from 'node:path';
import { forgetAbsentProjects, forgetProject, unrecordedKeys } from '../../../src/host/forget-project';
import { namesBelow, read, tempDir, write } from '../../support/util';

const nothing = (): void => undefined;

function outer(projects: Readonly<Record<string, readonly string[]>>): string {
  const directory = tempDir();
  for (const [name, uses] of Object.entries(projects)) {
    write(directory, {
      [`${name}/state.json`]: JSON.stringify({ name: path.basename(name), projects: uses, leased: false }),
      [`${name}/mount/session.json`]: '{}',
      [`${name}/mount/bin/az`]: '',
      [`${name}/.new-4194999-session.json`]: '{}',
    });
  }
  return directory;
}

test('a project is removed from every session of every cloud; keys stay where another one that exists uses them', async () => {
  const [mine, other] = [tempDir(), tempDir()];
  const directory = outer({ 'aws/dev': [mine, '/nowhere'], 'aws/data': [other, mine], 'aws/more': [other], 'azure/sub': [mine] });
  expect((await forgetProject(directory, mine, nothing)).sort((one, two) => one.folder.localeCompare(two.folder))).toEqual([
    { folder: path.join(directory, 'aws', 'data'), others: [other] },
    { folder: path.join(directory, 'aws', 'dev'), others: [] },
    { folder: path.join(directory, 'azure', 'sub'), others: [] },
  ]);
  expect(namesBelow(path.join(directory, 'aws', 'dev')).sort()).toEqual(['mount', path.join('mount', 'bin')]);
  expect(namesBelow(path.join(directory, 'azure', 'sub')).sort()).toEqual(['mount', path.join('mount', 'bin')]);
  expect(JSON.parse(read(directory, 'aws/data/state.json')).projects).toEqual([other]);
  expect(fs.existsSync(path.join(directory, 'aws/data/mount/session.json'))).toBe(true);
  expect(JSON.parse(read(directory, 'aws/more/state.json')).projects).toEqual([other]);
  expect(await forgetProject(directory, mine, nothing)).toEqual([]);
});

test('keys go whose projects have all been removed or moved; those of one that exists, or of nobody knows whom, stay', async () => {
  const mine = tempDir();
  const directory = outer({ 'aws/dev': ['/nowhere', '/moved'], 'aws/data': ['/nowhere', mine], 'aws/more': [] });
  write(directory, { 'aws/more/state.json': '{' });
  expect(await forgetAbsentProjects(directory, nothing)).toEqual([path.join(directory, 'aws', 'dev')]);
  expect(namesBelow(path.join(directory, 'aws', 'dev')).sort()).toEqual(['mount', path.join('mount', 'bin')]);
  expect(['data', 'more'].map((name) => fs.existsSync(path.join(directory, 'aws', name, 'mount/session.json')))).toEqual([true, true]);
  expect(await forgetAbsentProjects(directory, nothing)).toEqual([]);
});

test('nothing there, files in the way and a damaged state are no sessions', async () => {
  expect(await forgetProject('/nowhere', '/work', nothing)).toEqual([]);
  const directory = outer({ 'aws/dev': ['/work'] });
  write(directory, { 'CACHEDIR.TAG': '', 'aws/dev/state.json': '{' });
  expect(await forgetProject(directory, '/work', nothing)).toEqual([]);
});

test('keys without a record of their projects are named, also where it is damaged; a folder without keys is not', () => {
  const directory = outer({ 'aws/dev': ['/work'], 'aws/data': ['/work'], 'aws/more': ['/work'], 'azure/empty': ['/work'], 'azure/none': ['/work'] });
  write(directory, { 'aws/dev/state.json': '{' });
  ['aws/data/state.json', 'azure/empty/state.json', 'azure/empty/mount/session.json', 'azure/none/state.json', 'azure/none/mount'].forEach((name) => fs.rmSync(path.join(directory, name), { recursive: true }));
  expect(unrecordedKeys(directory).sort()).toEqual(['data', 'dev'].map((name) => path.join(directory, 'aws', name)));
});

test.each(['', 'aws', path.join('aws', 'dev')])('the closed folder "%s" can have keys, and nobody knows whose', (name) => {
  const directory = outer({ 'aws/dev': ['/work'] });
  const closed = path.join(directory, name);
  fs.rmSync(path.join(directory, 'aws', 'dev', 'state.json'));
  fs.rmSync(path.join(directory, 'aws', 'dev', 'mount'), { recursive: true });
  expect(unrecordedKeys(directory)).toEqual([]);
  // The modes of a folder do not stop root.
  const access = jest.spyOn(nodeFs, 'accessSync').mockImplementation((folder) => {
    if (folder === closed) {
      throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    }
  });
  try {
    expect(unrecordedKeys(directory)).toEqual([closed]);
  } finally {
    access.mockRestore();
  }
});

test('the record of a session is removed after its keys, so that the next one still finds what could not be removed', async () => {
  const mine = tempDir();
  const directory = outer({ 'aws/dev': [mine] });
  const removed: string[] = [];
  const remove = jest.spyOn(nodeFs, 'rmSync').mockImplementation((file) => void removed.push(path.basename(String(file))));
  await forgetProject(directory, mine, nothing).finally(() => remove.mockRestore());
  expect(removed.slice(0, 3).sort()).toEqual(['az', 'session.json', 'state.json']);
  expect(removed[2]).toBe('state.json');
});

test('a link in place of the mounted folder leads to files that are not ours: none of them is removed', async () => {
  const [mine, precious] = [tempDir(), tempDir()];
  write(precious, { 'thesis.txt': 'all of it', 'sub/more.txt': 'more' });
  const directory = outer({ 'aws/dev': [mine] });
  const mount = path.join(directory, 'aws', 'dev', 'mount');
  fs.rmSync(mount, { recursive: true });
  fs.symlinkSync(precious, mount, 'junction');
  await expect(forgetProject(directory, mine, nothing)).rejects.toThrow(`${mount} is a link, and what it leads to is left alone. Remove the link, and the keys behind it yourself.`);
  expect(namesBelow(precious).sort()).toEqual(['sub', path.join('sub', 'more.txt'), 'thesis.txt']);
});

test('a mounted folder that somebody removed has no keys left', async () => {
  const mine = tempDir();
  const directory = outer({ 'aws/dev': [mine] });
  fs.rmSync(path.join(directory, 'aws', 'dev', 'mount'), { recursive: true });
  expect(await forgetProject(directory, mine, nothing)).toEqual([{ folder: path.join(directory, 'aws', 'dev'), others: [] }]);
  expect(namesBelow(directory)).toEqual(['aws', path.join('aws', 'dev')]);
});
