import { hostSessions } from '../../../../src/clouds/host-sessions';
import { causeOf } from '../../../../src/host/causes';
import type { Failure } from '../../../../src/host/host-session';

const ENDED = 'Error looking up token: Error making API request.\n\nCode: 403. Errors:\n\n* permission denied\n* invalid token\n';

function cause(stderr: string, entry: Readonly<Record<string, unknown>> = {}): Failure {
  const [session] = hostSessions([{ cloud: 'vault', name: 'team', ...entry }], { home: '/home/alice', env: {} });
  return causeOf({ code: 2, stdout: '', stderr }, session, session.files[0]);
}

test.each<[string, Readonly<Record<string, unknown>>, string, readonly string[]]>([
  ['a role with a blank', { loginRole: 'my role' }, "vault login -no-print -method=oidc 'role=my role'", ['role=my role']],
  ['a namespace that would run a command', { namespace: 'a\'; rm -rf x; \'' }, 'vault login -no-print "-namespace=a\'; rm -rf x; \'" -method=oidc', ['-namespace=a\'; rm -rf x; \'']],
  ['a namespace that would replace a variable', { namespace: 'it\'s$HOME' }, "vault login -no-print '-namespace=it'\\''s$HOME' -method=oidc", ['-namespace=it\'s$HOME']],
])('the command that signs in can be pasted: %s', (_, entry, shown, words) => {
  const { text, signIn } = cause(ENDED, entry);
  expect(text).toBe(`the sign-in of team has ended: ${shown}`);
  expect(signIn).toEqual(expect.arrayContaining([...words]));
});
