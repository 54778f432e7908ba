"""Carbon intensity hour by hour: typical days, CSV exports, live sources.

Everything here ends in an `IntensitySeries`: one value per hour, in UTC, in gCO2e/kWh. It comes
from one of four places:

- `typical_day` reads ``data/typical_days.csv``: means and spreads by zone, season, day type and
  hour, aggregates that were computed from two winter and two summer weeks of measured production;
- `greenlib.synthetic_year` draws a whole year that keeps to those typical days;
- `read_electricity_maps` and `read_entsoe` read the files that people download;
- `from_source` asks anything that implements `IntensitySource`, for example a live API.

Local time is refused: twice a year a local day has 23 or 25 hours, and a series in local time is
an hour or two off for the rest.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, ClassVar, Protocol

import numpy as np

from . import gridcsv
from .errors import GreenlibError, InvalidQuantityError, UnknownNameError, WrongTypeError
from .gridcsv import HOUR, show
from .quantities import quantity

SEASONS = ("winter", "summer")
DAY_TYPES = ("weekday", "weekend")


@dataclass(frozen=True, eq=False)
class IntensitySeries:
    """The carbon intensity of one grid zone, hour after hour.

    Parameters
    ----------
    zone : the grid zone as Electricity Maps names it, for example "DE", "US-CAL-CISO".
    start : when the first hour begins, with its time zone; kept in UTC. A full hour.
    values_g_per_kwh : one value per hour, in gCO2e/kWh, 0 or more, without gaps; shape (hours,).
    source : where the values come from.
    synthetic : whether they were drawn and not measured.

    Raises WrongTypeError or InvalidQuantityError, naming what is wrong. The values are read-only.

    >>> night = IntensitySeries("DE", datetime(2020, 1, 13, tzinfo=UTC), [353.0, 350.1], "measured")
    >>> len(night), night.end.isoformat()
    (2, '2020-01-13T02:00:00+00:00')
    """

    step_h: ClassVar[float] = 1.0

    zone: str
    start: datetime
    values_g_per_kwh: Any
    source: str
    synthetic: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", _full_hour("start", self.start))
        values = np.array(quantity("values_g_per_kwh", self.values_g_per_kwh, "g/kWh"), dtype=float)
        if values.ndim != 1 or not values.size:
            raise InvalidQuantityError(
                f"values_g_per_kwh must be a list of hours, got shape {values.shape}"
            )
        values.flags.writeable = False
        object.__setattr__(self, "values_g_per_kwh", values)

    def __len__(self) -> int:
        return len(self.values_g_per_kwh)

    @property
    def end(self) -> datetime:
        """When the last hour ends, in UTC."""
        return self.start + len(self) * HOUR

    @property
    def times(self) -> np.ndarray:
        """The beginning of each hour in UTC, as datetime64[h]; shape (hours,)."""
        first = np.datetime64(self.start.replace(tzinfo=None), "h")
        return first + np.arange(len(self))

    def hour_of(self, moment: datetime) -> int:
        """Return the number of the hour that begins at `moment`; 0 is the first.

        The end of the series counts as an hour too, so that it can serve as a deadline. Raises
        InvalidQuantityError for a moment outside the series.

        >>> start = datetime(2023, 1, 1, tzinfo=UTC)
        >>> days = IntensitySeries("DE", start, [353.0] * 48, "made up")
        >>> days.hour_of(datetime(2023, 1, 2, 1, tzinfo=UTC))
        25
        """
        hour = (_full_hour("moment", moment) - self.start) // HOUR
        if not 0 <= hour <= len(self):
            raise InvalidQuantityError(
                f"moment must lie between {show(self.start)} and {show(self.end)}, "
                f"got {show(moment)}"
            )
        return hour

    def between(self, start: datetime, end: datetime) -> IntensitySeries:
        """Return the hours from `start` to `end`, the last one excluded.

        >>> start = datetime(2023, 7, 4, tzinfo=UTC)
        >>> days = IntensitySeries("FR", start, [41.5] * 48, "made up", synthetic=True)
        >>> day = days.between(start, datetime(2023, 7, 5, tzinfo=UTC))
        >>> len(day), day.synthetic
        (24, True)
        """
        values = self.values_g_per_kwh[self.hour_of(start) : self.hour_of(end)]
        return IntensitySeries(self.zone, start, values, self.source, self.synthetic)


class IntensitySource(Protocol):
    """Anything that can be asked for carbon intensity: a live API, a cache, a test's stand-in.

    Write a class with this one method around the service you use; keep its key out of notebooks.
    No greenlib function opens a network connection.
    """

    def series(self, zone: str, start: datetime, end: datetime) -> IntensitySeries:
        """Return the hours of `zone` from `start` to `end` (UTC, the last one excluded)."""


def from_source(
    source: IntensitySource, zone: str, start: datetime, end: datetime
) -> IntensitySeries:
    """Return what `source` holds for `zone` from `start` to `end`, after checking the answer.

    Parameters
    ----------
    source : an object with the method of `IntensitySource`.
    zone : as the source names it.
    start, end : full hours with their time zone; at least one hour apart.

    Raises GreenlibError if the source answers with another zone or other hours than were asked for.

    >>> class Constant:
    ...     def series(self, zone, start, end):
    ...         return IntensitySeries(zone, start, [420.0] * ((end - start) // HOUR), "made up")
    >>> day = datetime(2024, 3, 1, tzinfo=UTC)
    >>> len(from_source(Constant(), "PL", day, day + 24 * HOUR))
    24
    """
    start, end = _full_hour("start", start), _full_hour("end", end)
    if start >= end:
        raise InvalidQuantityError(f"end must be after start, got {show(start)} to {show(end)}")
    series = source.series(zone, start, end)
    if not isinstance(series, IntensitySeries):
        raise WrongTypeError(f"source must return an IntensitySeries, got {type(series).__name__}")
    if (series.zone, series.start, series.end) != (zone, start, end):
        raise GreenlibError(
            f"asked for {zone} from {show(start)} to {show(end)}, the source answered with "
            f"{series.zone} from {show(series.start)} to {show(series.end)}"
        )
    return series


@dataclass(frozen=True, eq=False)
class TypicalDay:
    """24 hours of a zone's season and day type: mean and spread over `days` measured days.

    `mean_g_per_kwh` and `sd_g_per_kwh` have shape (24,), hour 0 first, in UTC.
    """

    zone: str
    season: str
    day_type: str
    mean_g_per_kwh: np.ndarray
    sd_g_per_kwh: np.ndarray
    days: int
    source: str


def typical_zones() -> list[str]:
    """Return the zones that have typical days.

    >>> typical_zones()
    ['DE', 'FR', 'GB', 'US-CAL-CISO']
    """
    return sorted({zone for zone, _, _ in _typical_days()})


def typical_day(zone: str, season: str, day_type: str) -> TypicalDay:
    """Return the typical day of `zone` in `season`, on a "weekday" or "weekend".

    The figures are aggregates, computed from measured production with life-cycle factors: January
    and July 2020 for DE, FR and GB (ENTSO-E), 2019 for US-CAL-CISO (EIA, without imports). Ten
    weekdays or four weekend days stand behind each, so they are examples, not climate.

    Raises UnknownNameError for a zone, season or day type that is not in the table.

    >>> day = typical_day("DE", "summer", "weekend")
    >>> int(day.mean_g_per_kwh.argmin()), float(day.mean_g_per_kwh.min())
    (11, 218.3)
    """
    for what, name, known in (
        ("zone", zone, typical_zones()),
        ("season", season, SEASONS),
        ("day type", day_type, DAY_TYPES),
    ):
        if name not in known:
            raise UnknownNameError(what, name, known)
    return _typical_days()[zone, season, day_type]


@cache
def _typical_days() -> dict[tuple[str, str, str], TypicalDay]:
    with (files("greenlib") / "data" / "typical_days.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    groups: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    for row in rows:
        groups.setdefault((row["zone"], row["season"], row["day_type"]), []).append(row)
    days = {}
    for key, hours in groups.items():
        hours.sort(key=lambda row: int(row["hour_utc"]))
        mean, sd = (
            np.array([float(row[column]) for row in hours])
            for column in ("mean_g_per_kwh", "sd_g_per_kwh")
        )
        days[key] = TypicalDay(*key, mean, sd, int(hours[0]["days"]), hours[0]["source"])
    return days


def read_electricity_maps(path: str | Path, *, scope: str = "life cycle") -> IntensitySeries:
    """Return the series in an hourly CSV file of the Electricity Maps data portal.

    Columns used: "Datetime (UTC)", "Zone id", and "Carbon intensity gCO₂eq/kWh (Life cycle)" or
    "(direct)". Older files write "Zone Id", "Carbon Intensity ..." and "(LCA)"; both are read, in
    any case, with or without the subscript. Spellings as found in public code that reads these
    files, 2021 to 2025.

    Parameters
    ----------
    path : one zone's file, UTF-8, hourly, in order of time.
    scope : "life cycle" counts building plants and bringing fuel; "direct" counts burning it.

    Raises GreenlibError, with the file and the line, for a missing column or value, text, negative
    values, a second zone, gaps, repeated or unordered hours, and steps other than an hour.

    >>> from tempfile import TemporaryDirectory
    >>> text = '''Datetime (UTC),Country,Zone name,Zone id,Carbon intensity gCO₂eq/kWh (Life cycle)
    ... 2023-01-01 00:00:00,France,France,FR,41.5
    ... 2023-01-01 01:00:00,France,France,FR,39.2'''
    >>> with TemporaryDirectory() as folder:
    ...     _ = (Path(folder) / "FR_2023_hourly.csv").write_text(text, encoding="utf-8")
    ...     read_electricity_maps(Path(folder) / "FR_2023_hourly.csv").values_g_per_kwh
    array([41.5, 39.2])
    """
    name, zone, start, values = gridcsv.electricity_maps(Path(path), scope)
    return IntensitySeries(zone, start, values, f"Electricity Maps, {name}, {scope}")


def read_entsoe(path: str | Path, *, zone: str) -> IntensitySeries:
    """Return the intensity of generation in an ENTSO-E file of production per type, in MW.

    The file is the wide export "Actual Generation per Production Type": a column "MTU" (the market
    time unit) with cells such as "01.01.2023 00:00 - 01.01.2023 01:00 (UTC)", or "MTU (UTC)", and
    columns such as "Fossil Gas  - Actual Aggregated [MW]". The intensity of an hour is the mean of
    the life-cycle factors "generation.*", weighted with production. It leaves imports out, so it
    differs from what a consumer's socket delivers. "n/e" (not expected) counts as 0 MW; a column
    without a single number is a source that the zone does not have.

    Parameters
    ----------
    path : one area's file, UTF-8, hourly, in UTC, in order of time.
    zone : what to call the zone, for example "FR".

    Raises GreenlibError, with the file and the line, for local time (CET/CEST), gaps, repeated or
    unordered hours, units other than an hour, missing or negative production, two areas in one
    file, and an hour without production; UnknownNameError for an unknown production type.

    >>> from tempfile import TemporaryDirectory
    >>> text = '''Area,MTU,Fossil Gas  - Actual Aggregated [MW],Nuclear  - Actual Aggregated [MW]
    ... France (FR),01.01.2023 00:00 - 01.01.2023 01:00 (UTC),2000,38000'''
    >>> with TemporaryDirectory() as folder:
    ...     _ = (Path(folder) / "generation.csv").write_text(text, encoding="utf-8")
    ...     read_entsoe(Path(folder) / "generation.csv", zone="FR").values_g_per_kwh
    array([38.65])
    """
    name, start, values = gridcsv.entsoe(Path(path))
    return IntensitySeries(zone, start, values, f"ENTSO-E generation, {name}, IPCC SRREN 2011")


def _full_hour(name: str, moment: Any) -> datetime:
    if not isinstance(moment, datetime):
        raise WrongTypeError(f"{name} must be a datetime, got {moment!r} ({type(moment).__name__})")
    if moment.tzinfo is None:
        raise InvalidQuantityError(
            f"{name} must say its time zone, got {show(moment)}; write datetime(..., tzinfo=UTC)"
        )
    moment = moment.astimezone(UTC)
    if moment.minute or moment.second or moment.microsecond:
        raise InvalidQuantityError(f"{name} must be a full hour in UTC, got {moment.isoformat()}")
    return moment
