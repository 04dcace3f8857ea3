import Module from 'node:module';
import { yamlLibrary } from '../../../src/text/yaml-library';

const own = jest.requireActual<object>('yaml');

afterEach(() => jest.restoreAllMocks());

/** As if projen brought what a function gives. */
function projenBrings(library: (name: string) => unknown): void {
  jest.spyOn(Module, 'createRequire').mockReturnValue(library as NodeJS.Require);
}

test('it is the copy that projen brings, so that none is loaded twice', () => {
  expect(yamlLibrary()).toBe(Module.createRequire(require.resolve('projen/lib/yaml'))('yaml'));
  expect(yamlLibrary()).not.toBe(own);
});

test('it is our own copy where projen brings none', () => {
  projenBrings((name) => {
    throw new Error(`Cannot find module '${name}'`);
  });
  expect(yamlLibrary()).toBe(own);
});

test('it is our own copy where that of projen is of another major version', () => {
  projenBrings((name) => (name === 'yaml/package.json' ? { version: '3.0.0' } : { parse: () => 'another' }));
  expect(yamlLibrary()).toBe(own);
});
