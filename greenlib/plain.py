"""Turn what a student returns into plain data, and say how two pieces of plain data differ.

Plain data is None, bools, text, floats, lists, dicts, sets and tables of these. Only exact types
are taken at their word: a subclass may answer ``==`` as it likes, so it becomes an `Opaque` value,
which equals only itself.

What is said of a difference names what came back, never what was expected: sizes may be told,
values, keys and None may not.
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
    if expected is None:
        return None if result is None else _NOT_RIGHT
    if type(result) is not type(expected):
        return f"is {kind_in_words(result)}", "Look at what the question asks you to return."
    if isinstance(expected, dict):
        return _dict_difference(result, expected, rel_tol)
    if isinstance(expected, list):
        return _list_difference(result, expected, rel_tol)
    if isinstance(expected, Unordered):
        return _set_difference(result, expected, rel_tol)
    if isinstance(expected, Table):
        return _table_difference(result, expected, rel_tol)
    return None if result == expected else _NOT_RIGHT


_NOT_RIGHT = ("is not the right answer", "Work the example in the question by hand and compare.")


def _number_difference(result: Any, expected: float, rel_tol: float) -> tuple[str, str] | None:
    if isinstance(result, str):
        return "is text (str)", "Leave out the quotes or the formatting."
    if not isinstance(result, float):
        return f"is {kind_in_words(result)}", "Look at what the question asks you to return."
    if not math.isfinite(expected):
        same = result == expected or (math.isnan(result) and math.isnan(expected))
        return None if same else _NOT_RIGHT
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
    advice = "Compare the keys with those the question asks for."
    if unexpected := [key for key in result if key not in expected]:
        return f"has an unexpected key {_as_written(unexpected[0])}", advice
    if len(result) != len(expected):
        return f"has {_count(result, 'key')} instead of {len(expected)}", advice
    for key in expected:
        if inner := difference(result[key], expected[key], rel_tol):
            return f"under {_as_written(key)} {inner[0]}", inner[1]
    return None


def _list_difference(result: list, expected: list, rel_tol: float) -> tuple[str, str] | None:
    if len(result) != len(expected):
        advice = "Is something missing, or counted twice?"
        return f"has {_count(result, 'item')} instead of {len(expected)}", advice
    for position, (item, right) in enumerate(zip(result, expected, strict=True)):
        if inner := difference(item, right, rel_tol):
            return f"at position {position} {inner[0]}", inner[1]
    return None


def _set_difference(
    result: Unordered, expected: Unordered, rel_tol: float
) -> tuple[str, str] | None:
    inner = _list_difference(result.items, expected.items, rel_tol)
    if inner and inner[0].startswith("at position"):
        return "holds an item that does not belong there", "Look at the items one by one."
    return inner


def _count(items: Any, name: str) -> str:
    return f"{len(items)} {name}{'' if len(items) == 1 else 's'}"


def _as_written(key: Any) -> str:
    return f"{key:.10g}" if isinstance(key, float) else repr(key)


@dataclass(frozen=True)
class Unordered:
    """A set as plain data: its items in a fixed order, numbers first."""

    items: list


@dataclass(frozen=True)
class Table:
    """A Series or DataFrame as plain data: its row labels, and each column's values by name."""

    kind: str
    labels: list
    columns: dict[str, list]


class Opaque:
    """Something that is no plain data; equal only to the very same object."""

    def __init__(self, value: Any, name: str = ""):
        self.value, self.name = value, name or type(value).__name__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Opaque) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)

    def __repr__(self) -> str:
        return f"a {self.name}"


def _table_difference(result: Table, expected: Table, rel_tol: float) -> tuple[str, str] | None:
    if result.kind != expected.kind:
        return f"is {kind_in_words(result)}", "Look at what the question asks you to return."
    if inner := _dict_difference(
        dict.fromkeys(result.columns), dict.fromkeys(expected.columns), rel_tol
    ):
        return inner[0].replace("key", "column", 1), "Compare the columns with the question's."
    if inner := _list_difference(result.labels, expected.labels, rel_tol):
        return f"in its index {inner[0]}", "Are the rows those the question asks for, in order?"
    return _dict_difference(result.columns, expected.columns, rel_tol)


def to_plain(value: Any) -> Any:
    """Return `value` as None, bool, text, float, list, dict, `Unordered` or `Table`.

    Tuples and arrays become lists, dates ISO text, greenlib's own value types dicts of their
    fields, and all else `Opaque`.

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
        return Unordered(sorted((to_plain(item) for item in value), key=_numbers_first))
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
    return Opaque(value)


def _numbers_first(plain: Any) -> tuple:
    number = plain if isinstance(plain, float) and not math.isnan(plain) else math.inf
    return number, repr(plain)


def _numpy_to_plain(value: Any) -> Any:
    if type(value) is np.ndarray:
        return [to_plain(item) for item in value] if value.ndim else to_plain(value[()])
    if isinstance(value, (np.integer, np.floating)) and not isinstance(value, np.timedelta64):
        return float(value)
    if isinstance(value, (np.bool_, np.str_, np.bytes_)):
        return value.item()
    moment = value.item() if isinstance(value, np.datetime64) else None
    return to_plain(moment) if isinstance(moment, date) else Opaque(value)


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
        return Opaque(value, "number too large to compare")


def kind_in_words(plain: Any) -> str:
    """Return what sort of thing a plain value is, in a student's words.

    >>> kind_in_words(0.5), kind_in_words(None), kind_in_words([])
    ('a number', 'nothing (None)', 'a list or tuple')
    """
    if isinstance(plain, (Table, Opaque)):
        return f"a {plain.kind if isinstance(plain, Table) else plain.name}"
    if plain is None:
        return "nothing (None)"
    names = {float: "a number", str: "text (str)", bool: "True or False"}
    names |= {list: "a list or tuple", Unordered: "a set"}
    return names.get(type(plain), f"a {type(plain).__name__}")
