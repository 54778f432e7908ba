"""Place many jobs at once: the rules of `greenlib.placement` over arrays, one row per job."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from . import factors
from .distance import on_sphere
from .errors import InvalidQuantityError, WrongTypeError
from .placement import Constraints
from .quantities import quantity
from .regions import Region, rank


@dataclass(frozen=True)
class Placements:
    """The best region of each of n jobs.

    `region` holds names, "" where no region is allowed; `emissions_g` gCO2e, NaN there.
    """

    region: np.ndarray
    emissions_g: np.ndarray


def best_regions(
    options: Mapping[str, Region], energy_kwh: Any, allowed: np.ndarray | None = None
) -> Placements:
    """Return the region with the lowest emissions for each of many jobs.

    Parameters
    ----------
    options : name -> region, m of them.
    energy_kwh : IT energy of each job in kWh; shape (n,), 0 or more.
    allowed : which region each job may use, in the order of `options`; bool, shape (n, m) or
        (1, m) for one rule for all. See `allowed_mask`. None allows every region.

    All jobs rank the regions alike, because emissions grow with energy everywhere: regions are
    ranked once, and each job takes the first it may use. Raises InvalidQuantityError or
    WrongTypeError, naming the argument.

    >>> from greenlib.regions import load
    >>> four = load("course")
    >>> best_regions(four, [0.96, 2.5], allowed_mask(four, residency=["US", "EU"])).region.tolist()
    ['us-east-1', 'eu-north-1']
    """
    energies = np.atleast_1d(quantity("energy_kwh", energy_kwh, "kWh"))
    if energies.ndim != 1 or not energies.size:
        raise InvalidQuantityError(f"energy_kwh must hold one number per job, got {energy_kwh!r}")
    ranked = rank(options)
    place = {name: column for column, name in enumerate(options)}
    mask = np.ones((1, len(ranked)), bool) if allowed is None else np.asarray(allowed)
    if mask.dtype != bool or mask.shape not in {(len(energies), len(ranked)), (1, len(ranked))}:
        raise InvalidQuantityError(
            f"allowed must be bool of shape ({len(energies)}, {len(ranked)}), "
            f"got {mask.dtype} of shape {mask.shape}"
        )
    best = np.full(len(mask), -1)
    for position in range(len(ranked) - 1, -1, -1):
        best[mask[:, place[ranked[position].name]]] = position
    # The last entry stands for "none": position -1 finds it.
    names = np.array([*(region.name for region in ranked), ""])
    grams = np.array([*(region.effective_g_per_kwh for region in ranked), np.nan])
    return Placements(np.broadcast_to(names[best], energies.shape), grams[best] * energies)


def allowed_mask(
    options: Mapping[str, Region],
    *,
    residency: Any = None,
    user: Any = None,
    max_rtt_ms: Any = None,
    services: Any = None,
    max_price_usd_per_h: Any = None,
) -> np.ndarray:
    """Return which of m regions each of n jobs may use; bool, shape (n, m).

    Parameters
    ----------
    options : name -> region, m of them, in this order.
    residency, services : one text per job, names apart by spaces ("EU CH"), "" for no rule.
    user, max_rtt_ms : positions of shape (n, 2) in degrees, limits of shape (n,) in ms.
    max_price_usd_per_h : limits of shape (n,) in USD/h.

    An infinite limit is no limit. One value instead of n holds for every job. The rules are those
    of `Constraints`, and so are the errors.

    >>> from greenlib.regions import load
    >>> allowed_mask(load("course"), residency=["EU", ""], max_price_usd_per_h=0.2).tolist()
    [[False, True, False, False], [True, True, False, True]]
    """
    if not options:
        raise InvalidQuantityError("options is empty; there is no region to choose from")
    regions = list(options.values())
    rules = [np.ones((1, len(regions)), bool)]
    if residency is not None:
        rules.append(_text_rule("residency", residency, regions))
    if services is not None:
        rules.append(_text_rule("services", services, regions))
    if (user is None) != (max_rtt_ms is None):
        raise InvalidQuantityError("user and max_rtt_ms go together: give both or neither")
    if user is not None:
        rules.append(_within(user, _limits("max_rtt_ms", max_rtt_ms, "ms"), regions))
    if max_price_usd_per_h is not None:
        limits = _limits("max_price_usd_per_h", max_price_usd_per_h, "USD/h")
        prices = np.array([region.price_usd_per_h for region in regions])
        rules.append(prices <= limits[:, None])
    jobs = {len(rule) for rule in rules} - {1}
    if len(jobs) > 1:
        raise InvalidQuantityError(f"every rule needs one value per job, got {sorted(jobs)}")
    return np.logical_and.reduce(np.broadcast_arrays(*rules))


def _text_rule(name: str, texts: Any, regions: list[Region]) -> np.ndarray:
    array = np.atleast_1d(np.asarray(texts))
    if array.dtype.kind not in "UO":
        raise WrongTypeError(f"{name} must be one text per job, for example 'EU', got {texts!r}")
    unique, which = np.unique(array.astype(str), return_inverse=True)
    rules = [Constraints(**{name: tuple(text.split())}) for text in unique]
    verdicts = [[not rule.broken_by(region) for region in regions] for rule in rules]
    return np.array(verdicts)[which]


def _limits(name: str, value: Any, unit: str) -> np.ndarray:
    limits = np.atleast_1d(np.asarray(value))
    finite = np.where(limits == np.inf, 0, limits) if limits.dtype.kind == "f" else limits
    quantity(name, finite, unit)
    return limits.astype(float)


def _within(user: Any, limits_ms: np.ndarray, regions: list[Region]) -> np.ndarray:
    # Comparing chords through the sphere saves an arcsine per job and region.
    reach_km = limits_ms / 2000 * factors.value("region.fibre_speed", "km/s")
    angle = np.minimum(reach_km / factors.value("region.earth_radius", "km"), np.pi)
    reach = (2 * np.sin(angle / 2)) ** 2
    x, y, z = np.atleast_2d(on_sphere("user", user)).T.copy()
    if len(reach) not in (1, len(x)) and len(x) != 1:
        raise InvalidQuantityError(f"got {len(x)} users and {len(reach)} limits; give one per job")
    within = np.empty((len(regions), max(len(x), len(reach))), bool)
    for row, (a, b, c) in enumerate(on_sphere("site", [region.position for region in regions])):
        within[row] = (x - a) ** 2 + (y - b) ** 2 + (z - c) ** 2 <= reach
    return within.T
