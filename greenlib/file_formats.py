"""Tables as files: their bytes as CSV or Parquet, compressed or not, and reading parts of them.

Bytes repeat exactly as long as the versions of Polars and PyArrow stay the same. Both are imported
by the functions that need them.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import UnknownNameError
from .tables import check_columns, to_polars

if TYPE_CHECKING:
    import polars as pl

FORMATS = ("csv", "csv.zstd", "parquet.uncompressed", "parquet.snappy", "parquet.zstd")
_ROW_GROUP_ROWS = 250_000


def encode(data: Any, file_format: str) -> bytes:
    """Return a table as the bytes of a file.

    Parameters
    ----------
    data : a list of dicts, or a pandas or Polars DataFrame; at least one row.
    file_format : one of `FORMATS`: CSV is text, row by row; Parquet is binary, column by column.
        "snappy" and "zstd" compress; zstd packs tighter for more work.

    Raises UnknownNameError for another format, else as `reduction.deduplicate` does.

    >>> encode([{"id": 7, "country": "FR"}], "csv")
    b'id,country\\n7,FR\\n'
    """
    if file_format not in FORMATS:
        raise UnknownNameError("format", file_format, FORMATS)
    frame = to_polars(data)
    kind, _, compression = file_format.partition(".")
    buffer = io.BytesIO()
    if kind == "csv":
        frame.write_csv(buffer, compression=compression or "uncompressed")
    else:
        # With a fixed row group the bytes do not depend on how the table lies in memory.
        frame.write_parquet(buffer, compression=compression, row_group_size=_ROW_GROUP_ROWS)
    return buffer.getvalue()


def read_columns(path: str | Path, columns: Sequence[str]) -> pl.DataFrame:
    """Return some columns of a CSV or Parquet file; the reader skips the others.

    Parameters
    ----------
    path : a file whose name ends in .csv, .csv.zstd or .parquet.
    columns : the names of the columns, in the order wanted.

    A CSV file must still be read whole, since its columns lie row by row; of a Parquet file only
    the bytes of `column_bytes` for those columns are read. Raises UnknownNameError for another
    kind of file or a column that is not in it.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "visits.parquet"
    ...     _ = path.write_bytes(encode([{"id": 7, "country": "FR", "os": "Mac"}], "parquet.zstd"))
    ...     read_columns(path, ["country"]).to_dicts()
    [{'country': 'FR'}]
    """
    import polars as pl

    name = Path(path).name
    if name.endswith(".parquet"):
        lazy = pl.scan_parquet(path)
    elif name.endswith((".csv", ".csv.zstd")):
        lazy = pl.scan_csv(path)
    else:
        raise UnknownNameError("kind of file", name, [".csv", ".csv.zstd", ".parquet"])
    wanted = check_columns(columns, lazy.collect_schema().names())
    return lazy.select(wanted).collect()


def column_bytes(path: str | Path) -> dict[str, int]:
    """Return the bytes that each column takes in a Parquet file, as its footer states them.

    Reading only some columns touches only their bytes (and the footer), so this is what column
    pruning saves. Raises UnknownNameError for a file that is not Parquet.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "visits.parquet"
    ...     _ = path.write_bytes(encode([{"id": 7, "os": "Mac"}], "parquet.uncompressed"))
    ...     list(column_bytes(path))
    ['id', 'os']
    """
    from pyarrow import parquet

    if not str(path).endswith(".parquet"):
        raise UnknownNameError("kind of file", Path(path).name, [".parquet"])
    footer = parquet.read_metadata(path)
    sizes: dict[str, int] = {}
    for group in range(footer.num_row_groups):
        for position in range(footer.num_columns):
            chunk = footer.row_group(group).column(position)
            sizes[chunk.path_in_schema] = (
                sizes.get(chunk.path_in_schema, 0) + chunk.total_compressed_size
            )
    return sizes
