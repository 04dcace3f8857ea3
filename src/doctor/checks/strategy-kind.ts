import { failure, ok, warning, type Check, type Judgement } from '../check';
import type { Way } from '../facts';
import { whatWorks } from '../where';

export const check: Check = {
  id: 'strategy-kind',
  group: 'credentials',
  looksAt: 'whether the declared way can use credentials of the kind that your profile has',
  judge: ({ ways }) => ('value' in ways ? ways.value.flatMap(judgeOne) : []),
};

function judgeOne({ strategy: { call, kinds }, met, profile, instead, page }: Way): Judgement[] {
  const found = profile !== undefined && 'value' in profile.kind ? profile.kind.value : undefined;
  const answer = kinds.get(found?.kind ?? '');
  if (profile === undefined || found?.kind === undefined || answer === undefined) {
    return [];
  }
  const { works, note = '' } = answer;
  const what = `${call} with ${profile.name}, a profile of ${found.kind}`;
  if (works === 'no') {
    return [(found.certain ? failure : warning)(`${what}: ${note}.`, `${instead === undefined ? '' : `declare ${instead} credentials in the rc file, or `}choose another profile`)];
  }
  return [works === 'setup' && !met.includes(note) ? warning(`${what}: needs ${note}.`, `see to ${note}, as ${whatWorks(page)} says`) : ok(what)];
}
