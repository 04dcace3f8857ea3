import { AstroAirflowError } from '../text/error';

/** What the rc file needs from npm: a package of the same name as one of them cannot be installed beside it. */
const NEEDED = ['projen', 'constructs', 'tsx', 'projen-astro-airflow'];

/** The longest name that npm takes for a package. Docker allows more. */
const LONGEST = 214;

/** The shortest that "astro dev init" takes. */
const SHORTEST = 2;

/**
 * Checks that npm ("package.json: name"), Docker ("docker image tag: extended description") and the Astro CLI all take a
 * project's name: the one for `package.json`, the other for images and containers, the last for `.astro/config.yaml`.
 *
 * @throws AstroAirflowError if one of them would refuse it
 */
export function checkProjectName(name: string): void {
  // An rc file without types can give anything.
  if (typeof name !== 'string' || !/^[a-z0-9]+(?:(?:__?|-+)[a-z0-9]+)*$/.test(name) || name.length < SHORTEST || name.length > LONGEST) {
    throw new AstroAirflowError(
      `The project name "${shortened(String(name))}" is not valid for npm, Docker and the Astro CLI alike. Use ${SHORTEST} to ${LONGEST} lower-case letters and digits, with - or _ between them, for example orders-pipelines.`,
    );
  }
  if (NEEDED.includes(name) || name === 'node_modules') {
    throw new AstroAirflowError(`The project name "${name}" is that of something npm installs for the rc file. Choose another, for example ${name.replace('_', '-')}-pipelines.`);
  }
}

function shortened(name: string): string {
  return name.length > 60 ? `${name.slice(0, 57)}...` : name;
}
