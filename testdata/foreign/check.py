#!/usr/bin/env python3
"""Reads every Delta table of a lake with Spark and delta-spark, which share no code with what wrote it.

Prints one JSON document on standard output: for each version of each table its rows, and for each column its type, nulls
and what can be summed up of it. Everything else goes to standard error. The engine is installed under target/ on first use.

    python3 testdata/foreign/check.py --lake=DIR [--sql="insert into delta.`{lake}/trusted/books` …"]
    python3 testdata/foreign/check.py --spark-home    # only tells where that engine's Spark is
"""
import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENGINE = HERE.parent / "target" / "foreign"
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"


def installed():
    """Installs the engine unless this very one is there; one process at a time."""
    wanted = hashlib.sha256((HERE / "requirements.txt").read_bytes() + (HERE / "jars.txt").read_bytes()).hexdigest()
    stamp = ENGINE / "installed"
    ENGINE.mkdir(parents=True, exist_ok=True)
    with open(ENGINE / "lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
            return
        run([sys.executable, "-m", "venv", "--clear", ENGINE / "venv"])
        run([python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", HERE / "requirements.txt"])
        for artifact in (HERE / "jars.txt").read_text(encoding="utf-8").split():
            run(["mvn", "-q", "-B", "-N", COPY, f"-Dartifact={artifact}", f"-DoutputDirectory={ENGINE / 'jars'}"], cwd=ENGINE)
        stamp.write_text(wanted, encoding="utf-8")


def python():
    return ENGINE / "venv" / "bin" / "python"


def run(command, **more):
    try:
        subprocess.run([str(part) for part in command], check=True, stdout=sys.stderr, **more)
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"cannot install the engine: {error}. It needs Python 3.9 or newer with venv (Debian: apt-get install python3-venv), Maven, and access to their registries.")


def main():
    installed()
    if sys.argv[1:] == ["--spark-home"]:
        print(next((ENGINE / "venv").glob("lib/python3*/site-packages/pyspark")))
        return
    jars = ",".join(str(jar) for jar in sorted((ENGINE / "jars").glob("*.jar")))
    # Another Spark of the host, or its zone, must not change what is read.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SPARK_", "PYSPARK_"))}
    environment |= {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": str(python()), "TZ": "UTC"}
    reader = [str(python()), str(HERE / "read_tables.py"), f"--jars={jars}", *sys.argv[1:]]
    sys.exit(subprocess.run(reader, env=environment, check=False).returncode)


if __name__ == "__main__":
    main()
