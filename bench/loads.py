"""Cases that are a load: into an empty lake, or into one that holds a first load. Each gives what is wrong with its results."""
import shutil

import bookreel
import expected
from generate import generated, read_once
from measure import table

# What one record of reviews.json takes.
REVIEW_BYTES = 346


def first(bench):
    """a first load of sessions of 31 days, to compare the others with"""
    return first_loads(bench, "first", bench.data())


def skew(bench):
    """a first load with all sessions on one day"""
    return first_loads(bench, "skew", bench.data(first_day="2021-12-25", days=1))


def dirt(bench):
    """a first load of which one record in 500 is broken, in each way in turn"""
    return first_loads(bench, "dirt", bench.data(dirt=500))


def memory(bench):
    """a first load with reviews.json as one line of --mb megabytes and a heap of 1 GiB"""
    data = generated(bench.work, streams=200_000, reviews=bench.megabytes * 1_000_000 // REVIEW_BYTES)
    reviews = data / "vendor" / "reviews.json"
    print(f"\nmemory: {reviews.stat().st_size / 1e6:,.0f} MB of reviews.json in one line, BOOKREEL_HEAP=1g")
    return first_loads(bench, "memory", data, BOOKREEL_HEAP="1g")


def second_day(bench):
    """into a lake with a first load: as many sessions of the next day, and dumps with 1 % of the vendor's records changed"""
    return second_loads(bench, "second-day", bench.data(first_day=bookreel.SECOND_DAY, days=1, changes=1))


def late(bench):
    """the same, but the new sessions are of the days that the lake holds already"""
    return second_loads(bench, "late", bench.data(changes=1))


def unchanged(bench):
    """into a lake with a first load: the vendor's dumps of the next day, with the same content"""
    data = bench.data()
    wanted = expected.unchanged(data, ("authors", "books", "reviews"))
    return next_loads(bench, "unchanged", {"vendor": data / "vendor"}, wanted)


def first_loads(bench, name, data, **environment):
    read_once(data)
    return repeated(bench, name, expected.first_load(data), lambda lake, log: bookreel.first_load(lake, data, log, **environment))


def second_loads(bench, name, data):
    read_once(data)
    return next_loads(bench, name, bookreel.sources(data), expected.second_load(bench.data(), data))


def next_loads(bench, name, sources, wanted):
    """Each run starts on a copy of the same lake; only the second load is measured."""
    loaded = bench.loaded

    def load(lake, log):
        shutil.copytree(loaded, bookreel.empty(lake))
        return bookreel.load(lake, sources, bookreel.SECOND_DAY, log)

    return repeated(bench, name, wanted, load)


def repeated(bench, name, wanted, load):
    costs, wrong = [], []
    lake = bench.work / "lake"
    for _ in range(bench.runs):
        cost, found = load(lake, bench.work / f"{name}.json")
        bookreel.empty(lake)
        costs.append(cost)
        wrong += expected.differences(name, found, wanted)
    table({name: costs}, "case")
    return wrong
