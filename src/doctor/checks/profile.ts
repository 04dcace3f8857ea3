import { failure, ok, unknown, type Check } from '../check';

export const check: Check = {
  id: 'profile',
  group: 'credentials',
  looksAt: 'whether your own command line of the cloud knows the profile that is used, and who chose it',
  judge: ({ ways }) =>
    ('value' in ways ? ways.value : []).flatMap(({ profile, kind: way }) => {
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
      if (kind.value === undefined) {
        return [failure(`There is no profile ${name}${who}: ${effect(symptom)}.`, chosenBy === undefined ? add : `${add}, or choose another profile: it comes from ${chosenBy}`)];
      }
      return [kind.value.kind === undefined ? unknown(`The profile ${name}${who} has no credentials that are known.`, add) : ok(`profile ${name}${who}: ${kind.value.kind}`)];
    }),
};
