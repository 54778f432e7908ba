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
    try:
        number = float(value)
    except OverflowError:  # a whole number of more than 308 digits; its text would be as long
        number = value = math.inf if value > 0 else -math.inf
    if not minimum <= number <= maximum or math.isinf(number):
        right = _range(unit, minimum, maximum)
        raise InvalidQuantityError(f"{name} must be {right}, got {value!r}")
    return number


def one_number(name: str, value: Any, unit: str, **limits: float) -> float:
    """Return `value` as `quantity` does, and refuse arrays, lists and Series too.

    Parameters as for `quantity`; `limits` are its `minimum` and `maximum`.

    >>> one_number("copies", [3, 6], "")
    Traceback (most recent call last):
    greenlib.errors.WrongTypeError: copies must be one number, got [3, 6] (list)
    """
    if isinstance(value, (np.ndarray, list, tuple)) or is_series(value):
        kind = type(value).__name__
        raise WrongTypeError(f"{name} must be one number{_in(unit)}, got {value!r:.60} ({kind})")
    return quantity(name, value, unit, **limits)


def whole_number(name: str, value: Any, unit: str, **limits: float) -> int:
    """Return `value` as an int if it is one whole number, such as 30 or 30.0.

    Parameters and what is raised as for `one_number`; InvalidQuantityError for 2.5 too.

    >>> whole_number("epochs", 80, "", minimum=1)
    80
    >>> whole_number("epochs", 2.5, "", minimum=1)
    Traceback (most recent call last):
    greenlib.errors.InvalidQuantityError: epochs must be a whole number, got 2.5
    """
    whole_quantity(name, one_number(name, value, unit, **limits), unit)
    return int(value)


def whole_quantity(name: str, value: Any, unit: str, **limits: float) -> Any:
    """Return `value` as `quantity` does, if all of it is whole.

    Parameters and what is raised as for `quantity`; InvalidQuantityError for 2.5 too.

    >>> whole_quantity("batch_size", [4, 2.5], "items")
    Traceback (most recent call last):
    greenlib.errors.InvalidQuantityError: batch_size[1] must be a whole number in items, got 2.5
    """
    checked = quantity(name, value, unit, **limits)
    _refuse(name, checked, np.asarray(checked) % 1 != 0, f"a whole number{_in(unit)}")
    return checked


def above_zero(name: str, value: Any, unit: str, **limits: float) -> Any:
    """Return `value` as `quantity` does, if none of it is 0: for what is divided by.

    Parameters and what is raised as for `quantity`; InvalidQuantityError for 0 too.

    >>> above_zero("lifespan_years", 0, "years")
    Traceback (most recent call last):
    greenlib.errors.InvalidQuantityError: lifespan_years must be above 0 years, got 0.0
    """
    checked = quantity(name, value, unit, **limits)
    _refuse(name, checked, np.asarray(checked) == 0, f"above 0{' ' + unit if unit else ''}")
    return checked


def unwrapped(value: Any) -> Any:
    """Return a result as its caller expects it: a number as a float, an array or Series as it is.

    >>> unwrapped(np.ceil(2.5))
    3.0
    """
    return value if is_series(value) or np.ndim(value) else float(value)


def is_series(value: Any) -> bool:
    """Return whether `value` is a pandas Series, without importing pandas to find out."""
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(value, pandas.Series)


def _check_array(name: str, array: np.ndarray, unit: str, minimum: float, maximum: float) -> None:
    if array.dtype.kind not in "iuf":
        first = array.ravel()[0] if array.size else array
        raise WrongTypeError(_wrong_type_message(f"{name}[0]", first, unit))
    wrong = ~((array >= minimum) & (array <= maximum) & np.isfinite(array))
    _refuse(name, array, wrong, _range(unit, minimum, maximum))


def _refuse(name: str, checked: Any, wrong: np.ndarray, right: str) -> None:
    """Raise for the first value that is `wrong`, and say where it stands and what is `right`."""
    if np.any(wrong):
        position = int(np.argmax(wrong))
        place = f"{name}[{position}]" if np.ndim(checked) else name
        value = np.asarray(checked).ravel()[position].item()
        raise InvalidQuantityError(f"{place} must be {right}, got {value!r}")


def _wrong_type_message(name: str, value: Any, unit: str) -> str:
    message = f"{name} must be a number{_in(unit)}, got {value!r} ({type(value).__name__})"
    if isinstance(value, str):
        message += "; convert text first, for example float(text)"
    return message


def _range(unit: str, minimum: float, maximum: float) -> str:
    space_unit = f" {unit}" if unit else ""
    if maximum == math.inf:
        return f"{minimum:.10g} or more{space_unit}"
    return f"between {minimum:.10g} and {maximum:.10g}{space_unit}"


def _in(unit: str) -> str:
    return f" in {unit}" if unit else ""
