import { listed } from '../../text/lists';
import { ok, warning, type Check } from '../check';

export const check: Check = {
  id: 'deploy-env',
  group: 'files',
  looksAt: 'whether .env reaches an Astro Deployment: by a command in the repository that loads it there, or in the image',
  judge: ({ deploys: { pushing, inImage } }) => {
    const problems = [
      ...(pushing.length === 0 ? [] : [warning(`${listed(pushing)} ${pushing.length === 1 ? 'loads' : 'load'} an env file into a Deployment. From .env the declared block goes with it, and its paths and profile exist in local containers alone.`, 'load a file of its own, without the block')]),
      ...(inImage ? [warning('.dockerignore does not exclude .env, so "astro deploy" puts it into the image.', 'add .env to .dockerignore')] : []),
    ];
    return problems.length === 0 ? [ok('nothing sends .env to a Deployment')] : problems;
  },
};
