"""Cloud regions: where they are, what their electricity emits, and who says so.

    effective_g_per_kwh = intensity_g_per_kwh x pue

``data/regions.csv`` holds one intensity per row (table, region, year) with its source; where a
region is and what it offers stands once, in the row of its latest published year. A PUE that the
row leaves blank is the region's published one (factor ``region.pue.*``) or else the average of its
provider (``pue.*``). Prices and services are course assumptions, taken from no catalogue.

Compare regions within one table first: between tables the method and the year differ, and sources
can disagree about one place many times over; see `published_values`.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from . import factors
from .errors import GreenlibError, InvalidQuantityError, UnknownNameError
from .quantities import above_zero, quantity

if TYPE_CHECKING:
    import pandas as pd

TABLES = {
    "course": "four regions of the notebook the course grew from; course assumptions",
    "aws": "AWS as Cloud Carbon Footprint applies it; the year is that of its code",
    "azure": "Azure as Cloud Carbon Footprint applies it; the year is that of its code",
    "gcp": "Google Cloud as Google publishes it, by year, with its carbon-free share",
}
PUBLISHED = ("aws", "azure", "gcp")


@dataclass(frozen=True)
class Region:
    """A cloud region: one published intensity, where it is, and what it offers.

    Parameters
    ----------
    name, table, provider, location, country : `country` is a two-letter ISO 3166 code.
    latitude, longitude : in degrees, north and east positive.
    intensity_g_per_kwh : carbon intensity of its grid over `year`, in gCO2e/kWh; 0 or more.
    pue, pue_source : power usage effectiveness, 1 or more, and where it comes from.
    carbon_free_share : Google's hourly share of carbon-free energy, 0 to 1; None elsewhere. It
        counts the energy Google buys, so it is no measure of the grid.
    price_usd_per_h, services : of a machine with 4 virtual CPUs, and what is on offer beside
        machines; course assumptions.
    year, source, note : of the intensity.

    Raises WrongTypeError or InvalidQuantityError, naming the argument and its value.
    """

    name: str
    table: str
    provider: str
    location: str
    country: str
    latitude: float
    longitude: float
    intensity_g_per_kwh: float
    pue: float
    pue_source: str
    carbon_free_share: float | None
    price_usd_per_h: float
    services: frozenset[str]
    year: int
    source: str
    note: str = ""

    def __post_init__(self) -> None:
        quantity("latitude", self.latitude, "degrees", minimum=-90, maximum=90)
        quantity("longitude", self.longitude, "degrees", minimum=-180, maximum=180)
        quantity("intensity_g_per_kwh", self.intensity_g_per_kwh, "g/kWh")
        quantity("pue", self.pue, "", minimum=1)
        quantity("price_usd_per_h", self.price_usd_per_h, "USD/h")
        if self.carbon_free_share is not None:
            quantity("carbon_free_share", self.carbon_free_share, "", maximum=1)

    @property
    def effective_g_per_kwh(self) -> float:
        """gCO2e per kWh that the IT equipment draws: intensity x PUE."""
        return self.intensity_g_per_kwh * self.pue

    @property
    def position(self) -> tuple[float, float]:
        """(latitude, longitude) in degrees."""
        return self.latitude, self.longitude

    def __str__(self) -> str:
        return (
            f"{self.name} ({self.location}, {self.country}): {self.intensity_g_per_kwh:g} g/kWh "
            f"x PUE {self.pue:g} = {self.effective_g_per_kwh:.4g} g/kWh, {self.year}"
        )


def load(*tables: str, year: int | None = None) -> dict[str, Region]:
    """Return the regions of one or more tables by name, each with its latest or the given year.

    Parameters
    ----------
    tables : names of `TABLES`; ``load(*PUBLISHED)`` gives every published region.
    year : a four-digit year that each of the tables has figures for.

    Raises UnknownNameError for a table that does not exist, InvalidQuantityError for a year without
    figures, no table at all, or two tables with regions of the same name.

    >>> print(load("course")["eu-north-1"])
    eu-north-1 (Stockholm, SE): 15 g/kWh x PUE 1.1 = 16.5 g/kWh, 2026
    >>> load("gcp", year=2019)["europe-west4"].intensity_g_per_kwh
    474.0
    """
    if not tables:
        raise InvalidQuantityError(f"name a table of regions: {', '.join(TABLES)}")
    chosen: dict[str, Region] = {}
    for table in tables:
        found = _of_table(table, year)
        if both := chosen.keys() & found.keys():
            raise InvalidQuantityError(f"{sorted(both)[0]!r} is in two of the tables {tables}")
        chosen |= found
    return chosen


def get(name: str, table: str, year: int | None = None) -> Region:
    """Return one region of a table; see `load`.

    Raises UnknownNameError, with the closest names, if the table has no such region.

    >>> get("us-east4", "gcp").pue
    1.08
    >>> get("eu-nrth-1", "course")
    Traceback (most recent call last):
    greenlib.errors.UnknownNameError: unknown region 'eu-nrth-1'; did you mean 'eu-north-1'...?
    """
    options = load(table, year=year)
    if name not in options:
        raise UnknownNameError("region", name, options)
    return options[name]


def history(name: str) -> dict[int, Region]:
    """Return a published region by year, oldest first.

    Google's figures are life-cycle until 2020 and operational from 2021: a step there says little.
    Raises UnknownNameError, with the closest names, for a region that is not published.

    >>> [round(region.intensity_g_per_kwh) for region in history("asia-east2").values()]
    [506, 453, 360, 360, 360, 505]
    """
    published = [region for region in every_region() if region.table in PUBLISHED]
    by_year = {region.year: region for region in published if region.name == name}
    if not by_year:
        raise UnknownNameError("region", name, {region.name for region in published})
    return dict(sorted(by_year.items()))


def frame(options: Mapping[str, Region]) -> pd.DataFrame:
    """Return regions as a DataFrame, one row each, with their effective intensity.

    >>> frame(load("course")).loc["us-east-1", "effective_g_per_kwh"]
    np.float64(576.0)
    """
    import pandas as pd

    columns = [field.name for field in fields(Region)]
    columns.insert(columns.index("pue_source"), "effective_g_per_kwh")
    rows = [{column: getattr(region, column) for column in columns} for region in options.values()]
    return pd.DataFrame(rows, columns=columns).set_index("name")


def rank(options: Mapping[str, Region], by: str = "effective_g_per_kwh") -> list[Region]:
    """Return the regions from the greenest to the one to avoid.

    Parameters
    ----------
    options : name -> region.
    by : "effective_g_per_kwh", or "intensity_g_per_kwh" to leave the PUE out.

    Raises InvalidQuantityError if there is no region, UnknownNameError for another `by`.

    >>> [region.name for region in rank(load("course"))]
    ['eu-north-1', 'eu-west-3', 'us-east-1', 'ap-south-1']
    """
    measures = ("effective_g_per_kwh", "intensity_g_per_kwh")
    if by not in measures:
        raise UnknownNameError("measure to rank by", by, measures)
    if not options:
        raise InvalidQuantityError("options is empty; there is no region to choose from")
    return sorted(options.values(), key=lambda region: (getattr(region, by), region.name))


def saving(before_g_per_kwh: Any, after_g_per_kwh: Any) -> Any:
    """Return the share of emissions saved by moving from one intensity to another.

    Both are in gCO2e/kWh, numbers or arrays that broadcast; 0.979 means 97.9 %, a negative share
    means more emissions. Raises WrongTypeError or InvalidQuantityError, naming the argument, also
    if `before_g_per_kwh` is 0: there is nothing to save.

    >>> round(saving(720, 15), 3)
    0.979
    """
    before = above_zero("before_g_per_kwh", before_g_per_kwh, "g/kWh")
    return 1 - quantity("after_g_per_kwh", after_g_per_kwh, "g/kWh") / before


def published_values(country: str) -> dict[str, float]:
    """Return every intensity this course holds for a country, in gCO2e/kWh, lowest first.

    The names are "table region" with the region's latest year, and the factor of the country's
    yearly mix. One country may hold several grids (US, CA); where it does not (SE), the spread is
    the sources' disagreement: what they count, and when. Raises UnknownNameError.

    >>> published_values("SE")
    {'gcp europe-north2': 2.73, 'azure swedencentral': 5.67, 'aws eu-north-1': 8.8, \
'course eu-north-1': 15.0, 'factor grid.se': 40.695}
    """
    latest = [region for table in TABLES for region in _of_table(table, None).values()]
    values = {
        f"{region.table} {region.name}": region.intensity_g_per_kwh
        for region in latest
        if region.country == country
    }
    if not values:
        raise UnknownNameError("country", country, {region.country for region in latest})
    key = f"grid.{country.lower()}"
    if key in factors.keys(key):
        values[f"factor {key}"] = factors.value(key, "g/kWh")
    return dict(sorted(values.items(), key=lambda item: item[1]))


@cache
def every_region() -> tuple[Region, ...]:
    """Return each region of each table once per year, oldest first.

    >>> len({region.country for region in every_region()})
    29
    """
    with (files("greenlib") / "data" / "regions.csv").open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        rows = [(f"regions.csv, line {reader.line_num}", row) for row in reader]
    places = {row["region"]: row for _, row in rows if row["location"]}
    regions = [_parse(line, row, places) for line, row in rows]
    # By year, so that the latest figure of a region is the last.
    return tuple(sorted(regions, key=lambda region: region.year))


def _of_table(table: str, year: int | None) -> dict[str, Region]:
    if table not in TABLES:
        raise UnknownNameError("table of regions", table, TABLES)
    rows = [region for region in every_region() if region.table == table]
    found = {region.name: region for region in rows if year in (None, region.year)}
    if not found:
        years = sorted({region.year for region in rows})
        raise InvalidQuantityError(f"the table {table!r} has no year {year!r}, only {years}")
    return found


def _parse(line: str, row: dict[str, str], places: dict[str, dict[str, str]]) -> Region:
    try:
        where = places[row["region"]]
        pue, pue_source = _pue(row)
        share = row["carbon_free_share"]
        return Region(
            row["region"], row["table"], where["provider"], where["location"], where["country"],
            float(where["latitude"]), float(where["longitude"]),
            float(row["intensity_g_per_kwh"]), pue, pue_source, float(share) if share else None,
            float(where["price_usd_per_h"]), frozenset(where["services"].split()),
            int(row["year"]), row["source"], row["note"],
        )  # fmt: skip
    except (KeyError, ValueError, GreenlibError) as error:
        raise GreenlibError(f"{line}: {error}") from error


def _pue(row: dict[str, str]) -> tuple[float, str]:
    if row["pue"]:
        return float(row["pue"]), row["source"]
    own = f"region.pue.{row['region']}"
    factor = factors.get(own if own in factors.keys(own) else f"pue.{row['table']}")
    return factor.value, f"{factor.scope}: {factor.source}"
