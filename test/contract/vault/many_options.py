"""Makes a backend of the real class for each set of kwargs, and prints which path of Vault each lookup asks for.

Reads [{"kwargs": {...}, "asked": [["variable" or "connection", key], ...]}, ...] from its standard input. Prints a line of JSON: for each
set its paths, null where nothing is asked, or what the constructor raised.
"""

import json
import os
import sys
from urllib.parse import unquote, urlsplit

import requests
from airflow.providers.hashicorp.secrets.vault import VaultBackend

# As VaultCredentials.fromEnvironment() brings it, for the backends that read it.
os.environ["VAULT_TOKEN"] = "x"
asked = []


FIELDS = {"value": "x", "conn_uri": "http://h"}
ANSWER = {"data": {"data": FIELDS, **FIELDS}, "auth": {"client_token": "x"}}


def send(self, request, **kwargs):
    """The last step before the network: the URL is the one that would be asked for."""
    asked.append(unquote(urlsplit(request.url).path))
    response = requests.Response()
    response.status_code = 200
    response._content = json.dumps(ANSWER).encode()
    response.headers["Content-Type"] = "application/json"
    return response


requests.Session.send = send


def path_of(backend, kind, key):
    asked.clear()
    if kind == "variable":
        backend.get_variable(key)
    elif hasattr(backend, "get_conn_value"):
        backend.get_conn_value(key)
    else:
        backend.get_connection(key)
    return asked[-1] if asked else None


def paths_of(case):
    try:
        backend = VaultBackend(**case["kwargs"])
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return [path_of(backend, *one) for one in case["asked"]]


found = [paths_of(case) for case in json.load(sys.stdin)]
print("\nPATHS " + json.dumps(found))
