import { COPY_ROWS } from '../../../bench/copies';
import { copyPlans, growthPlans, sessionPlans, shapePlans } from '../../../bench/plan';
import { dots } from '../../../bench/plot';
import { partsOf } from '../../../bench/profile';
import { rcText } from '../../../bench/rc-files';
import { page } from '../../../bench/report';
import { NAMES } from '../../../bench/results';
import { differenceText, duration, markdownTable, ratioText } from '../../../bench/table';
import * as ours from '../../../src';
import { doctorPoint, exportPoint, results } from '../../support/bench/results';

describe('a table', () => {
  test('has a line for its head, one for the alignment and one for each row', () => {
    expect(markdownTable(['command', 'time'], [['drift', '1 s']])).toBe('| command | time |\n| --- | ---: |\n| drift | 1 s |');
  });

  test('keeps its shape whatever a cell says', () => {
    expect(markdownTable(['a', 'b'], [['one | two', 'first\nsecond']]).split('\n')[2]).toBe('| one \\| two | first second |');
  });
});

test.each([[0.4123, '412 ms'], [0.9999, '1.00 s'], [12.34, '12.3 s'], [600, '10.0 min']])('%p seconds read as %p', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

test('a ratio is shown with its spread', () => {
  expect(ratioText({ min: 1, median: 1.126, max: 2 })).toBe('1.13 (1.00–2.00)');
});

test('a difference is shown in milliseconds with its spread, which can be on both sides of zero', () => {
  expect(differenceText({ min: -0.0126, median: 0.031, max: 0.1 })).toBe('31 ms (-13 to 100 ms)');
});

describe('the page', () => {
  test('shows times and ratios to the rc file alone', () => {
    expect(page(results())).toContain('| `projen-astro-airflow drift` | 660 ms; 1.10 (1.10–1.10) | 6.60 s; 1.10 (1.10–1.10) | 11.0 min; 1.10 (1.10–1.10) |');
  });

  test('shows the check of each shape beside the rc file alone', () => {
    expect(page(results())).toContain('| a NodeProject with npm | 600 ms | 624 ms; 1.04 (1.04–1.04) |  | 100 MB | 100 MB |');
    expect(page(results())).toContain('| a text of 9 MB, and the rc file declares another | 600 ms | 1.20 s; 2.00 (2.00–2.00) |  | 100 MB | 100 MB |');
  });

  test('shows a check in a copy beside a synth and git, and beside the same check in memory', () => {
    expect(page(results())).toContain('| 5,000 | 1.50 s | 1.35 s; 0.90 (0.90–0.90) | 600 ms; 0.40 (0.40–0.40) |  | 100 MB |');
  });

  test('shows the doctor compared with the slowest program that it asks, and with all of them at the same time', () => {
    expect(page(results({ doctors: [doctorPoint('installed', 1.2, '2.38.5')] }))).toContain('| the installed AWS CLI (2.38.5) | 600 ms | 1.50 s | 1.80 s | 1.20 (1.20–1.20) | 1.20 (1.20–1.20) | 15 ms |');
  });

  test('shows a start with a session compared with one without, and an export compared with the best case and with both in sequence', () => {
    expect(page(results())).toContain('| fresh keys | 900 ms |  | 930 ms | 30 ms (20 to 40 ms) |  |  |');
    expect(page(results({ sessions: [exportPoint('installed', 1.2, '2.9.19')] }))).toContain('| new keys, from the installed AWS CLI (2.9.19) | 900 ms | 1.50 s | 1.80 s | 900 ms (600 to 1200 ms) | 1.20 (1.20–1.20) | 0.75 (0.75–0.75) |');
  });

  test('shows what the compile cache gives to the second check', () => {
    expect(page(results())).toContain('| Node 22: drift, the second time | 540 ms | 0.86 (0.86–0.86) |  |  |');
  });

  test('says of each aim whether it was reached', () => {
    const text = page(results({ synth: {} }));

    expect(text).toMatch(/drift takes at most 1\.05 times the bare rc file \| 1\.04 \(1\.04–1\.04\) \| yes \|/);
    expect(text).toMatch(/our component adds less than 5 % .* \| not measured \| not measured \|/);
  });

  test('says why something was not measured', () => {
    const [first, ...rest] = results().growth;
    const broken = { ...first, comparison: { ...first.comparison, [NAMES.drift]: { reason: 'drift ended with 2' } } };

    expect(page(results({ growth: [broken, ...rest] }))).toContain('| not measured: drift ended with 2 |');
    const failed = { reason: 'the project was not checked in a copy' };
    expect(page(results({ copies: [{ files: 30, rounds: 2, comparison: { ...results().copies[0].comparison, [COPY_ROWS.copy]: failed } }] }))).toContain('| not measured: the project was not checked in a copy |');
    expect(page(results({ profiles: { reason: 'no samples' } }))).toContain('Not measured: no samples.');
    expect(page(results({ compileCache: { reason: 'no Node' } }))).toContain('Not measured: no Node.');
    expect(page(results({ peersReason: 'cruft and copier could not be installed' }))).toContain('Cruft and copier could not be installed.');
  });

  test('shows the difference that the check makes to the samples', () => {
    expect(page(results())).toContain('| our drift check | 0 ms | 4 ms | 4 ms |');
    expect(page(results())).toContain('| all | 2 ms | 7 ms | 5 ms |');
  });
});

test('the plot has the medians of what was measured, and nothing for what was not', () => {
  const all = dots(results());

  expect(all).toContainEqual({ panel: 'each project with its own rc file', command: NAMES.bare, projects: 10, seconds: 6 });
  expect(all.filter(({ command }) => command === NAMES.cruft)).toEqual([]);
});

test('samples go to whose code ran, and waiting for a child goes to nobody', () => {
  const frames = [
    ['(idle)', ''],
    ['spawnSync', 'node:internal/child_process'],
    ['(garbage collector)', ''],
    ['wrapSafe', 'node:internal/modules/cjs/loader'],
    ['synth', 'file:///x/node_modules/projen/lib/project.js'],
    ['compare', '/x/node_modules/projen-astro-airflow/lib/drift/compare.js'],
    ['read', '/x/node_modules/projen-astro-airflow/lib/dry-run/memory.js'],
    ['render', '/x/node_modules/projen-astro-airflow/lib/files/compose-override.js'],
    ['parse', '/x/node_modules/projen-astro-airflow/node_modules/yaml/dist/index.js'],
  ];
  const nodes = frames.map(([functionName, url], id) => ({ id, callFrame: { functionName, url } }));
  const profile = { nodes, samples: nodes.map(({ id }) => id), timeDeltas: nodes.map(({ id }) => 1000 * (id + 1)) };

  expect(partsOf(profile)).toEqual({
    'Node: garbage collection': 3,
    'Node: finding, reading and compiling modules': 4,
    'projen and constructs': 5,
    'our drift check': 6 + 7,
    'our components': 8,
    'libraries of our package': 9,
  });
});

test.each(['quick', 'default', 'full'] as const)('a %s run measures each repository once, and both languages', (mode) => {
  const plans = growthPlans(mode);
  const names = plans.map(({ layout, language, size }) => `${layout} ${language} ${size}`);

  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining(['own js 1', 'own ts 1', 'subprojects js 10']));
  expect(plans.every(({ layout, size, rounds }) => layout !== 'own' || size === 1 || rounds <= size)).toBe(true);
});

test('a quick run skips what takes long: a thousand subprojects, and the largest copy', () => {
  expect(shapePlans('quick').map(({ shape }) => shape)).not.toContain('subprojects1000');
  expect(shapePlans('default').map(({ shape }) => shape)).toContain('subprojects1000');
  expect(copyPlans('quick').map(({ files }) => files)).toEqual([30, 600, 5000]);
  expect(copyPlans('full').map(({ files }) => files)).toEqual([30, 600, 5000, 20_000]);
});

test('a start is measured with each kind of keys, most often where a difference of milliseconds counts', () => {
  const [fresh, ...exports] = sessionPlans('default');

  expect([fresh, ...exports].map(({ keys }) => keys)).toEqual(['fresh', 'standIn', 'installed']);
  expect(exports.every(({ rounds }) => rounds < fresh.rounds)).toBe(true);
  expect(sessionPlans('quick').map(({ rounds }) => rounds)).toEqual([5, 5, 5]);
});

test.each(['js', 'ts'] as const)('an rc file in %s imports what it uses, and the package has it', (language) => {
  const text = rcText({ language, host: 'bare', layout: 'own', projects: [], component: true, projen: 'whole' });
  const [, names] = /\{ ([\w, ]+) \} (?:= require\(|from )'projen-astro-airflow'/.exec(text) ?? [];

  expect(names).toBe('AwsCredentials, AwsSecretsBackend, LocalAirflow');
  expect(text.match(/AwsCredentials\.mounted\(|AwsSecretsBackend\.secretsManager\(|new LocalAirflow\(/g)).toHaveLength(3);
  expect(Object.keys(ours)).toEqual(expect.arrayContaining(names.split(', ')));
});

test('rc files with a session and without one differ in nothing else', () => {
  const rc = { language: 'js', host: 'bare', layout: 'own', projects: [], component: true, projen: 'whole' } as const;
  const [session, shell] = (['session', 'shell'] as const).map((credentials) => rcText({ ...rc, credentials }));

  expect(session).toContain("AwsCredentials.session({ profile: 'dev', region: 'us-west-2' })");
  expect(shell).toBe(session.replace("session({ profile: 'dev', region: 'us-west-2' })", "fromEnvironment({ region: 'us-west-2' })"));
});

test('an rc file without the component does not load the package', () => {
  const rc = { language: 'js', host: 'bare', layout: 'own', projects: [], projen: 'whole' } as const;

  expect(rcText({ ...rc, component: true })).toContain("require('projen-astro-airflow')");
  expect(rcText({ ...rc, component: false })).not.toContain('projen-astro-airflow');
});
