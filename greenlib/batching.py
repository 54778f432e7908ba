"""Work in batches: the energy that saves per item, and the waiting that it costs.

    seconds per item = fixed / B + item
    mean wait        = (B - 1) / (2 x arrival rate)

for batches of B items. A batch shares the time that a call takes whatever its size, and each item
waits until its batch is full.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .footprint import it_energy_kwh
from .quantities import above_zero, quantity, unwrapped, whole_quantity
from .units import convert


def seconds_per_item(batch_size: Any, *, fixed_s: Any, item_s: Any) -> Any:
    """Return the time that one item takes when items are worked on in batches, in s.

    Parameters
    ----------
    batch_size : items in a batch, a whole number; 1 or more; a number, an array or a Series.
    fixed_s : time that a call takes whatever its size, in s: connect, load, start up.
    item_s : time for each item, in s.

    Raises WrongTypeError or InvalidQuantityError, naming the argument and its value.

    >>> seconds_per_item([1, 2, 60], fixed_s=0.3, item_s=0.02)
    array([0.32 , 0.17 , 0.025])
    """
    fixed = quantity("fixed_s", fixed_s, "s")
    return fixed / _checked(batch_size) + quantity("item_s", item_s, "s")


def energy_per_item_kwh(batch_size: Any, *, fixed_s: Any, item_s: Any, power_w: Any) -> Any:
    """Return the energy that one item takes when items are worked on in batches, in kWh.

    Parameters
    ----------
    batch_size, fixed_s, item_s : as for `seconds_per_item`.
    power_w : power while a batch is worked on, in W; what is drawn between batches is left out.

    Raises WrongTypeError or InvalidQuantityError, naming the argument and its value.

    >>> round(1e6 * energy_per_item_kwh(50, fixed_s=0.3, item_s=0.02, power_w=90), 3)
    0.65
    """
    seconds = seconds_per_item(batch_size, fixed_s=fixed_s, item_s=item_s)
    return it_energy_kwh(power_w, convert(seconds, "s", "h"))


def mean_wait_s(batch_size: Any, *, arrival_rate_per_s: Any) -> Any:
    """Return how long an item waits on average until its batch is full, in s.

    The first item of a batch waits for the B - 1 that follow, the last one not at all, so the mean
    is (B - 1) / (2 x rate), for steady and for random (Poisson) arrivals.

    Parameters
    ----------
    batch_size : as for `seconds_per_item`.
    arrival_rate_per_s : items that arrive per second, on average; above 0.

    Raises WrongTypeError or InvalidQuantityError, naming the argument and its value.

    >>> mean_wait_s(50, arrival_rate_per_s=4)
    6.125
    """
    rate = above_zero("arrival_rate_per_s", arrival_rate_per_s, "items/s")  # or no batch fills
    return (_checked(batch_size) - 1) / (2 * rate)


def mean_latency_s(batch_size: Any, *, fixed_s: Any, item_s: Any, arrival_rate_per_s: Any) -> Any:
    """Return the mean time from an item's arrival to its result, in s.

    It is the wait until the batch is full (`mean_wait_s`) plus the time of the whole batch, since
    all results come together. Where a batch takes longer than the next one needs to fill, work
    piles up without end and the latency is inf: too small a batch can be the slower one. Exact for
    steady arrivals; random ones also queue, so that more is needed the closer the machine is to
    full load.

    Parameters as for `seconds_per_item` and `mean_wait_s`. Raises as they do.

    >>> mean_latency_s(1, fixed_s=0.3, item_s=0.02, arrival_rate_per_s=4)
    inf
    >>> round(mean_latency_s(2, fixed_s=0.3, item_s=0.02, arrival_rate_per_s=4), 3)
    0.465
    """
    wait = mean_wait_s(batch_size, arrival_rate_per_s=arrival_rate_per_s)
    item = seconds_per_item(batch_size, fixed_s=fixed_s, item_s=item_s)
    piles_up = item * quantity("arrival_rate_per_s", arrival_rate_per_s, "items/s") > 1
    batch = item * _checked(batch_size)
    return unwrapped(wait + batch + np.where(piles_up, np.inf, 0.0))


def _checked(batch_size: Any) -> Any:
    return whole_quantity("batch_size", batch_size, "items", minimum=1)
