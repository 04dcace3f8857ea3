import { BUNDLED_PROVIDERS } from './bundled-providers';
import { listed } from '../text/lists';

/** What the words need to know of a runtime; an `AstroRuntime` is one. */
export interface ComparedRuntime {
  readonly tag: string;
  readonly airflowMajor: number;
  readonly airflowMinor: number;
  readonly airflowVersion: string;
  readonly services: readonly string[];
  bundles(distribution: string): boolean;
}

/** Where DAGs import from ("Airflow 3 upgrade guide"). */
const DAG_IMPORTS: Readonly<Record<number, string>> = { 2: 'airflow.models and airflow.decorators', 3: 'airflow.sdk' };

/**
 * What a user has to do or know besides the new tag when a project goes from one runtime to another: where the Airflow major
 * changes, and where the runtime goes back.
 *
 * @returns up to three sentences; empty where there is nothing to do
 */
export function runtimeChangeInWords(from: ComparedRuntime, to: ComparedRuntime): string {
  const isOtherMajor = from.airflowMajor !== to.airflowMajor;
  const isBack = isOlder(to, from);
  return [
    // "astro dev stop" loads the override with the labels of the image that was built last (astro CLI 1.45).
    isOtherMajor ? 'Stop a local Airflow that still runs first, with the old files ("git stash", "astro dev stop", "git stash pop"): "astro dev stop" can fail with the new ones.' : '',
    isOtherMajor ? otherMajor(from, to) : '',
    isBack ? goingBack(from, to, isOtherMajor) : '',
  ].filter(Boolean).join(' ');
}

function otherMajor(from: ComparedRuntime, to: ComparedRuntime): string {
  const services = [
    `Airflow ${to.airflowMajor} has ${listed(to.services.filter((service) => !from.services.includes(service)))}`,
    `and no ${listed(from.services.filter((service) => !to.services.includes(service)))}`,
  ].join(' ');
  const imports = `DAGs import from ${DAG_IMPORTS[to.airflowMajor]} what they did from ${DAG_IMPORTS[from.airflowMajor]}`;
  const providers = [...BUNDLED_PROVIDERS.keys()]
    .filter((name) => from.bundles(name) !== to.bundles(name))
    .map((name) => (to.bundles(name) ? `the image brings ${name}` : `the image does not bring ${name}, which requirements.txt has to name if DAGs use it`));
  return `${[services, ...[imports, ...providers].map((part, index, all) => (index === all.length - 1 ? `and ${part}` : part))].join(', ')}.`;
}

function goingBack(from: ComparedRuntime, { airflowVersion, tag }: ComparedRuntime, isStopped: boolean): string {
  // Builds of one Airflow version can have different patches of it.
  const older = from.airflowVersion === airflowVersion ? `the Airflow of runtime ${tag}` : `Airflow ${airflowVersion}`;
  const first = isStopped ? 'The' : 'Run "astro dev stop" first: the';
  return `${first} metadata database of the local Airflow may be newer than ${older}; where it is, "astro dev kill" resets it, with all that it holds.`;
}

/** Whether a runtime has an older Airflow, or an older build of the same. */
function isOlder(one: ComparedRuntime, other: ComparedRuntime): boolean {
  const [mine, theirs] = [one, other].map(({ airflowMajor, airflowMinor, tag }) => [airflowMajor, airflowMinor, ...buildOf(tag)]);
  const index = mine.findIndex((part, i) => part !== theirs[i]);
  // A tag without a build (3.1) is the newest of that Airflow, whichever that is.
  return index >= 0 && index < theirs.length && mine[index] < theirs[index];
}

/** What follows the Airflow version in a tag: the 12 of `3.1-12`, the 7 and 0 of `13.7.0`. */
function buildOf(tag: string): number[] {
  const [, ofAirflow3, minor, patch] = /^(?:3\.\d+-(\d+)|\d+\.(\d+)\.(\d+))/.exec(tag) ?? [];
  return [ofAirflow3, minor, patch].filter((part) => part !== undefined).map(Number);
}
