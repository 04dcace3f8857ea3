import { newerRows, LINES, type CacheTable } from './compile-cache';
import { COPY_ROWS, SMALL_CHECKOUTS, type CopyPoint } from './copies';
import { DOCTOR_CLIS, DOCTOR_ROWS, type DoctorPoint } from './doctor';
import { ownPart, type GrowthPoint } from './growth';
import { peakOf, secondsOf, type Clock, type Comparison } from './interleave';
import { LOADING, synthRow } from './overhead';
import type { Language, Layout } from './rc-files';
import { NAMES, type Results } from './results';
import { KEYS, SESSION_ROWS, type KeysFrom, type SessionPoint } from './sessions';
import { SHAPES, type Shape, type ShapePoint } from './shapes';
import { differences, growthExponent, ratios, spread, type Point, type Spread } from './statistics';
import { count, differenceText, megabytes, ratioText } from './table';

/** An aim, and what came of it. */
export interface Verdict {
  readonly aim: string;
  readonly measured: string;
  /** `undefined`: not measured. */
  readonly reached: boolean | undefined;
}

const LANGUAGES: Readonly<Record<Language, string>> = { js: '`.projenrc.js`', ts: '`.projenrc.ts` (tsx)' };

/** The most that the check of a shape may take, as a multiple of the rc file's time. */
const SHAPE_LIMITS: Readonly<Partial<Record<Shape, number>>> = {
  npm: 1.05,
  pnpm: 1.1,
  yarn: 1.1,
  bun: 1.1,
  files: 1.1,
  subprojects200: 1.1,
  subprojects1000: 1.1,
  appends: 1.5,
};

/** What the check of a thousand projects may take, in MB. */
const MEMORY_LIMITS: Readonly<Record<Exclude<Layout, 'directories'>, number>> = { own: 512, subprojects: 200 };

/** The name of a layout in the tables. */
export const LAYOUTS: Readonly<Record<Layout, string>> = {
  own: 'each project with its own rc file',
  subprojects: 'one rc file, each project a subproject',
  directories: 'one rc file and project, a directory for each',
};

/** Compares the results with the aims. */
export function verdicts(results: Results): Verdict[] {
  return [
    ...(['js', 'ts'] as const).flatMap((language) => commandAims(results.growth, language)),
    ...(['bare', 'node'] as const).map((host) =>
      ratioAim(`our component adds less than 5 % to the run of ${host === 'bare' ? 'a bare project' : 'a NodeProject'}`, results.synth, synthRow(host, true, 'run'), synthRow(host, false, 'run'), below(1.05))),
    ratioAim('loading our package after projen adds at most 10 %', results.loading, LOADING.both, LOADING.projen, atMost(1.1)),
    ratioAim('an rc file with our package and parts of projen takes less time than require(\'projen\') alone', results.loading, LOADING.partsProcess, LOADING.projenProcess, below(1)),
    checksAim(results.loading),
    ...(['own', 'subprojects'] as const).flatMap((layout) => [memoryAim(results.growth, layout), growthAim(results.growth, layout)]),
    ...shapeAims(results.shapes),
    ...copyAims(results.copies),
    ...sessionAims(results.sessions),
    ...doctorAims(results.doctors),
    ...cacheAims(results.compileCache),
  ];
}

/** The points of one curve, the smallest repository first. */
export function curve(growth: readonly GrowthPoint[], layout: Layout, language: Language): GrowthPoint[] {
  return growth.filter((point) => point.layout === layout && point.language === language).sort((one, other) => one.size - other.size);
}

/** The ratio of two rows, round by round; undefined if either was not measured. */
export function ratioOf(comparison: Comparison, row: string, base: string, clock?: Clock): Spread | undefined {
  const [values, bases] = [secondsOf(comparison, row, clock), secondsOf(comparison, base, clock)];
  return values === undefined || bases === undefined ? undefined : spread(ratios(values, bases));
}

/** The difference of two rows, round by round; undefined if either was not measured. */
export function differenceOf(comparison: Comparison, row: string, base: string, clock?: Clock): Spread | undefined {
  const [values, bases] = [secondsOf(comparison, row, clock), secondsOf(comparison, base, clock)];
  return values === undefined || bases === undefined ? undefined : spread(differences(values, bases));
}

/** The check's own part of each point of a curve, without points that could not be measured. */
export function ownParts(points: readonly GrowthPoint[], clock: Clock): Point[] {
  return points.flatMap((point) => {
    const value = ownPart(point, clock);
    return value === undefined ? [] : [{ size: point.size, value }];
  });
}

/** Growth is measured in processor time if there is any: one slow minute at one size would bend the curve. */
export function clockOf(points: readonly GrowthPoint[]): Clock {
  return points.every(({ comparison }) => secondsOf(comparison, NAMES.bare, 'cpuSeconds') !== undefined) ? 'cpuSeconds' : 'seconds';
}

function commandAims(growth: readonly GrowthPoint[], language: Language): Verdict[] {
  const comparison = curve(growth, 'own', language)[0]?.comparison ?? {};
  const file = LANGUAGES[language];
  return [
    // In plain JavaScript a NodeProject is what most have: see the shapes.
    ...(language === 'js' ? [] : [ratioAim(`${file}: drift takes at most 1.15 times the bare rc file`, comparison, NAMES.drift, NAMES.bare, atMost(1.15))]),
    ratioAim(`${file}: npx projen drift takes at most 1.0 times npx projen`, comparison, NAMES.npxDrift, NAMES.projen, atMost(1)),
    ratioAim(`${file}: drift takes less than half of npx projen && git diff --exit-code`, comparison, NAMES.drift, NAMES.projenDiff, below(0.5)),
  ];
}

function ratioAim(aim: string, comparison: Comparison, row: string, base: string, holds: (ratio: number) => boolean): Verdict {
  const ratio = ratioOf(comparison, row, base);
  if (ratio === undefined) {
    return { aim, measured: 'not measured', reached: undefined };
  }
  const processor = ratioOf(comparison, row, base, 'cpuSeconds');
  return { aim, measured: `${ratioText(ratio)}${processor === undefined ? '' : `; processor ${processor.median.toFixed(2)}`}`, reached: holds(ratio.median) };
}

function checksAim(loading: Comparison): Verdict {
  const seconds = secondsOf(loading, LOADING.checks);
  const median = seconds === undefined ? undefined : spread(seconds).median;
  return {
    aim: 'checking the arguments of all calls takes less than 2 ms of a synth',
    measured: median === undefined ? 'not measured' : `${(median * 1000).toFixed(1)} ms`,
    reached: median === undefined ? undefined : median < 0.002,
  };
}

function memoryAim(growth: readonly GrowthPoint[], layout: keyof typeof MEMORY_LIMITS): Verdict {
  const limit = MEMORY_LIMITS[layout];
  const comparison = curve(growth, layout, 'js').find(({ size }) => size === 1000)?.comparison ?? {};
  return peakAim(`1,000 projects, ${LAYOUTS[layout]}: the check uses less than ${limit} MB`, comparison, limit);
}

function peakAim(aim: string, comparison: Comparison, limit: number): Verdict {
  const peak = peakOf(comparison, NAMES.drift);
  return { aim, measured: megabytes(peak), reached: peak === undefined ? undefined : peak < limit };
}

function shapeAims(shapes: readonly ShapePoint[]): Verdict[] {
  const measured = (shape: Shape): Comparison => shapes.find((point) => point.shape === shape)?.comparison ?? {};
  return [
    ...(Object.keys(SHAPE_LIMITS) as Shape[]).map((shape) => {
      const limit = SHAPE_LIMITS[shape]!;
      return ratioAim(`\`.projenrc.js\`, ${SHAPES[shape]}: drift takes at most ${limit.toFixed(2)} times the bare rc file`, measured(shape), NAMES.drift, NAMES.bare, atMost(limit));
    }),
    peakAim(`\`.projenrc.js\`, ${SHAPES.subprojects1000}: the check uses less than 200 MB`, measured('subprojects1000'), 200),
  ];
}

function copyAims(copies: readonly CopyPoint[]): Verdict[] {
  return SMALL_CHECKOUTS.map((size) => {
    const comparison = copies.find(({ files }) => files === size)?.comparison ?? {};
    return ratioAim(`a checkout with ${count(size)} more files: drift in a copy takes at most 1.0 times ${COPY_ROWS.synth}`, comparison, COPY_ROWS.copy, COPY_ROWS.synth, atMost(1));
  });
}

function sessionAims(sessions: readonly SessionPoint[]): Verdict[] {
  const measured = (from: KeysFrom): Comparison => sessions.find(({ keys }) => keys === from)?.comparison ?? {};
  const { session, without, sum } = SESSION_ROWS;
  return [
    differenceAim(`a session with ${KEYS.fresh}: start takes less than 50 ms more than without a session`, measured('fresh'), session, without, 0.05),
    ...(['standIn', 'installed'] as const).map((from) =>
      // An export should add no more than the AWS CLI takes by itself.
      ratioAim(`a session with ${KEYS[from]}: start takes at most 1.0 times ${sum}`, measured(from), session, sum, atMost(1))),
  ];
}

function doctorAims(doctors: readonly DoctorPoint[]): Verdict[] {
  const measured = (cli: DoctorPoint['cli']): Comparison => doctors.find((point) => point.cli === cli)?.comparison ?? {};
  const { doctor, longest, judgements } = DOCTOR_ROWS;
  const seconds = secondsOf(measured('standIn'), judgements);
  const median = seconds === undefined ? undefined : spread(seconds).median;
  return [
    ...(['standIn', 'installed'] as const).map((cli) => ratioAim(`the doctor with ${DOCTOR_CLIS[cli]} takes at most 1.3 times ${longest}`, measured(cli), doctor, longest, atMost(1.3))),
    {
      aim: 'the checks of the doctor take less than 50 ms, including loading',
      measured: median === undefined ? 'not measured' : `${(median * 1000).toFixed(1)} ms`,
      reached: median === undefined ? undefined : median < 0.05,
    },
  ];
}

function differenceAim(aim: string, comparison: Comparison, row: string, base: string, limit: number): Verdict {
  const difference = differenceOf(comparison, row, base);
  if (difference === undefined) {
    return { aim, measured: 'not measured', reached: undefined };
  }
  const processor = differenceOf(comparison, row, base, 'cpuSeconds');
  const beside = processor === undefined ? '' : `; processor ${(processor.median * 1000).toFixed(0)} ms`;
  return { aim, measured: `${differenceText(difference)}${beside}`, reached: difference.median < limit };
}

function cacheAims(table: CacheTable | undefined): Verdict[] {
  const comparison = table !== undefined && 'comparison' in table ? table.comparison : {};
  return LINES.flatMap((line) => {
    const { rc, secondDrift, projen, secondNpxDrift } = newerRows(line);
    const since = `Node ${line}: from the second run on`;
    return [
      ratioAim(`${since}, drift takes less time than the bare rc file`, comparison, secondDrift, rc, below(1)),
      ratioAim(`${since}, npx projen drift takes at most 1.0 times npx projen`, comparison, secondNpxDrift, projen, atMost(1)),
    ];
  });
}

function growthAim(growth: readonly GrowthPoint[], layout: Layout): Verdict {
  const aim = `${LAYOUTS[layout]}: the growth exponent of the check’s own part (drift minus the bare rc file) is at most 1.1`;
  const curvePoints = curve(growth, layout, 'js');
  const points = ownParts(curvePoints, clockOf(curvePoints));
  const exponent = growthExponent(points);
  if (exponent === undefined) {
    const faster = points.filter(({ value }) => value <= 0).map(({ size }) => count(size));
    return { aim, measured: faster.length === 0 ? 'not measured' : `no exponent: with ${faster.join(' and ')} projects, drift is not slower than the rc file`, reached: undefined };
  }
  const last = points.slice(-2);
  // Two small sizes do not show what happens at a thousand.
  const reached = last[1].size < 1000 ? undefined : exponent <= 1.1;
  return { aim, measured: `${exponent.toFixed(2)}; from ${count(last[0].size)} to ${count(last[1].size)} ${growthExponent(last)!.toFixed(2)}`, reached };
}

function atMost(limit: number): (ratio: number) => boolean {
  return (ratio) => ratio <= limit;
}

function below(limit: number): (ratio: number) => boolean {
  return (ratio) => ratio < limit;
}
