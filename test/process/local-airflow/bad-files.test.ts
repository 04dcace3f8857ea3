import * as fs from 'node:fs';
import * as path from 'node:path';
import { AwsSecretsBackend, LocalAirflow } from '../../../src';
import { bareProject, errorOf, ordinaryUser, runRc, testIf, treeState } from '../../support/projects';
import { astroTree, read, tempDir, write } from '../../support/util';

const BEGIN = '# >>> projen-astro-airflow >>>';
const END = '# <<< projen-astro-airflow <<<';

/** On Windows only an administrator may make links to files. */
const LINKS = process.platform !== 'win32';

/** A tree of astro dev init, with something in the place of a file that we share. */
function treeWith(change: (outdir: string) => void): string {
  const outdir = tempDir();
  astroTree(outdir);
  change(outdir);
  return outdir;
}

function expectRefused(outdir: string, message: RegExp | string): void {
  const before = treeState(outdir);
  const project = bareProject(outdir);
  new LocalAirflow(project, { secretsBackend: AwsSecretsBackend.secretsManager() });
  const error = errorOf(() => project.synth());
  expect([error?.name, error?.message]).toEqual(['AstroAirflowError', expect.stringMatching(message)]);
  expect(error?.message.split('\n')).toHaveLength(1);
  expect(treeState(outdir)).toEqual(before);
}

/** Puts something else in the place of a file. */
const instead = (name: string, make: (file: string) => void) => (outdir: string) => {
  fs.rmSync(path.join(outdir, name));
  make(path.join(outdir, name));
};

describe('a file that we share and that', () => {
  const cases: Array<[string, (outdir: string) => void, RegExp]> = [
    ['is a directory', instead('.env', (file) => fs.mkdirSync(file)), /^\.env is a directory, a file is expected\. Move the directory away/],
    ['is a directory (.dockerignore)', instead('.dockerignore', (file) => fs.mkdirSync(file)), /^\.dockerignore is a directory/],
    ['links out of the tree', instead('.env', (file) => fs.symlinkSync(process.execPath, file)), /^\.env is a link to a file outside the project/],
    ['links to nothing', instead('.env', (file) => fs.symlinkSync('nowhere', file)), /^\.env is a link to a file that does not exist/],
    ['links to itself', instead('.env', (file) => fs.symlinkSync('.env', file)), /^\.env is a link/],
    ['has a quote that is left open', instead('.env', (file) => fs.writeFileSync(file, 'A=1\nB="{\n}\n')), /^\.env: line 2 opens a quote that is not closed, .* Close the quote, then run again; nothing was written\.$/],
    ['is not UTF-8', instead('.env', (file) => fs.writeFileSync(file, Buffer.from([0x41, 0x3d, 0xff, 0x0a]))), /^\.env is not UTF-8/],
    ['is UTF-16', instead('requirements.txt', (file) => fs.writeFileSync(file, '\uFEFFpandas\n', 'utf16le')), /^requirements\.txt is not UTF-8/],
  ];
  test.each(cases.filter(([name]) => LINKS || !name.startsWith('links')))('%s stops the synth before anything is written', (_, change, message) => {
    expectRefused(treeWith(change), message);
  });

  testIf(LINKS, 'the right to make links')('links within the tree is written through the link', () => {
    const outdir = treeWith((directory) => {
      write(directory, { 'config/dev.env': 'MINE=1\n' });
      instead('.env', (file) => fs.symlinkSync('config/dev.env', file))(directory);
    });
    const project = bareProject(outdir);
    new LocalAirflow(project).addDotenvKey('A', '1');
    project.synth();
    expect(fs.readlinkSync(path.join(outdir, '.env'))).toBe('config/dev.env');
    expect(read(outdir, 'config/dev.env')).toMatch(/^MINE=1\n# >>>[^]*\nA=1\n/);
  });
});

describe('markers', () => {
  test.each([
    ['without an end', `A=1\n${BEGIN}\nB=2\n`, 'line 2 starts a block that no line ends'],
    ['without a start', `A=1\nB=2\n${END}\n`, 'line 3 ends a block that no line starts'],
    ['that are doubled', `${BEGIN}\n${END}\n${BEGIN}\n${END}\n`, 'line 3 starts a second block, line 1 starts the first'],
    ['that are nested', `${BEGIN}\n${BEGIN}\n${END}\n${END}\n`, 'line 2 starts a second block, line 1 starts the first'],
    ['in the wrong order', `${END}\n${BEGIN}\n`, 'line 1 ends a block that no line starts'],
    ['with a second end', `${BEGIN}\n${END}\nA=1\n${END}\n`, 'line 4 ends a block that line 2 has ended'],
    ['that were changed', `A=1\n ${BEGIN}\n${END}\n`, 'line 2 is a changed marker line'],
  ])('%s are refused with line numbers, in each of our files', (_, text, message) => {
    for (const name of ['.env', 'requirements.txt', '.dockerignore']) {
      expectRefused(
        treeWith((outdir) => write(outdir, { [name]: text })),
        new RegExp(`^${name.replace('.', '\\.')}: ${message}\\. [^]*[Dd]elete [^]*\\. Nothing was written\\.$`),
      );
    }
  });
});

describe('a disk that does not take the change', () => {
  const script = `
    const project = new projen.Project({ name: 'orders' });
    new airflow.LocalAirflow(project, { runtimeVersion: '3.1-12', secretsBackend: airflow.AwsSecretsBackend.secretsManager() });
    project.synth();`;
  const needed = 'a user to whom modes mean something';

  testIf(ordinaryUser() !== undefined, needed)('because .env is read-only: nothing is written, and the error says how to go on', () => {
    const outdir = treeWith((directory) => fs.chmodSync(path.join(directory, '.env'), 0o444));
    runRc(outdir, '');
    const before = treeState(outdir);
    const { status, stderr } = runRc(outdir, script);
    expect([status, stderr]).toEqual([1, expect.stringContaining('AstroAirflowError: .env is not writable, and .env has to change. Make it writable (chmod u+w)')]);
    expect({ ...treeState(outdir), '.projenrc.js': '' }).toEqual({ ...before, '.projenrc.js': '' });
  });

  testIf(ordinaryUser() !== undefined, needed)('because the directory is read-only: nothing is written, and the error says so', () => {
    const outdir = treeWith(() => undefined);
    runRc(outdir, script.replace(' project.synth();', ''));
    fs.chmodSync(outdir, 0o555);
    const before = treeState(outdir);
    const { status, stderr } = runRc(outdir, script);
    const after = treeState(outdir);
    fs.chmodSync(outdir, 0o755);
    expect([status, stderr]).toEqual([1, expect.stringContaining('the directory of .env is not writable, and .env has to change.')]);
    expect({ ...after, '.projenrc.js': '' }).toEqual({ ...before, '.projenrc.js': '' });
  });

  testIf(ordinaryUser() !== undefined, needed)('because it could not be read: the error says so', () => {
    const outdir = treeWith((directory) => fs.chmodSync(path.join(directory, '.env'), 0o200));
    expect(runRc(outdir, script)).toMatchObject({ status: 1, stderr: expect.stringContaining('AstroAirflowError: .env could not be read: EACCES: permission denied. Make it readable') });
  });

  testIf(process.platform === 'linux', 'a limit for the size of files')('because it is full half-way: the old file is whole, and nothing is left beside it', () => {
    const old = `${'MINE=1\n'.repeat(10_000)}`;
    const outdir = treeWith((directory) => fs.writeFileSync(path.join(directory, '.env'), old));
    // A limit of 30 or 60 KiB, as the shell counts: nothing else that the synth writes is as large.
    const { status, stderr } = runRc(outdir, script, {}, 'trap "" XFSZ; ulimit -f 60; exec "$@"');
    expect([status, stderr]).toEqual([1, expect.stringMatching(/AstroAirflowError: \.env could not be written: EFBIG: file too large.* The file is as it was; fix the cause, then run again\./)]);
    expect(read(outdir, '.env')).toBe(old);
    expect(fs.readdirSync(outdir).filter((name) => /^\.env./.test(name))).toEqual([]);
  });
});
