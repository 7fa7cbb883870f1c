"""What loads must find, by what the generator says, and where a result differs from it.

Results are flat: `{"rows.movies": 91, "fates.movies.read": 91, "sums.size_mb": …, "rules.movies.title.required": 2}`.
"""
import json
import math

DUMPS = ("movies", "users", "authors", "books", "reviews")
FATES = ("read", "quarantined", "duplicates", "inserted", "changed", "deleted", "reappeared", "unchanged")


def flat(result, path=""):
    """A JSON document as paths and values."""
    if not isinstance(result, (dict, list)):
        return {path: result}
    entries = result.items() if isinstance(result, dict) else enumerate(result, start=1)
    return {where: value for key, inner in entries for where, value in flat(inner, f"{path}.{key}" if path else str(key)).items()}


def told(data):
    return json.loads((data / "expected.json").read_text(encoding="utf-8"))


def first_load(data):
    """What an empty lake holds after this data."""
    of = told(data)
    return flat({
        "rows": {dataset: counts["rows"] for dataset, counts in of.items()},
        "sums": sums(of),
        "fates": {dataset: fates(counts) for dataset, counts in of.items()},
        "rules": {dataset: counts.get("rules", {}) for dataset, counts in of.items()},
    })


def second_load(first, second):
    """What a lake holds after a second delivery: its dumps replace the first one's, its sessions are added."""
    before, after = told(first), told(second)
    wanted = first_load(second)
    wanted["rows.streams"] += before["streams"]["rows"]
    for name in ("size_mb", "watch_seconds"):
        wanted[f"sums.{name}"] += before["streams"][name]
    return wanted


def unchanged(data, datasets):
    """What a lake with this data holds after some of its dumps came again."""
    wanted = {what: value for what, value in first_load(data).items() if what.startswith(("rows.", "sums."))}
    for dataset in datasets:
        counts = told(data)[dataset]
        again = {**fates(counts), "inserted": 0, "unchanged": counts["rows"]}
        wanted |= flat({"fates": {dataset: again}})
    return wanted


def fates(counts):
    """What becomes of the records of one dataset; a first load inserts all rows."""
    known = {"inserted": counts["rows"], **counts}
    outcome = {fate: known.get(fate, 0) for fate in FATES}
    return {**outcome, "accepted": outcome["read"] - outcome["quarantined"] - outcome["duplicates"]}


def sums(of):
    return {"size_mb": of["streams"]["size_mb"], "watch_seconds": of["streams"]["watch_seconds"], "rates": of["reviews"]["rates"]}


def differences(name, found, wanted):
    """Where a result is not what is wanted, or does not tell it; sums of doubles may differ in the last digits."""
    return [f"{name}: {what} is {found.get(what)}, not {value}" for what, value in wanted.items()
            if found.get(what) is None or not math.isclose(found[what], value, rel_tol=1e-9)]
