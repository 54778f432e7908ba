# %% [markdown]
# # Assignment 05 · The data diet
#
# **24 points** · about 75 minutes · goes with [lesson 05](../../course/05-data-diet.ipynb)
#
# Write only where it says `YOUR CODE HERE` or `YOUR ANSWER HERE`. Below each question are visible
# tests that you may run as often as you like; grading adds hidden ones with other numbers. Tests
# call a function twice with the same arguments: it must leave them as they were and give the same
# answer again. Before you hand in: *Kernel > Restart Kernel and Run All Cells*.

# %% [markdown]
# ## Question 1 · One row for each person · 4 points
#
# Write `deduplicate_rows(rows, key, keep_columns)`. `rows` is a list of dicts. Return a new list
# with the **first** row for each value of the column `key`, in the old order, and of each row only
# the columns in `keep_columns`. `rows` itself must not change.
#
# Two texts are the same key if they differ only in capital and small letters, or in spaces at
# their ends: `"Ana@example.com "` and `"ana@example.com"` are one person. In the result, a value
# stays as it was written. Keys that are numbers are compared as they are.
#
# A column in `keep_columns` that a row does not have is a mistake: raise a `KeyError` that contains
# the column's name.
#
# Worked example: `deduplicate_rows([{"id": 1, "email": "ana@example.com"}, {"id": 2, "email":
# "ANA@example.com"}], "email", ["id"])` returns `[{"id": 1}]`.
#
# <details><summary>Hint 1</summary>Keep a set of the keys seen so far. What must a text become
# before it goes in?</details>
# <details><summary>Hint 2</summary><code>str.strip</code> and <code>str.casefold</code>; use
# <code>isinstance(value, str)</code> for the numbers.</details>
# <details><summary>Hint 3</summary><code>row[column]</code> raises the KeyError by itself; adding
# <code>if column in row</code> would hide the mistake.</details>


# %% nbgrader={"grade": false, "grade_id": "deduplicate_rows", "locked": false, "schema_version": 3, "solution": true, "task": false}
def deduplicate_rows(rows, key, keep_columns):
    """Return the first row for each value of `key`, with only the columns in `keep_columns`."""
    ### BEGIN SOLUTION
    seen, kept = set(), []
    for row in rows:
        value = row[key]
        if isinstance(value, str):
            value = value.strip().casefold()
        if value not in seen:
            seen.add(value)
            kept.append({column: row[column] for column in keep_columns})
    return kept
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_deduplicate_rows", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Five visits by three people, as in the lesson; then another table.
from greenlib import checks

visits = [
    {"id": 1, "email": "ana@example.com", "country": "FR", "browser": "Chrome"},
    {"id": 2, "email": "ana@example.com", "country": "FR", "browser": "Chrome"},
    {"id": 3, "email": "lee@example.com", "country": "DE", "browser": "Firefox"},
    {"id": 4, "email": "joe@example.com", "country": "US", "browser": "Safari"},
    {"id": 5, "email": "lee@example.com", "country": "DE", "browser": "Firefox"},
]
checks.returns(
    deduplicate_rows,
    visits,
    "email",
    ["id", "country"],
    expected=[
        {"id": 1, "country": "FR"},
        {"id": 3, "country": "DE"},
        {"id": 4, "country": "US"},
    ],
    slips={
        "Those are the last rows of each key; keep the first.": [
            {"id": 2, "country": "FR"},
            {"id": 5, "country": "DE"},
            {"id": 4, "country": "US"},
        ]
    },
)
### BEGIN HIDDEN TESTS
readings = [
    {"sensor": 12, "degrees": 21.5, "room": "hall"},
    {"sensor": 7, "degrees": 19.0, "room": "lab"},
    {"sensor": 12, "degrees": 22.5, "room": "hall"},
    {"sensor": 3, "degrees": 18.5, "room": "lab"},
    {"sensor": 7, "degrees": 17.5, "room": "lab"},
]
checks.returns(
    deduplicate_rows,
    readings,
    "sensor",
    ["degrees"],
    expected=[{"degrees": 21.5}, {"degrees": 19.0}, {"degrees": 18.5}],
    hint="Keep the first row of each key, in the old order.",
)
checks.returns(
    deduplicate_rows,
    readings,
    "room",
    ["room", "sensor"],
    expected=[{"room": "hall", "sensor": 12}, {"room": "lab", "sensor": 7}],
    hint="Only rows whose value of `key` was there before go.",
)
checks.returns(deduplicate_rows, [], "email", ["id"], expected=[], hint="No rows, no result.")
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_deduplicate_rows_spelling", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# The same person, written in other ways.
from greenlib import checks

checks.returns(
    deduplicate_rows,
    [{"id": 1, "email": "ana@example.com"}, {"id": 2, "email": "ANA@example.com"}],
    "email",
    ["id"],
    expected=[{"id": 1}],
    hint="Capital and small letters make no difference.",
)
### BEGIN HIDDEN TESTS
members = [
    {"name": "Kim ", "town": "Lyon"},
    {"name": "Joe", "town": "Graz"},
    {"name": " kim", "town": "Lund"},
    {"name": "JOE", "town": "Cork"},
    {"name": "Kim B", "town": "Bonn"},
]
checks.returns(
    deduplicate_rows,
    members,
    "name",
    ["name", "town"],
    expected=[
        {"name": "Kim ", "town": "Lyon"},
        {"name": "Joe", "town": "Graz"},
        {"name": "Kim B", "town": "Bonn"},
    ],
    hint="Spaces at the ends and capitals do not count, but the value stays as it was written.",
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_deduplicate_rows_refuses", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# A column that is not there is an error, and the table that was given stays as it is.
from greenlib import checks

table = [{"id": 1, "email": "a@x.org"}, {"id": 2, "email": "b@x.org"}]
checks.refuses(deduplicate_rows, table, "email", ["id", "contry"], error=KeyError, saying="contry")
### BEGIN HIDDEN TESTS
checks.refuses(deduplicate_rows, table, "email", ["plan"], error=KeyError, saying="plan")
given = [{"id": 1, "email": "A@x.org"}, {"id": 2, "email": "b@x.org"}]
checks.returns(deduplicate_rows, given, "email", ["id"], expected=[{"id": 1}, {"id": 2}])
### END HIDDEN TESTS

# %% [markdown]
# ## Question 2 · Rows are not bytes · 3 points
#
# Before doing the work, estimate what a diet saves. `column_bytes` is a dict with the **bytes**
# that each column takes in a Parquet file. The diet keeps the columns in `keep_columns`, and
# `rows_after` of the `rows_before` rows; assume that every row takes the same share of its column.
#
# Write `diet_shares(rows_before, rows_after, column_bytes, keep_columns)`. Return a dict with
#
# - `"rows"`: the share of the rows that goes, a **fraction**,
# - `"bytes"`: the share of the bytes that goes, a fraction.
#
# Worked example: `diet_shares(5, 3, {"id": 100, "email": 500, "os": 400}, ["id", "os"])` returns
# `{"rows": 0.4, "bytes": 0.7}`, since 3/5 of 500 B stay out of 1,000 B.
#
# <details><summary>Hint 1</summary>First the bytes of the columns that stay, then the part of them
# that the remaining rows take.</details>
# <details><summary>Hint 2</summary>What goes is 1 minus what stays.</details>


# %% nbgrader={"grade": false, "grade_id": "diet_shares", "locked": false, "schema_version": 3, "solution": true, "task": false}
def diet_shares(rows_before, rows_after, column_bytes, keep_columns):
    """Return the shares of rows and of bytes that go, as fractions."""
    ### BEGIN SOLUTION
    rows_left = rows_after / rows_before
    columns_left = sum(column_bytes[name] for name in keep_columns) / sum(column_bytes.values())
    return {"rows": 1 - rows_left, "bytes": 1 - rows_left * columns_left}
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_diet_shares", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# The worked example, then other tables.
from greenlib import checks

checks.returns(
    diet_shares,
    5,
    3,
    {"id": 100, "email": 500, "os": 400},
    ["id", "os"],
    expected={"rows": 0.4, "bytes": 0.7},
    kind="a dict with rows and bytes, both fractions",
    slips={
        "Those are percentages; return fractions.": {"rows": 40, "bytes": 70},
        "Those are the shares that stay; return those that go.": {"rows": 0.6, "bytes": 0.3},
        "The rows that go save bytes as well.": {"rows": 0.4, "bytes": 0.5},
    },
)
### BEGIN HIDDEN TESTS
for before, after, sizes, keep in (
    (1_000_000, 600_000, {"a": 3_226_517, "b": 3_903_928, "c": 375_932, "d": 5_863_800}, "abc"),
    (813, 757, {"a": 12_000, "b": 300, "c": 8_100}, "bc"),
    (64, 64, {"a": 150, "b": 50}, "ab"),
):
    rows, columns = after / before, sum(sizes[name] for name in keep) / sum(sizes.values())
    checks.returns(
        diet_shares,
        before,
        after,
        sizes,
        list(keep),
        expected={"rows": 1 - rows, "bytes": 1 - rows * columns},
        kind="a dict with rows and bytes, both fractions",
        slips={
            "The rows that go save bytes as well.": {"rows": 1 - rows, "bytes": 1 - columns},
            "The columns that go save bytes as well.": {"rows": 1 - rows, "bytes": 1 - rows},
            "Two savings do not add up: the second works on what the first left.": {
                "rows": 1 - rows,
                "bytes": 1 - rows + 1 - columns,
            },
            "Columns differ in size: count bytes, not columns.": {
                "rows": 1 - rows,
                "bytes": 1 - rows * len(keep) / len(sizes),
            },
        },
    )
### END HIDDEN TESTS

# %% [markdown]
# ## Question 3 · Types that fit · 4 points
#
# Write `smallest_types(columns)`. `columns` is a dict: column name -> list of whole numbers. Return
# a dict: column name -> the name of the **smallest integer type** that holds all of its values
#
# - without negative values one of `"uint8"`, `"uint16"`, `"uint32"`, `"uint64"`,
# - with a negative value one of `"int8"`, `"int16"`, `"int32"`, `"int64"`.
#
# NumPy's integers cannot hold a missing value; pandas has types that can, written `"UInt8"`,
# `"Int16"` and so on. If a column contains `None`, return that spelling, chosen by the other
# values. A column without any number gets `"UInt8"`.
#
# Worked example: `smallest_types({"status": [200, 404], "degrees": [-12, 31], "floor": [3, None]})`
# returns `{"status": "uint16", "degrees": "int8", "floor": "UInt8"}`.
#
# <details><summary>Hint 1</summary>An unsigned type of n bits ends at 2**n - 1. A signed one
# reaches from -2**(n-1) to 2**(n-1) - 1.</details>
# <details><summary>Hint 2</summary>Set the missing values aside first, and try 8, 16, 32 and 64
# bits in turn.</details>


# %% nbgrader={"grade": false, "grade_id": "smallest_types", "locked": false, "schema_version": 3, "solution": true, "task": false}
def smallest_types(columns):
    """Return the name of the smallest integer type for each column."""
    ### BEGIN SOLUTION
    types = {}
    for name, values in columns.items():
        present = [value for value in values if value is not None]
        low, high = min(present, default=0), max(present, default=0)
        kind = "int" if low < 0 else "uint"
        for bits in (8, 16, 32, 64):
            first, last = (-(2 ** (bits - 1)), 2 ** (bits - 1)) if low < 0 else (0, 2**bits)
            if first <= low and high < last:
                break
        if len(present) < len(values) or not present:
            kind = kind.replace("i", "I").replace("u", "U")
        types[name] = f"{kind}{bits}"
    return types
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_smallest_types", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# Columns without missing values.
from greenlib import checks

checks.returns(
    smallest_types,
    {"status": [200, 404], "degrees": [-12, 31]},
    expected={"status": "uint16", "degrees": "int8"},
    slips={
        "A column without negative values needs no sign.": {"status": "int16", "degrees": "int8"}
    },
)
### BEGIN HIDDEN TESTS
checks.returns(
    smallest_types,
    {"a": [0, 255], "b": [256], "c": [17, 65_535], "d": [65_536, 4], "e": [4_294_967_295]},
    expected={"a": "uint8", "b": "uint16", "c": "uint16", "d": "uint32", "e": "uint32"},
    hint="Look at the last number that each unsigned type holds, and at the next one.",
)
checks.returns(
    smallest_types,
    {"a": [-128, 127], "b": [-129], "c": [-1, 128], "d": [-32_768, 5], "e": [-1, 32_768]},
    expected={"a": "int8", "b": "int16", "c": "int16", "d": "int16", "e": "int32"},
    hint="A signed type reaches one further down than up; both ends of the column must fit.",
)
checks.returns(
    smallest_types,
    {"a": [2**63], "b": [-5, 2**40]},
    expected={"a": "uint64", "b": "int64"},
    hint="Large numbers need 64 bits.",
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_smallest_types_missing", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# Columns with missing values.
from greenlib import checks

checks.returns(smallest_types, {"floor": [3, None]}, expected={"floor": "UInt8"})
### BEGIN HIDDEN TESTS
checks.returns(
    smallest_types,
    {"a": [None, 256, 9], "b": [-7, None], "c": [None, None], "d": [7], "e": []},
    expected={"a": "UInt16", "b": "Int8", "c": "UInt8", "d": "uint8", "e": "UInt8"},
    hint="Only a column with a None (or without numbers) gets the spelling with capitals.",
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 4 · When has it paid? · 4 points
#
# Write `transfers_to_pay(size_before_bytes, size_after_bytes, kwh_per_gb, cleanup_wh)`. A table is
# made smaller once, which takes `cleanup_wh` **watt-hours**; then it is sent again and again over a
# network of `kwh_per_gb` **kWh per gigabyte** (1 GB is 10^9 bytes). Return a dict with
#
# - `"saved_wh"`: the energy that each transfer saves, in **Wh**; negative if the table grew,
# - `"transfers"`: the smallest whole number of transfers after which the energy saved is at least
#   that of the clean-up; `None` if no number is enough.
#
# Worked example: 2 GB made 0.5 GB, at 0.06 kWh/GB, for 200 Wh: each transfer saves 90 Wh, so
# `transfers_to_pay(2_000_000_000, 500_000_000, 0.06, 200)` returns
# `{"saved_wh": 90.0, "transfers": 3}`; after two transfers only 180 Wh are saved.
#
# <details><summary>Hint 1</summary>bytes → GB → kWh → Wh, in this order.</details>
# <details><summary>Hint 2</summary>Transfers come in whole numbers. Which way must you round? Look
# in the module <code>math</code>.</details>
# <details><summary>Hint 3</summary>What if the table did not become smaller? What if the clean-up
# cost nothing?</details>


# %% nbgrader={"grade": false, "grade_id": "transfers_to_pay", "locked": false, "schema_version": 3, "solution": true, "task": false}
def transfers_to_pay(size_before_bytes, size_after_bytes, kwh_per_gb, cleanup_wh):
    """Return the Wh that each transfer saves, and after how many the clean-up has paid."""
    ### BEGIN SOLUTION
    from math import ceil

    saved_wh = (size_before_bytes - size_after_bytes) / 1e9 * kwh_per_gb * 1000
    if cleanup_wh == 0:
        transfers = 0
    elif saved_wh <= 0:
        transfers = None
    else:
        transfers = ceil(cleanup_wh / saved_wh)
    return {"saved_wh": saved_wh, "transfers": transfers}
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_transfers_to_pay", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# The worked example, then other tables and networks.
from greenlib import checks

checks.returns(
    transfers_to_pay,
    2_000_000_000,
    500_000_000,
    0.06,
    200,
    expected={"saved_wh": 90.0, "transfers": 3},
    slips={
        "After that many transfers the clean-up has not paid yet.": {
            "saved_wh": 90.0,
            "transfers": 2,
        },
        "Transfers come in whole numbers.": {"saved_wh": 90.0, "transfers": 200 / 90},
        "A gigabyte is 10^9 bytes here, not 2^30.": {
            "saved_wh": 90.0 * 1e9 / 2**30,
            "transfers": 3,
        },
    },
)
### BEGIN HIDDEN TESTS
for before, after, per_gb, cleanup, transfers in (
    (100_723_653, 4_500_638, 0.001, 1.333, 14),
    (750_000_000, 250_000_000, 0.004, 9.1, 5),
    (3_200_000_000, 3_000_000_000, 0.06, 5.0, 1),
    (1_000_000_000, 600_000_000, 0.001, 1, 3),
    (1_000_000_000, 600_000_000, 0.001, 1.2004, 4),
):
    saved = (before - after) / 1e9 * per_gb * 1000
    checks.returns(
        transfers_to_pay,
        before,
        after,
        per_gb,
        cleanup,
        expected={"saved_wh": saved, "transfers": transfers},
        slips={
            "After that many transfers the clean-up has not paid yet.": {
                "saved_wh": saved,
                "transfers": transfers - 1,
            },
            "Transfers come in whole numbers.": {
                "saved_wh": saved,
                "transfers": cleanup / saved,
            },
        },
    )
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_transfers_to_pay_never", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# Hidden tests: a table that grew, one that stayed, and a clean-up that cost nothing.
from greenlib import checks

### BEGIN HIDDEN TESTS
checks.returns(
    transfers_to_pay,
    250_000_000,
    300_000_000,
    0.06,
    40,
    expected={"saved_wh": -3.0, "transfers": None},
    hint="The table grew: each transfer now costs more, and nothing is ever paid back.",
)
checks.returns(
    transfers_to_pay,
    80_000_000,
    80_000_000,
    0.004,
    2.5,
    expected={"saved_wh": 0.0, "transfers": None},
    hint="The table stayed as it was: nothing is ever paid back.",
)
checks.returns(
    transfers_to_pay,
    700_000_000,
    450_000_000,
    0.004,
    0,
    expected={"saved_wh": 1.0, "transfers": 0},
    hint="A clean-up that cost nothing has paid before the first transfer.",
)
checks.returns(
    transfers_to_pay,
    250_000_000,
    300_000_000,
    0.06,
    0,
    expected={"saved_wh": -3.0, "transfers": 0},
    hint="After no transfer at all, nothing was spent and nothing saved: that is enough.",
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 5 · Nearly the same · 5 points
#
# Write `near_duplicate_pairs(texts, size, threshold)`. The **shingles** of a text are the set of
# its runs of `size` characters; a text shorter than `size` has one shingle, itself. The Jaccard
# similarity of two texts is the number of shingles they share, divided by the number of different
# shingles they have together. Return a list of the pairs `(first, later)` of positions in `texts`,
# with `first < later`, whose similarity is **at least** `threshold`. Sort the list.
#
# Comparing every pair is good enough here; there are never more than 50 texts.
#
# Worked example: `near_duplicate_pairs(["abcd", "abcde", "xyz"], 2, 0.7)` returns `[(0, 1)]`: the
# shingles are {ab, bc, cd} and {ab, bc, cd, de}, and 3/4 is at least 0.7.
#
# <details><summary>Hint 1</summary>The last shingle starts at position <code>len(text) -
# size</code>. Is that one in your range?</details>
# <details><summary>Hint 2</summary>Sets have <code>&amp;</code> for what they share and
# <code>|</code> for what they have together.</details>
# <details><summary>Hint 3</summary><code>itertools.combinations(range(len(texts)), 2)</code> gives
# each pair once, in order.</details>


# %% nbgrader={"grade": false, "grade_id": "near_duplicate_pairs", "locked": false, "schema_version": 3, "solution": true, "task": false}
def near_duplicate_pairs(texts, size, threshold):
    """Return the pairs (first, later) of positions whose Jaccard similarity reaches `threshold`."""
    ### BEGIN SOLUTION
    from itertools import combinations

    sets = [
        {text[start : start + size] for start in range(max(1, len(text) - size + 1))}
        for text in texts
    ]
    return [
        (first, later)
        for first, later in combinations(range(len(texts)), 2)
        if len(sets[first] & sets[later]) / len(sets[first] | sets[later]) >= threshold
    ]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_near_duplicate_pairs", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# The worked example, then other texts.
from greenlib import checks

checks.returns(
    near_duplicate_pairs, ["abcd", "abcde", "xyz"], 2, 0.7, expected=[(0, 1)], hint="3/4 is enough."
)
checks.returns(near_duplicate_pairs, ["abcd", "abcde", "xyz"], 2, 0.8, expected=[])
### BEGIN HIDDEN TESTS
notices = [
    "Server maintenance on Monday at 10:00.",
    "The canteen is closed on Friday.",
    "Server maintenance on Monday at 11:00.",
    "The canteen is closed on Friday!",
    "Server maintenance on Monday at 10:00.",
    "The car park is closed on Friday.",
]
checks.returns(
    near_duplicate_pairs,
    notices,
    5,
    0.7,
    expected=[(0, 2), (0, 4), (1, 3), (2, 4)],
    hint="Each pair once, the earlier position first; a text is no pair with itself.",
)
checks.returns(
    near_duplicate_pairs,
    notices,
    3,
    0.6,
    expected=[(0, 2), (0, 4), (1, 3), (1, 5), (2, 4)],
    hint="Use the size and the threshold that are given.",
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_near_duplicate_pairs_edges", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Hidden tests: a similarity that is exactly the threshold, the last shingle, repeated shingles,
# short texts, and a text that is part of a longer one.
from greenlib import checks

### BEGIN HIDDEN TESTS
checks.returns(
    near_duplicate_pairs,
    ["abcd", "abcde"],
    2,
    0.75,
    expected=[(0, 1)],
    hint="At least the threshold: a pair that is exactly there counts.",
)
checks.returns(
    near_duplicate_pairs,
    ["abcx", "abcy"],
    2,
    0.7,
    expected=[],
    hint="The last run of characters is a shingle too.",
)
checks.returns(
    near_duplicate_pairs,
    ["ababababab", "abab"],
    2,
    0.9,
    expected=[(0, 1)],
    hint="Shingles are a set: a run that comes back counts once.",
)
checks.returns(
    near_duplicate_pairs,
    ["ok", "no", "ok", ""],
    5,
    0.8,
    expected=[(0, 2)],
    hint="A text shorter than `size` has one shingle, itself.",
)
checks.returns(
    near_duplicate_pairs,
    ["green", "green data and sustainable machine learning"],
    3,
    0.5,
    expected=[],
    hint="Divide by the shingles of both texts together, not by those of one.",
)
checks.returns(
    near_duplicate_pairs,
    ["abc", "bc"],
    5,
    0.3,
    expected=[],
    hint="A text shorter than `size` has one shingle, itself.",
)
checks.returns(
    near_duplicate_pairs,
    ["ab", "abc"],
    1,
    0.668,
    expected=[],
    hint="Two thirds are less than 0.668; compare without rounding.",
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 6 · What must stay · 4 points
#
# A hospital's data team proposes: *"Of the 40 million rows of the monitor log we keep one row per
# patient. We drop the columns 'ward' and 'age group', and letters that are more than 80 % alike
# are deleted, all but one. This saves 95 % of the bytes, and the alarm model trains faster."*
#
# In **five to seven sentences**, say what would be lost and propose a better diet. You are marked on
#
# - **what must not go** (up to 2 points): name what would be lost, with its reason; law, rare
#   cases and bias are three kinds of reason,
# - **a better diet** (up to 2 points): what you would do instead, and what you would measure before
#   anything is deleted.

# %% [markdown] nbgrader={"grade": true, "grade_id": "what_must_stay", "locked": false, "points": 4, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# One row per patient is no deduplication: each row is an event, and the alarms, which are rare, would
# mostly vanish, so the model would hardly see what it is to learn. Without the age group nobody
# could check whether it fails for children or the old. Two letters that are 80 % alike can differ
# in a dose or a "not", and medical records must by law be kept for years, so deletion is for the
# records office to decide. I would begin with what loses nothing: exact duplicates out, smaller
# types, Parquet with compression, and measure the bytes after each step. For training I would
# read only the columns needed and thin out quiet minutes, keeping every alarm. Before that I would
# count alarms and compare the shares of age groups and wards before and after, and test the model
# on data that was not thinned out.
# ### END SOLUTION
