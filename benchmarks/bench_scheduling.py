"""Schedule a million jobs on a year of hourly intensity, against the plain Python loop."""

from __future__ import annotations

import numpy as np

from greenlib.footprint import Job
from greenlib.scheduling import plan
from greenlib.synthetic_year import synthetic_year

from .harness import Case

JOBS = 1_000_000
SHARE = 0.005
YEAR = synthetic_year("DE", 2023)

_RNG = np.random.default_rng(4)
HOURS = _RNG.integers(1, 13, JOBS)  # 1 to 12 h of work, 12 to 72 h of slack
WINDOW_H = HOURS + _RNG.integers(12, 73, JOBS)
EARLIEST_H = _RNG.integers(0, len(YEAR) - WINDOW_H)
DEADLINE_H = EARLIEST_H + WINDOW_H
TABLE = Job("a million jobs", hours=HOURS, power_w=np.full(JOBS, 250.0))


def _fast(interruptible: bool):
    """Emissions before and after, and the chosen hours, of every job."""
    return plan(
        YEAR, TABLE, earliest_h=EARLIEST_H, deadline_h=DEADLINE_H, interruptible=interruptible
    )


def _loop(interruptible: bool) -> list[tuple[range | list[int], float, float]]:
    """The same of the first jobs, one by one."""
    values = YEAR.values_g_per_kwh.tolist()
    plans = []
    for job in range(int(JOBS * SHARE)):
        hours, power_kw = int(HOURS[job]), float(TABLE.power_w[job]) / 1000
        earliest, deadline = int(EARLIEST_H[job]), int(DEADLINE_H[job])
        if interruptible:
            window = range(earliest, deadline)
            chosen = sorted(sorted(window, key=lambda hour: values[hour])[:hours])
        else:
            starts = range(earliest, deadline - hours + 1)
            best = min(starts, key=lambda start: sum(values[start : start + hours]))
            chosen = range(best, best + hours)
        before_g = sum(values[earliest : earliest + hours]) * power_kw
        after_g = sum(values[hour] for hour in chosen) * power_kw
        plans.append((chosen, before_g, after_g))
    return plans


CASES = [
    Case(
        f"schedule {JOBS:,} jobs on {len(YEAR):,} hours, {kind}",
        fast=lambda interruptible=interruptible: _fast(interruptible),
        plain=lambda interruptible=interruptible: _loop(interruptible),
        plain_share=SHARE,
    )
    for kind, interruptible in (("in one piece", False), ("interruptible", True))
]
