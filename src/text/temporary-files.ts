/** The pattern by which ignore files name the temporary files beside a file that is being written. */
export const TEMPORARY_FILES = '.projen-astro-airflow.*';
