import type { AwsSecretsBackendOptions, IamPolicyOptions } from './aws-backend-options';
import { AWS_REFUSED } from './aws-extra-kwargs';
import { checkProfile, checkRegion, cliOption, partitionOf } from './aws-names';
import { apiName } from '../../text/api-name';
import { AstroAirflowError } from '../../text/error';
import { checkExtraKwargs } from '../kwargs-check';
import { checkHasEffect, KEY_NAMES, LOOKUP_KINDS, NOTHING_TO_ALLOW, prefixOf, switchedOff, whyNoKey, type LookupKind } from '../lookup';
import { checkRole, checkVerify } from './aws-role';
import { readPythonPattern } from '../../text/python-pattern';
import { checkNoSecret } from '../../text/secret-check';
import { cliLine } from '../../text/shell-words';

/** The differences between the AWS services. */
export interface AwsSecretsService {
  /** Its name. */
  readonly displayName: string;
  /** The call that declares it. */
  readonly call: string;
  /** The Python class that Airflow loads. */
  readonly classPath: string;
  /** The options of its arguments, by the names of the arguments. */
  readonly optionOf: Readonly<Record<string, string>>;
  /** The provider's own defaults. */
  readonly defaultPrefixes: Readonly<Record<LookupKind, string>>;
  /** The one action that the backend calls. */
  readonly action: string;
  /** The name of a secret. */
  nameOf(prefix: string, key: string): string;
  /** Why the service would refuse a secret of that name; undefined if it would not. */
  whyRefused(name: string): string | undefined;
  /**
   * The ARN of all secrets whose names have a prefix.
   *
   * @param ofService an ARN of the service up to the account: `arn:aws:ssm:us-west-2:111122223333:`
   */
  arnOf(namePrefix: string, ofService: string): string;
  /** Arguments of the AWS CLI that create a secret; undefined if it is in another account. */
  createArgs(name: string, value: string): readonly string[] | undefined;
  /** Arguments that delete it; undefined if it is in another account. */
  deleteArgs(name: string): readonly string[] | undefined;
  /** Arguments that read it as the backend does, and print only its ARN. */
  readArgs(name: string): readonly string[];
}

/** The kwargs that the backend is constructed with, in a fixed order. */
export function awsKwargs(service: AwsSecretsService, options: AwsSecretsBackendOptions, more: Record<string, unknown> = {}): Record<string, unknown> {
  check(service, options);
  const kwargs: Record<string, unknown> = {};
  for (const kind of LOOKUP_KINDS) {
    const prefix = prefixOf(options, kind, service.defaultPrefixes);
    // The provider has a default for configuration options, which Astronomer's guide does not name either.
    if (kind !== 'config' || prefix === undefined || options.configPrefix !== undefined) {
      kwargs[`${kind}_prefix`] = prefix ?? null;
    }
    const pattern = options[`${kind}LookupPattern`];
    if (pattern !== undefined) {
      kwargs[`${kind}_lookup_pattern`] = pattern;
    }
  }
  Object.assign(kwargs, more);
  const { region, profile, endpointUrl, roleArn, assumeRoleMethod, assumeRoleKwargs, verify } = options;
  const values = {
    region_name: region, profile_name: profile, endpoint_url: endpointUrl, role_arn: roleArn, assume_role_method: assumeRoleMethod, assume_role_kwargs: assumeRoleKwargs, verify,
  };
  for (const [kwarg, value] of Object.entries(values)) {
    if (value !== undefined) {
      kwargs[kwarg] = value;
    }
  }
  return { ...kwargs, ...options.extraKwargs };
}

/** Starts of a value with which the AWS CLI reads a file instead (awscli, paramfile.LOCAL_PREFIX_MAP). */
const OF_FILE = /^fileb?:\/\//;

/**
 * A command of the AWS CLI with the backend's region and profile. The endpoint is omitted: it is valid in the containers only.
 *
 * @returns undefined without arguments, or if the CLI would take one for the name of a file
 */
export function cliCommand(args: readonly string[] | undefined, { region, profile }: AwsSecretsBackendOptions): string | undefined {
  const flags = Object.entries({ region, profile }).flatMap(([flag, value]) => (value === undefined ? [] : cliOption(`--${flag}`, value)));
  return args === undefined || args.some((arg) => OF_FILE.test(arg)) ? undefined : cliLine(['aws', ...args, ...flags]);
}

/** Warnings about options that are allowed but rarely intended. */
export function awsWarnings(options: AwsSecretsBackendOptions): string[] {
  const warnings: string[] = [];
  if (options.roleArn !== undefined) {
    warnings.push(
      `${apiName('roleArn')}: the secrets backend assumes ${options.roleArn} before it reads. With a developer's own credentials that is usually denied; leave it out for local use.`,
    );
  }
  if (options.endpointUrl !== undefined && /^(localhost|127\.|0\.0\.0\.0|\[::1?\])/.test(new URL(options.endpointUrl).hostname)) {
    warnings.push(`${apiName('endpointUrl')}: ${options.endpointUrl} is the container itself. Write host.docker.internal or the name of a service instead.`);
  }
  if (options.verify === false) {
    warnings.push('verify: the certificate of AWS is not checked, so anybody in between can read the secrets. Write the path of a CA bundle instead.');
  }
  for (const kind of LOOKUP_KINDS) {
    if ('unknown' in readPythonPattern(options[`${kind}LookupPattern`] ?? '')) {
      warnings.push(`${apiName(`${kind}LookupPattern`)}: Python alone can tell which keys it matches, so no name of a secret is checked against it.`);
    }
  }
  return warnings;
}

/**
 * The name of the secret for a key; undefined if that kind of lookup is switched off, or its pattern does not match the key. A pattern that cannot
 * be evaluated here counts as matching.
 *
 * @throws AstroAirflowError if Airflow or the service would refuse it
 */
export function awsSecretName(service: AwsSecretsService, options: AwsSecretsBackendOptions, kind: LookupKind, key: string): string | undefined {
  const prefix = prefixOf(options, kind, service.defaultPrefixes);
  if (prefix === undefined) {
    return undefined;
  }
  const what = KEY_NAMES[kind];
  checkNoSecret(key, `The ${what}`);
  const name = service.nameOf(prefix, key);
  const refused = whyNoKey(key) ?? service.whyRefused(name);
  if (refused !== undefined) {
    throw new AstroAirflowError(`The ${what} "${key}" cannot be looked up in ${service.displayName}: ${refused}. Choose another one.`);
  }
  const pattern = readPythonPattern(options[`${kind}LookupPattern`] ?? '');
  return 'expression' in pattern && !pattern.expression.test(key) ? undefined : name;
}

/**
 * The IAM policy that allows an identity to read only the secrets below the prefixes.
 *
 * @param warn receives a warning about an empty prefix, which allows every secret
 */
export function awsPolicy(service: AwsSecretsService, backend: AwsSecretsBackendOptions, options: IamPolicyOptions, warn: (message: string) => void): object {
  const region = options.region ?? backend.region;
  if (options.region !== undefined) {
    checkRegion(options.region, 'region');
  }
  if (options.account !== undefined && !/^\d{12}$/.test(options.account)) {
    throw new AstroAirflowError(`account "${options.account}" is not an AWS account id. Give its 12 digits.`);
  }
  if (options.kmsKeyArn !== undefined && !/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/.test(options.kmsKeyArn)) {
    throw new AstroAirflowError(`${apiName('kmsKeyArn')} "${options.kmsKeyArn}" is no ARN of a KMS key. Expected arn:aws:kms:REGION:ACCOUNT:key/ID.`);
  }
  const prefixes = LOOKUP_KINDS.map((kind) => prefixOf(backend, kind, service.defaultPrefixes)).filter((prefix) => prefix !== undefined);
  if (prefixes.length === 0) {
    throw new AstroAirflowError(NOTHING_TO_ALLOW);
  }
  const starts = prefixes.map((prefix) => service.nameOf(prefix, ''));
  if (starts.includes(service.nameOf('', ''))) {
    warn(`The policy allows every secret of the account in ${service.displayName}, because a prefix is empty. Give each kind of lookup a prefix.`);
  }
  const arn = `arn:${partitionOf(region)}:${service.action.split(':')[0]}:${region ?? '*'}:${options.account ?? '*'}:`;
  const resources = starts.map((start) => service.arnOf(start, arn));
  return {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'ReadAirflowSecrets', Effect: 'Allow', Action: [service.action], Resource: [...new Set(resources)] },
      ...(options.kmsKeyArn === undefined ? [] : [{ Sid: 'DecryptAirflowSecrets', Effect: 'Allow', Action: ['kms:Decrypt'], Resource: [options.kmsKeyArn] }]),
    ],
  };
}

function check(service: AwsSecretsService, options: AwsSecretsBackendOptions): void {
  for (const kind of LOOKUP_KINDS) {
    const prefix = options[`${kind}Prefix`];
    const pattern = options[`${kind}LookupPattern`];
    checkHasEffect(options, kind, 'Prefix', 'LookupPattern');
    const refused = prefix && service.whyRefused(service.nameOf(prefix, 'x'));
    if (refused) {
      throw new AstroAirflowError(`${apiName(`${kind}Prefix`)} "${prefix}" cannot be the start of a name in ${service.displayName}: ${refused}. Choose another one.`);
    }
    checkNoSecret(prefix ?? '', apiName(`${kind}Prefix`));
    if (pattern === '') {
      throw new AstroAirflowError(`${apiName(`${kind}LookupPattern`)} is empty, which the provider takes for no pattern. Omit it, or write ${switchedOff(kind)} to look nothing up.`);
    }
    const read = readPythonPattern(pattern ?? '');
    if ('refused' in read) {
      throw new AstroAirflowError(`${apiName(`${kind}LookupPattern`)} "${pattern}" is no regular expression of Python: ${read.refused}. Escape with a backslash what is meant as text.`);
    }
  }
  const { region, profile, endpointUrl, extraKwargs } = options;
  checkExtraKwargs(service.classPath, extraKwargs, { optionOf: service.optionOf, refused: AWS_REFUSED });
  if (region !== undefined) {
    checkRegion(region, 'region');
  }
  if (profile !== undefined) {
    checkProfile(profile, 'profile');
  }
  if (endpointUrl !== undefined && !(/^https?:\/\/[^\s/@]+(\/\S*)?$/.test(endpointUrl) && URL.canParse(endpointUrl))) {
    throw new AstroAirflowError(`${apiName('endpointUrl')} is no URL of a server, or has a password in it. Expected http://HOST:PORT, for example http://host.docker.internal:4566.`);
  }
  checkRole(options);
  checkVerify(options);
}
