import fs from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { PROJEN_MARKER } from 'projen/lib/common';
import { AstroAirflowError, reason } from '../text/error';

/** A `package.json`, or what an rc file declares for one. */
export type Manifest = Readonly<Record<string, unknown>>;

/** What "npm init" fills in by itself. */
const FILLED_IN: Readonly<Record<string, readonly unknown[]>> = {
  version: ['1.0.0', '0.0.0'],
  main: ['index.js'],
  type: ['commonjs'],
  license: ['ISC', 'UNLICENSED'],
  scripts: [{ test: 'echo "Error: no test specified" && exit 1' }],
};

/** What projen writes anyway: its own name and privacy. */
const NOT_TOLD = ['name', 'private', 'devEngines'];

/**
 * What projen would drop of a `package.json` that it did not write.
 *
 * @param declared what takes its place; of an object, its names alone count
 */
export function lostIn(file: string, declared: Manifest): string[] {
  const manifest = readManifest(file);
  if (manifest === undefined || String(manifest['//']).includes(PROJEN_MARKER)) {
    return [];
  }
  return Object.entries(manifest).flatMap(([name, value]) => {
    if (NOT_TOLD.includes(name) || isEmpty(value) || [...(FILLED_IN[name] ?? []), declared[name]].some((one) => isDeepStrictEqual(one, value))) {
      return [];
    }
    if (name !== 'scripts' && !name.endsWith('ependencies')) {
      return [name];
    }
    const lost = Object.keys(value as object).filter((key) => !Object.hasOwn((declared[name] ?? {}), key));
    return lost.length > 0 ? [`${name} (${lost.join(', ')})`] : [];
  });
}

/** @throws AstroAirflowError if it is there and no JSON object */
export function readManifest(file: string): Manifest | undefined {
  let manifest: unknown;
  try {
    manifest = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf-8')) : undefined;
  } catch (error) {
    throw new AstroAirflowError(`package.json cannot be read: ${reason(error)}. Fix it or move it away, then run again.`);
  }
  if (manifest !== undefined && (typeof manifest !== 'object' || manifest === null || Array.isArray(manifest))) {
    throw new AstroAirflowError('package.json cannot be read: it is not a JSON object. Fix it or move it away, then run again.');
  }
  return manifest as Manifest | undefined;
}

function isEmpty(value: unknown): boolean {
  return value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
}

/**
 * Path of a `package.json` that "projen new" made on its way: npm writes one where there is none, with nothing but the packages that it
 * installed. Any other is the user's.
 *
 * @param packageName the package of the project's class
 */
export function leftOverManifest(directory: string, packageName: string = 'projen-astro-airflow'): string | undefined {
  const file = path.join(directory, 'package.json');
  const manifest = readManifest(file);
  const installed = Object.keys(manifest?.devDependencies ?? {}).sort();
  const isLeftOver = isDeepStrictEqual(Object.keys(manifest ?? {}), ['devDependencies']) && isDeepStrictEqual(installed, ['projen', packageName].sort());
  return isLeftOver ? file : undefined;
}
