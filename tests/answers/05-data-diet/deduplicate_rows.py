# %% Keeps the last row of each key kind="wrong" points=1 says="Those are the last rows of each key"
def deduplicate_rows(rows, key, keep_columns):
    last = {}
    for row in rows:
        value = row[key].strip().lower() if isinstance(row[key], str) else row[key]
        last[value] = {column: row[column] for column in keep_columns}
    return list(last.values())


# %% As in the seed: a missing column is skipped, spelling counts kind="wrong" points=2 says="Expected it to raise KeyError"
def deduplicate_rows(rows, key, keep_columns):
    seen, result = set(), []
    for row in rows:
        if row[key] in seen:
            continue
        seen.add(row[key])
        result.append({column: row[column] for column in keep_columns if column in row})
    return result


# %% Spelling counts kind="wrong" points=3 says="Capital and small letters make no difference"
def deduplicate_rows(rows, key, keep_columns):
    seen, result = set(), []
    for row in rows:
        if row[key] not in seen:
            seen.add(row[key])
            result.append({column: row[column] for column in keep_columns})
    return result


# %% All columns stay kind="wrong" points=0 says="has an unexpected key 'email'"
def deduplicate_rows(rows, key, keep_columns):
    seen, result = set(), []
    for row in rows:
        value = row[key].strip().lower() if isinstance(row[key], str) else row[key]
        if value not in seen:
            seen.add(value)
            result.append(dict(row))
    return result


# %% Changes the rows that were given kind="wrong" points=2 says="changed its argument 'rows'"
def deduplicate_rows(rows, key, keep_columns):
    seen, result = set(), []
    for row in rows:
        if isinstance(row[key], str):
            row[key] = row[key].strip().lower()
        if row[key] not in seen:
            seen.add(row[key])
            result.append({column: row[column] for column in keep_columns})
    return result


# %% A set that lives on from one call to the next kind="wrong" points=0 says="Expected a list or tuple, the same at every call"
def deduplicate_rows(rows, key, keep_columns, seen=set()):
    kept = []
    for row in rows:
        value = row[key].strip().casefold() if isinstance(row[key], str) else row[key]
        if value not in seen:
            seen.add(value)
            kept.append({column: row[column] for column in keep_columns})
    return kept


# %% The number of rows instead of the rows kind="wrong" points=0 says="is a number"
def deduplicate_rows(rows, key, keep_columns):
    [row[column] for row in rows[:1] for column in keep_columns]
    return len({row[key] for row in rows})


# %% Only text keys kind="wrong" points=2 says="AttributeError"
def deduplicate_rows(rows, key, keep_columns):
    seen, result = set(), []
    for row in rows:
        value = row[key].strip().lower()
        if value not in seen:
            seen.add(value)
            result.append({column: row[column] for column in keep_columns})
    return result


# %% A dict that keeps the first kind="right"
def deduplicate_rows(rows, key, keep_columns):
    first = {}
    for row in rows:
        value = row[key]
        first.setdefault(value.strip().lower() if isinstance(value, str) else value, row)
    return [{column: row[column] for column in keep_columns} for row in first.values()]


# %% Through pandas kind="right"
import pandas as pd


def deduplicate_rows(rows, key, keep_columns):
    if not rows:
        return []
    frame = pd.DataFrame(rows)
    keys = frame[key]
    if not pd.api.types.is_numeric_dtype(keys):
        keys = keys.str.strip().str.lower()
    missing = [column for column in keep_columns if column not in frame]
    if missing:
        raise KeyError(f"no column {missing[0]}")
    return frame.loc[~keys.duplicated(), keep_columns].to_dict("records")
