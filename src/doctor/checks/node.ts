import { isOlder } from '../../text/version-order';
import { ok, warning, type Check } from '../check';

export const check: Check = {
  id: 'node',
  group: 'tools',
  looksAt: 'the version of Node',
  judge: ({ machine: { node, lowestNode } }) =>
    isOlder(node, lowestNode) ? [warning(`Node ${node} is older than ${lowestNode}, the lowest version that this package supports.`, `install Node ${lowestNode} or newer (https://nodejs.org)`)] : [ok(`Node ${node}`)],
};
