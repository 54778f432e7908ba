# %% Percentages kind="wrong" points=0 says="return fractions"
def diet_shares(rows_before, rows_after, column_bytes, keep_columns):
    rows = rows_after / rows_before
    columns = sum(column_bytes[c] for c in keep_columns) / sum(column_bytes.values())
    return {"rows": 100 * (1 - rows), "bytes": 100 * (1 - rows * columns)}


# %% What stays instead of what goes kind="wrong" points=0 says="return those that go"
def diet_shares(rows_before, rows_after, column_bytes, keep_columns):
    rows = rows_after / rows_before
    columns = sum(column_bytes[c] for c in keep_columns) / sum(column_bytes.values())
    return {"rows": rows, "bytes": rows * columns}


# %% Columns only kind="wrong" points=0 says="The rows that go save bytes as well"
def diet_shares(rows_before, rows_after, column_bytes, keep_columns):
    columns = sum(column_bytes[c] for c in keep_columns) / sum(column_bytes.values())
    return {"rows": 1 - rows_after / rows_before, "bytes": 1 - columns}


# %% The two savings added kind="wrong" points=0 says="under 'bytes' is too large"
def diet_shares(rows_before, rows_after, column_bytes, keep_columns):
    rows = 1 - rows_after / rows_before
    columns = 1 - sum(column_bytes[c] for c in keep_columns) / sum(column_bytes.values())
    return {"rows": rows, "bytes": rows + columns}


# %% Counts columns instead of bytes kind="wrong" points=0 says="under 'bytes' is too small"
def diet_shares(rows_before, rows_after, column_bytes, keep_columns):
    rows = rows_after / rows_before
    return {"rows": 1 - rows, "bytes": 1 - rows * len(keep_columns) / len(column_bytes)}


# %% The worked example, hard-coded kind="wrong" points=0 says="diet_shares(1000000, 600000"
def diet_shares(rows_before, rows_after, column_bytes, keep_columns):
    return {"rows": 0.4, "bytes": 0.7}


# %% Compares with the bytes that stay kind="wrong" points=0 says="under 'rows' is too large"
def diet_shares(rows_before, rows_after, column_bytes, keep_columns):
    after = sum(column_bytes[c] for c in keep_columns) * rows_after / rows_before
    before = sum(column_bytes.values())
    return {"rows": rows_before / rows_after - 1, "bytes": before / after - 1}


# %% Bytes before and after kind="right"
def diet_shares(rows_before, rows_after, column_bytes, keep_columns):
    before = after = 0
    for name, size in column_bytes.items():
        before += size
        if name in keep_columns:
            after += size / rows_before * rows_after
    gone = rows_before - rows_after
    return {"bytes": (before - after) / before, "rows": gone / rows_before}


# %% With pandas kind="right"
import pandas as pd


def diet_shares(rows_before, rows_after, column_bytes, keep_columns):
    sizes = pd.Series(column_bytes, dtype=float)
    left = rows_after / rows_before
    return dict(rows=1 - left, bytes=1 - left * sizes.loc[list(keep_columns)].sum() / sizes.sum())
