/** The variable that tells the processes of a run that they are checked, and how. */
export const ORDER = 'PROJEN_ASTRO_AIRFLOW_DRIFT';

/** What is asked of each Node process of a run. */
export interface Order {
  /** The directory that is checked: absolute, without links in it. */
  readonly directory: string;
  /** The directory that other processes than the first put what they found into: absolute, outside of every project. */
  readonly results: string;
  /** Whether each difference is wanted as a unified diff. */
  readonly diff: boolean;
}
