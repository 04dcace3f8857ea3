import { AwsSecretsBackend, type IamPolicyOptions } from '../../../../src';

/** The warnings that something prints through Node. */
function warningsOf(run: () => void): unknown[][] {
  const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  try {
    run();
    return warn.mock.calls;
  } finally {
    warn.mockRestore();
  }
}

test('Secrets Manager: the one action that the backend calls, on the secrets below each prefix', () => {
  const backend = AwsSecretsBackend.secretsManager({ region: 'us-west-2', variablesPrefix: 'team/vars' });
  expect(backend.iamPolicyDocument({ account: '111122223333' })).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'ReadAirflowSecrets',
        Effect: 'Allow',
        Action: ['secretsmanager:GetSecretValue'],
        Resource: [
          'arn:aws:secretsmanager:us-west-2:111122223333:secret:airflow/connections/*',
          'arn:aws:secretsmanager:us-west-2:111122223333:secret:team/vars/*',
          'arn:aws:secretsmanager:us-west-2:111122223333:secret:airflow/config/*',
        ],
      },
    ],
  });
});

test('Parameter Store: the one action that the backend calls, on the parameters below each prefix', () => {
  const { Statement } = AwsSecretsBackend.parameterStore({ config: false, connectionsPrefix: 'team' }).iamPolicyDocument();
  expect(Statement).toEqual([
    {
      Sid: 'ReadAirflowSecrets',
      Effect: 'Allow',
      Action: ['ssm:GetParameter'],
      Resource: ['arn:aws:ssm:*:*:parameter/team/*', 'arn:aws:ssm:*:*:parameter/airflow/variables/*'],
    },
  ]);
});

test('a customer-managed key adds kms:Decrypt on that key alone', () => {
  const kmsKeyArn = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
  const { Statement } = AwsSecretsBackend.secretsManager().iamPolicyDocument({ kmsKeyArn });
  expect(Statement[1]).toEqual({ Sid: 'DecryptAirflowSecrets', Effect: 'Allow', Action: ['kms:Decrypt'], Resource: [kmsKeyArn] });
});

test.each([
  ['us-west-2', 'aws'],
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['us-iso-east-1', 'aws-iso'],
  ['us-isob-east-1', 'aws-iso-b'],
  ['us-isof-south-1', 'aws-iso-f'],
  ['eu-isoe-west-1', 'aws-iso-e'],
  ['eusc-de-east-1', 'aws-eusc'],
])('the region %s is in the partition %s, be it the backend\'s or the policy\'s', (region, partition) => {
  const arn = expect.stringMatching(`^arn:${partition}:secretsmanager:${region}:`);
  expect(AwsSecretsBackend.secretsManager({ region }).iamPolicyDocument().Statement[0].Resource).toEqual([arn, arn, arn]);
  expect(AwsSecretsBackend.secretsManager({ region: 'us-east-1' }).iamPolicyDocument({ region }).Statement[0].Resource).toEqual([arn, arn, arn]);
});

test('lookups below one prefix are one resource', () => {
  const backend = AwsSecretsBackend.secretsManager({ connectionsPrefix: 'team', variablesPrefix: 'team', config: false });
  expect(backend.iamPolicyDocument().Statement[0].Resource).toEqual(['arn:aws:secretsmanager:*:*:secret:team/*']);
});

test.each([
  ['AWS Secrets Manager', '', AwsSecretsBackend.secretsManager({ variablesPrefix: '' }), 'arn:aws:secretsmanager:*:*:secret:*'],
  ['AWS Secrets Manager', '/', AwsSecretsBackend.secretsManager({ variablesPrefix: '/' }), 'arn:aws:secretsmanager:*:*:secret:*'],
  ['AWS Systems Manager Parameter Store', '', AwsSecretsBackend.parameterStore({ variablesPrefix: '' }), 'arn:aws:ssm:*:*:parameter/*'],
  ['AWS Systems Manager Parameter Store', '/', AwsSecretsBackend.parameterStore({ variablesPrefix: '/' }), 'arn:aws:ssm:*:*:parameter/*'],
])('in %s the empty prefix %j opens every secret, which is warned of', (service, _, backend, resource) => {
  let policy: any;
  const warnings = warningsOf(() => (policy = backend.iamPolicyDocument()));
  expect(policy.Statement[0].Resource).toContain(resource);
  expect(warnings).toEqual([[
    `The policy allows every secret of the account in ${service}, because a prefix is empty. Give each kind of lookup a prefix.`,
    'projen-astro-airflow',
  ]]);
});

test('a policy with prefixes is not warned of', () => {
  expect(warningsOf(() => AwsSecretsBackend.secretsManager().iamPolicyDocument())).toEqual([]);
});

test.each<[IamPolicyOptions, RegExp]>([
  [{ account: '1234' }, /account "1234" is not an AWS account id. Give its 12 digits/],
  [{ account: '*' }, /account "\*" is not an AWS account id/],
  [{ region: 'mars-1' }, /region "mars-1" is not an AWS region/],
  [{ kmsKeyArn: 'alias/aws/secretsmanager' }, /kmsKeyArn "alias\/aws\/secretsmanager" is no ARN of a KMS key/],
  [{ kmsKeyArn: '*' }, /no ARN of a KMS key/],
])('%j is refused', (options, message) => {
  expect(() => AwsSecretsBackend.secretsManager().iamPolicyDocument(options)).toThrow(message);
});

test('with every lookup switched off there is nothing to allow', () => {
  const backend = AwsSecretsBackend.secretsManager({ connections: false, variables: false, config: false });
  expect(() => backend.iamPolicyDocument()).toThrow('Every kind of lookup is switched off, so there is nothing to allow.');
});
