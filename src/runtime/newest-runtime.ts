import type { AstroRuntime } from './astro-runtime';

/** The newest Astro Runtime that this package was tried with: what a new `AstroProject` starts from ("Astro Runtime release notes"). */
export const NEWEST_RUNTIME = '3.3-8';

/** The newest one of Airflow 2 ("Astro Runtime release notes"). */
const NEWEST_OF_AIRFLOW_2 = '13.11.0';

/**
 * The newest `major.minor` that this package knows of a runtime's kind, if the runtime is newer: it may be a later one, or a typing error.
 *
 * @returns undefined if the runtime is not newer
 */
export function newestKnown({ tag, airflowMajor }: Pick<AstroRuntime, 'tag' | 'airflowMajor'>): string | undefined {
  const [newest, known] = versionOf(airflowMajor === 2 ? NEWEST_OF_AIRFLOW_2 : NEWEST_RUNTIME);
  const [version] = versionOf(tag);
  const isNewer = version[0] > newest[0] || (version[0] === newest[0] && version[1] > newest[1]);
  return isNewer ? known : undefined;
}

/** The first two numbers of a tag, and their text. */
function versionOf(tag: string): [numbers: number[], text: string] {
  const [text] = /^\d+\.\d+/.exec(tag)!;
  return [text.split('.').map(Number), text];
}
