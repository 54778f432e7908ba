"""What an audit reads: a pipeline's yearly quantities, its limits, and the fixes to it.

Numbers may be a `Range`; each record checks itself when it is made. How a record is written in a
file is in `greenlib.audit_file`, what follows from it in `greenlib.audit`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields

from . import factors, grid, lifecycle, storage
from .errors import InvalidQuantityError, UnknownNameError, WrongTypeError
from .footprint import Range
from .quantities import quantity, whole_number

DRIVERS = ("storage", "transfer", "compute")
_PIPELINE_LIMITS = {  # field -> unit, least, most
    "intensity_g_per_kwh": ("g/kWh", 0, 5000),
    "pue": ("", 1, 10),
    "tb_per_day": ("TB", 0, 1e9),
    "kept_days": ("d", 0, 1e5),
    "copies": ("", 1, 1000),
    "moved_gb_per_day": ("GB", 0, 1e12),
    "vcpu_hours_per_day": ("vCPU-h", 0, 1e12),
    "utilisation": ("", 0, 1),
}
_FIX_LIMITS = {
    **dict.fromkeys((*DRIVERS, "intensity"), ("", 0, 1000)),
    "intensity_g_per_kwh": ("g/kWh", 0, 5000),
    "pue": ("", 1, 10),
}


@dataclass(frozen=True)
class Fix:
    """A change to a pipeline: what it multiplies, what it replaces, what it costs.

    Parameters
    ----------
    name : for reports.
    storage, transfer, compute, intensity : what the fix multiplies each by; 1 changes nothing.
    intensity_g_per_kwh, pue : what the fix puts in place of today's value, as a move does.
    days : working days it takes.
    country : two-letter code of where the data then lies; "" if it stays.
    cost : what else it costs or forbids, in words.

    Numbers may be a `Range`. Raises WrongTypeError or InvalidQuantityError, naming the field.
    """

    name: str
    storage: Range | float = 1.0
    transfer: Range | float = 1.0
    compute: Range | float = 1.0
    intensity: Range | float = 1.0
    intensity_g_per_kwh: Range | float | None = None
    pue: Range | float | None = None
    days: float = 0.0
    country: str = ""
    cost: str = ""

    def __post_init__(self) -> None:
        _check_text(self, "name", "country", "cost")
        _check_ranges(self, _FIX_LIMITS)
        object.__setattr__(self, "days", quantity("days", self.days, "d", maximum=1e5))


@dataclass(frozen=True)
class Pipeline:
    """What a pipeline stores, moves and computes each day, and the grid that it runs on.

    Parameters
    ----------
    name : for reports.
    intensity_g_per_kwh, pue : of the region it runs in.
    tb_per_day : what it adds to its storage, in TB of one copy per day.
    kept_days : how many days' worth lies in storage, averaged over the audited year. "Forever" is
        182.5 in the first year, 547.5 in the second.
    tier, copies : of `greenlib.storage.tier`; copies as the factor "storage.copies.s3".
    moved_gb_per_day, route : GB over a network per day, as for `lifecycle.transfer_energy_kwh`.
    vcpu_hours_per_day, utilisation : vCPUs times hours per day, and their load, 0 to 1.
    columns, columns_used : how many columns it keeps, and how many anybody reads.
    read_days : how old data is when it is read for the last time in ordinary work, in days.
    zone, start_hour_utc : a zone of `grid.typical_zones()` and the hour, 0 to 23, it starts.
    countries : where the data may lie; empty for anywhere.
    budget_days : working days there are for fixes; None for no limit.
    fixes : in the order in which they are applied.

    Numbers of the first lines may be a `Range`. Raises WrongTypeError, InvalidQuantityError or
    UnknownNameError, naming the field.
    """

    name: str
    intensity_g_per_kwh: Range | float
    pue: Range | float
    tb_per_day: Range | float
    kept_days: Range | float
    tier: str = "hot"
    copies: Range | float = field(
        default_factory=lambda: Range.of(factors.get("storage.copies.s3"))
    )
    moved_gb_per_day: Range | float = 0.0
    route: str = "provider"
    vcpu_hours_per_day: Range | float = 0.0
    utilisation: Range | float = field(
        default_factory=lambda: factors.value("lifecycle.utilisation", "ratio")
    )
    columns: float | None = None
    columns_used: float | None = None
    read_days: float | None = None
    zone: str = ""
    start_hour_utc: float | None = None
    countries: Sequence[str] = ()
    budget_days: float | None = None
    fixes: Sequence[Fix] = ()

    def __post_init__(self) -> None:
        _check_text(self, "name", "tier", "route", "zone")
        _check_ranges(self, _PIPELINE_LIMITS)
        for name, most in (
            ("columns", 1e6),
            ("columns_used", 1e6),
            ("read_days", 1e5),
            ("budget_days", 1e6),
        ):
            if getattr(self, name) is not None:
                quantity(name, getattr(self, name), "", maximum=most)
        storage.tier(self.tier)
        lifecycle.transfer_energy_kwh(0, route=self.route)
        if self.zone and self.zone not in grid.typical_zones():
            raise UnknownNameError("zone", self.zone, grid.typical_zones())
        if self.start_hour_utc is not None:
            whole_number("start_hour_utc", self.start_hour_utc, "h", maximum=23)
        if (self.columns_used or 0) > (self.columns or 0):
            raise InvalidQuantityError(
                f"columns_used must be at most columns ({self.columns}), got {self.columns_used}"
            )


def _check_ranges(record: Fix | Pipeline, limits: Mapping[str, tuple[str, float, float]]) -> None:
    for name, (unit, least, most) in limits.items():
        given = getattr(record, name)
        if given is None:
            continue
        ends = (given.low, given.best, given.high) if isinstance(given, Range) else (given,)
        for end in ends:
            quantity(name, end, unit, minimum=least)  # first, so that it says "1 or more"
            quantity(name, end, unit, maximum=most)


def _check_text(record: Fix | Pipeline, *names: str) -> None:
    for name in names:
        if not isinstance(getattr(record, name), str):
            raise WrongTypeError(f"{name} must be text, got {getattr(record, name)!r:.60}")
    if not record.name.strip():
        raise InvalidQuantityError("name must not be empty")


PIPELINE_FIELDS = tuple(item.name for item in fields(Pipeline))
FIX_FIELDS = tuple(item.name for item in fields(Fix))
