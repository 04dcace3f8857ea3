import { AWS_DIAGNOSIS } from '../../../../src/clouds/aws/aws-diagnosis';

const { online, backends } = AWS_DIAGNOSIS;
const PLACE = { profile: 'dev', region: 'us-west-2' };
const [MANAGER, STORE] = backends.map(({ commands }) => commands);

test('a secret is read as the backend does, without its value', () => {
  expect(MANAGER.read('airflow/variables/my_var', PLACE).join(' ')).toBe('secretsmanager get-secret-value --secret-id airflow/variables/my_var --query ARN --output text --region us-west-2 --profile dev');
  expect(STORE.read('/airflow/variables/my_var', { ...PLACE, endpoint: 'http://localhost:4566' }).join(' ')).toBe(
    'ssm get-parameter --name /airflow/variables/my_var --with-decryption --query Parameter.ARN --output text --region us-west-2 --profile dev --endpoint-url http://localhost:4566',
  );
});

test('a secret of another account is read, and neither created nor deleted', () => {
  const name = 'arn:aws:secretsmanager:us-west-2:111122223333:secret:x';
  expect([MANAGER.read(name, {})[3], MANAGER.create(name, 'x', {}), MANAGER.remove(name, {})]).toEqual([name, undefined, undefined]);
});

test.each<[string, Record<string, unknown>, object]>([
  ['the arguments of the backend win', { region_name: 'eu-central-1', profile_name: 'data' }, { profile: 'data', region: 'eu-central-1' }],
  ['the profile "default" is that of the containers', { profile_name: 'default' }, { profile: 'dev', region: 'us-west-2' }],
  ['the containers\' name of this machine is its own here', { endpoint_url: 'http://host.docker.internal:4566' }, { ...PLACE, endpoint: 'http://localhost:4566' }],
  ['a name that begins like it is another one', { endpoint_url: 'http://host.docker.internal.example.com' }, { ...PLACE, endpoint: 'http://host.docker.internal.example.com' }],
  ['a role is known', { role_arn: 'arn:aws:iam::1:role/x' }, { ...PLACE, role: 'arn:aws:iam::1:role/x' }],
  ['what is no text is not used', { region_name: 7, profile_name: '', endpoint_url: null, role_arn: [] }, PLACE],
])('%s', (_, kwargs, expected) => {
  expect(online.placeOf(kwargs, PLACE)).toEqual(expected);
});

test('keys of the shell are used where the containers have them, and removed where a profile is', () => {
  expect(online.environment({})).not.toHaveProperty('AWS_ACCESS_KEY_ID');
  expect(online.environment(PLACE)).toMatchObject({ AWS_ACCESS_KEY_ID: undefined, AWS_PROFILE: undefined });
  expect(online.environment({ profile: 'dev' })).toMatchObject({ AWS_REGION: undefined, AWS_DEFAULT_REGION: undefined });
  expect(online.environment({ region: 'x' })).not.toHaveProperty('AWS_REGION');
});

test('who one is, is asked of AWS alone', () => {
  expect(online.identity(PLACE)).toEqual(['sts', 'get-caller-identity', '--query', 'Arn', '--output', 'text', '--region', 'us-west-2', '--profile', 'dev']);
  expect(online.identity({ ...PLACE, endpoint: 'http://localhost:4566' })).toBeUndefined();
});

test.each<[string, string | undefined]>([
  ['arn:aws:iam::123456789012:user/alice\n', 'user/alice'],
  ['arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_dev_1a2b/alice@example.com\n', 'assumed-role/AWSReservedSSO_dev_1a2b/alice@example.com'],
  ['arn:aws-cn:ssm:cn-north-1:123456789012:parameter/airflow/variables/my_var\n', 'parameter/airflow/variables/my_var'],
  ['the value', undefined],
  ['arn:aws:iam::1:user/a\nmore', undefined],
  ['', undefined],
])('%j is the answer of %s', (stdout, id) => {
  expect(online.idIn(stdout)).toBe(id);
});

/** As the AWS CLI prints them. */
test.each<[string, string | undefined]>([
  ['An error occurred (AccessDeniedException) when calling the GetSecretValue operation: User: arn:aws:iam::1:user/x is not authorized to perform: secretsmanager:GetSecretValue on resource: y because no identity-based policy allows it', 'secretsmanager:GetSecretValue'],
  ['An error occurred (AccessDeniedException) when calling the GetParameter operation: User: arn:aws:sts::1:assumed-role/x/y is not authorized to perform: ssm:GetParameter on resource: z', 'ssm:GetParameter'],
  ['An error occurred (AccessDeniedException) when calling the GetSecretValue operation: Access to KMS is not allowed', 'kms:Decrypt'],
  ['An error occurred (AccessDeniedException) when calling the GetParameter operation: User: x is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext because no policy allows it', 'kms:Decrypt'],
  ['An error occurred (403) when calling the GetSecretValue operation: Forbidden', ''],
  ['An error occurred (ResourceNotFoundException) when calling the GetSecretValue operation: Secrets Manager can\'t find the specified secret.', undefined],
])('of %j the permission is %j', (stderr, permission) => {
  expect(online.refusedPermission(stderr)).toBe(permission);
});

test.each<[string, string, string | undefined]>([
  ['An error occurred (ExpiredToken) when calling the GetCallerIdentity operation: The security token included in the request is expired', 'the keys of dev have ended', 'aws sso login --profile dev, or whatever else gives dev its keys'],
  ['Error loading SSO Token: Token for s does not exist', 'the sign-in of dev has ended', 'aws sso login --profile dev'],
  ['An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.', 'AWS does not know the keys of dev', 'aws configure --profile dev'],
  ['An error occurred (InvalidSignatureException) when calling the GetSecretValue operation: Signature expired: 20261129T000000Z is now earlier than', 'AWS refuses the request, because the clock of this machine is wrong', 'set the time of this machine'],
  ['You must specify a region. You can also configure your region by running "aws configure".', 'no region is set', 'aws configure set region us-west-2 --profile dev   # your own region'],
  ['Unable to locate credentials. You can configure credentials by running "aws configure".', 'dev has no credentials', 'aws configure sso --profile dev'],
  ['The config profile (dev) could not be found', 'there is no profile dev in ~/.aws/config. Add it with aws configure sso --profile dev, or set AWS_PROFILE to a profile that you have', undefined],
  ['An error occurred (InvalidRequestException) when calling the GetSecretValue operation: You can\'t perform this operation on the secret because it was marked for deletion.', 'the secret is scheduled for deletion', 'aws secretsmanager restore-secret, with its name as --secret-id'],
])('%s', (stderr, text, fix) => {
  expect(online.failureIn(stderr, PLACE)).toMatchObject({ text, ...(fix === undefined ? {} : { fix }) });
});

test('a network that does not answer is no failure', () => {
  expect(online.failureIn('Could not connect to the endpoint URL: "https://sts.us-west-2.amazonaws.com/"', PLACE)).toMatchObject({ isNetwork: true });
});
