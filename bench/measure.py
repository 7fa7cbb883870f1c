"""What a process costs, and tables of that."""
import os
import statistics
import subprocess
import sys
import time
from typing import NamedTuple

from generate import ROOT


class Cost(NamedTuple):
    """Of one process: seconds by the clock, seconds of all its processors, and its largest resident set; MiB that it wrote."""
    wall: float
    cpu: float
    peak: float
    written: float = 0.0


def measured(command, output, watch=None, **environment):
    """Runs a command to its end, its standard output to a file, and gives its cost; ends the program if it fails.

    What it says on standard error goes to a file beside that; `watch` takes each line of it, and the seconds since the start.
    """
    begin = time.monotonic()
    with open(output, "wb") as out, open(output.with_suffix(".err"), "wb") as err:
        process = subprocess.Popen(
            [str(part) for part in command], stdout=out, stderr=subprocess.PIPE if watch else err, cwd=ROOT, env={**os.environ, **environment})
        for line in process.stderr or ():
            watch(line.decode().strip(), time.monotonic() - begin)
            err.write(line)
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command[0]} ended with {process.returncode}: see {output.with_suffix('.err')}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def median(costs):
    """The median of each column: it need not be one of the runs."""
    return Cost(*(statistics.median(column) for column in zip(*costs)))


def table(costs, what):
    """Prints the runs of each entry and their median; `what` heads the entries."""
    width = max(len(what), *(len(name) for name in costs))
    print(f"\n{what:<{width}} {'run':>6} {'wall s':>8} {'CPU s':>8} {'peak MiB':>9} {'written MiB':>12}")
    for name, runs in costs.items():
        for place, cost in [*enumerate(runs, start=1), ("median", median(runs))]:
            print(f"{name:<{width}} {place:>6} {cost.wall:>8.2f} {cost.cpu:>8.2f} {cost.peak:>9.0f} {cost.written:>12.1f}")


def size(lake):
    """MiB below a folder, what landed aside: all contenders copy that."""
    return sum(file.stat().st_size for file in lake.rglob("*") if file.is_file() and "raw" not in file.relative_to(lake).parts) / 2**20
