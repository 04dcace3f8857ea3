import type { GrowthPlan } from './growth';
import type { Mode } from './results';

/** How often each is run where one run is short. */
export const ROUNDS: Readonly<Record<Mode, number>> = { quick: 5, default: 15, full: 25 };

/**
 * What is measured as the number of projects grows. projen itself takes more than in proportion for many projects in one
 * rc file, so the largest is run once, or only in a full run.
 */
export function growthPlans(mode: Mode): GrowthPlan[] {
  if (mode === 'quick') {
    return [plan('own', 'js', 1, 3), plan('own', 'js', 10, 3), plan('own', 'ts', 1, 3), plan('subprojects', 'js', 1, 3), plan('subprojects', 'js', 10, 3)];
  }
  const full = mode === 'full';
  const sizes = [10, 100, 1000];
  return [
    plan('own', 'js', 1, full ? 25 : 10),
    ...sizes.map((size) => plan('own', 'js', size, full ? size : 8)),
    plan('own', 'ts', 1, full ? 25 : 8),
    ...(full ? [10, 100].map((size) => plan('own', 'ts', size, size)) : []),
    plan('subprojects', 'js', 1, full ? 25 : 5),
    plan('subprojects', 'js', 10, full ? 10 : 5),
    plan('subprojects', 'js', 100, full ? 10 : 3),
    plan('subprojects', 'js', 1000, full ? 3 : 1),
    ...(full ? [1, 10, 100, 1000].map((size) => plan('subprojects', 'ts', size, size === 1000 ? 1 : 5)) : []),
    ...[1, 10, 100, ...(full ? [1000] : [])].map((size) => plan('directories', 'js', size, size === 1000 ? 1 : 3)),
  ];
}

function plan(layout: GrowthPlan['layout'], language: GrowthPlan['language'], size: number, rounds: number): GrowthPlan {
  return { layout, language, size, rounds };
}
