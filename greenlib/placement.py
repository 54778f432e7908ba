"""Place a job: the greenest region that its constraints allow, and which constraint to relax.

`Constraints` are data: where the data may be, how far the users are, what the region must offer,
what a machine may cost. `choose` takes the greenest region that meets them all; where there is
none, its error says what each single constraint would have to give up, and what that opens.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from .distance import on_sphere, rtt_floor_ms
from .errors import GreenlibError, InvalidQuantityError, UnknownNameError, WrongTypeError
from .footprint import emissions_g
from .quantities import one_number, quantity
from .regions import Region, every_region, rank

_EU = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
# The European Economic Area adds Iceland, Liechtenstein and Norway; neither holds CH or GB.
BLOCS = {"EU": frozenset(_EU.split()), "EEA": frozenset(f"{_EU} IS LI NO".split())}


class NoFeasibleRegionError(GreenlibError, LookupError):
    """No region meets every constraint; `relaxations` says what would help, greenest first."""

    def __init__(self, message: str, relaxations: tuple[Relaxation, ...]):
        super().__init__(message)
        self.relaxations = relaxations


@dataclass(frozen=True)
class Constraints:
    """What a job asks of its region; what is left out is not asked.

    Parameters
    ----------
    residency : country codes and blocs (see `BLOCS`) where the data may be, for example
        ("EU", "CH"); empty for anywhere. A rule for the exercise, not legal advice.
    user, max_rtt_ms : where the users are, (latitude, longitude) in degrees, and the longest round
        trip they accept, in ms; compared with `rtt_floor_ms`. One needs the other.
    services : what the region must offer, for example {"gpu"}.
    max_price_usd_per_h : the highest price of a machine, in USD/h.

    Raises UnknownNameError for a code or service that no region has, WrongTypeError or
    InvalidQuantityError for the rest.

    >>> from greenlib.distance import city
    >>> from greenlib.regions import get
    >>> Constraints(residency=("EU",), user=city("Mumbai"), max_rtt_ms=40).broken_by(
    ...     get("ap-south-1", "course"))
    {'residency': 1}
    """

    residency: tuple[str, ...] = ()
    user: tuple[float, float] | None = None
    max_rtt_ms: float | None = None
    services: frozenset[str] = frozenset()
    max_price_usd_per_h: float | None = None

    def __post_init__(self) -> None:
        for name, kind in (("residency", tuple), ("services", frozenset)):
            names = getattr(self, name)
            holds = isinstance(names, (tuple, list, set, frozenset))
            if not holds or not all(isinstance(each, str) for each in names):
                raise WrongTypeError(f"{name} must hold names, for example ('EU',), got {names!r}")
            object.__setattr__(self, name, kind(names))
        _countries(self.residency)
        offered = frozenset().union(*(region.services for region in every_region()))
        for service in self.services - offered:
            raise UnknownNameError("service", service, offered)
        if (self.user is None) != (self.max_rtt_ms is None):
            raise InvalidQuantityError("user and max_rtt_ms go together: give both or neither")
        if self.user is not None:
            if on_sphere("user", self.user).ndim != 1:
                raise InvalidQuantityError(f"user must be one position, got {self.user!r}")
            one_number("max_rtt_ms", self.max_rtt_ms, "ms")
        if self.max_price_usd_per_h is not None:
            one_number("max_price_usd_per_h", self.max_price_usd_per_h, "USD/h")

    def broken_by(self, region: Region) -> dict[str, float]:
        """Return which constraints `region` breaks and by how much; empty if it meets them all.

        The amounts are 1 country, ms (rounded up to 0.1), a number of services, USD/h.
        """
        broken: dict[str, float] = {}
        if self.residency and region.country not in _countries(self.residency):
            broken["residency"] = 1
        if self.user is not None:
            floor_ms = rtt_floor_ms(self.user, region.position)
            if floor_ms > self.max_rtt_ms:
                broken["max_rtt_ms"] = _up(floor_ms) - self.max_rtt_ms
        if missing := self.services - region.services:
            broken["services"] = len(missing)
        limit = self.max_price_usd_per_h
        if limit is not None and region.price_usd_per_h > limit:
            broken["max_price_usd_per_h"] = region.price_usd_per_h - limit
        return broken


@dataclass(frozen=True)
class Relaxation:
    """One constraint that gives way as little as it takes to open a region.

    `constraint` is its name, `by` the amount (as in `Constraints.broken_by`), `change` the same in
    words, `constraints` the loosened set and `region` the greenest region that set allows.
    """

    constraint: str
    by: float
    change: str
    constraints: Constraints
    region: Region

    def __str__(self) -> str:
        opens = f"{self.region.name} ({self.region.effective_g_per_kwh:.4g} g/kWh)"
        return f"{self.constraint}: {self.change}, opens {opens}"


def feasible(options: Mapping[str, Region], constraints: Constraints) -> dict[str, Region]:
    """Return the regions that meet every constraint, by name.

    >>> from greenlib.regions import load
    >>> list(feasible(load("course"), Constraints(residency=("EU",), services={"gpu"})))
    ['eu-north-1']
    """
    return {name: region for name, region in options.items() if not constraints.broken_by(region)}


def choose(options: Mapping[str, Region], constraints: Constraints) -> Region:
    """Return the region with the lowest effective intensity that meets every constraint.

    Raises NoFeasibleRegionError if there is none; its message and its `relaxations` say which
    single constraint to relax, by how much, and which region that opens. Raises
    InvalidQuantityError if `options` is empty.

    >>> from greenlib.distance import city
    >>> from greenlib.regions import load
    >>> choose(load("course"), Constraints(user=city("Mumbai"), max_rtt_ms=100)).name
    'eu-north-1'
    >>> choose(load("course"), Constraints(("EU",), city("Mumbai"), max_rtt_ms=40))
    Traceback (most recent call last):
    greenlib.placement.NoFeasibleRegionError: none of 4 regions meets every constraint. Relax one:
      max_rtt_ms: 62.3 ms, 22.3 ms more, opens eu-north-1 (16.5 g/kWh)
      residency: allow IN too, opens ap-south-1 (900 g/kWh)
    """
    if allowed := feasible(options, constraints):
        return rank(allowed)[0]
    relaxed = relaxations(options, constraints)
    message = f"none of {len(options)} regions meets every constraint. "
    if relaxed:
        message += "\n  ".join(["Relax one:", *map(str, relaxed)])
    else:
        nearest = min(rank(options), key=lambda region: len(constraints.broken_by(region)))
        broken = " and ".join(constraints.broken_by(nearest))
        message += f"Relaxing one is not enough: even {nearest.name} breaks {broken}."
    raise NoFeasibleRegionError(message, relaxed)


def relaxations(options: Mapping[str, Region], constraints: Constraints) -> tuple[Relaxation, ...]:
    """Return, for each constraint that can open a region alone, the least it must give way.

    The greenest opened region comes first; equal amounts go to the greener region. Empty if some
    region already meets every constraint, or if no single constraint is enough.

    >>> from greenlib.regions import load
    >>> [str(relaxed) for relaxed in relaxations(
    ...     load("course"), Constraints(residency=("US",), max_price_usd_per_h=0.15))]
    ['max_price_usd_per_h: 0.19 USD/h, 0.04 USD/h more, opens us-east-1 (576 g/kWh)']
    """
    breaks = [(region, constraints.broken_by(region)) for region in rank(options)]
    if any(not broken for _, broken in breaks):
        return ()
    least: dict[str, tuple[float, Region]] = {}
    for region, broken in breaks:
        if len(broken) == 1:
            ((name, by),) = broken.items()
            # Strictly less: of equals, the greener region came first.
            if name not in least or by < least[name][0]:
                least[name] = (by, region)
    found = [_relax(constraints, name, by, region) for name, (by, region) in least.items()]
    return tuple(sorted(found, key=lambda relaxed: relaxed.region.effective_g_per_kwh))


def cost_points(
    options: Mapping[str, Region], energy_kwh: float, hours: float
) -> dict[str, tuple[float, float]]:
    """Return name -> (cost in USD, gCO2e) of a job, for `plots.pareto` and `plots.pareto_front`.

    `energy_kwh` is the job's IT energy, `hours` how long it holds one machine; both 0 or more.

    >>> from greenlib.regions import load
    >>> cost_points(load("course"), energy_kwh=0.96, hours=10)["us-east-1"]
    (1.9, 552.96)
    """
    duration = quantity("hours", hours, "h")
    return {
        name: (
            region.price_usd_per_h * duration,
            emissions_g(energy_kwh, region.effective_g_per_kwh),
        )
        for name, region in options.items()
    }


def latency_points(
    options: Mapping[str, Region], energy_kwh: float, user: tuple[float, float]
) -> dict[str, tuple[float, float]]:
    """Return name -> (round-trip floor in ms, gCO2e) of a job, for the same two pictures.

    `energy_kwh` is the job's IT energy; `user` is (latitude, longitude) in degrees.

    >>> from greenlib.distance import city
    >>> from greenlib.plots import pareto_front
    >>> from greenlib.regions import load
    >>> pareto_front(latency_points(load("course"), 0.96, city("London")))
    ['eu-west-3', 'eu-north-1']
    """
    return {
        name: (
            rtt_floor_ms(user, region.position),
            emissions_g(energy_kwh, region.effective_g_per_kwh),
        )
        for name, region in options.items()
    }


def _relax(constraints: Constraints, name: str, by: float, region: Region) -> Relaxation:
    if name == "residency":
        value: Any = (*constraints.residency, region.country)
        change = f"allow {region.country} too"
    elif name == "services":
        value = constraints.services & region.services
        change = f"do without {' and '.join(sorted(constraints.services - value))}"
    elif name == "max_rtt_ms":
        value = _up(rtt_floor_ms(constraints.user, region.position))
        change = f"{value:.1f} ms, {by:.1f} ms more"
    else:
        value = region.price_usd_per_h
        change = f"{value:.2f} USD/h, {by:.2f} USD/h more"
    return Relaxation(name, by, change, replace(constraints, **{name: value}), region)


@cache
def _countries(residency: tuple[str, ...]) -> frozenset[str]:
    known = BLOCS["EEA"] | {region.country for region in every_region()}
    for code in residency:
        if code not in known and code not in BLOCS:
            raise UnknownNameError("country or bloc", code, {*known, *BLOCS})
    return frozenset().union(*(BLOCS.get(code, {code}) for code in residency))


def _up(floor_ms: float) -> float:
    # A limit to one decimal, rounded up so that it is met.
    return math.ceil(floor_ms * 10) / 10
