"""Where the machine stands that grades, and what its electricity emits."""

from __future__ import annotations

from dataclasses import dataclass

from traitlets.config import Config

from .. import factors, regions
from ..errors import UnknownNameError
from .errors import CourseError


@dataclass(frozen=True)
class Site:
    """A place to grade at.

    Parameters
    ----------
    name : a country, as in "DE", or a cloud region, as in "europe-west3".
    g_per_kwh : gCO2e per kWh that the machine draws: of the grid, times the PUE of a region.
    country : two letters, ISO 3166.
    source : where the intensity comes from.
    """

    name: str
    g_per_kwh: float
    country: str
    source: str


def site_of(config: Config) -> Site | None:
    """Return the site that ``c.Grading.region`` in nbgrader_config.py names, None if it has none.

    Raises CourseError for a name that no table has.
    """
    name = config.get("Grading", {}).get("region")
    return None if name is None else site(str(name))


def site(name: str) -> Site:
    """Return the site called `name`; an office in a country has no PUE, a cloud region has.

    Raises CourseError for a name that no table has.

    >>> site("FR").g_per_kwh, site("europe-west3").country
    (56.039, 'DE')
    """
    countries = [key.removeprefix("grid.").upper() for key in factors.keys("grid.")]
    countries = [country for country in countries if len(country) == 2]
    if name in countries:
        factor = factors.get(f"grid.{name.lower()}")
        return Site(name, factor.value, name, factor.source)
    clouds = regions.load(*regions.PUBLISHED)
    if name in clouds:
        region = clouds[name]
        return Site(name, region.effective_g_per_kwh, region.country, region.source)
    raise CourseError(
        f"{UnknownNameError('region', name, [*countries, *clouds])}. Next: let c.Grading.region in "
        f"nbgrader_config.py be one of {', '.join(countries)}, or a cloud region of lesson 03."
    )
