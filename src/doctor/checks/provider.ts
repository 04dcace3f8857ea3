import { failure, ok, type Check, type Judgement } from '../check';
import type { Backend } from '../facts';

export const check: Check = {
  id: 'provider',
  group: 'airflow',
  looksAt: 'whether the provider of the secrets backend is installed, and new enough for this Airflow',
  judge: ({ airflow: { backends }, commands: { write } }) => {
    const providers = backends.flatMap(({ provider, isRead }) => (provider === undefined || !isRead ? [] : [provider]));
    // Two backends can be of one provider.
    return providers.filter(({ name }, index) => providers.findIndex((other) => other.name === name) === index).map((provider) => judgeOne(provider, write));
  },
};

function judgeOne({ name, isInstalled, lowest, isTooOld }: NonNullable<Backend['provider']>, write: string): Judgement {
  if (!isInstalled) {
    return failure(`requirements.txt does not name ${name}, and the image does not bring it: Airflow cannot load the secrets backend.`, write);
  }
  return isTooOld ? failure(`requirements.txt asks for a ${name} older than ${lowest}, which cannot be imported by this Airflow: lookups say "not found".`, `write ${name}>=${lowest} in requirements.txt`) : ok(`the provider ${name} is installed, and new enough`);
}
