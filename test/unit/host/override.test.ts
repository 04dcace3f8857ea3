import { parsedOverride, rawOverride } from '../../../src/host/override';

test.each(['services: &a { x: *a }\n', 'services:\n  a: &a\n    volumes: [{ x: *a }]\n', '&a [*a]\n'])('an anchor that contains itself is refused with a reason: %j', (text) => {
  const refused = /^docker-compose\.override\.yml has an anchor that contains itself, which compose refuses\. Run /;
  expect(() => rawOverride(text)).toThrow(refused);
  expect(() => parsedOverride(text)).toThrow(refused);
});

test('an anchor that is used twice is read', () => {
  expect(parsedOverride('x: &a { b: "$$c" }\nservices: { a: *a, d: [*a, *a] }\n')).toEqual({ x: { b: '$c' }, services: { a: { b: '$c' }, d: [{ b: '$c' }, { b: '$c' }] } });
});
