import { importedType, membersOf, requirementOf } from '../../../src/project/jsii-package';
import { errorOf } from '../../support/projects';
import { tempDir, write } from '../../support/util';

/** A package in a directory, of which jsii says this. */
function withPackage<T>(manifest: object, use: () => T): T {
  const directory = tempDir();
  write(directory, { 'node_modules/@acme/airflow/.jsii': JSON.stringify({ name: '@acme/airflow', version: '1.2.3', ...manifest }) });
  const cwd = jest.spyOn(process, 'cwd').mockReturnValue(directory);
  try {
    return use();
  } finally {
    cwd.mockRestore();
  }
}

test.each([
  ['projen.javascript.NpmAccess', 'TypeScript', { module: 'projen', name: 'javascript', text: 'javascript.NpmAccess' }],
  ['projen.javascript.NpmAccess', 'Python', { module: 'projen.javascript', name: 'NpmAccess', text: 'NpmAccess' }],
  ['projen.LogLevel', 'JavaScript', { module: 'projen', name: 'LogLevel', text: 'LogLevel' }],
  ['projen.github.workflows.JobPermission', 'Python', { module: 'projen.github.workflows', name: 'JobPermission', text: 'JobPermission' }],
] as const)('%s is imported in %s', (fqn, language, imported) => {
  expect(importedType(fqn, language)).toEqual(imported);
});

test('a module that a package names for Python wins over the one that follows from its name', () => {
  const python = { module: 'acme_airflow', distName: 'acme-airflow' };
  const submodules = { '@acme/airflow.ourTypes': { targets: { python: { module: 'acme_types' } } } };
  expect(withPackage({ targets: { python } }, () => importedType('@acme/airflow.ourTypes.AcmeProject', 'Python').module)).toBe('acme_airflow.our_types');
  expect(withPackage({ targets: { python }, submodules }, () => importedType('@acme/airflow.ourTypes.AcmeProject', 'Python').module)).toBe('acme_types');
});

test('the requirement of a package has its name on PyPI and the version that runs', () => {
  expect(withPackage({ targets: { python: { module: 'acme_airflow', distName: 'acme-airflow' } } }, () => requirementOf('@acme/airflow'))).toBe('acme-airflow==1.2.3');
});

test('a package that is not made for Python is named, with the way on', () => {
  const error = withPackage({}, () => errorOf(() => importedType('@acme/airflow.AcmeProject', 'Python')));
  expect(error?.message).toBe('@acme/airflow is not made for Python: its package.json has no jsii target "python". Choose an rc file in TypeScript or JavaScript (--projenrc-js).');
  expect(withPackage({}, () => importedType('@acme/airflow.AcmeProject', 'TypeScript').text)).toBe('AcmeProject');
});

test('an enumeration has its values', () => {
  expect(membersOf('projen.javascript.NpmAccess')).toEqual(['PUBLIC', 'RESTRICTED']);
});
