"""Shift work in time, and between grids, without missing a deadline: one job or a million.

A job may run from its earliest hour to its deadline. It is planned on a forecast and charged with
what the grid then really emitted:

    emissions_g = power_kw x sum of the intensity (g/kWh) of the hours in which it runs

Hours are counted from the start of the series, 0 first; `IntensitySeries.hour_of` turns a date into
one. A deadline is the hour at whose beginning the job must be done. Among equally clean choices the
earliest wins. The plan of a million jobs is exact too: `greenlib.windows` answers for all of them
at once where a run of a given length is cleanest, and which hours of a window are.

Left out: that stopping and resuming costs energy, that moving data between zones does, that
machines are busy with other work, and that many jobs that choose the same hour change the grid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import numpy as np

from .errors import InvalidQuantityError, WrongTypeError
from .footprint import Job
from .grid import IntensitySeries
from .gridcsv import show
from .job_table import JobTable
from .quantities import quantity
from .units import format_emissions
from .windows import prefix_sums, run_sums, smallest_few, smallest_in_ranges


@dataclass(frozen=True, eq=False)
class Plan:
    """When and where jobs run, and their emissions before and after shifting.

    Parameters
    ----------
    zone : the zone of the job, or an array with the zone of each job.
    before_g, after_g : gCO2e at the baseline and as planned, a number or one per job.
    start : the moment at which hour 0 begins, in UTC.
    """

    zone: Any
    before_g: Any
    after_g: Any
    start: datetime
    _jobs: JobTable = field(repr=False)
    _choice: _Choice = field(repr=False)

    @property
    def saving_percent(self) -> float:
        """What all jobs together save, in % of their emissions before; negative if they lose."""
        before_g = float(np.sum(self.before_g))
        return 100 * (1 - float(np.sum(self.after_g)) / before_g) if before_g else 0.0

    def hours_of(self, job: int = 0) -> np.ndarray:
        """Return the hours in which job number `job` runs, in order of time.

        Raises InvalidQuantityError for a number that no job has.
        """
        if not 0 <= job < len(self._jobs.hours):
            raise InvalidQuantityError(f"job must be 0 to {len(self._jobs.hours) - 1}, got {job}")
        last = self._choice.last[job]
        ranks = self._choice.ranks[self._choice.zone[job]]
        if ranks is None:
            return np.arange(last - self._jobs.hours[job] + 1, last + 1)
        first, stop = self._jobs.earliest_h[job], self._jobs.deadline_h[job]
        return first + np.flatnonzero(ranks[first:stop] <= ranks[last])

    def times_of(self, job: int = 0) -> np.ndarray:
        """Return the beginnings of the hours in which a job runs, in UTC, as datetime64[h]."""
        return np.datetime64(self.start.replace(tzinfo=None), "h") + self.hours_of(job)

    def __str__(self) -> str:
        count = len(self._jobs.hours)
        before_g, after_g = float(np.sum(self.before_g)), float(np.sum(self.after_g))
        return (
            f"{count:,} {'job' if count == 1 else 'jobs'}: {format_emissions(after_g)} instead of "
            f"{format_emissions(before_g)}, saving {self.saving_percent:.1f} %"
        )


def plan(
    series: IntensitySeries,
    job: Job,
    *,
    earliest_h: Any,
    deadline_h: Any,
    interruptible: bool = False,
    baseline_h: Any = None,
    forecast: IntensitySeries | None = None,
) -> Plan:
    """Return the cleanest plan that keeps the deadline, for one job or a table of jobs.

    Parameters
    ----------
    series : what the grid really emits; jobs are charged with it.
    job : duration in whole hours and power in W, numbers or one value per job, shape (jobs,).
    earliest_h, deadline_h : the window, in hours since the start of the series; the job runs in
        hours earliest_h to deadline_h - 1. Numbers or shape (jobs,).
    interruptible : whether the job may be spread over separate hours.
    baseline_h : where it would start without shifting, in one piece; `earliest_h` if not given.
    forecast : what is known when planning; the series itself, a perfect forecast, if not given.

    Raises WrongTypeError or InvalidQuantityError for hours that are not whole, windows too short
    or outside the series, and a forecast of another zone or time.

    >>> from datetime import UTC
    >>> day = IntensitySeries("DE", datetime(2020, 7, 6, tzinfo=UTC), [400, 300, 350, 200, 500], "")
    >>> night = plan(day, Job("report", hours=2, power_w=500), earliest_h=0, deadline_h=5)
    >>> night.hours_of(), night.before_g, night.after_g
    (array([2, 3]), 350.0, 275.0)
    >>> print(plan(day, Job("report", hours=2, power_w=500), earliest_h=0, deadline_h=5,
    ...            interruptible=True))
    1 job: 250 gCO2e instead of 350 gCO2e, saving 28.6 %
    """
    return plan_across(
        [series], job, earliest_h=earliest_h, deadline_h=deadline_h, interruptible=interruptible,
        baseline_h=baseline_h, forecasts=None if forecast is None else [forecast],
    )  # fmt: skip


def plan_across(
    zones: Sequence[IntensitySeries],
    job: Job,
    *,
    earliest_h: Any,
    deadline_h: Any,
    interruptible: bool = False,
    baseline_h: Any = None,
    forecasts: Sequence[IntensitySeries] | None = None,
) -> Plan:
    """Return the cleanest plan in time and place: each job runs in one of several zones.

    Parameters
    ----------
    zones : one series per zone, over the same hours; the first is home, where the baseline runs.
    forecasts : one per zone, in the same order.

    The other parameters, and what is raised, are those of `plan`. A job stays at home unless
    another zone is forecast to be cleaner. Its energy is the same everywhere (equal PUE).

    >>> from datetime import UTC
    >>> start = datetime(2020, 7, 6, tzinfo=UTC)
    >>> home = IntensitySeries("DE", start, [400.0, 300.0, 350.0], "measured")
    >>> away = IntensitySeries("FR", start, [65.0, 66.0, 64.0], "measured")
    >>> moved = plan_across([home, away], Job("report", hours=1, power_w=500),
    ...                     earliest_h=0, deadline_h=3)
    >>> moved.zone, moved.hours_of(), moved.before_g, moved.after_g
    ('FR', array([2]), 200.0, 32.0)
    """
    forecasts = zones if forecasts is None else forecasts
    _check_zones(zones, forecasts)
    jobs = JobTable.of(
        job, earliest_h=earliest_h, deadline_h=deadline_h, baseline_h=baseline_h,
        length_h=len(zones[0]),
    )  # fmt: skip
    choose = _cheapest_hours if interruptible else _cheapest_start
    options = [choose(jobs, *pair) for pair in zip(forecasts, zones, strict=True)]
    # Rounded as in _cheapest_start, so that a job moves only for a reason.
    chosen = np.argmin([option.expected.round(6) for option in options], axis=0)
    everyone = np.arange(len(chosen))
    last = np.array([option.last for option in options])[chosen, everyone]
    charged = np.array([option.charged for option in options])[chosen, everyone]
    before = run_sums(zones[0].values_g_per_kwh, jobs.baseline_h, jobs.baseline_h + jobs.hours)
    zone = np.array([series.zone for series in zones])[chosen]
    before_g, after_g = before * jobs.power_kw, charged * jobs.power_kw
    if jobs.single:
        zone, before_g, after_g = str(zone[0]), float(before_g[0]), float(after_g[0])
    choice = _Choice(chosen, last, [option.ranks for option in options])
    return Plan(zone, before_g, after_g, zones[0].start, jobs, choice)


def forecast_with_error(series: IntensitySeries, error: float, *, seed: int = 0) -> IntensitySeries:
    """Return `series` as a forecast that errs: normal noise, independent from hour to hour.

    Parameters
    ----------
    series : what will really happen.
    error : the standard deviation of the error, over the mean of the series; 0.05 is 5 %. As in
        Wiesner et al. 2021 (factor "forecast.error"), far hours are no harder than near ones.
    seed : another seed errs elsewhere.

    Forecasts below 0 are raised to 0. Raises InvalidQuantityError for a negative error.

    >>> from datetime import UTC
    >>> flat = IntensitySeries("DE", datetime(2020, 7, 6, tzinfo=UTC), [300.0] * 500, "measured")
    >>> 12 < float(forecast_with_error(flat, 0.05).values_g_per_kwh.std()) < 18
    True
    """
    values = series.values_g_per_kwh
    spread = quantity("error", error, "") * values.mean()
    noisy = values + np.random.default_rng(seed).normal(0, spread, len(values))
    source = f"forecast with {error:.0%} error, seed {seed}, of: {series.source}"
    return replace(series, values_g_per_kwh=np.maximum(noisy, 0), source=source)


def _check_zones(zones: Sequence[IntensitySeries], forecasts: Sequence[IntensitySeries]) -> None:
    for name, many in (("zones", zones), ("forecasts", forecasts)):
        if not many or not all(isinstance(one, IntensitySeries) for one in many):
            raise WrongTypeError(f"{name} must hold IntensitySeries, at least one, got {many!r}")
    if len(zones) != len(forecasts):
        raise InvalidQuantityError(f"{len(forecasts)} forecasts for {len(zones)} zones")
    for series, forecast in zip(zones, forecasts, strict=True):
        if _covers(forecast) != _covers(series):
            raise InvalidQuantityError(
                f"a forecast must be of the zone and hours it is for: got {_covers(forecast)} for "
                f"{_covers(series)}"
            )
        if _covers(series)[1:] != _covers(zones[0])[1:]:
            raise InvalidQuantityError(
                f"zones must cover the same hours, got {_covers(zones[0])} and {_covers(series)}"
            )


def _covers(series: IntensitySeries) -> tuple[str, str, int]:
    return series.zone, show(series.start), len(series)


@dataclass(frozen=True, eq=False)
class _Option:
    """What one zone offers each job: `last` is its last hour (in one piece) or its dirtiest one."""

    last: np.ndarray
    expected: np.ndarray
    charged: np.ndarray
    ranks: np.ndarray | None = None


@dataclass(frozen=True, eq=False)
class _Choice:
    zone: np.ndarray
    last: np.ndarray
    ranks: list[np.ndarray | None]


def _cheapest_start(jobs: JobTable, forecast: IntensitySeries, series: IntensitySeries) -> _Option:
    """The start of each job's cleanest run in one piece; the earliest of equals."""
    sums = prefix_sums(forecast.values_g_per_kwh)
    starts = np.empty(len(jobs.hours), dtype=np.int64)
    order = np.argsort(jobs.hours.astype(np.int32), kind="stable")
    durations, firsts = np.unique(jobs.hours[order], return_index=True)
    for hours, members in zip(durations, np.split(order, firsts[1:]), strict=True):
        # Rounded to a microgram per kWh, so that equal runs are equal in spite of the prefix sums.
        cost = np.round(sums[hours:] - sums[:-hours], 6)
        stop = jobs.deadline_h[members] - hours + 1
        starts[members] = smallest_in_ranges(cost, jobs.earliest_h[members], stop)
    ends = starts + jobs.hours
    expected = sums[ends] - sums[starts]
    charged = expected if forecast is series else run_sums(series.values_g_per_kwh, starts, ends)
    return _Option(ends - 1, expected, charged)


def _cheapest_hours(jobs: JobTable, forecast: IntensitySeries, series: IntensitySeries) -> _Option:
    """Each job's cleanest hours; `last` is the dirtiest of them, the later of equals."""
    order = np.argsort(forecast.values_g_per_kwh, kind="stable")
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.arange(len(order))
    payloads = [forecast.values_g_per_kwh]
    if forecast is not series:
        payloads.append(series.values_g_per_kwh)
    last, sums = smallest_few(ranks, payloads, jobs.earliest_h, jobs.deadline_h, jobs.hours)
    return _Option(last, sums[0], sums[-1], ranks)
