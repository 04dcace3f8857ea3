/** What the Astro CLI merges over its own compose file. */
export const OVERRIDE_FILE = 'docker-compose.override.yml';

/** The key of it in which the commands of this package find what the host renews. compose ignores keys that begin with `x-`. */
export const OVERRIDE_EXTENSION = 'x-projen-astro-airflow';

/** Names under which compose would read an override, and the Astro CLI does not: it reads one name in one folder. */
export const UNREAD_OVERRIDES: readonly string[] = ['docker-compose.override.yaml', 'compose.override.yml', 'compose.override.yaml', `dags/${OVERRIDE_FILE}`];
