"""Multiply-accumulate operations (MACs) of a dense network, and their energy.

A count is exact and repeats on every machine; times the energy of one MAC it becomes an estimate
in joules. It is a yardstick for comparing settings: a real run draws far more, since Python,
memory traffic and idle power are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from .errors import InvalidQuantityError, WrongTypeError
from .quantities import above_zero, quantity, whole_number


def mac_energy_pj(power_w: Any, tflop_per_s: Any) -> Any:
    """Return the energy of one multiply-accumulate (two FLOP) on a device, in pJ.

    `power_w` is its average power in W, `tflop_per_s` the speed it reaches meanwhile, in TFLOP/s,
    above 0. Raises WrongTypeError or InvalidQuantityError. The arithmetic alone takes 4.6 pJ
    ("training.mac.arithmetic"); a V100 while training GPT-3 (Patterson et al. 2021, Table 4):

    >>> round(mac_energy_pj(330, 24.6), 1)
    26.8
    """
    speed = above_zero("tflop_per_s", tflop_per_s, "TFLOP/s")
    return 2 * quantity("power_w", power_w, "W") / speed


def macs_energy_j(macs: Any, mac_pj: Any) -> Any:
    """Return the energy of `macs` multiply-accumulate operations at `mac_pj` pJ each, in J.

    Raises WrongTypeError or InvalidQuantityError, naming the argument and its value.

    >>> round(macs_energy_j(485_376_000, 26.8), 4)
    0.013
    """
    return quantity("macs", macs, "MAC") * quantity("mac_pj", mac_pj, "pJ") / 1e12


def prediction_macs(layers: Sequence[int]) -> int:
    """Return the multiply-accumulate operations of one prediction of a dense network.

    `layers` are the sizes from input to output, at least two. One per weight; biases and
    activations are left out. Raises WrongTypeError or InvalidQuantityError.

    >>> prediction_macs([64, 48, 10])
    3552
    """
    sizes = _layers(layers)
    return sum(before * after for before, after in pairwise(sizes))


def training_macs(layers: Sequence[int], pictures: int, epochs: int) -> int:
    """Return the multiply-accumulate operations of training a dense network.

    Forward, and twice as much backward (the gradient of the weights, and the error handed to the
    layer before); the first layer hands nothing on. The optimiser's own sums are left out. Source:
    Hobbhahn and Sevilla, epochai.org/blog/backward-forward-FLOP-ratio.

    `pictures` are those of one epoch. Raises WrongTypeError or InvalidQuantityError.

    >>> training_macs([64, 48, 10], pictures=800, epochs=80)
    485376000
    """
    sizes = _layers(layers)
    per_picture = 3 * prediction_macs(sizes) - sizes[0] * sizes[1]
    pictures = whole_number("pictures", pictures, "", minimum=1)
    return per_picture * pictures * whole_number("epochs", epochs, "", minimum=1)


def _layers(layers: Sequence[int]) -> list[int]:
    if not isinstance(layers, (list, tuple)):
        raise WrongTypeError(f"layers must be a list such as [64, 48, 10], got {layers!r}")
    sizes = [whole_number("layers", size, "", minimum=1) for size in layers]
    if len(sizes) < 2:
        raise InvalidQuantityError(f"layers must be two sizes or more, got {list(layers)!r}")
    return sizes
