"""Looks things up as Airflow does, in one process.

Reads [[kind, key], ...] from its standard input, with the kinds variable, connection and config (SECTION.KEY), and prints
a line of JSON: what was found of each, or null. What is not found leaves its traces in the log.
"""

import json
import sys

from airflow.configuration import conf
from airflow.models import Connection, Variable


def connection(key):
    found = Connection.get_connection_from_secrets(key)
    return {"id": found.conn_id, "type": found.conn_type, "host": found.host, "login": found.login, "password": found.password, "extra": found.extra_dejson}


def config(key):
    return conf.get(*key.split("."))


HOW = {"variable": Variable.get, "connection": connection, "config": config}


def look_up(kind, key):
    try:
        return HOW[kind](key)
    except Exception as error:
        print(f"NOT FOUND {kind} {key}: {type(error).__name__}: {error}")
        return None


found = [look_up(*asked) for asked in json.load(sys.stdin)]
sys.stdout.flush()
print("\nFOUND " + json.dumps(found))
