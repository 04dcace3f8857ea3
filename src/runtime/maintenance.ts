/**
 * When the Airflow minors of major 3 came out, and with them their first Astro Runtime (airflow.apache.org, release notes; read on
 * 2026-11-29). Each is maintained for two years from then ("Astro Runtime maintenance and lifecycle policy").
 */
const RELEASED: Readonly<Record<string, string>> = { '3.0': '2025-04-22', '3.1': '2025-09-25', '3.2': '2026-04-07', '3.3': '2026-07-06' };
const YEARS = 2;

/** The end of life of Airflow 2 (endoflife.date/apache-airflow, read on 2026-11-29). */
const END_OF_2 = '2026-04-22';

/** The day on which the maintenance of an Airflow ends, and whose it is; undefined for a version that is newer than these tables. */
export function maintenanceEnd(major: number, minor: number): { readonly day: string; readonly by: 'Apache Airflow' | 'Astronomer' } | undefined {
  if (major === 2) {
    return { day: END_OF_2, by: 'Apache Airflow' };
  }
  const released = RELEASED[`${major}.${minor}`];
  return released === undefined ? undefined : { day: `${Number(released.slice(0, 4)) + YEARS}${released.slice(4)}`, by: 'Astronomer' };
}
