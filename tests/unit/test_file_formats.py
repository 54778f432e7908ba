"""greenlib.file_formats: what is written reads back, and how many bytes it takes."""

import numpy as np
import polars as pl
import pytest

from greenlib import UnknownNameError
from greenlib.file_formats import FORMATS, column_bytes, encode, read_columns
from greenlib.weblog import generate_log

VISITS = [
    {"id": 1, "email": "ana@example.com", "country": "FR"},
    {"id": 2, "email": "lee@example.com", "country": "DE"},
]


@pytest.mark.parametrize("file_format", FORMATS)
def test_what_is_written_in_any_format_reads_back(tmp_path, file_format):
    log = pl.from_pandas(generate_log(500)).drop("timestamp")
    kind, _, compression = file_format.partition(".")
    path = tmp_path / (f"log.{file_format}" if kind == "csv" else f"log.{compression}.parquet")
    path.write_bytes(encode(log, file_format))
    assert read_columns(path, log.columns).equals(log)
    assert read_columns(path, ["status", "email"]).equals(log.select("status", "email"))


def test_compressed_columns_take_fewer_bytes_than_text():
    log = generate_log(20_000)
    sizes = [
        len(encode(log, file_format)) for file_format in ("csv", "parquet.snappy", "parquet.zstd")
    ]
    assert sizes[0] > 2 * sizes[1] > 2 * sizes[2]


def test_the_bytes_do_not_depend_on_how_the_table_lies_in_memory():
    whole = pl.DataFrame({"id": np.arange(600_000)})
    pieces = pl.concat([whole[:199_000], whole[199_000:401_000], whole[401_000:]], rechunk=False)
    for file_format in FORMATS:
        assert encode(pieces, file_format) == encode(whole, file_format)


def test_an_unknown_format_or_kind_of_file_is_refused(tmp_path):
    with pytest.raises(UnknownNameError, match=r"unknown format 'parquet\.ztsd'; did you mean"):
        encode(VISITS, "parquet.ztsd")
    with pytest.raises(UnknownNameError, match=r"unknown kind of file 'visits\.json'"):
        read_columns(tmp_path / "visits.json", ["id"])
    with pytest.raises(UnknownNameError, match=r"unknown kind of file 'visits\.csv'"):
        column_bytes(tmp_path / "visits.csv")


def test_a_column_that_is_not_in_the_file_is_refused(tmp_path):
    path = tmp_path / "visits.csv"
    path.write_bytes(encode(VISITS, "csv"))
    with pytest.raises(UnknownNameError, match="unknown column 'contry'; did you mean 'country'"):
        read_columns(path, ["contry"])


def test_the_footer_states_the_bytes_of_every_column_over_all_row_groups(tmp_path):
    rows = 510_000
    path = tmp_path / "wide.parquet"
    frame = pl.DataFrame({"id": np.arange(rows), "flag": np.arange(rows) % 2 == 0})
    path.write_bytes(encode(frame, "parquet.uncompressed"))
    sizes = column_bytes(path)
    assert 8 * rows < sizes["id"] < 8.1 * rows
    assert rows / 8 < sizes["flag"] < rows / 7
    assert 0 < path.stat().st_size - sum(sizes.values()) < 5_000
