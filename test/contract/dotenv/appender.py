"""Appends lines to a file as a program does that opens, writes and closes: NAME, count, and pause in seconds are its arguments."""

import sys
import time

for number in range(int(sys.argv[2])):
    with open(sys.argv[1], "a", encoding="utf-8") as file:
        file.write(f"THEIRS_{number}=x\n")
    time.sleep(float(sys.argv[3]))
