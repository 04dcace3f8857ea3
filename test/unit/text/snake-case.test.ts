import { snakeCase } from '../../../src/text/snake-case';

test.each([
  ['name', 'name'],
  ['runtimeVersion', 'runtime_version'],
  ['projenrcJsOptions', 'projenrc_js_options'],
  ['OurTypes', 'our_types'],
])('%s is %s in Python', (name, expected) => {
  expect(snakeCase(name)).toBe(expected);
});
