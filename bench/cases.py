#!/usr/bin/env python3
"""Measures what Bookreel costs in more cases than the first load that bench/run.py compares with other engines.

    python3 bench/cases.py --size=2m --runs=3                    # all cases, one after another
    python3 bench/cases.py --case=skew --case=second-day
    python3 bench/cases.py --case=growth --size=200k --runs=1    # 200,000 sessions, and 2, 4 and 8 times as many
    python3 bench/cases.py --case=memory --mb=1000

Prints of each run the seconds by the clock and of all processors, the largest resident set of the process and what it wrote beside the
raw zone, and medians. Generates what it lacks under target/bench, which `make clean` removes: growth at 2m takes 5 GB there. Lakes are
removed at once. Exits with 1 where counts or sums differ from expected.json.
"""
import argparse
import sys
from functools import cached_property
from pathlib import Path

import bookreel
from expected import differences, first_load
from generate import SIZES, WORK, generated
from growth import growth
from latency import queries, startup
from loads import dirt, first, late, memory, second_day, skew, unchanged

CASES = {case.__name__.replace("_", "-"): case for case in (startup, first, skew, dirt, second_day, late, unchanged, queries, growth, memory)}


class Bench:
    """What the cases have in common: where, how much, how often, and a lake that holds a first load."""

    def __init__(self, given):
        self.work = given.work.resolve()
        self.work.mkdir(parents=True, exist_ok=True)
        self.streams, self.reviews = SIZES[given.size]
        self.runs = given.runs
        self.megabytes = given.mb

    def data(self, **options):
        return generated(self.work, self.streams, self.reviews, **options)

    @cached_property
    def loaded(self):
        lake = self.work / "loaded-lake"
        _, found = bookreel.first_load(lake, self.data(), self.work / "loaded.json")
        wrong = differences("loaded", found, first_load(self.data()))
        if wrong:
            sys.exit("\n".join(wrong))
        return lake

    def clear(self):
        bookreel.empty(self.work / "loaded-lake")


def main():
    cases = "\n".join(f"  {name:<12}{case.__doc__}" for name, case in CASES.items())
    options = argparse.ArgumentParser(description=f"{__doc__}\ncases:\n{cases}", formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--case", action="append", choices=CASES, metavar="NAME", help="one of the cases above, and others; all if not given")
    options.add_argument("--size", choices=SIZES, default="2m", help="sessions of a delivery (default: 2m); in growth the first step's")
    options.add_argument("--mb", type=int, default=1000, help="megabytes of reviews.json in the case memory (default: 1000)")
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--work", type=Path, default=WORK, help="where data and lakes go")
    given = options.parse_args()
    sys.stdout.reconfigure(line_buffering=True)
    bench = Bench(given)
    bookreel.build()
    wrong = []
    try:
        for name in given.case or CASES:
            wrong += CASES[name](bench)
    finally:
        bench.clear()
    if wrong:
        sys.exit("\n".join(sorted(set(wrong))))
    print("\ncounts and sums are as expected")


if __name__ == "__main__":
    main()
