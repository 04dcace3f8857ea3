import { partsAtColons, variableWithDefault, withVariables } from '../../../src/text/compose-variables';

const ENV = { A: 'a', EMPTY: '', ODD: '$A ${A}' };

test.each([
  ['nothing', 'nothing'],
  ['$A-${A}-$B-${B}', 'a-a--'],
  ['$$A $$', '$A $'],
  ['${B:-b}${B-b}${EMPTY:-e}${EMPTY-e}${A:-x}', 'bbea'],
  ['${A:+x}${EMPTY:+x}${EMPTY+y}${B+z}', 'xy'],
  ['${A:?gone}${A?gone}', 'aa'],
  ['${B:-${EMPTY:-~/.config}/gcloud}/adc.json', '~/.config/gcloud/adc.json'],
  ['${ODD}', '$A ${A}'],
  ['5 $ and $1 and $', '5 $ and $1 and $'],
  ['${B:?gone}', undefined],
  ['${EMPTY:?}', undefined],
  ['${A:-${}', undefined],
  ['${A:-${B:?gone}}', undefined],
  ['${', undefined],
  ['${1}', undefined],
  ['${A b}', undefined],
])('%p is %p', (text, expected) => {
  expect(withVariables(text, ENV)).toBe(expected);
});

test('a variable with a plain default is known by both', () => {
  expect([variableWithDefault('${AWS_PROFILE:-dev}'), variableWithDefault('${A:-}')]).toEqual([{ variable: 'AWS_PROFILE', otherwise: 'dev' }, { variable: 'A', otherwise: '' }]);
  expect(['dev', '${A}', 'x${A:-b}', '${A:-${B:-c}}'].map(variableWithDefault)).toEqual([undefined, undefined, undefined, undefined]);
});

test.each([
  ['./a:/b:ro', ['./a', '/b', 'ro']],
  ['/b', ['/b']],
  ['${A:-/tmp}:/b', ['${A:-/tmp}', '/b']],
  ['./a:${B:-/b}:${C-ro}', ['./a', '${B:-/b}', '${C-ro}']],
  ['${A:-${B:?gone}/x}/y:/b', ['${A:-${B:?gone}/x}/y', '/b']],
  ['$A:/b', ['$A', '/b']],
  ['$${A:/b}', ['$${A', '/b}']],
  ['${A:-/b', ['${A', '-/b']],
  ['', ['']],
])('%p has the parts %p', (text, parts) => {
  expect(partsAtColons(text)).toEqual(parts);
});
