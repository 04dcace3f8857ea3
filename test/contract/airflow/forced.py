"""Looks up with values that projects are not let declare, each as if it stood in .env.

Reads [{"environment": {NAME: value or null}, "asked": [kind, key]}, ...] from its standard input. The backend is made anew
for each. Everything is printed to one stream, so that it stands between the line of its case and that of the next.
"""

import json
import os
import sys

os.dup2(1, 2)

import airflow.configuration as configuration  # noqa: E402
from airflow.models import Connection, Variable  # noqa: E402

HOW = {"variable": Variable.get, "connection": lambda key: {"id": Connection.get_connection_from_secrets(key).conn_id}}
usual = dict(os.environ)


def look_up(case):
    os.environ.clear()
    os.environ.update(usual)
    for name, value in case["environment"].items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    kind, key = case["asked"]
    try:
        configuration.secrets_backend_list = configuration.initialize_secrets_backends()
        return HOW[kind](key)
    except Exception as error:
        print(f"NOT FOUND {kind} {key}: {type(error).__name__}: {error}")
        return None


for number, case in enumerate(json.load(sys.stdin)):
    print(f"\nCASE {number}", flush=True)
    print("\nFOUND " + json.dumps(look_up(case)), flush=True)
    sys.stderr.flush()
