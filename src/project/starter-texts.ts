import type { AstroRuntime } from '../astro-runtime';
/** stub */
export function starterTexts(_runtime: AstroRuntime): Readonly<Record<string, string>> {
  return { 'dags/exampledag.py': 'x\n', 'dags/.airflowignore': '', 'tests/dags/test_dag_example.py': 'y\n', 'packages.txt': '', 'requirements.txt': '', 'airflow_settings.yaml': 'airflow:\n', '.astro/dag_integrity_exceptions.txt': '#\n', '.astro/test_dag_integrity_default.py': 'z\n' };
}
