import type { Mistake } from '../mistakes';
import { SESSION_AIRFLOW_ROWS } from './airflow-rows';
import { SESSION_HOST } from './host-rows';

const [, LAST_2] = SESSION_AIRFLOW_ROWS;

/** Mistakes in what the AWS CLI is asked, and in what containers read of it. */
export const SESSION_MISTAKES: readonly Mistake[] = [
  {
    // The question would be asked on the terminal of the watch, for nobody.
    what: 'how the AWS CLI is started where nobody may be asked',
    file: 'lib/host/run-program.js',
    good: 'const detached = !terminal',
    bad: 'const detached = false',
    row: SESSION_HOST,
    only: 'Debian: a role with MFA fails at once',
  },
  {
    what: 'the mode of the private folders',
    file: 'lib/host/folders.js',
    good: 'const PRIVATE = 0o700',
    bad: 'const PRIVATE = 0o755',
    row: SESSION_HOST,
    only: 'other users of the host',
  },
  {
    what: 'the words by which a lost network is known',
    file: 'lib/clouds/aws/aws-session-causes.js',
    good: 'Could not connect to the endpoint URL',
    bad: 'Could not connect to the endpoint at',
    row: SESSION_HOST,
    only: 'Debian: an AWS that cannot be reached',
  },
  {
    what: 'when the AWS CLI is asked',
    file: 'lib/clouds/aws/aws-session.js',
    good: 'ASK_BELOW = 870',
    bad: 'ASK_BELOW = 800',
    row: SESSION_HOST,
    only: 'Debian: start asks the AWS CLI under',
  },
  {
    what: 'the path of the program that reads the keys',
    file: 'lib/clouds/aws/aws-session-config.js',
    good: '= /bin/cat',
    bad: '= cat',
    row: LAST_2,
    only: 'a task with a PATH',
  },
  {
    what: 'which variables the override sets against .env',
    file: 'lib/clouds/aws/aws-session-declarations.js',
    good: 'AWS_DEFAULT_PROFILE: \'default\',',
    bad: '',
    row: LAST_2,
    only: 'what .env and the image have',
  },
  {
    what: 'whether new keys take the place of the old ones',
    file: 'lib/host/put-file.js',
    good: 'node_fs_1.default.renameSync(temporary, file)',
    bad: 'node_fs_1.default.existsSync(file) || node_fs_1.default.renameSync(temporary, file)',
    row: LAST_2,
    only: 'one process asks on',
  },
];
