import path from 'node:path';
import type { RcLanguage } from './rc-language';
import type { Imported } from './rc-text';
import { AstroAirflowError } from '../text/error';
import { snakeCase } from '../text/snake-case';

/** What jsii notes of a package, as far as an rc file needs it. */
interface Manifest {
  readonly version: string;
  readonly targets?: { readonly python?: { readonly module?: string; readonly distName?: string } };
  readonly submodules?: Readonly<Record<string, { readonly targets?: Manifest['targets'] }>>;
  readonly types?: Readonly<Record<string, { readonly members?: ReadonlyArray<{ readonly name: string }> }>>;
}

/**
 * A type of a jsii package as an rc file imports it.
 *
 * @param fqn its full name, for example `@acme/airflow-standard.AcmeProject`, or `projen.javascript.NpmAccess`
 * @throws AstroAirflowError if the rc file is in Python, and the package is not made for it
 */
export function importedType(fqn: string, language: RcLanguage): Imported {
  const [packageName, ...names] = fqn.split('.');
  if (language !== 'Python') {
    return { module: packageName, name: names[0], text: names.join('.') };
  }
  const name = names[names.length - 1];
  return { module: pythonModuleOf(fqn.slice(0, -`.${name}`.length), manifestOf(packageName)), name, text: name };
}

/**
 * The requirement of a jsii package for pip, in the version that runs.
 *
 * @throws AstroAirflowError if the package is not made for Python
 */
export function requirementOf(packageName: string): string {
  const manifest = manifestOf(packageName);
  return `${pythonOf(packageName, manifest).distName}==${manifest.version}`;
}

/** The names of the values of an enumeration. */
export function membersOf(fqn: string): string[] {
  return (manifestOf(fqn.split('.')[0]).types?.[fqn]?.members ?? []).map(({ name }) => name);
}

/** The module of a package, or of a namespace in it: `projen.javascript`. */
function pythonModuleOf(fqn: string, manifest: Manifest): string {
  const [packageName, ...namespaces] = fqn.split('.');
  const last = namespaces.pop();
  if (last === undefined) {
    return pythonOf(packageName, manifest).module;
  }
  const upper = pythonModuleOf([packageName, ...namespaces].join('.'), manifest);
  return manifest.submodules?.[fqn]?.targets?.python?.module ?? `${upper}.${snakeCase(last)}`;
}

function pythonOf(packageName: string, { targets }: Manifest): { readonly module: string; readonly distName: string } {
  const { module, distName } = targets?.python ?? {};
  if (module === undefined || distName === undefined) {
    throw new AstroAirflowError(`${packageName} is not made for Python: its package.json has no jsii target "python". Choose an rc file in TypeScript or JavaScript (--projenrc-js).`);
  }
  return { module, distName };
}

function manifestOf(packageName: string): Manifest {
  // Loaded where it is used: a project of this package's own class needs none of it.
  const { readManifest } = require('projen/lib/inventory') as typeof import('projen/lib/inventory');
  // Beside this package first: a project in Python may still have the node_modules of "projen new", with an older version.
  const file = require.resolve(`${packageName}/.jsii`, { paths: [__dirname, process.cwd()] });
  return readManifest(path.dirname(file));
}
