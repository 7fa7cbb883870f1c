#!/usr/bin/env python3
"""Reads every Delta table of a lake with Spark and delta-spark, which share no code with what wrote it.

Prints one JSON document on standard output: for each version of each table its rows, and for each column its type, nulls
and what can be summed up of it. Everything else goes to standard error. The engine is installed under target/ on first use.

    python3 testdata/foreign/check.py --lake=DIR [--sql="insert into delta.`{lake}/trusted/books` …"]
    python3 testdata/foreign/check.py --spark-home    # only tells where that engine's Spark is
"""
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from virtual_environment import installed, run  # noqa: E402
ENGINE = HERE.parent / "target" / "foreign"
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"


def fetch_jars():
    for artifact in (HERE / "jars.txt").read_text(encoding="utf-8").split():
        run(["mvn", "-q", "-B", "-N", COPY, f"-Dartifact={artifact}", f"-DoutputDirectory={ENGINE / 'jars'}"], cwd=ENGINE)


def main():
    python = installed(ENGINE, HERE / "requirements.txt", HERE / "jars.txt", then=fetch_jars)
    if sys.argv[1:] == ["--spark-home"]:
        print(next((ENGINE / "venv").glob("lib/python3*/site-packages/pyspark")))
        return
    jars = ",".join(str(jar) for jar in sorted((ENGINE / "jars").glob("*.jar")))
    # Another Spark of the host, or its zone, must not change what is read.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SPARK_", "PYSPARK_"))}
    environment |= {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": str(python), "TZ": "UTC"}
    reader = [str(python), str(HERE / "read_tables.py"), f"--jars={jars}", *sys.argv[1:]]
    sys.exit(subprocess.run(reader, env=environment, check=False).returncode)


if __name__ == "__main__":
    main()
