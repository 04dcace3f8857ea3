import type { AwsSecretsService } from './aws-backend';
import { CLI_ENVIRONMENT, SOURCE } from './aws-session';
import { awsCauses, PATTERNS, profileArgs } from './aws-session-causes';
import type { CauseRule } from '../../host/host-session';
import { docPage } from '../../text/doc-page';
import { cliWord } from '../../text/shell-words';
import type { SecretCommands, SecretsPlace } from '../known-backend';
import type { Online, OnlineFailure } from '../online';

/** Of a shell whose keys are used, the CLI takes everything but what makes it wait for a person. */
const QUIET = { AWS_PAGER: '', AWS_CLI_AUTO_PROMPT: 'off' };

/** What the CLI would take before the region of a profile, as clients in the containers do not. */
const NO_REGION = { AWS_REGION: undefined, AWS_DEFAULT_REGION: undefined };

const ABSENT = /\((?:ResourceNotFoundException|ParameterNotFound)\)/;
const TAKEN = /\((?:ResourceExistsException|ParameterAlreadyExists)\)/;

/** How the host asks AWS with the identity of the containers. */
export const AWS_ONLINE: Online = {
  placeOf: ({ region_name: region, profile_name: profile, endpoint_url: endpoint, role_arn: role }, containers) => ({
    profile: isText(profile) && profile !== 'default' ? profile : containers.profile,
    region: isText(region) ? region : containers.region,
    // It is the containers' name for this machine.
    ...(isText(endpoint) ? { endpoint: endpoint.replace(/^(https?:\/\/)host\.(?:docker|containers)\.internal(?=[:/]|$)/, '$1localhost') } : {}),
    ...(isText(role) ? { role } : {}),
  }),
  // A stand-in or the private address of one service knows no identities.
  identity: ({ profile, region, endpoint }) => (endpoint === undefined ? ['sts', 'get-caller-identity', '--query', 'Arn', '--output', 'text', ...placeArgs({ profile, region })] : undefined),
  // One attempt: a second one after a lost answer would take the secret of the first for somebody else's.
  environment: ({ profile, region, files }) => ({ ...files, ...(profile === undefined ? QUIET : CLI_ENVIRONMENT), ...(region === undefined && profile !== undefined ? NO_REGION : {}), AWS_MAX_ATTEMPTS: '1' }),
  idIn: (stdout) => /^arn:[\w-]+:[\w:/+=,.@-]*:([\w/+=,.@-]+)\s*$/.exec(stdout)?.[1],
  impatient: ['--cli-connect-timeout', '10', '--cli-read-timeout', '15'],
  refusedPermission: (stderr) => {
    if (!/\((?:AccessDenied\w*|403)\)|is not authorized to perform|Access to KMS is not allowed/.test(stderr)) {
      return undefined;
    }
    return /is not authorized to perform: ([\w-]+:\w+)/.exec(stderr)?.[1] ?? (/KMS/.test(stderr) ? 'kms:Decrypt' : '');
  },
  codeIn: (stderr) => /\((\w+)\) when calling/.exec(stderr)?.[1],
  source: SOURCE,
  failureIn: (stderr, place) => rules(place).find(({ pattern }) => pattern.test(stderr)),
  allowing: `as iamPolicyDocument() of the backend does (${docPage('docs/secrets-backends.md#the-iam-policy')})`,
};

/** What the CLI is called with for a secret of a service. */
export function awsSecretCommands(service: AwsSecretsService): SecretCommands {
  const withPlace = (args: readonly string[] | undefined, place: SecretsPlace): readonly string[] | undefined => (args === undefined ? undefined : [...args, ...placeArgs(place)]);
  return {
    read: (name, place) => [...service.readArgs(name), ...placeArgs(place)],
    create: (name, value, place) => withPlace(service.createArgs(name, value), place),
    remove: (name, place) => withPlace(service.deleteArgs(name), place),
    permission: service.action,
    isAbsent: (stderr) => ABSENT.test(stderr),
    isTaken: (stderr) => TAKEN.test(stderr),
  };
}

function placeArgs({ region, profile, endpoint }: SecretsPlace): readonly string[] {
  return [...(region === undefined ? [] : ['--region', region]), ...(profile === undefined ? [] : profileArgs(profile)), ...(endpoint === undefined ? [] : ['--endpoint-url', endpoint])];
}

/** Errors of the CLI with which it knows no answer. What keeps it from having credentials at all is the same as for a session. */
function rules({ profile, files }: SecretsPlace): ReadonlyArray<OnlineFailure & { readonly pattern: RegExp }> {
  const whose = profile ?? 'this shell';
  const option = profile === undefined ? '' : ` --profile${profile.startsWith('-') ? '=' : ' '}${cliWord(profile)}`;
  return [
    { pattern: /Signature (?:expired|not yet current)|RequestTimeTooSkewed|RequestExpired/, text: 'AWS refuses the request, because the clock of this machine is wrong', fix: 'set the time of this machine' },
    { pattern: /\(ExpiredToken\w*\)|token included in the request is expired/, text: `the keys of ${whose} have ended`, fix: profile === undefined ? 'get new keys for this shell' : `aws sso login${option}, or whatever else gives ${profile} its keys`, isSignIn: true },
    { pattern: /\((?:UnrecognizedClientException|InvalidClientTokenId|InvalidSignatureException|SignatureDoesNotMatch|InvalidAccessKeyId)\)/, text: `AWS does not know the keys of ${whose}`, fix: `aws configure${option}` },
    { pattern: /(?:marked|scheduled) for deletion/, text: 'the secret is scheduled for deletion', fix: 'aws secretsmanager restore-secret, with its name as --secret-id' },
    { pattern: /You must specify a region/, text: 'no region is set', fix: `aws configure set region us-west-2${option}   # your own region` },
    { pattern: /doesn't match a supported format|Invalid endpoint/, text: 'the region is not one of AWS', fix: 'correct it in the rc file or in the profile' },
    { pattern: /Unable to locate credentials|Partial credentials found/, text: `${whose} has no credentials`, fix: `aws configure sso${option}` },
    ...(files === undefined ? [] : [{ pattern: PATTERNS.profile, text: `the files that the containers read have no profile ${whose}`, fix: `aws configure sso${option}` }]),
    ...awsCauses(profile ?? 'default').map(ofSession),
  ];
}

/** Its text names the command as well. */
function ofSession({ pattern, text, signIn, isNetwork }: CauseRule): OnlineFailure & { readonly pattern: RegExp } {
  const [what, fix] = signIn === undefined ? [text.replace(/\.$/, '')] : text.split(/: (?=aws )/);
  return { pattern, text: what, fix, isNetwork, isSignIn: signIn !== undefined };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

