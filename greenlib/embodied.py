"""Embodied emissions: what making a server emits, and the share that one piece of software bears.

    M = TE x (TiR / EL) x (RR / ToR)

TE is what making (and scrapping) the hardware emits; TiR of the EL hours of its life are reserved,
and RR of its ToR resources, for example vCPUs. What is reserved counts, also while it is idle.

Source of the formula: Green Software Foundation, "Software Carbon Intensity Specification",
version 1.1.0, which became ISO/IEC 21031:2024. Source of the parts: Cloud Carbon Footprint.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from . import factors
from .errors import InvalidQuantityError
from .quantities import above_zero, quantity
from .units import convert


def server_embodied_kg(
    *, cpus: Any = 1, memory_gb: Any, hdds: Any = 0, ssds: Any = 0, gpus: Any = 0
) -> Any:
    """Return what making a server emits, in kgCO2e, estimated from its parts (TE).

    Parameters
    ----------
    cpus : processors (chips, not vCPUs), 1 or more.
    memory_gb : memory in GB; the first 16 GB come with the base server.
    hdds, ssds, gpus : hard disks, solid-state disks and graphics processors; 0 or more. All may be
        arrays that broadcast together.

    Raises WrongTypeError or InvalidQuantityError, naming the argument.
    Source: Cloud Carbon Footprint, ccfcoef/constants.py; the factors "sci.server.".

    >>> round(server_embodied_kg(cpus=2, memory_gb=384), 2)
    1610.79
    """
    memory_gb = quantity("memory_gb", memory_gb, "GB")
    included_gb = factors.value("sci.server.memory_included", "GB")
    extra_gb = (memory_gb - included_gb) * (memory_gb > included_gb)
    return (
        factors.value("sci.server.base", "kg")
        + (quantity("cpus", cpus, "", minimum=1) - 1) * factors.value("sci.server.cpu", "kg")
        + extra_gb * factors.value("sci.server.memory", "kg/GB")
        + quantity("hdds", hdds, "") * factors.value("sci.server.hdd", "kg")
        + quantity("ssds", ssds, "") * factors.value("sci.server.ssd", "kg")
        + quantity("gpus", gpus, "") * factors.value("sci.server.gpu", "kg")
    )


def embodied_share_g(
    total_embodied_kg: Any,
    *,
    time_reserved_h: Any,
    lifespan_years: Any,
    resources_reserved: Any,
    total_resources: Any,
) -> Any:
    """Return the share of making a device that a piece of software answers for, in gCO2e (M).

    Parameters
    ----------
    total_embodied_kg : what making the whole device emitted, in kgCO2e (TE); 0 or more.
    time_reserved_h : how long it is reserved, in h (TiR); at most its lifespan.
    lifespan_years : how long it is expected to be in use, in years of 8,760 h (EL); above 0.
    resources_reserved, total_resources : how much of it is reserved, and how much there is, both in
        one unit such as vCPUs (RR, ToR). Arguments may be arrays that broadcast together.

    Raises WrongTypeError or InvalidQuantityError, naming the argument.
    Source: SCI specification, M = TE x (TiR / EL) x (RR / ToR).

    >>> round(embodied_share_g(1000, time_reserved_h=1, lifespan_years=4,
    ...                        resources_reserved=1, total_resources=1), 2)
    28.54
    """
    lifespan_h = convert(above_zero("lifespan_years", lifespan_years, "years"), "year", "h")
    reserved_h = quantity("time_reserved_h", time_reserved_h, "h")
    reserved = quantity("resources_reserved", resources_reserved, "")
    total = above_zero("total_resources", total_resources, "")
    _at_most("time_reserved_h", reserved_h, "the lifespan in h", lifespan_h)
    _at_most("resources_reserved", reserved, "total_resources", total)
    total_g = quantity("total_embodied_kg", total_embodied_kg, "kg") * 1000
    return total_g * (reserved_h / lifespan_h) * (reserved / total)


def _at_most(name: str, value: Any, limit_name: str, limit: Any) -> None:
    values, limits = np.broadcast_arrays(np.asarray(value), np.asarray(limit))
    above = (values > limits).ravel()
    if above.any():
        first = int(np.argmax(above))
        raise InvalidQuantityError(
            f"{name} must be at most {limit_name} ({limits.flat[first]:g}), "
            f"got {values.flat[first]:g}"
        )
