"""Parses the DAGs of the dags folder, and prints a line of JSON with what came of it."""

import json

try:
    from airflow.dag_processing.dagbag import DagBag
except ImportError:
    from airflow.models import DagBag

bag = DagBag()
facts = {
    dag.dag_id: {
        "file": dag.fileloc,
        "tags": sorted(dag.tags),
        "retries": dag.default_args.get("retries"),
        "tasks": sorted(dag.task_ids),
    }
    for dag in bag.dags.values()
}
print("\nPARSED " + json.dumps({"errors": bag.import_errors, "dags": facts}))
