"""Storage tiers, and lifecycle policies that say in which tier data lies at which age.

Energy per TB and hour is that of the drives alone, after Cloud Carbon Footprint, times the copies
kept. Two assumptions decide much: "hot" lies on solid-state drives, although Amazon's own engineers
describe S3 as hard drives (Warfield, USENIX FAST 2023); "cold" and "deep" lie in an idle tape
library, the factor "storage.tape", although no provider says what its archive runs on.

What a policy amounts to over years is in `greenlib.storage_simulation`, what archiving saves in
`greenlib.storage_claim`, Amazon S3's form of it in `greenlib.storage_s3`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from . import factors
from .errors import InvalidQuantityError, UnknownNameError, WrongTypeError
from .quantities import one_number, whole_number

DAYS_PER_YEAR = 365
MAX_DAYS = 2**31 - 1  # the largest number of days that fits the documents policies are kept in
_TIERS = {  # name -> (medium, Amazon S3 storage class)
    "hot": ("ssd", "STANDARD"),
    "warm": ("hdd", "STANDARD_IA"),
    "cold": ("tape", "GLACIER"),
    "deep": ("tape", "DEEP_ARCHIVE"),
}
_AMOUNTS = {  # field -> unit
    "energy_wh_per_tb_h": "Wh/TB-h",
    "embodied_kg_per_tb_year": "kg/TB-year",
    "minimum_days": "d",
    "retrieval_wh_per_tb": "Wh/TB",
    "price_usd_per_gb_month": "USD/GB-month",
    "retrieval_usd_per_gb": "USD/GB",
}


@dataclass(frozen=True)
class Tier:
    """A kind of storage.

    Parameters
    ----------
    name : for reports.
    storage_class : what Amazon S3 calls it.
    archive : whether data must first be restored to a faster tier to be read.
    energy_wh_per_tb_h : energy of one copy of 1 TB for 1 h, in Wh; 0 or more, as all below.
    copies : how many copies are kept; 1 or more.
    embodied_kg_per_tb_year : making the hardware of one copy, spread over its life, in kgCO2e.
    minimum_days : days that are billed even if data leaves earlier.
    retrieval_wh_per_tb : energy of reading 1 TB, above what the tier draws anyway, in Wh.
    price_usd_per_gb_month, retrieval_usd_per_gb : list prices, in USD.

    Raises WrongTypeError or InvalidQuantityError. `dataclasses.replace` makes a variant:

    >>> replace(tier("cold"), copies=2).energy_kwh_per_tb_year < 1
    True
    """

    name: str
    storage_class: str
    archive: bool
    energy_wh_per_tb_h: float
    copies: float
    embodied_kg_per_tb_year: float
    minimum_days: float
    retrieval_wh_per_tb: float
    price_usd_per_gb_month: float
    retrieval_usd_per_gb: float

    def __post_init__(self) -> None:
        for field, kind in (("name", str), ("storage_class", str), ("archive", bool)):
            if not isinstance(getattr(self, field), kind):
                got = getattr(self, field)
                raise WrongTypeError(f"{field} must be {kind.__name__}, got {got!r:.60}")
        for field, unit in _AMOUNTS.items():
            object.__setattr__(self, field, one_number(field, getattr(self, field), unit))
        object.__setattr__(self, "copies", one_number("copies", self.copies, "", minimum=1))

    @property
    def energy_kwh_per_tb_year(self) -> float:
        """IT energy of keeping 1 TB for a year, all copies, in kWh."""
        return self.energy_wh_per_tb_h * self.copies * 24 * DAYS_PER_YEAR / 1000

    @property
    def operational(self) -> Tier:
        """The same tier with the making of its hardware left out."""
        return replace(self, embodied_kg_per_tb_year=0)


def tier(name: str) -> Tier:
    """Return the tier called "hot" (SSD), "warm" (HDD), "cold" or "deep" (both tape).

    Coefficients, copies, minimum days and prices are the factors "storage.*". Reading from tape
    counts the drive for as long as it reads; disks draw their power anyway. Raises
    UnknownNameError for another name.

    >>> [round(tier(name).energy_kwh_per_tb_year, 3) for name in ("hot", "warm", "cold")]
    [63.072, 34.164, 1.498]
    >>> tier("cold").storage_class, tier("cold").minimum_days
    ('GLACIER', 90.0)
    """
    if not isinstance(name, str) or name not in _TIERS:
        raise UnknownNameError("tier", name, _TIERS)
    medium, storage_class = _TIERS[name]
    key, standard, tape = storage_class.lower(), name == "hot", medium == "tape"
    return Tier(
        name=name,
        storage_class=storage_class,
        archive=tape,
        energy_wh_per_tb_h=factors.value(f"storage.{medium}", "Wh/TB-h"),
        copies=factors.value("storage.copies.s3", "copies"),
        embodied_kg_per_tb_year=factors.value(f"storage.embodied.{medium}", "kg/TB")
        / factors.value("storage.lifetime", "year"),
        minimum_days=0 if standard else factors.value(f"storage.minimum.{key}", "d"),
        retrieval_wh_per_tb=_tape_read_wh_per_tb() if tape else 0,
        price_usd_per_gb_month=factors.value(f"storage.price.{key}", "USD/GB-month"),
        retrieval_usd_per_gb=0 if standard else factors.value(f"storage.retrieval.{key}", "USD/GB"),
    )


@dataclass(frozen=True)
class Stage:
    """A tier and the ages at which data lies in it: `from_day` <= age < `to_day`, in whole days.

    `to_day` None means for ever. Raises WrongTypeError or InvalidQuantityError.

    >>> Stage(tier("warm"), 30, 90).to_day
    90
    """

    tier: Tier
    from_day: int
    to_day: int | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.tier, Tier):
            raise WrongTypeError(f"tier must be a Tier, got {self.tier!r:.60}; write tier('hot')")
        object.__setattr__(self, "from_day", _age("from_day", self.from_day))
        if self.to_day is not None:
            object.__setattr__(self, "to_day", _age("to_day", self.to_day))
            if self.to_day <= self.from_day:
                raise InvalidQuantityError(
                    f"to_day must be later than from_day, got {self.from_day} to {self.to_day}"
                )


@dataclass(frozen=True)
class Policy:
    """A lifecycle policy: stages by age, from day 0, without overlap or gap.

    Parameters
    ----------
    name : for reports; not empty.
    stages : a list of Stage, youngest first. The end of the last one is the age at which data is
        deleted; without an end data is kept for ever.

    Raises WrongTypeError, or InvalidQuantityError that names the two stages at fault.

    >>> Policy("logs", [Stage(tier("hot"), 0, 30), Stage(tier("cold"), 20)])
    Traceback (most recent call last):
    greenlib.errors.InvalidQuantityError: policy 'logs': ages overlap: hot ends at day 30 and \
cold starts at day 20; start cold at day 30
    """

    name: str
    stages: Sequence[Stage]

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name:
            raise WrongTypeError(f"name must be text, not empty, got {self.name!r:.60}")
        object.__setattr__(self, "stages", tuple(all_of(Stage, "stages", self.stages)))
        if self.stages[0].from_day != 0:
            start = self.stages[0].from_day
            raise InvalidQuantityError(
                f"policy {self.name!r}: the first stage must start at day 0, got {start}"
            )
        for earlier, later in zip(self.stages, self.stages[1:], strict=False):
            if problem := _problem(earlier, later):
                raise InvalidQuantityError(f"policy {self.name!r}: {problem}")


def _age(name: str, days: Any) -> int:
    return whole_number(name, days, "days", maximum=MAX_DAYS)


def _problem(earlier: Stage, later: Stage) -> str | None:
    old, new = earlier.tier.name, later.tier.name
    end, start = earlier.to_day, later.from_day
    if start < earlier.from_day:
        return f"stages are not in order of age: {new} (day {start}) follows {old}"
    if end is None:
        return f"{old} has no end, so {new} at day {start} is never reached"
    if start < end:
        overlap = f"ages overlap: {old} ends at day {end} and {new} starts at day {start}"
        return f"{overlap}; start {new} at day {end}"
    if start > end:
        return f"ages {end} to {start} belong to no tier: {old} ends before {new} starts"
    return None


def example_policy() -> Policy:
    """Return the course's policy: hot under 30 days, warm under 90, cold under 365, then deleted.

    >>> [(stage.tier.name, stage.from_day, stage.to_day) for stage in example_policy().stages]
    [('hot', 0, 30), ('warm', 30, 90), ('cold', 90, 365)]
    """
    stages = [Stage(tier("hot"), 0, 30), Stage(tier("warm"), 30, 90), Stage(tier("cold"), 90, 365)]
    return Policy("hot-warm-cold-delete", stages)


def all_of(kind: type, name: str, values: Any) -> list[Any]:
    """Return `values` as a list, all of one `kind` and not empty, or say what is wrong.

    >>> all_of(Policy, "policies", [])
    Traceback (most recent call last):
    greenlib.errors.InvalidQuantityError: policies must not be empty
    """
    if not isinstance(values, (list, tuple)) or not all(isinstance(one, kind) for one in values):
        raise WrongTypeError(f"{name} must be a list of {kind.__name__}, got {values!r:.100}")
    if not values:
        raise InvalidQuantityError(f"{name} must not be empty")
    return list(values)


def _tape_read_wh_per_tb() -> float:
    hours = 1_000_000 / factors.value("storage.tape.rate", "MB/s") / 3600
    return factors.value("storage.tape.drive_active", "W") * hours
