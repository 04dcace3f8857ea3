import { CONTAINERS } from './rows';
import type { Mistake } from '../mistakes';

/** Mistakes in what a container engine reads. */
export const CONTAINER_MISTAKES: readonly Mistake[] = [
  {
    what: 'the mode of a mount',
    file: 'lib/files/compose-render.js',
    good: '{ read_only: true }',
    bad: '{ read_only: false }',
    row: CONTAINERS,
    only: 'Airflow 3, mounted: what is mounted read-only',
  },
  {
    what: 'what happens where the source of a mount is missing',
    file: 'lib/files/compose-render.js',
    good: 'create_host_path: false',
    bad: 'create_host_path: true',
    row: CONTAINERS,
    only: 'Airflow 2: a missing ~/.aws makes',
  },
  {
    what: 'the target of the mount of the credentials',
    file: 'lib/clouds/aws/aws-mounted.js',
    good: 'target, readOnly: true }',
    bad: 'target: `${target}x`, readOnly: true }',
    row: CONTAINERS,
    only: 'Airflow 3, mounted: every Airflow service reads',
  },
  {
    what: 'which token caches are writable',
    file: 'lib/clouds/aws/aws-mounted.js',
    good: 'target: `${target}/${cache}` }',
    bad: 'target: `${target}/${cache}`, readOnly: true }',
    row: CONTAINERS,
    only: 'Airflow 3, single sign-on: the token caches',
  },
  {
    // Docker cannot make a folder for it in a mount that is read-only.
    what: 'the target of a further profile, which is in the mount of the first one',
    file: 'lib/clouds/aws/aws-session-paths.js',
    good: '/home/astro/.aws-profiles/',
    bad: '/home/astro/.aws/',
    row: CONTAINERS,
    only: 'Airflow 3, session: after an export',
  },
];
