import { clockOf, curve, differenceOf, LAYOUTS, ownParts, ratioOf, verdicts } from './aims';
import { THIS_NODE } from './compile-cache';
import { COPY_ROWS, type CopyPoint } from './copies';
import { DOCTOR_CLIS, DOCTOR_ROWS, type DoctorPoint } from './doctor';
import type { GrowthPoint } from './growth';
import { peakOf, secondsOf, type Comparison } from './interleave';
import { LOADING, synthRow } from './overhead';
import type { Parts, Profiles } from './profile';
import type { Language, Layout } from './rc-files';
import { NAMES, type Results } from './results';
import { KEYS, SESSION_ROWS, type SessionPoint } from './sessions';
import { OTHER_TEXT, SHAPES, type ShapePoint } from './shapes';
import { growthExponent, median, type Point } from './statistics';
import { count, differenceText, duration, markdownTable, megabytes, ratioText } from './table';

const LANGUAGES: Readonly<Record<Language, string>> = { js: 'plain JavaScript', ts: 'TypeScript by tsx' };

/** The page with all results of a run. */
export function page(results: Results): string {
  const { machine, date, mode, versions, growth } = results;
  return `${[
    '# Benchmarks',
    `How fast the drift check and the other commands are. \`npm run bench\`${mode === 'default' ? '' : ` (here with \`--${mode}\`)`} wrote this page on ${date}: ${machine}. ${Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(', ')}.`,
    'On other machines the times differ; the ratios differ less. A ratio compares two commands within each round. The tables show its median, with the smallest and the largest in brackets.',
    '## Aims',
    markdownTable(['aim', 'measured', 'reached'], verdicts(results).map(({ aim, measured, reached }) => [aim, measured, reached === undefined ? 'not measured' : reached ? 'yes' : '**no**'])),
    'An aim is judged by the median ratio of elapsed time. The ratio of processor time is shown too.',
    '## From 1 to 1,000 Astro projects in one repository',
    '![Time against the number of projects, for each command](benchmarks.svg)',
    ...growthSections(growth),
    '### Growth',
    'The exponent of the growth with the number of projects: 1 is linear, 2 is quadratic. The first number is over all sizes. The second is between the two largest, where constant costs matter less. Both are in processor time, which other work on the machine affects less.',
    markdownTable(['', 'the rc file alone', 'drift', 'drift minus the rc file'], exponents(growth)),
    ...shapeSections(results.shapes, results.copies),
    ...sessionSection(results.sessions),
    ...doctorSection(results.doctors),
    '## Synth with our component and without',
    'What counts is the whole run of the rc file in a new process, because a user waits for it. The part inside the process is shown too. All files are up to date, and nothing is installed.',
    comparisonTable(results.synth, (['bare', 'node'] as const).flatMap((host) => (['run', 'synth'] as const).flatMap((part) => {
      const base = synthRow(host, false, part);
      return [[base, base], [synthRow(host, true, part), base]];
    })), 'ratio to without'),
    '## Loading',
    'Each row is a new process. The first four and the last are timed inside it, the other two from outside.',
    comparisonTable(results.loading, Object.values(LOADING).map((row) => [row, row === LOADING.partsProcess || row === LOADING.projenProcess ? LOADING.projenProcess : LOADING.projen]), 'ratio to require(\'projen\')'),
    '## Where the time goes',
    ...profileSections(results.profiles),
    ...cacheSection(results),
    '## How it is measured',
    method(results),
  ].join('\n\n')}\n`;
}

function growthSections(growth: readonly GrowthPoint[]): string[] {
  const kinds = [...new Set(growth.map(({ layout, language }) => `${layout} ${language}`))].map((kind) => kind.split(' ') as [Layout, Language]);
  return kinds.flatMap(([layout, language]) => {
    const points = curve(growth, layout, language);
    const names = Object.keys(points[0].comparison);
    const head = points.map(({ size }) => count(size));
    return [
      `### ${sentence(LAYOUTS[layout])}: ${LANGUAGES[language]}`,
      `Time for the whole repository and ratio to the rc file alone. ${points.map(sampling).join('; ')}.`,
      markdownTable(['projects', ...head], names.map((name) => [code(name), ...points.map(({ comparison }) => timeCell(comparison, name))])),
      'Peak memory of the largest process of each command.',
      markdownTable(['projects', ...head], names.map((name) => [code(name), ...points.map(({ comparison }) => megabytes(peakOf(comparison, name)))])),
    ];
  });
}

function sampling({ layout, size, rounds }: GrowthPoint): string {
  return layout === 'own' && size > rounds ? `${count(size)}: ${rounds} evenly spread projects, scaled up` : `${count(size)}: ${rounds} ${rounds === 1 ? 'round' : 'rounds'}`;
}

function timeCell(comparison: Comparison, name: string, base: string = NAMES.bare): string {
  const seconds = secondsOf(comparison, name);
  if (seconds === undefined) {
    const row = comparison[name];
    return `not measured${row !== undefined && 'reason' in row ? `: ${row.reason}` : ''}`;
  }
  const ratio = ratioOf(comparison, name, base);
  return `${duration(median(seconds))}${name === base || ratio === undefined ? '' : `; ${ratioText(ratio)}`}`;
}

function shapeSections(shapes: readonly ShapePoint[], copies: readonly CopyPoint[]): string[] {
  const rows = shapes.flatMap(({ shape, comparison }) => [
    shapeRow(SHAPES[shape], comparison, NAMES.drift),
    ...(shape === 'large' ? [shapeRow(`${SHAPES[shape]}, and the rc file declares another`, comparison, OTHER_TEXT)] : []),
  ]);
  const kinds = Object.values(COPY_ROWS);
  return [
    '## The check on projects of each shape',
    'Small projects without this package, each with one feature that costs time. All files are up to date, except in the last row, where the check finds drift. Time and ratio to the rc file alone; peak memory of the largest process.',
    markdownTable(['', NAMES.bare, code(NAMES.drift), 'processor', `memory, ${NAMES.bare}`, 'memory, drift'], rows),
    '### In a copy',
    'If the rc file starts a program, the check runs it in a copy of the checkout. Here the rc file of a NodeProject starts `true`, and the checkout has more small files in 60 folders, all committed. The check in memory is the same without that line. Time and ratio to the first column.',
    markdownTable(['more files', code(COPY_ROWS.synth), '`drift` in a copy', '`drift` in memory', 'processor, copy', 'memory, copy'], copies.map(({ files, comparison }) => [
      count(files),
      ...kinds.map((kind) => timeCell(comparison, kind, COPY_ROWS.synth)),
      ratioOf(comparison, COPY_ROWS.copy, COPY_ROWS.synth, 'cpuSeconds')?.median.toFixed(2) ?? '',
      megabytes(peakOf(comparison, COPY_ROWS.copy)),
    ])),
  ];
}

function shapeRow(name: string, comparison: Comparison, row: string): string[] {
  const processor = ratioOf(comparison, row, NAMES.bare, 'cpuSeconds');
  const peaks = [NAMES.bare, row].map((one) => megabytes(peakOf(comparison, one)));
  return [name, timeCell(comparison, NAMES.bare), timeCell(comparison, row), processor?.median.toFixed(2) ?? '', ...peaks];
}

function sessionSection(sessions: readonly SessionPoint[]): string[] {
  const { without, cli, session, longer, sum } = SESSION_ROWS;
  return [
    '## Start with a session',
    '`projen-astro-airflow start` in a project with `AwsCredentials.session()`, compared with the same project without a session. The Astro CLI is a stand-in that ends at once. For new keys the AWS CLI runs twice, for the keys and for the region, at the same time as the drift check. The stand-in for it only waits.',
    markdownTable(['', code(without), code(cli), code(session), 'difference', 'ratio to the slower', 'ratio to both in sequence'], sessions.map(({ keys, version, comparison }) => {
      const more = differenceOf(comparison, session, without);
      const ratiosTo = [longer, sum].map((base) => ratioOf(comparison, session, base));
      return [
        version === undefined ? KEYS[keys] : `${KEYS[keys]} (${version})`,
        ...[without, cli, session].map((row) => (keys === 'fresh' && row === cli ? '' : timeCell(comparison, row, row))),
        more === undefined ? '' : differenceText(more),
        ...ratiosTo.map((ratio) => (ratio === undefined ? '' : ratioText(ratio))),
      ];
    })),
  ];
}

function doctorSection(doctors: readonly DoctorPoint[]): string[] {
  const { doctor, drift, cli, longest, together, judgements } = DOCTOR_ROWS;
  return [
    '## The doctor',
    '`projen-astro-airflow doctor` in a project that mounts a profile with keys. No container is started. The doctor asks all programs at the same time: the drift check, and the AWS CLI once, which says its version and a setting. The Astro CLI and Docker are stand-ins that answer at once.',
    markdownTable(['', code(drift), code(cli), code(doctor), `ratio to ${longest}`, `ratio to ${together}`, judgements], doctors.map(({ cli: which, version, comparison }) => [
      version === undefined ? DOCTOR_CLIS[which] : `${DOCTOR_CLIS[which]} (${version})`,
      ...[drift, cli, doctor].map((row) => timeCell(comparison, row, row)),
      ...[longest, together].map((base) => ratioOf(comparison, doctor, base)).map((ratio) => (ratio === undefined ? '' : ratioText(ratio))),
      timeCell(comparison, judgements, judgements),
    ])),
  ];
}

function exponents(growth: readonly GrowthPoint[]): string[][] {
  const layouts: Layout[] = ['own', 'subprojects', 'directories'];
  return layouts.flatMap((layout) => {
    const points = curve(growth, layout, 'js');
    const clock = clockOf(points);
    const of = (name: string): Point[] => points.flatMap(({ size, comparison }) => {
      const seconds = secondsOf(comparison, name, clock);
      return seconds === undefined ? [] : [{ size, value: median(seconds) }];
    });
    return points.length === 0 ? [] : [[LAYOUTS[layout], ...[of(NAMES.bare), of(NAMES.drift), ownParts(points, clock)].map(exponentText)]];
  });
}

function exponentText(points: readonly Point[]): string {
  const exponent = growthExponent(points);
  const last = growthExponent(points.slice(-2));
  return exponent === undefined || last === undefined ? 'none: a difference is not above zero' : `${exponent.toFixed(2)}; ${last.toFixed(2)} at the end`;
}

function comparisonTable(comparison: Comparison, rows: ReadonlyArray<readonly string[]>, ratioHead: string): string {
  return markdownTable(['', 'time', ratioHead, 'processor', 'peak memory'], rows.map(([row, base]) => {
    const seconds = secondsOf(comparison, row);
    const ratio = ratioOf(comparison, row, base);
    const processor = ratioOf(comparison, row, base, 'cpuSeconds');
    const peak = peakOf(comparison, row);
    return [row, seconds === undefined ? timeCell(comparison, row) : duration(median(seconds)), ratio === undefined || row === base ? '' : ratioText(ratio), processor === undefined || row === base ? '' : processor.median.toFixed(2), peak === undefined ? '' : megabytes(peak)];
  }));
}

function profileSections(profiles: Profiles): string[] {
  if ('reason' in profiles) {
    return [`Not measured: ${profiles.reason}.`];
  }
  const { steps, bare, drift, driftProcesses } = profiles;
  const owners = [...new Set([...Object.keys(drift), ...Object.keys(bare)])].sort((one, other) => (drift[other] ?? 0) - (drift[one] ?? 0));
  const ms = (value: number | undefined): string => `${(value ?? 0).toFixed(0)} ms`;
  const total = (parts: Parts): number => Object.values(parts).reduce((sum, value) => sum + value, 0);
  return [
    'One run of the rc file in JavaScript, measured inside it (medians):',
    markdownTable(['step', 'time'], Object.entries(steps).map(([name, value]) => [name, ms(value)])),
    `The code that the processor ran, from a sample every 0.5 ms. The samples miss the very start, and sampling slows down loading. The check has ${driftProcesses === 1 ? 'one Node process' : `${driftProcesses} Node processes, added up`}.`,
    markdownTable(['', 'the rc file alone', 'drift', 'difference'], [
      ...owners.map((owner) => [owner, ms(bare[owner]), ms(drift[owner]), ms((drift[owner] ?? 0) - (bare[owner] ?? 0))]),
      ['all', ms(total(bare)), ms(total(drift)), ms(total(drift) - total(bare))],
    ]),
  ];
}

function cacheSection({ compileCache }: Results): string[] {
  if (compileCache === undefined) {
    return ['## Newer Node and its compile cache', 'Not measured in a quick run.'];
  }
  if ('reason' in compileCache) {
    return ['## Newer Node and its compile cache', `Not measured: ${compileCache.reason}.`];
  }
  const { comparison, versions } = compileCache;
  const rows = Object.keys(comparison).map((row) => [row, row.includes('drift') ? THIS_NODE.drift : THIS_NODE.rc]);
  return ['## Newer Node and its compile cache', `Node ${versions.join(' and ')}. Outside of CI, the check fills Node’s compile cache in the user’s cache folder; “the second time” uses that cache. The row “drift” has no cache. The other rows with a cache use one that an earlier run filled.`, comparisonTable(comparison, rows, 'ratio to this Node')];
}

function method({ mode, peersReason }: Results): string {
  return [
    '- Run `npm ci`, then `npm run bench` (about 35 minutes), `npm run bench -- --quick` (only 1 and 10 projects, a few minutes) or `npm run bench -- --full` (times each of 1,000 projects, hours). This needs git, and Linux or macOS.',
    '- The packed package is installed next to projen, as users have it. Each project, except those of the shapes, has the files of `astro dev init` and those that `LocalAirflow` adds, on a bare `Project`. They are up to date and committed to git. The templates of the other tools have the same files, without `.env`.',
    '- In each round every command runs once, one after another, and each round begins with another command. If each project has its own rc file, a round is one project. For a single project, and for the shapes, a round before the first is not counted.',
    '- A command with an unexpected exit code is not measured, and the table says why.',
    '- `projen-astro-airflow drift` runs without Node’s compile cache (`NODE_DISABLE_COMPILE_CACHE`) unless a row names the cache. `npx projen drift` runs as it does for a user.',
    '- With fresh keys the stand-in for the AWS CLI fails, so a start that calls it is not measured. Before each start with new keys the folder of the keys is deleted.',
    '- If root runs the benchmarks, it gives up its right to write read-only files. With it, projen would write every file in each run.',
    `- Time is the elapsed time of the whole process tree. Memory is the largest resident set of any process in the tree (\`wait4\`). Commands have an empty home directory, no settings of the caller and no network.${peersReason === undefined ? '' : ` ${sentence(peersReason)}.`}`,
    '- The commands do not do the same. `cruft check` finds only a newer template, and `cruft diff` no deleted file. `copier update --pretend` finds no local edit, and `copier recopy` writes to the checkout. `npx projen && git diff` writes too, and misses a deleted file, which comes back untracked.',
    ...(mode === 'quick' ? ['- This was a quick run: few rounds, and no repository with more than 10 projects.'] : []),
  ].join('\n');
}

function sentence(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}

function code(name: string): string {
  return name.startsWith('the ') ? name : `\`${name}\``;
}
