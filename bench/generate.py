#!/usr/bin/env python3
"""Generates data for benchmarks: compiles the generator where its sources are newer, and passes the options on to it.

    python3 bench/generate.py --streams=2000000 --reviews=200000 --seed=1 --out=DIR
    python3 bench/generate.py --help
"""
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "target" / "bench"
SOURCES = ROOT / "bench" / "generator"
# Streams and reviews; the last is a day of eight gigabytes.
SIZES = {"200k": (200_000, 20_000), "2m": (2_000_000, 200_000), "20m": (20_000_000, 1_000_000), "8gb": (61_000_000, 1_000_000)}


def generated(work, streams, reviews, **more):
    """The folder with such data, made once; `first_day="2022-01-01"` is the option --first-day of the generator."""
    options = {"streams": streams, "reviews": reviews, "seed": 1, **more}
    told = [f"{name.replace('_', '-')}={value}" for name, value in options.items()]
    data = work / ("data-" + ",".join(told))
    if not (data / "expected.json").exists():
        print(f"generating {data}", file=sys.stderr)
        subprocess.run([*generator(), *(f"--{option}" for option in told), f"--out={data}"], check=True, stdout=subprocess.DEVNULL)
    return data


def generator():
    """The command that starts the generator."""
    classes = WORK / "generator"
    compiled = classes / "Generate.class"
    sources = sorted(SOURCES.glob("*.java"))
    if not compiled.exists() or any(source.stat().st_mtime > compiled.stat().st_mtime for source in sources):
        subprocess.run([jdk("javac"), "-d", classes, *sources], check=True)
    return [jdk("java"), "-cp", classes, "Generate"]


def jdk(tool):
    home = os.environ.get("JAVA_HOME")
    return Path(home) / "bin" / tool if home else tool


def read_once(data):
    """Brings the data into memory, where it fits: else the first turn alone would wait for the disk."""
    for path in sorted(data.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                while file.read(1 << 20):
                    pass


if __name__ == "__main__":
    if "--help" in sys.argv[1:]:
        print(__doc__, flush=True)
    sys.exit(subprocess.run([*generator(), *sys.argv[1:]], check=False).returncode)
