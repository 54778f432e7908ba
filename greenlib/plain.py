"""Turn what a student returns into plain data, and say how two pieces of plain data differ.

Plain data is None, bools, text, floats, lists, dicts and tables of these. Only exact types are
taken at their word: a subclass may answer ``==`` as it likes, so it becomes an `Opaque` value,
which equals nothing.
"""

from __future__ import annotations

import math
from collections import Counter, OrderedDict, defaultdict
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

# Only where the right answer is 0: elsewhere any absolute tolerance would pass tiny wrong values.
ABS_TOL_AT_ZERO = 1e-12


def difference(result: Any, expected: Any, rel_tol: float) -> tuple[str, str] | None:
    """Return how `result` differs from `expected` and what to look at next; None if it does not.

    Both must come from `to_plain`. Numbers are equal within `rel_tol`.

    >>> difference(960.0, 0.96, 1e-6)
    ('is 1000 times too large', 'Check the factor of 1000 between the units.')
    """
    if isinstance(expected, float):
        return _number_difference(result, expected, rel_tol)
    if type(result) is not type(expected):
        return f"is {kind_in_words(result)}", "Look at what the question asks you to return."
    if isinstance(expected, dict):
        return _dict_difference(result, expected, rel_tol)
    if isinstance(expected, list):
        return _list_difference(result, expected, rel_tol)
    if isinstance(expected, Table):
        return _table_difference(result, expected, rel_tol)
    if result != expected:
        return "is not the right answer", "Work the example in the question by hand and compare."
    return None


def _number_difference(result: Any, expected: float, rel_tol: float) -> tuple[str, str] | None:
    if result is None:
        return "is nothing (None)", "Return the result; printing it is not enough."
    if isinstance(result, str):
        return "is text (str)", "Leave out the quotes or the formatting."
    if not isinstance(result, float):
        return f"is {kind_in_words(result)}", "Look at what the question asks you to return."
    if math.isnan(expected) and math.isnan(result):
        return None
    if not math.isfinite(result):
        return "is not a finite number", "Look for a division by zero or a missing value."
    abs_tol = ABS_TOL_AT_ZERO if expected == 0 else 0.0
    if math.isclose(result, expected, rel_tol=rel_tol, abs_tol=abs_tol):
        return None
    for factor, words in _USUAL_FACTORS:
        if expected and math.isclose(result, expected * factor, rel_tol=1e-9):
            return words
    if expected and abs(result / expected - 1) < 0.01:
        return "is close, but not close enough", "Round only when you print, not before."
    size = "too large" if result > expected else "too small"
    return f"is {size}", "Work the example in the question by hand and compare."


_USUAL_FACTORS = (
    (1000, ("is 1000 times too large", "Check the factor of 1000 between the units.")),
    (1e-3, ("is 1000 times too small", "Check the factor of 1000 between the units.")),
    (1e6, ("is a million times too large", "Check the units: J, Wh, kWh; g, kg, t.")),
    (1e-6, ("is a million times too small", "Check the units: J, Wh, kWh; g, kg, t.")),
    (100, ("is 100 times too large", "Is it a fraction (0.4) or a percentage (40)?")),
    (0.01, ("is 100 times too small", "Is it a fraction (0.4) or a percentage (40)?")),
    (-1, ("has the wrong sign", "Which of the two values is subtracted from which?")),
)  # fmt: skip


def _dict_difference(result: dict, expected: dict, rel_tol: float) -> tuple[str, str] | None:
    missing = [key for key in expected if key not in result]
    extra = [key for key in result if key not in expected]
    if missing or extra:
        found = f"has {'no' if missing else 'an unexpected'} key {(missing or extra)[0]!r}"
        return found, "Compare the keys with those the question lists."
    for key in expected:
        if inner := difference(result[key], expected[key], rel_tol):
            return f"under {key!r} {inner[0]}", inner[1]
    return None


def _list_difference(result: list, expected: list, rel_tol: float) -> tuple[str, str] | None:
    if len(result) != len(expected):
        advice = "Is something left out, or counted twice?"
        return f"has {len(result)} items instead of {len(expected)}", advice
    for position, (item, right) in enumerate(zip(result, expected, strict=True)):
        if inner := difference(item, right, rel_tol):
            return f"at position {position} {inner[0]}", inner[1]
    return None


@dataclass(frozen=True)
class Table:
    """A Series or DataFrame as plain data: its row labels, and each column's values by name."""

    kind: str
    labels: list
    columns: dict[str, list]


class Opaque:
    """Something that is no plain data; equal to nothing."""

    def __init__(self, name: str):
        self.name = name

    def __eq__(self, other: object) -> bool:
        return False

    __hash__ = None  # type: ignore[assignment]


def _table_difference(result: Table, expected: Table, rel_tol: float) -> tuple[str, str] | None:
    if result.kind != expected.kind:
        return f"is {kind_in_words(result)}", "Look at what the question asks you to return."
    if inner := _dict_difference(
        dict.fromkeys(result.columns), dict.fromkeys(expected.columns), rel_tol
    ):
        return inner[0].replace("key", "column"), "Compare the columns with the question's."
    if inner := _list_difference(result.labels, expected.labels, rel_tol):
        return f"in its index {inner[0]}", "Are the rows those the question asks for, in order?"
    return _dict_difference(result.columns, expected.columns, rel_tol)


def to_plain(value: Any) -> Any:
    """Return `value` as None, bool, text, float, list, dict or `Table`; `Opaque` for all else.

    Tuples and arrays become lists, sets sorted lists, dates ISO text, greenlib's own value types
    dicts of their fields.

    >>> import numpy as np
    >>> to_plain({"kwh": np.float32(0.5), "parts": (1, 2)})
    {'kwh': 0.5, 'parts': [1.0, 2.0]}
    """
    kind = type(value)
    if value is None or kind in (bool, str, bytes):
        return value
    if kind in (int, float, Decimal, Fraction):
        return _float(value)
    if kind in (list, tuple, range):
        return [to_plain(item) for item in value]
    if kind in (set, frozenset):
        return sorted((to_plain(item) for item in value), key=repr)
    if kind in (dict, OrderedDict, defaultdict, Counter):
        return {_plain_key(key): to_plain(item) for key, item in value.items()}
    if kind in (date, datetime):
        return value.isoformat()
    return _library_to_plain(value, *kind.__module__.split(".")[:1], kind.__name__)


def _library_to_plain(value: Any, library: str, name: str) -> Any:
    if library == "numpy":
        return _numpy_to_plain(value)
    if library in ("pandas", "polars") and name in ("Series", "DataFrame"):
        return _table_to_plain(value, library, name)
    if library == "pandas" and name == "Timestamp":
        return value.isoformat()
    if library == "greenlib" and is_dataclass(value):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    return Opaque(name)


def _numpy_to_plain(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return [to_plain(item) for item in value] if value.ndim else to_plain(value.item())
    return to_plain(value.item()) if isinstance(value, np.generic) else Opaque(type(value).__name__)


def _table_to_plain(value: Any, library: str, name: str) -> Table:
    index = value.index if library == "pandas" else range(len(value))
    labels = [to_plain(label) for label in index]
    columns = {"values": value} if name == "Series" else {str(c): value[c] for c in value.columns}
    return Table(name, labels, {key: [to_plain(v) for v in col] for key, col in columns.items()})


def _plain_key(key: Any) -> Any:
    plain = to_plain(key)
    return tuple(plain) if isinstance(plain, list) else plain


def _float(value: Any) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf


def kind_in_words(plain: Any) -> str:
    """Return what sort of thing a plain value is, in a student's words.

    >>> kind_in_words(0.5), kind_in_words(None), kind_in_words([])
    ('a number', 'nothing (None)', 'a list')
    """
    if isinstance(plain, (Table, Opaque)):
        return f"a {plain.kind if isinstance(plain, Table) else plain.name}"
    if plain is None:
        return "nothing (None)"
    names = {float: "a number", str: "text (str)", bool: "True or False", list: "a list"}
    return names.get(type(plain), f"a {type(plain).__name__}")
