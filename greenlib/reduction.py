"""The data diet: remove rows, columns and bytes that are not needed, and measure what that saved.

    row_reduction  = 1 - rows_after / rows_before
    size_reduction = 1 - size_after_bytes / size_before_bytes
    transfer_kwh   = size_bytes / 10^9 x kwh_per_gb

Sizes are measured, not estimated: a table is written as a file (`greenlib.file_formats`) and its
bytes are counted. Texts that are nearly the same: `greenlib.near_duplicates`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .errors import UnknownNameError
from .file_formats import encode
from .quantities import quantity
from .tables import check_columns, check_pandas, kind_of
from .units import convert, format_bytes, format_energy

if TYPE_CHECKING:
    import pandas as pd


def deduplicate(data: Any, key: str, keep_columns: Sequence[str] | None = None) -> Any:
    """Return the first row for each value of `key`, with the columns that are needed.

    Parameters
    ----------
    data : a list of dicts with the same keys, or a pandas or Polars DataFrame; at least one row.
    key : the column whose values count as the same thing, for example "email". Missing values
        (None) count as equal, so rows without a key become one row.
    keep_columns : the columns to keep, in this order; None keeps all.

    Returns the same kind of table, rows in their old order. Raises UnknownNameError for a column
    that is not there, InvalidQuantityError for no rows, WrongTypeError for another kind of data.

    >>> rows = [{"id": 1, "email": "ana@example.com"}, {"id": 2, "email": "ana@example.com"}]
    >>> deduplicate(rows, key="email", keep_columns=["id"])
    [{'id': 1}]
    >>> deduplicate(rows, key="e-mail")
    Traceback (most recent call last):
    greenlib.errors.UnknownNameError: unknown column 'e-mail'; did you mean 'email'?
    """
    kind = kind_of(data)
    known = list(data[0]) if kind == "rows" else list(data.columns)
    check_columns([key], known)
    columns = known if keep_columns is None else check_columns(keep_columns, known)
    if kind == "rows":
        return _deduplicate_rows(data, key, columns)
    if kind == "pandas":
        return data.loc[~data[key].duplicated(), columns]
    # Columns go first: the others are then never copied.
    needed = data.select(list(dict.fromkeys([key, *columns])))
    return needed.unique(subset=key, keep="first", maintain_order=True).select(columns)


def _deduplicate_rows(rows: list[dict], key: str, columns: list[str]) -> list[dict]:
    needed = {key, *columns}
    seen, kept = set(), []
    for position, row in enumerate(rows):
        if missing := needed - row.keys():
            raise UnknownNameError(f"column of data[{position}]", min(missing), row)
        if row[key] not in seen:
            seen.add(row[key])
            kept.append({column: row[column] for column in columns})
    return kept


@dataclass(frozen=True)
class Reduction:
    """What a diet did to a table: rows, bytes and transfer energy before and after.

    Parameters
    ----------
    rows_before, rows_after : row counts; at least 1 before.
    size_before_bytes, size_after_bytes : sizes in B; above 0 before.
    transfer_before_kwh, transfer_after_kwh : energy of moving it once, in kWh.

    A reduction is a fraction: 0.4 means 40 % less, below 0 means that it grew.

    >>> diet = Reduction(5, 3, 460_000, 92_000, 0.0000276, 0.00000552)
    >>> print(diet)
    rows 5 -> 3 (40.0 % less), size 460 kB -> 92 kB (80.0 % less), transfer 0.0276 Wh -> 0.00552 Wh
    """

    rows_before: int
    rows_after: int
    size_before_bytes: int
    size_after_bytes: int
    transfer_before_kwh: float
    transfer_after_kwh: float

    def __post_init__(self) -> None:
        for name in ("rows_before", "size_before_bytes"):
            quantity(name, getattr(self, name), "", minimum=1)
        for name in ("rows_after", "size_after_bytes"):
            quantity(name, getattr(self, name), "")
        for name in ("transfer_before_kwh", "transfer_after_kwh"):
            quantity(name, getattr(self, name), "kWh")

    @property
    def row_reduction(self) -> float:
        """Share of the rows that went, a fraction."""
        return 1 - self.rows_after / self.rows_before

    @property
    def size_reduction(self) -> float:
        """Share of the bytes that went, a fraction; below 0 if the table grew."""
        return 1 - self.size_after_bytes / self.size_before_bytes

    def __str__(self) -> str:
        sizes = self.size_before_bytes, self.size_after_bytes
        energies = self.transfer_before_kwh, self.transfer_after_kwh
        return (
            f"rows {self.rows_before:,} -> {self.rows_after:,} ({_less(self.row_reduction)}), "
            f"size {' -> '.join(map(format_bytes, sizes))} ({_less(self.size_reduction)}), "
            f"transfer {' -> '.join(map(format_energy, energies))}"
        )


def _less(reduction: float) -> str:
    return f"{abs(reduction):.1%} {'less' if reduction >= 0 else 'more'}".replace("%", " %")


def measure_reduction(
    before: Any,
    after: Any,
    *,
    kwh_per_gb: float,
    format_before: str = "csv",
    format_after: str = "csv",
) -> Reduction:
    """Return what changed between two tables, each written in its file format.

    Parameters
    ----------
    before, after : lists of dicts, or pandas or Polars DataFrames; at least one row each.
    kwh_per_gb : energy of moving a gigabyte, in kWh/GB, as for `transfer_kwh`.
    format_before, format_after : two of `file_formats.FORMATS`.

    Raises as `encode` does.

    >>> rows = [{"id": 1, "email": "ana@example.com"}, {"id": 2, "email": "ana@example.com"}]
    >>> measure_reduction(rows, rows[:1], kwh_per_gb=0.06).size_before_bytes
    45
    """
    sizes = [len(encode(before, format_before)), len(encode(after, format_after))]
    energies = [float(transfer_kwh(size, kwh_per_gb)) for size in sizes]
    return Reduction(len(before), len(after), *sizes, *energies)


def transfer_kwh(size_bytes: Any, kwh_per_gb: Any) -> Any:
    """Return the energy attributed to moving `size_bytes` over a network once, in kWh.

    Parameters
    ----------
    size_bytes : size in B; 0 or more.
    kwh_per_gb : energy intensity of that network, in kWh/GB (10^9 B): take it from
        `greenlib.factors`, keys "lifecycle.network...". Shapes broadcast together.

    It is an average. Network equipment draws nearly the same power busy or idle, so a smaller file
    saves this much only where it lets somebody build or run less equipment (Mytton, Lundén and
    Malmodin 2024, Journal of Industrial Ecology, doi 10.1111/jiec.13512).
    Raises WrongTypeError or InvalidQuantityError, naming the argument and its value.

    >>> transfer_kwh(250_000_000, kwh_per_gb=0.06)
    0.015
    """
    size_gb = convert(quantity("size_bytes", size_bytes, "B"), "B", "GB")
    return size_gb * quantity("kwh_per_gb", kwh_per_gb, "kWh/GB")


def memory_bytes(frame: pd.DataFrame) -> dict[str, int]:
    """Return the memory that each column of a pandas DataFrame takes, in B, its text included.

    Raises WrongTypeError for anything but a pandas DataFrame.

    >>> import pandas as pd
    >>> memory_bytes(pd.DataFrame({"status": [200, 404, 200]}))
    {'status': 24}
    """
    check_pandas(frame)
    usage = frame.memory_usage(index=False, deep=True)
    return {name: int(size) for name, size in usage.items()}


def downcast(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a pandas DataFrame with the same values in smaller dtypes; nothing is lost.

    Whole numbers get the smallest integer type that holds them; text becomes categories where that
    takes less memory, which is where few values repeat often. Other columns stay as they are:
    smaller floats would lose digits. Raises as `memory_bytes` does.

    >>> import pandas as pd
    >>> frame = pd.DataFrame({"status": [200, 404] * 500, "os": ["Windows", "Linux"] * 500})
    >>> downcast(frame).dtypes.astype(str).to_dict()
    {'status': 'uint16', 'os': 'category'}
    """
    check_pandas(frame)
    return frame.apply(_smallest)


def _smallest(column: pd.Series) -> pd.Series:
    from pandas import to_numeric
    from pandas.api.types import is_integer_dtype, is_string_dtype

    if is_integer_dtype(column):
        return to_numeric(
            column, downcast="unsigned" if (column.dropna() >= 0).all() else "integer"
        )
    if is_string_dtype(column):
        return min(column, column.astype("category"), key=lambda c: c.memory_usage(deep=True))
    return column
