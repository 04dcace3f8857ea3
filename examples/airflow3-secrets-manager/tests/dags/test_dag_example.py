"""Run by "astro dev pytest", and by "pytest tests" where Airflow is installed.

Every DAG must import, have tags, and retry its tasks at least twice. The rules are yours to
change.
"""

import os
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MIN_RETRIES = 2

# Airflow reads its settings when it is imported, so they come first. Those of the image win.
HOME = tempfile.TemporaryDirectory()
os.environ.setdefault("AIRFLOW_HOME", HOME.name)
os.environ.setdefault("AIRFLOW__CORE__DAGS_FOLDER", str(ROOT / "dags"))
os.environ.setdefault("AIRFLOW__CORE__PLUGINS_FOLDER", str(ROOT / "plugins"))
os.environ["AIRFLOW__CORE__LOAD_EXAMPLES"] = "False"
# As in the image: DAGs import from "include".
sys.path.insert(0, str(ROOT))

try:
    from airflow.dag_processing.dagbag import DagBag  # Airflow 3.2 on
except ImportError:
    from airflow.models.dagbag import DagBag

DAGS_FOLDER = os.environ["AIRFLOW__CORE__DAGS_FOLDER"]
BAG = DagBag(DAGS_FOLDER)


def file_name(path):
    return Path(os.path.relpath(path, ROOT)).as_posix()


every_dag = pytest.mark.parametrize("dag", [BAG.dags[dag_id] for dag_id in sorted(BAG.dags)], ids=lambda dag: dag.dag_id)


def test_every_file_imports():
    assert os.path.isdir(DAGS_FOLDER), f"There is no folder {DAGS_FOLDER}."
    errors = [f"{file_name(file)} does not import:\n{error}" for file, error in BAG.import_errors.items()]
    assert not errors, "\n".join(errors)


@every_dag
def test_dag_has_tags(dag):
    assert dag.tags, f"The DAG {dag.dag_id} in {file_name(dag.fileloc)} has no tags."


@every_dag
def test_dag_has_retries(dag):
    retries = dag.default_args.get("retries")
    assert (retries or 0) >= MIN_RETRIES, (
        f'The DAG {dag.dag_id} in {file_name(dag.fileloc)} needs default_args={{"retries": {MIN_RETRIES}}} or more, and has {retries}.'
    )
