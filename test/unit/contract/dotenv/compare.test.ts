import { assertNone, disagree, misled, problemsAlone, problemsBeside } from '../../../contract/dotenv/compare';
import { READERS, type Reader, type Reading, type Readings } from '../../../contract/dotenv/readers';

/** What all four read, but for some. */
const read = (values: Reading['values'], others: Partial<Record<Reader, Reading>> = {}): Readings =>
  ({ ...Object.fromEntries(READERS.map((reader) => [reader, { values }])) as Readings, ...others });

describe('a block alone', () => {
  test('is as declared if every reader has exactly the declared keys; of the kwargs order and blanks tell nothing', () => {
    const kwargs = 'AIRFLOW__SECRETS__BACKEND_KWARGS';
    expect(problemsAlone({ A: '1', [kwargs]: '{"a":1,"b":null}' }, read({ A: '1', [kwargs]: '{ "b": null, "a": 1 }' }))).toEqual([]);
  });

  test.each<[string, Reading, string[]]>([
    ['another value', { values: { A: '2' } }, ['docker reads A="2", declared is "1"']],
    ['no value', { values: {} }, ['docker reads A=nothing, declared is "1"']],
    ['one key more', { values: { A: '1', B: '' } }, ['docker reads B="", declared is nothing']],
    ['a refusal', { error: 'no' }, ['docker says: no', 'docker reads A=nothing, declared is "1"']],
    ['a complaint', { values: { A: '1' }, error: 'no' }, ['docker says: no']],
  ])('is not, if one reader has %s', (_, docker, problems) => {
    expect(problemsAlone({ A: '1' }, read({ A: '1' }, { docker }))).toEqual(problems);
  });
});

describe('a block behind the lines of a user', () => {
  test.each<[string, Readings, Readings]>([
    ['other keys stay', read({ B: '1' }), read({ B: '1', A: '1' })],
    ['their value of a declared key stays', read({ A: '2' }), read({ A: '2' })],
    ['their value of a declared key is the declared one', read({ A: '1' }), read({ A: '1' })],
    ['a reader refuses as before', read({}, { docker: { error: 'line 1: no' } }), read({ A: '1' }, { docker: { error: 'line 1: no' } })],
    ['compose refuses as before, so that whose a key is cannot be known', read({ A: '2' }, { compose: { error: 'no' } }), read({ A: '1' }, { compose: { error: 'no' } })],
    ['a reader repeats the carriage return that a line got', read({}, { docker: { error: '\'B\' no' } }), read({ A: '1' }, { docker: { error: '\'B\\r\' no' } })],
  ])('changes nothing if %s', (_, before, after) => {
    expect(problemsBeside({ A: '1' }, before, after)).toEqual([]);
  });

  test.each<[string, Readings, Readings, string]>([
    ['another key changes', read({ B: '1' }), read({ A: '1', B: '2' }), 'compose read B="1", and now "2"'],
    ['another key goes', read({ B: null }), read({ A: '1' }), 'compose read B=null, and now nothing'],
    ['another key comes', read({}), read({ A: '1', s: '' }), 'compose read s=nothing, and now ""'],
    ['the declared key is not read', read({}), read({}), 'compose read A=nothing, declared is "1", and now it reads nothing'],
    ['their value of a declared key is beaten', read({ A: '2' }), read({ A: '1' }), 'compose read A="2", declared is "1", and now it reads "1"'],
    ['a reader refuses it now', read({}), read({ A: '1' }, { compose: { error: 'no' } }), 'compose said nothing, and now says "no"'],
    ['a reader refuses it for another reason', read({}, { compose: { error: 'yes' } }), read({}, { compose: { error: 'no' } }), 'compose said "yes", and now says "no"'],
    ['a reader takes it now', read({}, { compose: { error: 'yes' } }), read({ A: '1' }), 'compose said "yes", and now says nothing'],
  ])('is noticed if %s', (_, before, after, problem) => {
    expect(problemsBeside({ A: '1' }, before, after)[0]).toBe(problem);
  });
});

test('a reader is misled by another value, another key or a refusal', () => {
  expect(misled('A', '1', read({ A: '1' }))).toEqual([]);
  expect(misled('A', '1', read({ A: '1' }, { 'docker': { values: { A: '2' } }, 'standalone': { error: 'no' }, 'python-dotenv': { values: { A: '1', B: null } } }))).toEqual(['docker', 'standalone', 'python-dotenv']);
});

test('readers disagree if one of them reads something else, but not if all refuse, each in its words', () => {
  expect(disagree(read({ A: '1' }))).toBe(false);
  expect(disagree(read({ A: '1' }, { docker: { error: 'no' } }))).toBe(true);
  expect(disagree(Object.fromEntries(READERS.map((reader) => [reader, { error: reader }])) as unknown as Readings)).toBe(false);
});

test('the shortest problems are shown', () => {
  expect(() => assertNone([])).not.toThrow();
  expect(() => assertNone(['eeeee', 'dddd', 'ccc', 'bb', 'a'])).toThrow('5 problems, for example:\na\nbb\nccc\ndddd');
});
