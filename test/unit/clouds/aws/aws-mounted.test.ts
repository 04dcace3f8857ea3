import * as fs from 'node:fs';
import os from 'node:os';
import * as path from 'node:path';
import { AstroRuntime, AwsCredentials, type AwsMountedOptions } from '../../../../src';
import { errorOf } from '../../../support/projects';
import { tempDir } from '../../../support/util';

const runtime = AstroRuntime.parse('3.1-12');
const declared = (options?: AwsMountedOptions) => AwsCredentials.mounted(options).declarations(runtime);

test('by default the developer\'s ~/.aws is mounted read-only, and .env says where', () => {
  const { beatenBy, ...others } = declared();
  expect(Object.keys(beatenBy!)).toEqual(['AWS_DEFAULT_PROFILE', 'AWS_ACCESS_KEY_ID', 'AWS_WEB_IDENTITY_TOKEN_FILE']);
  expect(others).toEqual({
    mounts: [{ source: '~/.aws', target: '/home/astro/.aws', readOnly: true }],
    environment: { AWS_EC2_METADATA_DISABLED: 'true' },
    environmentDefaults: {},
    dotenvKeys: { AWS_CONFIG_FILE: '/home/astro/.aws/config', AWS_SHARED_CREDENTIALS_FILE: '/home/astro/.aws/credentials' },
  });
});

test('profile and region are defaults, each only where it is given', () => {
  expect(declared({ profile: 'dev' }).environmentDefaults).toEqual({ AWS_PROFILE: 'dev' });
  expect(declared({ region: 'us-west-2' }).environmentDefaults).toEqual({ AWS_DEFAULT_REGION: 'us-west-2' });
});

test('another target moves mount and paths together', () => {
  const { mounts, dotenvKeys } = declared({ target: '/mnt/aws' });
  expect([mounts?.[0].target, dotenvKeys]).toEqual(['/mnt/aws', { AWS_CONFIG_FILE: '/mnt/aws/config', AWS_SHARED_CREDENTIALS_FILE: '/mnt/aws/credentials' }]);
});

test('a host directory that is a link to itself can be declared: a start names it', () => {
  const directory = path.join(tempDir(), '.aws');
  fs.symlinkSync(directory, directory, 'junction');
  expect(declared({ hostDirectory: directory }).mounts?.[0].source).toBe(directory);
});

test('a user without a home can declare one below it: developers have theirs', () => {
  const homedir = jest.spyOn(os, 'homedir').mockImplementation(() => {
    throw new Error('A system error occurred: uv_os_homedir returned ENOENT (no such file or directory)');
  });
  try {
    expect(declared({ hostDirectory: '~/.aws-team' }).mounts?.[0].source).toBe('~/.aws-team');
  } finally {
    homedir.mockRestore();
  }
});

test.each(['us-east-1', 'eu-central-2', 'ap-southeast-7', 'cn-north-1', 'us-gov-west-1', 'us-iso-east-1', 'us-isob-east-1', 'eu-isoe-west-1', 'eusc-de-east-1', 'il-central-1', 'mx-central-1'])(
  'the region %s is one',
  (region) => {
    expect(declared({ region }).environmentDefaults).toEqual({ AWS_DEFAULT_REGION: region });
  },
);

test.each(['default', 'dev', 'Team Name', 'a.b_c-d@e+f=g', '123456789012_AdministratorAccess', 'müller'])('the profile %j can be one', (profile) => {
  expect(declared({ profile }).environmentDefaults).toEqual({ AWS_PROFILE: profile });
});

test.each<[string, AwsMountedOptions, RegExp]>([
  ['an empty profile', { profile: '' }, /profile "" is not the name of an AWS profile/],
  ['a profile with an outer blank', { profile: 'dev ' }, /not the name of an AWS profile/],
  ['a profile in quotes', { profile: '"dev"' }, /not the name of an AWS profile/],
  ['a profile with a section header', { profile: '[profile dev]' }, /not the name of an AWS profile/],
  ['a profile from a variable', { profile: '${AWS_PROFILE}' }, /not the name of an AWS profile/],
  ['a profile with a line break', { profile: 'dev\nx' }, /profile "dev\\nx" is not the name/],
  ['a profile that is an access key', { profile: `AKIA${'A'.repeat(16)}` }, /profile looks like an AWS access key id/],
  ['an empty region', { region: '' }, /region "" is not an AWS region/],
  ['an availability zone', { region: 'us-west-2a' }, /region "us-west-2a" is not an AWS region. Give its code/],
  ['a region by its name', { region: 'Oregon' }, /not an AWS region/],
  ['a region of another cloud', { region: 'westeurope' }, /not an AWS region/],
  ['a host directory from a variable', { hostDirectory: '${HOME}/.aws' }, /starts with a variable.*Write ~\/…/],
  ['a host directory of cmd', { hostDirectory: '%UserProfile%/.aws' }, /starts with a variable.*Write ~\/…/],
  ['a host directory without a root', { hostDirectory: 'aws' }, /named volume/],
  ['a host directory in the project', { hostDirectory: './.aws' }, /not the directory of somebody's credentials. Write ~\/\.aws/],
  ['the whole home', { hostDirectory: '~' }, /not the directory of somebody's credentials/],
  ['the whole disk', { hostDirectory: '/' }, /not the directory of somebody's credentials/],
  ['a host directory with a slash at its end', { hostDirectory: '~/.aws/' }, /without a slash at its end/],
  ['the home of somebody else', { hostDirectory: '~alice/.aws' }, /not a path/],
  ['an empty host directory', { hostDirectory: '' }, /not a path/],
  ['a relative target', { target: 'home/astro/.aws' }, /not an absolute path in the container/],
  ['a target with ..', { target: '/home/astro/../root' }, /not an absolute path in the container/],
  ['the root as a target', { target: '/' }, /not an absolute path in the container/],
  ['another target with single sign-on', { target: '/mnt/aws', sso: true }, /target "\/mnt\/aws" cannot serve sso.*Leave target out/],
])('%s is refused', (_, options, message) => {
  const error = errorOf(() => AwsCredentials.mounted(options));
  expect(error?.name).toBe('AstroAirflowError');
  expect(error?.message).toMatch(message);
  expect(error?.message).toMatch(/\. .*\.$/);
});
