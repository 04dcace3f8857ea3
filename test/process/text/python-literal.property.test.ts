import * as fc from 'fast-check';
import { pythonDocText, pythonString } from '../../../src/text/python-literal';
import { unicode } from '../../support/arbitraries';
import { testIf } from '../../support/projects';
import { propertyOptions } from '../../support/property';
import { hasPython, python } from '../../support/python';

const text = fc.oneof(unicode, fc.string({ unit: fc.constantFrom('"', '\\', '\'', 'n', 'N', '{', '\n', 'u', 'x', '0') }));
const pythonTest = testIf(hasPython('ast'), 'python3');

pythonTest('Python reads any text back from a string literal', () => {
  const texts = fc.sample(text, propertyOptions());
  expect(python('import ast\nresult = [ast.literal_eval(text) for text in data]', texts.map(pythonString))).toEqual(texts);
});

pythonTest('Python reads any text back from a docstring', () => {
  const texts = fc.sample(text, propertyOptions());
  const sources = texts.map((any) => `"""${pythonDocText(`${any}\n`)}"""`);
  expect(python('import ast\nresult = [ast.get_docstring(ast.parse(text), clean=False) for text in data]', sources)).toEqual(texts.map((any) => `${any}\n`));
});
