import * as path from 'node:path';
import { AwsCredentials } from '../../../src';
import { personalMounts } from '../../../src/host/personal-mounts';
import { synth } from '../../support/projects';
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

test.each([
  ['no override', undefined],
  ['nothing below the home', 'services:\n  a:\n    volumes:\n      - { type: bind, source: ./data, target: /data }\n'],
  ['a service that is nothing', 'services:\n  a:\nx: { source: ~/x }\n'],
  ['a short mount', 'services:\n  a:\n    volumes: ["~/x:/x"]\nx: { source: ~/x }\n'],
  ['a variable without a default', 'services:\n  a:\n    volumes:\n      - { type: bind, source: "~/${X}", target: /x }\n'],
  ['a named volume', 'services:\n  a:\n    volumes:\n      - { type: volume, source: ~/x, target: /x }\n'],
])('%s has none', (_, text) => {
  const directory = tempDir();
  if (text !== undefined) {
    write(directory, { 'docker-compose.override.yml': text });
  }
  expect(mountsIn(directory)).toEqual([]);
});
