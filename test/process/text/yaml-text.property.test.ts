import * as fc from 'fast-check';
import { parse } from 'yaml';
import { toYaml } from '../../../src/text/yaml-text';
import { unicode } from '../../support/arbitraries';
import { testIf } from '../../support/projects';
import { propertyOptions } from '../../support/property';
import { hasPython, python } from '../../support/python';

const words = fc.constantFrom('yes', 'No', 'null', '~', '<<', '=', '1:30', '010', '0o7', '1e3', '1_0', '.5', '2001-01-01', '- a', 'a: b', '#', '${X:-y}', '$$', '\n', ' ');
const text = fc.oneof(unicode, words, fc.array(fc.oneof(words, unicode), { maxLength: 12 }).map((parts) => parts.join('')));

/** What a compose file may hold: texts, switches, numbers and nothing, in lists and mappings. */
const composeValue = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, text, fc.boolean(), fc.integer(), fc.constant(null), tie('list'), tie('map')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  map: fc.dictionary(
    text.filter((key) => key !== '__proto__'),
    tie('value'),
    { maxKeys: 4, noNullPrototype: true },
  ),
})).map;

test('a reader of YAML 1.2 and one of YAML 1.1 both get the value back', () => {
  fc.assert(
    fc.property(composeValue, (value) => {
      const yaml = toYaml(value);
      expect(parse(yaml, { version: '1.2' })).toEqual(value);
      expect(parse(yaml, { version: '1.1' })).toEqual(value);
    }),
    propertyOptions(2),
  );
});

testIf(hasPython('yaml'), 'python3 with PyYAML')('PyYAML gets the value back', () => {
  const values = fc.sample(composeValue, propertyOptions(2));
  expect(python('import yaml\nresult = [yaml.safe_load(text) for text in data]', values.map(toYaml))).toEqual(values);
});
