import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { drift, edit, fingerprint, inEveryFormat, projectOf, SMALL_RC, statuses, synthesize } from '../../support/drift/command';
import { errorOf } from '../../support/projects';
import { read, tempDir, write } from '../../support/util';

/** Puts something else in the place of the managed file. */
function withManaged(make: (file: string) => void): string {
  const directory = projectOf();
  const file = path.join(directory, 'managed.txt');
  fs.rmSync(file);
  make(file);
  return directory;
}

describe('what stands where a managed file belongs', () => {
  test.each<[string, (file: string) => void, RegExp]>([
    ['a directory', (file) => fs.mkdirSync(file), /EISDIR/],
    ['a link to a directory', (file) => fs.symlinkSync('node_modules', file, 'junction'), /EISDIR/],
    ['a link to itself', (file) => fs.symlinkSync('managed.txt', file), /ELOOP/],
    // One whose process is ended stays.
    ['a socket', (file) => void spawnSync(process.execPath, ['-e', "require('net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))", file]), /ENXIO/],
  ])('%s is an error of the synth, and so of the check', (_, make, error) => {
    const directory = withManaged(make);
    const { status, report, text } = inEveryFormat(directory);
    expect([status, report.result, text.stdout]).toEqual([2, 'error', '']);
    expect(text.stderr.match(error)).toHaveLength(1);
    expect(errorOf(() => synthesize(directory))).toBeDefined();
  });

  test.each<[string, (file: string) => void, Record<string, string>]>([
    ['binary', (file) => fs.writeFileSync(file, Buffer.from([0, 255, 254, 10, 0])), { 'managed.txt': 'unknown' }],
    ['empty', (file) => fs.writeFileSync(file, ''), { 'managed.txt': 'unknown' }],
    ['of 50 MB', (file) => fs.writeFileSync(file, 'a line of the file\n'.repeat(2_750_000)), { 'managed.txt': 'unknown' }],
    ['of 50 MB in one line', (file) => fs.writeFileSync(file, Buffer.alloc(50_000_000, 'x')), { 'managed.txt': 'unknown' }],
    ['a link to nowhere, which a synth follows', (file) => fs.symlinkSync('nowhere.txt', file), { 'nowhere.txt': 'missing' }],
    ['a link to another file', (file) => fs.symlinkSync('.gitignore', file), { '.gitignore': 'unknown' }],
    ['not there', () => undefined, { 'managed.txt': 'missing' }],
  ])('a file that is %s is reported and left alone', (_, make, expected) => {
    const directory = withManaged(make);
    const { status, report } = drift(directory, { args: ['--diff'] });
    expect([status, statuses(report)]).toEqual([1, expected]);
  });

  test('a link to an equal file is in sync', () => {
    const directory = withManaged((file) => {
      fs.writeFileSync(path.join(path.dirname(file), 'real.txt'), 'one\ntwo');
      fs.symlinkSync('real.txt', file);
    });
    expect(drift(directory).status).toBe(0);
  });

  test('a file behind a link out of the project is reported by its own path, and not written', () => {
    const outside = path.join(tempDir(), 'outside.txt');
    write(path.dirname(outside), { 'outside.txt': 'mine\n' });
    const before = fingerprint(path.dirname(outside));
    const directory = withManaged((file) => fs.symlinkSync(outside, file));
    const { status, report } = drift(directory, { args: ['--diff'] });
    expect([status, Object.keys(statuses(report)).map((name) => path.resolve(directory, name))]).toEqual([1, [outside]]);
    expect(fingerprint(path.dirname(outside))).toEqual(before);
  });
});

test('of 5,000 files one that was edited is found', () => {
  const directory = projectOf(`${SMALL_RC}const { writeFile } = require('projen/lib/util');\nfor (let i = 0; i < 5000; i++) writeFile(\`files/\${i % 50}/\${i}.txt\`, String(i));\n`);
  edit(directory, 'files/7/3207.txt', () => 'edited');
  const { status, report } = drift(directory);
  expect([status, report.inSync, statuses(report)]).toEqual([1, 5_005, { 'files/7/3207.txt': 'unknown' }]);
});

describe('a project whose outdir is elsewhere', () => {
  const elsewhere = (outdir: string): string =>
    `${SMALL_RC}const other = new Project({ name: 'other', outdir: ${JSON.stringify(outdir)} });\nnew TextFile(other, 'other.txt', { lines: ['x'] });\nother.synth();\n`;

  test.each<[string, (directory: string) => string]>([
    ['below the directory', (directory) => path.join(directory, 'deep', 'below')],
    ['outside of it', () => tempDir()],
    ['outside of it, where nothing is yet', () => path.join(tempDir(), 'new')],
    ['below a link in it', (directory) => {
      fs.mkdirSync(path.join(directory, 'deep'));
      fs.symlinkSync('deep', path.join(directory, 'link'), 'junction');
      return path.join(directory, 'link', 'below');
    }],
    ['below a link out of it', (directory) => {
      fs.symlinkSync(tempDir(), path.join(directory, 'link'), 'junction');
      return path.join(directory, 'link', 'below');
    }],
  ])('%s', (_, place) => {
    const directory = projectOf();
    const outdir = place(directory);
    edit(directory, '.projenrc.js', () => elsewhere(outdir));
    const file = path.join(outdir, 'other.txt');
    const told = (report: any): string[] => Object.keys(statuses(report)).map((name) => fs.realpathSync(path.resolve(directory, name)));

    const fresh = drift(directory);
    expect([fresh.status, Object.values(statuses(fresh.report))]).toEqual([1, Array(5).fill('missing')]);
    expect(fs.existsSync(file)).toBe(false);

    synthesize(directory);
    const synthesized = drift(directory);
    expect([synthesized.status, synthesized.report.files]).toEqual([0, []]);

    fs.chmodSync(file, 0o644);
    fs.writeFileSync(file, 'y');
    const before = fingerprint(outdir);
    const edited = drift(directory);
    expect([edited.status, told(edited.report)]).toEqual([1, [fs.realpathSync(file)]]);
    expect(fingerprint(outdir)).toEqual(before);
  });
});

describe('what .projen holds', () => {
  const withTasks = (text: string): string => {
    const directory = projectOf();
    edit(directory, '.projen/tasks.json', () => text);
    return directory;
  };

  test.each([
    ['no .projen', undefined, /^There is no projen project that can be checked in \S+: \.projen\/tasks\.json cannot be read \(ENOENT: no such file or directory\)\. Run the check in the directory of a projen project, after its rc file has run once\.$/],
    ['broken JSON', '{"tasks":', /: \.projen\/tasks\.json cannot be read \(.*JSON.*\)\. Run the check/],
    ['nothing', '', /cannot be read \(.*JSON/],
    ['null', 'null', /^The default task has no step/],
    ['a list', '[]', /^The default task has no step/],
    ['no default task', '{"tasks":{"build":{"name":"build","steps":[{"exec":"node .projenrc.js"}]}}}', /^The default task has no step/],
    ['an empty default task', '{"tasks":{"default":{"name":"default","steps":[]}}}', /^The default task has no step/],
    ['steps that are none', '{"tasks":{"default":{"name":"default","steps":"node .projenrc.js"}}}', /^The default task has no step/],
    ['a step that says nothing', '{"tasks":{"default":{"name":"default","steps":[{}]}}}', /^\.projenrc\.js ended without a call of synth\(\)/],
    ['a step that is null', '{"tasks":{"default":{"name":"default","steps":[null]}}}', /^The default task has no step/],
    ['steps of a wrong type', '{"tasks":{"default":{"name":"default","steps":[{"exec":5},{"execArgs":"x"}]}}}', /^The default task has no step/],
    ['an rc file that is not there', '{"tasks":{"default":{"name":"default","steps":[{"exec":"node .projenrc.mjs"}]}}}', /^\.projenrc\.mjs failed, .* It said: Cannot find module/],
    ['a program that is not there', '{"tasks":{"default":{"name":"default","steps":[{"exec":"no-such-program .projenrc.js"}]}}}', /^\.projenrc\.js failed with exit code 1/],
    ['a condition that does not hold', '{"tasks":{"default":{"name":"default","condition":"exit 1","steps":[{"exec":"node .projenrc.js"}]}}}', /^\.projenrc\.js ended without a call of synth/],
    ['a variable that it needs and has not', '{"tasks":{"default":{"name":"default","requiredEnv":["NO_SUCH"],"steps":[{"exec":"node .projenrc.js"}]}}}', /failed with exit code 1/],
  ])('%s ends the check with 2', (_, text, message) => {
    const directory = withTasks(text ?? '');
    if (text === undefined) {
      fs.rmSync(path.join(directory, '.projen'), { recursive: true });
    }
    const { status, report, text: { stdout, stderr } } = inEveryFormat(directory);
    expect([status, report.result, stdout]).toEqual([2, 'error', '']);
    expect(report.message).toMatch(message);
    expect(stderr).toContain(`projen-astro-airflow: ${report.message.split(' It said:')[0]}\n`);
  });

  const task = (parts: object, more: object = {}): string => JSON.stringify({ ...more, tasks: { default: { name: 'default', ...parts }, other: { name: 'other', steps: [{ exec: 'node .projenrc.js' }] } } });
  test.each([
    ['a condition that holds', task({ condition: 'test -f managed.txt', steps: [{ exec: 'node .projenrc.js' }] })],
    ['a condition of its step', task({ steps: [{ condition: 'exit 0', exec: 'node .projenrc.js' }] })],
    ['a directory of its own', task({ cwd: 'deep', steps: [{ exec: 'node ../up.js' }] })],
    ['a variable from a command', task({ steps: [{ exec: 'node .projenrc.js' }], env: { MADE: '$(echo made)' } })],
    ['variables of the project and of the step', task({ steps: [{ exec: 'node .projenrc.js', env: { MADE: 'made' } }] }, { env: { ALSO: 'also' } })],
    ['two steps', task({ steps: [{ exec: 'echo first' }, { exec: 'node .projenrc.js' }] })],
    ['another task', task({ steps: [{ spawn: 'other' }] })],
    ['a shell', task({ steps: [{ exec: 'node .projenrc.js && echo done', shell: 'system' }] })],
    ['a program with arguments', task({ steps: [{ execArgs: ['node', '.projenrc.js'] }] })],
    ['flags of Node', task({ steps: [{ exec: 'node --no-warnings .projenrc.js' }] })],
  ])('%s is understood', (_, text) => {
    const directory = withTasks(text);
    write(directory, { 'deep/x': '', 'up.js': "process.chdir('..');\nrequire('./.projenrc.js');\n" });
    edit(directory, 'managed.txt', () => 'edited');
    const { status, report, stderr } = drift(directory);
    expect([status, statuses(report)]).toEqual([1, { '.projen/tasks.json': 'unknown', 'managed.txt': 'unknown' }]);
    expect(stderr).not.toContain('Error');
  });

  test('no list of files: those with a mark are found', () => {
    const directory = projectOf();
    fs.rmSync(path.join(directory, '.projen', 'files.json'));
    write(directory, { 'old.txt': `# ~~ Generated by projen${'. To modify, edit .projenrc.js'}\n` });
    expect(statuses(drift(directory).report)).toEqual({ '.projen/files.json': 'missing', 'old.txt': 'orphaned' });
    expect(read(directory, 'old.txt')).toContain('Generated');
  });
});
