"""Asks the real class for many keys with many sets of arguments, in one process, with a client that records names.

Reads [{"kwargs": {...}, "variable": key, "connection": id, "config": key}, ...] from its standard input, and prints for each the name
that it asked for, or null, or the error with which it cannot be made.
"""

import json
import logging
import os
import sys

from airflow.providers.google.cloud._internal_client import secret_manager_client
from airflow.providers.google.cloud.secrets.secret_manager import CloudSecretManagerBackend
from google.api_core.exceptions import NotFound
from google.cloud.secretmanager_v1 import SecretManagerServiceClient

logging.disable(logging.CRITICAL)
asked = []


class Client:
    secret_version_path = staticmethod(SecretManagerServiceClient.secret_version_path)

    def __init__(self, **_):
        pass

    def access_secret_version(self, request):
        asked.append(request["name"])
        raise NotFound("nothing is here")


secret_manager_client.SecretManagerServiceClient = Client


def names(case):
    if case.get("environment"):
        os.environ["GOOGLE_CLOUD_PROJECT"] = case["environment"]
    else:
        os.environ.pop("GOOGLE_CLOUD_PROJECT", None)
    try:
        backend = CloudSecretManagerBackend(**case["kwargs"])
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}
    found = {}
    for kind, look_up in (("variable", backend.get_variable), ("connection", backend.get_conn_value), ("config", backend.get_config)):
        asked.clear()
        look_up(case[kind])
        found[kind] = asked[0] if asked else None
    return found


print("\nNAMES " + json.dumps([names(case) for case in json.load(sys.stdin)]))
