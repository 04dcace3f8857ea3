import { AwsSecretsBackend } from '../../../src';
import { apiName } from '../../../src/text/api-name';

const agent = process.env.JSII_AGENT;

afterEach(() => {
  if (agent === undefined) {
    delete process.env.JSII_AGENT;
  } else {
    process.env.JSII_AGENT = agent;
  }
});

test('a name of the API has underscores in messages for an rc file in Python, and no others', () => {
  expect(apiName('kmsKeyArn')).toBe('kmsKeyArn');
  process.env.JSII_AGENT = 'Python/3.12.4';
  expect(apiName('kmsKeyArn')).toBe('kms_key_arn');
  expect(() => AwsSecretsBackend.secretsManager({ roleArn: 'myRoleArn' })).toThrow('role_arn "myRoleArn" is no ARN of a role');
});
