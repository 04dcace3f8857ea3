import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { LocalAirflow, LocalFilesystemSecretsBackend } from '../../../src';
import { DOCKERIGNORE, GITIGNORE } from '../../../src/files/ignore-patterns';
import { lostLines, missingPatterns } from '../../../src/text/ignore-lines';
import { buildContext } from '../../support/docker-context';
import { bareProject, testIf } from '../../support/projects';
import { propertyOptions } from '../../support/property';
import { read, tempDir, write } from '../../support/util';

const lines = fc.array(
  fc.oneof(
    fc.constantFrom('.env', '/.env', '.env/', '!.env', '!/.env', '!.env/', '!.env*', '!.*', '!*', '!/*', '!**', '*', '.env*', '!**/.env', '!.e?v', '![.]env', '!.env.example'),
    fc.constantFrom('# .env', '\\.env', '.env ', ' .env', '\t.env', '.env #x', '*.py', '!*.py', '', '!.env.*', '\\!.env', '/astro', 'node_modules/', '!node_modules'),
    fc.stringMatching(/^[!/]?[a-z*.]{1,8}\/?$/),
  ),
  { maxLength: 6 },
);

test('with the missing patterns behind them, nothing is missing in any lines', () => {
  fc.assert(
    fc.property(lines, fc.constantFrom(GITIGNORE, DOCKERIGNORE), (theirs, patterns) => {
      expect(missingPatterns([...theirs, ...missingPatterns(theirs, patterns)], patterns)).toEqual([]);
    }),
    propertyOptions(),
  );
});

test('nothing is lost where every line is kept, in any order and with any others', () => {
  fc.assert(
    fc.property(lines, lines, (before, more) => {
      expect(lostLines(before.join('\n'), [...more, ...[...before].reverse()].join('\r\n'))).toEqual([]);
    }),
    propertyOptions(),
  );
});

testIf(spawnSync('git', ['--version']).status === 0, 'git')('git ignores .env and the temporary file of a write behind any lines of the user', () => {
  const directory = tempDir();
  execFileSync('git', ['init', '--quiet', directory]);
  fc.assert(
    fc.property(lines, (theirs) => {
      fs.writeFileSync(path.join(directory, '.gitignore'), [...theirs, ...missingPatterns(theirs, GITIGNORE), ''].join('\n'));
      const ignored = spawnSync('git', ['check-ignore', '--no-index', '.env', '.projen-astro-airflow.12.0.tmp'], { cwd: directory, encoding: 'utf-8' }).stdout;
      expect(ignored).toBe('.env\n.projen-astro-airflow.12.0.tmp\n');
    }),
    propertyOptions(10),
  );
});

describe('lines of the user before and after the block', () => {
  const SECRETS = ['.env', '.projen-astro-airflow.12.0.tmp', 'secrets/connections.yaml', 'secrets/variables.yaml', 'secrets/variables.yaml~'];
  const EXAMPLES = ['secrets/connections.example.yaml', 'secrets/variables.example.yaml'];
  const more = fc.array(fc.oneof(lines.map(([line = '']) => line), fc.constantFrom(
    'secrets', 'secrets/', '/secrets/*', '!secrets', '!secrets/', '!secrets/*', '!/secrets/variables.yaml', '*.yaml', '!*.yaml', '!**/*.yaml', '!**/secrets/**', '!*~', '!include', '!include/*', '!*/.env', '# mine',
  )), { maxLength: 4 });

  function synth(outdir: string): [string, string] {
    new LocalAirflow(bareProject(outdir), { runtimeVersion: '3.1-12', secretsBackend: new LocalFilesystemSecretsBackend(), directory: 'airflow' }).project.synth();
    return [read(outdir, 'airflow/.gitignore'), read(outdir, 'airflow/.dockerignore')];
  }

  testIf(spawnSync('git', ['--version']).status === 0, 'git')('neither give secrets to git or to the image, nor keep the examples out of git, and a second synth changes nothing', () => {
    fc.assert(
      fc.property(more, more, (before, after) => {
        const outdir = tempDir();
        const airflow = path.join(outdir, 'airflow');
        const ignoreFiles = ['.gitignore', '.dockerignore'];
        write(airflow, Object.fromEntries([...ignoreFiles.map((name) => [name, before.map((line) => `${line}\n`).join('')]), ...['.env', 'include/.env', '.projen-astro-airflow.12.0.tmp', 'secrets/variables.yaml~'].map((name) => [name, ''])]));
        execFileSync('git', ['init', '--quiet', airflow]);
        synth(outdir);
        ignoreFiles.forEach((name) => fs.appendFileSync(path.join(airflow, name), after.map((line) => `${line}\n`).join('')));
        const written = synth(outdir);
        expect(synth(outdir)).toEqual(written);
        const ignored = spawnSync('git', ['check-ignore', '--no-index', ...SECRETS, ...EXAMPLES], { cwd: airflow, encoding: 'utf-8' }).stdout.split('\n').filter(Boolean);
        expect(ignored).toEqual(SECRETS);
        expect(buildContext(airflow).filter((file) => [...SECRETS, 'include/.env'].includes(file))).toEqual([]);
        expect(written.map((text) => text.split('\n').filter((line) => [...before, ...after].includes(line)))).toEqual(written.map(() => expect.arrayContaining([...before, ...after]) as unknown));
        fs.rmSync(outdir, { recursive: true });
      }),
      propertyOptions(10),
    );
  });
});
