import { AstroAirflowError } from '../../text/error';
import { misspelled, nearest } from '../../text/nearest';
import { checkNoSecret } from '../../text/secret-check';

/** Regions of every AWS partition, as botocore's endpoints.json gives their patterns. */
const REGION = /^(?:(?:us|eu|ap|sa|ca|me|af|il|mx)-[a-z]+-\d+|cn-[a-z]+-\d+|us-gov-[a-z]+-\d+|us-isob?-[a-z]+-\d+|us-isof-[a-z]+-\d+|eu-isoe-[a-z]+-\d+|eusc-de-[a-z]+-\d+)$/;

/** What the regions of botocore's endpoints.json are named for. A new region can have another word, but hardly one that looks like a typo of these. */
const DIRECTIONS = ['central', 'east', 'north', 'northeast', 'northwest', 'south', 'southeast', 'southwest', 'west'];

const PARTITIONS: ReadonlyArray<readonly [RegExp, string]> = [
  [/^cn-/, 'aws-cn'],
  [/^us-gov-/, 'aws-us-gov'],
  [/^us-iso-/, 'aws-iso'],
  [/^us-isob-/, 'aws-iso-b'],
  [/^eu-isoe-/, 'aws-iso-e'],
  [/^us-isof-/, 'aws-iso-f'],
  [/^eusc-/, 'aws-eusc'],
];

/** The variable without which botocore ignores the other two, and asks the next provider. */
export const KEY_ID = 'AWS_ACCESS_KEY_ID';

/** The names that the AWS CLI and every SDK read keys from. */
export const KEY_VARIABLES = [KEY_ID, 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];

/** @throws AstroAirflowError if it is not formed like a region of any AWS partition, or is a misspelled one */
export function checkRegion(region: string, option: string): void {
  checkNoSecret(region, option);
  if (!REGION.test(region)) {
    throw new AstroAirflowError(`${option} "${region}" is not an AWS region. Give its code, for example us-west-2.`);
  }
  const [, before, direction, number] = /^(.*-)([a-z]+)(-\d+)$/.exec(region)!;
  if (!DIRECTIONS.includes(direction) && misspelled(direction, DIRECTIONS) !== undefined) {
    throw new AstroAirflowError(`${option} "${region}" is not an AWS region. Did you mean ${before}${nearest(direction, DIRECTIONS)}${number}?`);
  }
}

/** An option of the AWS CLI with its value, which can look like an option itself. */
export function cliOption(option: string, value: string): readonly string[] {
  return value.startsWith('-') ? [`${option}=${value}`] : [option, value];
}

/** The partition that a region belongs to, for ARNs. Without a region: the commercial one. */
export function partitionOf(region: string | undefined): string {
  return PARTITIONS.find(([pattern]) => pattern.test(region ?? ''))?.[1] ?? 'aws';
}

/** @throws AstroAirflowError if no profile of `~/.aws/config` can have that name */
export function checkProfile(profile: string, option: string): void {
  checkNoSecret(profile, option);
  if (!/^(?! )(?:[^\s\p{Cc}\p{Cs}"'[\]{}$\\`#;]| (?! |$))+$/u.test(profile)) {
    throw new AstroAirflowError(
      `${option} "${profile}" is not the name of an AWS profile: it is empty, or has a quote, a bracket, a "$" or an outer blank. Give the name in ~/.aws/config.`,
    );
  }
}

/** @throws AstroAirflowError if a variable that names a profile is empty, which is worse than none */
export function checkNoEmptyProfile(variable: string, value: string): void {
  if (value === '' && /^AWS_(DEFAULT_)?PROFILE$/.test(variable)) {
    throw new AstroAirflowError(`${variable} is empty, and botocore fails on an empty profile (ProfileNotFound). Omit it instead.`);
  }
}
