import * as fs from 'node:fs';
import * as path from 'node:path';
import { printStatus } from '../../../src/cli/session-status';
import { hostSessions } from '../../../src/clouds/host-sessions';
import { configText } from '../../../src/host/config-files';
import { keysOf } from '../../../src/host/keys-on-disk';
import { placesOf } from '../../../src/host/places';
import { writeState } from '../../../src/host/state';
import { printedKeys } from '../../support/host/sessions';
import { testIf } from '../../support/projects';
import { tempDir, write } from '../../support/util';

afterEach(() => jest.restoreAllMocks());

/** What is printed, as text and for programs, and the exit code. */
function printed(...args: Parameters<typeof hostSessions>): { text: string; state: unknown; end: unknown; code: number } {
  const sessions = hostSessions(...args);
  const written: string[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  const code = printStatus(sessions, false);
  expect(printStatus(sessions, true)).toBe(code);
  const { sessions: [{ state, end }] } = JSON.parse(written[1]) as { sessions: Array<{ state: unknown; end: unknown }> };
  return { text: written[0], state, end, code };
}

test('keys that were got for another namespace, or for nobody knows what, are not valid', () => {
  const home = tempDir();
  const declared = [{ cloud: 'vault', name: 'dev', address: 'https://vault.example.com' }];
  const [session] = hostSessions(declared, { env: {}, home });
  const places = placesOf(session);
  const end = new Date(Date.now() + 3_600_000).toISOString();
  write(places.mount, { 'session.json': `${JSON.stringify({ id: 'hvs.x', expire_time: end })}\n`, 'token': 'hvs.x' });
  const wrote = (name: string): void => writeState(places, { name, projects: [], leased: false, about: session.about });
  const shell = (env: NodeJS.ProcessEnv = {}) => printed(declared, { env, home });

  wrote('dev');
  expect(shell()).toEqual({ text: expect.stringMatching(/^Vault: keys of dev until /), state: 'valid', end, code: 0 });
  expect(shell({ VAULT_NAMESPACE: 'other' })).toEqual({ text: 'Vault: the keys of dev are for another place than your shell and the project name now\n', state: 'other', end: null, code: 1 });
  wrote('DEV');
  expect(shell()).toEqual({ text: 'Vault: the folder of dev has the keys of DEV\n', state: 'other', end: null, code: 1 });
  fs.rmSync(places.state);
  expect(shell()).toEqual({ text: 'Vault: it is not known what the keys of dev are for, because the record of that is absent or damaged\n', state: 'unknown', end: null, code: 1 });
  wrote('dev');
  write(places.mount, { 'session.json': '' });
  expect(shell()).toEqual({ text: 'Vault: the files with the keys of dev are damaged or incomplete\n', state: 'damaged', end: null, code: 1 });
});

describe('keys that no client of a container finds are damaged', () => {
  const home = tempDir();
  const declared = [{ cloud: 'aws', profile: 'dev', profiles: ['other'] }];
  const [session] = hostSessions(declared, { env: {}, home });
  const places = placesOf(session);
  const config = path.join(places.mount, 'config');
  const whole = configText(session.configFiles[0], '', 'eu-west-1');
  const keys = printedKeys(new Date(Date.now() + 3_600_000));
  const stateWith = (files: Readonly<Record<string, string>>): string => {
    fs.rmSync(config, { force: true });
    write(places.mount, { 'session.json': keys, 'config': whole, ...files });
    writeState(places, { name: 'dev', projects: [], leased: false });
    return keysOf(session).state;
  };

  test.each<[string, string, Readonly<Record<string, string>>]>([
    ['a region of the host and sections of another project', 'there', { config: `${whole}\n[profile third]\ncredential_process = x\n` }],
    ['a config of something else', 'damaged', { config: 'garbage' }],
    ['a config without a declared profile', 'damaged', { config: whole.replace('[profile other]', '[profile more]') }],
    ['keys without their parts', 'damaged', { 'session.json': JSON.stringify({ Expiration: '2100-01-01T00:00:00Z' }) }],
    ['keys without a version', 'damaged', { 'session.json': printedKeys('2100-01-01T00:00:00Z', { Version: undefined }) }],
  ])('%s: %s', (_, state, files) => expect(stateWith(files)).toBe(state));

  test('no config', () => {
    stateWith({});
    fs.rmSync(config);
    expect(keysOf(session)).toEqual({ state: 'damaged' });
  });

  testIf(process.platform !== 'win32', 'links')('a link, which leads to nothing in a container', () => {
    stateWith({});
    fs.renameSync(config, path.join(home, 'elsewhere'));
    fs.symlinkSync(path.join(home, 'elsewhere'), config);
    expect(keysOf(session)).toEqual({ state: 'damaged' });
  });
});

for (const cloud of ['aws', 'vault']) {
  testIf(process.platform !== 'win32', 'a system with links')(`a folder of keys of ${cloud} that cannot be entered is named, with the reason`, () => {
    const home = tempDir();
    const declared = [{ cloud, name: 'dev', profile: 'dev' }];
    const places = placesOf(hostSessions(declared, { env: {}, home })[0]);
    fs.mkdirSync(places.cloud, { recursive: true });
    // A loop of links stops root, too.
    fs.symlinkSync('dev', places.own);
    const { text, state, code } = printed(declared, { env: {}, home });
    expect([text, state, code]).toEqual([expect.stringMatching(/: the keys of dev cannot be read: .*session\.json: ELOOP: too many symbolic links encountered\. Fix that, then run again\.\n$/), 'damaged', 1]);
  });
}
