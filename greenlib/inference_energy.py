"""The energy of using a model: what its arithmetic takes, and what fetching its numbers takes.

One pass of one input through a dense model multiplies and adds once for each parameter, and reads
every parameter from memory once. A batch of inputs that goes through together shares the reading.
"""

from __future__ import annotations

from dataclasses import dataclass

from . import factors
from .errors import UnknownNameError
from .precision import model_bytes
from .quantities import quantity

_MULTIPLY_ADD = {
    "float32": ("precision.mult.float32", "precision.add.float32"),
    "float16": ("precision.mult.float16", "precision.add.float16"),
    "int8": ("precision.mult.int8", "precision.add.int32"),  # sums need more bits than terms
}


@dataclass(frozen=True)
class InferenceEnergy:
    """The energy of one input in J: in its arithmetic, and in fetching the model for it."""

    arithmetic_j: float
    movement_j: float

    @property
    def total_j(self) -> float:
        """Arithmetic and movement together, in J."""
        return self.arithmetic_j + self.movement_j


def multiply_add_pj(precision: str) -> float:
    """Return the energy of one multiplication and one addition, in pJ.

    `precision` is "float32", "float16" or "int8" (whose sums are kept in 32 bits). Raises
    UnknownNameError for another: there is no published figure for it here.

    >>> round(multiply_add_pj("float32"), 3), round(multiply_add_pj("int8"), 3)
    (4.6, 0.3)
    """
    if precision not in _MULTIPLY_ADD:
        raise UnknownNameError("precision with published energy", precision, _MULTIPLY_ADD)
    return sum(factors.value(key, "pJ") for key in _MULTIPLY_ADD[precision])


def inference_energy(
    parameters: float,
    stored: str,
    computed: str | None = None,
    *,
    batch: float = 1,
    memory: str = "dram",
) -> InferenceEnergy:
    """Return the energy of one input (one token of a language model) through a dense model, in J.

    Parameters
    ----------
    parameters : how many the model has, 1 or more.
    stored : the precision they are kept and fetched in, a key of `greenlib.precision.BITS`.
    computed : the precision of the arithmetic: "float32", "float16" or "int8". None takes that of
        `stored`; small integers are often turned back into float16 before they are used.
    batch : how many inputs share one reading of the model, 1 or more.
    memory : where the model is read from: "dram", "hbm2" or "sram".

    Raises UnknownNameError for another precision or memory, InvalidQuantityError for a bad number.
    Source: Horowitz, ISSCC 2014 (factors "precision.*"). The figures are for 45 nm circuits and
    leave out instructions, caches, activations and idle power: trust the ratios, not the joules.

    >>> energy = inference_energy(7e9, "float32")  # 7 billion parameters, one token
    >>> round(energy.total_j, 2), round(energy.movement_j / energy.arithmetic_j)
    (4.51, 139)
    """
    each_pj = multiply_add_pj(stored if computed is None else computed)
    read_pj = factors.value(f"precision.read.{memory}", "pJ/32 bit") / 4  # 32 bits are 4 bytes
    shared = quantity("batch", batch, "", minimum=1)
    return InferenceEnergy(
        quantity("parameters", parameters, "", minimum=1) * each_pj / 1e12,
        model_bytes(parameters, stored) * read_pj / shared / 1e12,
    )
