/** What the Astro CLI merges over its own compose file. */
export const OVERRIDE_FILE = 'docker-compose.override.yml';

/** The key of it in which the commands of this package find what the host renews. compose ignores keys that begin with `x-`. */
export const OVERRIDE_EXTENSION = 'x-projen-astro-airflow';
