import * as fc from 'fast-check';
import { brokenIniLine } from '../../../src/text/python-ini';
import { testIf } from '../../support/projects';
import { propertyOptions } from '../../support/property';
import { hasPython, python } from '../../support/python';

const pieces = fc.constantFrom('[dev]', '[profile dev]', '[DEFAULT]', '[', ']', '[]', 'a', 'b', 'A', '=', ':', ' = 1', 'x = y', ' ', '  ', '\t', '#', ';', '\uFEFF', '\u00A0', '\u2028', '\v', 'é', '"', '%', '\0', 's3 =');
const line = fc.array(pieces, { maxLength: 4 }).map((parts) => parts.join(''));
const file = fc.array(fc.tuple(line, fc.constantFrom('\n', '\n', '\r\n', '\r')), { maxLength: 8 }).map((lines) => lines.flat().join(''));

/** What a reader with Python's own parser says: the line of its first complaint, and whether it gave up at a later one. */
const SCRIPT = `
import configparser, io
def read(text):
    parser = configparser.RawConfigParser()
    try:
        parser.read_file(io.StringIO(text, newline=None))
    except configparser.ParsingError as error:
        return [error.lineno if hasattr(error, "lineno") else error.errors[0][0], isinstance(error, configparser.MissingSectionHeaderError)]
    except configparser.Error as error:
        return [error.lineno, True]
    for section in parser.sections():
        for option in parser.options(section):
            value = parser.get(section, option)
            if value.startswith("\\n") and any(part.strip() and "=" not in part for part in value.splitlines()):
                return [0, False]
    return None
result = [read(text) for text in data]
`;

testIf(hasPython('configparser'), 'python3')('whatever a file is, its broken line is the first one that Python refuses, and one that Python takes has none', () => {
  const samples = fc.sample(file, propertyOptions(0.1));
  const read = python<Array<[number, boolean] | null>>(SCRIPT, samples);
  const wrong = samples.filter((text, index) => {
    const found = brokenIniLine(text);
    const expected = read[index];
    if (expected === null || found === undefined) {
      // A nested setting of the section for all others counts only where there is another one.
      return (expected === null) !== (found === undefined) && !/\[DEFAULT\]/.test(text);
    }
    const [at, isLast] = expected;
    return at !== 0 && (isLast ? found.line > at : found.line !== at);
  });
  expect(wrong).toEqual([]);
  expect(read.filter((one) => one !== null).length).toBeGreaterThan(samples.length / 10);
  expect(read.filter((one) => one === null).length).toBeGreaterThan(samples.length / 20);
});
