"""When to grade: the hour before a deadline in which the grid is expected to be cleanest."""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ..errors import GreenlibError
from ..footprint import Job
from ..grid import DAY_TYPES, IntensitySeries, read_electricity_maps, typical_day, typical_zones
from ..gridcsv import HOUR
from ..meter import PowerModel
from ..scheduling import plan
from ..units import format_emissions
from .errors import UsageError
from .grade import students_of

# Beyond a year typical days say nothing that they do not say within it.
_FARTHEST = timedelta(days=366)
# What a submission takes on one core, for a plan: see docs/grading-speed.md.
_CPU_SECONDS_EACH = 0.12


@dataclass(frozen=True)
class Start:
    """The best moment to start.

    Parameters
    ----------
    at : in UTC; the moment of asking if nothing later is cleaner.
    before_g, after_g : gCO2e if started at once, and at that moment.
    saving_percent : what waiting saves, 0 or more.
    source : what the plan rests on.
    """

    at: datetime
    before_g: float
    after_g: float
    saving_percent: float
    source: str

    def __str__(self) -> str:
        if self.after_g >= self.before_g:
            return f"start now: no later hour is cleaner ({self.source})"
        local = self.at.astimezone()
        return (
            f"start at {local:%Y-%m-%d %H:%M %Z}: about {format_emissions(self.after_g)} instead "
            f"of {format_emissions(self.before_g)} if started now, {self.saving_percent:.0f} % "
            f"less ({self.source})"
        )


def best_start(
    series: IntensitySeries, now: datetime, by: datetime, *, seconds: float, energy_kwh: float
) -> Start:
    """Return when work that must be done `by` then is cleanest on `series`.

    Parameters
    ----------
    now, by : with their time zones; the hours from that of `now` to the one that `by` falls in.
    seconds, energy_kwh : how long the work takes, and what it uses in all.

    Raises UsageError if the work does not fit in between, or the series does not cover it.
    """
    hours = max(1, math.ceil(seconds / 3600))
    job = Job("grading", hours=hours, power_w=1000 * energy_kwh / hours)
    try:
        earliest_h, deadline_h = series.hour_of(full_hour(now)), series.hour_of(full_hour(by))
        found = plan(series, job, earliest_h=earliest_h, deadline_h=deadline_h)
    except GreenlibError as error:
        raise UsageError(f"no start can be found: {error}. Next: choose another --by.") from None
    at = max(now, series.start + int(found.hours_of()[0]) * HOUR)
    return Start(at, found.before_g, found.after_g, found.saving_percent, series.source)


def expected(root: Path, slug: str) -> dict[str, float]:
    """Return how long grading all of `slug` will take about, in s, and what it will use, in kWh.

    Raises UsageError if nothing was handed in.
    """
    cpu_seconds = _CPU_SECONDS_EACH * len(students_of(root, slug))
    return {
        "seconds": cpu_seconds / (os.cpu_count() or 1),
        "energy_kwh": PowerModel().stop(cpu_seconds),
    }


def typical_series(zone: str, now: datetime, by: datetime) -> IntensitySeries:
    """Return what the hours from that of `now` to that of `by` typically emit in `zone`.

    The shipped typical days are of January and July: October to March count as winter here, April
    to September as summer. Raises UsageError for a zone without typical days, and for a time that
    is over or more than a year away.

    >>> monday = datetime(2026, 7, 6, 11, 30, tzinfo=UTC)
    >>> typical_series("DE", monday, monday + 2 * HOUR).values_g_per_kwh.round()
    array([287., 287.])
    """
    if zone not in typical_zones():
        raise UsageError(
            f"there are no typical days of {zone}; there are of {', '.join(typical_zones())}. "
            "Next: give --series FILE.csv, an hourly file of the Electricity Maps portal."
        )
    if not now < by <= now + _FARTHEST:
        raise UsageError(f"--by must lie within a year from now, got {by.isoformat()}")
    first, last = full_hour(now), full_hour(by)
    hours = [first + number * HOUR for number in range((last - first) // HOUR)]
    if not hours:
        raise UsageError(f"--by must be in a later hour than now, got {by.isoformat()}")
    values = [_typical(zone, hour) for hour in hours]
    return IntensitySeries(zone, first, values, f"typical days of {zone}", synthetic=True)


def _typical(zone: str, hour: datetime) -> float:
    season = "summer" if 4 <= hour.month <= 9 else "winter"
    day = typical_day(zone, season, DAY_TYPES[hour.weekday() >= 5])
    return float(day.mean_g_per_kwh[hour.hour])


def series_of_file(path: Path) -> IntensitySeries:
    """Return the series in an hourly Electricity Maps file. Raises UsageError if there is none."""
    try:
        return read_electricity_maps(path)
    except (GreenlibError, OSError) as error:
        raise UsageError(f"--series: {error}") from None


def full_hour(moment: datetime) -> datetime:
    """Return the beginning of the hour of `moment`, in UTC."""
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def wait_until(
    moment: datetime,
    *,
    now: Callable[[], datetime],
    sleep: Callable[[float], None],
    show: Callable[[timedelta], None],
) -> None:
    """Wait for `moment`, and show about every second how long it still takes.

    The clock is asked each time, so that a machine that slept in between does not start late.
    """
    while (left := moment - now()) > timedelta(0):
        show(left)
        sleep(min(1.0, left.total_seconds()))
