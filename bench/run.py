#!/usr/bin/env python3
"""Times `./bookreel run` and `answers` on generated data, beside DuckDB doing the same work if asked.

    java bench/Generate.java --streams=20000000 --reviews=1000000 --seed=1 --out=target/bench/data
    python3 bench/run.py --data=target/bench/data --runs=3 --duckdb

Each run starts on an empty lake; with --duckdb the two take turns. Prints wall seconds, CPU seconds and the largest
resident set of any one process, for each run and the medians, and their ratios. Exits with 1 where a result differs from
expected.json or from the other engine's.
"""
import argparse
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATE = "2021-12-31"
DUCKDB = "duckdb==1.4.4"


def measured(command, output):
    """Runs a command, its standard output to a file; gives wall seconds, CPU seconds, MiB."""
    begin = time.monotonic()
    with open(output, "wb") as out, open(output.with_suffix(".err"), "wb") as err:
        process = subprocess.Popen([str(part) for part in command], stdout=out, stderr=err, cwd=ROOT)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - begin
    if process.returncode:
        sys.exit(f"{command[0]} ended with {process.returncode}: see {output.with_suffix('.err')}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def bookreel(data, work):
    lake = work / "lake"
    shutil.rmtree(lake, ignore_errors=True)
    command = ["./bookreel", "run", f"--lake={lake}", f"--internal={data / 'internal'}", f"--vendor={data / 'vendor'}", f"--date={DATE}", "--output=json"]
    cost = measured(command, work / "bookreel.json")
    run = json.loads((work / "bookreel.json").read_text(encoding="utf-8"))
    query = "select sum(size_mb) as size_mb, sum(watch_seconds) as watch_seconds from refined.streams"
    return cost, {
        "rows": {one["dataset"]: one["inserted"] for one in run["datasets"]},
        "sums": asked("query", f"--lake={lake}", f"--sql={query}")[0],
        "answers": [one["value"] for one in asked("answers", f"--lake={lake}")["answers"]],
    }


def asked(command, *options):
    done = subprocess.run(["./bookreel", command, *options, "--output=json"], cwd=ROOT, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def duckdb(data, work):
    lake = work / "duckdb-lake"
    shutil.rmtree(lake, ignore_errors=True)
    command = [venv(work), ROOT / "bench" / "duckdb_load.py", f"--source={data}", f"--lake={lake}", f"--date={DATE}", f"--threads={os.cpu_count()}"]
    cost = measured(command, work / "duckdb.json")
    return cost, json.loads((work / "duckdb.json").read_text(encoding="utf-8"))


def venv(work):
    python = work / "venv" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", work / "venv"], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", DUCKDB], check=True)
    return python


def expected(data):
    told = json.loads((data / "expected.json").read_text(encoding="utf-8"))
    sums = {name: told["streams"][name] for name in ("size_mb", "watch_seconds")}
    return {"rows": {dataset: of["rows"] for dataset, of in told.items()}, "sums": sums}


def differences(name, found, wanted):
    """Where two results differ, in whatever both of them tell; sums of doubles may differ in the last digits."""
    told = [
        (f"{part} {key}", found[part][key], wanted[part][key])
        for part in ("rows", "sums") for key in found[part].keys() & wanted[part].keys()
    ]
    told += [(f"answer {number}", *pair) for number, pair in enumerate(zip(found["answers"], wanted.get("answers", [])), start=1)]
    return [f"{name}: {what} is {one}, not {other}" for what, one, other in told if not math.isclose(one, other, rel_tol=1e-9)]


def table(costs):
    print(f"{'engine':<10} {'run':>6} {'wall s':>8} {'CPU s':>8} {'peak MiB':>9}")
    medians = {}
    for engine, runs in costs.items():
        for place, cost in enumerate(runs, start=1):
            print(f"{engine:<10} {place:>6} {cost[0]:>8.1f} {cost[1]:>8.1f} {cost[2]:>9.0f}")
        medians[engine] = [statistics.median(column) for column in zip(*runs)]
        wall, cpu, peak = medians[engine]
        print(f"{engine:<10} {'median':>6} {wall:>8.1f} {cpu:>8.1f} {peak:>9.0f}")
    if len(medians) == 2:
        one, other = medians.values()
        ratios = [mine / yours for mine, yours in zip(one, other)]
        print(f"{'ratio':<10} {'':>6} {ratios[0]:>8.2f} {ratios[1]:>8.2f} {ratios[2]:>9.2f}")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True, help="a folder that Generate.java wrote")
    options.add_argument("--work", type=Path, default=ROOT / "target" / "bench", help="where the lakes go")
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--duckdb", action="store_true", help="let DuckDB take turns with Bookreel")
    options.add_argument("--only-duckdb", action="store_true", help="run DuckDB alone")
    given = options.parse_args()
    data, work = given.data.resolve(), given.work.resolve()
    work.mkdir(parents=True, exist_ok=True)

    engines = {} if given.only_duckdb else {"bookreel": bookreel}
    if engines:
        # Builds, if that is still to be done, so that no build is measured.
        subprocess.run(["./bookreel", "--help"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    if given.duckdb or given.only_duckdb:
        venv(work)
        engines["duckdb"] = duckdb
    costs = {engine: [] for engine in engines}
    wrong = []
    for _ in range(given.runs):
        results = {}
        for engine, start in engines.items():
            cost, results[engine] = start(data, work)
            costs[engine].append(cost)
            wrong += differences(engine, results[engine], expected(data))
        if len(results) == 2:
            wrong += differences("bookreel against duckdb", results["bookreel"], results["duckdb"])
    table(costs)
    if wrong:
        sys.exit("\n".join(sorted(set(wrong))))
    print("rows, sums and answers agree")


if __name__ == "__main__":
    main()
