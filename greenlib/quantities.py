"""Check a number, an array or a column once, at the door of a public function.

Every public function of greenlib passes its arguments through `quantity`, so that bad input is
reported in the same words everywhere: the argument, its value, what would be right.
"""

from __future__ import annotations

import math
import sys
from typing import Any

import numpy as np

from .errors import InvalidQuantityError, WrongTypeError


def quantity(
    name: str, value: Any, unit: str, *, minimum: float = 0.0, maximum: float = math.inf
) -> Any:
    """Return `value` as it may be calculated with, or say what is wrong with it.

    Parameters
    ----------
    name : the argument's name, used in messages.
    value : a number, or an array, list or pandas Series of numbers (any shape).
    unit : the unit that `value` is in, used in messages; "" for a plain ratio.
    minimum, maximum : the closed range that is allowed, in `unit`.

    Returns a float for a number, an ndarray for an array or list, a Series for a Series.
    Raises WrongTypeError for text, bools or None, InvalidQuantityError for NaN, infinities and
    numbers outside the range.

    >>> quantity("hours", 12, "h")
    12.0
    >>> quantity("pue", 0.9, "", minimum=1)
    Traceback (most recent call last):
    greenlib.errors.InvalidQuantityError: pue must be 1 or more, got 0.9
    """
    if is_series(value):
        _check_array(name, value.to_numpy(), unit, minimum, maximum)
        return value
    if isinstance(value, (np.ndarray, list, tuple)):
        array = np.asarray(value)
        _check_array(name, array, unit, minimum, maximum)
        return array.astype(float)
    if isinstance(value, (bool, np.bool_)) or not isinstance(
        value, (int, float, np.integer, np.floating)
    ):
        raise WrongTypeError(_wrong_type_message(name, value, unit))
    number = float(value)
    if not minimum <= number <= maximum or math.isinf(number):
        raise InvalidQuantityError(_range_message(name, value, unit, minimum, maximum))
    return number


def is_series(value: Any) -> bool:
    """Return whether `value` is a pandas Series, without importing pandas to find out."""
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(value, pandas.Series)


def _check_array(name: str, array: np.ndarray, unit: str, minimum: float, maximum: float) -> None:
    if array.dtype.kind not in "iuf":
        first = array.ravel()[0] if array.size else array
        raise WrongTypeError(_wrong_type_message(f"{name}[0]", first, unit))
    wrong = ~((array >= minimum) & (array <= maximum) & np.isfinite(array))
    if wrong.any():
        position = int(np.argmax(wrong.ravel()))
        value = array.ravel()[position].item()
        raise InvalidQuantityError(
            _range_message(f"{name}[{position}]", value, unit, minimum, maximum)
        )


def _wrong_type_message(name: str, value: Any, unit: str) -> str:
    message = f"{name} must be a number{_in(unit)}, got {value!r} ({type(value).__name__})"
    if isinstance(value, str):
        message += "; convert text first, for example float(text)"
    return message


def _range_message(name: str, value: Any, unit: str, minimum: float, maximum: float) -> str:
    if maximum == math.inf:
        right = f"{minimum:g} or more"
    else:
        right = f"between {minimum:g} and {maximum:g}"
    return f"{name} must be {right}{' ' + unit if unit else ''}, got {value!r}"


def _in(unit: str) -> str:
    return f" in {unit}" if unit else ""
