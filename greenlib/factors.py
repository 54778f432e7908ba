"""Every emission and energy factor the course uses, with its unit, range, year and source.

The tables are the files ``data/factors_*.csv``. A row is one figure as somebody published it:
where sources disagree there are several rows, and `note` says so. A row whose source begins with
"course assumption" is not measured; it was chosen for teaching.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from .errors import GreenlibError, UnknownNameError

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("key", "value", "unit", "low", "high", "year", "scope", "source", "note")


@dataclass(frozen=True)
class Factor:
    """One published figure.

    Parameters
    ----------
    key : the name it is looked up by, for example "pue.aws".
    value, low, high : the figure and, where published, its range, in `unit` (else None).
    unit : for example "g/kWh", "W/vCPU", "ratio".
    year : the year the figure describes, or of its publication where it describes none.
    scope : what it covers and what it leaves out.
    source : where it was published, well enough to find it again.
    note : disagreements and cautions; may be empty.
    """

    key: str
    value: float
    unit: str
    low: float | None
    high: float | None
    year: int
    scope: str
    source: str
    note: str = ""

    @property
    def is_assumption(self) -> bool:
        """Whether the figure was chosen for teaching and not measured."""
        return self.source.startswith("course assumption")

    def __str__(self) -> str:
        span = f" ({self.low:g} to {self.high:g})" if self.low is not None else ""
        return f"{self.value:g} {self.unit}{span}, {self.year}. {self.scope}. Source: {self.source}"


def get(key: str) -> Factor:
    """Return the factor called `key`.

    Raises UnknownNameError, with the closest keys, if there is none.

    >>> get("pue.aws").value
    1.135
    >>> get("pue.asw")
    Traceback (most recent call last):
    greenlib.errors.UnknownNameError: unknown factor 'pue.asw'; did you mean 'pue.aws'...?
    """
    factors = _load()
    if key not in factors:
        raise UnknownNameError("factor", key, factors)
    return factors[key]


def value(key: str, unit: str) -> float:
    """Return the value of the factor called `key`, which must be in `unit`.

    Naming the unit where the number is used keeps a later change of the table from passing
    silently. Raises UnknownNameError, or GreenlibError if the table holds another unit.

    >>> value("pue.aws", "ratio")
    1.135
    """
    factor = get(key)
    if factor.unit != unit:
        raise GreenlibError(f"factor {key!r} is in {factor.unit}, not in {unit}")
    return factor.value


def keys(prefix: str = "") -> list[str]:
    """Return the keys that start with `prefix`, sorted.

    >>> keys("pue.")[:2]
    ['pue.aws', 'pue.azure']
    """
    return sorted(key for key in _load() if key.startswith(prefix))


def table(prefix: str = "") -> pd.DataFrame:
    """Return the factors whose key starts with `prefix` as a DataFrame, one row each.

    Columns: key (index), value, unit, low, high, year, scope, source, note.

    >>> table("pue.").loc["pue.aws", "value"]
    np.float64(1.135)
    """
    import pandas as pd

    rows = [asdict(get(key)) for key in keys(prefix)]
    return pd.DataFrame(rows, columns=list(COLUMNS)).set_index("key")


def read(lines: Iterator[str], name: str) -> dict[str, Factor]:
    """Return the factors in the CSV `lines`, by key.

    `name` is the table's name for messages. Raises GreenlibError, naming the table and the line,
    for a missing column, number, unit or source, for a range that does not hold its value, and
    for a key that is there twice.
    """
    reader = csv.DictReader(lines)
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise GreenlibError(f"{name}: columns must be {','.join(COLUMNS)}, got {reader.fieldnames}")
    factors: dict[str, Factor] = {}
    for row in reader:
        place = f"{name}, line {reader.line_num}"
        factor = _parse(row, place)
        if factor.key in factors:
            raise GreenlibError(f"{place}: key {factor.key!r} is there twice")
        factors[factor.key] = factor
    return factors


def _parse(row: dict[str, str], place: str) -> Factor:
    missing = [name for name in ("key", "unit", "scope", "source") if not (row[name] or "").strip()]
    if missing:
        raise GreenlibError(f"{place}: {', '.join(missing)} must not be empty")
    number, low, high = (_number(row, name, place) for name in ("value", "low", "high"))
    if number is None:
        raise GreenlibError(f"{place}: value must not be empty")
    if (low is None) != (high is None) or (low is not None and not low <= number <= high):
        raise GreenlibError(f"{place}: low and high must enclose the value {number:g}")
    if not row["year"].isdigit():
        raise GreenlibError(f"{place}: year must be four digits, got {row['year']!r}")
    return Factor(
        row["key"], number, row["unit"], low, high, int(row["year"]), row["scope"],
        row["source"], row["note"] or "",
    )  # fmt: skip


def _number(row: dict[str, str], column: str, place: str) -> float | None:
    text = row[column]
    if text == "":
        return None
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise GreenlibError(f"{place}: {column} must be a number, got {text!r}")
    return number


@cache
def _load() -> dict[str, Factor]:
    factors: dict[str, Factor] = {}
    folder = files("greenlib") / "data"
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.startswith("factors_") and entry.name.endswith(".csv"):
            with entry.open(encoding="utf-8", newline="") as lines:
                new = read(lines, entry.name)
            if both := factors.keys() & new.keys():
                raise GreenlibError(f"{entry.name}: {sorted(both)[0]!r} is in another table too")
            factors |= new
    return factors
