import { checkMovable, checkSource, checkTarget, literalForCompose } from '../../../src/text/mount-paths';

// Every form of a bind source that compose takes for a path on each system.
test.each([
  '~/.aws',
  '~',
  '~/',
  '.',
  '..',
  './data',
  '../shared/data',
  './with blank/$dollar',
  '/home/alice/.aws',
  '/Users/alice/.aws',
  '/c/Users/alice/.aws',
  '/mnt/c/Users/alice/.aws',
  'C:\\Users\\alice\\.aws',
  'c:/Users/alice/.aws',
  '/var/run/docker.sock',
  '/',
  '/dätä/😀',
])('%s is a path on the host', (source) => {
  expect(() => checkSource(source)).not.toThrow();
});

test.each([
  ['data', 'in short syntax compose takes it for a named volume. Write ./data'],
  ['my-volume', 'in short syntax compose takes it for a named volume. Write ./my-volume'],
  ['data/in', 'in short syntax compose takes it for a named volume. Write ./data/in'],
  ['.aws', 'compose may mount another path than is meant'],
  ['...', 'compose may mount another path than is meant'],
  ['', 'compose may mount another path than is meant'],
  [' ./data', 'compose may mount another path than is meant'],
  ['~alice/.aws', 'compose may mount another path than is meant'],
  ['~\\.aws', 'compose may mount another path than is meant'],
  ['.\\data', 'compose may mount another path than is meant'],
  ['\\\\server\\share', 'compose may mount another path than is meant'],
  ['C:', 'compose may mount another path than is meant'],
  ['C:data', 'compose may mount another path than is meant'],
  ['file:///data', 'compose may mount another path than is meant'],
  ['./a\nb', 'compose may mount another path than is meant'],
  ['./a\0b', 'compose may mount another path than is meant'],
  ['./a\x7f', 'compose may mount another path than is meant'],
  ['$HOME/.aws', 'starts with a variable, which compose leaves empty where it is not set'],
  ['${HOME}/.aws', 'starts with a variable'],
  ['%UserProfile%/.aws', 'starts with a variable, which compose does not expand'],
])('%j is refused: %s', (source, why) => {
  expect(() => checkSource(source)).toThrow(why);
});

test.each(['$HOME/.aws', '%UserProfile%/.aws'])('the error about %s names ~', (source) => {
  expect(() => checkSource(source)).toThrow('Write ~/…');
});

test.each(['/home/astro/.aws', '/a', '/usr/local/airflow/with blank', '/a/..b/...', '/data/$x'])('%s is a path in the container', (target) => {
  expect(() => checkTarget(target)).not.toThrow();
});

test.each(['', '/', '//', 'data', './data', '~/data', '/data/', '//data', '/a//b', '/a/./b', '/a/../b', '/..', '/.', 'C:\\data', '\\data', '/a\nb', '/a\0', '/a\x7fb', ' /a'])(
  '%j is refused as a path in the container',
  (target) => {
    expect(() => checkTarget(target)).toThrow('is not an absolute path in the container');
  },
);

test.each([
  ['a', 'a'],
  ['$HOME', '$$HOME'],
  ['${X:-y}', '$${X:-y}'],
  ['$$', '$$$$'],
])('%s reads %s where compose interpolates', (text, escaped) => {
  expect(literalForCompose(text)).toBe(escaped);
});

test.each<[string, Record<string, string>]>([
  ['~/.config/x/y.json', { A: '~/.config' }],
  ['~/.config/x/y.json', { A: '~/.config/x', B: '~/.config', C: '~' }],
  ['/opt/x/y', { A: '/opt/x' }],
])('%s can be moved by %j', (source, variables) => {
  expect(() => checkMovable(source, variables)).not.toThrow();
});

test.each<[string, string, Record<string, string>, string]>([
  ['without a variable', '~/x/y', {}, 'has no variable that moves it. Name one, or declare it in mounts.'],
  ['with a "$"', '~/$x/y', { A: '~' }, 'has a "$" or a brace'],
  ['with a brace', '~/x}/y', { A: '~' }, 'has a "$" or a brace'],
  ['by what is no variable', '~/x/y', { 'A-B': '~' }, '"A-B" is not the name of a variable that a shell can set'],
  ['from a folder that is not above it', '~/x/y', { A: '~/z' }, '"~/z" of A is not a folder above the mount source "~/x/y"'],
  ['from a half of a name', '~/x/y', { A: '~/x/' }, 'is not a folder above'],
  ['from itself', '~/x/y', { A: '~/x/y' }, 'is not a folder above'],
  ['from nothing', '~/x/y', { A: '' }, 'is not a folder above'],
  ['twice from the same', '~/x/y', { A: '~/x', B: '~/x' }, 'A and B both stand for "~/x", so it is not clear which one wins'],
])('a mount that is moved %s is refused', (_, source, variables, message) => {
  expect(() => checkMovable(source, variables)).toThrow(message);
});
