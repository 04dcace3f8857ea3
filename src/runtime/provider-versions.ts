import type { AstroRuntime } from './astro-runtime';

/**
 * The lowest releases of provider packages that work on a major of Airflow. An older one fails to import, and Airflow says no more of it than
 * "Variable not found" (seen with 9.2.0 and 9.4.0 of the Amazon provider on Airflow 3.1 and 3.3; 9.3 was never released).
 */
const LOWEST: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  'apache-airflow-providers-amazon': { 3: '9.4.0' },
};

/** The lowest release of a distribution that works on a runtime; undefined if none is known that does not. */
export function lowestProvider(distribution: string, { airflowMajor }: Pick<AstroRuntime, 'airflowMajor'>): string | undefined {
  return LOWEST[distribution]?.[airflowMajor];
}
