"""From watts and hours to energy, to facility energy (PUE), to gCO2e, with an uncertainty range.

    energy_kwh          = power_w x hours / 1000
    facility_energy_kwh = energy_kwh x pue
    emissions_g         = facility_energy_kwh x intensity_g_per_kwh

This is the operational part of the Software Carbon Intensity specification (ISO/IEC 21031:2024,
O = E x I, with the data centre's overhead counted in E). PUE, the power usage effectiveness, is
total facility energy over IT equipment energy (ISO/IEC 30134-2), so it is never below 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from .errors import InvalidQuantityError, WrongTypeError
from .factors import Factor
from .quantities import quantity
from .units import format_emissions, format_energy


def it_energy_kwh(power_w: Any, hours: Any) -> Any:
    """Return the energy that IT equipment draws, in kWh.

    Parameters
    ----------
    power_w : average power while the job runs, in W; 0 or more.
    hours : how long it runs, in h; 0 or more. Numbers, arrays or Series that broadcast together.

    Raises WrongTypeError or InvalidQuantityError, naming the argument and its value.

    >>> it_energy_kwh(power_w=80, hours=12)
    0.96
    """
    return quantity("power_w", power_w, "W") * quantity("hours", hours, "h") / 1000


def facility_energy_kwh(energy_kwh: Any, pue: Any) -> Any:
    """Return the energy that the whole data centre draws for `energy_kwh` of IT energy, in kWh.

    Parameters
    ----------
    energy_kwh : IT energy, in kWh; 0 or more.
    pue : power usage effectiveness, a ratio; 1 or more. Shapes broadcast together.

    Raises WrongTypeError or InvalidQuantityError, naming the argument and its value.

    >>> round(facility_energy_kwh(0.96, pue=1.2), 3)
    1.152
    """
    return quantity("energy_kwh", energy_kwh, "kWh") * quantity("pue", pue, "", minimum=1)


def emissions_g(energy_kwh: Any, intensity_g_per_kwh: Any) -> Any:
    """Return the operational emissions of `energy_kwh`, in gCO2e.

    Parameters
    ----------
    energy_kwh : energy drawn from the grid, in kWh; 0 or more.
    intensity_g_per_kwh : carbon intensity of that grid, in gCO2e/kWh; 0 or more. State its source
        beside the call, or take it from `greenlib.factors`. Shapes broadcast together.

    Raises WrongTypeError or InvalidQuantityError, naming the argument and its value.

    >>> emissions_g(0.96, intensity_g_per_kwh=450)
    432.0
    """
    intensity = quantity("intensity_g_per_kwh", intensity_g_per_kwh, "g/kWh")
    return quantity("energy_kwh", energy_kwh, "kWh") * intensity


@dataclass(frozen=True)
class Range:
    """A best value between a low and a high one, all in one unit, 0 or more.

    Multiplying two ranges multiplies low by low and high by high: the worst case in both
    directions, which is wider than what is likely (see `likely_range_g`).

    >>> Range(1, 2, 3) * Range(10, 10, 20)
    Range(low=10.0, best=20.0, high=60.0)
    """

    low: float
    best: float
    high: float

    def __post_init__(self) -> None:
        for name in ("low", "best", "high"):
            object.__setattr__(self, name, quantity(name, getattr(self, name), ""))
        if not self.low <= self.best <= self.high:
            raise InvalidQuantityError(
                f"a range needs low <= best <= high, got {self.low:g}, {self.best:g}, {self.high:g}"
            )

    @classmethod
    def of(cls, value: Range | Factor | float) -> Range:
        """Return `value` as a range; a plain number, or a factor without one, has no width.

        >>> Range.of(450)
        Range(low=450.0, best=450.0, high=450.0)
        """
        if isinstance(value, Range):
            return value
        if isinstance(value, Factor):
            known = value.low is not None
            low, high = (value.low, value.high) if known else (value.value, value.value)
            return cls(low, value.value, high)
        return cls(value, value, value)

    def __mul__(self, other: Range | float) -> Range:
        other = Range.of(other)
        return Range(self.low * other.low, self.best * other.best, self.high * other.high)

    __rmul__ = __mul__


@dataclass(frozen=True)
class Job:
    """A piece of computing: how long it runs and how much power it draws meanwhile.

    Parameters
    ----------
    name : for reports.
    hours : duration in h; 0 or more.
    power_w : average power of the IT equipment in W; 0 or more.

    `hours` and `power_w` may be arrays or Series: then the job is a table of jobs.

    >>> Job("Daily ETL", hours=12, power_w=80).energy_kwh
    0.96
    """

    name: str
    hours: Any
    power_w: Any

    def __post_init__(self) -> None:
        if not isinstance(self.name, str):
            raise WrongTypeError(f"name must be text, got {self.name!r}; write Job('my job', ...)")
        object.__setattr__(self, "hours", quantity("hours", self.hours, "h"))
        object.__setattr__(self, "power_w", quantity("power_w", self.power_w, "W"))

    @property
    def energy_kwh(self) -> Any:
        """IT energy in kWh, in the shape of `hours` and `power_w`."""
        return it_energy_kwh(self.power_w, self.hours)


@dataclass(frozen=True)
class Impact:
    """What a job costs: energies in kWh and emissions in gCO2e, with their low and high ends."""

    energy_kwh: Any
    facility_energy_kwh: Any
    emissions_g: Any
    emissions_low_g: Any
    emissions_high_g: Any

    def __str__(self) -> str:
        facility, grams = float(self.facility_energy_kwh), float(self.emissions_g)
        text = f"{format_energy(facility)} at the facility, {format_emissions(grams)}"
        if self.emissions_low_g != self.emissions_high_g:
            low, high = float(self.emissions_low_g), float(self.emissions_high_g)
            text += f" ({format_emissions(low)} to {format_emissions(high)})"
        return text


def estimate_job_impact(
    job: Job, *, intensity_g_per_kwh: Any, pue: Range | Factor | Any = 1.0
) -> Impact:
    """Return the energy and emissions of `job` on a grid, in a data centre.

    Parameters
    ----------
    job : duration in h and power in W; scalars, arrays or Series.
    intensity_g_per_kwh : carbon intensity in gCO2e/kWh: a number, an array or Series of the job's
        shape, or a `Range` or `Factor` whose low and high ends carry through to the result.
    pue : power usage effectiveness, 1 or more; likewise. 1.0 leaves the overhead out.

    Raises WrongTypeError or InvalidQuantityError, naming the argument and its value.
    Source of the formula: ISO/IEC 21031:2024 (operational emissions, O = E x I).

    >>> job = Job("Daily ETL", hours=12, power_w=80)
    >>> estimate_job_impact(job, intensity_g_per_kwh=450).emissions_g
    432.0
    >>> print(estimate_job_impact(job, intensity_g_per_kwh=Range(400, 450, 500), pue=1.2))
    1.15 kWh at the facility, 518 gCO2e (461 gCO2e to 576 gCO2e)
    """
    intensities, overheads = _ends(intensity_g_per_kwh), _ends(pue)
    energy_kwh = job.energy_kwh
    low, best, high = (
        emissions_g(facility_energy_kwh(energy_kwh, overhead), intensity)
        for overhead, intensity in zip(overheads, intensities, strict=True)
    )
    return Impact(energy_kwh, facility_energy_kwh(energy_kwh, overheads[1]), best, low, high)


def _ends(value: Any) -> tuple[Any, Any, Any]:
    if isinstance(value, (Range, Factor)):
        span = Range.of(value)
        return span.low, span.best, span.high
    return value, value, value


def sensitivity_g(inputs: Mapping[str, Range]) -> dict[str, tuple[float, float]]:
    """Return how far each input alone moves the emissions, in gCO2e, widest first.

    Parameters
    ----------
    inputs : ranges by name, for "hours" (h), "power_w" (W), "pue" (ratio) and
        "intensity_g_per_kwh" (gCO2e/kWh); all four are needed.

    Returns name -> (emissions with that input at its low end, at its high end), the other inputs
    at their best value. Raises InvalidQuantityError if an input is missing or unknown.

    >>> ranges = {"hours": Range.of(12), "power_w": Range(60, 80, 100), "pue": Range(1.1, 1.2, 1.6),
    ...           "intensity_g_per_kwh": Range.of(450)}
    >>> {name: [round(end, 1) for end in ends] for name, ends in sensitivity_g(ranges).items()}
    {'power_w': [388.8, 648.0], 'pue': [475.2, 691.2], 'hours': [518.4, 518.4], \
'intensity_g_per_kwh': [518.4, 518.4]}
    """
    _check_inputs(inputs)
    best = {name: span.best for name, span in inputs.items()}
    ends = {
        name: (_product_g(best | {name: span.low}), _product_g(best | {name: span.high}))
        for name, span in inputs.items()
    }
    return dict(sorted(ends.items(), key=lambda item: item[1][0] - item[1][1]))


def likely_range_g(
    inputs: Mapping[str, Range], *, coverage: float = 0.9, draws: int = 20_000, seed: int = 0
) -> Range:
    """Return the range that holds the emissions with probability `coverage`, in gCO2e.

    Each input is drawn independently from a triangular distribution over its range (Monte Carlo),
    so that all four are rarely at their worst together; `Range` products give the worst case.

    Parameters
    ----------
    inputs : as for `sensitivity_g`.
    coverage : a fraction between 0 and 1.
    draws, seed : how many draws, and the seed that makes them repeatable.

    Raises InvalidQuantityError for a missing input or a coverage outside 0 to 1.

    >>> ranges = {"hours": Range.of(12), "power_w": Range(60, 80, 100), "pue": Range(1.1, 1.2, 1.6),
    ...           "intensity_g_per_kwh": Range.of(450)}
    >>> span = likely_range_g(ranges)
    >>> 356 < span.low < span.best < span.high < 864
    True
    """
    _check_inputs(inputs)
    coverage = quantity("coverage", coverage, "", maximum=1)
    rng = np.random.default_rng(seed)
    draw = {
        name: rng.triangular(span.low, span.best, span.high, draws)
        if span.low < span.high
        else np.full(draws, span.best)
        for name, span in inputs.items()
    }
    tail = (1 - coverage) / 2
    low, high = np.quantile(_product_g(draw), [tail, 1 - tail])
    best = _product_g({name: span.best for name, span in inputs.items()})
    return Range(min(float(low), best), best, max(float(high), best))


_INPUTS = ("hours", "power_w", "pue", "intensity_g_per_kwh")


def _check_inputs(inputs: Mapping[str, Range]) -> None:
    if set(inputs) != set(_INPUTS):
        raise InvalidQuantityError(f"inputs must be {', '.join(_INPUTS)}; got {', '.join(inputs)}")


def _product_g(values: Mapping[str, Any]) -> Any:
    energy_kwh = facility_energy_kwh(
        it_energy_kwh(values["power_w"], values["hours"]), values["pue"]
    )
    return emissions_g(energy_kwh, values["intensity_g_per_kwh"])
