import { sample } from '../../../src/text/sample';
import { inPython } from '../../support/in-python';

test('code in a message is in the language of the rc file that runs, or in that which a command names', () => {
  expect([sample('a: false', 'a=False'), sample('a: false', 'a=False', true)]).toEqual(['a: false', 'a=False']);
  expect(inPython(() => [sample('a: false', 'a=False'), sample('a: false', 'a=False', false)])).toEqual(['a=False', 'a: false']);
});
