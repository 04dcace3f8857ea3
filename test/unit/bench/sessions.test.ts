import { noComparison, secondsOf } from '../../../bench/interleave';
import { SESSION_ROWS, withBounds } from '../../../bench/sessions';
import { rows } from '../../support/bench/results';

const { without, cli, session, longer, sum } = SESSION_ROWS;

test('an export is compared round by round with the longer of its parts, and with their sum', () => {
  const comparison = {
    ...rows({ [session]: 1 }),
    [without]: { samples: [{ seconds: 0.5 }, { seconds: 3 }] },
    [cli]: { samples: [{ seconds: 1 }, { seconds: 2 }] },
  };

  expect(secondsOf(withBounds(comparison), longer)).toEqual([1, 3]);
  expect(secondsOf(withBounds(comparison), sum)).toEqual([1.5, 5]);
  expect(secondsOf(withBounds(comparison), session)).toEqual([1, 2]);
});

test.each([without, cli])('where there is no time of %p, there is none to compare with, for the same reason', (row) => {
  const bounds = withBounds({ ...rows({ [without]: 1, [cli]: 1, [session]: 1 }), ...noComparison([row], 'it ended with 2') });

  expect([bounds[longer], bounds[sum]]).toEqual([{ reason: 'it ended with 2' }, { reason: 'it ended with 2' }]);
});
