"""What counts as a table: a list of dicts, or a data frame of pandas or Polars.

A library that is not imported yet cannot have made the table, so neither is imported to find out.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from reprlib import repr as shorten
from typing import TYPE_CHECKING, Any

from .errors import InvalidQuantityError, UnknownNameError, WrongTypeError

if TYPE_CHECKING:
    import polars as pl


def kind_of(data: Any) -> str:
    """Return "rows", "pandas" or "polars" for a table with at least one row.

    Raises WrongTypeError for what is no table, InvalidQuantityError for a table without rows.

    >>> kind_of([{"id": 7, "country": "FR"}])
    'rows'
    """
    kind = next((name for name in ("pandas", "polars") if _is_frame(data, name)), "rows")
    if kind == "rows" and not (
        isinstance(data, list) and all(isinstance(row, Mapping) for row in data)
    ):
        raise WrongTypeError(
            f"data must be a list of dicts or a pandas or Polars DataFrame, got {shorten(data)}"
        )
    if len(data) == 0:
        raise InvalidQuantityError("data has no rows; there is nothing to reduce")
    return kind


def to_polars(data: Any) -> pl.DataFrame:
    """Return a table as a Polars data frame; raises as `kind_of` does.

    >>> to_polars([{"id": 7}, {"id": 8}]).shape
    (2, 1)
    """
    import polars as pl

    kind = kind_of(data)
    if kind == "rows":
        return pl.DataFrame(data, infer_schema_length=None)
    return pl.from_pandas(data) if kind == "pandas" else data


def check_pandas(frame: Any) -> None:
    """Raise WrongTypeError for anything but a pandas DataFrame."""
    if not _is_frame(frame, "pandas"):
        raise WrongTypeError(f"frame must be a pandas DataFrame, got {shorten(frame)}")


def check_columns(names: Sequence[str], known: Sequence[str]) -> list[str]:
    """Return `names` as a list, at least one, each of them `known` and named once.

    Raises WrongTypeError, UnknownNameError or InvalidQuantityError.

    >>> check_columns(("country", "id"), known=["id", "country", "os"])
    ['country', 'id']
    """
    if isinstance(names, str) or not names:
        raise WrongTypeError(f"columns must be a list of names, at least one; got {names!r}")
    for name in names:
        if name not in known:
            raise UnknownNameError("column", name, known)
    if len(set(names)) < len(names):
        raise InvalidQuantityError(f"columns must not name a column twice, got {list(names)!r}")
    return list(names)


def _is_frame(data: Any, library: str) -> bool:
    return library in sys.modules and isinstance(data, sys.modules[library].DataFrame)
