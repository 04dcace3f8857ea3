import { AstroAirflowError } from '../text/error';

/** What this package says of itself. */
interface Manifest {
  readonly version: string;
  readonly engines: { readonly node: string };
}

/** The `package.json` of this package. */
export function ownManifest(): Manifest {
  // Node keeps what it has read.
  return require('../../package.json') as Manifest;
}

/** The lowest version of Node that this package runs on. */
export function lowestNodeVersion(): string {
  return ownManifest().engines.node.replace(/^>= */, '');
}

/**
 * npm only warns of a Node that is too old, and what happens later says nothing of it.
 *
 * @param version the version of Node, without `v`
 * @throws AstroAirflowError if it is lower than what this package runs on
 */
export function checkNodeVersion(version: string = process.versions.node): void {
  const lowest = lowestNodeVersion();
  if (compare(version, lowest) < 0) {
    throw new AstroAirflowError(`This is Node ${version}, and projen-astro-airflow needs ${lowest} or newer. Install a newer Node ("node --version" prints which one runs).`);
  }
}

function compare(one: string, other: string): number {
  const [left, right] = [one, other].map((version) => version.split('.').map((part) => parseInt(part, 10)));
  const index = left.findIndex((part, i) => part !== right[i]);
  return index < 0 ? 0 : left[index] - right[index];
}
