import { checkSource, checkTarget, literalForCompose } from '../../src/private/mount-paths';

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
  ['data', 'compose takes it for a named volume. Write ./data'],
  ['my-volume', 'compose takes it for a named volume. Write ./my-volume'],
  ['data/in', 'compose takes it for a named volume. Write ./data/in'],
  ['.aws', 'compose finds no path in it'],
  ['...', 'compose finds no path in it'],
  ['', 'compose finds no path in it'],
  [' ./data', 'compose finds no path in it'],
  ['~alice/.aws', 'compose finds no path in it'],
  ['~\\.aws', 'compose finds no path in it'],
  ['.\\data', 'compose finds no path in it'],
  ['\\\\server\\share', 'compose finds no path in it'],
  ['C:', 'compose finds no path in it'],
  ['C:data', 'compose finds no path in it'],
  ['file:///data', 'compose finds no path in it'],
  ['./a\nb', 'compose finds no path in it'],
  ['./a\0b', 'compose finds no path in it'],
  ['./a\x7f', 'compose finds no path in it'],
  ['$HOME/.aws', 'starts with a variable'],
  ['${HOME}/.aws', 'starts with a variable'],
  ['%UserProfile%/.aws', 'starts with a variable'],
])('%j is refused: %s', (source, why) => {
  expect(() => checkSource(source)).toThrow(why);
});

test.each(['$HOME/.aws', '%UserProfile%/.aws'])('who writes %s is told of ~', (source) => {
  expect(() => checkSource(source)).toThrow('Write ~/…');
});

test.each(['/home/astro/.aws', '/a', '/usr/local/airflow/with blank', '/a/..b/...', '/data/$x'])('%s is a path in the container', (target) => {
  expect(() => checkTarget(target)).not.toThrow();
});

test.each(['', '/', '//', 'data', './data', '~/data', '/data/', '//data', '/a//b', '/a/./b', '/a/../b', '/..', '/.', 'C:\\data', '\\data', '/a\nb', '/a\0', '/a\x7fb', ' /a'])(
  '%j is refused as a path in the container',
  (target) => {
    expect(() => checkTarget(target)).toThrow('is no absolute path in the container');
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
