import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { tempDir } from '../../support/util';

const ROOT = path.resolve(__dirname, '../../..');
const INDEX = path.join(ROOT, 'lib/index.js');

/** The classes of the package, as the compiler has them. */
function classes(): string[] {
  const { types } = JSON.parse(fs.readFileSync(path.join(ROOT, '.jsii'), 'utf-8')) as { types: Record<string, { kind: string; name: string }> };
  return Object.values(types).filter(({ kind }) => kind === 'class').map(({ name }) => name).sort();
}

function output(...args: string[]): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf-8', cwd: tempDir() });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.trim();
}

beforeAll(() => {
  if (!fs.readFileSync(INDEX, 'utf-8').includes('lazy(')) {
    throw new Error('lib/index.js loads everything at once, as the compiler alone leaves it. Run "npx projen compile", which rewrites it.');
  }
});

test('the package exports each class, and loads no other file until one is read', () => {
  const [names, loaded] = output('-e', `const names = Object.keys(require(${JSON.stringify(INDEX)})); console.log(names.sort().join()); console.log(Object.keys(require.cache).length)`).split('\n');
  expect(names.split(',')).toEqual(classes());
  expect(loaded).toBe('1');
});

test('each class can be the first that is read', () => {
  const read = `const { NAME } = require(${JSON.stringify(INDEX)}); console.log(NAME.name)`;
  expect(classes().map((name) => output('-e', read.replaceAll('NAME', name)))).toEqual(classes());
});

test('an ES module can import each class by its name', () => {
  const names = classes().join(', ');
  const file = path.join(tempDir(), 'rc.mjs');
  fs.writeFileSync(file, `import { ${names} } from ${JSON.stringify(pathToFileURL(INDEX).href)};\nconsole.log([${names}].map(({ name }) => name).join());\n`);
  expect(output(file).split(',')).toEqual(classes());
});
