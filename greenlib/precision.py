"""Numeric precision: the bytes that a number takes, and the error that fewer bytes add.

A parameter in float32 takes 4 bytes. Symmetric quantisation keeps it as a small integer q instead
and remembers one scale for many of them:

    scale = largest |value| / largest integer        value is about q x scale

Rounding to the nearest integer is off by at most half a step, so |error| <= scale / 2. One scale
for the whole array is called per tensor, one for each row or column per channel (Jacob et al.,
"Quantization and Training of Neural Networks", CVPR 2018; Krishnamoorthi, arXiv:1806.08342).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from .errors import InvalidQuantityError, UnknownNameError
from .quantities import quantity
from .units import convert

if TYPE_CHECKING:
    import pandas as pd

BITS = {"float32": 32, "float16": 16, "bfloat16": 16, "int8": 8, "int4": 4, "int2": 2}
_SCALE_BYTES = 4  # a scale is kept in float32


class _Float(NamedTuple):
    """What a floating-point precision can hold: see IEEE 754 for the first two."""

    largest: float
    relative_step: float  # from 1 to the next larger number
    smallest: float  # above zero


_FLOATS = {
    "float32": _Float((2 - 2**-23) * 2.0**127, 2**-23, 2**-149),
    "float16": _Float(65504.0, 2**-10, 2**-24),
    "bfloat16": _Float((2 - 2**-7) * 2.0**127, 2**-7, 2**-133),
}


def model_bytes(parameters: Any, precision: str) -> Any:
    """Return the size of a model's parameters, in bytes.

    Parameters
    ----------
    parameters : how many there are; a number or an array, 1 or more.
    precision : "float32", "float16", "bfloat16", "int8", "int4" or "int2". Scales are left out:
        one for each row of a large matrix adds well under 1 %.

    Raises UnknownNameError for another precision, InvalidQuantityError for a bad number.

    >>> model_bytes(7_000_000_000, "int4")
    3500000000.0
    """
    return quantity("parameters", parameters, "", minimum=1) * _bits(precision) / 8


def footprint_table(parameters: float) -> pd.DataFrame:
    """Return the size of a model in each precision, in GB and in GiB, and what it saves.

    Parameters
    ----------
    parameters : how many the model has, 1 or more.

    Columns: precision (index), bits, size_gb (10^9 bytes), size_gib (2^30 bytes), saving_percent
    (against float32). Raises WrongTypeError or InvalidQuantityError.

    >>> footprint_table(7_000_000_000).loc["float32", ["size_gb", "size_gib"]].round(2).tolist()
    [28.0, 26.08]
    """
    import pandas as pd

    size = pd.Series({name: model_bytes(parameters, name) for name in BITS})
    return pd.DataFrame(
        {
            "bits": pd.Series(BITS),
            "size_gb": convert(size, "B", "GB"),
            "size_gib": convert(size, "B", "GiB"),
            "saving_percent": 100 * (1 - size / size["float32"]),
        }
    ).rename_axis("precision")


@dataclass(frozen=True, eq=False)
class Quantised:
    """An array in a lower precision: what is stored, and what is needed to read it again.

    Parameters
    ----------
    values : the stored numbers, in the shape of the original. Integers of 2 to 8 bits are held in
        int8 and bfloat16 in float32, because NumPy has no smaller type for them.
    scale : the value of one step, in float32, in a shape that broadcasts with `values`; None for
        floating-point precisions, which carry their own exponent.
    precision : its name, a key of `BITS`.
    """

    values: np.ndarray
    scale: np.ndarray | None
    precision: str

    @property
    def size_bytes(self) -> float:
        """What the array takes when it is packed, scales included, in bytes."""
        scales = 0 if self.scale is None else self.scale.size
        return self.values.size * _bits(self.precision) / 8 + scales * _SCALE_BYTES

    @property
    def error_bound(self) -> np.ndarray:
        """The largest possible |error|: half a step, in a shape that broadcasts with `values`."""
        if self.scale is not None:
            return self.scale.astype(float) / 2
        kind = _FLOATS[self.precision]
        return np.maximum(np.abs(dequantise(self)) * kind.relative_step, kind.smallest) / 2


def quantise(values: Any, precision: str = "int8", *, axis: int | None = None) -> Quantised:
    """Return `values` in a lower precision, rounded to the nearest number it can hold.

    Parameters
    ----------
    values : an array of any shape, at least one number, in any unit.
    precision : a key of `BITS`. Integers are symmetric: int8 uses -127 to 127, int4 -7 to 7.
    axis : for integers, the axis whose entries get a scale each (per channel): 0 gives one scale
        for each row of a matrix. None gives one scale for the whole array (per tensor).

    Raises UnknownNameError for another precision; InvalidQuantityError for an empty array, an axis
    that does not exist, and numbers that the precision cannot hold (float16 ends at 65504).
    Source: Krishnamoorthi, arXiv:1806.08342, section 2 (symmetric quantisation).

    >>> weights = [[0.10, -0.20, 0.30], [40.0, 0.0, -80.0]]
    >>> quantise(weights).values.tolist()  # one large row, and the small one is lost
    [[0, 0, 0], [64, 0, -127]]
    >>> quantise(weights, axis=0).values.tolist()
    [[42, -85, 127], [64, 0, -127]]
    """
    bits = _bits(precision)
    limit = _FLOATS.get(precision, _FLOATS["float32"]).largest  # a scale is a float32 too
    numbers = np.asarray(quantity("values", values, "", minimum=-limit, maximum=limit))
    if numbers.size == 0:
        raise InvalidQuantityError("values must hold at least one number, got an empty array")
    if precision in _FLOATS:
        return Quantised(_as_float(numbers, precision), None, precision)
    largest = 2 ** (bits - 1) - 1
    scale = _scales(numbers, largest, axis)
    steps = np.clip(np.rint(numbers / scale), -largest, largest)
    return Quantised(steps.astype(np.int8), scale, precision)


def dequantise(quantised: Quantised) -> np.ndarray:
    """Return the numbers that `quantised` stands for, in float64, in its shape.

    >>> dequantise(quantise([0.5, -1.27, 0.013])).round(3).tolist()
    [0.5, -1.27, 0.01]
    """
    scale = 1.0 if quantised.scale is None else quantised.scale.astype(float)
    return quantised.values.astype(float) * scale


def _scales(numbers: np.ndarray, largest: int, axis: int | None) -> np.ndarray:
    if axis is not None and axis not in range(numbers.ndim):
        raise InvalidQuantityError(
            f"axis must be None or one of {list(range(numbers.ndim))}, got {axis!r}"
        )
    others = None if axis is None else tuple(a for a in range(numbers.ndim) if a != axis)
    scale = np.abs(numbers).max(axis=others, keepdims=True) / largest
    # A channel of zeros has no scale of its own, and below `tiny` float32 has too few digits.
    return np.where(scale < np.finfo(np.float32).tiny, 1.0, scale).astype(np.float32)


def _as_float(numbers: np.ndarray, precision: str) -> np.ndarray:
    if precision == "float16":
        return numbers.astype(np.float16)
    single = numbers.astype(np.float32)
    if precision == "float32":
        return single
    # bfloat16 is the upper half of float32: round to nearest, ties to even, and drop the rest.
    pattern = single.view(np.uint32)
    rounded = pattern + np.uint32(0x7FFF) + ((pattern >> 16) & np.uint32(1))
    return (rounded & np.uint32(0xFFFF0000)).view(np.float32)


def _bits(precision: str) -> int:
    if precision not in BITS:
        raise UnknownNameError("precision", precision, BITS)
    return BITS[precision]
