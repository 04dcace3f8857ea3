import { failure, ok, unknown, warning, type Check } from '../check';
import { hasKeys } from '../declared-sessions';

export const check: Check = {
  id: 'profile',
  group: 'credentials',
  looksAt: 'whether your own command line of the cloud knows the profile that is used, and who chose it',
  judge: ({ ways, now }) =>
    ('value' in ways ? ways.value : []).flatMap(({ profile, kind: way, sessions }) => {
      if (profile === undefined) {
        return [];
      }
      const { name, chosenBy, kind, refused, symptom, add } = profile;
      const who = chosenBy === undefined ? '' : ` (from ${chosenBy})`;
      const effect = (of: string): string => (way === 'session' ? 'no keys can be exported' : `the containers find no credentials (${of})`);
      if (refused !== undefined) {
        // The containers may read what this user may not.
        const isAll = refused.symptom !== undefined || way === 'session';
        return [failure(`${refused.name} ${refused.what}${isAll ? `, so ${effect(refused.symptom ?? symptom)}` : ''}.`, refused.fix)];
      }
      if ('unknown' in kind) {
        return [unknown(`The profile ${name}${who} cannot be judged: ${kind.unknown}.`)];
      }
      if (kind.value === undefined && hasKeys({ sessions }, now)) {
        return [warning(`There is no profile ${name}${who}, so the keys that are there are not renewed, but by those of a shell (login --from-environment).`, add)];
      }
      if (kind.value === undefined) {
        return [failure(`There is no profile ${name}${who}: ${effect(symptom)}.`, chosenBy === undefined ? add : `${add}, or choose another profile: it comes from ${chosenBy}`)];
      }
      const { lacks } = kind.value;
      if (lacks !== undefined) {
        return [failure(`The profile ${name}${who} ${lacks.text}: ${effect(lacks.symptom)}.`, `add the part that is missing, or sign in another way: ${add}`)];
      }
      return [kind.value.kind === undefined ? unknown(`The profile ${name}${who} has no credentials that are known.`, add) : ok(`profile ${name}${who}: ${kind.value.kind}`)];
    }),
};
