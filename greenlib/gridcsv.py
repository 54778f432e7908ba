"""Read and check the CSV files that carbon intensity comes in; `greenlib.grid` is the way in.

Two layouts are read, with the spellings found in public code that reads such files: the hourly
files of the Electricity Maps data portal, and the wide export of "Actual Generation per Production
Type" from the ENTSO-E Transparency Platform. Every error names the file and the line.
"""

from __future__ import annotations

import csv
import math
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np

from . import factors
from .errors import GreenlibError, UnknownNameError

HOUR = timedelta(hours=1)
_NOW, _RESAMPLE = timedelta(0), "; one value per hour is needed, average or select them first"
_SCOPES = {"life cycle": ("life cycle", "lca"), "direct": ("direct",)}

# The production types of ENTSO-E and the factor "generation.*" of each, mapped as in the study that
# the factors are from; None for storage, which gives back what was counted when it was produced.
_PRODUCTION_TYPES = {
    "biomass": "biopower",
    "energy storage": None,
    "fossil brown coal/lignite": "coal",
    "fossil coal-derived gas": "other",
    "fossil gas": "gas",
    "fossil hard coal": "coal",
    "fossil oil": "oil",
    "fossil oil shale": "other",
    "fossil peat": "other",
    "geothermal": "geothermal",
    "hydro pumped storage": None,
    "hydro run-of-river and poundage": "hydro",
    "hydro water reservoir": "hydro",
    "marine": "ocean",
    "nuclear": "nuclear",
    "other": "other",
    "other renewable": "other_renewable",
    "solar": "solar",
    "waste": "other",
    "wind offshore": "wind",
    "wind onshore": "wind",
}
_PRODUCTION_SUFFIX = " - actual aggregated [mw]"
_NOT_AVAILABLE, _NOT_EXPECTED = ("", "-", "n/a"), "n/e"

Row = tuple[int, list[str]]  # the line's number and its cells


def electricity_maps(path: Path, scope: str) -> tuple[str, str, datetime, list[float]]:
    """Return (file name, zone, start in UTC, g/kWh by hour); see `grid.read_electricity_maps`."""
    if scope not in _SCOPES:
        raise UnknownNameError("scope", scope, _SCOPES)
    name, header, rows = _read_rows(path)
    titles = [f"carbon intensity gco2eq/kwh ({ending})" for ending in _SCOPES[scope]]
    time, value = _column(name, header, ["datetime (utc)"]), _column(name, header, titles)
    zone = _the_only(name, rows, _column(name, header, ["zone id"]), "zone")
    starts = [_iso_time(cells[time], f"{name}, line {line}") for line, cells in rows]
    _check_hourly(name, rows, starts)
    values = [
        _number(cells[value], f"{name}, line {line} ({cells[time]})", "carbon intensity")
        for line, cells in rows
    ]
    return name, zone, starts[0], values


def entsoe(path: Path) -> tuple[str, datetime, np.ndarray]:
    """Return (file name, start in UTC, g/kWh by hour); see `grid.read_entsoe`."""
    name, header, rows = _read_rows(path)
    time = _column(name, header, ["mtu", "mtu (utc)", "mtu (cet/cest)"])
    if "area" in header:
        _the_only(name, rows, header.index("area"), "area")
    starts = [_mtu_start(row[time], header[time], f"{name}, line {line}") for line, row in rows]
    _check_hourly(name, rows, starts)
    production_mw, weights_g_per_kwh = _production(name, header, rows)
    total_mw = production_mw.sum(axis=1)
    if not total_mw.all():
        line = rows[int(np.argmin(total_mw))][0]
        raise GreenlibError(f"{name}, line {line}: nothing is produced in this hour")
    return name, starts[0], production_mw @ weights_g_per_kwh / total_mw


def _production(name: str, header: list[str], rows: list[Row]) -> tuple[np.ndarray, np.ndarray]:
    """Production in MW, shape (hours, sources), and the factor of each source in g/kWh."""
    columns, weights = [], []
    for position, title in enumerate(header):
        if not title.endswith(_PRODUCTION_SUFFIX):
            continue
        kind = title.removesuffix(_PRODUCTION_SUFFIX)
        if kind not in _PRODUCTION_TYPES:
            raise UnknownNameError(f"production type in {name}:", kind, _PRODUCTION_TYPES)
        source = _PRODUCTION_TYPES[kind]
        cells = [(line, row[position].casefold()) for line, row in rows]
        if source and any(cell not in (*_NOT_AVAILABLE, _NOT_EXPECTED) for _, cell in cells):
            columns.append([_megawatts(cell, f"{name}, line {line}", kind) for line, cell in cells])
            weights.append(factors.value(f"generation.{source}", "g/kWh"))
    if not columns:
        raise GreenlibError(
            f"{name}: no production in columns such as 'Biomass  - Actual Aggregated [MW]'; an "
            "export with one row per production type must be pivoted to columns first"
        )
    return np.array(columns).T, np.array(weights)


def _megawatts(cell: str, place: str, kind: str) -> float:
    return 0.0 if cell == _NOT_EXPECTED else _number(cell, place, f"production of {kind}")


def _read_rows(path: Path) -> tuple[str, list[str], list[Row]]:
    """The file's name, its header in plain lower case, and its rows."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines)
            header = [_plain(title) for title in next(reader, [])]
            rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if row]
    except UnicodeDecodeError as error:
        raise GreenlibError(f"{path.name}: is not UTF-8 text; save it as CSV UTF-8") from error
    if not rows:
        raise GreenlibError(f"{path.name}: holds no rows below its header")
    for line, row in rows:
        if len(row) != len(header):
            raise GreenlibError(
                f"{path.name}, line {line}: {len(row)} cells under {len(header)} column titles"
            )
    return path.name, header, rows


def _plain(title: str) -> str:
    # NFKC turns the subscript of CO₂ into a plain 2.
    return " ".join(unicodedata.normalize("NFKC", title).casefold().split())


def _column(name: str, header: list[str], titles: Sequence[str]) -> int:
    for title in titles:
        if title in header:
            return header.index(title)
    raise GreenlibError(f"{name}: no column {titles[0]!r}; its columns are {', '.join(header)}")


def _the_only(name: str, rows: list[Row], column: int, what: str) -> str:
    first = rows[0][1][column]
    for line, row in rows:
        if row[column] != first:
            raise GreenlibError(
                f"{name}, line {line}: {what} {row[column]!r} after {first!r}; one {what} per file"
            )
    return first


def _number(cell: str, place: str, what: str) -> float:
    if cell.casefold() in _NOT_AVAILABLE:
        raise GreenlibError(f"{place}: {what} is missing")
    try:
        number = float(cell)
    except ValueError:
        raise GreenlibError(f"{place}: {what} must be a number, got {cell!r}") from None
    if not (math.isfinite(number) and number >= 0):
        raise GreenlibError(f"{place}: {what} must be 0 or more, got {cell}")
    return number


def _iso_time(cell: str, place: str) -> datetime:
    try:
        moment = datetime.fromisoformat(cell)
    except ValueError:
        raise GreenlibError(
            f"{place}: time must look like 2023-01-01 00:00:00, got {cell!r}"
        ) from None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _mtu_start(cell: str, title: str, place: str) -> datetime:
    """The start of a market time unit, which must be in UTC and one hour long."""
    if "CET" in cell or "cet" in title:
        raise GreenlibError(
            f"{place}: {cell!r} is local time, in which one day a year has 23 hours and one 25; "
            "choose UTC when you export"
        )
    if "(UTC)" not in cell and "(utc)" not in title:
        raise GreenlibError(
            f"{place}: {cell!r} does not say its time zone; if it is UTC, name the column MTU (UTC)"
        )
    try:
        start, end = (_day_first(text) for text in cell.replace("(UTC)", "").split(" - "))
    except ValueError:
        raise GreenlibError(
            f"{place}: time must look like 01.01.2023 00:00 - 01.01.2023 01:00 (UTC), got {cell!r}"
        ) from None
    if end - start != HOUR:
        raise GreenlibError(f"{place}: {cell!r} is {_minutes(end - start)} long{_RESAMPLE}")
    return start


def _day_first(text: str) -> datetime:
    seconds = ":%S" if text.count(":") == 2 else ""
    moment = datetime.strptime(text.strip().replace("/", "."), f"%d.%m.%Y %H:%M{seconds}")
    return moment.replace(tzinfo=UTC)


def _check_hourly(name: str, rows: list[Row], starts: list[datetime]) -> None:
    """Refuse anything but one row per hour, in order, and name the first line that breaks it."""
    lines = [line for line, _ in rows]
    if starts[0].minute or starts[0].second:
        raise GreenlibError(f"{name}, line {lines[0]}: {show(starts[0])} is not a full hour")
    steps = [after - before for before, after in pairwise(starts)]
    if len(steps) > 1 and _NOW < steps[0] == steps[1] != HOUR:
        raise GreenlibError(
            f"{name}, line {lines[1]}: values are {_minutes(steps[0])} apart{_RESAMPLE}"
        )
    for step, line, before in zip(steps, lines[1:], starts, strict=False):
        if step != HOUR:
            raise GreenlibError(f"{name}, line {line}: {_what_broke(step, before)}")


def _what_broke(step: timedelta, before: datetime) -> str:
    # Clocks change on Sundays: forward in March, back in October (Europe) or November (America).
    sunday = before.weekday() == 6 and before.month in (3, 10, 11)
    hint = "; clocks change on this day, so these look like local times: export them in UTC"
    hint = hint if sunday and step in (_NOW, 2 * HOUR) else ""
    if step == _NOW:
        return f"{show(before)} is there twice{hint}"
    if step < _NOW:
        return f"{show(before + step)} comes after {show(before)}; sort the rows by time"
    if step % HOUR:
        return f"{_minutes(step)} after {show(before)}{_RESAMPLE}"
    return f"{step // HOUR - 1} h missing after {show(before)}{hint}"


def _minutes(step: timedelta) -> str:
    return f"{step / timedelta(minutes=1):g} min"


def show(moment: datetime) -> str:
    """Return a moment as messages show it, to the minute.

    >>> show(datetime(2020, 1, 13, 4))
    '2020-01-13 04:00'
    """
    return f"{moment:%Y-%m-%d %H:%M}"
