import type { AirflowCheck } from './setting';

export const REFUSALS: readonly AirflowCheck[] = [];
