import * as fs from 'node:fs';
import * as path from 'node:path';

/**
 * What the contract rows assume about the Astro CLI, in one place: CLI 1.45, read on 2026-11-25 in
 * github.com/astronomer/astro-cli (`airflow/docker.go`, `airflow/include/airflow{2,3}/composeyml.go.tmpl`). The two
 * compose files beside this one say the same in compose's words; base.test.ts holds them together.
 */
export const ASTRO_CLI = '1.45';

/** The major versions of Airflow. */
export type AirflowMajor = 2 | 3;

/** What the CLI's own compose file has for one major. */
export interface BaseFacts {
  /** The compose file, with placeholders: `baseFile()` fills them in. */
  readonly file: string;
  /** A tag of Astro Runtime with this major, and its image. */
  readonly runtime: string;
  readonly image: string;
  /** The services that run as `astro`, read `.env` and need credentials. */
  readonly airflowServices: readonly string[];
  /** The other services: they get nothing of `.env`. */
  readonly otherServices: readonly string[];
  /** What the file itself sets in each Airflow service, and so beats `.env`. */
  readonly environment: readonly string[];
}

const EVERY_MAJOR = [
  'AIRFLOW__CORE__EXECUTOR',
  'AIRFLOW__CORE__FERNET_KEY',
  'AIRFLOW__CORE__LOAD_EXAMPLES',
  'AIRFLOW__CORE__SQL_ALCHEMY_CONN',
  'AIRFLOW__DATABASE__SQL_ALCHEMY_CONN',
  'ASTRONOMER_ENVIRONMENT',
];

export const BASE: Readonly<Record<AirflowMajor, BaseFacts>> = {
  2: {
    file: path.join(__dirname, 'airflow-2.yml'),
    runtime: '13.7.0',
    image: 'quay.io/astronomer/astro-runtime:13.7.0',
    airflowServices: ['scheduler', 'webserver', 'triggerer'],
    otherServices: ['postgres'],
    environment: [...EVERY_MAJOR, 'AIRFLOW__WEBSERVER__EXPOSE_CONFIG', 'AIRFLOW__WEBSERVER__RBAC', 'AIRFLOW__WEBSERVER__SECRET_KEY'],
  },
  3: {
    file: path.join(__dirname, 'airflow-3.yml'),
    runtime: '3.1-12',
    image: 'astrocrpublic.azurecr.io/runtime:3.1-12',
    airflowServices: ['scheduler', 'dag-processor', 'api-server', 'triggerer'],
    otherServices: ['postgres', 'db-migration'],
    environment: [
      ...EVERY_MAJOR,
      'AIRFLOW__API__BASE_URL',
      'AIRFLOW__API__PORT',
      'AIRFLOW__API__SECRET_KEY',
      'AIRFLOW__API_AUTH__JWT_SECRET',
      'AIRFLOW__CORE__AUTH_MANAGER',
      'AIRFLOW__CORE__EXECUTION_API_SERVER_URL',
      'AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS',
      'AIRFLOW__SCHEDULER__STANDALONE_DAG_PROCESSOR',
    ],
  },
};

/** Both, for loops. */
export const AIRFLOW_MAJORS: readonly AirflowMajor[] = [2, 3];

/** The user of the Airflow services, as the base file names it, and what the image makes of that name. */
export const CONTAINER_USER = { name: 'astro', uid: 50000, home: '/home/astro' } as const;

/** AIRFLOW_HOME in the image. */
export const AIRFLOW_HOME = '/usr/local/airflow';

/** What the Airflow services see of the project's folder, below `AIRFLOW_HOME`; the triggerer has no `tests`. */
export const MOUNTED_FOLDERS = ['dags', 'plugins', 'include', 'tests'] as const;

/** The file that is merged over the base file, in the working directory; that exact name alone. */
export const OVERRIDE_FILE = 'docker-compose.override.yml';

/** The `env_file` of the Airflow services. */
export const ENV_FILE = '.env';

/** What stands in for the placeholders of a base file. */
export interface BaseFileValues {
  /** The image of all Airflow services. By default that of the facts. */
  readonly image?: string;
  /** The Astro project's folder on the host, absolute. */
  readonly project: string;
  /** The project's name. By default `orders`. */
  readonly name?: string;
  /** Port of the web server on the host. By default 8080. */
  readonly webPort?: number;
  /** Port of the database on the host. By default 5432. */
  readonly databasePort?: number;
}

/** The text of the CLI's compose file for a project. */
export function baseFile(major: AirflowMajor, { image = BASE[major].image, project, name = 'orders', webPort = 8080, databasePort = 5432 }: BaseFileValues): string {
  const values: Record<string, string> = { image, project, name, 'web-port': String(webPort), 'database-port': String(databasePort) };
  // The comments name the placeholders too.
  const text = fs.readFileSync(BASE[major].file, 'utf-8').replace(/^ *#.*\n/gm, '');
  return text.replace(/\{([a-z-]+)\}/g, (placeholder, key: string) => values[key] ?? placeholder);
}
