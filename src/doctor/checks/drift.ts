import { listed } from '../../text/lists';
import { failure, ok, unknown, type Check } from '../check';

export const check: Check = {
  id: 'drift',
  group: 'files',
  looksAt: 'whether the managed files are as the rc file declares them (the drift check), and your personal ones are there',
  judge: ({ drift, commands: { write, drift: command } }) => {
    if ('unknown' in drift) {
      return [unknown(`Whether the managed files have drifted cannot be judged: ${drift.unknown}.`)];
    }
    const { result, message = 'no reason was given', drifted, absent } = drift.value;
    if (result === 'error') {
      return [failure(`The managed files cannot be compared: ${message}`, `correct that, then run ${command}`)];
    }
    const problems = [
      ...(drifted.length === 0 ? [] : [failure(`${listed(drifted)} ${drifted.length === 1 ? 'is' : 'are'} not as the rc file declares.`, write)]),
      ...(absent.length === 0 ? [] : [failure(`${listed(absent)} ${absent.length === 1 ? 'is' : 'are'} not there yet, as on a fresh clone, so what they declare does not reach the containers.`, write)]),
    ];
    return problems.length === 0 ? [ok('the managed files are as declared')] : problems;
  },
};
