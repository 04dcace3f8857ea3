import { drift, edit, inEveryFormat, projectOf, SMALL_RC, statuses, type EveryFormat } from '../../support/drift/command';
import { tempDir, write } from '../../support/util';

/** A project whose rc file is another one by now. */
function projectWith(rc: string, files: Record<string, string> = {}): string {
  const directory = projectOf();
  edit(directory, '.projenrc.js', () => rc);
  write(directory, files);
  return directory;
}

const checkOf = (rc: string): EveryFormat => inEveryFormat(projectWith(rc));

const before = (code: string): string => `${code}\n${SMALL_RC}`;
const after = (code: string): string => `${SMALL_RC}${code}\n`;
const construct = (code: string): string => SMALL_RC.replace('project.synth()', `${code}\nproject.synth()`);

function times(text: string, part: string): number {
  return text.split(part).length - 1;
}

describe('an rc file that fails ends the check with 2, its own error, once, and a line', () => {
  test.each([
    ['a syntax error', 'const {', 'SyntaxError: Unexpected end of input'],
    ['an error', "throw new Error('on purpose');", 'Error: on purpose'],
    ['an error behind the synth', after("throw new Error('on purpose');"), 'Error: on purpose'],
    ['an error while it synthesizes', construct("project.preSynthesize = () => { throw new Error('on purpose'); };"), 'Error: on purpose'],
    ['an error with lines that GitHub would take for commands', "throw new Error('on purpose\\n::error::x\\n::set-output name=a::b');", 'Error: on purpose'],
    ['something thrown that is no error', "throw 'on purpose';", 'on purpose'],
    ['a rejection that nobody handles', after("Promise.reject(new Error('on purpose'));"), 'Error: on purpose'],
    ['an error in a callback', after("setTimeout(() => { throw new Error('on purpose'); }, 1);"), 'Error: on purpose'],
    ['an error in a listener for the end', before("process.on('exit', () => { throw new Error('on purpose'); });"), 'Error: on purpose'],
    ['a module that is not there', "require('no-such-module');", "Error: Cannot find module 'no-such-module'"],
    ['an error that it prints itself', "process.on('uncaughtException', ({ message }) => { console.error(message); process.exit(7); });\nthrow new Error('on purpose');", 'on purpose'],
  ])('%s', (_, rc, said) => {
    const { status, report, text } = checkOf(rc);
    expect([status, report.result, text.stdout]).toEqual([2, 'error', '']);
    expect(times(text.stderr, said)).toBe(1);
    expect(text.stderr).toMatch(/\nprojen-astro-airflow: \.projenrc\.js failed, so nothing could be compared\. Fix that error, then run again\.\n$/);
    expect(text.stderr).not.toMatch(/wt-e.lib|lib.drift/);
    expect(report.message).toContain(`It said: ${said.replace(/^\w*Error: /, '')}`);
  });

  test.each([
    ['before the synth', before('process.exit(3);')],
    ['behind the synth', after('process.exit(3);')],
    ['in a listener for the end', before("process.on('exit', () => process.exit(3));")],
    ['by the code that it leaves', after('process.exitCode = 3;')],
  ])('a call of process.exit with 3, %s', (_, rc) => {
    const { status, report, text } = checkOf(rc);
    expect([status, text.stdout, text.stderr]).toEqual([2, '', `projen-astro-airflow: ${report.message}\n`]);
    expect(report.message).toMatch(/^\.projenrc\.js failed with exit code 3, /);
  });
});

describe('an rc file without a whole synth ends the check with 2', () => {
  test.each([
    ['no call of synth', "console.log('nothing');"],
    ['a call of process.exit before it', before('process.exit();')],
    ['a synth whose error it swallows', "const { Project } = require('projen/lib/project');\ntry { Object.assign(new Project({ name: 'x' }), { preSynthesize: null }).synth(); } catch {}"],
    ['nothing at all', ''],
  ])('%s', (_, rc) => {
    const { status, report, text } = checkOf(rc);
    expect([status, text.stdout]).toEqual([2, '']);
    expect(text.stderr).toContain(`projen-astro-airflow: ${report.message}\n`);
    expect(report.message).toBe('.projenrc.js ended without a call of synth(), so nothing could be compared. Call project.synth() at its end.');
  });
});

describe('an rc file that does more than its work is checked all the same', () => {
  test.each([
    ['calls process.exit behind the synth', after('process.exit();')],
    ['calls synth twice', after('project.synth();')],
    ['synthesizes two projects', after("new Project({ name: 'other', outdir: 'other' }).synth();")],
    ['handles its own errors', before("process.on('uncaughtException', () => undefined);") + "throw new Error('handled');\n"],
    ['leaves a timer that is not waited for', after('setTimeout(() => {}, 1e6).unref();')],
    ['works on after a pause', SMALL_RC.replace('project.synth();', 'setTimeout(() => project.synth(), 20);')],
  ])('%s', (name, rc) => {
    const { status, report } = checkOf(rc);
    expect(statuses(report)).toEqual(name.includes('two projects') ? expect.objectContaining({ 'other/.gitignore': 'missing' }) : {});
    expect(status).toBe(name.includes('two projects') ? 1 : 0);
  });
});

describe('what an rc file prints goes to the error output', () => {
  const child = (how: string): string => `require('child_process').${how};`;
  test.each([
    ['console.log', "console.log('hello');"],
    ['console.log, and it keeps the function', "const { log } = console; log('hello');"],
    ['process.stdout', "process.stdout.write('hello\\n');"],
    ['the file descriptor', "require('fs').writeSync(1, 'hello\\n');"],
    ['the file descriptor, later', "require('fs').write(1, 'hello\\n', () => undefined);"],
    ['the file descriptor, as a file', "require('fs').writeFileSync(1, 'hello\\n');"],
    ['a stream on the file descriptor', "require('fs').createWriteStream(null, { fd: 1, autoClose: false }).write('hello\\n');"],
    ['a child that inherits', child("execSync('echo hello', { stdio: 'inherit' })")],
    ['a child that inherits, later', child("spawn('echo', ['hello'], { stdio: ['ignore', 'inherit', 'inherit'] })")],
    ['a child with our file descriptor', child("spawnSync('echo', ['hello'], { stdio: [0, 1, 2] })")],
    ['a child with our stream', child("spawn('echo', ['hello'], { stdio: ['ignore', process.stdout, 'inherit'] })")],
    ['a Node child', child("spawnSync(process.execPath, ['-e', 'console.log(`hello`)'], { stdio: 'inherit' })")],
    ['a forked child', child("fork('child.js')")],
    ['a worker thread', "new (require('worker_threads').Worker)('console.log(`hello`)', { eval: true });"],
  ])('%s', (_, code) => {
    const { status, stderr } = drift(projectWith(before(code), { 'child.js': "console.log('hello');" }));
    expect([status, times(stderr, 'hello')]).toEqual([0, 1]);
  });

  test('workflow commands too, wherever they come from', () => {
    const { github } = checkOf(before("console.log('::error::a');\nconsole.error('##[error]b');\nprocess.on('exit', () => console.log('::warning::c'));"));
    expect(github).toMatch(/^::stop-commands::[^]*a\n[^]*b\n[^]*c\n[^]*6 files in sync\.\n$/);
  });
});

describe('what an rc file writes itself is reported and not written', () => {
  test.each([
    ['at once', before("require('fs').writeFileSync('own.txt', 'x');")],
    ['at construction', construct("require('fs').writeFileSync('own.txt', 'x');")],
    ['behind the synth', after("require('fs').writeFileSync('own.txt', 'x');")],
    ['at the end', after("process.on('exit', () => require('fs').writeFileSync('own.txt', 'x'));")],
    ['by a callback', before("require('fs').writeFile('own.txt', 'x', () => undefined);")],
    ['by a promise', before("require('fs/promises').writeFile('own.txt', 'x');")],
    ['by a promise, bit by bit', before("require('fs/promises').open('own.txt', 'w').then(async (file) => { await file.write('x'); await file.close(); });")],
    ['by a stream', before("require('fs').createWriteStream('own.txt').end('x');")],
    ['by a stream of two pieces', before("const stream = require('fs').createWriteStream('own.txt'); stream.cork(); stream.write('x'); stream.write('y'); stream.uncork(); stream.end();")],
    ['through a URL', before("require('fs').writeFileSync(require('url').pathToFileURL('own.txt'), 'x');")],
    ['through a buffer', before("require('fs').writeFileSync(Buffer.from('own.txt'), 'x');")],
    ['by a copy', before("require('fs').copyFileSync('managed.txt', 'own.txt');")],
    ['by a link', before("require('fs').symlinkSync('managed.txt', 'own.txt');")],
    ['in a Node child', before("require('child_process').execFileSync(process.execPath, ['child.js']);")],
    ['in a Node child with variables of its own', before("require('child_process').execFileSync(process.execPath, ['child.js'], { env: {} });")],
    ['in a Node child of a shell', before("require('child_process').execSync('node child.js');")],
    ['in a forked child', before("require('child_process').fork('child.js');")],
    ['in a worker thread', before("new (require('worker_threads').Worker)('./child.js');")],
  ])('%s', (_, rc) => {
    const { status, report } = drift(projectWith(rc, { 'child.js': "require('fs').writeFileSync('own.txt', 'x');" }));
    expect([status, statuses(report)]).toEqual([1, { 'own.txt': 'missing' }]);
  });
});

test('a directory that is no projen project ends the check with 2', () => {
  const { status, report } = drift(tempDir());
  expect([status, report.message]).toEqual([2, expect.stringContaining('.projen/tasks.json cannot be read')]);
});
