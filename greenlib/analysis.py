"""An analysis of a pipeline that can be checked: where it stands, what would change it, how much.

The record has the keys of the course's `green_analysis` template. It refuses placeholders, and
savings that were added where they multiply: each acts on what the ones before it left. It checks
the arithmetic, not whether a saving is real.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from typing import Any

from .errors import InvalidQuantityError, UnknownNameError, WrongTypeError
from .lifecycle import DRIVERS
from .quantities import one_number

LEVERS = (*DRIVERS, "carbon intensity")
_PLACEHOLDER = re.compile(r"\?\?|(\.\.\.|…)\s*$|\b(todo|tbd|xxx)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Optimization:
    """One change to a pipeline.

    Parameters
    ----------
    action : what to do, in three words or more; not a placeholder such as "Region shift to...".
    lever : what it acts on: one of `lifecycle.DRIVERS`, or "carbon intensity" for another region or
        hour.
    saving_percent : 0 to 100, of all the emissions that are left when it is made.

    Raises WrongTypeError, InvalidQuantityError or UnknownNameError, naming the argument.

    >>> Optimization("Keep raw logs for 90 days", "storage", 60).saving_percent
    60.0
    """

    action: str
    lever: str
    saving_percent: float

    def __post_init__(self) -> None:
        _filled("action", self.action)
        if self.lever not in LEVERS:
            raise UnknownNameError("lever", self.lever, LEVERS)
        saving = one_number("saving_percent", self.saving_percent, "%", maximum=100)
        object.__setattr__(self, "saving_percent", saving)


@dataclass(frozen=True)
class GreenAnalysis:
    """Where a pipeline stands and what would change it; the course's `green_analysis`, filled in.

    Parameters
    ----------
    current_impact : what the pipeline does and why it emits, in three words or more.
    current_emissions_g : what it emits today, in gCO2e per day; 0 or more.
    optimizations : at least one `Optimization`, in the order they are made.

    Raises WrongTypeError or InvalidQuantityError, naming the argument.

    >>> fixes = [Optimization("Keep raw logs for 90 days", "storage", 40),
    ...          Optimization("Move to eu-north-1 at night", "carbon intensity", 50)]
    >>> analysis = GreenAnalysis("Raw logs on SSD for ever", 29_700, fixes)
    >>> analysis.estimated_savings_percent
    70.0
    >>> GreenAnalysis.from_dict(analysis.to_dict()) == analysis
    True
    """

    current_impact: str
    current_emissions_g: float
    optimizations: tuple[Optimization, ...]

    def __post_init__(self) -> None:
        _filled("current_impact", self.current_impact)
        grams = one_number("current_emissions_g", self.current_emissions_g, "g")
        object.__setattr__(self, "current_emissions_g", grams)
        if not isinstance(self.optimizations, (list, tuple)) or not self.optimizations:
            raise WrongTypeError("optimizations must be a list with at least one Optimization")
        for number, optimization in enumerate(self.optimizations, start=1):
            if not isinstance(optimization, Optimization):
                raise WrongTypeError(f"optimization {number} is no Optimization: {optimization!r}")
        object.__setattr__(self, "optimizations", tuple(self.optimizations))

    @property
    def estimated_savings_percent(self) -> float:
        """What all optimizations save together, in %: each acts on what the ones before it left."""
        left = prod(1 - each.saving_percent / 100 for each in self.optimizations)
        return round(100 * (1 - left), 6)

    def to_dict(self) -> dict[str, Any]:
        """Return the record as plain data, with the keys of the course's template."""
        numbered = {
            f"optimization_{number}": {
                "action": each.action, "lever": each.lever, "saving_percent": each.saving_percent,
            }
            for number, each in enumerate(self.optimizations, start=1)
        }  # fmt: skip
        return {
            "current_impact": self.current_impact,
            "current_emissions_g": self.current_emissions_g,
            **numbered,
            "estimated_savings_percent": self.estimated_savings_percent,
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> GreenAnalysis:
        """Return the analysis in `record`, a dict with the keys that `to_dict` writes.

        Raises InvalidQuantityError for a placeholder, a missing key or a total that does not
        follow from the parts; UnknownNameError for a key that does not belong.

        >>> GreenAnalysis.from_dict({"optimization_1": "Region shift to..."})
        Traceback (most recent call last):
        greenlib.errors.InvalidQuantityError: optimization_1 is still a placeholder: \
'Region shift to...'
        """
        if not isinstance(record, Mapping):
            raise WrongTypeError(f"record must be a dict, got {type(record).__name__}")
        for key, value in record.items():
            if isinstance(value, str):
                _filled(key, value)
        count = sum(str(key).startswith("optimization_") for key in record)
        numbered = [f"optimization_{number}" for number in range(1, max(count, 1) + 1)]
        others = ["current_impact", "current_emissions_g", "estimated_savings_percent"]
        _check_keys("record", record, others + numbered)
        analysis = cls(
            record["current_impact"],
            record["current_emissions_g"],
            tuple(_optimization(key, record[key]) for key in numbered),
        )
        _check_total(record["estimated_savings_percent"], analysis.estimated_savings_percent)
        return analysis


def _optimization(key: str, value: Any) -> Optimization:
    if not isinstance(value, Mapping):
        raise WrongTypeError(
            f"{key} must be a dict with action, lever and saving_percent, got {value!r}"
        )
    _check_keys(key, value, ["action", "lever", "saving_percent"])
    return Optimization(**value)


def _check_keys(name: str, record: Mapping[str, Any], right: list[str]) -> None:
    for key in record:
        if key not in right:
            raise UnknownNameError(f"key of {name}", key, right)
    missing = [key for key in right if key not in record]
    if missing:
        raise InvalidQuantityError(f"{name} lacks {', '.join(missing)}")


def _check_total(stated: Any, total: float) -> None:
    stated = one_number("estimated_savings_percent", stated, "%", maximum=100)
    if abs(stated - total) > 0.5:
        raise InvalidQuantityError(
            f"estimated_savings_percent is {stated:g}, but the optimizations together save "
            f"{total:.1f} %; each acts on what the ones before it left, so they do not add up"
        )


def _filled(name: str, text: Any) -> None:
    if not isinstance(text, str):
        raise WrongTypeError(f"{name} must be text, got {text!r}")
    if _PLACEHOLDER.search(text):
        raise InvalidQuantityError(f"{name} is still a placeholder: {text!r}")
    if len(text.split()) < 3:
        raise InvalidQuantityError(f"{name} must say it in three words or more, got {text!r}")
