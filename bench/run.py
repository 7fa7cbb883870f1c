#!/usr/bin/env python3
"""Times `./bookreel run` and `answers` on generated data, beside DuckDB and native Spark doing the same work if asked.

    python3 bench/run.py --size=20m --runs=3 --duckdb            # generates what it lacks under target/bench
    python3 bench/run.py --size=2m --runs=5 --duckdb --spark
    python3 bench/run.py --data=DIR --runs=1                     # a folder that bench/generate.py wrote

Each run starts on an empty lake, the contenders take turns, and the data is read once before the first. Prints wall seconds, CPU
seconds, the largest resident set of any one process and the bytes written, for each run and the medians, and how they stand to
DuckDB's: the smallest, middle and largest ratio of the same turn. Exits with 1 where rows, sums or answers differ from expected.json
or from another contender's.
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

from generate import SIZES, generated, read_once

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


def spark(data, work):
    """Native Spark SQL, submitted as to a cluster: the JVM is the process that is measured."""
    lake = work / "spark-lake"
    shutil.rmtree(lake, ignore_errors=True)
    engine = ROOT / "testdata" / "target" / "foreign"
    jars = ",".join(str(jar) for jar in sorted((engine / "jars").glob("*.jar")))
    command = [
        spark_home() / "bin" / "spark-submit", f"--master=local[{os.cpu_count()}]", "--driver-memory=8g", f"--jars={jars}",
        ROOT / "bench" / "spark_load.py", f"--source={data}", f"--lake={lake}", f"--date={DATE}", f"--result={work / 'spark.result'}",
    ]
    os.environ["PYSPARK_PYTHON"] = str(engine / "venv" / "bin" / "python")
    cost = measured(command, work / "spark.json")
    return cost, json.loads((work / "spark.result").read_text(encoding="utf-8"))


def spark_home():
    told = subprocess.run([sys.executable, ROOT / "testdata" / "foreign" / "check.py", "--spark-home"], check=True, stdout=subprocess.PIPE)
    return Path(told.stdout.decode().split("\n")[0])


def written(lake):
    """MiB below a folder, what landed aside: all contenders copy that."""
    return sum(file.stat().st_size for file in lake.rglob("*") if file.is_file() and "raw" not in file.relative_to(lake).parts) / 2**20


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
    print(f"{'engine':<10} {'run':>6} {'wall s':>8} {'CPU s':>8} {'peak MiB':>9} {'written MiB':>12}")
    for engine, runs in costs.items():
        for place, cost in [*enumerate(runs, start=1), ("median", [statistics.median(column) for column in zip(*runs)])]:
            print(f"{engine:<10} {place:>6} {cost[0]:>8.1f} {cost[1]:>8.1f} {cost[2]:>9.0f} {cost[3]:>12.0f}")
    for engine, runs in costs.items():
        if engine != "duckdb" and "duckdb" in costs:
            print(f"\n{engine} to duckdb: minimum, median, maximum")
            for name, column in (("wall", 0), ("CPU", 1), ("peak", 2), ("written", 3)):
                ratios = [mine[column] / its[column] for mine, its in zip(runs, costs["duckdb"])]
                print(f"  {name:<8} {min(ratios):>6.2f} {statistics.median(ratios):>6.2f} {max(ratios):>6.2f}")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    source = options.add_mutually_exclusive_group(required=True)
    source.add_argument("--data", type=Path, help="a folder that bench/generate.py wrote")
    source.add_argument("--size", choices=SIZES, help="data of this size, generated if need be")
    options.add_argument("--work", type=Path, default=ROOT / "target" / "bench", help="where the lakes go")
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--duckdb", action="store_true", help="let DuckDB take turns with Bookreel")
    options.add_argument("--spark", action="store_true", help="let native Spark SQL with delta-spark take turns, too")
    options.add_argument("--only-duckdb", action="store_true", help="run DuckDB alone")
    given = options.parse_args()
    work = given.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    data = given.data.resolve() if given.data else generated(work, *SIZES[given.size])

    engines = {} if given.only_duckdb else {"bookreel": bookreel}
    if engines:
        # Builds, if that is still to be done, so that no build is measured.
        subprocess.run(["./bookreel", "--help"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    if given.duckdb or given.only_duckdb:
        venv(work)
        engines["duckdb"] = duckdb
    if given.spark:
        spark_home()  # Fetches it, so that no download is measured.
        engines["spark"] = spark
    read_once(data)
    costs = {engine: [] for engine in engines}
    wrong = []
    for _ in range(given.runs):
        results = {}
        for engine, start in engines.items():
            cost, results[engine] = start(data, work)
            lake = work / ("lake" if engine == "bookreel" else f"{engine}-lake")
            costs[engine].append((*cost, written(lake)))
            shutil.rmtree(lake)
            wrong += differences(engine, results[engine], expected(data))
        for engine in results.keys() - {"bookreel"} if "bookreel" in results else ():
            wrong += differences(f"bookreel against {engine}", results["bookreel"], results[engine])
    table(costs)
    if wrong:
        sys.exit("\n".join(sorted(set(wrong))))
    print("rows, sums and answers agree")


if __name__ == "__main__":
    main()
