import * as path from 'node:path';
import { AwsCredentials, GcpCredentials } from '../../../src';
import { bindsIn } from '../../../src/host/binds';
import { canHaveCredentials, personalMounts } from '../../../src/host/personal-mounts';
import { synth, testIf } from '../../support/projects';
import { tempDir, write } from '../../support/util';

const home = path.resolve('/home/alice');
const mountsIn = (directory: string, env: NodeJS.ProcessEnv = {}) => personalMounts(directory, { env, home });
const sources = (...args: Parameters<typeof mountsIn>) => mountsIn(...args).map(({ source }) => source);

test('the mounts below the home are those of all services, each once', () => {
  const outdir = synth({ runtimeVersion: '3.1-12', credentials: [AwsCredentials.mounted({ sso: true })] });
  expect(mountsIn(outdir)).toEqual([
    { source: '~/.aws', absolute: path.join(home, '.aws'), readOnly: true, target: '/home/astro/.aws' },
    { source: '~/.aws/sso/cache', absolute: path.join(home, '.aws/sso/cache'), readOnly: false, target: '/home/astro/.aws/sso/cache' },
    { source: '~/.aws/login/cache', absolute: path.join(home, '.aws/login/cache'), readOnly: false, target: '/home/astro/.aws/login/cache' },
  ]);
});

test('a personal part is the shell\'s or the declared one', () => {
  const outdir = synth({ runtimeVersion: '3.1-12', credentials: [AwsCredentials.session({ profile: 'dev' })] });
  expect([sources(outdir), sources(outdir, { AWS_PROFILE: 'me' }), sources(outdir, { AWS_PROFILE: '' })]).toEqual([
    ['~/.airflow-credentials/aws/dev/mount'], ['~/.airflow-credentials/aws/me/mount'], ['~/.airflow-credentials/aws/dev/mount'],
  ]);
});

test('a mount that variables of the shell move is where compose finds it', () => {
  const outdir = synth({ runtimeVersion: '3.1-12', credentials: [GcpCredentials.mounted()] });
  const name = 'application_default_credentials.json';
  const [roaming, sdk] = [path.resolve('/roaming'), path.resolve('/sdk')];
  const target = `/usr/local/airflow/gcloud/${name}`;
  expect(mountsIn(outdir)).toEqual([{ source: `~/.config/gcloud/${name}`, absolute: path.join(home, '.config/gcloud', name), readOnly: true, target }]);
  expect(mountsIn(outdir, { CLOUDSDK_CONFIG: '', APPDATA: roaming })).toEqual([{ source: `${roaming}/gcloud/${name}`, absolute: path.join(roaming, 'gcloud', name), readOnly: true, target }]);
  expect(mountsIn(outdir, { CLOUDSDK_CONFIG: sdk, APPDATA: roaming })).toEqual([{ source: `${sdk}/${name}`, absolute: path.join(sdk, name), readOnly: true, target }]);
  // What a variable has is no variable again.
  expect(sources(outdir, { CLOUDSDK_CONFIG: '/a${HOME:-b}c' })).toEqual([`/a\${HOME:-b}c/${name}`]);
  expect(mountsIn(outdir, { CLOUDSDK_CONFIG: 'sdk' })[0].absolute).toBe(path.join(outdir, 'sdk', name));
  expect(canHaveCredentials(outdir)).toBe(true);
});

test.each<[string, boolean]>([
  ['source: ~/.aws', true], ['source: "~/.aws"', true], ['source: /home/alice/.aws', true], ['source: C:\\Users\\alice\\.aws', true], ['- ${HOME}/.aws:/home/astro/.aws', true], ['- "/srv/aws:/aws:ro"', true],
  ['source: ./data', false], ['- airflow_logs:/logs', false], ['- ./plugins:/plugins', false], ['target: /home/astro/.aws', false],
])('an override with %j can have credentials: %s', (line, expected) => {
  const directory = tempDir();
  write(directory, { 'docker-compose.override.yml': `services:\n  a:\n    volumes:\n      ${line}\n` });
  expect(canHaveCredentials(directory)).toBe(expected);
});

testIf(process.platform === 'win32', 'Windows')('the path of a drive is that drive\'s, in the form of Linux as well', () => {
  const directory = tempDir();
  write(directory, { 'docker-compose.override.yml': JSON.stringify({ services: { a: { volumes: ['/c/Users/alice/.aws:/x', { type: 'bind', source: 'C:\\Users\\alice\\.aws', target: '/y' }] } } }) });
  expect(bindsIn(directory, { env: {}, home }).map(({ absolute }) => absolute.toLowerCase())).toEqual(Array(2).fill('c:\\users\\alice\\.aws'));
});

test('a mount in the short form is one, too', () => {
  const directory = tempDir();
  write(directory, { 'docker-compose.override.yml': 'services:\n  a:\n    volumes:\n      - ~/x:/x:ro\n      - "data:/data"\n' });
  expect(mountsIn(directory)).toEqual([{ source: '~/x', absolute: path.join(home, 'x'), readOnly: true, target: '/x' }]);
});

test.each<[string, unknown, object | undefined]>([
  ['whatever follows the home', { source: '~data/x' }, { absolute: path.join(home, 'data/x'), isPersonal: true }],
  ['a text for a boolean', { source: '~/x', read_only: 'true', bind: { create_host_path: 'false' } }, { readOnly: true, isMade: false }],
  ['a variable for a boolean', { source: '~/x', read_only: '${RO:-Yes}', bind: { create_host_path: '${MADE:-no}' } }, { readOnly: true, isMade: false }],
  ['one that the shell sets', { source: '~/x', read_only: '${SET:-true}' }, { readOnly: false, isMade: true }],
  ['no booleans', { source: '~/x' }, { readOnly: false, isMade: true }],
  ['what compose refuses as a boolean', { source: '~/x', read_only: '${RO}' }, undefined],
])('a mount is read as compose reads it: %s', (_, volume, expected) => {
  const directory = tempDir();
  write(directory, { 'docker-compose.override.yml': JSON.stringify({ services: { a: { volumes: [{ type: 'bind', target: '/x', ...(volume as object) }] } } }) });
  expect(bindsIn(directory, { env: { SET: 'off' }, home })).toEqual(expected === undefined ? [] : [expect.objectContaining(expected)]);
});

test.each([
  ['no override', undefined],
  ['nothing below the home', 'services:\n  a:\n    volumes:\n      - { type: bind, source: ./data, target: /data }\n'],
  ['a service that is nothing', 'services:\n  a:\nx: { source: ~/x }\n'],
  ['a variable that has to be set', 'services:\n  a:\n    volumes:\n      - { type: bind, source: "~/${X:?}", target: /x }\n'],
  ['a named volume', 'services:\n  a:\n    volumes:\n      - { type: volume, source: ~/x, target: /x }\n'],
])('%s has none', (_, text) => {
  const directory = tempDir();
  if (text !== undefined) {
    write(directory, { 'docker-compose.override.yml': text });
  }
  expect(mountsIn(directory)).toEqual([]);
});
