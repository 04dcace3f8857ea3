import { failure, ok, unknown, type Check } from '../check';

export const check: Check = {
  id: 'online-identity',
  group: 'credentials',
  looksAt: 'with `--online`: whether the cloud knows the identity that the containers have',
  judge: ({ online }) => {
    if (online === undefined) {
      return [];
    }
    const { access, identity } = online;
    if ('unknown' in access) {
      return [unknown(`The cloud is not asked for the secrets: ${access.unknown}.`)];
    }
    if (identity === undefined) {
      return [];
    }
    const { cloudName, profile } = access.value;
    if ('unknown' in identity) {
      return [unknown(`Whether ${cloudName} knows ${profile} cannot be judged: ${identity.unknown}.`)];
    }
    switch (identity.state) {
      case 'ok':
        return [ok(`${cloudName} knows ${profile} as ${identity.id}`)];
      case 'failed':
        return [failure(`${cloudName} gives ${profile} no answer: ${identity.why}.`, identity.fix)];
      // Whoever may not even ask that can be allowed to read secrets all the same.
      default:
        return [unknown(`Whether ${cloudName} knows ${profile} cannot be judged: it may not ask.`)];
    }
  },
};
