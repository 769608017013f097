#!/usr/bin/env python3
"""Works out the directions of a map again, by counting alone, and compares them with what `headway direction --json` told.

Usage: directions.py MAP.json DIRECTIONS.json
"""

import calendar
import itertools
import json
import statistics
import sys
from datetime import date, timedelta

FEW = 7  # Up to this many values all orders are counted here.


def middle(text):
    """The middle day of a date of any precision."""
    parts = [int(part) for part in text.rstrip("~").split("-")]
    year, month, day = (parts + [None, None])[:3]
    first = date(year, month or 1, day or 1)
    last_month = month or 12
    last = date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    return first + timedelta(days=(last - first).days // 2)


def indicators(map_):
    """Every indicator of a map, by its id."""
    owners = map_.get("initiatives", []) + map_.get("capabilities", []) + [map_]
    return {indicator["id"]: indicator for owner in owners for indicator in owner.get("indicators", [])}


def readings(indicator, as_of):
    """Days and values: one value a day, the median where there are several."""
    days = {}
    for seen in indicator.get("observations", []):
        seen_on = seen["date"].rstrip("~")
        # A date has come when its first day has; a map as of a date is as of its last day.
        if seen_on <= as_of or as_of.startswith(seen_on) or seen_on.startswith(as_of):
            days.setdefault(middle(seen["date"]), []).append(seen["value"])
    return [(day, statistics.median(values)) for day, values in sorted(days.items())]


def trend(values):
    """Rising pairs less falling ones."""
    return sum((b > a) - (b < a) for a, b in itertools.combinations(values, 2))


def likelihood(values):
    """The share of all orders whose trend is at least as far from zero."""
    far = abs(trend(values))
    orders = list(itertools.permutations(values))
    return sum(abs(trend(order)) >= far for order in orders) / len(orders)


def slope(seen):
    """The median slope between pairs, in a year."""
    return statistics.median((b - a) / ((q - p).days / 365.25) for (p, a), (q, b) in itertools.combinations(seen, 2))


def check(told, indicator, as_of):
    """What is wrong with what was told of an indicator."""
    seen = readings(indicator, as_of)
    if indicator.get("accumulates"):
        pairs = list(itertools.pairwise(seen))
        values = [(b - a) / ((q - p).days / 365.25) for (p, a), (q, b) in pairs]
    else:
        values = [value for _, value in seen]
    faults = [] if told["n"] == len(values) else [f"n is {told['n']}, not {len(values)}"]
    if len(values) < 2 or indicator["kind"] == "pulse":
        return faults
    if told["s"] != trend(values):
        faults.append(f"s is {told['s']}, not {trend(values)}")
    if len(values) <= FEW and abs(told["p"] - likelihood(values)) > 1e-9:
        faults.append(f"p is {told['p']}, not {likelihood(values)}")
    if not indicator.get("accumulates") and abs(told["slope_per_year"] - slope(seen)) > 1e-9 * max(1, abs(slope(seen))):
        faults.append(f"the slope is {told['slope_per_year']}, not {slope(seen)}")
    return faults


def main():
    """Compares; answers the exit code."""
    map_, told = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:3])
    known = indicators(map_)
    ids = [one["indicator"] for one in told["indicators"]]
    faults = [] if sorted(ids) == sorted(known) else ["not every indicator is told once"]
    for one in told["indicators"]:
        faults += [f"{one['indicator']}: {fault}" for fault in check(one, known[one["indicator"]], told["as_of"])]
    print("\n".join(f"          {fault}" for fault in faults) or f"          {len(ids)} indicators agree")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
