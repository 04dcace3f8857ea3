import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { installOnce } from '../contract/install-once';
import { drift, edit, environment, statuses, synthesize } from '../support/drift/command';
import { testIf } from '../support/projects';
import { linkPackages, tempDir, write } from '../support/util';

const HOME = path.resolve(__dirname, '../../.cache/other-runtimes');
/** The packages that carry the programs themselves. */
const PACKAGES = ['@oven/bun-linux-x64@1.4.5', '@deno/linux-x64-glibc@2.9.6'];
const PROGRAMS = { bun: path.join(HOME, 'node_modules/@oven/bun-linux-x64/bin'), deno: path.join(HOME, 'node_modules/@deno/linux-x64-glibc') };
const hasPrograms = process.platform === 'linux' && process.arch === 'x64';

beforeAll(() => {
  if (hasPrograms) {
    installOnce(HOME, PACKAGES.join(), () => {
      write(HOME, { 'package.json': '{}' });
      execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...PACKAGES], { cwd: HOME, env: environment(), stdio: 'pipe' });
    });
  }
}, 300_000);

const rc = (command: string): string => `import { Project, TextFile } from 'projen';
const project: Project = new Project({ name: 'orders' });
project.defaultTask!.exec('${command}');
new TextFile(project, 'managed.txt', { lines: ['one', 'two'] });
project.synth();
`;

describe.each([
  ['bun', 'bun .projenrc.ts'],
  ['deno', 'deno run --allow-all --node-modules-dir=manual .projenrc.ts'],
] as const)('an rc file that %s runs', (name, command) => {
  testIf(hasPrograms, 'Linux on x64')('is in sync after a synth, an edit and a missing file are found, and its failure is reported', () => {
    const directory = tempDir();
    linkPackages(directory);
    write(directory, { '.projenrc.ts': rc(command), 'package.json': '{ "dependencies": { "projen": "*", "constructs": "*" } }' });
    const env = { PATH: [PROGRAMS[name], process.env.PATH].join(path.delimiter), DENO_DIR: tempDir() };
    const [program, ...args] = command.split(' ');
    synthesize(directory, [path.join(PROGRAMS[name], program), ...args], env);
    expect(drift(directory, { env })).toMatchObject({ status: 0, report: { result: 'in-sync', rcFile: '.projenrc.ts' } });

    edit(directory, 'managed.txt', () => 'edited');
    fs.rmSync(path.join(directory, '.gitattributes'));
    const { status, report } = drift(directory, { env });
    expect([status, statuses(report)]).toEqual([1, { '.gitattributes': 'missing', 'managed.txt': 'unknown' }]);

    edit(directory, '.projenrc.ts', (text) => text.replace('project.synth()', "throw new Error('on purpose')"));
    const failed = drift(directory, { env });
    expect([failed.status, failed.report.message]).toEqual([2, expect.stringMatching(/^\.projenrc\.ts failed/)]);
    expect(failed.stderr).toContain('on purpose');
  });
});
