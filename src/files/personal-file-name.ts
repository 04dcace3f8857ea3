import { MANAGED_FILES } from './managed-files';
import { normalizedFile } from '../ownership/managed-path';
import { AstroAirflowError } from '../text/error';

/** Files of every Astro project or rc file that git must have, and that a personal file of the name would take from it. */
const COMMITTED = ['Dockerfile', 'packages.txt', 'package.json', '.projen', ...MANAGED_FILES.map(({ fileName }) => fileName)].map((name) => name.toLowerCase());

/**
 * The path of a personal file in one spelling.
 *
 * @throws AstroAirflowError if it is not below the Astro project, an ignore file would read it otherwise, or git must have that file
 */
export function personalFileName(file: string): string {
  const name = normalizedFile(file);
  // eslint-disable-next-line no-control-regex
  if (/[*?[\]\u0000-\u001F\u007F]|^[!#]|^\s|\s$/.test(name)) {
    throw new AstroAirflowError(`"${name}" cannot be a personal file, because an ignore file would read that path as a pattern. Use a path without * ? [ ], a "!" or "#" at its start, and outer blanks.`);
  }
  const top = name.split('/')[0].toLowerCase();
  if (COMMITTED.includes(top) || top.startsWith('.projenrc')) {
    throw new AstroAirflowError(`"${name}" cannot be a personal file, because ${name.includes('/') ? name.split('/')[0] : 'it'} is the project's own, and git and the image would ignore it. Use another name, for example include/token.json.`);
  }
  return name;
}

/** @throws AstroAirflowError if a personal file is to be in one */
export function checkNotNested(names: readonly string[]): void {
  const inner = names.find((name) => names.some((other) => name.startsWith(`${other}/`)));
  if (inner !== undefined) {
    throw new AstroAirflowError(`The personal file "${inner}" is below "${names.find((other) => inner.startsWith(`${other}/`))}", which is a personal file, too. Rename one of them.`);
  }
}
