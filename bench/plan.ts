import { LARGE_CHECKOUT, SMALL_CHECKOUTS, type CopyPlan } from './copies';
import { DOCTOR_CLIS, type DoctorPlan } from './doctor';
import type { GrowthPlan } from './growth';
import type { Mode } from './results';
import { KEYS, type KeysFrom, type SessionPlan } from './sessions';
import { isNodeProject, SHAPES, type Shape, type ShapePlan } from './shapes';

/** How often each is run where one run is short. */
export const ROUNDS: Readonly<Record<Mode, number>> = { quick: 5, default: 15, full: 25 };

/** How often where a few hundredths decide whether the aim is reached: a dozen rounds leave as much open. */
const MANY_ROUNDS: Readonly<Record<Mode, number>> = { quick: 5, default: 40, full: 75 };

/** How often where one run is long. */
const FEW_ROUNDS: Readonly<Record<Mode, number>> = { quick: 3, default: 5, full: 9 };

/**
 * What is measured as the number of projects grows. projen itself takes more than in proportion for many projects in one
 * rc file, so the largest is run a few times only.
 */
export function growthPlans(mode: Mode): GrowthPlan[] {
  if (mode === 'quick') {
    return [plan('own', 'js', 1, 3), plan('own', 'js', 10, 3), plan('own', 'ts', 1, 3), plan('subprojects', 'js', 1, 3), plan('subprojects', 'js', 10, 3)];
  }
  const full = mode === 'full';
  return (['js', 'ts'] as const).flatMap((language) => [
    plan('own', language, 1, full ? 25 : 10),
    // With rc files of their own one project is as good as another: some of them, unless all are asked for.
    ...[10, 100, 1000].map((size) => plan('own', language, size, full ? size : language === 'js' ? 8 : 5)),
    ...[1, 10].map((size) => plan('subprojects', language, size, full ? 15 : 5)),
    plan('subprojects', language, 100, full ? 10 : 3),
    // A minute a run, nearly all of it in projen.
    plan('subprojects', language, 1000, 1),
  ]).concat([1, 10, 100, ...(full ? [1000] : [])].map((size) => plan('directories', 'js', size, 3)));
}

/** The shapes of projects that the check is tried on. */
export function shapePlans(mode: Mode): ShapePlan[] {
  const shapes = (Object.keys(SHAPES) as Shape[]).filter((shape) => mode !== 'quick' || shape !== 'subprojects1000');
  const rounds = (shape: Shape): number => (shape === 'subprojects1000' ? FEW_ROUNDS : isNodeProject(shape) ? MANY_ROUNDS : ROUNDS)[mode];
  return shapes.map((shape) => ({ shape, rounds: rounds(shape) }));
}

/** The checkouts of which the check makes a copy. */
export function copyPlans(mode: Mode): CopyPlan[] {
  const small = SMALL_CHECKOUTS.map((files) => ({ files, rounds: ROUNDS[mode] }));
  return mode === 'quick' ? small : [...small, { files: LARGE_CHECKOUT, rounds: FEW_ROUNDS[mode] }];
}

/** Where the keys of a session are from. What fresh ones cost is less than the noise of a single start. */
export function sessionPlans(mode: Mode): SessionPlan[] {
  return (Object.keys(KEYS) as KeysFrom[]).map((keys) => ({ keys, rounds: (keys === 'fresh' ? MANY_ROUNDS : ROUNDS)[mode] }));
}

/** Which AWS CLI the doctor asks. */
export function doctorPlans(mode: Mode): DoctorPlan[] {
  return (Object.keys(DOCTOR_CLIS) as Array<DoctorPlan['cli']>).map((cli) => ({ cli, rounds: ROUNDS[mode] }));
}

function plan(layout: GrowthPlan['layout'], language: GrowthPlan['language'], size: number, rounds: number): GrowthPlan {
  return { layout, language, size, rounds };
}
