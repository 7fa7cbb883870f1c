"""Cases that a person waits for: the start of a run, and queries. Each gives what is wrong with its results."""
import json
import statistics

import bookreel
from expected import differences, flat, told
from generate import ROOT
from measure import measured, median, table

FIRST_STAGE = "trusting dumps"
SAMPLE = {name: ROOT / "testdata" / "sample" / name for name in ("internal", "vendor")}

# SQL, and what its rows add up to.
QUERIES = {
    "days": (
        "select start_date, sum(sessions) as sessions, sum(watch_hours) as hours from refined.daily_movies group by 1 order by 1",
        lambda row: {"sessions": row["sessions"], "watch_seconds": row["hours"] * 3600},
    ),
    "movies": (
        "select movie_title, count(*) as sessions, sum(size_mb) as size_mb, avg(watched_share) as share from refined.streams group by 1 order by 2 desc",
        lambda row: {"sessions": row["sessions"], "size_mb": row["size_mb"]},
    ),
    "rates": (
        "select rate, count(*) as reviews from trusted.reviews where valid_to is null and deleted_on is null group by 1 order by 1",
        lambda row: {"reviews": row["reviews"], "rates": row["rate"] * row["reviews"]},
    ),
}


def startup(bench):
    """the sample, from the start of the process to the first stage of a pipeline, and to the end"""
    golden = json.loads((ROOT / "testdata" / "golden" / "counts.json").read_text(encoding="utf-8"))
    wanted = flat({one["dataset"]: {"read": one["read"], "quarantined": one["quarantined"], "inserted": one["rows"]} for one in golden})
    begins, costs, wrong = [], [], []
    for _ in range(bench.runs):
        lake = bookreel.empty(bench.work / "lake")
        output = bench.work / "startup.json"
        stages = {}
        costs.append(measured(bookreel.command(lake, SAMPLE, bookreel.FIRST_DAY), output, stages.setdefault))
        begins.append(stages[FIRST_STAGE])
        bookreel.empty(lake)
        wrong += differences("startup", flat(bookreel.fates(json.loads(output.read_text(encoding="utf-8")))), wanted)
    print(f"\n{'startup':>7} {'first stage s':>14} {'whole run s':>12} {'CPU s':>8} {'peak MiB':>9}")
    for place, begin, cost in [*zip(range(1, bench.runs + 1), begins, costs), ("median", statistics.median(begins), median(costs))]:
        print(f"{place:>7} {begin:>14.2f} {cost.wall:>12.2f} {cost.cpu:>8.2f} {cost.peak:>9.0f}")
    return wrong


def queries(bench):
    """queries of a lake with a first load, each a process of its own"""
    of = told(bench.data())
    streams, reviews = of["streams"], of["reviews"]
    wanted = {
        "sessions": streams["rows"], "size_mb": streams["size_mb"], "watch_seconds": streams["watch_seconds"],
        "reviews": reviews["rows"], "rates": reviews["rates"],
    }
    costs, wrong = {}, []
    for name, (sql, figures) in QUERIES.items():
        output = bench.work / f"query-{name}.json"
        costs[name] = []
        for _ in range(bench.runs):
            costs[name].append(measured(["./bookreel", "query", f"--lake={bench.loaded}", f"--sql={sql}", "--output=json"], output))
            rows = [figures(row) for row in json.loads(output.read_text(encoding="utf-8"))]
            for figure in rows[0]:
                wrong += differences(f"query {name}", {figure: sum(row[figure] for row in rows)}, {figure: wanted[figure]})
    table(costs, "query")
    return wrong
