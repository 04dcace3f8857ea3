"""Holds the names that the package derives against those that the real class asks Key Vault for.

Reads the sets of names.js from its standard input. Prints a line of JSON: how many sets and names were the same, and what differs.
"""

import json
import logging
import re
import sys

from airflow.providers.microsoft.azure.secrets.key_vault import AzureKeyVaultBackend
from azure.core.exceptions import ResourceNotFoundError

logging.disable(logging.CRITICAL)
NAME = re.compile(r"[0-9a-zA-Z-]{1,127}")


class Client:
    def __init__(self):
        self.asked = []

    def get_secret(self, name):
        self.asked.append(name)
        raise ResourceNotFoundError()


def asked(kwargs, kind, key):
    backend = AzureKeyVaultBackend(**kwargs)
    client = Client()
    backend.__dict__["client"] = client
    {"variables": backend.get_variable, "connections": backend.get_conn_value, "config": backend.get_config}[kind](key)
    valid = [name for name in client.asked if NAME.fullmatch(name)]
    return valid[0] if valid else None


counts = {"accepted": 0, "refused": 0, "names": 0, "keys refused": 0}
different = []
for one in json.load(sys.stdin):
    kwargs = one["kwargs"]
    if "refused" in one:
        counts["refused"] += 1
        # What is refused as a whole has a kind of lookup that finds no key with a "_", as most have.
        kinds = [kind for kind in ("connections", "variables", "config") if kwargs.get(f"{kind}_prefix", "") is not None]
        if all(asked(kwargs, kind, "a_b") is not None for kind in kinds):
            different.append({"refused": one["refused"], "kwargs": kwargs})
        continue
    counts["accepted"] += 1
    for kind in ("variables", "connections"):
        for key, name in zip(one["keys"], one[kind]):
            if name == "secret":
                continue
            real = asked(kwargs, kind, key)
            counts["keys refused" if name == "refused" else "names"] += 1
            if real != (None if name == "refused" else name):
                different.append({"kwargs": kwargs, "kind": kind, "key": key, "derived": name, "asked": real})

print("\nNAMES " + json.dumps({"counts": counts, "different": different[:5]}))
