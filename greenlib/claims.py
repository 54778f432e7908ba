"""Read an energy or carbon claim: what it must state, so that others can recompute and compare."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .errors import UnknownNameError, WrongTypeError
from .quantities import one_number


@dataclass(frozen=True)
class ChecklistItem:
    """One thing that an energy or carbon claim must state.

    name : its key in a claim. must_state, why : in words. For text, `choices` are the answers
    allowed (none: any text); for a number, `minimum` is the least it can be.
    """

    name: str
    must_state: str
    why: str
    choices: tuple[str, ...] = ()
    minimum: float | None = None


CHECKLIST = (
    ChecklistItem("hardware", "the hardware", "work per watt differs several times between chips"),
    ChecklistItem("devices", "how many devices ran",
                  "hours mean device-hours or hours on the clock", minimum=1),
    ChecklistItem("power_w", "the power of one device, in W",
                  "without it nobody can recompute the energy", minimum=0),
    ChecklistItem("power_basis", "whether that power was measured or is the TDP",
                  "a rated figure is not what a run draws, and a chip is not the whole machine",
                  ("measured", "TDP", "estimated")),
    ChecklistItem("hours", "the hours of training",
                  "without them nobody can recompute the energy", minimum=0),
    ChecklistItem("runs", "the number of runs, with tuning and failed ones",
                  "the last run may be a small part of the energy", minimum=1),
    ChecklistItem("pue", "the PUE of the data centre",
                  "between 1.1 and 1.6 lies almost half as much energy again", minimum=1),
    ChecklistItem("intensity_g_per_kwh", "the carbon intensity used, in gCO2e/kWh",
                  "it turns energy into emissions; grids differ more than tenfold", minimum=0),
    ChecklistItem("intensity_year", "the year of that intensity", "grids change from year to year",
                  minimum=1990),
    ChecklistItem("intensity_basis", "whether it is location-based or market-based",
                  "after certificates the same run may count as zero", ("location", "market")),
    ChecklistItem("location", "the place, or the cloud region", "it decides the grid"),
    ChecklistItem("embodied", "whether making the hardware is included",
                  "it is a second cost beside the electricity", ("included", "left out")),
    ChecklistItem("metric", "the metric of the model's quality",
                  "energy says little without what it bought"),
    ChecklistItem("metric_value", "the value reached on that metric",
                  "energy says little without what it bought", minimum=0),
)  # fmt: skip


def missing_items(claim: Any) -> list[str]:
    """Return what an energy or carbon claim leaves out, in words; an empty list if nothing.

    `claim` is a mapping or a dataclass; its keys are names of `CHECKLIST`, and a key that is
    absent, None or blank is missing. The list joins what Strubell et al. 2019 (section 1) and
    Patterson et al. 2021 (sections 2.5 and 5) ask papers to report, and the basis of the
    intensity: the Llama 3.1 model card prints 11,390 t location-based and 0 t market-based.

    Raises UnknownNameError for a key that is not on the list, and WrongTypeError or
    InvalidQuantityError for a value that cannot be.

    >>> claim = {name: "x" for name in ("hardware", "location", "metric")}
    >>> missing_items(claim | {"power_w": 400, "hours": 184_320, "power_basis": "TDP"})[:2]
    ['how many devices ran: hours mean device-hours or hours on the clock', 'the number of runs, \
with tuning and failed ones: the last run may be a small part of the energy']
    """
    values = _claim(claim)
    stated = {
        name
        for name, value in values.items()
        if value is not None and not (isinstance(value, str) and not value.strip())
    }
    for item in CHECKLIST:
        if item.name in stated:
            _check_item(item, values[item.name])
    return [f"{item.must_state}: {item.why}" for item in CHECKLIST if item.name not in stated]


def _claim(claim: Any) -> dict[str, Any]:
    if dataclasses.is_dataclass(claim) and not isinstance(claim, type):
        claim = dataclasses.asdict(claim)
    if not isinstance(claim, Mapping):
        raise WrongTypeError(f"claim must be a dict or a dataclass, got {claim!r}")
    known = [item.name for item in CHECKLIST]
    for name in claim:
        if name not in known:
            raise UnknownNameError("claim item", name, known)
    return dict(claim)


def _check_item(item: ChecklistItem, value: Any) -> None:
    if item.minimum is not None:
        one_number(item.name, value, "", minimum=item.minimum)
    elif not isinstance(value, str):
        raise WrongTypeError(f"{item.name} must be text, got {value!r}")
    elif item.choices and value not in item.choices:
        raise UnknownNameError(item.name, value, item.choices)
