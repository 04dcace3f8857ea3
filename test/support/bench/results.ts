import { newerRows, THIS_NODE } from '../../../bench/compile-cache';
import { COPY_ROWS, type CopyPoint } from '../../../bench/copies';
import { DOCTOR_ROWS, type DoctorPoint } from '../../../bench/doctor';
import type { GrowthPoint } from '../../../bench/growth';
import type { Comparison } from '../../../bench/interleave';
import { LOADING, synthRow } from '../../../bench/overhead';
import { NAMES, type Results } from '../../../bench/results';
import { SESSION_ROWS, withBounds, type SessionPoint } from '../../../bench/sessions';
import { OTHER_TEXT, SHAPES, type Shape, type ShapePoint } from '../../../bench/shapes';

/** What each command takes in made-up results, as a multiple of the rc file alone. */
export interface Factors {
  readonly drift?: number;
  readonly npxDrift?: number;
  readonly projen?: number;
}

/** Rows with two rounds of the given seconds, the second on a machine that is twice as slow. */
export function rows(seconds: Readonly<Record<string, number>>, peakMb?: number): Comparison {
  return Object.fromEntries(Object.entries(seconds).map(([name, value]) => [name, { samples: [{ seconds: value, peakMb }, { seconds: 2 * value, peakMb }] }]));
}

/** A repository in which the rc file alone takes 0.4 s a project. */
export function point(layout: GrowthPoint['layout'], language: GrowthPoint['language'], size: number, factors: Factors = {}, peakMb: number = 100): GrowthPoint {
  const { drift = 1.1, npxDrift = 2.5, projen = 2.5 } = factors;
  const bare = 0.4 * size;
  const seconds = {
    [NAMES.bare]: bare,
    [NAMES.drift]: drift * bare,
    [NAMES.npxDrift]: npxDrift * bare,
    [NAMES.projen]: projen * bare,
    [NAMES.projenDiff]: projen * bare + 0.01,
  };
  return { layout, language, size, rounds: 2, comparison: rows(seconds, peakMb) };
}

/** A shape of which the rc file alone takes 0.4 s, and the check so many times as long. */
export function shapePoint(shape: Shape, drift: number = 1.04, peakMb: number = 100): ShapePoint {
  const otherText: Record<string, number> = shape === 'large' ? { [OTHER_TEXT]: 0.8 } : {};
  return { shape, rounds: 2, comparison: rows({ [NAMES.bare]: 0.4, [NAMES.drift]: drift * 0.4, ...otherText }, peakMb) };
}

/** A checkout in which the synth and git take 1 s, and the check in a copy so many times as long. */
export function copyPoint(files: number, copy: number = 0.9): CopyPoint {
  return { files, rounds: 2, comparison: rows({ [COPY_ROWS.synth]: 1, [COPY_ROWS.copy]: copy, [COPY_ROWS.memory]: 0.4 }, 100) };
}

/** Nodes of which the rc file takes 0.4 s, and the second check so many times as long. */
export function cacheRows(secondDrift: number = 0.9): Comparison {
  const newer = ['22', '24'].map(newerRows).flatMap(({ rc, drift, secondDrift: second, projen, secondNpxDrift }) => [[rc, 0.4], [drift, 0.41], [second, secondDrift * 0.4], [projen, 0.8], [secondNpxDrift, secondDrift * 0.8]]);
  return rows({ [THIS_NODE.rc]: 0.4, [THIS_NODE.drift]: 0.42, ...Object.fromEntries(newer) });
}

/** A start that takes 0.6 s without a session, and so many seconds with a fresh one. */
export function freshPoint(session: number = 0.62): SessionPoint {
  return { keys: 'fresh', rounds: 2, comparison: rows({ [SESSION_ROWS.without]: 0.6, [SESSION_ROWS.session]: session }) };
}

/** A start that takes 0.6 s without a session and so many seconds with new keys, for which the AWS CLI takes 1 s. */
export function exportPoint(keys: 'standIn' | 'installed', session: number = 1, version?: string): SessionPoint {
  return { keys, rounds: 2, version, comparison: withBounds(rows({ [SESSION_ROWS.without]: 0.6, [SESSION_ROWS.cli]: 1, [SESSION_ROWS.session]: session })) };
}

/** A doctor that takes so many times as long as the AWS CLI, which takes 1 s. */
export function doctorPoint(cli: DoctorPoint['cli'], doctor: number = 1.2, version?: string): DoctorPoint {
  const { drift, cli: get, longest, together, judgements, doctor: row } = DOCTOR_ROWS;
  return { cli, rounds: 2, version, comparison: rows({ [drift]: 0.4, [get]: 1, [longest]: 1, [together]: 1, [row]: doctor, [judgements]: 0.01 }) };
}

/** Results in which every aim is reached. */
export function results(changed: Partial<Results> = {}): Results {
  const synth = (['bare', 'node'] as const).flatMap((host) => (['run', 'synth'] as const).flatMap((part) => [
    [synthRow(host, false, part), 1],
    [synthRow(host, true, part), 1.04],
  ]));
  return {
    mode: 'default',
    date: '2026-11-25',
    machine: '2 cores',
    versions: { projen: '0.103.25' },
    growth: [
      ...[1, 10, 1000].flatMap((size) => [point('own', 'js', size), point('subprojects', 'js', size)]),
      point('own', 'ts', 1),
    ],
    shapes: (Object.keys(SHAPES) as Shape[]).map((shape) => shapePoint(shape)),
    copies: [...[30, 600, 5000].map((files) => copyPoint(files)), copyPoint(20_000, 1.3)],
    sessions: [freshPoint(), exportPoint('standIn'), exportPoint('installed', 1, '2.9.19')],
    doctors: [doctorPoint('standIn'), doctorPoint('installed', 1.2, '2.38.5')],
    synth: rows(Object.fromEntries(synth)),
    loading: rows({
      [LOADING.projen]: 0.25,
      [LOADING.both]: 0.26,
      [LOADING.ours]: 0.1,
      [LOADING.project]: 0.1,
      [LOADING.projenProcess]: 0.3,
      [LOADING.partsProcess]: 0.29,
      [LOADING.checks]: 0.001,
    }),
    profiles: { steps: { load: 1 }, bare: { loading: 2 }, drift: { 'loading': 3, 'our drift check': 4 }, driftProcesses: 3 },
    compileCache: { comparison: cacheRows(), versions: ['22.1.0', '24.1.0'] },
    ...changed,
  };
}
