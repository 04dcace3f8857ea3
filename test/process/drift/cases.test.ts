import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { CHILD, drift, edit, environment, projectOf, SMALL_RC, statuses } from '../../support/drift/command';
import { AFTER, saidAndDone } from '../../support/drift/rc-cases';

describe('the verdict is what a synth then does where an rc file', () => {
  test.each(Object.entries(AFTER))('%s', (_, code) => {
    const { said, done } = saidAndDone('', code);
    expect(said).toEqual(done);
  });
});

describe('the default task', () => {
  const withTask = (task: object): string => {
    const directory = projectOf();
    edit(directory, '.projen/tasks.json', () => JSON.stringify({ tasks: { default: { name: 'default', ...task } } }));
    edit(directory, 'managed.txt', () => 'edited');
    return directory;
  };
  const FOUND = { '.projen/tasks.json': 'unknown', 'managed.txt': 'unknown' };

  test.each([
    ['has NODE_OPTIONS of its own', { env: { NODE_OPTIONS: '--no-warnings' }, steps: [{ exec: 'node .projenrc.js' }] }],
    ['has NODE_PATH of its own', { env: { NODE_PATH: 'lib' }, steps: [{ exec: 'node .projenrc.js' }] }],
  ])('%s, and all is known of its components', (_, task) => {
    const { status, report } = drift(withTask(task));
    expect([status, statuses(report), report.untold]).toEqual([1, FOUND, undefined]);
  });

  test('replaces NODE_OPTIONS in a shell: the verdict is right, and the report says what it could not tell', () => {
    const { status, report } = drift(withTask({ steps: [{ execArgs: ['sh', '-c', 'NODE_OPTIONS=--no-warnings node .projenrc.js'] }] }));
    expect([status, statuses(report), report.untold]).toEqual([1, FOUND, expect.stringContaining('NODE_OPTIONS of its own')]);
  });

  test.each([
    ['before the rc file', [{ exec: 'node -e "process.exit(3)"' }, { exec: 'node .projenrc.js' }]],
    ['after it', [{ exec: 'node .projenrc.js' }, { exec: 'node -e "process.exit(3)"' }]],
  ])('has a step that fails %s, which is named', (_, steps) => {
    const { status, report } = drift(withTask({ steps }));
    expect([status, report.message]).toEqual([2, 'The step `node -e "process.exit(3)"` of the default task failed with exit code 1, so nothing could be compared. Fix that error, then run again.']);
  });
});

describe('a default task that somebody has edited', () => {
  const said = (task: string): unknown => {
    const directory = projectOf();
    edit(directory, '.projen/tasks.json', () => task);
    const { status, report, stderr } = drift(directory);
    expect(stderr).not.toContain('lib/drift');
    return [status, report.message ?? statuses(report)];
  };

  test.each(['{"A":5}', '{"A":null}'])('with a variable that is no text is what projen makes of it: %s', (env) => {
    expect(said(`{"env":${env},"tasks":{"default":{"name":"default","steps":[{"exec":"node .projenrc.js"}]}}}`)).toEqual([1, { '.projen/tasks.json': 'unknown' }]);
  });

  test.each([
    ['a step that is none', '{"steps":[null,{"exec":"node .projenrc.js"}]}'],
    ['no variable that it requires', '{"requiredEnv":["NOT_THERE"],"steps":[{"exec":"node .projenrc.js"}]}'],
  ])('with %s is what failed, and not the rc file', (_, task) => {
    expect(said(`{"tasks":{"default":${task}}}`)).toEqual([2, 'The default task failed with exit code 1, so nothing could be compared. Fix that error, then run again.']);
  });

  test('with words that are no texts has no step', () => {
    expect(said('{"tasks":{"default":{"steps":[{"execArgs":["node",5]}]}}}')).toEqual([2, expect.stringContaining('The default task has no step')]);
  });
});

describe('the JSON report is one document', () => {
  test.each([
    ['a thread writes to descriptor 1', "new (require('worker_threads').Worker)('require(`fs`).writeSync(1, `hello\\\\n`)', { eval: true });"],
    ['somebody writes to /dev/stdout', "require('fs').writeFileSync('/dev/stdout', 'hello\\n');"],
    ['somebody appends to a name of descriptor 1', "require('fs').appendFileSync('/proc/self/fd/1', 'hello\\n');"],
    ['somebody writes to descriptor 1 later', "require('fs').write(1, 'hello\\n', () => {});"],
    ['a stream writes to descriptor 1', "require('fs').createWriteStream('', { fd: 1 }).end('hello\\n');"],
    ['a shell writes to /dev/stdout', "require('child_process').execSync('echo hello > /dev/stdout', { stdio: 'inherit' });"],
  ])('where %s', (_, code) => {
    const directory = projectOf();
    edit(directory, '.projenrc.js', () => `${code}\n${SMALL_RC}`);
    const { status, stderr } = drift(directory);
    expect([status, stderr]).toEqual([0, 'hello\n']);
  });
});

test('what an rc file has printed before a copy was needed is printed once', () => {
  const directory = projectOf();
  edit(directory, '.projenrc.js', () => `console.log('one');\nprocess.stderr.write('two ');\n${CHILD}console.log('three');\n${SMALL_RC}`);
  expect(drift(directory).stderr).toBe('one\ntwo three\n');
});

test.each([
  ['an error whose message throws', "throw Object.defineProperty(new Error('x'), 'message', { get() { throw new Error('y'); } });"],
  ['an object that cannot be a string', 'throw Object.create(null);'],
])('%s ends the check with 2 and a reason', (_, code) => {
  const directory = projectOf();
  edit(directory, '.projenrc.js', () => code);
  const { status, report } = drift(directory);
  expect([status, report.message]).toEqual([2, expect.stringMatching(/^\.projenrc\.js failed, so nothing could be compared\..* It said: /)]);
});

test('a diff of a file with a BOM is one that git apply takes', () => {
  const directory = projectOf();
  edit(directory, 'managed.txt', () => '\uFEFFedited\ntwo');
  const { report } = drift(directory, { args: ['--diff'] });
  const patch = report.files[0].diff as string;
  fs.chmodSync(path.join(directory, 'managed.txt'), 0o644);
  expect(spawnSync('git', ['apply', '-'], { cwd: directory, input: patch, env: environment() }).status).toBe(0);
  expect(fs.readFileSync(path.join(directory, 'managed.txt'), 'utf-8')).toBe('\uFEFFone\ntwo');
});
