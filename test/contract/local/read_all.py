"""Reads many local files with the real class, each in a folder of its own.

Reads [{"kwargs": {NAME: PATH}, "texts": {PATH: TEXT}, "asked": [[kind, key], ...]}, ...] from its standard input, and prints a line of
JSON: of each case what was found, or how the class failed.
"""

import json
import os
import sys
import tempfile

from airflow.secrets.local_filesystem import LocalFilesystemBackend


def found(backend, kind, key):
    try:
        if kind == "variable":
            return backend.get_variable(key)
        connection = backend.get_connection(key)
        return None if connection is None else [connection.conn_id, connection.conn_type, connection.host, connection.login, connection.password, connection.port, connection.schema]
    except Exception as error:
        return {"error": type(error).__name__}


def read(case):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in case["texts"].items():
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", newline="") as file:
                file.write(text)
        backend = LocalFilesystemBackend(**{name: os.path.join(folder, path) for name, path in case["kwargs"].items()})
        return [found(backend, kind, key) for kind, key in case["asked"]]


results = [read(case) for case in json.load(sys.stdin)]
print("\nREAD " + json.dumps(results, default=str))
