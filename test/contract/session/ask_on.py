"""Asks Airflow's secrets backend for the same variable again and again, in one process, until it is stopped.

Prints a line of JSON for each call: {"value": …}, or {"error": …}.
"""

import json
import time

from airflow.configuration import get_custom_secret_backend

backend = get_custom_secret_backend()


def ask():
    try:
        return {"value": backend.get_variable("my_var")}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


while True:
    print("\nASKED " + json.dumps(ask()), flush=True)
    time.sleep(0.1)
