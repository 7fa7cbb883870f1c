#!/usr/bin/env python3
"""Times `./bookreel run` on generated data, beside DuckDB and native Spark doing the same work if asked.

    python3 bench/run.py --size=20m --runs=3 --duckdb            # generates what it lacks under target/bench
    python3 bench/run.py --size=2m --runs=5 --duckdb --spark
    python3 bench/run.py --data=DIR --runs=1                     # a folder that bench/generate.py wrote

Each run starts on an empty lake, the contenders take turns, and the data is read once before the first. Prints wall seconds, CPU
seconds, the largest resident set of any one process and the bytes written, for each run and the medians, and how they stand to
DuckDB's: the smallest, middle and largest ratio of the same turn. Exits with 1 where rows, sums or answers differ from expected.json
or from another contender's. Other cases than a first load are in bench/cases.py.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

import bookreel
from expected import differences, first_load, flat
from generate import ROOT, SIZES, WORK, generated, read_once
from measure import measured, size, table

DATE = bookreel.FIRST_DAY
DUCKDB = "duckdb==1.4.4"


def run_bookreel(data, lake, work):
    cost, found = bookreel.first_load(lake, data, work / "bookreel.json")
    return cost, {**found, **bookreel.answers(lake)}


def run_duckdb(data, lake, work):
    command = [venv(work), ROOT / "bench" / "duckdb_load.py", f"--source={data}", f"--lake={lake}", f"--date={DATE}", f"--threads={os.cpu_count()}"]
    cost = measured(command, work / "duckdb.json")
    return cost._replace(written=size(lake)), flat(json.loads((work / "duckdb.json").read_text(encoding="utf-8")))


def run_spark(data, lake, work):
    """Native Spark SQL, submitted as to a cluster: the JVM is the process that is measured."""
    engine = ROOT / "testdata" / "target" / "foreign"
    jars = ",".join(str(jar) for jar in sorted((engine / "jars").glob("*.jar")))
    command = [
        spark_home() / "bin" / "spark-submit", f"--master=local[{os.cpu_count()}]", "--driver-memory=8g", f"--jars={jars}",
        ROOT / "bench" / "spark_load.py", f"--source={data}", f"--lake={lake}", f"--date={DATE}", f"--result={work / 'spark.result'}",
    ]
    cost = measured(command, work / "spark.json", PYSPARK_PYTHON=str(engine / "venv" / "bin" / "python"))
    return cost._replace(written=size(lake)), flat(json.loads((work / "spark.result").read_text(encoding="utf-8")))


def spark_home():
    told = subprocess.run([sys.executable, ROOT / "testdata" / "foreign" / "check.py", "--spark-home"], check=True, stdout=subprocess.PIPE)
    return Path(told.stdout.decode().split("\n")[0])


def venv(work):
    python = work / "venv" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", work / "venv"], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", DUCKDB], check=True)
    return python


def ratios(costs):
    for engine, runs in costs.items():
        if engine != "duckdb" and "duckdb" in costs:
            print(f"\n{engine} to duckdb: minimum, median, maximum")
            for name in runs[0]._fields:
                of = [getattr(mine, name) / getattr(its, name) for mine, its in zip(runs, costs["duckdb"])]
                print(f"  {name:<8} {min(of):>6.2f} {statistics.median(of):>6.2f} {max(of):>6.2f}")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    source = options.add_mutually_exclusive_group(required=True)
    source.add_argument("--data", type=Path, help="a folder that bench/generate.py wrote")
    source.add_argument("--size", choices=SIZES, help="data of this size, generated if need be")
    options.add_argument("--work", type=Path, default=WORK, help="where the lakes go")
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--duckdb", action="store_true", help="let DuckDB take turns with Bookreel")
    options.add_argument("--spark", action="store_true", help="let native Spark SQL with delta-spark take turns, too")
    options.add_argument("--only-duckdb", action="store_true", help="run DuckDB alone")
    given = options.parse_args()
    work = given.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    data = given.data.resolve() if given.data else generated(work, *SIZES[given.size])

    engines = {} if given.only_duckdb else {"bookreel": run_bookreel}
    if engines:
        bookreel.build()
    if given.duckdb or given.only_duckdb:
        venv(work)
        engines["duckdb"] = run_duckdb
    if given.spark:
        spark_home()  # Fetches it, so that no download is measured.
        engines["spark"] = run_spark
    read_once(data)
    wanted = first_load(data)
    contents = {what: value for what, value in wanted.items() if what.startswith(("rows.", "sums."))}
    costs = {engine: [] for engine in engines}
    wrong = []
    for _ in range(given.runs):
        results = {}
        for engine, start in engines.items():
            lake = bookreel.empty(work / f"{engine}-lake")
            cost, results[engine] = start(data, lake, work)
            costs[engine].append(cost)
            bookreel.empty(lake)
            # The others tell no fates of records.
            wrong += differences(engine, results[engine], wanted if engine == "bookreel" else contents)
        for engine in results.keys() - {"bookreel"} if "bookreel" in results else ():
            wrong += differences(f"bookreel against {engine}", results["bookreel"], results[engine])
    table(costs, "engine")
    ratios(costs)
    if wrong:
        sys.exit("\n".join(sorted(set(wrong))))
    print("rows, sums and answers agree")


if __name__ == "__main__":
    main()
