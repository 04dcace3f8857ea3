"""Run by "astro dev parse" and "astro deploy": every file in dags/ must import.

It needs no secrets: a Variable, Connection or environment variable that a DAG file looks up
at import, but that does not exist, is replaced by a stand-in. A failure lists the stand-ins.
Files in dag_integrity_exceptions.txt may fail.
"""

import os
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
EXCEPTIONS = ROOT / ".astro" / "dag_integrity_exceptions.txt"

# Airflow reads its settings when it is imported, so they come first. Those of the image win.
HOME = tempfile.TemporaryDirectory()
os.environ.setdefault("AIRFLOW_HOME", HOME.name)
os.environ.setdefault("AIRFLOW__CORE__DAGS_FOLDER", str(ROOT / "dags"))
os.environ.setdefault("AIRFLOW__CORE__PLUGINS_FOLDER", str(ROOT / "plugins"))
os.environ["AIRFLOW__CORE__LOAD_EXAMPLES"] = "False"
# No secrets backend: it would be asked without credentials.
os.environ["AIRFLOW__SECRETS__BACKEND"] = ""
os.environ["AIRFLOW__WORKERS__SECRETS_BACKEND"] = ""
# As in the image: DAGs import from "include".
sys.path.insert(0, str(ROOT))

try:
    from airflow.dag_processing.dagbag import DagBag  # Airflow 3.2 on
except ImportError:
    from airflow.models.dagbag import DagBag
from airflow.models.connection import Connection
from airflow.models.variable import Variable

DAGS_FOLDER = os.environ["AIRFLOW__CORE__DAGS_FOLDER"]
UNSET = object()
stand_ins = set()


class Placeholder(str):
    """A string that also works as a number or as a mapping."""

    def __int__(self):
        return 1

    def __float__(self):
        return 1.0

    def __getitem__(self, key):
        return super().__getitem__(key) if isinstance(key, (int, slice)) else self


class PlaceholderDict(dict):
    def __missing__(self, key):
        return PLACEHOLDER


PLACEHOLDER = Placeholder("placeholder")


def stand_in(kind, name, value=PLACEHOLDER):
    stand_ins.add(f"{kind} {name}")
    return value


def stand_in_for_variables(cls):
    look_up = cls.get

    def get(key, default_var=UNSET, deserialize_json=False, default=UNSET, **_):
        if f"AIRFLOW_VAR_{key.upper()}" in os.environ:
            return look_up(key, deserialize_json=deserialize_json)
        # The argument has one name in Airflow 2 and another in Airflow 3.
        for given in (default_var, default):
            if given is not UNSET:
                return given
        return stand_in("Variable", key, PlaceholderDict() if deserialize_json else PLACEHOLDER)

    cls.get = staticmethod(get)


def stand_in_for_connections(cls, method):
    look_up = getattr(cls, method)

    def get(conn_id, *args, **kwargs):
        if f"AIRFLOW_CONN_{conn_id.upper()}" in os.environ:
            return look_up(conn_id, *args, **kwargs)
        text = dict.fromkeys(("host", "schema", "login", "password"), str(PLACEHOLDER))
        return stand_in("Connection", conn_id, cls(conn_id=conn_id, conn_type="generic", port=80, **text))

    setattr(cls, method, staticmethod(get))


def stand_in_for_environment():
    """Only for the code of this project: libraries must not get stand-ins."""
    code = tuple(os.path.join(folder, "") for folder in (DAGS_FOLDER, str(ROOT / "include"), str(ROOT / "plugins")))
    get_or = os.environ.get

    def asked_by_project():
        return sys._getframe(2).f_code.co_filename.startswith(code)

    def without_default(key, default):
        return not default and key not in os.environ

    class Environment(type(os.environ)):
        def __getitem__(self, key):
            if asked_by_project() and key not in self:
                return stand_in("environment variable", key)
            return super().__getitem__(key)

        def get(self, key, *default, **named):
            if asked_by_project() and without_default(key, default or named):
                return stand_in("environment variable", key)
            return get_or(key, *default, **named)

    def getenv(key, *default, **named):
        if asked_by_project() and without_default(key, default or named):
            return stand_in("environment variable", key)
        return get_or(key, *default, **named)

    os.environ.__class__ = Environment
    os.getenv = getenv


stand_in_for_variables(Variable)
stand_in_for_connections(Connection, "get_connection_from_secrets")
try:
    from airflow import sdk  # Airflow 3
except ImportError:
    pass
else:
    stand_in_for_variables(sdk.Variable)
    stand_in_for_connections(sdk.Connection, "get")
stand_in_for_environment()


def import_dags():
    """The import error of each DAG file, by its path in the project; None if it imports."""
    bag = DagBag(DAGS_FOLDER)
    found = {**dict.fromkeys(dag.fileloc for dag in bag.dags.values()), **bag.import_errors}
    return {Path(os.path.relpath(file, ROOT)).as_posix(): error for file, error in found.items()}


IMPORTED = import_dags()


@pytest.mark.parametrize("file", sorted(IMPORTED))
def test_file_imports(file):
    error = IMPORTED[file]
    if error is None:
        return
    lines = EXCEPTIONS.read_text(encoding="utf-8").splitlines() if EXCEPTIONS.is_file() else []
    if file in (line.strip() for line in lines):
        pytest.skip(f"{file} does not import, and is listed in {EXCEPTIONS.name}")
    asked = f"\nStand-ins were given for: {', '.join(sorted(stand_ins))}" if stand_ins else ""
    pytest.fail(f"{file} does not import:\n{error.strip()}{asked}", pytrace=False)
