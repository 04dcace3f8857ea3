import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { AZ_PROGRAM } from '../../../../src/clouds/azure/azure-program';
import { SESSION_TARGET, tokenFile } from '../../../../src/clouds/azure/azure-session-paths';
import { AZURE_TRIAL } from '../../../../src/clouds/azure/azure-trial';
import { testIf } from '../../../support/projects';
import { tempDir, write } from '../../../support/util';

const testPython = testIf(process.platform === 'linux' && spawnSync('python3', ['--version']).status === 0, 'python3 on Linux');

/** What azure-identity does of it: it checks the scope (azure.identity._internal.utils.validate_scope), and asks the az on the PATH. */
const IDENTITY = `
import json, os, subprocess, types
from azure.core.exceptions import ClientAuthenticationError

class DefaultAzureCredential:
    def get_token(self, scope):
        if not all(letter.isalnum() or letter in "_-.:/" for letter in scope):
            raise ValueError("an invalid scope")
        az = subprocess.run(["/bin/sh", os.environ["AZ"], "account", "get-access-token", "--output", "json", "--resource", scope[:-len("/.default")]], capture_output=True, text=True)
        if az.returncode != 0:
            raise ClientAuthenticationError(az.stderr)
        return types.SimpleNamespace(token=json.loads(az.stdout)["accessToken"])
`;

/** What the call of `doctor --try` prints in a container whose session has tokens for some resources. */
function tried(resources: readonly string[]): string {
  const mount = tempDir();
  write(mount, { 'az': AZ_PROGRAM.replace(SESSION_TARGET, mount), 'lib/azure/core/exceptions.py': 'class ClientAuthenticationError(Exception): pass\n', 'lib/azure/identity/__init__.py': IDENTITY });
  for (const resource of resources) {
    const claims = Buffer.from(JSON.stringify({ upn: `reader of ${resource}` })).toString('base64url');
    write(mount, { [tokenFile(resource)]: `${JSON.stringify({ accessToken: `head.${claims}.signature`, expires_on: 4_102_444_800 })}\n` });
  }
  const python = `found = {}\n${AZURE_TRIAL.python.replace(SESSION_TARGET, mount)}\nprint(found["identity"])\n`;
  const { stdout, stderr } = spawnSync('python3', ['-c', python], { encoding: 'utf-8', env: { PATH: process.env.PATH, HOME: mount, AZ: path.join(mount, 'az'), PYTHONPATH: path.join(mount, 'lib') } });
  return stdout.trim() || stderr.trim().split('\n').at(-1)!;
}

testPython('a session for one resource is asked for its token, whatever the resource is', () => {
  const resources = [
    'https://vault.azure.net', 'https://storage.azure.com', 'api://orders', 'api://orders/reader', 'https://graph.microsoft.com/beta/x_y',
    '11111111-2222-3333-4444-555555555555', '11111111-AAAA-3333-4444-555555555555',
  ];
  expect(resources.map((resource) => tried([resource]))).toEqual(resources.map((resource) => `reader of ${resource}`));
});

testPython('the token for Key Vault comes first, and without a token there are no keys', () => {
  expect(tried(['api://orders', 'https://vault.azure.net'])).toBe('reader of https://vault.azure.net');
  expect(tried([])).toMatch(/NoTokens/);
});
