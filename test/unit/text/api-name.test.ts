import { AwsSecretsBackend } from '../../../src';
import { apiName } from '../../../src/text/api-name';
import { inPython } from '../../support/in-python';

test('a name of the API has underscores in messages for an rc file in Python, and no others', () => {
  expect(apiName('kmsKeyArn')).toBe('kmsKeyArn');
  inPython(() => {
    expect(apiName('kmsKeyArn')).toBe('kms_key_arn');
    expect(() => AwsSecretsBackend.secretsManager({ roleArn: 'myRoleArn' })).toThrow('role_arn "myRoleArn" is no ARN of a role');
  });
});

test('of a path or a call each name has underscores, but that of a class', () => {
  const names = ['exampleDag.dagId', '_secretName', 'AwsSecretsBackend.secretsManager()', 'addMount(), addVolume() and addNetwork()'];
  expect(names.map(apiName)).toEqual(names);
  expect(inPython(() => names.map(apiName))).toEqual(['example_dag.dag_id', '_secret_name', 'AwsSecretsBackend.secrets_manager()', 'add_mount(), add_volume() and add_network()']);
});
