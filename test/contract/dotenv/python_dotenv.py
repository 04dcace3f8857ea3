"""Reads texts of .env with python-dotenv.

Each line of its input is the base64 of a file's bytes. For each it prints a line of JSON: the values, with None for a name
without one, and what the library warned of.
"""

import base64
import io
import json
import logging
import sys

from dotenv import dotenv_values


class Warnings(logging.Handler):
    """Keeps what is logged."""

    def __init__(self):
        super().__init__()
        self.texts = []

    def emit(self, record):
        self.texts.append(record.getMessage())


def read(content, warnings):
    warnings.texts.clear()
    # As `open` gives it to the library: UTF-8, and any line end is one.
    stream = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8")
    try:
        values = dict(dotenv_values(stream=stream))
    except UnicodeDecodeError as error:
        return {"error": str(error)}
    return {"values": values, **({"error": "\n".join(warnings.texts)} if warnings.texts else {})}


def main():
    warnings = Warnings()
    logging.getLogger("dotenv").addHandler(warnings)
    logging.getLogger("dotenv").propagate = False
    for line in sys.stdin.buffer:
        print(json.dumps(read(base64.b64decode(line), warnings)))


main()
