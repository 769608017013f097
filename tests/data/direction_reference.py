"""Reference values for the direction of a series (Mann-Kendall and Theil-Sen).

Writes JSON Lines, one made-up series a line, with what independent, widely
used packages say about it:

    {"kind", "days", "values", "test", "s", "p", "slope", "low", "high", "verdict"}

s        pymannkendall.original_test(values).s, checked against a sum of signs
p        two-sided. n <= 10 ("exact"): scipy.stats.kendalltau(method="exact")
         without ties, checked against the enumeration of all n! orders; with
         ties that enumeration. n > 10 ("normal"): pymannkendall's p
         (variance corrected for ties, continuity correction)
slope, low, high
         scipy.stats.theilslopes(values, days / 365.25, alpha=0.95), that is
         per year; low and high (95 %) only from five values on, else null
verdict  where an increase is wanted: under five values "too_early"; p <= 0.05
         "advancing" or "slipping" by the sign of s; else "holding"

Days count from 1970-01-01. The series are random, with a fixed seed.

Made with Python 3.11 and
    pip install numpy==2.4.6 scipy==1.17.1 pymannkendall==1.4.3
Run (half a minute, 300 MB of memory):
    python direction_reference.py > direction.jsonl
"""

import json
import math
import sys
from datetime import date
from functools import lru_cache
from itertools import combinations

import numpy as np
import pymannkendall
from scipy import stats

SEED = 20240229
LAST_DAY = 25_000
MAX_EXACT = 10
MIN_VERDICT = 5

# (how many series, smallest n, largest n)
GROUPS = [(1_300, 2, 10), (800, 11, 40), (300, 41, 200), (6, 200, 200)]


# --- the series -----------------------------------------------------------


def uneven_days(rng, n):
    """n days with random gaps of 1 to at most 400 days."""
    widest = min(int(rng.choice([30, 120, 400, 400])), LAST_DAY // n)
    offsets = np.concatenate([[0], np.cumsum(rng.integers(1, widest + 1, n - 1))])
    start = rng.integers(0, LAST_DAY - offsets[-1] + 1)
    return [int(start + offset) for offset in offsets]


def even_days(rng, n):
    """n days a calendar month apart or, if they fit, a calendar year apart."""
    step = 12 if n <= 60 and rng.random() < 0.5 else 1
    all_months = 68 * 12  # 1970 to 2037
    first = int(rng.integers(0, all_months - (n - 1) * step))
    months = range(first, first + n * step, step)
    epoch = date(1970, 1, 1)
    return [(date(1970 + m // 12, m % 12 + 1, 1) - epoch).days for m in months]


def make_distinct(units):
    """Raise repeated numbers, one at a time, to the next free one."""
    taken = set()
    for i, unit in enumerate(units):
        while unit in taken:
            unit += 1
        taken.add(unit)
        units[i] = unit
    return units


def make_tied(rng, units):
    """Make sure that at least one number occurs twice."""
    if len(set(units)) == len(units):
        i, j = rng.choice(len(units), 2, replace=False)
        units[i] = units[j]
    return units


def noisy_units(rng, n, tied, trend):
    """Whole numbers: noise around a line that rises (1), falls (-1) or neither (0)."""
    spread = rng.choice([0.5, 1.0, 2.5]) if tied else rng.choice([5, 30, 200])
    rise = trend * spread * 10 ** rng.uniform(-0.3, 1.0)
    line = np.linspace(0, rise, n)
    units = [int(u) for u in np.rint(line + rng.normal(0, spread, n))]
    return make_tied(rng, units) if tied else make_distinct(units)


def few_units(rng, n, trend):
    """Only two or three distinct numbers; with a trend, more or less in order."""
    units = rng.integers(0, rng.integers(2, 4), n)
    if trend:
        order = np.argsort(trend * units + rng.normal(0, rng.choice([0.1, 0.8]), n))
        units = units[order]
    return make_tied(rng, [int(u) for u in units])


def scaled(rng, units, style):
    """Turn whole numbers into values of a style: shifted, with decimals."""
    if style == "large":
        factor, offset, decimals = 1_000, 1_000_000, 0
    elif style == "small":
        factor, offset, decimals = 1e-5, 1e-3, 5
    else:
        decimals = {"integers": 0, "one decimal": 1, "two decimals": 2, "negative": 1}[style]
        factor = 10.0**-decimals
        offset = -max(units) * factor - 1 if style == "negative" else int(rng.integers(0, 40))
    values = [round(offset + unit * factor, decimals) for unit in units]
    return [int(v) if v == int(v) else v for v in values]


def make_series(rng, low, high, tied, even):
    """One random series: its kind, days and values."""
    # Long series are rarer than short ones, so that the file stays small.
    skewed = int(low * ((high + 1) / low) ** (rng.random() ** 2.2))
    n = int(rng.integers(low, high + 1)) if high <= MAX_EXACT else skewed
    trend = int(rng.choice([-1, 0, 0, 1, 1] if n > 4 else [-1, 0, 1]))
    name = {-1: "trend down", 0: "noise", 1: "trend up"}[trend]
    style = str(
        rng.choice(
            ["integers", "one decimal", "two decimals", "negative", "large", "small"],
            p=[0.3, 0.3, 0.25, 0.09, 0.03, 0.03],
        )
    )
    shape = rng.random()
    if tied and shape < 0.05:
        name, units = "all equal", [int(rng.integers(0, 20))] * n
    elif tied and shape < 0.30:
        name, units = f"few values, {name}", few_units(rng, n, trend)
    else:
        name, units = f"tied, {name}" if tied else name, noisy_units(rng, n, tied, trend)
    if style in ("negative", "large", "small"):
        name += f", {style}"
    if even:
        name += ", evenly spaced"
    days = even_days(rng, n) if even else uneven_days(rng, n)
    return name, days, scaled(rng, units, style)


def all_series(rng):
    for count, low, high in GROUPS:
        for i in range(count):
            # Half are tied and a third evenly spaced, in every combination.
            yield make_series(rng, low, high, tied=i % 2 == 0, even=i % 3 == 0)


# --- the reference values ---------------------------------------------------


def tie_sizes(values):
    """How often each distinct value occurs, smallest count first."""
    return tuple(sorted(np.unique(values, return_counts=True)[1].tolist()))


@lru_cache
def permutations(n):
    """All permutations of 0..n-1, one a column."""
    columns = np.zeros((1, 1), dtype=np.int8)
    for new in range(1, n):
        full = np.full((1, columns.shape[1]), new, dtype=np.int8)
        columns = np.hstack([np.vstack([columns[:at], full, columns[at:]]) for at in range(new + 1)])
    assert columns.shape == (n, math.factorial(n))
    return columns


@lru_cache(maxsize=None)
def exact_counts(sizes):
    """Of all n! orders of values tied in groups of these sizes: how many have each |S|.

    The distribution of S is that of the inversions of a multiset, which does
    not depend on the order of the sizes.
    """
    n = sum(sizes)
    labels = np.repeat(np.arange(len(sizes), dtype=np.int8), sizes)
    rows = labels[permutations(n)]
    s = np.zeros(rows.shape[1], dtype=np.int8)
    for earlier, later in combinations(range(n), 2):
        s += np.sign(rows[later] - rows[earlier])
    return np.bincount(np.abs(s), minlength=n * (n - 1) // 2 + 1)


def enumerated_p(s, sizes):
    counts = exact_counts(sizes)
    return int(counts[abs(s) :].sum()) / int(counts.sum())


def exact_p(s, values):
    enumerated = enumerated_p(s, tie_sizes(values))
    if len(set(values)) < len(values):
        return enumerated
    p = float(stats.kendalltau(range(len(values)), values, method="exact").pvalue)
    assert abs(p - enumerated) < 1e-14, (values, p, enumerated)
    return p


def statistic(values, result):
    """S by pymannkendall, checked against a sum of signs."""
    s = sum((b > a) - (b < a) for a, b in combinations(values, 2))
    assert s == result.s, (values, s, result.s)
    return s


def verdict(n, p, s):
    if n < MIN_VERDICT:
        return "too_early"
    if p <= 0.05 and s > 0:
        return "advancing"
    if p <= 0.05 and s < 0:
        return "slipping"
    return "holding"


def reference(kind, days, values):
    n = len(values)
    result = pymannkendall.original_test(values)
    s = statistic(values, result)
    # All values equal: pymannkendall too gives p = 1 (its z is 0 wherever S is 0).
    p = exact_p(s, values) if n <= MAX_EXACT else float(result.p)
    assert 0 <= p <= 1 and (s != 0 or p == 1), (values, p)
    years = np.array(days) / 365.25
    slopes = stats.theilslopes(values, years, alpha=0.95)
    interval = n >= MIN_VERDICT
    return {
        "kind": kind,
        "days": days,
        "values": values,
        "test": "exact" if n <= MAX_EXACT else "normal",
        "s": s,
        "p": p,
        "slope": float(slopes.slope),
        "low": float(slopes.low_slope) if interval else None,
        "high": float(slopes.high_slope) if interval else None,
        "verdict": verdict(n, p, s),
    }


def main():
    rng = np.random.default_rng(SEED)
    lines = [reference(*series) for series in all_series(rng)]
    for line in lines:
        days = line["days"]
        assert 0 <= days[0] and days[-1] <= LAST_DAY and all(a < b for a, b in zip(days, days[1:]))
        print(json.dumps(line, separators=(",", ":"), allow_nan=False))
    tied = sum(len(set(line["values"])) < len(line["values"]) for line in lines)
    exact = sum(line["test"] == "exact" for line in lines)
    print(f"series: {len(lines)}", file=sys.stderr)
    print(f"tied:   {tied}", file=sys.stderr)
    print(f"exact:  {exact}", file=sys.stderr)
    print(f"normal: {len(lines) - exact}", file=sys.stderr)


if __name__ == "__main__":
    main()
