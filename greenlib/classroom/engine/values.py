"""Carry values out of a student's process as plain data, never as code or pickles.

`encode` runs in the student's process, `decode` in the judge. Only exact types are taken at their
word: a subclass may answer ``==`` as it likes, so it arrives as a `StudentObject`, which equals
nothing. What arrives is JSON of a fixed set of forms; anything else is refused.
"""

from __future__ import annotations

import base64
import math
import re
import sys
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from types import ModuleType
from typing import Any

import numpy as np

MAX_DEPTH = 40
MAX_ITEMS = 2_000_000
MAX_ARRAY_BYTES = 32_000_000
_ARRAY_KINDS = "biufcMmSU"
# Different in each run, and of no use to anybody.
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")


class BadValueError(ValueError):
    """Data that no honest student process sends."""


class StudentObject:
    """Something that is no plain data: known by its type's name and its text, equal to nothing."""

    def __init__(self, text: str):
        self._text = text

    def __repr__(self) -> str:
        return self._text

    def __eq__(self, other: object) -> bool:
        return False

    __hash__ = None  # type: ignore[assignment]


def encode(value: Any, keep: Callable[[Any], int]) -> Any:
    """Return `value` as data that JSON can carry.

    `keep` is given every callable found, keeps it and returns the number by which the judge can
    call it. Too deep or too large a value is carried as an object known by its text only.

    >>> encode({"kwh": (0.5, None)}, keep=id)
    {'dict': [['kwh', {'tuple': [0.5, None]}]]}
    """
    return _Encoder(keep).encode(value, 0)


class _Encoder:
    def __init__(self, keep: Callable[[Any], int]):
        self._keep = keep
        self._items = 0

    def encode(self, value: Any, depth: int) -> Any:
        kind = type(value)
        self._items += 1
        if value is None or kind in (bool, float, str):
            return value
        if kind is int:
            return value if value.bit_length() < 10_000 else self._object(value)
        if depth > MAX_DEPTH or self._items > MAX_ITEMS:
            return self._object(value)
        if kind in _SIZED and self._items + len(value) > MAX_ITEMS:
            return {
                "object": [kind.__name__, f"a {kind.__name__} of {len(value):,} items", None, ""]
            }
        if kind in _SEQUENCES:
            # A copy first: another thread of the student's may still be adding items.
            return {_SEQUENCES[kind]: [self.encode(item, depth + 1) for item in tuple(value)]}
        if kind in _MAPPINGS:
            pairs = [(self.encode(k, depth + 1), self.encode(v, depth + 1))
                     for k, v in tuple(value.items())]  # fmt: skip
            return {"dict": [list(pair) for pair in pairs]}
        if kind is range and not _is_short(value.start, value.stop):
            return self._object(value)
        if kind in _SCALARS:
            return {_SCALARS[kind][0]: _SCALARS[kind][1](value)}
        if kind is ModuleType and sys.modules.get(value.__name__) is value:
            return {"module": value.__name__}
        return self._from_library(value, kind, depth)

    def _from_library(self, value: Any, kind: type, depth: int) -> Any:
        library = str(kind.__module__).split(".")[0]
        if library == "numpy" and issubclass(kind, (np.ndarray, np.generic)):
            return self._numpy(value, kind, depth)
        if library == "pandas" and kind.__name__ in ("NAType", "NaTType"):
            return {"pandas": ["NA" if kind.__name__ == "NAType" else "NaT", ""]}
        if library in ("pandas", "polars") and kind is getattr(
            sys.modules.get(library), kind.__name__, None
        ):
            return self._frame(value, library, kind.__name__, depth)
        if library == "greenlib" and is_dataclass(value) and _is_ours(kind):
            content = {f.name: self.encode(getattr(value, f.name), depth + 1)
                       for f in fields(value)}  # fmt: skip
            return {"ours": [kind.__module__, kind.__qualname__, content]}
        return self._object(value)

    def _numpy(self, value: Any, kind: type, depth: int) -> Any:
        if kind is np.ndarray and value.nbytes > MAX_ARRAY_BYTES:
            return {"object": ["ndarray", f"an array of {value.size:,} items", None, ""]}
        if kind is np.ndarray and value.dtype.kind in _ARRAY_KINDS:
            data = base64.b64encode(np.ascontiguousarray(value).tobytes()).decode()
            return {"array": [value.dtype.str, list(value.shape), data]}
        if kind is np.ndarray and value.dtype.kind == "O":
            items = [self.encode(item, depth + 1) for item in value.ravel()]
            return {"objects": [list(value.shape), items]}
        if issubclass(kind, np.generic) and value.dtype.kind in _ARRAY_KINDS:
            return {"number": [value.dtype.str, base64.b64encode(value.tobytes()).decode()]}
        return self._object(value)

    def _frame(self, value: Any, library: str, name: str, depth: int) -> Any:
        if library == "pandas" and name in ("Timestamp", "Timedelta"):
            return {"pandas": [name, str(value)]}
        if name not in ("Series", "DataFrame"):
            return self._object(value)
        columns = [value] if name == "Series" else [value[column] for column in value.columns]
        if name == "DataFrame" and library == "pandas":
            columns = [value.iloc[:, place] for place in range(value.shape[1])]
        index = value.index if library == "pandas" else None
        return {
            "frame": {
                "library": library,
                "name": name,
                "labels": [self.encode(column.name, depth + 1) for column in columns],
                "types": [str(column.dtype) for column in columns],
                "columns": [self._column(column, depth + 1) for column in columns],
                "index": None if index is None else self._column(index, depth + 1),
            }
        }

    def _column(self, column: Any, depth: int) -> Any:
        plain = column.to_numpy()
        if plain.dtype.kind in "biuf" and str(column.dtype) == str(plain.dtype):
            return self._numpy(plain, np.ndarray, depth)
        return {"list": [self.encode(item, depth + 1) for item in column.to_list()]}

    def _object(self, value: Any) -> Any:
        number = self._keep(value) if callable(value) else None
        name = getattr(value, "__name__", "") if number is not None else ""
        return {"object": [type(value).__name__[:60], _text_of(value),
                           number, name if isinstance(name, str) else ""]}  # fmt: skip


_SEQUENCES = {list: "list", tuple: "tuple", set: "set", frozenset: "frozenset"}
_MAPPINGS = (dict, OrderedDict, defaultdict, Counter)
_SIZED = (*_SEQUENCES, *_MAPPINGS)
_SCALARS: dict[type, tuple[str, Callable[[Any], Any]]] = {
    bytes: ("bytes", lambda value: base64.b64encode(value).decode()),
    bytearray: ("bytes", lambda value: base64.b64encode(value).decode()),
    complex: ("complex", lambda value: [value.real, value.imag]),
    range: ("range", lambda value: [value.start, value.stop, value.step]),
    Decimal: ("decimal", str),
    Fraction: ("fraction", lambda value: [value.numerator, value.denominator]),
    date: ("date", date.isoformat),
    time: ("time", time.isoformat),
    datetime: ("datetime", datetime.isoformat),
    timedelta: ("timedelta", lambda value: [value.days, value.seconds, value.microseconds]),
}


def _text_of(value: Any) -> str:
    try:
        text = _ADDRESS.sub("", " ".join(repr(value).split()))
    except Exception:
        text = f"a {type(value).__name__}"
    return text if len(text) <= 200 else f"{text[:197]}..."


def _is_ours(kind: type) -> bool:
    module = sys.modules.get(kind.__module__)
    return getattr(module, kind.__qualname__, None) is kind


def decode(data: Any, function: Callable[[int, str, str], Any] | None = None) -> Any:
    """Return the value that `encode` carried.

    `function` makes a proxy of a callable from its number, its name and its text. Raises
    BadValueError for anything that `encode` does not write.

    >>> decode({"dict": [["kwh", {"tuple": [0.5, None]}]]})
    {'kwh': (0.5, None)}
    """
    try:
        return _decode(data, function, 0)
    except BadValueError:
        raise
    except Exception as error:
        raise BadValueError(f"{type(error).__name__} while reading a student's value") from None


def _decode(data: Any, function: Callable | None, depth: int) -> Any:
    if data is None or type(data) in (bool, int, float, str):
        return data
    if type(data) is not dict or len(data) != 1 or depth > MAX_DEPTH + 5:
        raise BadValueError("no form of plain data")
    (form, content), inner = next(iter(data.items())), depth + 1
    if form in _COLLECTIONS:
        return _COLLECTIONS[form](_decode(item, function, inner) for item in content)
    if form == "dict":
        return {_decode(k, function, inner): _decode(v, function, inner) for k, v in content}
    if form == "object":
        return _object(content, function)
    if form == "objects":
        shape, items = content
        array = np.empty(len(items), dtype=object)
        array[:] = [_decode(item, function, inner) for item in items]
        return array.reshape(_shape(shape))
    if form == "frame":
        return _frame(content, lambda part: _decode(part, function, inner))
    if form == "ours":
        return _ours(content, lambda part: _decode(part, function, inner))
    return _FORMS[form](content)


def _array(content: list) -> np.ndarray:
    kind, shape, data = content
    dtype = np.dtype(str(kind))
    if dtype.kind not in _ARRAY_KINDS or dtype.fields:
        raise BadValueError(f"an array of {dtype}")
    return np.frombuffer(base64.b64decode(data), dtype).reshape(_shape(shape)).copy()


def _shape(sides: list) -> tuple[int, ...]:
    """Return the sides of an array; an empty one may not have 10**9 empty rows either."""
    if min(sides, default=0) < 0 or math.prod(max(side, 1) for side in sides) > MAX_ARRAY_BYTES:
        raise BadValueError(f"an array of the shape {sides}")
    return tuple(sides)


def _range(content: list) -> range:
    start, stop, step = content
    if not _is_short(start, stop):
        raise BadValueError(f"a range from {start} to {stop}")
    return range(start, stop, step)


def _is_short(start: int, stop: int) -> bool:
    # A range of 10**12 numbers is a few bytes here, and more than the memory once it is a list.
    return abs(stop - start) <= MAX_ITEMS


def _pandas(content: list) -> Any:
    import pandas

    name, text = content
    if name in ("NA", "NaT"):
        return getattr(pandas, name)
    return {"Timestamp": pandas.Timestamp, "Timedelta": pandas.Timedelta}[name](text)


_COLLECTIONS = {"list": list, "tuple": tuple, "set": set, "frozenset": frozenset}
_FORMS: dict[str, Callable[[Any], Any]] = {
    "array": _array,
    "number": lambda content: _array([content[0], [1], content[1]])[0],
    "bytes": base64.b64decode,
    "complex": lambda content: complex(*content),
    "range": _range,
    "decimal": Decimal,
    "fraction": lambda content: Fraction(*content),
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "datetime": datetime.fromisoformat,
    "timedelta": lambda content: timedelta(*content),
    "pandas": _pandas,
    # The judge's own module of that name, whatever the student made of theirs.
    "module": lambda name: sys.modules[name],
}


def _object(content: list, function: Callable | None) -> Any:
    kind, text, number, name = content
    if number is not None and function is not None:
        return function(int(number), str(name), str(text)[:200])
    # Named as the student's type, so that messages can say what came back.
    return type(str(kind)[:60], (StudentObject,), {})(str(text)[:200])


def _frame(content: dict, inner: Callable[[Any], Any]) -> Any:
    library, name = content["library"], content["name"]
    labels = [inner(label) for label in content["labels"]]
    columns = [inner(column) for column in content["columns"]]
    if library == "polars":
        import polars

        if name == "Series":
            return polars.Series(labels[0] or "", columns[0])
        return polars.DataFrame(dict(zip(labels, columns, strict=True)))
    import pandas

    index = pandas.Index(inner(content["index"]))
    series = [
        pandas.Series(column, index=index, name=label, dtype=_dtype(column, kind))
        for label, column, kind in zip(labels, columns, content["types"], strict=True)
    ]
    if name == "Series":
        return series[0]
    if not series:
        return pandas.DataFrame(index=index)
    frame = pandas.concat(series, axis=1)
    frame.columns = pandas.Index(labels)
    return frame


def _dtype(column: Any, kind: str) -> Any:
    return column.dtype if isinstance(column, np.ndarray) else str(kind)


def _ours(content: list, inner: Callable[[Any], Any]) -> Any:
    module, name, parts = content
    kind = getattr(sys.modules.get(module), name, None)
    if not (str(module).startswith("greenlib.") and isinstance(kind, type) and is_dataclass(kind)):
        raise BadValueError(f"{module}.{name} is no value type of greenlib")
    value = object.__new__(kind)
    for field in fields(kind):
        object.__setattr__(value, field.name, inner(parts[field.name]))
    return value
