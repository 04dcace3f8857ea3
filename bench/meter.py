"""Runs commands one at a time, and reports how much time, processor time and memory each took.

One line of JSON comes in for each command, one goes out. wait4() gives the processor time of all processes in the
command's tree that were waited for, and the largest resident set of any of them. The latter counts from what the parent of the first process had, so a small parent like this
one is needed: under Node the smallest answer would be Node's own size.
"""
import json
import os
import subprocess
import sys
import time

UNITS_PER_MB = 1024 * 1024 if sys.platform == "darwin" else 1024

for line in sys.stdin:
    job = json.loads(line)
    with open(job["output"], "wb") as output:
        start = time.perf_counter()
        try:
            process = subprocess.Popen(
                job["argv"], cwd=job["cwd"], env=job["env"], stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
            )
        except OSError as error:
            print(json.dumps({"seconds": 0, "exitCode": error.strerror}), flush=True)
            continue
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    answer = {"seconds": seconds, "cpuSeconds": usage.ru_utime + usage.ru_stime, "peakMb": usage.ru_maxrss / UNITS_PER_MB, "exitCode": process.returncode}
    print(json.dumps(answer), flush=True)
