import { CONTAINER_AWS } from './aws-mounted';
import type { SignIn } from '../sign-in';

/** Where botocore finds credentials (botocore.credentials.create_credential_resolver). A profile or a region alone is none. */
export const AWS_SIGN_IN: SignIn = {
  cloud: 'aws',
  names: /AWS_(?:ACCESS_KEY_ID|CONFIG_FILE|SHARED_CREDENTIALS_FILE|CREDENTIAL_FILE|WEB_IDENTITY_TOKEN_FILE|CONTAINER_|EC2_METADATA_(?!DISABLED))|BOTO_CONFIG|\/\.(?:aws|boto)(?![\w-])|169\.254\.(?:169\.254|170\.2)(?!\d)/,
  place: CONTAINER_AWS,
  // Two ways to take on a role need none of AWS (BaseSessionFactory, and "authtype: none" in botocore's model of STS).
  keyArguments: ['aws_access_key_id', 'assume_role_with_saml', 'assume_role_with_web_identity_federation', 'assume_role_with_web_identity_token_file'],
  call: 'AwsCredentials.session',
};
