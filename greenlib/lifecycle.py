"""A data lifecycle as stages, each with what it stores, moves and computes, and their energy.

    storage_kwh  = stored_tb x hours x Wh per TB-h x copies / 1000
    transfer_kwh = moved_gb x kWh per GB
    compute_kwh  = vcpu_h x (min W + utilisation x (max W - min W)) / 1000
    memory_kwh   = memory_gb_h x kWh per GB-h

Method and coefficients: Cloud Carbon Footprint, "Methodology" (Thoughtworks), which builds on
Etsy's Cloud Jewels. Disks and copies are the factors "storage.", all else "lifecycle.".

PUE multiplies storage, compute and memory, but not transfer: it describes one building, while most
of a network path lies outside it, and kWh per GB figures are whole networks' energy over their
traffic, cooling included. Cloud Carbon Footprint does multiply transfer by PUE (13.5 % more on
AWS). A path also crosses several grids; we count all of it at the stage's own intensity.

Which part matters most is in `greenlib.hotspots`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from . import factors
from .errors import InvalidQuantityError, UnknownNameError, WrongTypeError
from .quantities import quantity

if TYPE_CHECKING:
    import pandas as pd

DRIVERS = ("storage", "transfer", "compute", "memory")
MEDIA = ("ssd", "hdd")
_INDOORS = [driver for driver in DRIVERS if driver != "transfer"]


def storage_energy_kwh(stored_tb: Any, hours: Any, *, medium: str, copies: Any = 1) -> Any:
    """Return the energy of keeping data on disks, in kWh.

    Parameters
    ----------
    stored_tb : size of one copy, in TB (10^12 bytes) as allocated, not as filled; 0 or more.
    hours : how long it is kept, in h; 0 or more. Shapes broadcast together.
    medium : "ssd" or "hdd".
    copies : how many copies the service keeps, 1 or more; see the factors "storage.copies.".

    Raises WrongTypeError, InvalidQuantityError or UnknownNameError, naming the argument.
    Source: the factors "storage.ssd" and "storage.hdd".

    >>> round(storage_energy_kwh(1, hours=24, medium="ssd", copies=6), 4)
    0.1728
    """
    if medium not in MEDIA:
        raise UnknownNameError("medium", medium, MEDIA)
    energy_wh_per_tb_h = factors.value(f"storage.{medium}", "Wh/TB-h")
    tb_h = quantity("stored_tb", stored_tb, "TB") * quantity("hours", hours, "h")
    return tb_h * quantity("copies", copies, "", minimum=1) * energy_wh_per_tb_h / 1000


def transfer_energy_kwh(moved_gb: Any, *, route: str = "provider") -> Any:
    """Return the energy of moving data over a network, in kWh.

    Parameters
    ----------
    moved_gb : data sent, in GB (10^9 bytes); 0 or more, any shape.
    route : "provider" between data centres of one provider, "core" for the Internet's core,
        "internet" for core and access network up to a fixed line.

    An average share of the network's energy, not what it would save to send less: equipment draws
    most of its power idle. Raises WrongTypeError, InvalidQuantityError or UnknownNameError.
    Source: the factors "lifecycle.network.".

    >>> transfer_energy_kwh(1000), transfer_energy_kwh(1000, route="internet")
    (1.0, 60.0)
    """
    energy_kwh_per_gb = _figure("route", "network", route, "kWh/GB")
    return quantity("moved_gb", moved_gb, "GB") * energy_kwh_per_gb


def average_power_w(utilisation: Any, *, processor: str = "average") -> Any:
    """Return the power of a server per vCPU at a given load, in W.

    Parameters
    ----------
    utilisation : average load as a fraction, 0 to 1 (not a percentage); any shape.
    processor : "average" of AWS, "haswell", "skylake" or "graviton2".

    An idle server draws its minimum, so packing work on fewer vCPUs saves more than it seems.
    Raises WrongTypeError, InvalidQuantityError or UnknownNameError.
    Source: min + utilisation x (max - min), the factors "lifecycle.cpu_min." and "cpu_max.".

    >>> average_power_w(0), average_power_w(0.5), average_power_w(1)
    (0.74, 2.12, 3.5)
    """
    load = quantity("utilisation", utilisation, "", maximum=1)
    idle_w = _figure("processor", "cpu_min", processor, "W/vCPU")
    full_w = _figure("processor", "cpu_max", processor, "W/vCPU")
    return idle_w + load * (full_w - idle_w)


def compute_energy_kwh(vcpu_h: Any, utilisation: Any, *, processor: str = "average") -> Any:
    """Return the energy of running vCPUs, in kWh.

    Parameters
    ----------
    vcpu_h : vCPUs times hours that they are reserved for, in vCPU-h; 0 or more.
    utilisation, processor : as for `average_power_w`. Shapes broadcast together.

    Raises WrongTypeError, InvalidQuantityError or UnknownNameError, naming the argument.

    >>> round(compute_energy_kwh(16 * 12, utilisation=0.5), 5)
    0.40704
    """
    power_w = average_power_w(utilisation, processor=processor)
    return quantity("vcpu_h", vcpu_h, "vCPU-h") * power_w / 1000


def memory_energy_kwh(memory_gb_h: Any) -> Any:
    """Return the energy of memory beyond what the watts per vCPU hold already, in kWh.

    Parameters
    ----------
    memory_gb_h : extra memory times hours, in GB-h; 0 or more, any shape. The watts per vCPU are
        those of whole servers with about 81 GB per chip ("lifecycle.memory_baseline"), so count
        only memory above that, or it is counted twice.

    Raises WrongTypeError or InvalidQuantityError. Source: the factor "lifecycle.memory".

    >>> memory_energy_kwh(250 * 12)
    1.176
    """
    energy_kwh_per_gb_h = factors.value("lifecycle.memory", "kWh/GB-h")
    return quantity("memory_gb_h", memory_gb_h, "GB-h") * energy_kwh_per_gb_h


@dataclass(frozen=True)
class Stage:
    """One stage of a data lifecycle, with its quantities per day.

    Parameters
    ----------
    name : for tables and figures.
    stored_tb : data kept all day, in TB, one copy. It piles up: 1 TB a day kept for a year is
        365 TB on the last day.
    moved_gb : data sent over a network, in GB per day.
    vcpu_h : reserved vCPU-hours per day.
    memory_gb_h : extra memory, in GB-h per day; see `memory_energy_kwh`.
    medium, copies, route, utilisation, processor : as for the four energy functions; the
        utilisation is the factor "lifecycle.utilisation" unless given.

    Raises WrongTypeError, InvalidQuantityError or UnknownNameError, naming the argument.

    >>> stage = Stage("raw logs", stored_tb=30, medium="ssd", copies=6, moved_gb=1000)
    >>> {driver: round(kwh, 3) for driver, kwh in stage.energy_kwh.items()}
    {'storage': 5.184, 'transfer': 1.0, 'compute': 0.0, 'memory': 0.0}
    """

    name: str
    stored_tb: float = 0
    moved_gb: float = 0
    vcpu_h: float = 0
    memory_gb_h: float = 0
    medium: str = "ssd"
    copies: float = 1
    route: str = "provider"
    utilisation: float = field(
        default_factory=lambda: factors.value("lifecycle.utilisation", "ratio")
    )
    processor: str = "average"

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name.strip():
            raise WrongTypeError(f"name must be text, got {self.name!r}; write Stage('clean', ...)")
        for driver, energy_kwh in self.energy_kwh.items():
            if not isinstance(energy_kwh, float):
                raise WrongTypeError(f"{driver} of stage {self.name!r} must be one number")

    @property
    def energy_kwh(self) -> dict[str, float]:
        """IT energy per day in kWh, by driver; PUE is not in it."""
        return {
            "storage": storage_energy_kwh(
                self.stored_tb, 24, medium=self.medium, copies=self.copies
            ),
            "transfer": transfer_energy_kwh(self.moved_gb, route=self.route),
            "compute": compute_energy_kwh(
                self.vcpu_h, self.utilisation, processor=self.processor
            ),
            "memory": memory_energy_kwh(self.memory_gb_h),
        }  # fmt: skip


def stage_table(stages: Sequence[Stage], *, intensity_g_per_kwh: Any, pue: Any) -> pd.DataFrame:
    """Return energy and emissions per day, one row per stage.

    Parameters
    ----------
    stages : the stages in their order, each name once.
    intensity_g_per_kwh : carbon intensity in gCO2e/kWh; one number, or one per stage.
    pue : power usage effectiveness, 1 or more; likewise. It multiplies all but transfer.

    Columns: storage_kwh, transfer_kwh, compute_kwh, memory_kwh (PUE included), their sum
    energy_kwh, intensity_g_per_kwh, emissions_g, and share of the emissions (0 to 1). Raises
    InvalidQuantityError or WrongTypeError, naming the argument.

    >>> stages = [Stage("ingest", moved_gb=1000), Stage("raw logs", stored_tb=365, copies=6),
    ...           Stage("clean", vcpu_h=192)]
    >>> stage_table(stages, intensity_g_per_kwh=400, pue=1.135)["emissions_g"].round(1).to_dict()
    {'ingest': 400.0, 'raw logs': 28634.7, 'clean': 184.8}
    """
    import pandas as pd

    names = _stage_names(stages)
    index = pd.Index(names, name="stage")
    energy = pd.DataFrame([stage.energy_kwh for stage in stages], index=index)
    pues = _per_stage("pue", pue, "", len(names), minimum=1)
    energy[_INDOORS] = energy[_INDOORS].mul(pues, axis=0)
    table = energy.add_suffix("_kwh")
    table["energy_kwh"] = energy.sum(axis=1)
    table["intensity_g_per_kwh"] = _per_stage(
        "intensity_g_per_kwh", intensity_g_per_kwh, "g/kWh", len(names)
    )
    table["emissions_g"] = table["energy_kwh"] * table["intensity_g_per_kwh"]
    table["share"] = shares(table["emissions_g"])
    return table


def shares(emissions_g: pd.Series) -> pd.Series:
    """Return each value's share of their sum, 0 to 1; all 0 where the sum is 0.

    >>> import pandas as pd
    >>> shares(pd.Series([30.0, 90.0])).tolist()
    [0.25, 0.75]
    """
    total = emissions_g.sum()
    return emissions_g / total if total else emissions_g * 0


def _figure(what: str, group: str, name: Any, unit: str) -> float:
    prefix = f"lifecycle.{group}."
    known = [key.removeprefix(prefix) for key in factors.keys(prefix)]
    if name not in known:
        raise UnknownNameError(what, name, known)
    return factors.value(prefix + name, unit)


def _stage_names(stages: Any) -> list[str]:
    if not isinstance(stages, (list, tuple)) or not stages:
        raise WrongTypeError("stages must be a list with at least one Stage")
    for position, stage in enumerate(stages):
        if not isinstance(stage, Stage):
            raise WrongTypeError(f"stages[{position}] must be a Stage, got {stage!r}")
    names = [stage.name for stage in stages]
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise InvalidQuantityError(f"stages must have different names; {twice[0]!r} is there twice")
    return names


def _per_stage(name: str, value: Any, unit: str, count: int, minimum: float = 0) -> np.ndarray:
    checked = np.asarray(quantity(name, value, unit, minimum=minimum), dtype=float)
    if checked.shape not in ((), (count,)):
        raise InvalidQuantityError(
            f"{name} must be one number or {count}, one per stage; got {checked.size}"
        )
    return np.broadcast_to(checked, count)
