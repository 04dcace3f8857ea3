import { misspelled, nearest } from '../../../src/text/nearest';

test.each([
  ['strat', 'start'],
  ['stat', 'start'],
  ['STOP', 'stop'],
  ['starts', 'start'],
  ['starting', 'start'],
  ['rest', 'restart'],
  ['RE_START', 'restart'],
  ['satrt', 'start'],
])('%s is near %s', (word, meant) => {
  expect(nearest(word, ['restart', 'start', 'stop'])).toBe(meant);
});

test.each(['', 'tidy', 'x', 'st'])('%j is near no word', (word) => {
  expect(nearest(word, ['restart', 'start', 'stop'])).toBeUndefined();
});

test('the nearest one comes before one that is listed first', () => {
  expect(nearest('stop', ['stp', 'stop'])).toBe('stop');
});

test('of no words none is near', () => {
  expect(nearest('start', [])).toBeUndefined();
});

test('the same letters come before a common beginning, and the longest beginning first', () => {
  expect(nearest('variables_prefix', ['variables', 'variablesPrefix', 'variablesPrefixes'])).toBe('variablesPrefix');
  expect(nearest('region_name', ['reg', 'region', 'regional'])).toBe('region');
});

test.each([
  ['secretBackend', 'secretsBackend'],
  ['SECRETS_BACKEND', 'secretsBackend'],
  ['nmae', 'name'],
])('%s is a misspelling of %s', (word, meant) => {
  expect(misspelled(word, ['name', 'secretsBackend', 'region'])).toBe(meant);
});

test.each(['team', 'game1', 'nameOfTheTeam', 'secrets', 'regionOfTheTeam'])('%s is a word of its own', (word) => {
  expect(misspelled(word, ['name', 'secretsBackend', 'region'])).toBeUndefined();
});
