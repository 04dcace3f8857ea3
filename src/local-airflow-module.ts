import fs from 'node:fs';
import path from 'node:path';
import type { SecretsBackend } from './clouds/secrets-backend';
import { apiName } from './text/api-name';

/** The folders of an Astro project with Python. The first two get on Python's path, but after Airflow has loaded its secrets backend. */
const FOLDERS = ['plugins', 'dags', 'include'];

/**
 * A warning about a backend whose class is in a folder of the project that Airflow does not search for it.
 *
 * @param directory the Astro project, absolute
 * @param backend its class as `my_backend.MyBackend`
 */
export function bareModuleWarnings(directory: string, { classPath, requirement }: Pick<SecretsBackend, 'classPath' | 'requirement'>): string[] {
  const [top] = classPath.split('.');
  const isInstalled = requirement !== undefined || top === 'airflow';
  const folder = isInstalled ? undefined : FOLDERS.find((one) => [`${top}.py`, top].some((name) => fs.existsSync(path.join(directory, one, name))));
  return folder === undefined
    ? []
    : [`${apiName('classPath')} "${classPath}": Airflow loads its secrets backend before it searches ${folder}/, so no service would start. Write ${folder}.${classPath}.`];
}
