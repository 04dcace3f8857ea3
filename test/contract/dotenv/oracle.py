"""Checks files that were written beside a user's text, without a line of the package that wrote them.

Reads lines of JSON {"user", "more", "written", "again", "cleaned"} from a file: the user's text; what the user wrote behind the block; the
file with a block and that text; the same with another block; the same without one. Prints how many it has looked at and the first that are wrong.
"""

import json
import sys

BEGIN, END = b"# >>> projen-astro-airflow >>>", b"# <<< projen-astro-airflow <<<"


def outside(written):
    """What is before and behind the block: bytes, by lines that end with a newline."""
    start = written.startswith(b"\xef\xbb\xbf") and 3 or 0
    lines = written[start:].split(b"\n")
    bare = [line[:-1] if line.endswith(b"\r") else line for line in lines]
    begins = [index for index, line in enumerate(bare) if line == BEGIN]
    ends = [index for index, line in enumerate(bare) if line == END]
    if len(begins) != 1 or len(ends) != 1 or begins[0] > ends[0]:
        raise ValueError(f"{len(begins)} lines begin a block, {len(ends)} end one")
    before = b"".join(line + b"\n" for line in lines[: begins[0]])
    return written[:start] + before, b"\n".join(lines[ends[0] + 1 :])


def problem(case):
    user, more, written, again, cleaned = (case[name].encode() for name in ("user", "more", "written", "again", "cleaned"))
    for name, text in (("written", written), ("again", again)):
        before, after = outside(text)
        if not before.startswith(user) or before[len(user) :] not in (b"", b"\n", b"\r\n"):
            return f"{name}: the text before the block is another one"
        if after != more:
            return f"{name}: the text behind the block is another one"
    if not cleaned.startswith(user) or not cleaned.endswith(more) or len(cleaned) - len(user) - len(more) > 2:
        return "cleaned: the texts are others"
    return "cleaned: not as it was" if more == b"" and cleaned != user else None


count, wrong = 0, []
for line in open(sys.argv[1], encoding="utf-8"):
    count += 1
    case = json.loads(line)
    try:
        found = problem(case)
    except ValueError as error:
        found = str(error)
    if found is not None and len(wrong) < 3:
        wrong.append([found, case])
print(json.dumps({"count": count, "wrong": wrong}))
