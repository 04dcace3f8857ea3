import type { AwsSecretsBackendOptions } from './aws-backend-options';
import { apiName } from '../../text/api-name';
import { AstroAirflowError } from '../../text/error';
import { listed } from '../../text/lists';
import { nearest } from '../../text/nearest';
import { checkJson } from '../kwargs-check';

/** The provider knows no other (`AwsConnectionWrapper._get_assume_role_configs`). */
const METHODS = ['assume_role', 'assume_role_with_saml', 'assume_role_with_web_identity'];

/** What each takes besides the role ("AssumeRole" and its siblings in the AWS STS API Reference); botocore refuses any other. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  assume_role: ['DurationSeconds', 'ExternalId', 'Policy', 'PolicyArns', 'ProvidedContexts', 'RoleSessionName', 'SerialNumber', 'SourceIdentity', 'Tags', 'TokenCode', 'TransitiveTagKeys'],
  assume_role_with_saml: ['DurationSeconds', 'Policy', 'PolicyArns'],
  assume_role_with_web_identity: ['DurationSeconds', 'Policy', 'PolicyArns', 'ProviderId', 'RoleSessionName'],
};

/** "AssumeRole" in the AWS STS API Reference. */
const FORMATS: Readonly<Record<string, readonly [pattern: RegExp, what: string]>> = {
  ExternalId: [/^[\w+=,.@:/-]{2,1224}$/, '2 to 1224 letters, digits and "_+=,.@:/-"'],
  RoleSessionName: [/^[\w+=,.@-]{2,64}$/, '2 to 64 letters, digits and "_+=,.@-"'],
};

/** @throws AstroAirflowError if the provider, botocore or AWS would refuse how the role is assumed */
export function checkRole({ roleArn, assumeRoleMethod, assumeRoleKwargs }: AwsSecretsBackendOptions): void {
  if (roleArn !== undefined && !/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(roleArn)) {
    throw new AstroAirflowError(`${apiName('roleArn')} "${roleArn}" is no ARN of a role. Expected arn:aws:iam::ACCOUNT:role/NAME; for local use omit it.`);
  }
  if (roleArn === undefined && (assumeRoleMethod !== undefined || assumeRoleKwargs !== undefined)) {
    throw new AstroAirflowError(`${apiName(assumeRoleMethod === undefined ? 'assumeRoleKwargs' : 'assumeRoleMethod')} has no effect without ${apiName('roleArn')}: the provider ignores it. Add the role, or remove it.`);
  }
  const method = assumeRoleMethod ?? METHODS[0];
  if (!METHODS.includes(method)) {
    throw new AstroAirflowError(`${apiName('assumeRoleMethod')} "${method}" is not one that the provider knows. Use ${listed(METHODS)}.`);
  }
  for (const [name, value] of Object.entries(assumeRoleKwargs ?? {})) {
    if (name === 'RoleArn') {
      throw new AstroAirflowError(`${apiName('assumeRoleKwargs')} has RoleArn, for which there is an option. Write ${apiName('roleArn')} instead.`);
    }
    if (!PARAMETERS[method].includes(name)) {
      const meant = nearest(name, PARAMETERS[method]);
      throw new AstroAirflowError(`${apiName('assumeRoleKwargs')} has ${name}, which ${method} does not take: each lookup would fail. ${meant === undefined ? `Use ${listed(PARAMETERS[method])}.` : `Did you mean ${meant}?`}`);
    }
    const [pattern, what] = FORMATS[name] ?? [];
    if (pattern !== undefined && !(typeof value === 'string' && pattern.test(value))) {
      throw new AstroAirflowError(`${name} in ${apiName('assumeRoleKwargs')} is not one that AWS takes. Use ${what}.`);
    }
    checkJson(value, `${name} in ${apiName('assumeRoleKwargs')}`);
  }
}

/** @throws AstroAirflowError if it is neither a path nor a boolean */
export function checkVerify({ verify }: AwsSecretsBackendOptions): void {
  if (verify !== undefined && typeof verify !== 'boolean' && !(typeof verify === 'string' && verify.startsWith('/'))) {
    throw new AstroAirflowError('verify is not a path in the containers. Write the absolute path of a CA bundle, for example /usr/local/airflow/include/ca.pem.');
  }
}
