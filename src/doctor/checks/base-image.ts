import { ok, unknown, warning, type Check } from '../check';

export const check: Check = {
  id: 'base-image',
  group: 'airflow',
  looksAt: 'the runtime in the Dockerfile; a -base image, which does not install requirements.txt by itself',
  judge: ({ airflow: { runtime } }) => {
    if ('unknown' in runtime) {
      return [unknown(`The Astro Runtime cannot be judged: ${runtime.unknown}.`)];
    }
    const { tag, major, isBase, installsRequirements } = runtime.value;
    return [isBase && !installsRequirements ? warning(`The Dockerfile builds on ${tag}, a -base image, and does not install requirements.txt.`, 'add COPY and RUN lines for requirements.txt, or take the image without -base') : ok(`Astro Runtime ${tag} (Airflow ${major})`)];
  },
};
