"""greenlib.tables: what counts as a table, and which columns may be asked for."""

import pandas as pd
import polars as pl
import pytest

from greenlib import InvalidQuantityError, UnknownNameError, WrongTypeError
from greenlib.tables import check_columns, check_pandas, kind_of, to_polars

ROWS = [{"id": 7, "country": "FR"}, {"id": 8, "country": None}]


@pytest.mark.parametrize(
    ("data", "kind"),
    [(ROWS, "rows"), (pd.DataFrame(ROWS), "pandas"), (pl.DataFrame(ROWS), "polars")],
)
def test_three_kinds_of_table_hold_the_same_rows(data, kind):
    assert kind_of(data) == kind
    assert to_polars(data).to_dicts() == ROWS


@pytest.mark.parametrize("empty", [[], pd.DataFrame({"id": []}), pl.DataFrame({"id": []})])
def test_a_table_without_rows_is_refused(empty):
    with pytest.raises(InvalidQuantityError, match="data has no rows"):
        kind_of(empty)


@pytest.mark.parametrize("bad", [None, "id,email", {"email": ["a"]}, [1, 2], {"id": 7}])
def test_what_is_no_table_is_refused(bad):
    with pytest.raises(WrongTypeError, match="data must be a list of dicts or a pandas or Polars"):
        kind_of(bad)


def test_columns_must_be_a_list_of_different_names():
    with pytest.raises(WrongTypeError, match=r"columns must be a list of names.*got 'email'"):
        check_columns("email", known=["id", "email"])
    with pytest.raises(InvalidQuantityError, match="must not name a column twice"):
        check_columns(["id", "id"], known=["id", "email"])
    with pytest.raises(UnknownNameError, match="unknown column 'contry'; did you mean 'country'"):
        check_columns(["id", "contry"], known=["id", "country"])


def test_a_polars_frame_is_no_pandas_frame():
    with pytest.raises(WrongTypeError, match="frame must be a pandas DataFrame, got"):
        check_pandas(pl.DataFrame(ROWS))
