"""Software Carbon Intensity: emissions per functional unit, operational and embodied.

    SCI = ((E x I) + M) / R

E is energy in kWh with the data centre's overhead (PUE) in it, I the carbon intensity of the grid
in gCO2e/kWh, M the share of making the hardware in gCO2e (see `greenlib.embodied`), and R the
number of functional units that were served with it: users, calls, training runs.

Source: Green Software Foundation, "Software Carbon Intensity Specification", version 1.1.0, which
became ISO/IEC 21031:2024. Offsets and other market-based measures do not lower a score: it uses
the grid's own intensity, of the year at least, better of the hour. A score is published together
with its boundary, that is, with what was counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .errors import InvalidQuantityError, UnknownNameError, WrongTypeError
from .footprint import Range, emissions_g
from .quantities import above_zero, one_number, quantity

if TYPE_CHECKING:
    import pandas as pd


def sci_score_g(
    *, energy_kwh: Any, intensity_g_per_kwh: Any, embodied_g: Any, functional_units: Any
) -> Any:
    """Return the Software Carbon Intensity, in gCO2e per functional unit.

    Parameters
    ----------
    energy_kwh : energy of all that is reserved, PUE included, in kWh (E); 0 or more.
    intensity_g_per_kwh : carbon intensity of the grid, in gCO2e/kWh (I); 0 or more.
    embodied_g : the share of making the hardware, in gCO2e (M); see `embodied.embodied_share_g`.
    functional_units : users, calls, runs ... served in the same period (R); above 0. Arguments may
        be arrays or Series that broadcast together.

    Raises WrongTypeError or InvalidQuantityError, naming the argument.
    Source: SCI specification, SCI = ((E x I) + M) / R.

    >>> sci_score_g(energy_kwh=1.5, intensity_g_per_kwh=400, embodied_g=150, functional_units=500)
    1.5
    """
    operational_g = emissions_g(energy_kwh, intensity_g_per_kwh)
    total_g = operational_g + quantity("embodied_g", embodied_g, "g")
    return total_g / above_zero("functional_units", functional_units, "")


_DESIGN_UNITS = {"energy_kwh": "kWh", "intensity_g_per_kwh": "g/kWh", "embodied_g": "g"}


@dataclass(frozen=True)
class Design:
    """One way to build a system, over one period.

    Parameters
    ----------
    name : for tables.
    energy_kwh : energy of all that is reserved, PUE included, in kWh (E).
    intensity_g_per_kwh : carbon intensity of its grid, in gCO2e/kWh (I).
    embodied_g : the share of making its hardware, in gCO2e (M).
    functional_units : unit -> how many are served in the period, above 0 (R), for example
        {"user": 2000, "call": 90_000}.

    Raises WrongTypeError or InvalidQuantityError, naming the argument.

    >>> design = Design("nightly batch", 12, 400, 1200, {"user": 2000, "call": 90_000})
    >>> design.total_g, design.score_g("user")
    (6000.0, 3.0)
    """

    name: str
    energy_kwh: float
    intensity_g_per_kwh: float
    embodied_g: float
    functional_units: Mapping[str, float]

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name.strip():
            raise WrongTypeError(f"name must be text, got {self.name!r}; write Design('A', ...)")
        for field, unit in _DESIGN_UNITS.items():
            object.__setattr__(self, field, one_number(field, getattr(self, field), unit))
        if not isinstance(self.functional_units, Mapping) or not self.functional_units:
            raise WrongTypeError("functional_units must be a dict such as {'user': 2000}")
        for unit, count in self.functional_units.items():
            name = f"functional_units[{unit!r}]"
            above_zero(name, one_number(name, count, ""), "")
        object.__setattr__(self, "functional_units", dict(self.functional_units))

    @property
    def operational_g(self) -> float:
        """Emissions of running it, in gCO2e (O = E x I)."""
        return emissions_g(self.energy_kwh, self.intensity_g_per_kwh)

    @property
    def total_g(self) -> float:
        """Operational and embodied emissions together, in gCO2e (C)."""
        return self.operational_g + self.embodied_g

    def score_g(self, unit: str) -> float:
        """Return the score per `unit`, in gCO2e; raise UnknownNameError if it is not counted."""
        if unit not in self.functional_units:
            raise UnknownNameError("functional unit", unit, self.functional_units)
        return self.total_g / self.functional_units[unit]


def compare(designs: Sequence[Design]) -> pd.DataFrame:
    """Return the emissions and scores of several designs, one row each.

    Parameters
    ----------
    designs : with different names and the same functional units.

    Columns: operational_g, embodied_g, total_g and, for each functional unit, g_per_<unit>.
    Raises WrongTypeError or InvalidQuantityError for designs that cannot be compared.

    >>> compare([Design("A", 1, 400, 100, {"user": 50}),
    ...          Design("B", 1, 40, 100, {"user": 50})])["g_per_user"].to_dict()
    {'A': 10.0, 'B': 2.8}
    """
    import pandas as pd

    units = _common_units(designs)
    rows = [
        {"operational_g": each.operational_g, "embodied_g": each.embodied_g,
         "total_g": each.total_g, **{f"g_per_{unit}": each.score_g(unit) for unit in units}}
        for each in designs
    ]  # fmt: skip
    return pd.DataFrame(rows, index=pd.Index([each.name for each in designs], name="design"))


def rankings(designs: Sequence[Design]) -> dict[str, list[str]]:
    """Return, for each functional unit, the names of the designs, the lowest score first.

    `designs` as for `compare`. Two units can rank the same designs differently: choose R before
    you look at the result, and say why it is what the system is for.

    >>> batch = Design("batch", 10, 400, 1000, {"user": 500, "call": 50_000})
    >>> stream = Design("stream", 16, 400, 1600, {"user": 1000, "call": 60_000})
    >>> rankings([batch, stream])
    {'user': ['stream', 'batch'], 'call': ['batch', 'stream']}
    """
    return {
        unit: [each.name for each in sorted(designs, key=lambda each: each.score_g(unit))]
        for unit in _common_units(designs)
    }


@dataclass(frozen=True)
class Rebound:
    """What an efficiency gain comes to when use grows; scores and totals in gCO2e.

    rebound is the share of the expected saving that growth eats: above 1, the total has risen.
    break_even_growth is the growth of R at which nothing is saved, as a fraction.
    """

    score_before_g: Any
    score_after_g: Any
    total_before_g: Any
    total_after_g: Any
    rebound: Any
    break_even_growth: Any


def rebound(total_g: Any, functional_units: Any, *, efficiency_gain: Any, growth: Any) -> Rebound:
    """Return what happens to score and total when each unit costs less and more are served.

    Parameters
    ----------
    total_g : emissions of a period before the change, in gCO2e; above 0.
    functional_units : units served in it (R); above 0.
    efficiency_gain : how much less one unit emits afterwards, a fraction between 0 and 1.
    growth : how many more units are served afterwards, a fraction; 1 doubles R. Any of the four
        may be an array, for example of growths to draw a line over.

    The rebound is 1 - actual / expected saving, the saving expected at constant use. Raises
    WrongTypeError or InvalidQuantityError, naming the argument.

    >>> result = rebound(6000, 2000, efficiency_gain=0.4, growth=1)
    >>> result.score_before_g, round(result.score_after_g, 2), round(result.total_after_g)
    (3.0, 1.8, 7200)
    >>> round(result.rebound, 2), round(result.break_even_growth, 3)
    (1.5, 0.667)
    """
    gain = above_zero("efficiency_gain", efficiency_gain, "", maximum=1)
    if np.any(np.asarray(gain) == 1):
        raise InvalidQuantityError("efficiency_gain must be below 1: no unit emits nothing")
    growth = quantity("growth", growth, "")
    total_g = above_zero("total_g", total_g, "g")
    units = above_zero("functional_units", functional_units, "")
    after_g = total_g * (1 - gain) * (1 + growth)
    return Rebound(
        score_before_g=total_g / units,
        score_after_g=total_g * (1 - gain) / units,
        total_before_g=total_g,
        total_after_g=after_g,
        rebound=1 - (total_g - after_g) / (total_g * gain),
        break_even_growth=gain / (1 - gain),
    )


_INPUTS = ("energy_kwh", "intensity_g_per_kwh", "embodied_g", "functional_units")


def sensitivity_g(inputs: Mapping[str, Range]) -> dict[str, tuple[float, float]]:
    """Return how far each input alone moves the score, in gCO2e per unit, widest first.

    Parameters
    ----------
    inputs : ranges by name, for "energy_kwh" (kWh), "intensity_g_per_kwh" (gCO2e/kWh),
        "embodied_g" (gCO2e) and "functional_units" (above 0); all four are needed.

    Returns name -> (score with that input at its low end, at its high end), the others at their
    best value, as `plots.tornado` draws it. More functional units lower the score, so there the
    first number is the larger. Raises InvalidQuantityError for a missing or unknown input.

    >>> ends = sensitivity_g({
    ...     "energy_kwh": Range(10, 12, 14), "intensity_g_per_kwh": Range(380, 400, 420),
    ...     "embodied_g": Range(600, 1200, 2400), "functional_units": Range(1500, 2000, 2500)})
    >>> {name: (round(low, 2), round(high, 2)) for name, (low, high) in ends.items()}
    {'functional_units': (4.0, 2.4), 'embodied_g': (2.7, 3.6), 'energy_kwh': (2.6, 3.4), \
'intensity_g_per_kwh': (2.88, 3.12)}
    """
    if set(inputs) != set(_INPUTS):
        raise InvalidQuantityError(f"inputs must be {', '.join(_INPUTS)}; got {', '.join(inputs)}")
    best = {name: span.best for name, span in inputs.items()}
    ends = {
        name: (sci_score_g(**best | {name: span.low}), sci_score_g(**best | {name: span.high}))
        for name, span in inputs.items()
    }
    return dict(sorted(ends.items(), key=lambda item: -abs(item[1][1] - item[1][0])))


def _common_units(designs: Any) -> list[str]:
    if not isinstance(designs, (list, tuple)) or not designs:
        raise WrongTypeError("designs must be a list with at least one Design")
    for position, design in enumerate(designs):
        if not isinstance(design, Design):
            raise WrongTypeError(f"designs[{position}] must be a Design, got {design!r}")
        if design.functional_units.keys() != designs[0].functional_units.keys():
            raise InvalidQuantityError(
                f"{design.name!r} counts {', '.join(design.functional_units)} and "
                f"{designs[0].name!r} counts {', '.join(designs[0].functional_units)}; "
                "scores compare only per the same functional units"
            )
    names = [design.name for design in designs]
    if len(set(names)) < len(names):
        raise InvalidQuantityError(f"designs must have different names, got {', '.join(names)}")
    return list(designs[0].functional_units)
