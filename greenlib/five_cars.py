"""The best-known figure of the field, "five cars", and what that search really emitted.

Strubell et al. 2019 (arXiv:1906.02243) estimated the search for the Evolved Transformer from what
its authors had published. Patterson et al. 2021 (arXiv:2104.10350), among them authors of that
search, published how it had run: five things were different. Each is corrected here on its own, so
that its share shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from . import factors
from .footprint import emissions_g, facility_energy_kwh, it_energy_kwh
from .quantities import quantity
from .units import convert


@dataclass(frozen=True)
class SearchEstimate:
    """One estimate of an architecture search, with the inputs it rests on.

    Parameters
    ----------
    name, reason : what changed since the estimate before, and why.
    device_hours, power_w : hours over all devices, and the power of one, in h and W.
    pue, intensity_g_per_kwh : a ratio, and gCO2e/kWh.
    """

    name: str
    reason: str
    device_hours: float
    power_w: float
    pue: float
    intensity_g_per_kwh: float

    @property
    def energy_kwh(self) -> float:
        """Facility energy in kWh."""
        return facility_energy_kwh(it_energy_kwh(self.power_w, self.device_hours), self.pue)

    @property
    def emissions_t(self) -> float:
        """Emissions in t CO2e."""
        return emissions_g(self.energy_kwh, self.intensity_g_per_kwh) / 1e6


def search_estimates() -> tuple[SearchEstimate, ...]:
    """Return six estimates of the Evolved Transformer search, one input corrected at a time.

    The first is Strubell et al. 2019, Table 3 (626,155 lb, "five cars"), the last the search as it
    ran. Source of the corrections: Patterson et al. 2021, Appendices C and D (arXiv:2104.10350).

    >>> [round(estimate.emissions_t, 1) for estimate in search_estimates()]
    [284.0, 35.5, 15.2, 4.6, 3.2, 3.2]
    """
    steps = _factor("steps", "steps")
    chips, step_h = _factor("chips.assumed", "chips"), _factor("step.assumed", "h/step")
    p100_w, pue = _factor("power.assumed", "W") / chips, _factor("pue.assumed", "ratio")
    grid = convert(_factor("grid.assumed", "lb/kWh"), "lb", "g")
    batch_h = steps * _factor("chips.actual", "chips") * step_h
    proxy_h = steps * _factor("chips.actual", "chips") * _factor("step.actual", "h/step")
    tpu = (_factor("tpu_hours", "h"), _factor("power.actual", "W"))
    real_pue = _factor("pue.actual", "ratio")
    real_grid = convert(_factor("grid.actual", "kg/kWh"), "kg", "g")
    return (
        SearchEstimate("as published", "Transformer (big) on 8 P100 GPUs, average data centre",
                       steps * chips * step_h, p100_w, pue, grid),
        SearchEstimate("batch size", "the search used batches of 4,096: one GPU, not eight",
                       batch_h, p100_w, pue, grid),
        SearchEstimate("proxy model", "the search trained Transformer (base), a small stand-in",
                       proxy_h, p100_w, pue, grid),
        SearchEstimate("hardware", "it ran on TPU v2, which does more per watt", *tpu, pue, grid),
        SearchEstimate("PUE", "it ran in a data centre with 10 % overhead, not 58 %",
                       *tpu, real_pue, grid),
        SearchEstimate("grid", "that grid was almost the US average", *tpu, real_pue, real_grid),
    )  # fmt: skip


def correction_factors() -> dict[str, float]:
    """Return by how many times each correction of `search_estimates` lowers the emissions.

    >>> {name: round(factor, 2) for name, factor in correction_factors().items()}
    {'batch size': 8.0, 'proxy model': 2.33, 'hardware': 3.28, 'PUE': 1.44, 'grid': 1.0}
    """
    estimates = search_estimates()
    return {
        after.name: before.emissions_t / after.emissions_t for before, after in pairwise(estimates)
    }


def car_lifetimes(emissions_t: Any) -> Any:
    """Return emissions as lifetimes of an average US car, fuel included (factor 126,000 lb).

    `emissions_t` is in t CO2e, 0 or more: a number, an array or a Series. Source: Strubell et al.
    2019, Table 1 (arXiv:1906.02243). Raises WrongTypeError or InvalidQuantityError.

    >>> round(car_lifetimes(284.02), 2), round(car_lifetimes(3.2), 3)
    (4.97, 0.056)
    """
    car_t = convert(factors.value("training.car.lifetime", "lb"), "lb", "t")
    return quantity("emissions_t", emissions_t, "t") / car_t


def _factor(key: str, unit: str) -> float:
    return factors.value(f"training.nas.{key}", unit)
