/** The variable that tells the processes of a run that they are checked: what to cover, and where the result goes. */
export const ORDER = 'PROJEN_ASTRO_AIRFLOW_DRIFT';

/** What the outer command asks for. */
export interface Order {
  /** The directory that is checked, absolute. */
  readonly directory: string;
  /** The file that the result goes to, absolute, outside of every project. */
  readonly result: string;
}
