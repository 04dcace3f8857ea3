import { failure, ok, unknown, warning, type Check, type Judgement } from '../check';
import type { Backend, Way } from '../facts';
import { isRemote, REMOTE, systemOf, whatWorks } from '../where';

export const check: Check = {
  id: 'strategy-system',
  group: 'credentials',
  looksAt: 'whether the declared way works with this system and engine, and whether each secrets backend has one',
  judge: (facts) => {
    const { ways } = facts;
    if ('unknown' in ways) {
      // That writes the override; of the shell or the home the reason says what to change.
      const fix = /override/.test(ways.unknown) ? facts.commands.write : undefined;
      return ['refused' in ways ? failure(`The containers get no credentials: ${ways.unknown}.`, fix) : unknown(`How the containers get credentials cannot be judged: ${ways.unknown}.`, fix)];
    }
    const lacking = facts.airflow.backends.filter(({ isRead }) => isRead).flatMap((backend) => withoutWay(backend, ways.value));
    if (ways.value.length === 0) {
      return lacking.length === 0 ? [ok('no credentials of a cloud are declared')] : lacking;
    }
    const system = systemOf(facts);
    const { engine } = facts;
    if (system === undefined && ('unknown' in engine || engine.value === undefined || engine.value.kind === 'stopped')) {
      return [...lacking, unknown('Whether the declared way works here cannot be judged, because no container engine answers.', 'docker info')];
    }
    return [...lacking, ...ways.value.map(({ kind, page, strategy: { call, systems } }) => {
      // The client passes variables on, wherever the engine is.
      if (kind !== 'environment' && isRemote(facts)) {
        return unknown(`Whether ${call} works here cannot be judged: ${REMOTE}.`, 'docker context ls, which shows where it is; or use one on this machine');
      }
      if (system === undefined) {
        return unknown(`Nobody has tried ${call} with this system and engine.`, whatWorks(page));
      }
      const { works, proved, note } = systems[system];
      const details = [note, proved ? undefined : 'believed, not tried'].filter((one) => one !== undefined).join('; ');
      return works === 'no' ? failure(`${call} does not work with this system and engine: ${details}.`, `declare another way: ${whatWorks(page)}`) : ok(`${call}${details && ` (${details})`}`);
    })];
  },
};

function withoutWay({ classPath, isOfTasks, signsInBy }: Backend, ways: readonly Way[]): Judgement[] {
  if (signsInBy === undefined || ways.some(({ cloud }) => cloud === signsInBy.cloud)) {
    return [];
  }
  const name = `${classPath.split('.').at(-1)}${isOfTasks ? ', which tasks ask,' : ''}`;
  return [warning(`${name} has no credentials of ${signsInBy.cloudName}: nothing in .env, docker-compose.override.yml and the Dockerfile gives it any.`, `declare ${signsInBy.call}() in the rc file`)];
}
