import { differingKeys } from '../../../src/drift/differing-keys';

const BLOCK = 'MINE=1\nAWS_CONFIG_FILE=/home/astro/.aws/config\nBUCKET=orders\n';

describe('of a .env that somebody edited', () => {
  test.each<[string, string]>([
    ['a quote that is never closed', 'MINE=1\nAWS_CONFIG_FILE="/home/astro\nhunter2=x\nBUCKET=orders\n'],
    ['a pasted key', 'MINE=1\nAWS_CONFIG_FILE=x\nKEY="-----BEGIN\nhunter2+abc=\nhunter2/def==\n-----END\nBUCKET=orders\n'],
    ['a key of the user', 'MINE=1\nAWS_CONFIG_FILE=x\nhunter2=1\nBUCKET=orders\n'],
  ])('%s is counted, and the declared key named', (_, actual) => {
    const { keys, moreKeys } = differingKeys('.env', actual, BLOCK, true);
    expect(keys).toEqual(['AWS_CONFIG_FILE']);
    expect(moreKeys).toBeGreaterThan(0);
  });

  test('nothing but pieces has no name', () => {
    expect(differingKeys('airflow/.env', `${BLOCK}hunter2=1\nhunter3=2\n`, BLOCK, true)).toEqual({ moreKeys: 2 });
  });
});

test('of a .env that is as it was written, a key that is no longer declared is named', () => {
  expect(differingKeys('.env', BLOCK, 'MINE=1\nAWS_CONFIG_FILE=/home/astro/.aws/config\n', false)).toEqual({ keys: ['BUCKET'] });
});

test('of YAML and JSON every path is named', () => {
  expect(differingKeys('a.yml', 'a: { b: 1 }\nc: 2\n', 'a: { b: 2 }\n', true)).toEqual({ keys: ['a.b', 'c'] });
  expect(differingKeys('a.json', '{"a":1}', '{"b":1}', true)).toEqual({ keys: ['a', 'b'] });
});

test('a key that is a secret is not named', () => {
  expect(differingKeys('a.yml', `a: { glpat-${'aB3dE6gH9jK2mN5pQ8sT'}: 1 }\n`, 'a: {}\n', true)).toEqual({ keys: ['…'] });
});

test('a file without keys, or one that cannot be read, has none', () => {
  expect(differingKeys('a.txt', 'a', 'b', true)).toEqual({});
  expect(differingKeys('a.json', '{', '{}', true)).toEqual({});
});
