import { failure, ok, type Check } from '../check';

export const check: Check = {
  id: 'provider',
  group: 'airflow',
  looksAt: 'whether the provider of the secrets backend is installed, and new enough for this Airflow',
  judge: ({ airflow: { backend }, commands: { write } }) => {
    if (backend?.provider === undefined) {
      return [];
    }
    const { name, isInstalled, lowest, isTooOld } = backend.provider;
    if (!isInstalled) {
      return [failure(`requirements.txt does not name ${name}, and the image does not bring it: Airflow cannot load the secrets backend.`, write)];
    }
    return [isTooOld ? failure(`requirements.txt asks for a ${name} older than ${lowest}, which cannot be imported by this Airflow: lookups say "not found".`, `write ${name}>=${lowest} in requirements.txt`) : ok(name)];
  },
};
