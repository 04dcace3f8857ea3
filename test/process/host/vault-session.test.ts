import * as fs from 'node:fs';
import * as path from 'node:path';
import { vaultSessions } from '../../../src/clouds/vault/vault-session';
import { sessionFacts } from '../../../src/doctor/collect/sessions';
import { exportSession, endOfSession } from '../../../src/host/export';
import { placesOf } from '../../../src/host/places';
import { removeSession } from '../../../src/host/remove-session';
import { testIf } from '../../support/projects';
import { namesBelow, read, tempDir, write } from '../../support/util';

const testUnix = testIf(process.platform !== 'win32', 'a system that runs scripts as programs');

/** A Vault CLI that prints what is in the file "answer" and complains of what is in "complaint"; it notes its arguments and what of the environment it sees. */
const CLI = `#!/bin/sh
folder=$(dirname "$0")
echo "$* VAULT_ADDR=$VAULT_ADDR VAULT_TOKEN=$VAULT_TOKEN" >> "$folder/calls"
if [ -f "$folder/complaint" ]; then cat "$folder/complaint" >&2; exit 2; fi
cat "$folder/answer"
`;

/** As Vault 1.21 prints it for "vault token lookup -format=json". */
const lookup = (id: string, seconds: number | null): string =>
  JSON.stringify({ request_id: 'r', lease_duration: 0, data: { accessor: 'a', expire_time: seconds === null ? null : new Date(Date.now() + seconds * 1_000).toISOString().replace('Z', '123456Z'), id, policies: ['default'], renewable: true } });

function machine(declared: object = {}) {
  const home = fs.realpathSync(tempDir());
  const programs = tempDir();
  write(programs, { vault: CLI });
  fs.chmodSync(path.join(programs, 'vault'), 0o755);
  const env = { PATH: `${programs}${path.delimiter}${process.env.PATH}`, HOME: home, VAULT_TOKEN: 'hvs.of-the-shell' };
  const sessionIn = (shell: NodeJS.ProcessEnv) => vaultSessions({ cloud: 'vault', name: 'team', address: 'http://127.0.0.1:8200', ...declared }, { env: { ...env, ...shell }, home })[0];
  const session = sessionIn({});
  const said: string[] = [];
  const run = (more: object = {}, shell: NodeJS.ProcessEnv = {}) => exportSession(sessionIn(shell), { when: 'always', project: '/project', say: (line) => said.push(line), env: { ...env, ...shell }, ...more });
  return { home, programs, session, run, said, mount: placesOf(session).mount };
}

testUnix('the token of the Vault CLI is in a file that has nothing else, and its end in another; both go with a logout', async () => {
  const { programs, session, run, mount } = machine();
  write(programs, { answer: lookup('hvs.mine', 3_600) });
  expect(await run()).toMatchObject({ kind: 'keys', fresh: true });
  expect([read(mount, 'token'), JSON.parse(read(mount, 'session.json')).id]).toEqual(['hvs.mine', 'hvs.mine']);
  expect(Math.abs(endOfSession(session) - Date.now() - 3_600_000)).toBeLessThan(60_000);
  expect(read(programs, 'calls')).toBe('token lookup -format=json VAULT_ADDR=http://127.0.0.1:8200 VAULT_TOKEN=\n');
  expect([placesOf(session).own, mount].map((folder) => (fs.statSync(folder).mode & 0o777).toString(8))).toEqual(['700', '755']);
  write(programs, { answer: lookup('hvs.next', 7_200) });
  await run();
  expect(read(mount, 'token')).toBe('hvs.next');
  expect(removeSession(session)).toBe(true);
  expect(namesBelow(mount)).toEqual([]);
});

testUnix('where the file that containers read is gone or has something else, a start writes it again, and the doctor sees it', async () => {
  const { programs, session, run, mount } = machine();
  const keys = () => sessionFacts(session, { noKeys: '', keysEnded: '' }, { value: true }).keys.state;
  write(programs, { answer: lookup('hvs.mine', 3_600) });
  await run();
  expect(keys()).toBe('there');
  fs.rmSync(path.join(mount, 'token'));
  expect([keys(), endOfSession(session)]).toEqual(['absent', 0]);
  expect(await run({ when: 'start' })).toMatchObject({ kind: 'keys', fresh: true });
  expect(read(mount, 'token')).toBe('hvs.mine');
  write(mount, { token: 'hvs.cut' });
  expect([keys(), endOfSession(session)]).toEqual(['damaged', 0]);
  expect(sessionFacts(session, { noKeys: '', keysEnded: '' }, { value: true }).files).toEqual([path.join(mount, 'token')]);
});

testUnix('a token that has ended asks for a sign-in, and a server that is not reached does not', async () => {
  const { programs, run, mount } = machine();
  write(programs, { complaint: 'Error looking up token: Error making API request.\n\nURL: GET http://127.0.0.1:8200/v1/auth/token/lookup-self\nCode: 403. Errors:\n\n* permission denied\n* invalid token\n' });
  expect(await run()).toMatchObject({ kind: 'failed', failure: { signIn: ['vault', 'login', '-no-print', '-address=http://127.0.0.1:8200', '-method=oidc'] } });
  expect(fs.existsSync(path.join(mount, 'token'))).toBe(false);
  write(programs, { complaint: 'Error looking up token: Get "http://127.0.0.1:8200/v1/auth/token/lookup-self": dial tcp 127.0.0.1:8200: connect: connection refused\n' });
  expect(await run()).toMatchObject({ kind: 'failed', failure: { isNetwork: true, text: expect.stringMatching(/^Vault cannot be reached/) } });
});

testUnix('a token without an end is refused, and taken where that is declared', async () => {
  const refusing = machine();
  write(refusing.programs, { answer: lookup('hvs.root', null) });
  expect(await refusing.run()).toMatchObject({ kind: 'failed', failure: { text: expect.stringMatching(/^the token of team never ends/) } });
  const taking = machine({ longLivedTokens: true });
  write(taking.programs, { answer: lookup('hvs.root', null) });
  expect(await taking.run()).toMatchObject({ kind: 'keys' });
  expect(read(taking.mount, 'token')).toBe('hvs.root');
});

testUnix('the files of an AppRole are named to the CLI, which signs in with what is in them', async () => {
  const { home, programs, run, mount } = machine({ roleIdFile: '~/role-id', secretIdFile: '/run/secret-id' });
  write(programs, { answer: JSON.stringify({ auth: { client_token: 'hvs.role', lease_duration: 1_200 } }) });
  expect(await run()).toMatchObject({ kind: 'keys' });
  expect(read(mount, 'token')).toBe('hvs.role');
  expect(read(programs, 'calls')).toContain(`write -format=json auth/approle/login role_id=@${home}/role-id secret_id=@/run/secret-id `);
});

testUnix('the token of the shell is taken where that is asked for, as in CI', async () => {
  const { run, mount, programs } = machine();
  expect(await run({ fromEnvironment: true })).toMatchObject({ kind: 'keys' });
  expect(read(mount, 'token')).toBe('hvs.of-the-shell');
  expect(fs.existsSync(path.join(programs, 'calls'))).toBe(false);
});

testUnix('with another VAULT_ADDR in the shell the declared server is asked: the containers send it the token', async () => {
  const { programs, run, mount } = machine();
  const shell = { VAULT_ADDR: 'https://other:8200', VAULT_AGENT_ADDR: 'https://agent:8200' };
  write(programs, { answer: lookup('hvs.mine', 3_600) });
  await run();
  expect(await run({ when: 'start' }, shell)).toMatchObject({ kind: 'keys', fresh: false });
  await run({}, shell);
  expect(read(programs, 'calls')).toBe('token lookup -format=json VAULT_ADDR=http://127.0.0.1:8200 VAULT_TOKEN=\n'.repeat(2));
  expect(await run({ fromEnvironment: true }, shell)).toMatchObject({ kind: 'failed', failure: { text: expect.stringMatching(/^VAULT_ADDR of this shell is not the server of team/) } });
  expect(read(mount, 'token')).toBe('hvs.mine');
});

for (const [entry, variable, value] of [[{ address: undefined }, 'VAULT_ADDR', 'https://other:8200'], [{}, 'VAULT_NAMESPACE', 'other']] as const) {
  testUnix(`with another ${variable} in the shell the token that is there is wrong: a start gets another one, or leaves none`, async () => {
    const { programs, run, mount, said } = machine(entry);
    const shell = { [variable]: value };
    write(programs, { answer: lookup('hvs.mine', 3_600) });
    await run();
    expect(await run({ when: 'start' })).toMatchObject({ kind: 'keys', fresh: false });
    write(programs, { answer: lookup('hvs.other', 3_600) });
    expect(await run({ when: 'watch' }, shell)).toMatchObject({ kind: 'failed', failure: { text: expect.stringMatching(/^another shell has put other credentials into the folder of team/) } });
    expect(read(mount, 'token')).toBe('hvs.mine');
    expect(await run({ when: 'start' }, shell)).toMatchObject({ kind: 'keys', fresh: true });
    expect(read(mount, 'token')).toBe('hvs.other');
    expect(await run({ when: 'start' }, shell)).toMatchObject({ kind: 'keys', fresh: false });
    write(programs, { complaint: 'dial tcp 127.0.0.1:8200: connect: connection refused\n' });
    said.length = 0;
    expect(await run({ when: 'start' })).toMatchObject({ kind: 'failed' });
    expect([namesBelow(mount), said]).toEqual([[], ['Vault: the keys of team were for another place than your shell and the project name now, so they were removed']]);
  });
}

testUnix('keys of which the record is gone are removed and asked for again, which is said', async () => {
  const { programs, session, run, said } = machine();
  write(programs, { answer: lookup('hvs.mine', 3_600) });
  await run();
  expect(said).toEqual([]);
  fs.rmSync(placesOf(session).state);
  expect(await run({ when: 'start' })).toMatchObject({ kind: 'keys' });
  expect(said).toEqual(['Vault: it is not known what the keys of team were for, so they were removed']);
});
