import type { GrowthPoint } from '../../../bench/growth';
import type { Comparison } from '../../../bench/interleave';
import { LOADING, synthRow } from '../../../bench/overhead';
import { NAMES, type Results } from '../../../bench/results';

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
    synth: rows(Object.fromEntries(synth)),
    loading: rows({ [LOADING.projen]: 0.25, [LOADING.both]: 0.26, [LOADING.ours]: 0.1, [LOADING.project]: 0.1, [LOADING.projenProcess]: 0.3, [LOADING.partsProcess]: 0.29 }),
    profiles: { steps: { load: 1 }, bare: { loading: 2 }, drift: { 'loading': 3, 'our drift check': 4 }, driftProcesses: 3 },
    ...changed,
  };
}
