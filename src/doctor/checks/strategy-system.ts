import { failure, ok, unknown, type Check } from '../check';
import { systemOf, whatWorks } from '../where';

export const check: Check = {
  id: 'strategy-system',
  group: 'credentials',
  looksAt: 'whether the declared way works with this system and engine',
  judge: (facts) => {
    const { ways } = facts;
    if ('unknown' in ways) {
      return [unknown(`How the containers get credentials cannot be judged: ${ways.unknown}.`, facts.commands.write)];
    }
    if (ways.value.length === 0) {
      return [ok('no credentials of a cloud are declared')];
    }
    const system = systemOf(facts);
    const { engine } = facts;
    if (system === undefined && ('unknown' in engine || engine.value === undefined || engine.value.kind === 'stopped')) {
      return [unknown('Whether the declared way works here cannot be judged, because no container engine answers.', 'docker info')];
    }
    return ways.value.map(({ page, strategy: { call, systems } }) => {
      if (system === undefined) {
        return unknown(`Nobody has tried ${call} with this system and engine.`, whatWorks(page));
      }
      const { works, proved, note } = systems[system];
      const details = [note, proved ? undefined : 'believed, not tried'].filter((one) => one !== undefined).join('; ');
      return works === 'no' ? failure(`${call} does not work with this system and engine: ${details}.`, `declare another way: ${whatWorks(page)}`) : ok(`${call}${details && ` (${details})`}`);
    });
  },
};
