import { CHILD } from '../../support/drift/command';
import { AFTER, saidAndDone } from '../../support/drift/rc-cases';

describe('the verdict is what a synth then does, also in a copy, where an rc file', () => {
  test.each(Object.entries(AFTER))('%s', (_, code) => {
    const { said, done } = saidAndDone(CHILD, code);
    expect(said).toEqual(done);
  });
});
