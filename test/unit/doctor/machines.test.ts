import type { ProfileKind } from '../../../src/clouds/profiles';
import { diagnose } from '../../../src/doctor/diagnose';
import type { EngineKind, Facts, Way } from '../../../src/doctor/facts';
import { engine, healthy, MACHINES, mountedWay, profile, sessionWay, shellWay } from '../../support/doctor/facts';

/*
 * Described machines: a system with its engine, a way, and the kind of a profile. Each letter is a verdict that is written down here, from the
 * tables of docs/credentials.md and from what was run: ok, warning, failure, unknown, - for none.
 */
const VERDICTS = { o: 'ok', w: 'warning', f: 'failure', u: 'unknown' } as const;
type Letter = keyof typeof VERDICTS | '-';

/** The last three: mounted files that are the developer's alone, with an access list for uid 50000, and readable by all. */
const SYSTEMS = `
linux   engine           o o o  f o o
linux   rootless         o o o  f f o
linux   userns           o o o  f f o
linux   podman           o o o  f o o
linux   podman-rootless  o o o  f f o
linux   desktop          u u u  u u u
linux   colima           u u u  u u u
linux   other            u u u  u u u
linux   stopped          u u u  u u u
linux   none             u u u  u u u
macos   desktop          o o o  o o o
macos   colima           u u u  u u u
macos   orbstack         u u u  u u u
macos   podman-rootless  u u u  u u u
macos   engine           u u u  u u u
macos   stopped          u u u  u u u
windows desktop          o o o  o o o
windows podman-rootless  u u u  u u u
windows none             u u u  u u u
wsl     engine           o o o  f o o
wsl     rootless         o o o  f f o
wsl     podman-rootless  o o o  f f o
wsl     desktop          o o o  u u u
`;

/** What a session and a mount make of each kind of profile, without a further option. */
const KINDS: ReadonlyArray<readonly [string, Partial<ProfileKind>, Letter, Letter]> = [
  ['single sign-on', { kind: 'single sign-on', certain: false }, 'o', 'w'],
  ['aws login', { kind: '`aws login`' }, 'o', 'w'],
  ['a role with MFA', { kind: 'a role with MFA' }, 'o', 'f'],
  ['a role without MFA', { kind: 'a role' }, 'o', 'w'],
  ['a credential_process', { kind: '`credential_process`' }, 'o', 'f'],
  ['long-lived keys', { kind: 'long-lived keys' }, 'w', 'o'],
  ['nothing that is known', { kind: undefined }, '-', '-'],
];

const LIST = 'user::rw-\nuser:50000:r--\ngroup::---\nmask::r--\nother::---\n';
const FILES = { own: {}, listed: { mode: 0o100640, list: LIST }, open: { mode: 0o100644 } };

type Row = readonly [string, Way, Facts, Readonly<Record<string, Letter>>];

const ROWS: Row[] = SYSTEMS.trim().split('\n').flatMap((line): Row[] => {
  const [system, kind, session, mounted, environment, own, listed, open] = line.split(/\s+/) as [keyof typeof MACHINES, EngineKind | 'none', Letter, Letter, Letter, Letter, Letter, Letter];
  const facts = healthy({ machine: MACHINES[system], engine: engine(kind === 'none' ? undefined : kind) });
  const name = `${system}, ${kind}`;
  return [
    ...KINDS.flatMap(([title, found, ofSession, ofMount]): Row[] => [
      [`${name}, session, ${title}`, sessionWay({ profile: profile(found) }), facts, { 'strategy-system': session, 'strategy-kind': ofSession, 'mounted-readable': '-' }],
      [`${name}, mounted, ${title}`, mountedWay({ profile: profile(found) }), facts, { 'strategy-system': mounted, 'strategy-kind': ofMount, 'mounted-readable': own }],
    ]),
    [`${name}, mounted, with an access list`, mountedWay({}, FILES.listed), facts, { 'strategy-system': mounted, 'strategy-kind': 'o', 'mounted-readable': listed }],
    [`${name}, mounted, readable by all`, mountedWay({}, FILES.open), facts, { 'strategy-system': mounted, 'strategy-kind': 'o', 'mounted-readable': open }],
    [`${name}, environment`, shellWay(), facts, { 'strategy-system': environment, 'strategy-kind': '-', 'mounted-readable': '-' }],
  ];
});

test('at least 150 machines are described', () => {
  expect(new Set(ROWS.map(([name]) => name)).size).toBeGreaterThan(300);
});

test.each(ROWS)('%s', (_, way, facts, expected) => {
  const findings = diagnose({ ...facts, ways: { value: [way] } });
  const found = Object.keys(expected).map((id) => [id, findings.filter((finding) => finding.id === id).map(({ verdict }) => verdict)]);
  expect(found).toEqual(Object.entries(expected).map(([id, letter]) => [id, letter === '-' ? [] : [VERDICTS[letter]]]));
});

test.each<[string, Way, string]>([
  ['a session with longLivedKeys takes long-lived keys', sessionWay({ met: ['`longLivedKeys: true`'] }), 'ok'],
  ['a mount with sso takes aws login', mountedWay({ profile: profile({ kind: '`aws login`' }), met: ['`sso: true`'] }), 'ok'],
])('%s', (_, way, verdict) => {
  expect(diagnose(healthy({ ways: { value: [way] } })).find(({ id }) => id === 'strategy-kind')?.verdict).toBe(verdict);
});

test.each<[string, Way, Partial<Facts>, Readonly<Record<string, Letter>>]>([
  ['a session', sessionWay(), {}, { 'strategy-system': 'u', 'session-folder': 'o' }],
  ['a mount', mountedWay(), {}, { 'strategy-system': 'u', 'mounted-readable': 'u' }],
  ['a mount that is readable by all', mountedWay({}, FILES.open), {}, { 'strategy-system': 'u', 'mounted-readable': 'u' }],
  ['variables', shellWay(), {}, { 'strategy-system': 'o' }],
  ['a mount that is absent here', shellWay(), { missingMounts: [{ source: '~/team', path: '~/team', isMade: false, isShared: true }] }, { 'mounts-there': 'u' }],
])('of %s for an engine under another host name, whose files are not known', (_, way, changes, expected) => {
  for (const kind of ['engine', 'rootless', 'userns', 'podman', 'podman-rootless'] as const) {
    const findings = diagnose(healthy({ ways: { value: [way] }, engine: { value: { kind, program: 'docker', isElsewhere: true } }, ...changes }));
    const found = Object.keys(expected).map((id) => [id, findings.find((finding) => finding.id === id)?.verdict]);
    expect(found).toEqual(Object.entries(expected).map(([id, letter]) => [id, VERDICTS[letter as 'o' | 'u']]));
  }
});

test('all checks of a machine take less than 50 ms', () => {
  const facts = healthy({ ways: { value: [mountedWay()] } });
  diagnose(facts);
  const start = performance.now();
  for (let index = 0; index < 20; index++) {
    diagnose(facts);
  }
  expect((performance.now() - start) / 20).toBeLessThan(50);
});
