"""De-duplicate ten million rows of a log: with Polars, with pandas, and row by row."""

from functools import cache

import polars as pl

from greenlib.reduction import deduplicate
from greenlib.weblog import generate_log

from .harness import Case

ROWS = 10_000_000
KEEP = ["user_id", "email", "country"]
LOOP_SHARE = 0.02


@cache
def tables():
    # Built all at once by the first run of a case, which is not the best one and so not counted.
    in_pandas = generate_log(ROWS)
    in_polars = pl.from_pandas(in_pandas)
    return in_pandas, in_polars, in_polars.head(round(ROWS * LOOP_SHARE)).to_dicts()


def with_pandas():
    return deduplicate(tables()[0], "email", KEEP)


def with_polars():
    return deduplicate(tables()[1], "email", KEEP)


def polars_unique_all_columns():
    return tables()[1].unique(subset="email", keep="first", maintain_order=True)


def polars_unique_any_order():
    return tables()[1].select(KEEP).unique(subset="email")


def plain_loop():
    seen, kept = set(), []
    for row in tables()[2]:
        if row["email"] not in seen:
            seen.add(row["email"])
            kept.append({column: row[column] for column in KEEP})
    return kept


NAME = "de-duplicate 10,000,000 rows"
CASES = [
    Case(f"{NAME} (Polars)", with_polars, plain_loop, LOOP_SHARE),
    Case(f"{NAME} (pandas)", with_pandas, plain_loop, LOOP_SHARE),
    Case(
        f"{NAME} (Polars)",
        with_polars,
        polars_unique_all_columns,
        plain_name="polars unique, all columns",
    ),
    Case(
        f"{NAME} (Polars)",
        with_polars,
        polars_unique_any_order,
        plain_name="polars unique, in any order",
    ),
]
