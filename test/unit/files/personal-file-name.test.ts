import { checkNotNested, personalFileName } from '../../../src/files/personal-file-name';

test.each(['a[b]*.txt', 'sp ace ', ' a', '!a', '#a', 'a?', 'a\nb'])('a path that an ignore file would read as a pattern is refused: %j', (file) => {
  expect(() => personalFileName(file)).toThrow('because an ignore file would read that path as a pattern. Use a path without');
});

test.each(['Dockerfile', 'dockerfile', 'requirements.txt', './requirements.txt', '.projenrc.js', '.projenrc.py', '.env', '.gitignore', 'docker-compose.override.yml/x', 'package.json', '.projen/x'])(
  'a file of the project is refused: %s',
  (file) => expect(() => personalFileName(file)).toThrow(/is the project's own, and git and the image would ignore it/),
);

test.each([['include/token.json', 'include/token.json'], ['./a//b.txt', 'a/b.txt'], ['sp ace', 'sp ace'], ['include/Dockerfile', 'include/Dockerfile']])('%s is a personal file', (file, name) => {
  expect(personalFileName(file)).toBe(name);
});

test('a personal file in another one is refused before anything is written', () => {
  expect(() => checkNotNested(['a/b', 'a'])).toThrow('The personal file "a/b" is below "a", which is a personal file, too. Rename one of them.');
  expect(() => checkNotNested(['a/b', 'a/c', 'ab', 'a/b'])).not.toThrow();
});
