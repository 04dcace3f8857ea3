import type { CloudCredentials } from './clouds/cloud-credentials';
import type { SecretsBackend } from './clouds/secrets-backend';
import type { ExampleDagOptions } from './files/example-dag';

/**
 * What is declared of a local Airflow, in any project and in an `AstroProject`.
 */
export interface CommonLocalAirflowOptions {
  /**
   * The tag of the Astro Runtime image, for example `3.1-12` (Airflow 3) or `13.7.0` (Airflow 2). Leave it out where the
   * Dockerfile is to rule, so that bots which bump its `FROM` line keep working. In an `AstroProject` the `FROM` line
   * follows a version that is given; beside a `LocalAirflow` the Dockerfile is never written.
   *
   * @default - read from the `FROM` line of the Dockerfile; a new `AstroProject` starts from the newest runtime that this
   * package knows
   */
  readonly runtimeVersion?: string;

  /**
   * How the containers get cloud credentials.
   *
   * @default - not at all
   */
  readonly credentials?: CloudCredentials[];

  /**
   * Where Airflow looks connections and variables up first.
   *
   * @default - no secrets backend
   */
  readonly secretsBackend?: SecretsBackend;

  /**
   * Where tasks, triggers and the parsing of DAGs look connections and variables up first, instead of in `secretsBackend` (`[workers]
   * secrets_backend` of Airflow 3). All other processes keep `secretsBackend`; without it, they have none.
   *
   * @default - as declared in `secretsBackend`
   */
  readonly workersSecretsBackend?: SecretsBackend;

  /**
   * Whether an example DAG is written to `dags/`, and what it reads; `{}` for a variable `my_var` and a connection
   * `my_conn`. It needs a secrets backend.
   *
   * @default - no example DAG
   */
  readonly exampleDag?: ExampleDagOptions;

  /**
   * Whether the keys that credentials and secrets backend need are in the environment of `docker-compose.override.yml`
   * instead of `.env`. That file is committed and so checked in CI, and it can carry every value (a lookup pattern with
   * `$`, say); but it is not read by `astro dev parse`, `astro dev pytest` and the standalone mode. Keys added by
   * `addDotenvKey()` stay in `.env`.
   *
   * @default false
   */
  readonly keysInOverride?: boolean;

  /**
   * Names of variables, of arguments of a secrets backend and of keys of a service whose values may be in committed files although they
   * look like secrets: a key that browsers get anyway, or the password of a database that only this machine has. A name that no declaration has
   * is warned of.
   *
   * @default - none: what looks like a secret is refused, and a password in `addService()` warned of
   */
  readonly allowSecret?: string[];

  /**
   * Whether the root project gets a `DriftCheck` if it has none: the task `drift` and, where the project has projen's
   * GitHub component, the workflow `drift.yml`. Both say in CI which files no longer agree with the rc file. For other
   * settings construct a `DriftCheck` of your own, before or after this component; it takes the place of this one.
   *
   * @default true
   */
  readonly driftCheck?: boolean;

  /**
   * Whether the root project's workflow `dags.yml` has a job that runs the tests in `tests/` with plain Airflow of the runtime's
   * version and with `requirements.txt`, where the root project has projen's GitHub component. It is one workflow for all Astro
   * projects of the tree.
   *
   * @default - true in an `AstroProject`; for a `LocalAirflow` true if its directory has a folder `tests/dags`, as `astro dev init` makes it
   */
  readonly dagWorkflow?: boolean;
}

/**
 * Options of `LocalAirflow`.
 */
export interface LocalAirflowOptions extends CommonLocalAirflowOptions {
  /**
   * The Astro project's directory: where its Dockerfile and `dags` are, relative to the project's outdir, with `/`.
   *
   * @default '.'
   */
  readonly directory?: string;
}
