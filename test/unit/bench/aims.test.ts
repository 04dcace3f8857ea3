import { verdicts, type Verdict } from '../../../bench/aims';
import { newerRows } from '../../../bench/compile-cache';
import { LOADING, synthRow } from '../../../bench/overhead';
import { NAMES, type Results } from '../../../bench/results';
import type { Shape } from '../../../bench/shapes';
import { cacheRows, copyPoint, doctorPoint, exportPoint, freshPoint, point, results, rows, shapePoint, type Factors } from '../../support/bench/results';

const AIMS = verdicts(results()).map(({ aim }) => aim);

/** The aims that are not reached in some results. */
function missed(changed: Partial<Results>): string[] {
  return verdicts(results(changed)).filter(({ reached }) => reached === false).map(({ aim }) => aim);
}

function withFactors(factors: Factors): Partial<Results> {
  return { growth: results().growth.map((one) => point(one.layout, one.language, one.size, factors)) };
}

function withShapes(shape: Shape, drift: number, peakMb?: number): Partial<Results> {
  return { shapes: results().shapes.map((one) => (one.shape === shape ? shapePoint(shape, drift, peakMb) : one)) };
}

function aimsWith(...words: string[]): string[] {
  const found = AIMS.filter((aim) => words.every((word) => aim.includes(word)));
  expect(found).not.toEqual([]);
  return found;
}

test('every aim is reached where the numbers are good', () => {
  expect(verdicts(results()).filter(({ reached }) => reached !== true)).toEqual([]);
});

test.each<[string, Partial<Results>, string[][]]>([
  ['the check takes 1.2 times the rc file', withFactors({ drift: 1.2 }), [['tsx', '1.15 times']]],
  ['the check of a NodeProject takes 1.06 times the rc file', withShapes('npm', 1.06), [['with npm', '1.05 times']]],
  ['the check of one with another package manager takes 1.11 times the rc file', withShapes('pnpm', 1.11), [['with pnpm', '1.10 times']]],
  ['the check of many files takes 1.11 times the rc file', withShapes('files', 1.11), [['600 text files', '1.10 times']]],
  ['the check of many subprojects takes 1.11 times the rc file', withShapes('subprojects200', 1.11), [[' 200 subprojects']]],
  ['the check of many appends takes 1.6 times the rc file', withShapes('appends', 1.6), [['appends', '1.50 times']]],
  ['the check of a thousand subprojects takes 200 MB', withShapes('subprojects1000', 1, 200), [['1,000 subprojects', '200 MB']]],
  ['a copy of 600 files takes longer than a synth', { copies: results().copies.map((one) => (one.files === 600 ? copyPoint(600, 1.01) : one)) }, [[' 600 more files']]],
  ['a second check takes as long as the rc file', { compileCache: { comparison: cacheRows(1), versions: [] } }, [['second run', 'bare rc file']]],
  ['a second npx projen drift takes longer than npx projen', { compileCache: { comparison: { ...cacheRows(), ...rows({ [newerRows('22').secondNpxDrift]: 0.81 }) }, versions: [] } }, [['Node 22', 'npx projen drift']]],
  ['a start with fresh keys takes 60 ms more', { sessions: [freshPoint(0.64), ...results().sessions.slice(1)] }, [['fresh keys', '50 ms']]],
  ['a doctor waits for one program after the other', { doctors: [doctorPoint('standIn', 1.35), doctorPoint('installed')] }, [['stand-in for the AWS CLI that waits', '1.3 times']]],
  ['a start with an export takes longer than a start and the AWS CLI after it', { sessions: [...results().sessions.slice(0, 2), exportPoint('installed', 1.61)] }, [['a session with', 'installed AWS CLI']]],
  ['npx projen drift is slower than npx projen', withFactors({ npxDrift: 2.6 }), [['`', 'npx projen drift']]],
  ['npx projen with git is less than twice as slow', withFactors({ projen: 2, npxDrift: 2 }), [['less than half']]],
  ['the component adds 6 % to a bare project', { synth: { ...results().synth, ...rows({ [synthRow('bare', true, 'run')]: 1.06 }) } }, [['a bare project']]],
  ['our package adds 11 % to loading projen', { loading: { ...results().loading, ...rows({ [LOADING.both]: 0.2775 }) } }, [['at most 10 %']]],
  ['the checks of calls take 2.25 ms', { loading: { ...results().loading, ...rows({ [LOADING.checks]: 0.0015 }) } }, [['less than 2 ms']]],
  ['an rc file takes as long as projen', { loading: { ...results().loading, ...rows({ [LOADING.partsProcess]: 0.3 }) } }, [['takes less time than require']]],
  ['a thousand projects take 512 MB', { growth: results().growth.map((one) => point(one.layout, one.language, one.size, {}, 512)) }, [['1,000 projects', 'uses less than']]],
  ['a thousand subprojects take 200 MB', { growth: results().growth.map((one) => point(one.layout, one.language, one.size, {}, 200)) }, [['each project a subproject', '200 MB']]],
])('an aim is missed where %s', (_, changed, expected) => {
  expect(missed(changed)).toEqual(expected.flatMap((words) => aimsWith(...words)));
});

test('the aim for growth is missed where the part of the check grows with the square', () => {
  const growth = results().growth.map((one) => point(one.layout, one.language, one.size, { drift: 1 + 0.0001 * one.size }));

  expect(missed({ growth })).toEqual(aimsWith('exponent'));
});

test('growth is not judged without a thousand projects, nor if the check is not slower than the rc file', () => {
  const growthOf = (changed: Partial<Results>): Verdict[] => verdicts(results(changed)).filter(({ aim }) => aim.includes('exponent'));

  expect(growthOf({ growth: results().growth.filter(({ size }) => size < 1000) }).map(({ reached }) => reached)).toEqual([undefined, undefined]);
  expect(growthOf(withFactors({ drift: 0.9 })).map(({ reached, measured }) => [reached, measured])).toEqual([
    [undefined, 'no exponent: with 1 and 10 and 1,000 projects, drift is not slower than the rc file'],
    [undefined, 'no exponent: with 1 and 10 and 1,000 projects, drift is not slower than the rc file'],
  ]);
});

test('nothing counts as reached where nothing was measured', () => {
  const nothing = { reason: 'drift ended with 2' };
  const growth = results().growth.map((one) => ({ ...one, comparison: { ...one.comparison, [NAMES.drift]: nothing, [NAMES.npxDrift]: nothing } }));

  const nothingElse = { synth: {}, loading: {}, shapes: [], copies: [], sessions: [], doctors: [], compileCache: undefined };

  expect(verdicts(results({ growth, ...nothingElse })).filter(({ reached }) => reached !== undefined)).toEqual([]);
  expect(verdicts(results({ growth: [], ...nothingElse })).filter(({ reached }) => reached !== undefined)).toEqual([]);
});
