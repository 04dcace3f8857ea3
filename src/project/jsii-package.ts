import * as path from 'node:path';
import type { RcLanguage } from './rc-language';
import type { Imported } from './rc-text';
import { AstroAirflowError } from '../text/error';

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
  const [, ...namespaces] = fqn.split('.').slice(0, -1);
  const module = namespaces.reduce(
    ({ fqn: upper, python }, one) => {
      const lower = `${upper}.${one}`;
      return { fqn: lower, python: manifestOf(packageName).submodules?.[lower]?.targets?.python?.module ?? `${python}.${snake(one)}` };
    },
    { fqn: packageName, python: pythonOf(packageName).module },
  ).python;
  return { module, name, text: name };
}

/**
 * The requirement of a jsii package for pip, in the version that runs.
 *
 * @throws AstroAirflowError if the package is not made for Python
 */
export function requirementOf(packageName: string): string {
  return `${pythonOf(packageName).distName}==${manifestOf(packageName).version}`;
}

/** The names of the values of an enumeration. */
export function membersOf(fqn: string): string[] {
  return (manifestOf(fqn.split('.')[0]).types?.[fqn]?.members ?? []).map(({ name }) => name);
}

function pythonOf(packageName: string): { readonly module: string; readonly distName: string } {
  const { module, distName } = manifestOf(packageName).targets?.python ?? {};
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

/** As jsii names a module in Python. */
function snake(name: string): string {
  return name.replace(/(?!^)[A-Z]/g, '_$&').toLowerCase();
}
