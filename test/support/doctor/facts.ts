import { AWS_STRATEGIES } from '../../../src/clouds/aws/aws-strategies';
import type { ProfileKind } from '../../../src/clouds/profiles';
import type { Airflow, Backend, Dotenv, EngineKind, Facts, Machine, MountedEntry, Profile, Session, Token, Way } from '../../../src/doctor/facts';

/** The afternoon of a day, on every machine that runs the tests. */
export const NOW = new Date(2026, 10, 29, 14, 0).getTime();
export const MINUTE = 60_000;

export const LINUX: Machine = { system: 'linux', isWsl: false, isSelinux: false, uid: 1000, node: '22.11.0', lowestNode: '20.17.0' };
export const MACHINES: Readonly<Record<'linux' | 'macos' | 'windows' | 'wsl', Machine>> = {
  linux: LINUX,
  macos: { ...LINUX, system: 'macos', uid: 501 },
  windows: { ...LINUX, system: 'windows', uid: undefined },
  wsl: { ...LINUX, isWsl: true },
};

export const AIRFLOW: Airflow = { runtime: { value: { tag: '3.1-12', major: 3, airflowVersion: '3.1', maintenance: { day: '2027-09-25', by: 'Astronomer' }, otherServices: [], isBase: false, installsRequirements: false } }, backends: [], shadows: [] };
export const BACKEND: Backend = {
  isOfTasks: false,
  isRead: true,
  classVariable: 'AIRFLOW__SECRETS__BACKEND',
  kwargsVariable: 'AIRFLOW__SECRETS__BACKEND_KWARGS',
  classPath: 'airflow.providers.amazon.aws.secrets.secrets_manager.SecretsManagerBackend',
  file: '.env',
  isKnown: true,
  kwargs: 'json',
  troubles: [],
  unknownKwarg: 'ignored',
  off: 0,
  kinds: 3,
};

/** A project without credentials on a machine on which all is well. */
export function healthy(changes: Partial<Facts> = {}): Facts {
  return {
    now: NOW,
    machine: LINUX,
    commands: { write: 'npx projen', login: 'npx projen login', start: 'npx projen start', try: 'npx projen try', doctor: 'npx projen doctor', drift: 'npx projen drift' },
    astro: { value: { version: '1.46.0' } },
    engine: engine('engine'),
    clis: [],
    ways: { value: [] },
    otherMounts: [],
    missingMounts: [],
    drift: { value: { result: 'in-sync', drifted: [], absent: [], overridden: [] } },
    dotenv: { value: { lines: [], hasExport: false } },
    override: { value: { services: ['scheduler'], variables: [] } },
    strays: [],
    tracked: { value: [] },
    deploys: { pushing: [], inImage: false },
    airflow: AIRFLOW,
    ...changes,
  };
}

export function engine(kind: EngineKind | undefined): Facts['engine'] {
  return { value: kind === undefined ? undefined : { kind, version: '28.1.1', program: 'docker' } };
}

export function profile(kind: Partial<ProfileKind> = { kind: 'long-lived keys' }, changes: Partial<Profile> = {}): Profile {
  return { name: 'dev', kind: { value: { certain: true, hasRegion: true, ...kind } }, symptom: 'ProfileNotFound', add: 'aws configure sso --profile dev', ...changes };
}

const [SESSION, MOUNTED, ENVIRONMENT] = AWS_STRATEGIES;
const AWS = { cloud: 'aws', cloudName: 'AWS', page: 'docs/credentials.md', beatenBy: {}, met: [] } as const;

export function session(changes: Partial<Session> = {}): Session {
  const folder = (path: string, wanted: number) => ({ path, wanted, found: { isFolder: true, mode: wanted, uid: 1000 } });
  return {
    name: 'dev',
    folders: [folder('/home/alice/.airflow-credentials', 0o700), folder('/home/alice/.airflow-credentials/aws/dev/mount', 0o755)],
    mounted: [{ path: '/home/alice/.airflow-credentials/aws/dev/mount/session.json', wanted: 0o644, mode: 0o644 }],
    keys: { state: 'there', end: NOW + 60 * MINUTE, namesEnd: true },
    files: ['/home/alice/.airflow-credentials/aws/dev/mount/session.json'],
    symptoms: { noKeys: 'CredentialRetrievalError', keysEnded: '"still expired"' },
    askBelow: 870,
    watched: { value: false },
    ...changes,
  };
}

export function sessionWay(changes: Partial<Way> = {}): Way {
  return { ...AWS, kind: 'session', strategy: SESSION, profile: profile(), sessions: [session()], ...changes };
}

/** `~/.aws` of a developer with the mode of both files. */
export function mountedWay(changes: Partial<Way> = {}, file: Partial<MountedEntry['permissions']> = {}): Way {
  const permissions = { mode: 0o100600, uid: 1000, gid: 1000, ...file };
  const entries: MountedEntry[] = [
    { name: '~/.aws', wanted: ['r', 'x'], permissions: { mode: 0o40755, uid: 1000, gid: 1000 } },
    { name: '~/.aws/config', wanted: ['r'], permissions },
    { name: '~/.aws/credentials', wanted: ['r'], permissions },
  ];
  const files = ['config', 'credentials'];
  return { ...AWS, kind: 'mounted', strategy: MOUNTED, instead: 'session()', profile: profile(), mount: { source: '~/.aws', found: 'folder', wanted: 'folder', expected: files, present: files, entries, configure: 'aws configure sso' }, ...changes };
}

export function shellWay(missing: readonly string[] = []): Way {
  return { ...AWS, kind: 'environment', strategy: ENVIRONMENT, instead: 'session()', shell: { missing, fix: 'eval "$(aws configure export-credentials --format env)"' } };
}

export function token(changes: Partial<Token> = {}): Token {
  return { command: 'aws sso login --profile dev', name: '~/.aws/sso/cache/1.json', symptom: 'KeyError', state: 'there', end: NOW + 60 * MINUTE, permissions: { mode: 0o100644, uid: 1000, gid: 1000 }, ...changes };
}

export function dotenvOf(lines: Dotenv['lines'], changes: Partial<Dotenv> = {}): Facts['dotenv'] {
  return { value: { lines, hasExport: false, ...changes } };
}
