import { checkSource, checkTarget, literalForCompose } from '../../../src/text/mount-paths';

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

test.each(['$HOME/.aws', '%UserProfile%/.aws'])('who writes %s is told of ~', (source) => {
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
