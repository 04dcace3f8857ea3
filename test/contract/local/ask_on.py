"""Looks up the same variable again and again in one process, until it is stopped, and prints each answer."""

import time

from airflow.configuration import get_custom_secret_backend
from airflow.secrets.local_filesystem import LocalFilesystemBackend

backend = get_custom_secret_backend()
alone = LocalFilesystemBackend(variables_file_path="/opt/alone.yaml")

while True:
    print(f"\nFOLDER {backend.get_variable('my_var')} FILE {alone.get_variable('my_var')}", flush=True)
    time.sleep(0.1)
