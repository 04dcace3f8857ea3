const VARIABLE = 'PROJEN_ASTRO_AIRFLOW_UNDER_CHECK';

/** What an rc file that the drift check runs has in its environment. */
export const UNDER_CHECK: Readonly<Record<string, string>> = { [VARIABLE]: 'true' };

/** Whether the drift check runs this rc file. */
export function isUnderCheck(): boolean {
  return process.env[VARIABLE] !== undefined;
}
