"""Starts ./bookreel, and tells what it found."""
import json
import shutil
import subprocess

from expected import DUMPS, flat
from generate import ROOT
from measure import measured, size

FIRST_DAY, SECOND_DAY = "2021-12-31", "2022-01-01"

# One question, one start: what the tables hold, and what broke which rule.
CONTENTS = " union all ".join([
    *(f"select 'rows.{name}' as what, count(*) as value from trusted.{name} where valid_to is null and deleted_on is null" for name in DUMPS),
    "select 'rows.streams', count(*) from trusted.streams",
    *(f"select 'sums.{name}', sum({name}) from refined.streams" for name in ("size_mb", "watch_seconds")),
    "select 'sums.rates', sum(rate) from trusted.reviews where valid_to is null and deleted_on is null",
    "select concat('rules.', dataset, '.', rule), count(*) from quarantine group by 1",
])


def build():
    """Builds, if that is still to be done, so that no build is measured."""
    subprocess.run(["./bookreel", "--help"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def asked(what, *options):
    done = subprocess.run(["./bookreel", what, *options, "--output=json"], cwd=ROOT, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def empty(lake):
    shutil.rmtree(lake, ignore_errors=True)
    return lake


def command(lake, sources, date):
    """What runs a delivery; sources are folders by their name."""
    return ["./bookreel", "run", f"--lake={lake}", *(f"--{name}={folder}" for name, folder in sources.items()), f"--date={date}", "--output=json"]


def load(lake, sources, date, log, **environment):
    """Runs a delivery; gives its cost, and what run and tables tell."""
    before = size(lake) if lake.exists() else 0
    cost = measured(command(lake, sources, date), log, **environment)
    run = json.loads(log.read_text(encoding="utf-8"))
    found = {row["what"]: row["value"] for row in asked("query", f"--lake={lake}", f"--sql={CONTENTS}")}
    return cost._replace(written=size(lake) - before), {**found, **flat({"fates": fates(run)})}


def fates(run):
    """What became of the records of each dataset, by what the run tells."""
    return {one["dataset"]: {fate: count for fate, count in one.items() if fate != "dataset"} for one in run["datasets"]}


def sources(data):
    return {name: data / name for name in ("internal", "vendor")}


def first_load(lake, data, log, **environment):
    return load(empty(lake), sources(data), FIRST_DAY, log, **environment)


def answers(lake):
    return flat({"answers": [one["value"] for one in asked("answers", f"--lake={lake}")["answers"]]})
