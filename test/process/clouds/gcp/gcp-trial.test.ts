import { spawnSync } from 'node:child_process';
import { GCP_TRIAL } from '../../../../src/clouds/gcp/gcp-trial';
import { testIf } from '../../../support/projects';
import { tempDir, write } from '../../../support/util';

const testPython = testIf(process.platform !== 'win32' && spawnSync('python3', ['--version']).status === 0, 'python3');

/** What google-auth does of it, with a Request of the same parameters (google.auth.transport.requests.Request.__call__). */
const AUTH = `
class Credentials:
    token = "ya29.a+b/c"
    def refresh(self, request): pass

def default(scopes): return Credentials(), None
`;
const REQUESTS = `
import types
from urllib.parse import parse_qs

class Request:
    def __call__(self, url, method="GET", body=None, headers=None, timeout=120, **kwargs):
        print(method, url, headers["Content-Type"])
        token = parse_qs(body.decode())["access_token"][0]
        return types.SimpleNamespace(data=b'{"email": "alice@example.com"}' if token == "ya29.a+b/c" else b'{}')
`;

testPython('Google is asked whose a token is in the body of a request, not in its URL', () => {
  const lib = tempDir();
  write(lib, { 'google/auth/__init__.py': AUTH, 'google/auth/transport/__init__.py': '', 'google/auth/transport/requests.py': REQUESTS });
  const { stdout, stderr } = spawnSync('python3', ['-c', `found = {}\n${GCP_TRIAL.python}\nprint(found["identity"])\n`], { encoding: 'utf-8', env: { PATH: process.env.PATH, HOME: lib, PYTHONPATH: lib } });
  expect([stderr, stdout.trim().split('\n')]).toEqual(['', ['POST https://oauth2.googleapis.com/tokeninfo application/x-www-form-urlencoded', 'alice@example.com']]);
});
