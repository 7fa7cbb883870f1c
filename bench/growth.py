"""A first load of 1, 2, 4 and 8 times the data: what a record costs, and what one more costs."""
import bookreel
from expected import differences, first_load, told
from generate import generated, read_once
from measure import median

TIMES = (1, 2, 4, 8)
MICROS = 1e6


def growth(bench):
    """first loads of 1, 2, 4 and 8 times the data: what a record costs, and what one more costs"""
    data = {times: generated(bench.work, bench.streams * times, bench.reviews * times) for times in TIMES}
    costs = {times: [] for times in TIMES}
    wrong = []
    for _ in range(bench.runs):  # In turns: a slow hour of the machine must not look like growth.
        for times in TIMES:
            read_once(data[times])
            lake = bench.work / "lake"
            cost, found = bookreel.first_load(lake, data[times], bench.work / "growth.json")
            bookreel.empty(lake)
            costs[times].append(cost)
            wrong += differences(f"growth {times}", found, first_load(data[times]))
    show({times: (records(data[times]), median(costs[times])) for times in TIMES})
    return wrong


def records(data):
    return sum(counts["read"] for counts in told(data).values())


def show(steps):
    """Prints the cost of each step by its records, and the marginal cost: the difference to the step before by the records more."""
    print(f"\n{'':>6} {'':>11} {'':>8} {'':>8} {'':>9}   {'µs a record':^17}   {'µs one more':^17}")
    print(f"{'growth':>6} {'records':>11} {'wall s':>8} {'CPU s':>8} {'peak MiB':>9}   {'wall':>8} {'CPU':>8}   {'wall':>8} {'CPU':>8}")
    before = None
    for times, (count, cost) in steps.items():
        each = [cost.wall / count, cost.cpu / count]
        if before:
            more = count - before[0]
            each += [(cost.wall - before[1].wall) / more, (cost.cpu - before[1].cpu) / more]
        micros = "   ".join(" ".join(f"{seconds * MICROS:>8.2f}" for seconds in pair) for pair in (each[:2], each[2:]))
        print(f"{times:>6} {count:>11,} {cost.wall:>8.2f} {cost.cpu:>8.2f} {cost.peak:>9.0f}   {micros}".rstrip())
        before = count, cost
