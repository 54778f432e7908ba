"""Time a fast way of doing a piece of work against the plain Python loop, on the same work.

Each ``benchmarks/bench_*.py`` has a list ``CASES``. ``make bench`` runs them all and prints, for
each, the time, the peak memory and the ratio. A loop that would take minutes runs on a stated
share of the work and its time is scaled up; the table says so. Nothing here asserts a time.
"""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """One comparison.

    name : the work, with its size, for example "schedule 1,000,000 jobs".
    fast : does all of it.
    plain : does `plain_share` of it with a plain loop, or with the named primitive.
    plain_share : the share of the work that `plain` does, above 0 and at most 1.
    plain_name : what `plain` is, for example "plain loop" or "polars unique".
    """

    name: str
    fast: Callable[[], object]
    plain: Callable[[], object]
    plain_share: float = 1.0
    plain_name: str = "plain loop"


@dataclass(frozen=True)
class Timing:
    """What a case took: seconds (best of `repeats`) and peak memory of Python's allocations."""

    name: str
    fast_s: float
    fast_peak_mb: float
    plain_s: float
    plain_name: str
    plain_share: float

    @property
    def ratio(self) -> float:
        return self.plain_s / self.fast_s


def measure(case: Case, repeats: int = 3) -> Timing:
    """Run both ways of `case` and return what they took."""
    fast_s = min(_seconds(case.fast) for _ in range(repeats))
    plain_s = _seconds(case.plain) / case.plain_share
    tracemalloc.start()
    case.fast()
    peak_mb = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return Timing(case.name, fast_s, peak_mb, plain_s, case.plain_name, case.plain_share)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
