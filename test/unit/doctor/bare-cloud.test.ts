import type { Diagnosis } from '../../../src/clouds/diagnosis';
import type { Answer, Strategy } from '../../../src/clouds/strategy';
import type { TrialCause } from '../../../src/clouds/trial';
import { diagnose } from '../../../src/doctor/diagnose';
import type { Facts, MountedPlace, TriedFile, Way } from '../../../src/doctor/facts';
import { engine, healthy, LINUX } from '../../support/doctor/facts';

const YES: Answer = { works: 'yes', proved: true };
const FILE = '~/.config/cloud/login.json';
const STRATEGY: Strategy = {
  call: 'OtherCredentials.mounted()',
  systems: { linux: YES, rootless: YES, userns: YES, podman: YES, macos: YES, windows: YES, wsl: YES },
  runs: { start: YES, standalone: YES, parse: YES, run: YES, ci: YES },
  kinds: new Map(),
  libraries: new Map(),
};

/** A file that is mounted by itself, of a cloud without a command line, profiles, regions and sessions. */
function fileWay(mount: Partial<MountedPlace> = {}, mode = 0o100600): Way {
  const entries = [{ name: FILE, wanted: ['r'] as const, permissions: { mode, uid: 1000, gid: 1000 } }];
  return { cloud: 'other', cloudName: 'Other Cloud', page: 'docs/other.md', kind: 'mounted', strategy: STRATEGY, beatenBy: {}, met: [], mount: { source: FILE, found: 'file', wanted: 'file', expected: [], present: [], entries, configure: 'other login', ...mount } };
}

const findingsOf = (way: Way, changes: Partial<Facts> = {}) => diagnose(healthy({ ways: { value: [way] }, ...changes })).filter(({ group }) => ['credentials', 'session', 'mounted', 'container'].includes(group)).map(({ id, verdict, line, fix }) => [id, verdict, line, ...(fix === undefined ? [] : [fix])]);

test('a cloud without profiles, regions and sessions has no word of them', () => {
  expect(findingsOf(fileWay({}, 0o100644))).toEqual([
    ['strategy-system', 'ok', 'OtherCredentials.mounted()'],
    ['mounted-files', 'ok', `${FILE} is there`],
    ['mounted-readable', 'ok', `the containers (uid 50000) can read ${FILE}`],
    ['mounted-selinux', 'ok', 'no SELinux'],
  ]);
});

test.each<[string, Partial<MountedPlace>, string[]]>([
  ['absent', { found: 'absent', entries: [] }, ['mounted-files', 'failure', `${FILE} does not exist, so "astro dev start" fails (bind source path does not exist).`, 'other login']],
  ['absent where Docker makes a folder of that name', { found: 'absent', isMade: true, entries: [] }, ['mounted-files', 'failure', `${FILE} does not exist, so the containers find no credentials.`, 'other login']],
  ['a folder', { found: 'folder', entries: [] }, ['mounted-files', 'failure', `${FILE} is a folder, and the credentials are a file of that name. An empty folder of root's was made by Docker.`, 'remove it, then other login']],
])('a mounted file that is %s is named', (_, mount, expected) => {
  expect(findingsOf(fileWay(mount))).toContainEqual(expected);
});

test('no fix declares a session of a cloud that has none', () => {
  const tried = (cause: TrialCause): Partial<Facts> => ({ tried: { value: { where: 'stack', uid: 50000, files: [{ cloud: 'other', kind: 'settings', path: '/home/astro/login.json', source: FILE, error: 'EACCES' } satisfies TriedFile], calls: [{ cloud: 'other', call: 'whoami', result: { error: 'Denied', cause } }] } } });
  const causes: TrialCause[] = ['noClient', 'noProfile', 'noCredentials', 'unreadable', 'brokenFiles', 'noKeys', 'keysEnded', 'signInEnded', 'tokenRefused', 'cannotRenew', 'noNetwork', 'refused'];
  const texts = causes.flatMap((cause) => [...findingsOf(fileWay(), tried(cause)), ...findingsOf(fileWay(), { ...tried(cause), engine: engine('orbstack'), machine: { ...LINUX, isSelinux: true } })]).flat();
  expect(texts.filter((text) => /session\(\)|profile dev/.test(text))).toEqual([]);
  expect(findingsOf(fileWay())).toContainEqual(['mounted-readable', 'failure', `The containers (uid 50000) cannot read ${FILE}.`, `setfacl -m u:50000:r ${FILE}`]);
  expect(findingsOf(fileWay(), tried('signInEnded')).at(-1)?.at(-1)).toBe('other login');
  expect(findingsOf(fileWay(), tried('brokenFiles')).at(-1)).toEqual(['try-identity', 'failure', 'whoami in a container fails with Denied: the file with the credentials is broken.', `correct ${FILE}`]);
});

test('parts that belong together do not compile alone', () => {
  const nothing = { cloud: 'other', cloudName: 'Other Cloud', page: 'docs/other.md', keyFiles: [], backends: [], causes: [] };
  const bare: Diagnosis = { ...nothing, strategies: {}, beatenBy: {} };
  const mounted = { variables: [], isMounted: () => true, configure: () => 'other login' };
  const whole: Diagnosis = { ...nothing, strategies: { mounted: STRATEGY }, beatenBy: { mounted: {} }, mounted };
  // @ts-expect-error a way without its strategy
  const noStrategy: Diagnosis = { ...nothing, strategies: {}, beatenBy: {}, mounted };
  // @ts-expect-error a strategy without its way
  const noWay: Diagnosis = { ...nothing, strategies: { mounted: STRATEGY }, beatenBy: { mounted: {} } };
  // @ts-expect-error a way without what beats it
  const notBeaten: Diagnosis = { ...nothing, strategies: { mounted: STRATEGY }, beatenBy: {}, mounted };
  // @ts-expect-error questions without a program that answers them
  const noCli: Diagnosis = { ...nothing, strategies: {}, beatenBy: {}, online: {} as NonNullable<Diagnosis['online']> };
  expect([bare, whole, noStrategy, noWay, notBeaten, noCli].map(({ cloud }) => cloud)).toEqual(Array(6).fill('other'));
});
