import { check as airflowImport } from './airflow-import';
import { check as astroCli } from './astro-cli';
import { check as baseImage } from './base-image';
import { check as cloudCli } from './cloud-cli';
import { check as containerEngine } from './container-engine';
import { check as deployEnv } from './deploy-env';
import { check as dotenvBeats } from './dotenv-beats';
import { check as dotenvDeclared } from './dotenv-declared';
import { check as dotenvReaders } from './dotenv-readers';
import { check as drift } from './drift';
import { check as gitKeys } from './git-keys';
import { check as localFiles } from './local-files';
import { check as mountedFiles } from './mounted-files';
import { check as mountedReadable } from './mounted-readable';
import { check as mountedSelinux } from './mounted-selinux';
import { check as mountedToken } from './mounted-token';
import { check as mountsThere } from './mounts-there';
import { check as node } from './node';
import { check as onlineIdentity } from './online-identity';
import { check as onlineSecrets } from './online-secrets';
import { check as overrideMajor } from './override-major';
import { check as overrideName } from './override-name';
import { check as profile } from './profile';
import { check as provider } from './provider';
import { check as region } from './region';
import { check as runtimeEnd } from './runtime-end';
import { check as secretsBackend } from './secrets-backend';
import { check as sessionFolder } from './session-folder';
import { check as sessionKeys } from './session-keys';
import { check as sessionProfile } from './session-profile';
import { check as sessionWatch } from './session-watch';
import { check as shellKeys } from './shell-keys';
import { check as strategyKind } from './strategy-kind';
import { check as strategySystem } from './strategy-system';
import { check as tryFiles } from './try-files';
import { check as tryIdentity } from './try-identity';
import type { Check } from '../check';

/** All checks, in the order of the report. The next one is a new file and a line here. */
export const CHECKS: readonly Check[] = [
  node,
  astroCli,
  containerEngine,
  cloudCli,
  strategySystem,
  strategyKind,
  profile,
  region,
  shellKeys,
  onlineIdentity,
  sessionFolder,
  sessionKeys,
  sessionWatch,
  sessionProfile,
  mountedFiles,
  mountsThere,
  mountedReadable,
  mountedSelinux,
  mountedToken,
  localFiles,
  drift,
  dotenvDeclared,
  dotenvBeats,
  dotenvReaders,
  overrideName,
  overrideMajor,
  gitKeys,
  deployEnv,
  baseImage,
  runtimeEnd,
  secretsBackend,
  provider,
  airflowImport,
  onlineSecrets,
  tryFiles,
  tryIdentity,
];
