import { failure, ok, unknown, type Check } from '../check';

const INSTALL = 'install the Astro CLI (https://www.astronomer.io/docs/astro/cli/install-cli; on macOS: brew install astro)';

export const check: Check = {
  id: 'astro-cli',
  group: 'tools',
  looksAt: 'whether there is an Astro CLI, and its version',
  judge: ({ astro }) => {
    if ('unknown' in astro) {
      return [unknown(`The Astro CLI cannot be judged: ${astro.unknown}.`, 'astro version')];
    }
    if (astro.value === undefined) {
      return [failure('There is no Astro CLI (a command astro) on the PATH, so nothing starts Airflow.', INSTALL)];
    }
    const { version } = astro.value;
    return [version === undefined ? unknown('The command astro on the PATH does not print a version of the Astro CLI: it may be another program, such as the web framework of that name.', 'astro version') : ok(`Astro CLI ${version}`)];
  },
};
