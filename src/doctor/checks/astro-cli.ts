import { isOlder } from '../../text/version-order';
import { failure, ok, unknown, type Check } from '../check';

/** The first version that takes a variable without a value from the shell. */
const PASSES_ON = '1.43';

const INSTALL = 'install the Astro CLI (https://www.astronomer.io/docs/astro/cli/install-cli; on macOS: brew install astro)';

export const check: Check = {
  id: 'astro-cli',
  group: 'tools',
  looksAt: 'whether there is an Astro CLI, and whether its version is new enough for what is declared',
  judge: ({ astro, ways }) => {
    if ('unknown' in astro) {
      return [unknown(`The Astro CLI cannot be judged: ${astro.unknown}.`, 'astro version')];
    }
    if (astro.value === undefined) {
      return [failure('There is no Astro CLI (a command astro) on the PATH, so nothing starts Airflow.', INSTALL)];
    }
    const { version } = astro.value;
    const passesOn = 'value' in ways && ways.value.some(({ kind }) => kind === 'environment');
    if (version !== undefined && passesOn && isOlder(version, PASSES_ON)) {
      return [failure(`Astro CLI ${version} does not pass variables of your shell on to the containers: that needs ${PASSES_ON} or newer.`, INSTALL)];
    }
    return [version === undefined ? unknown('The command astro on the PATH does not print a version of the Astro CLI: it may be another program, such as the web framework of that name.', 'astro version') : ok(`Astro CLI ${version}`)];
  },
};
