import { checkProfile, checkRegion, partitionOf } from '../../../../src/clouds/aws/aws-names';
import { checkNoSecret } from '../../../../src/text/secret-check';

// A region of every partition, and every commercial area.
test.each([
  ['us-west-2', 'aws'],
  ['eu-central-1', 'aws'],
  ['ap-southeast-5', 'aws'],
  ['sa-east-1', 'aws'],
  ['ca-west-1', 'aws'],
  ['me-central-1', 'aws'],
  ['af-south-1', 'aws'],
  ['il-central-1', 'aws'],
  ['mx-central-1', 'aws'],
  ['cn-northwest-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['us-iso-east-1', 'aws-iso'],
  ['us-isob-east-1', 'aws-iso-b'],
  ['eu-isoe-west-1', 'aws-iso-e'],
  ['us-isof-south-1', 'aws-iso-f'],
  ['eusc-de-east-1', 'aws-eusc'],
])('%s is a region of the partition %s', (region, partition) => {
  expect(() => checkRegion(region, 'region')).not.toThrow();
  expect(partitionOf(region)).toBe(partition);
});

test.each(['', 'us-west', 'us-west-2a', 'US-WEST-2', 'us_west_2', ' us-west-2', 'us-west-2\n', 'Oregon', 'xx-west-1', 'us-gov-west', 'eusc-east-1', 'global', '${AWS_REGION}'])(
  '%j is no region',
  (region) => {
    expect(() => checkRegion(region, 'region')).toThrow(/^region ".*" is not an AWS region/);
  },
);

test.each([['us-wst-2', 'us-west-2'], ['eu-centrall-1', 'eu-central-1'], ['ap-sotheast-1', 'ap-southeast-1'], ['us-gov-wets-1', 'us-gov-west-1'], ['us-aest-1', 'us-east-1']])(
  '%s is a misspelled region',
  (region, meant) => {
    expect(() => checkRegion(region, 'region')).toThrow(`region "${region}" is not an AWS region. Did you mean ${meant}?`);
  },
);

test('a region that is named for something new is taken', () => {
  expect(() => checkRegion('eu-alpine-1', 'region')).not.toThrow();
});

test('without a region the partition is the commercial one', () => {
  expect(partitionOf(undefined)).toBe('aws');
});

test.each(['dev', 'default', 'my profile', 'AdministratorAccess-111122223333', 'a@b.c:d/e+f=g', 'ünï', '1', 'a,b', 'a?b', 'a:-b'])('%s is the name of a profile', (profile) => {
  expect(() => checkProfile(profile, 'profile')).not.toThrow();
});

test.each(['', ' ', ' dev', 'dev ', 'a  b', 'a\tb', 'a\nb', 'a\0b', 'a\x7f', 'a\ud83d', '"dev"', 'it\'s', '[dev]', 'a{b}', '$PROFILE', 'a\\b', '`dev`', '#dev', 'a;b'])(
  '%j is none',
  (profile) => {
    expect(() => checkProfile(profile, 'profile')).toThrow('is not the name of an AWS profile');
  },
);

test('an access key where a profile is meant is refused, and not repeated', () => {
  const key = `AKIA${'IOSFODNN7EXAMPLE'}`;
  expect(() => checkProfile(key, 'profile')).toThrow(/^profile looks like an AWS access key id, (?!.*AKIA)/);
});

test.each(['dev', '', '{"a":"b"}'])('%j is no secret', (value) => {
  expect(() => checkNoSecret(value, 'the value')).not.toThrow();
});
