import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { answerIn, SCRIPT, type Request } from '../../../src/doctor/collect/in-container/script';
import { testIf } from '../../support/projects';
import { namesBelow, tempDir, write } from '../../support/util';

const hasPython = spawnSync('python3', ['--version']).status === 0;
const testPython = testIf(process.platform !== 'win32' && hasPython, 'python3');

/** Runs the script as a container would, in a folder whose modules must not take the place of Python's own. */
function run(request: Partial<Request>, env: NodeJS.ProcessEnv = {}) {
  const directory = tempDir();
  write(directory, { 'json.py': 'raise SystemExit("shadowed")\n', 'threading.py': 'raise SystemExit("shadowed")\n' });
  const before = namesBelow(directory);
  const { stdout, stderr } = spawnSync('python3', ['-c', SCRIPT], { cwd: directory, encoding: 'utf-8', env: { PATH: process.env.PATH, HOME: directory, ...env }, input: JSON.stringify({ environment: {}, files: [], calls: {}, ...request }) });
  expect([stderr, namesBelow(directory)]).toEqual(['', before]);
  return answerIn(stdout);
}

testPython('the script reads the files that it is given, or that variables name, and gives the name of an error', () => {
  const directory = tempDir();
  write(directory, { config: 'x', empty: '' });
  const files = [
    { path: path.join(directory, 'config') }, { path: path.join(directory, 'empty') }, { path: path.join(directory, 'none') }, { path: directory },
    { variable: 'CONFIG', below: '.aws/config' }, { variable: 'TILDE', below: '.aws/config' }, { variable: 'UNSET', below: '.aws/config' },
  ];
  const { files: found, uid } = run({ environment: { CONFIG: path.join(directory, 'config'), TILDE: '~/json.py' }, files })!;
  expect(uid).toBe(process.getuid!());
  expect(found.map(([, problem]) => problem)).toEqual(['', '', 'ENOENT', 'EISDIR', '', '', 'ENOENT']);
  expect(found[6][0]).toMatch(/\.aws\/config$/);
});

testIf(process.platform === 'linux' && hasPython && process.getuid?.() === 0, 'root on Linux')('a file that its user may not read is EACCES', () => {
  const directory = fs.mkdtempSync('/tmp/trial-');
  fs.chmodSync(directory, 0o755);
  fs.writeFileSync(path.join(directory, 'credentials'), 'x', { mode: 0o600 });
  const { stdout } = spawnSync('setpriv', ['--reuid', '50000', '--regid', '50000', '--clear-groups', '/usr/bin/python3', '-c', SCRIPT], { encoding: 'utf-8', cwd: '/', input: JSON.stringify({ environment: {}, files: [{ path: path.join(directory, 'credentials') }], calls: {} }) });
  fs.rmSync(directory, { recursive: true });
  expect(answerIn(stdout)).toEqual({ uid: 50000, files: [[path.join(directory, 'credentials'), 'EACCES']], calls: {} });
});

testPython('of a call it gives the caller, or the class and the code of an error, and nothing of its message', () => {
  const { calls } = run({
    environment: { WHO: 'me' },
    calls: {
      good: 'import os\nprint("noise")\nfound["notes"].append("n")\nfound["identity"] = os.environ["WHO"]',
      client: 'class ClientError(Exception):\n    response = {"Error": {"Code": "ExpiredToken", "Message": "secret"}}\nraise ClientError("secret")',
      system: 'open("/no/such/file")',
      plain: 'raise KeyError("secret")',
      leaves: 'raise SystemExit("secret")',
      absent: 'import no_such_module',
      broken: 'def',
    },
  })!;
  expect(calls).toEqual({
    good: { notes: ['n'], identity: 'me' },
    client: { notes: [], error: 'ClientError', code: 'ExpiredToken' },
    system: { notes: [], error: 'FileNotFoundError', code: 'ENOENT' },
    plain: { notes: [], error: 'KeyError', code: '' },
    leaves: { notes: [], error: 'SystemExit', code: '' },
    absent: { notes: [], error: 'ModuleNotFoundError', code: '' },
    broken: { notes: [], error: 'SyntaxError', code: '' },
  });
});
