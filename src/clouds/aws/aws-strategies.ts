import { BELIEVED, no, setup, YES, type Answer, type Strategy } from '../strategy';

const BOTO: [string, Answer] = ['boto3, Airflow\'s backends and hooks, s3fs, pyarrow, DuckDB', YES];
const NO_MOUNT = no('no mount there');
/** The standalone mode runs as the developer, with the developer's own `~/.aws`. */
const AS_DEVELOPER: Answer = { works: 'yes', proved: true, note: 'reads your own `~/.aws`' };

/** The ways of `AwsCredentials`, the preferred one first. */
export const AWS_STRATEGIES: readonly Strategy[] = [
  {
    call: 'AwsCredentials.session()',
    systems: { linux: YES, rootless: YES, userns: YES, podman: BELIEVED, macos: BELIEVED, windows: BELIEVED, wsl: BELIEVED },
    runs: {
      start: YES,
      standalone: AS_DEVELOPER,
      parse: NO_MOUNT,
      run: NO_MOUNT,
      ci: setup('`login --from-environment`'),
    },
    kinds: new Map([
      ['single sign-on', YES],
      ['`aws login`', BELIEVED],
      ['a role', YES],
      ['a role with MFA', YES],
      ['`credential_process`', YES],
      ['long-lived keys', setup('`longLivedKeys: true`')],
    ]),
    libraries: new Map([
      BOTO,
      ['Go v2, Java v2', YES],
      ['polars', setup('`credential_provider=pl.CredentialProviderAWS()`')],
      ['hadoop-aws', setup('`fs.s3a.aws.credentials.provider` set to `DefaultCredentialsProvider`', false)],
      ['deltalake', no('give it boto3\'s frozen keys')],
    ]),
  },
  {
    call: 'AwsCredentials.mounted()',
    systems: {
      linux: setup('`setfacl`, again after each new file'),
      rootless: setup('files that others may read'),
      userns: setup('files that others may read'),
      podman: setup('files that others may read', false),
      macos: BELIEVED,
      windows: BELIEVED,
      wsl: setup('as the engine in it', false),
    },
    runs: {
      start: YES,
      standalone: setup('`pathsInOverride: true`'),
      parse: NO_MOUNT,
      run: NO_MOUNT,
      ci: no('no `~/.aws` there'),
    },
    kinds: new Map([
      ['single sign-on', no('a container cannot renew it on Linux')],
      ['`aws login`', setup('`sso: true`', false)],
      ['a role', setup('a `source_profile` with keys', false)],
      ['a role with MFA', no('nobody answers the prompt in a container')],
      ['`credential_process`', no('the program is not in the image')],
      ['long-lived keys', YES],
    ]),
    libraries: new Map([
      BOTO,
      ['Go v2, Java v2', BELIEVED],
      ['polars', BELIEVED],
      ['hadoop-aws', BELIEVED],
      ['deltalake', no('it reads no profile')],
    ]),
  },
  {
    call: 'AwsCredentials.fromEnvironment()',
    systems: { linux: BELIEVED, rootless: BELIEVED, userns: BELIEVED, podman: BELIEVED, macos: BELIEVED, windows: BELIEVED, wsl: BELIEVED },
    runs: {
      start: YES,
      standalone: BELIEVED,
      parse: no('the override is not read'),
      run: no('the override is not read'),
      ci: BELIEVED,
    },
    kinds: new Map([
      ['single sign-on', setup('`aws configure export-credentials --format env`', false)],
      ['`aws login`', setup('the same', false)],
      ['a role', setup('the same', false)],
      ['a role with MFA', setup('the same', false)],
      ['`credential_process`', setup('the same', false)],
      ['long-lived keys', BELIEVED],
    ]),
    libraries: new Map([
      BOTO,
      ['Go v2, Java v2', BELIEVED],
      ['polars', BELIEVED],
      ['hadoop-aws', BELIEVED],
      ['deltalake', BELIEVED],
    ]),
  },
];
