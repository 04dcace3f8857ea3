import * as fs from 'node:fs';
import * as path from 'node:path';
import { Packages } from '../../contract/packages';
import { tempDir, write } from '../../support/util';

const installed = () => {
  const modules = path.join(tempDir(), 'node_modules');
  write(modules, {
    'projen-astro-airflow/package.json': '{ "version": "1.2.3", "main": "lib/index.js" }',
    'projen-astro-airflow/lib/index.js': 'exports.mode = "ro"; exports.other = "ro";',
    'projen/package.json': '{ "version": "0.103.25", "main": "index.js" }',
    'projen/index.js': 'exports.name = "projen";',
    '.package-lock.json': '{}',
  });
  return new Packages(modules);
};
const PROGRAM = 'console.log(JSON.stringify([require("projen-astro-airflow").mode, require("projen").name, require("node:fs").readFileSync(0, "utf-8")]))';

test('a program finds the package and its peers, and reads what it is given', () => {
  const directory = tempDir();
  write(directory, { 'program.js': PROGRAM });
  expect(JSON.parse(installed().run(directory, 'program.js', 'input'))).toEqual(['ro', 'projen', 'input']);
  expect(installed().version('projen')).toBe('0.103.25');
});

test('a program that fails is an error with what it printed', () => {
  const directory = tempDir();
  write(directory, { 'program.js': 'console.error("the reason"); process.exit(3)' });
  expect(() => installed().run(directory, 'program.js')).toThrow('program.js failed: the reason\n');
});

test('a mistake is in every place of a copy, whose peers are the same, and the original stays', () => {
  const packages = installed();
  const copy = packages.withMistake(path.join(tempDir(), 'copy'), 'lib/index.js', '"ro"', '"rw $&"');
  const directory = tempDir();
  write(directory, { 'program.js': PROGRAM });
  expect(JSON.parse(copy.run(directory, 'program.js'))).toEqual(['rw $&', 'projen', '']);
  expect(fs.readFileSync(path.join(copy.folder('projen-astro-airflow'), 'lib/index.js'), 'utf-8')).toBe('exports.mode = "rw $&"; exports.other = "rw $&";');
  expect(JSON.parse(packages.run(directory, 'program.js'))).toEqual(['ro', 'projen', '']);
});

test('a mistake that changes nothing is an error', () => {
  const packages = installed();
  expect(() => packages.withMistake(tempDir(), 'lib/index.js', '"read-only"', '"rw"')).toThrow('lib/index.js has no text "\\"read-only\\"" that could be made a mistake');
  expect(() => packages.withMistake(tempDir(), 'lib/gone.js', 'a', 'b')).toThrow('ENOENT');
});
