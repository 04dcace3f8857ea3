import type { CloudCredentials } from './clouds/cloud-credentials';
import type { SecretsBackend } from './clouds/secrets-backend';
import type { ExampleDagOptions } from './files/example-dag';

/**
 * Options that `LocalAirflow` and `AstroProject` share.
 */
export interface CommonLocalAirflowOptions {
  /**
   * Tag of the Astro Runtime image, for example `3.1-12` (Airflow 3) or `13.7.0` (Airflow 2).
   *
   * Omit it if a bot updates the `FROM` line of the Dockerfile. An `AstroProject` writes the tag to that line. A `LocalAirflow` never writes the
   * Dockerfile: another tag there causes a warning, another major version of Airflow an error.
   *
   * @default - the tag in the `FROM` line of the Dockerfile; for a new `AstroProject`, the newest runtime that this package knows
   */
  readonly runtimeVersion?: string;

  /**
   * Cloud credentials for the containers.
   *
   * @default - none
   */
  readonly credentials?: CloudCredentials[];

  /**
   * Secrets backend in which Airflow looks up connections and variables first.
   *
   * @default - none
   */
  readonly secretsBackend?: SecretsBackend;

  /**
   * Secrets backend for tasks, triggers and DAG parsing, instead of `secretsBackend` (`[workers] secrets_backend` of Airflow 3). All other
   * processes use `secretsBackend`; without that, they have no secrets backend.
   *
   * @default - the same as `secretsBackend`
   */
  readonly workersSecretsBackend?: SecretsBackend;

  /**
   * Example DAG in `dags/` that reads from the secrets backend, which it requires. `{}` reads a variable `my_var` and a connection `my_conn`.
   *
   * @default - no example DAG
   */
  readonly exampleDag?: ExampleDagOptions;

  /**
   * Write the keys of the credentials and of the secrets backend to `docker-compose.override.yml` instead of `.env`.
   *
   * That file is committed, so CI checks it, and it can hold any value, such as a lookup pattern with a `$`. But `astro dev parse`, `astro dev
   * pytest` and the standalone mode do not read it. Keys added with `addDotenvKey()` stay in `.env`.
   *
   * @default false
   */
  readonly keysInOverride?: boolean;

  /**
   * Names whose values may be committed although they look like secrets: environment variables, arguments of a secrets backend or keys of a
   * service. Use it for values that are not confidential, such as a key that every browser receives or the password of a local database.
   * A name that is not needed causes a warning.
   *
   * @default - none: a value that looks like a secret is refused; a password in `addService()` causes a warning
   */
  readonly allowSecret?: string[];

  /**
   * Add a `DriftCheck` to the root project if it has none: the task `drift` and, in a project with projen's GitHub component, the workflow
   * `drift.yml`.
   *
   * Both list the files that no longer match the rc file. For other settings construct a `DriftCheck`, before or after this component; it replaces
   * the default one.
   *
   * @default true
   */
  readonly driftCheck?: boolean;

  /**
   * Add a job to the workflow `dags.yml` of the root project that runs the tests in `tests/`, if the root project has projen's GitHub component.
   *
   * The job installs plain Airflow in the runtime's version, and `requirements.txt`. If pytest finds no test in `tests/`, it runs what `astro dev parse`
   * does: every DAG must import. All Astro projects of the tree share the workflow.
   *
   * @default - true in an `AstroProject`; for a `LocalAirflow` true if there is a test (`test_*.py`) in its `tests/dags`, which `astro dev init` creates
   */
  readonly dagWorkflow?: boolean;
}

/**
 * Options of `LocalAirflow`.
 */
export interface LocalAirflowOptions extends CommonLocalAirflowOptions {
  /**
   * Directory of the Astro project, with its Dockerfile and `dags`: relative to the project's outdir, separated by `/`.
   *
   * @default '.'
   */
  readonly directory?: string;
}
