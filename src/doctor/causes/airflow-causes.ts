import { NOT_FOUND_SYMPTOM, type Cause } from '../../clouds/cause';

/** What Airflow prints whatever the cloud. */
export const AIRFLOW_CAUSES: readonly Cause[] = [
  { id: 'kwargs-unreadable', section: 'lookup', symptom: '`Failed to parse [secrets] backend_kwargs as JSON, defaulting to no kwargs.`', pattern: /Failed to parse \[secrets\] backend_kwargs as JSON/, cause: 'a line of your own in `.env`, quoted or cut', fix: 'delete that line, then `npx projen` and `astro dev restart`; the block has the right one' },
  { id: 'backend-not-loaded', section: 'lookup', symptom: '`AirflowConfigException: The object could not be loaded. Please check "backend" key in "secrets" section`; or `airflow` prints nothing at all', pattern: /The object could not be loaded\. Please check "backend" key in "secrets" section/, cause: 'the provider is not installed, or the class is misspelled', fix: '`requirements.txt` must name the provider, and a `-base` image must install that file in the `Dockerfile`. Then `astro dev restart`' },
  { id: 'dag-not-found', section: 'lookup', symptom: '`Dag … could not be found`, `AirflowException: Dag \'…\' could not be found`', pattern: /[Dd]ag '?[\w.-]+'? could not be found|DagNotFound|Dag id [\w.-]+ not found/, isNotRun: true, cause: 'Airflow does not have the example DAG: its file is not in `dags/`, cannot be imported, or was not read yet', fix: 'run `npx projen` to write it and `npx projen parse` to see its errors; wait half a minute after a change' },
  { id: 'backend-not-declared', section: 'lookup', symptom: NOT_FOUND_SYMPTOM, when: 'no error is above it, and `env` in the container has no `AIRFLOW__SECRETS__BACKEND`', isSilent: true, cause: '`npx projen` has not run here since the clone, or `astro dev start --env FILE` reads another file', fix: 'run `npx projen`, then `astro dev restart`' },
  { id: 'other-value', section: 'lookup', symptom: 'The wrong value comes', cause: 'the backend wins over `AIRFLOW_VAR_…`, `AIRFLOW_CONN_…` and what the UI stores', fix: 'delete the secret, or narrow the lookup with a pattern' },
];

/** What Airflow says in the end, whatever the cause. */
export const NOT_FOUND = /VARIABLE_NOT_FOUND|Variable \S+ does not exist|Variable \S+ not found|The conn_id [`']?[^`'\n]*[`']? isn't defined/;
