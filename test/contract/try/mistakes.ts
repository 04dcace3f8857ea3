import { TRY_ROWS } from './rows';
import type { Mistake } from '../mistakes';

const [ONLINE] = TRY_ROWS;

/** Mistakes in what the AWS CLI is asked for a secret, and in what its answers mean. */
export const TRY_MISTAKES: readonly Mistake[] = [
  {
    what: 'how an absent secret is known',
    file: 'lib/clouds/aws/aws-online.js',
    good: 'ResourceNotFoundException',
    bad: 'ResourceAbsentException',
    row: ONLINE,
    only: 'an absent secret is named',
  },
  {
    what: 'what of a secret is printed',
    file: 'lib/clouds/aws/aws-secrets-manager.js',
    good: '\'ARN\'',
    bad: '\'SecretString\'',
    row: ONLINE,
    only: 'can be read, in both services',
  },
  {
    what: 'which profile is asked with',
    file: 'lib/clouds/aws/aws-online.js',
    good: '...(profile === undefined ? [] : (0, aws_session_causes_1.profileArgs)(profile))',
    bad: '',
    row: ONLINE,
    only: 'can be read, in both services',
  },
];
