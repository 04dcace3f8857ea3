import * as path from 'node:path';
import * as ts from 'typescript';
import { readPage, type Block } from '../../pages';
import { read, write } from '../../util';
import { lines } from '../commands';
import { all, commandsOf, runsIn } from '../elsewhere';
import { entry, type Entry } from '../proof';
import { runRcFile, typescript } from '../typescript';

const ORGANIZATION = 'A project type for your organization';
const PACKAGE = '@acme/airflow-standard';

const ownType = (): Block => readPage('docs/astro-project.md').blocks.find(({ heading, language }) => heading === ORGANIZATION && language === 'ts')!;

/** Runs the rc file of a project whose type is the class on the page, in a package of its own. */
function runOwnType(rc: Block): void {
  const outdir = runRcFile(rc, ({ directory }) => {
    write(path.join(directory, 'node_modules', PACKAGE), {
      'package.json': JSON.stringify({ name: PACKAGE, version: '1.0.0', main: 'index.js', peerDependencies: { 'projen': '*', 'projen-astro-airflow': '*' } }),
      'index.js': ts.transpileModule(ownType().code, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } }).outputText,
    });
  });
  expect(read(outdir, 'docker-compose.override.yml')).toContain('TEAM: data');
  expect(read(outdir, 'requirements.txt')).toContain('our-airflow-plugins');
}

export const astroProject: readonly Entry[] = [
  entry('Making one', 'sh', commandsOf('README.md', 'Quick start')),
  entry('Every day', 'sh', lines()),
  entry('Changing it', 'ts', typescript),
  entry(ORGANIZATION, 'ts', () => runOwnType(readPage('docs/astro-project.md').blocks.filter(({ heading, language }) => heading === ORGANIZATION && language === 'ts')[1]), runOwnType),
  entry(ORGANIZATION, 'sh', all(
    // A package that is not on the registry is packed and installed there.
    runsIn('test/packed/organization.test.ts', 'is made by projen new, and the rc file names its class and package and nothing that it does by itself'),
    ({ code }) => {
      const [, name, ...flags] = /^npx projen new --from (\S+)((?: --\w+ \S+)+)\n$/.exec(code) ?? [];
      expect(name).toBe(PACKAGE);
      expect(flags.join('').match(/--(\w+)/g)).toEqual(['--name', '--team']);
      expect(ownType().code).toContain('readonly team: string;');
    },
  )),
];
