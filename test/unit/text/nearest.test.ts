import { nearest } from '../../../src/text/nearest';

test.each([
  ['strat', 'start'],
  ['stat', 'start'],
  ['STOP', 'stop'],
  ['starts', 'start'],
])('%s is near %s', (word, meant) => {
  expect(nearest(word, ['restart', 'start', 'stop'])).toBe(meant);
});

test.each(['', 'tidy', 'starting', 'x'])('%j is near no word', (word) => {
  expect(nearest(word, ['restart', 'start', 'stop'])).toBeUndefined();
});

test('the nearest one comes before one that is listed first', () => {
  expect(nearest('stop', ['stp', 'stop'])).toBe('stop');
});

test('of no words none is near', () => {
  expect(nearest('start', [])).toBeUndefined();
});
