import type { AstroRuntime } from '../runtime/astro-runtime';
import { AIRFLOW_SETTINGS } from './starters/airflow-settings';
import { DAG_TEST } from './starters/dag-test';
import { PARSE_TEST } from './starters/parse-test';
import { sampleDag } from './starters/sample-dag';

/**
 * The samples of a new Astro project by path: those files of `astro dev init` that are the user's from then on.
 *
 * @param runtime the DAG is written for its Airflow
 */
export function starterTexts(runtime: AstroRuntime): Readonly<Record<string, string>> {
  return {
    '.astro/dag_integrity_exceptions.txt': '# DAG files that may fail in the parse test, one per line, for example: dags/legacy.py\n',
    '.astro/test_dag_integrity_default.py': PARSE_TEST,
    'airflow_settings.yaml': AIRFLOW_SETTINGS,
    'dags/.airflowignore': '',
    'dags/exampledag.py': sampleDag(runtime),
    // Empty, since every word of it would be a package for the image.
    'packages.txt': '',
    'requirements.txt': '# Python packages to install in the image, in addition to those of Astro Runtime: one requirement per line.\n',
    'tests/dags/test_dag_example.py': DAG_TEST,
  };
}
