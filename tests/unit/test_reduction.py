"""greenlib.reduction: fewer rows, columns and bytes, and how much that saved."""

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenlib import InvalidQuantityError, UnknownNameError, WrongTypeError
from greenlib.file_formats import encode
from greenlib.reduction import (
    Reduction,
    deduplicate,
    downcast,
    measure_reduction,
    memory_bytes,
    transfer_kwh,
)
from greenlib.weblog import generate_log

VISITS = [
    {"id": 1, "email": "ana@example.com", "country": "FR", "browser": "Chrome"},
    {"id": 2, "email": "ana@example.com", "country": "FR", "browser": "Chrome"},
    {"id": 3, "email": "lee@example.com", "country": "DE", "browser": "Firefox"},
    {"id": 4, "email": "joe@example.com", "country": "US", "browser": "Safari"},
    {"id": 5, "email": "lee@example.com", "country": "DE", "browser": "Firefox"},
]
KEEP = ["id", "email", "country"]
KINDS = {"rows": list, "pandas": pd.DataFrame, "polars": pl.DataFrame}


def as_rows(data):
    if isinstance(data, list):
        return data
    return data.to_dict("records") if isinstance(data, pd.DataFrame) else data.to_dicts()


@pytest.mark.parametrize("kind", KINDS)
def test_five_visits_become_three_with_the_columns_kept(kind):
    kept = deduplicate(KINDS[kind](VISITS), key="email", keep_columns=KEEP)
    assert isinstance(kept, KINDS[kind])
    assert as_rows(kept) == [
        {"id": 1, "email": "ana@example.com", "country": "FR"},
        {"id": 3, "email": "lee@example.com", "country": "DE"},
        {"id": 4, "email": "joe@example.com", "country": "US"},
    ]


def test_two_of_five_rows_gone_is_40_percent():
    kept = deduplicate(VISITS, key="email", keep_columns=KEEP)
    diet = measure_reduction(VISITS, kept, kwh_per_gb=0.06)
    assert diet.row_reduction == pytest.approx(0.4)
    assert "rows 5 -> 3 (40.0 % less)" in str(diet)


@pytest.mark.parametrize("kind", KINDS)
def test_all_columns_stay_when_none_are_named(kind):
    kept = deduplicate(KINDS[kind](VISITS), key="browser")
    assert as_rows(kept) == [VISITS[0], VISITS[2], VISITS[3]]


@pytest.mark.parametrize("kind", KINDS)
def test_the_key_itself_may_be_left_out_of_the_result(kind):
    kept = deduplicate(KINDS[kind](VISITS), key="email", keep_columns=["country", "id"])
    assert as_rows(kept)[1] == {"country": "DE", "id": 3}
    assert list(as_rows(kept)[1]) == ["country", "id"]


@pytest.mark.parametrize("kind", KINDS)
def test_rows_without_a_key_become_one_row(kind):
    rows = [
        {"id": 1, "email": None},
        {"id": 2, "email": "ana@example.com"},
        {"id": 3, "email": None},
    ]
    kept = deduplicate(KINDS[kind](rows), key="email", keep_columns=["id"])
    assert as_rows(kept) == [{"id": 1}, {"id": 2}]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.text("abc", max_size=2)), min_size=1, max_size=30))
def test_rows_pandas_and_polars_keep_the_same_rows(pairs):
    rows = [{"key": key, "text": text} for key, text in pairs]
    plain, *others = (as_rows(deduplicate(make(rows), key="key")) for make in KINDS.values())
    assert all(other == plain for other in others)
    assert [row["key"] for row in plain] == list(dict.fromkeys(key for key, _ in pairs))


@pytest.mark.parametrize("kind", KINDS)
def test_a_column_that_is_not_there_is_refused_with_the_closest(kind):
    with pytest.raises(UnknownNameError, match="unknown column 'e-mail'; did you mean 'email'"):
        deduplicate(KINDS[kind](VISITS), key="e-mail")
    with pytest.raises(UnknownNameError, match="unknown column 'contry'; did you mean 'country'"):
        deduplicate(KINDS[kind](VISITS), key="email", keep_columns=["id", "contry"])


@pytest.mark.parametrize("kind", KINDS)
def test_no_rows_are_refused_because_there_is_nothing_to_divide_by(kind):
    empty = KINDS[kind]([])
    for call in (lambda: deduplicate(empty, key="email"), lambda: encode(empty, "csv")):
        with pytest.raises(InvalidQuantityError, match="data has no rows"):
            call()


def test_a_row_that_lacks_a_column_is_named_by_its_position():
    with pytest.raises(UnknownNameError, match=r"column of data\[5\] 'country'"):
        deduplicate([*VISITS, {"id": 6, "email": "kim@example.com"}], "email", KEEP)


def test_the_report_counts_the_bytes_of_the_files_and_their_transfer():
    diet = measure_reduction(VISITS, VISITS[:2], kwh_per_gb=0.06)
    assert diet.size_before_bytes == len(encode(VISITS, "csv"))
    assert diet.size_after_bytes == len(encode(VISITS[:2], "csv"))
    assert diet.size_reduction == pytest.approx(1 - diet.size_after_bytes / diet.size_before_bytes)
    assert diet.transfer_after_kwh == pytest.approx(diet.size_after_bytes * 6e-11, rel=1e-9)


def test_a_table_that_grew_is_reported_as_more():
    diet = measure_reduction(VISITS, VISITS, kwh_per_gb=0.06, format_after="parquet.zstd")
    assert diet.size_reduction < -1
    assert str(diet).startswith("rows 5 -> 5 (0.0 % less), size 167 B -> ")
    assert "% more)" in str(diet)


def test_a_reduction_from_no_rows_or_no_bytes_is_refused():
    with pytest.raises(InvalidQuantityError, match="rows_before must be 1 or more, got 0"):
        Reduction(0, 0, 185, 0, 0.1, 0.0)
    with pytest.raises(InvalidQuantityError, match="size_before_bytes must be 1 or more, got 0"):
        Reduction(5, 3, 0, 0, 0.1, 0.0)
    with pytest.raises(InvalidQuantityError, match="rows_after must be 0 or more, got -3"):
        Reduction(5, -3, 185, 90, 0.1, 0.0)


def test_two_and_a_half_gigabytes_at_60_wh_each_take_150_wh():
    assert transfer_kwh(2_500_000_000, kwh_per_gb=0.06) == pytest.approx(0.15, rel=1e-9)
    assert transfer_kwh([5e9, 4e8], [0.06, 0.02]) == pytest.approx(np.array([0.3, 0.008]), rel=1e-9)


def test_downcasting_keeps_every_value_and_takes_less_memory():
    log = generate_log(5_000)
    small = downcast(log)
    assert (small["email"].astype(str) == log["email"]).all()
    assert (small["os"].astype(str) == log["os"]).all()
    assert (small["bytes_sent"] == log["bytes_sent"]).all()
    before, after = memory_bytes(log), memory_bytes(small)
    assert after["bytes_sent"] == 5_000 * 4
    assert after["status"] == 5_000 * 2
    assert after["os"] < before["os"] / 8
    assert all(after[name] <= before[name] for name in log)


def test_downcasting_leaves_what_would_lose_or_not_shrink():
    frame = pd.DataFrame(
        {
            "degrees": [-12, 31, 7],
            "share": [0.1, 0.2, 0.3],
            "name": ["ana", "lee", "joe"],
            "seen": pd.array([200, None, 404], dtype="Int64"),
        }
    )
    dtypes = downcast(frame).dtypes.astype(str).to_dict()
    assert dtypes == {"degrees": "int8", "share": "float64", "name": "str", "seen": "UInt16"}


def test_memory_is_measured_of_pandas_frames_only():
    for call in (memory_bytes, downcast):
        with pytest.raises(WrongTypeError, match="frame must be a pandas DataFrame, got"):
            call(pl.DataFrame(VISITS))
