import * as fc from 'fast-check';
import { hasPlainly } from '../../../src/clouds/aws/aws-profile-kind';
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

const sections = fc.constantFrom('[profile dev]', '[profile dev] ', ' [profile dev]', '[default]', '[profile default]', '[DEFAULT]', '[dev]', '[profile x]');
const settings = fc.constantFrom('region = us-west-2', 'region=eu', 'region: a', 'region =', ' region = us', 'Region = x', 'region', 'a = 1', 'a =', '# region = b', 'region = a b', '\tx = 1');
const config = fc.array(fc.oneof(sections, settings), { maxLength: 7 }).map((lines) => lines.join('\n'));

/** Whether the parser takes a file, and a profile has a region there as botocore finds profiles (configloader.build_profile_map). */
const REGIONS = `
import configparser
def has(text, name):
    parser = configparser.RawConfigParser()
    try:
        parser.read_string(text)
    except configparser.Error:
        return None
    sections = [name] if name == "default" else []
    return any(parser.has_section(section) and bool(parser.get(section, "region", fallback="").strip()) for section in sections + ["profile " + name])
result = [[has(text, name) for name in ("dev", "default")] for text in data]
`;

testIf(hasPython('configparser'), 'python3')('where a file plainly has a region, Python has it as well, if it takes the file', () => {
  const samples = fc.sample(config, propertyOptions(0.1));
  const read = python<Array<Array<boolean | null>>>(REGIONS, samples);
  const found = samples.map((text) => ['dev', 'default'].map((name) => hasPlainly(text, name, 'region')));
  expect(samples.filter((_, index) => found[index].some((plainly, which) => plainly && read[index][which] === false))).toEqual([]);
  expect(found.flat().filter(Boolean).length).toBeGreaterThan(samples.length / 40);
});
