import { pythonDocText, pythonString } from '../../../src/text/python-literal';

test.each([
  ['my_var', '"my_var"'],
  ['a "b"', '"a \\"b\\""'],
  ['it\'s', '"it\'s"'],
  ['C:\\x', '"C:\\\\x"'],
  ['a\nb\tc\0', '"a\\nb\\tc\\u0000"'],
  ['ünï 😀', '"ünï 😀"'],
])('%j is the Python string %s', (text, literal) => {
  expect(pythonString(text)).toBe(literal);
});

test.each([
  ['plain text\nin lines', 'plain text\nin lines'],
  ['an end: """', 'an end: \\""\\"'],
  ['an end: """, and more', 'an end: \\""", and more'],
  ['"my_conn": ""', '"my_conn": "\\"'],
  ['{ "my_var": "", "b": "c" }\n', '{ "my_var": "", "b": "c" }\n'],
  ['a backslash at the end \\', 'a backslash at the end \\\\'],
  ['\\"', '\\\\\\"'],
])('%j is the text %j of a docstring', (text, expected) => {
  expect(pythonDocText(text)).toBe(expected);
});
