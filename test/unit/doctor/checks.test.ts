import { CHECKS } from '../../../src/doctor/checks';
import { diagnose } from '../../../src/doctor/diagnose';
import type { Facts, OnlineAnswer, Runtime } from '../../../src/doctor/facts';
import { AIRFLOW, BACKEND, dotenvOf, engine, healthy, LINUX, MACHINES, mountedWay, MINUTE, NOW, profile, session, sessionWay, shellWay, token } from '../../support/doctor/facts';

const ways = (...all: Array<ReturnType<typeof sessionWay>>): Partial<Facts> => ({ ways: { value: all } });
const cli = (changes: Partial<Facts['clis'][number]>): Partial<Facts> => ({ clis: [{ cloudName: 'AWS', program: 'aws', found: { value: { version: '2.36.7' } }, install: 'Install it', without: { isFailure: true, effect: 'which exports the keys of the session' }, ...changes }] });
const BY_AWS = { cloud: 'aws', cloudName: 'AWS', call: 'AwsCredentials.session' };
const backend = (changes: Partial<typeof BACKEND>): Partial<Facts> => ({ airflow: { ...AIRFLOW, backends: [{ ...BACKEND, ...changes }] } });
const OF_TASKS = { isOfTasks: true, classVariable: 'AIRFLOW__WORKERS__SECRETS_BACKEND', kwargsVariable: 'AIRFLOW__WORKERS__SECRETS_BACKEND_KWARGS' } as const;
const TROUBLES = [{ text: 'The argument x of Backend is not in provider 1.0: so it is.', isCertain: true }];
const lacking = (at: 'import' | 'lookup', isCertain = true) => ({ problem: { text: 'no project is set', fix: 'declare it', at, isCertain } });
const drift = (changes: object): Partial<Facts> => ({ drift: { value: { result: 'drift', drifted: [], absent: [], overridden: [], ...changes } } });
const keys = (changes: Parameters<typeof session>[0]): Partial<Facts> => ways(sessionWay({ sessions: [session(changes)] }));
const found = (path: string, mode: number, uid = 1000, isFolder = true, wanted = 0o700) => keys({ folders: [{ path, wanted, found: { isFolder, mode, uid } }] });
const signIn = (changes: Parameters<typeof token>[0], file = {}): Partial<Facts> => ways(mountedWay({ profile: profile({ kind: 'single sign-on', certain: false }, { token: token(changes) }) }, file));
const beaten = (...names: string[]) => sessionWay({ beatenBy: Object.fromEntries(names.map((name) => [name, 'its keys are not used'])) });
const OUTSIDE = { source: '/srv/data', path: '/srv/data', isShared: false } as const;
const absent = (changes: Partial<Facts['missingMounts'][number]> = {}): Partial<Facts> => ({ missingMounts: [{ source: '~/team data', path: '~/team data', isMade: false, isShared: true, ...changes }] });
const onlineOf = (identity?: OnlineAnswer, secret?: OnlineAnswer): Partial<Facts> => ({
  online: {
    access: { value: { cloudName: 'AWS', program: 'aws', profile: 'dev', region: 'us-west-2', allowing: 'as the page says' } },
    identity,
    secrets: secret === undefined ? undefined : [{ kind: 'variable', key: 'my_var', name: 'airflow/variables/my_var', answer: secret }],
  },
});
const provider = (changes: object) => backend({ provider: { name: 'apache-airflow-providers-amazon', isInstalled: true, lowest: '9.4.0', isTooOld: false, ...changes } });

/** Each with what the check of that id says: the verdict, and the start of its line. Hand-written. */
test.each<[string, string, Partial<Facts>, string[]]>([
  ['Node is too old', 'node', { machine: { ...LINUX, node: '18.20.4' } }, ['warning: Node 18.20.4 is older than 20.17.0']],
  ['Node is just new enough', 'node', { machine: { ...LINUX, node: '20.17.0' } }, ['ok: Node 20.17.0']],
  ['there is no Astro CLI', 'astro-cli', { astro: { value: undefined } }, ['failure: There is no Astro CLI']],
  ['the Astro CLI hangs', 'astro-cli', { astro: { unknown: 'astro version did not answer within 10 s' } }, ['unknown: The Astro CLI cannot be judged: astro version did not answer within 10 s.']],
  ['another program is called astro', 'astro-cli', { astro: { value: {} } }, ['unknown: The command astro on the PATH does not print a version']],
  ['nobody asked the cloud', 'online-identity', {}, []],
  ['the cloud knows the identity', 'online-identity', onlineOf({ state: 'ok', id: 'user/alice' }), ['ok: AWS knows dev as user/alice']],
  ['the sign-in is over', 'online-identity', onlineOf({ state: 'failed', why: 'the sign-in of dev has ended', fix: 'aws sso login --profile dev' }), ['failure: AWS gives dev no answer: the sign-in of dev has ended.']],
  ['there is no network', 'online-identity', onlineOf({ unknown: 'AWS cannot be reached. Check the network, a proxy and a VPN, then run again' }), ['unknown: Whether AWS knows dev cannot be judged: AWS cannot be reached.']],
  ['one may not even ask who one is', 'online-identity', onlineOf({ state: 'refused', permission: 'sts:GetCallerIdentity' }), ['unknown: Whether AWS knows dev cannot be judged: it may not ask.']],
  ['the cloud is not to be asked', 'online-identity', { online: { access: { unknown: 'no secrets backend is set' } } }, ['unknown: The cloud is not asked for the secrets: no secrets backend is set.']],
  ['the endpoint is a stand-in', 'online-identity', onlineOf(), []],
  ['nobody asked for secrets', 'online-secrets', {}, []],
  ['there is no example', 'online-secrets', onlineOf(), []],
  ['the access is unknown', 'online-secrets', { online: { access: { unknown: 'x' } } }, []],
  ['a secret can be read', 'online-secrets', onlineOf(undefined, { state: 'ok', id: 'secret/x' }), ['ok: the variable my_var of the example DAG (the secret airflow/variables/my_var in us-west-2) can be read']],
  ['a secret is absent', 'online-secrets', onlineOf(undefined, { state: 'absent' }), ['failure: The variable my_var of the example DAG (the secret airflow/variables/my_var in us-west-2) does not exist.']],
  ['a permission is missing', 'online-secrets', onlineOf(undefined, { state: 'refused', permission: 'kms:Decrypt' }), ['failure: The variable my_var of the example DAG (the secret airflow/variables/my_var in us-west-2) may not be read: the identity lacks kms:Decrypt.']],
  ['a secret is scheduled for deletion', 'online-secrets', onlineOf(undefined, { state: 'failed', why: 'the secret is scheduled for deletion' }), ['failure: The variable my_var of the example DAG (the secret airflow/variables/my_var in us-west-2) cannot be read: the secret is scheduled for deletion.']],
  ['the AWS CLI hangs on a secret', 'online-secrets', onlineOf(undefined, { unknown: 'aws secretsmanager did not answer within 30 s' }), ['unknown: Whether the variable my_var of the example DAG']],
  ['there is no container engine', 'container-engine', { engine: engine(undefined) }, ['failure: There is no container engine']],
  ['Docker does not run', 'container-engine', { engine: engine('stopped') }, ['failure: docker is installed, and no container engine answers it.']],
  ['the engine is one that nobody knows', 'container-engine', { engine: engine('other') }, ['unknown: docker talks to an engine that is not known.']],
  ['the engine hangs', 'container-engine', { engine: { unknown: 'docker info did not answer within 10 s' } }, ['unknown: The container engine cannot be judged']],
  ['the engine answers', 'container-engine', {}, ['ok: Docker Engine 28.1.1']],
  ['a session needs a newer AWS CLI', 'cloud-cli', cli({ found: { value: { version: '1.46.3' } }, needs: { version: '2.9.0', why: 'a session' } }), ['failure: AWS CLI 1.46.3 is too old: a session needs 2.9.0 or newer.']],
  ['versions are no decimals', 'cloud-cli', cli({ found: { value: { version: '2.10.0' } }, needs: { version: '2.9.0', why: 'a session' } }), ['ok: AWS CLI 2.10.0']],
  ['there is no AWS CLI for a session', 'cloud-cli', cli({ found: { value: undefined } }), ['failure: There is no AWS CLI']],
  ['there is no AWS CLI for a mount', 'cloud-cli', cli({ found: { value: undefined }, without: { isFailure: false, effect: 'so your profiles are not checked' } }), ['warning: There is no AWS CLI (a command aws) on the PATH, so your profiles are not checked.']],
  ['there is no CLI of a cloud that does without', 'cloud-cli', cli({ found: { value: undefined }, without: undefined }), ['ok: no AWS CLI, which nothing needs here']],
  ['the AWS CLI prints garbage', 'cloud-cli', cli({ found: { value: {} } }), ['unknown: The command aws on the PATH does not print a version']],
  ['the AWS CLI hangs', 'cloud-cli', cli({ found: { unknown: 'aws --version did not answer within 10 s' } }), ['unknown: The AWS CLI cannot be judged']],
  ['no credentials are declared', 'strategy-system', {}, ['ok: no credentials of a cloud are declared']],
  [
    'no credentials are declared for a secrets backend', 'strategy-system', { airflow: { ...AIRFLOW, backends: [{ ...BACKEND, signsInBy: BY_AWS }] } },
    ['warning: SecretsManagerBackend has no credentials of AWS: nothing in .env, docker-compose.override.yml and the Dockerfile gives it any.'],
  ],
  [
    'the credentials of another cloud are declared', 'strategy-system', { ...ways(sessionWay()), airflow: { ...AIRFLOW, backends: [{ ...BACKEND, isOfTasks: true, signsInBy: { cloud: 'gcp', cloudName: 'Google Cloud', call: 'GcpCredentials.mounted' } }] } },
    ['warning: SecretsManagerBackend, which tasks ask, has no credentials of Google Cloud', 'ok: AwsCredentials.session()'],
  ],
  ['the credentials of the backend\'s cloud are declared', 'strategy-system', { ...ways(sessionWay()), airflow: { ...AIRFLOW, backends: [{ ...BACKEND, signsInBy: BY_AWS }] } }, ['ok: AwsCredentials.session()']],
  ['there is no home', 'strategy-system', { ways: { unknown: 'this user has no home directory (HOME is not set)' } }, ['unknown: How the containers get credentials cannot be judged: this user has no home']],
  ['a start refuses what is declared', 'strategy-system', { ways: { unknown: 'AWS_PROFILE "a/b" cannot be the name of a folder', refused: true } }, ['failure: The containers get no credentials: AWS_PROFILE "a/b" cannot be the name of a folder.']],
  ['the engine is down', 'strategy-system', { ...ways(sessionWay()), engine: engine('stopped') }, ['unknown: Whether the declared way works here cannot be judged']],
  ['there is no such profile', 'profile', ways(mountedWay({ profile: profile({}, { kind: { value: undefined } }) })), ['failure: There is no profile dev: the containers find no credentials (ProfileNotFound).']],
  [
    'a profile has half a pair of keys', 'profile', ways(mountedWay({ profile: profile({ kind: 'long-lived keys', lacks: { text: 'has an x and no y', symptom: 'PartialCredentialsError' } }) })),
    ['failure: The profile dev has an x and no y: the containers find no credentials (PartialCredentialsError).'],
  ],
  ['the keys of the shell are over', 'shell-keys', ways({ ...shellWay(), shell: { missing: [], problem: 'have ended (X)', fix: 'x' } }), ['warning: The keys in this shell have ended (X), so containers that it starts have none that are valid.']],
  ['keys of the shell are absent', 'shell-keys', ways({ ...shellWay(), shell: { missing: ['A'], problem: 'have ended (X)', fix: 'x' } }), ['warning: A is not set in this shell']],
  ['there is no such profile for a session', 'profile', ways(sessionWay({ profile: profile({}, { kind: { value: undefined } }), sessions: [session({ keys: { state: 'absent' } })] })), ['failure: There is no profile dev: no keys can be exported.']],
  ['the keys of such a session are over', 'profile', ways(sessionWay({ profile: profile({}, { kind: { value: undefined } }), sessions: [session({ keys: { state: 'there', end: NOW, namesEnd: true } })] })), ['failure: There is no profile dev']],
  ['the keys of such a session are those of a shell', 'profile', ways(sessionWay({ profile: profile({}, { kind: { value: undefined } }) })), ['warning: There is no profile dev, so the keys that are there are not renewed']],
  ['the shell chose a profile that is not there', 'profile', ways(mountedWay({ profile: profile({}, { kind: { value: undefined }, chosenBy: 'AWS_PROFILE of your shell' }) })), ['failure: There is no profile dev (from AWS_PROFILE of your shell)']],
  ['the profile cannot be read', 'profile', ways(mountedWay({ profile: profile({}, { kind: { unknown: 'there is no AWS CLI that reads it' } }) })), ['unknown: The profile dev cannot be judged: there is no AWS CLI that reads it.']],
  [
    'a file of profiles is broken', 'profile',
    ways(mountedWay({ profile: profile({}, { kind: { unknown: 'x' }, refused: { name: '~/.aws/config', what: 'cannot be parsed, because of line 3: it has no "="', fix: 'x', symptom: 'ConfigParseError' } }) })),
    ['failure: ~/.aws/config cannot be parsed, because of line 3: it has no "=", so the containers find no credentials (ConfigParseError).'],
  ],
  [
    'a file of profiles is closed to its user', 'profile',
    ways(mountedWay({ profile: profile({}, { kind: { unknown: 'x' }, refused: { name: '~/.aws/config', what: 'may not be read by you', fix: 'x' } }) })),
    ['failure: ~/.aws/config may not be read by you.'],
  ],
  [
    'no keys are exported where a file of profiles is closed', 'profile',
    ways(sessionWay({ profile: profile({}, { kind: { unknown: 'x' }, refused: { name: '~/.aws/config', what: 'may not be read by you', fix: 'x' } }) })),
    ['failure: ~/.aws/config may not be read by you, so no keys can be exported.'],
  ],
  ['the profile has nothing in it', 'profile', ways(mountedWay({ profile: profile({ kind: undefined }) })), ['unknown: The profile dev has no credentials that are known.']],
  ['no region is set', 'region', ways(sessionWay({ region: { found: { value: false }, symptom: 'NoRegionError', fix: 'aws configure set region us-west-2' } })), ['warning: The containers find no region of AWS: clients without one of their own fail with NoRegionError.']],
  ['nothing is mounted where clients look for a token', 'mounted-token', signIn({ state: 'unseen', name: '/home/astro/.aws/sso/cache/1.json' }), ['failure: The containers look for the token of dev in /home/astro/.aws/sso/cache/1.json, and nothing is mounted there.']],
  [
    'the shell has a misspelled region', 'region', ways(sessionWay({ region: { found: { value: true }, symptom: 'x', fix: 'x', problem: 'AWS_DEFAULT_REGION "us-wets-2" is not an AWS region.' } })),
    ['warning: The containers have a region of AWS that does not exist, so clients reach nothing: AWS_DEFAULT_REGION "us-wets-2" is not an AWS region.'],
  ],
  ['the region cannot be known', 'region', ways(sessionWay({ region: { found: { unknown: 'aws hangs' }, symptom: 'NoRegionError', fix: '' } })), ['unknown: Whether the containers find a region of AWS']],
  ['the shell has no keys', 'shell-keys', ways(shellWay(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])), ['warning: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set in this shell']],
  ['the shell has the keys', 'shell-keys', ways(shellWay()), ['ok: this shell has the keys']],
  ['nothing was exported yet', 'session-folder', keys({ folders: [{ path: '/h/.airflow-credentials', wanted: 0o700 }] }), ['failure: The folder for the keys of dev does not exist, so "astro dev start" fails (bind source path does not exist).']],
  ['a link is in the way', 'session-folder', found('/h/.airflow-credentials', 0o777, 1000, false), ['failure: /h/.airflow-credentials is no folder']],
  ['the folder is another user\'s', 'session-folder', found('/h/.airflow-credentials', 0o700, 0), ['failure: /h/.airflow-credentials belongs to another user (uid 0, you are 1000)']],
  ['others can enter the folder', 'session-folder', found('/h/.airflow-credentials', 0o755), ['warning: /h/.airflow-credentials has the mode 0755']],
  ['the containers cannot enter the mount', 'session-folder', found('/h/mount', 0o700, 1000, true, 0o755), ['failure: /h/mount has the mode 0700, so the containers (uid 50000) cannot read the keys.']],
  ['a mount that the group can write is inside a private folder', 'session-folder', found('/h/mount', 0o775, 1000, true, 0o755), ['ok: the folder for the keys of dev is yours alone']],
  ['the containers cannot read a file', 'session-folder', keys({ mounted: [{ path: '/h/mount/config', wanted: 0o644, mode: 0o600 }] }), ['failure: /h/mount/config has the mode 0600, so the containers (uid 50000) cannot use it.']],
  ['the containers cannot run a program', 'session-folder', keys({ mounted: [{ path: '/h/mount/bin/az', wanted: 0o755, mode: 0o644 }] }), ['failure: /h/mount/bin/az has the mode 0644, so the containers (uid 50000) cannot use it.']],
  ['a file that others can read and the group cannot', 'session-folder', keys({ mounted: [{ path: '/h/mount/config', wanted: 0o644, mode: 0o604 }] }), ['ok: the folder for the keys of dev is yours alone']],
  ['Windows has no modes of files', 'session-folder', { ...keys({ mounted: [{ path: 'C:\\keys', wanted: 0o644, mode: 0o600 }] }), machine: MACHINES.windows }, ['ok: the folder for the keys of dev is yours alone']],
  ['Windows has no modes', 'session-folder', { ...found('C:\\keys', 0o666, 0), machine: MACHINES.windows }, ['ok: the folder for the keys of dev is yours alone']],
  ['a folder that is mounted is absent', 'mounts-there', absent(), ['failure: ~/team data is mounted and does not exist, so "astro dev start" fails']],
  ['a folder is absent that Docker creates', 'mounts-there', absent({ isMade: true }), ['warning: ~/team data is mounted and does not exist: Docker creates an empty folder there, which belongs to root.']],
  ['a folder is absent that rootless Docker creates', 'mounts-there', { ...absent({ isMade: true }), engine: engine('rootless') }, ['warning: ~/team data is mounted and does not exist: Docker creates an empty folder there.']],
  ['a folder is absent that Docker creates for another root', 'mounts-there', { ...absent({ isMade: true }), engine: engine('userns') }, ['warning: ~/team data is mounted and does not exist: Docker creates an empty folder there, which does not belong to you.']],
  ['a folder is absent that Docker Desktop creates', 'mounts-there', { ...absent({ isMade: true }), engine: engine('desktop'), machine: MACHINES.macos }, ['warning: ~/team data is mounted and does not exist: Docker creates an empty folder there.']],
  ['Podman creates a folder in silence', 'mounts-there', { ...absent(), engine: engine('podman-rootless') }, ['warning: ~/team data is mounted and does not exist: Podman creates an empty folder there.']],
  ['an absent folder of the home is a failure with every engine', 'mounts-there', { ...absent(), engine: engine('colima'), machine: MACHINES.macos }, ['failure: ~/team data is mounted']],
  ['a folder outside of the home is absent', 'mounts-there', absent(OUTSIDE), ['failure: /srv/data is mounted']],
  ['a folder outside of the home can be in the virtual machine', 'mounts-there', { ...absent(OUTSIDE), engine: engine('desktop') }, ['unknown: /srv/data is mounted and does not exist on this machine. Whether the container engine has it is not known, because it runs in a virtual machine']],
  ['a folder outside of the home can be on the machine of the engine', 'mounts-there', { ...absent(OUTSIDE), engine: { value: { kind: 'engine', program: 'docker', isElsewhere: true } } }, ['unknown: /srv/data']],
  ['an engine on macOS is in a virtual machine', 'mounts-there', { ...absent(OUTSIDE), engine: engine('podman'), machine: MACHINES.macos }, ['unknown: /srv/data']],
  ['where an engine is that does not run is not known', 'mounts-there', { ...absent(OUTSIDE), engine: engine('stopped') }, ['unknown: /srv/data is mounted and does not exist on this machine. Whether the container engine has it is not known.']],
  ['there are no keys', 'session-keys', keys({ keys: { state: 'absent' } }), ['failure: There are no keys of dev']],
  ['keys are not looked for in a folder that is absent', 'session-keys', keys({ folders: [{ path: '/h/x', wanted: 0o700 }], keys: { state: 'absent' } }), []],
  ['the keys cannot be read', 'session-keys', keys({ keys: { state: 'damaged', why: '/keys/dev: permission denied' } }), ['failure: The keys of dev cannot be read: /keys/dev: permission denied.']],
  ['the keys are damaged', 'session-keys', keys({ keys: { state: 'damaged' } }), ['failure: The files with the keys of dev are damaged or incomplete']],
  ['the keys are those of another place', 'session-keys', keys({ keys: { state: 'other' } }), ['failure: The keys of dev are for another place than your shell and the project name now']],
  ['nobody knows what the keys are for', 'session-keys', keys({ keys: { state: 'unknown' } }), ['unknown: It is not known what the keys of dev are for']],
  ['the keys are those of another profile', 'session-keys', keys({ keys: { state: 'other', of: 'Dev' } }), ['failure: The folder of dev has the keys of Dev']],
  ['the keys are over', 'session-keys', keys({ keys: { state: 'there', end: NOW, namesEnd: true } }), ['failure: The keys of dev ended at 14:00']],
  ['keys that name no end', 'session-keys', keys({ keys: { state: 'there', end: NOW + 3 * MINUTE, namesEnd: false } }), ['ok: keys of dev, which name no end']],
  ['keys that name no end, and are old', 'session-keys', keys({ keys: { state: 'there', end: NOW, namesEnd: false } }), ['warning: The keys of dev name no end, and were to be renewed at 14:00.']],
  ['the keys end soon', 'session-keys', keys({ keys: { state: 'there', end: NOW + 3 * MINUTE, namesEnd: true } }), ['warning: The keys of dev end in 3 min.']],
  ['the keys end at once', 'session-keys', keys({ keys: { state: 'there', end: NOW + 10_000, namesEnd: true } }), ['warning: The keys of dev end in less than a minute.']],
  ['the keys last', 'session-keys', keys({}), ['ok: keys of dev until 15:00']],
  ['nothing renews keys that end soon', 'session-watch', keys({ keys: { state: 'there', end: NOW + 14 * MINUTE, namesEnd: true } }), ['warning: Nothing renews the keys of dev, and they end in 14 min.']],
  ['nothing renews keys that name no end', 'session-watch', keys({ keys: { state: 'there', end: NOW + 14 * MINUTE, namesEnd: false } }), ['warning: Nothing renews the keys of dev, and they are to be renewed within 14 min.']],
  ['a watch renews keys that end soon', 'session-watch', keys({ watched: { value: true }, keys: { state: 'there', end: NOW + 14 * MINUTE, namesEnd: true } }), ['ok: a command renews keys on this machine; whose is not seen']],
  ['a watch renews other keys', 'session-watch', keys({ watched: { value: true }, keys: { state: 'there', end: NOW + 7 * MINUTE, namesEnd: true } }), ['warning: A command renews keys on this machine, but those of dev end in 7 min: it is for others, or gets none.']],
  ['nobody knows of a watch', 'session-watch', keys({ watched: { unknown: 'Windows does not list command lines' } }), ['unknown: Whether a command renews the keys of dev']],
  ['keys that are over are not about a watch', 'session-watch', keys({ keys: { state: 'there', end: NOW - 1, namesEnd: true } }), []],
  ['sessions of two clouds have the names of their clouds', 'session-keys', ways(sessionWay({ sessions: [session({})] }), sessionWay({ cloud: 'azure', cloudName: 'Azure', sessions: [session({ name: 'default', keys: { state: 'absent' } })] })), ['ok: keys of dev (AWS) until 15:00', 'failure: There are no keys of default (Azure)']],
  ['the declared profile', 'session-profile', keys({}), ['ok: dev is what the project declares']],
  ['the shell chose another profile', 'session-profile', keys({ name: 'mine', chosen: { variable: 'AWS_PROFILE', declared: 'dev' } }), ['warning: AWS_PROFILE of your shell chose mine, and the project declares dev, which is used without']],
  ['~/.aws is absent', 'mounted-files', ways(mountedWay({ mount: { ...mountedWay().mount!, found: 'absent' } })), ['failure: ~/.aws does not exist, so "astro dev start" fails']],
  ['~/.aws is empty', 'mounted-files', ways(mountedWay({ mount: { ...mountedWay().mount!, present: [] } })), ['failure: ~/.aws has neither config nor credentials']],
  [
    'the files of ~/.aws are links', 'mounted-files', ways(mountedWay({ mount: { ...mountedWay().mount!, elsewhere: ['~/.aws/config', '~/.aws/credentials'] } })),
    ['failure: ~/.aws/config and ~/.aws/credentials are links to what is not mounted, so the containers do not have it.'],
  ],
  ['~/.aws has one file', 'mounted-files', ways(mountedWay({ mount: { ...mountedWay().mount!, present: ['config'] } })), ['ok: ~/.aws has config']],
  ['no readable file is missing from the line', 'mounted-readable', ways(mountedWay()), ['failure: The containers (uid 50000) cannot read ~/.aws/config and ~/.aws/credentials.']],
  ['a folder that is mounted for writing', 'mounted-readable', { otherMounts: [{ source: '~/my tool', entries: [{ name: '~/my tool', wanted: ['r', 'w', 'x'], permissions: { mode: 0o40755, uid: 1000, gid: 1000 } }] }] }, ['failure: The containers (uid 50000) cannot write to ~/my tool.']],
  ['an absent folder is not unreadable', 'mounted-readable', ways(mountedWay({ mount: { ...mountedWay().mount!, found: 'absent' } })), []],
  ['a chmod 600 after setfacl closes the list', 'mounted-readable', ways(mountedWay({}, { mode: 0o100600, list: 'user::rw-\nuser:50000:r--\nmask::---\nother::---\n' })), ['failure: The containers (uid 50000) cannot read']],
  ['the files belong to uid 50000', 'mounted-readable', ways(mountedWay({}, { uid: 50_000 })), ['ok: the containers (uid 50000) can read ~/.aws']],
  ['SELinux enforces', 'mounted-selinux', { ...ways(mountedWay()), machine: { ...LINUX, isSelinux: true } }, ['warning: SELinux enforces its rules here']],
  ['SELinux does not matter to a session', 'mounted-selinux', { ...ways(sessionWay()), machine: { ...LINUX, isSelinux: true } }, []],
  ['the token is behind a link', 'mounted-token', signIn({ state: 'elsewhere' }), ['failure: The token of dev (~/.aws/sso/cache/1.json) is behind a link to what is not mounted']],
  ['there is no token', 'mounted-token', signIn({ state: 'absent', end: undefined }), ['failure: dev has no token of a sign-in.']],
  ['the token is damaged', 'mounted-token', signIn({ state: 'damaged', end: undefined }), ['failure: The token of dev (~/.aws/sso/cache/1.json) has no end that can be read.']],
  ['the sign-in has ended', 'mounted-token', signIn({ end: NOW - 30 * MINUTE }), ['failure: The sign-in of dev ended at 13:30']],
  ['the token is about to be renewed', 'mounted-token', signIn({ end: NOW + 14 * MINUTE }), ['warning: The token of dev ends in 14 min']],
  ['the token is the developer\'s alone', 'mounted-token', signIn({ permissions: { mode: 0o100600, uid: 1000, gid: 1000 } }), ['failure: The containers (uid 50000) cannot read the token of dev: clients fail with KeyError.']],
  ['the token is the developer\'s alone, and the containers are the developer', 'mounted-token', { ...signIn({ permissions: { mode: 0o100600, uid: 501, gid: 20 } }), machine: MACHINES.macos, engine: engine('desktop') }, ['ok: the sign-in of dev lasts until 15:00']],
  ['files have drifted, and .env is absent', 'drift', drift({ drifted: ['a', 'b'], absent: ['.env'] }), ['failure: a and b are not as the rc file declares.', 'failure: .env is not there yet']],
  ['the project does not synthesize', 'drift', drift({ result: 'error', message: '.projenrc.ts failed.' }), ['failure: The managed files cannot be compared: .projenrc.ts failed.']],
  ['there is no projen project', 'drift', { drift: { unknown: 'this is in no projen project' } }, ['unknown: Whether the managed files have drifted cannot be judged']],
  ['a line of .env that the override beats replaces nothing', 'dotenv-declared', { ...drift({ overridden: ['LOG_LEVEL'] }), override: { value: { services: [], variables: ['LOG_LEVEL'] } } }, ['ok: .env has the declared values']],
  ['a line of .env replaces a declared one', 'dotenv-declared', drift({ overridden: ['AWS_CONFIG_FILE'] }), ['warning: .env sets AWS_CONFIG_FILE to another value than the declared one, which wins.']],
  ['keys in .env beat the session', 'dotenv-beats', { ...ways(beaten('AWS_ACCESS_KEY_ID')), dotenv: dotenvOf([{ key: 'AWS_ACCESS_KEY_ID', isEmpty: false }]) }, ['failure: .env sets AWS_ACCESS_KEY_ID: its keys are not used.']],
  ['an empty key in .env beats nothing', 'dotenv-beats', { ...ways(beaten('AWS_ACCESS_KEY_ID')), dotenv: dotenvOf([{ key: 'AWS_ACCESS_KEY_ID', isEmpty: true }]) }, ['ok: nothing in .env beats the declared credentials']],
  ['the override wins over .env', 'dotenv-beats', { ...ways(beaten('AWS_PROFILE')), dotenv: dotenvOf([{ key: 'AWS_PROFILE', isEmpty: false }]), override: { value: { services: [], variables: ['AWS_PROFILE'] } } }, ['ok: nothing in .env beats']],
  ['a quote is open', 'dotenv-readers', { dotenv: dotenvOf([], { openQuote: 3 }) }, ['failure: .env, line 3, opens a quote that nothing closes']],
  ['a line begins with export', 'dotenv-readers', { dotenv: dotenvOf([], { hasExport: true }) }, ['warning: .env has a line that begins with export']],
  ['values differ', 'dotenv-readers', { dotenv: dotenvOf([{ key: 'A', isEmpty: false, disagreement: 'it has a "$"' }, { key: 'B', isEmpty: false, disagreement: 'it has a "$"' }]) }, ['warning: .env: the value of A, B is not the same to every reader: it has a "$".']],
  ['.env is a folder', 'dotenv-readers', { dotenv: { unknown: 'it is not a file' } }, ['unknown: .env cannot be judged: it is not a file.']],
  ['there is no .env', 'dotenv-readers', { dotenv: { value: undefined } }, []],
  ['the override has the wrong name', 'override-name', { override: { value: undefined }, strays: ['docker-compose.override.yaml'] }, ['warning: docker-compose.override.yaml has no effect', 'failure: There is no docker-compose.override.yml']],
  ['the override is no YAML', 'override-name', { override: { unknown: 'docker-compose.override.yml is not YAML' } }, ['unknown: docker-compose.override.yml cannot be judged']],
  ['services of Airflow 2 are left', 'override-major', { override: { value: { services: ['scheduler', 'webserver'], variables: [] } }, airflow: { ...AIRFLOW, runtime: { value: { tag: '3.1-12', major: 3, airflowVersion: '3.1', otherServices: ['webserver'], isBase: false, installsRequirements: false } } } }, ['failure: The override has webserver, and 3.1-12 is Airflow 3']],
  ['.env is in git', 'git-keys', { tracked: { value: ['.env'] } }, ['failure: git tracks .env']],
  ['there is no repository', 'git-keys', { tracked: { value: undefined } }, []],
  ['the repository is another user\'s', 'git-keys', { tracked: { unknown: 'the repository belongs to another user' } }, ['unknown: Whether git tracks files with keys cannot be judged']],
  ['a -base image installs no requirements', 'base-image', { airflow: { ...AIRFLOW, runtime: { value: { tag: '3.1-12-base', major: 3, airflowVersion: '3.1', otherServices: [], isBase: true, installsRequirements: false } } } }, ['warning: The Dockerfile builds on 3.1-12-base']],
  ['a -base image that installs them', 'base-image', { airflow: { ...AIRFLOW, runtime: { value: { tag: '3.1-12-base', major: 3, airflowVersion: '3.1', otherServices: [], isBase: true, installsRequirements: true } } } }, ['ok: Astro Runtime 3.1-12-base (Airflow 3)']],
  ['an Astro CLI that does not know the declared way', 'astro-cli', { ...ways(shellWay()), astro: { value: { version: '1.42.1' } } }, ['failure: Astro CLI 1.42.1 does not pass variables of your shell on']],
  ['an old Astro CLI that is new enough', 'astro-cli', { ...ways(mountedWay()), astro: { value: { version: '1.42.1' } } }, ['ok: Astro CLI 1.42.1']],
  ['the runtime is maintained', 'runtime-end', {}, ['ok: Airflow 3.1 is maintained until 2027-09-25']],
  ['the runtime is over', 'runtime-end', { airflow: { ...AIRFLOW, runtime: { value: { ...(AIRFLOW.runtime as { value: Runtime }).value, airflowVersion: '2.11', maintenance: { day: '2026-04-22', by: 'Apache Airflow' } } } } }, ['warning: Airflow 2.11 has had no fixes by Apache Airflow since 2026-04-22.']],
  ['the runtime is newer than the dates', 'runtime-end', { airflow: { ...AIRFLOW, runtime: { value: { ...(AIRFLOW.runtime as { value: Runtime }).value, airflowVersion: '3.9', maintenance: undefined } } } }, ['unknown: Until when Airflow 3.9 is maintained']],
  ['the runtime is not known', 'runtime-end', { airflow: { ...AIRFLOW, runtime: { unknown: 'there is no Dockerfile here' } } }, []],
  ['nothing is sent to a Deployment', 'deploy-env', {}, ['ok: nothing sends .env']],
  ['a workflow and the image send .env to a Deployment', 'deploy-env', { deploys: { pushing: ['.github/workflows/deploy.yml'], inImage: true } }, ['warning: .github/workflows/deploy.yml loads an env file into a Deployment.', 'warning: .dockerignore does not exclude .env']],
  ['the tag is not readable', 'base-image', { airflow: { ...AIRFLOW, runtime: { unknown: 'there is no Dockerfile here' } } }, ['unknown: The Astro Runtime cannot be judged: there is no Dockerfile here.']],
  ['the arguments are no JSON', 'secrets-backend', backend({ kwargs: 'damaged' }), ['failure: AIRFLOW__SECRETS__BACKEND_KWARGS in .env is not a JSON object']],
  ['an argument is misspelled', 'secrets-backend', backend({ troubles: TROUBLES }), ['warning: The argument x of Backend']],
  ['an argument that each lookup fails with', 'secrets-backend', backend({ troubles: TROUBLES, unknownKwarg: 'lookup' }), ['failure: The argument x of Backend']],
  ['an argument that a newer release can have', 'secrets-backend', backend({ troubles: [{ ...TROUBLES[0], isCertain: false }] }), ['unknown: The argument x of Backend']],
  ['something is missing for each lookup', 'secrets-backend', backend(lacking('lookup')), ['failure: Each lookup of SecretsManagerBackend fails: no project is set.']],
  ['what stops an import is not said twice', 'secrets-backend', backend({ ...lacking('import'), troubles: TROUBLES, unknownKwarg: 'import' }), ['ok: the class airflow.providers']],
  ['tasks have no arguments', 'secrets-backend', backend({ ...OF_TASKS, kwargs: 'damaged' }), ['failure: AIRFLOW__WORKERS__SECRETS_BACKEND_KWARGS in .env is not a JSON object']],
  ['Airflow 2 has no backend of tasks', 'secrets-backend', backend({ ...OF_TASKS, isRead: false, kwargs: 'damaged' }), ['warning: AIRFLOW__WORKERS__SECRETS_BACKEND in .env is read only by Airflow 3']],
  ['both backends are looked at', 'secrets-backend', { airflow: { ...AIRFLOW, backends: [BACKEND, { ...BACKEND, ...OF_TASKS, off: 3 }] } }, ['ok: the class airflow.providers', 'warning: Every kind of lookup is switched off (prefix null), so the backend (of tasks) finds nothing.']],
  ['one provider of two backends', 'provider', { airflow: { ...AIRFLOW, backends: [BACKEND, { ...BACKEND, ...OF_TASKS }].map((one) => ({ ...one, provider: { name: 'apache-airflow-providers-amazon', isInstalled: false, isTooOld: false } })) } }, ['failure: requirements.txt does not name']],
  ['the class is one of somebody else', 'secrets-backend', backend({ isKnown: false, classPath: 'team.Backend' }), ['unknown: The class team.Backend is not one that this package knows']],
  ['all lookups are off', 'secrets-backend', backend({ off: 3 }), ['warning: Every kind of lookup is switched off']],
  ['the provider is missing', 'provider', provider({ isInstalled: false }), ['failure: requirements.txt does not name apache-airflow-providers-amazon']],
  ['the provider is too old', 'provider', provider({ isTooOld: true }), ['failure: requirements.txt asks for a apache-airflow-providers-amazon older than 9.4.0']],
  ['the provider is there', 'provider', provider({}), ['ok: the provider apache-airflow-providers-amazon']],
  ['a backend fails at import', 'airflow-import', backend({ unknownKwarg: 'import', troubles: TROUBLES }), ['failure: The secrets backend fails while it is made: no service starts. The argument x of Backend']],
  ['a backend of tasks fails before each of them', 'airflow-import', backend({ ...OF_TASKS, ...lacking('import') }), ['failure: The secrets backend of tasks fails while it is made: no task starts. Cause: no project is set.']],
  ['a backend may have what it needs elsewhere', 'airflow-import', backend(lacking('import', false)), ['warning: The secrets backend may fail while it is made, and then no service starts: no project is set.']],
  ['a backend that nobody reads stops nothing', 'airflow-import', backend({ ...OF_TASKS, ...lacking('import'), isRead: false }), ['ok: nothing stops']],
  ['a file is called airflow.py', 'airflow-import', { airflow: { ...AIRFLOW, shadows: ['airflow.py'] } }, ['warning: airflow.py has the name of Airflow\'s own package']],
])('%s', (_, id, changes, expected) => {
  const lines = diagnose(healthy(changes)).filter((finding) => finding.id === id).map(({ verdict, line }) => `${verdict}: ${line}`);
  expect(lines).toHaveLength(expected.length);
  lines.forEach((line, index) => expect(line.slice(0, expected[index].length)).toBe(expected[index]));
});

test.each<[string, string | undefined]>([
  ['there is no docker-compose.override.yml that can be read', 'npx projen'],
  ['the override has something else in their place', 'npx projen'],
  ['this user has no home directory', undefined],
  ['AWS_PROFILE "a/b" cannot be the name of a folder', undefined],
])('the files are written again only where that helps: %s', (reason, fix) => {
  expect(diagnose(healthy({ ways: { unknown: reason } })).find(({ id }) => id === 'strategy-system')?.fix).toBe(fix);
});

test.each<[string, string, Partial<Facts>, string]>([
  ['a folder with a blank of another user', 'session-folder', found('/h/my dev', 0o700, 0), "sudo rm -r '/h/my dev' && npx projen login"],
  ['a folder with a blank that is open', 'session-folder', found('/h/my dev', 0o755), "chmod 0700 '/h/my dev'"],
  ['a mount that containers cannot enter', 'session-folder', found('/h/my dev/mount', 0o700, 1000, true, 0o755), "chmod 0755 '/h/my dev/mount'"],
  ['a program with a blank that containers cannot run', 'session-folder', keys({ mounted: [{ path: '/h/my dev/mount/bin/az', wanted: 0o755, mode: 0o644 }] }), "chmod 0755 '/h/my dev/mount/bin/az'"],
  ['another profile than the declared one', 'session-profile', keys({ name: 'mine', chosen: { variable: 'AWS_PROFILE', declared: 'dev' } }), 'unset AWS_PROFILE'],
  ['the same in PowerShell', 'session-profile', { ...keys({ name: 'mine', chosen: { variable: 'AWS_PROFILE', declared: 'dev' } }), machine: MACHINES.windows }, 'Remove-Item Env:AWS_PROFILE'],
  ['a token, for containers in a user namespace', 'mounted-token', { ...signIn({ permissions: { mode: 0o100600, uid: 1000, gid: 1000 } }), engine: engine('rootless') }, 'chmod o+r ~/.aws/sso/cache/1.json, which lets every user of this machine do that, again after each sign-in; or declare session() credentials'],
])('the fix is a command that can be pasted: %s', (_, id, changes, fix) => {
  expect(diagnose(healthy(changes)).filter((finding) => finding.id === id).map((finding) => finding.fix)).toEqual([fix]);
});

test('what is no success has a line that ends as a sentence, and each failure a fix', () => {
  const all = [healthy({ astro: { value: undefined }, engine: engine(undefined), tracked: { value: ['.env'] } }), healthy(ways(mountedWay()))].flatMap((facts) => diagnose(facts));
  expect(all.filter(({ verdict, line }) => verdict !== 'ok' && !line.endsWith('.'))).toEqual([]);
  expect(all.filter(({ verdict, fix }) => verdict === 'failure' && !fix)).toEqual([]);
});

test.each<[string, keyof typeof MACHINES, string]>([
  ['/srv/p/data', 'linux', 'mkdir -p /srv/p/data, if it is a folder; or remove the mount'],
  ['~/team data', 'linux', "mkdir -p ~/'team data', if it is a folder; or remove the mount"],
  ['~/team data', 'windows', "New-Item -ItemType Directory '~/team data', if it is a folder; or remove the mount"],
  ['C:\\data\\a', 'windows', "New-Item -ItemType Directory 'C:\\data\\a', if it is a folder; or remove the mount"],
  ['~/team/settings.json', 'linux', 'create the file ~/team/settings.json, or remove the mount'],
  ['~/.config', 'linux', 'mkdir -p ~/.config, if it is a folder; or remove the mount'],
  ['~/conf.d', 'linux', 'mkdir -p ~/conf.d, if it is a folder; or remove the mount'],
])('the fix for an absent %s on %s names the path from wherever the doctor runs', (path, machine, fix) => {
  expect(diagnose({ ...healthy(absent({ path })), machine: MACHINES[machine] }).find(({ id }) => id === 'mounts-there')).toMatchObject({ fix });
});

test('the ids are unique, and each check has a file of its name', () => {
  const ids = CHECKS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id } of CHECKS) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    expect((require(`../../../src/doctor/checks/${id}`) as { check: { id: string } }).check.id).toBe(id);
  }
});
