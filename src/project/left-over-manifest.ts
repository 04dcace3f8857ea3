import * as fs from 'node:fs';
import * as path from 'node:path';
import { PROJEN_MARKER } from 'projen/lib/common';
import { AstroAirflowError, reason } from '../private/error';

/** What "npm init" fills in by itself, and what projen writes anyway. */
const NOT_TOLD = ['name', 'version', 'private', 'main', 'type', 'license', 'devDependencies'];

/** The script that "npm init" fills in. */
const NO_TEST = 'echo "Error: no test specified" && exit 1';

/** What projen would drop of a `package.json` that it did not write. */
export function lostIn(file: string, declared: readonly string[]): string[] {
  const manifest = readManifest(file);
  if (manifest === undefined || String(manifest['//']).includes(PROJEN_MARKER)) {
    return [];
  }
  const fields = Object.entries(manifest).filter(([name, value]) => !NOT_TOLD.includes(name) && !isEmpty(value));
  const dependencies = Object.keys(manifest.devDependencies ?? {}).filter((name) => !declared.includes(name));
  return [...fields.map(([name]) => name), ...(dependencies.length > 0 ? [`devDependencies (${dependencies.join(', ')})`] : [])];
}

/** @throws AstroAirflowError if it is there and no JSON */
export function readManifest(file: string): Record<string, unknown> | undefined {
  try {
    return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf-8')) as Record<string, unknown>) : undefined;
  } catch (error) {
    throw new AstroAirflowError(`package.json cannot be read: ${reason(error)}. Mend it or move it away, then run again.`);
  }
}

function isEmpty(value: unknown): boolean {
  const entries = typeof value === 'object' && value !== null ? Object.values(value) : [value];
  return entries.every((one) => one === '' || one === NO_TEST);
}

/** Path of a `package.json` that "projen new" made on its way, which holds nothing but the packages that it installed. */
export function leftOverManifest(directory: string): string | undefined {
  const file = path.join(directory, 'package.json');
  return fs.existsSync(file) && lostIn(file, ['projen', 'projen-astro-airflow']).length === 0 ? file : undefined;
}
