import { checkFolderName } from '../../../src/text/folder-name';

test.each(['dev', 'default', 'my dev', 'a.b', 'Ünïcödé', 'a@b+c', '-x', '...a', 'x'.repeat(100)])('%j can be the name of a folder', (name) => {
  expect(() => checkFolderName(name, 'profile')).not.toThrow();
});

test.each([
  ['', 'it is empty'],
  ['.', 'it names another folder'],
  ['..', 'it names another folder'],
  ['a/b', 'it has a /'],
  ['a\\b', 'it has a \\'],
  ['C:', 'it has a :'],
  ['a*', 'it has a *'],
  ['a?', 'it has a ?'],
  ['a"b', 'it has a "'],
  ['<a', 'it has a <'],
  ['a>', 'it has a >'],
  ['a|b', 'it has a |'],
  ['a\nb', 'it has a control character'],
  ['a\u0000', 'it has a control character'],
  ['a.', 'it ends in a dot or a blank, which Windows drops'],
  ['a ', 'it ends in a dot or a blank, which Windows drops'],
])('%j cannot, in one line that says why', (name, why) => {
  expect(() => checkFolderName(name, 'AWS_PROFILE')).toThrow(expect.objectContaining({ message: expect.stringMatching(/^AWS_PROFILE "[^\n]*" cannot be the name of a folder, because [^\n]+$/) }));
  expect(() => checkFolderName(name, 'AWS_PROFILE')).toThrow(why);
});
