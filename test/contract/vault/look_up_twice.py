"""Looks a variable up, waits for a file, and looks it up again, in one process as a scheduler or worker does."""

import os
import sys
import time

from airflow.models import Variable

key, go = sys.argv[1:]


def look_up():
    try:
        return Variable.get(key)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


print(f"FIRST {look_up()}", flush=True)
while not os.path.exists(go):
    time.sleep(0.05)
print(f"SECOND {look_up()}", flush=True)
