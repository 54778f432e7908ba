# %% [markdown]
# # Assignment 06 · Caching and batching
#
# **24 points** · about 80 minutes · goes with [lesson 06](../../course/06-caching-and-batching.ipynb)
#
# Write only where it says `YOUR CODE HERE` or `YOUR ANSWER HERE`. Below each question are visible
# tests that you may run as often as you like; grading adds hidden ones with other numbers. Tests
# call a function twice with the same arguments: it must leave them as they were and give the same
# answer again. Before you hand in: *Kernel > Restart Kernel and Run All Cells*.

# %% [markdown]
# ## Question 1 · Seconds saved · 3 points
#
# A cache keeps every result, and so it computes each key once. Write
# `seconds_saved(keys, compute_s, lookup_s)`: how many **seconds** it saves over computing at every
# call. `keys` is the list of what was asked for, in order; `compute_s` is a dict from key to the
# seconds that computing it takes; looking in the cache takes `lookup_s` seconds at **every** call,
# hit or miss. A cache that costs more than it saves gives a number below 0.
#
# Worked example: the keys `[1, 2, 1, 3, 2, 4, 1, 5]` take half a second each. Without a cache that
# is 4.0 s, with it 5 × 0.5 s + 8 × 0.01 s = 2.58 s, so with `lookup_s=0.01` the function returns
# `1.42`.
#
# <details><summary>Hint 1</summary>Write down two sums, the time without and the time with a
# cache, and subtract.</details>
# <details><summary>Hint 2</summary><code>set(keys)</code> holds each key once.</details>


# %% nbgrader={"grade": false, "grade_id": "seconds_saved", "locked": false, "schema_version": 3, "solution": true, "task": false}
def seconds_saved(keys, compute_s, lookup_s):
    """Return the seconds that an unbounded cache saves; below 0 if it costs more."""
    ### BEGIN SOLUTION
    without = sum(compute_s[key] for key in keys)
    with_cache = sum(compute_s[key] for key in set(keys)) + len(keys) * lookup_s
    return without - with_cache
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_seconds_saved", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# The worked example, then keys that take different times.
from greenlib import checks

half = dict.fromkeys([1, 2, 3, 4, 5], 0.5)
checks.returns(
    seconds_saved,
    [1, 2, 1, 3, 2, 4, 1, 5],
    half,
    0.01,
    expected=1.42,
    unit="s",
    slips={
        "That is the time with the cache, not what it saves.": 2.58,
        "Looking takes time at every call, also at a miss.": 1.47,
        "Looking in the cache takes time, too.": 1.5,
    },
)
### BEGIN HIDDEN TESTS
mixed = {"report": 40.0, "join": 6.5, "parse": 0.25, "never asked": 900.0}
checks.returns(
    seconds_saved,
    ["parse", "join", "parse", "report", "join", "join", "parse"],
    mixed,
    0.125,
    expected=12.625,
    unit="s",
    slips={
        "That is the time with the cache, not what it saves.": 47.625,
        "Looking takes time at every call, also at a miss.": 13.0,
        "Looking in the cache takes time, too.": 13.5,
    },
    hint="Each key has its own time; a hit saves the time of its own key.",
)
checks.returns(
    seconds_saved,
    ["a", "b", "c", "a"],
    {"a": 0.02, "b": 0.03, "c": 0.5},
    0.04,
    expected=-0.14,
    unit="s",
    hint="A cache that costs more than it saves gives a number below 0.",
)
checks.returns(seconds_saved, [], half, 0.01, expected=0.0, unit="s", hint="No calls, no saving.")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 2 · A cache that is full · 4 points
#
# Write `lru_counts(keys, maxsize)`: what a cache does that holds at most `maxsize` results (1 or
# more) when `keys` are asked for in this order. When it is full and a new result must go in, the
# one **not used for longest** is thrown out; a hit counts as use. Return a dict with `"hits"`,
# `"misses"` and `"evictions"`.
#
# Worked example: `lru_counts([1, 2, 1, 3, 1, 2], 2)` returns
# `{"hits": 2, "misses": 4, "evictions": 2}`: the 3 throws out the 2, and the last 2 throws out
# the 3.
#
# Keys are numbers, text or tuples. `keys` itself must not change.
#
# <details><summary>Hint 1</summary>Keep a list of what is in the cache, in order of last
# use.</details>
# <details><summary>Hint 2</summary>At a hit, move the key to the end of the list. At a miss in a full
# cache, take away the first.</details>


# %% nbgrader={"grade": false, "grade_id": "lru_counts", "locked": false, "schema_version": 3, "solution": true, "task": false}
def lru_counts(keys, maxsize):
    """Return the hits, misses and evictions of an LRU cache for `maxsize` results."""
    ### BEGIN SOLUTION
    held = []
    hits = evictions = 0
    for key in keys:
        if key in held:
            hits += 1
            held.remove(key)
        elif len(held) == maxsize:
            evictions += 1
            held.pop(0)
        held.append(key)
    return {"hits": hits, "misses": len(keys) - hits, "evictions": evictions}
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_lru_counts", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Room for everything, and a loop over one key too many.
from greenlib import checks

checks.returns(
    lru_counts,
    [1, 2, 1, 3, 2, 4, 1, 5],
    128,
    expected={"hits": 3, "misses": 5, "evictions": 0},
)
checks.returns(
    lru_counts,
    [1, 2, 3, 4, 5] * 3,
    4,
    expected={"hits": 0, "misses": 15, "evictions": 11},
    slips={
        "A result that was thrown out must be computed again: it is a miss.": {
            "hits": 10,
            "misses": 5,
            "evictions": 1,
        },
        "A miss is an eviction only if the cache was full.": {
            "hits": 0,
            "misses": 15,
            "evictions": 15,
        },
    },
)
### BEGIN HIDDEN TESTS
checks.returns(
    lru_counts,
    ["c", "a", "a", "b", "c", "d", "d", "b"],
    1,
    expected={"hits": 2, "misses": 6, "evictions": 5},
    hint="With room for one, a key is a hit only right after itself.",
)
checks.returns(lru_counts, [], 3, expected={"hits": 0, "misses": 0, "evictions": 0})
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_lru_counts_order", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example: which result is thrown out?
from greenlib import checks

checks.returns(
    lru_counts,
    [1, 2, 1, 3, 1, 2],
    2,
    expected={"hits": 2, "misses": 4, "evictions": 2},
    slips={
        "That throws out the oldest result; a hit counts as use and makes its key young.": {
            "hits": 1,
            "misses": 5,
            "evictions": 3,
        },
    },
)
### BEGIN HIDDEN TESTS
asked = ["a", "b", "c", "a", "d", "a", "b", "a", "e", "d", "a", "b"]
checks.returns(
    lru_counts,
    asked,
    3,
    expected={"hits": 4, "misses": 8, "evictions": 5},
    hint="The one to throw out is the one whose last use, hit or miss, is longest ago.",
)
checks.returns(
    lru_counts,
    [(1, "x"), (2, "y"), (1, "x"), (3, "z"), (2, "y"), (1, "x")],
    2,
    expected={"hits": 1, "misses": 5, "evictions": 3},
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 3 · A key that notices · 4 points
#
# A team caches the result of a computation. It depends on the `content` of a file (bytes), on
# `parameters` (a dict from names to numbers or text) and on the `version` of the code (text). Write
# `cache_key(content, parameters, version)`. It returns **text of 16 to 64 hexadecimal digits**
# (`0-9a-f`) which
#
# - is the same whenever all three are the same, in every run of Python; the order in which the
#   parameters were written down does not matter,
# - differs whenever the content, a parameter's name or value, or the version differs.
#
# Text and numbers are different values: `{"limit": 10}` and `{"limit": "10"}` must not share a
# key. Python's own `hash` will not do: for text it changes from run to run, and
# `hash(-1) == hash(-2)`.
#
# Worked example: whatever your key for `(b"tea,3", {"limit": 10}, "1")` is, it must differ from
# the one for `(b"tea,4", {"limit": 10}, "1")`.
#
# <details><summary>Hint 1</summary><code>hashlib.sha256(some_bytes).hexdigest()</code> has 64
# hexadecimal digits.</details>
# <details><summary>Hint 2</summary><code>json.dumps(..., sort_keys=True)</code> or
# <code>repr(sorted(parameters.items()))</code> turns the parameters into text in a fixed
# order.</details>
# <details><summary>Hint 3</summary>Where does one part end and the next begin? Joined without a
# border, "ab" + "c" and "a" + "bc" are the same.</details>


# %% nbgrader={"grade": false, "grade_id": "cache_key", "locked": false, "schema_version": 3, "solution": true, "task": false}
def cache_key(content, parameters, version):
    """Return a key of hexadecimal digits for everything that the answer depends on."""
    ### BEGIN SOLUTION
    import hashlib
    import json

    file_key = hashlib.sha256(content).hexdigest()
    parts = json.dumps([file_key, parameters, version], sort_keys=True)
    return hashlib.sha256(parts.encode()).hexdigest()
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_cache_key", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The same for the same input, different for a changed file; text of hexadecimal digits.
from greenlib import checks


def is_digits(key):
    return isinstance(key, str) and 16 <= len(key) <= 64 and set(key) <= set("0123456789abcdef")


key = checks.call(cache_key, b"tea,3", {"limit": 10}, "1")
checks.value(
    "cache_key(b'tea,3', {'limit': 10}, '1')",
    key,
    expected=key if is_digits(key) else "",
    kind="text of 16 to 64 hexadecimal digits",
    hint="hashlib.sha256(...).hexdigest() gives such a text.",
)
checks.returns(
    cache_key,
    b"tea,3",
    {"limit": 10},
    "1",
    expected=key,
    hint="The same input must give the same key.",
)
changed = checks.call(cache_key, b"tea,4", {"limit": 10}, "1")
checks.value(
    "cache_key(b'tea,4', {'limit': 10}, '1') == cache_key(b'tea,3', {'limit': 10}, '1')",
    checks.same_value(changed, key),
    expected=False,
    kind="keys that differ",
    slips={"With this key, the answer for the changed file would be stale.": True},
)
### BEGIN HIDDEN TESTS
large = b"tea,3\n" * 50_000
large_key = checks.call(cache_key, large + b"end", {"limit": 10}, "1")
checks.value(
    "cache_key(large + b'end', {'limit': 10}, '1')",
    large_key,
    expected=large_key if is_digits(large_key) else "",
    kind="text of 16 to 64 hexadecimal digits",
    hint="The key must not grow with the content: large is b'tea,3\\n' * 50_000.",
)
checks.value(
    "cache_key(large + b'enD', {'limit': 10}, '1') == cache_key(large + b'end', {'limit': 10}, '1')",
    checks.same_value(checks.call(cache_key, large + b"enD", {"limit": 10}, "1"), large_key),
    expected=False,
    kind="keys that differ",
    slips={"The whole content belongs in the key, not its beginning or its length.": True},
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_cache_key_parameters", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Parameters in another order: the same key. Another value or version: another key.
from greenlib import checks

given = (b"tea,3", {"limit": 10, "unit": "kg"}, "1")
checks.returns(
    cache_key,
    b"tea,3",
    {"unit": "kg", "limit": 10},
    "1",
    expected=checks.call(cache_key, *given),
    hint="Sort the parameters by name first; otherwise work is done again for nothing.",
)


def must_differ(one, other, message):
    checks.value(
        f"cache_key{one} == cache_key{other}",
        checks.same_value(checks.call(cache_key, *one), checks.call(cache_key, *other)),
        expected=False,
        kind="keys that differ",
        slips={message: True},
    )


must_differ(
    (b"tea,3", {"limit": 20, "unit": "kg"}, "1"),
    given,
    "The parameters' values belong in the key.",
)
### BEGIN HIDDEN TESTS
border = "Put a border between the parts, for example by hashing the content on its own first."
for one, other, message in (
    (
        (b"tea,3", {"limit": 10, "unit": "kg"}, "2"),
        given,
        "With this key, answers of the old code would be handed out.",
    ),
    (
        (b"tea,3", {"first": 10, "unit": "kg"}, "1"),
        given,
        "The parameters' names belong in the key, too.",
    ),
    (
        (b"tea,3", {"limit": "10", "unit": "kg"}, "1"),
        given,
        "repr and json.dumps keep the quotes of text; str does not.",
    ),
    (
        (b"x", {"shift": -2}, "1"),
        (b"x", {"shift": -1}, "1"),
        "Python's own hash is not made for this.",
    ),
    ((b"price1", {}, "2"), (b"price", {}, "12"), border),
    ((b"2price", {}, "1"), (b"price", {}, "12"), border),
):
    must_differ(one, other, message)
checks.returns(
    cache_key,
    b"rice",
    {"from": 2019, "area": "EU", "unit": "kg", "limit": 3},
    "7",
    expected=checks.call(
        cache_key, b"rice", {"unit": "kg", "limit": 3, "area": "EU", "from": 2019}, "7"
    ),
    hint="Sort the parameters by name first; otherwise work is done again for nothing.",
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 4 · When it pays · 4 points
#
# Write `pays_from(size_gb, hours, kwh_per_gb_h, power_w, compute_s, lookup_s)`: the smallest whole
# number of **repeats** for which keeping a result takes no more energy than computing it every
# time. A result that is asked for once and then `repeats` times again is kept for `hours` hours;
# it has `size_gb` GB, and holding a gigabyte for an hour takes `kwh_per_gb_h` **kWh**. Computing
# takes `compute_s` seconds and looking it up `lookup_s` seconds, both at `power_w` watts.
#
# - Without a cache: it is computed 1 + repeats times.
# - With a cache: it is computed once, looked up 1 + repeats times (the first time in vain), and
#   kept.
#
# If no number of repeats is enough, return `None`.
#
# Worked example: `pays_from(1, 24, 0.000392, 80, 0.5, 0)` returns `847`. With a look-up of 0.1 s it
# is `1059`.
#
# <details><summary>Hint 1</summary>What does each repeat gain, and what is paid once, whatever
# happens? Bring both to the same unit: 1 kWh = 3,600,000 J.</details>
# <details><summary>Hint 2</summary><code>math.ceil</code> rounds up to a whole number.</details>
# <details><summary>Hint 3</summary>The look-up at the first call is paid once and gains
# nothing.</details>


# %% nbgrader={"grade": false, "grade_id": "pays_from", "locked": false, "schema_version": 3, "solution": true, "task": false}
def pays_from(size_gb, hours, kwh_per_gb_h, power_w, compute_s, lookup_s):
    """Return from how many repeats on a cache takes no more energy; None if it never does."""
    ### BEGIN SOLUTION
    import math

    gain_j = (compute_s - lookup_s) * power_w
    if gain_j <= 0:
        return None
    once_j = size_gb * hours * kwh_per_gb_h * 3_600_000 + lookup_s * power_w
    return math.ceil(once_j / gain_j)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_pays_from", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# The worked examples, then other caches.
from greenlib import checks

checks.returns(
    pays_from,
    1,
    24,
    0.000392,
    80,
    0.5,
    0,
    expected=847,
    kind="a whole number of repeats, or None",
    slips={"Rounded down; with one repeat fewer than needed the cache does not pay.": 846},
)
checks.returns(
    pays_from,
    1,
    24,
    0.000392,
    80,
    0.5,
    0.1,
    expected=1059,
    kind="a whole number of repeats, or None",
    slips={"A hit still takes its look-up: it saves compute_s - lookup_s.": 847},
)
### BEGIN HIDDEN TESTS
checks.returns(
    pays_from,
    0.25,
    2,
    0.000392,
    150,
    3.0,
    2.2,
    expected=9,
    kind="a whole number of repeats, or None",
    slips={
        "The look-up at the first call is missing.": 6,
        "Rounded down; with one repeat fewer than needed the cache does not pay.": 8,
        "A hit still takes its look-up: it saves compute_s - lookup_s.": 3,
    },
)
checks.returns(
    pays_from,
    0.012,
    720,
    0.0000012,
    95,
    42.0,
    1.5,
    expected=1,
    kind="a whole number of repeats, or None",
    hint="A small result that took long pays with the first repeat.",
)
checks.returns(
    pays_from,
    8,
    24,
    0.0004083,
    60,
    0.75,
    0.05,
    expected=6720,
    kind="a whole number of repeats, or None",
)
checks.returns(
    pays_from,
    0.001,
    2,
    0.0000012,
    2,
    0.003655,
    0.001,
    expected=3,
    kind="a whole number of repeats, or None",
    hint="Milliseconds and millijoules: round up at the end, and nowhere else.",
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_pays_from_never", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# A look-up that takes longer than computing.
from greenlib import checks

checks.returns(
    pays_from,
    1,
    24,
    0.000392,
    80,
    0.02,
    0.05,
    expected=None,
    kind="a whole number of repeats, or None",
    hint="Each repeat loses; no number of them is enough.",
)
### BEGIN HIDDEN TESTS
checks.returns(
    pays_from,
    3,
    12,
    0.000392,
    120,
    0.4,
    0.4,
    expected=None,
    kind="a whole number of repeats, or None",
    hint="If a look-up takes as long as computing, a repeat gains nothing.",
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 5 · Choose a batch, from measurements · 5 points
#
# The lesson's formula, a fixed part and a part for each item, is a model. Somebody has measured
# instead, and at large batches the memory is full and everything slows down. Write
# `best_batch(batch_s, arrival_rate_per_s, power_w, limit_s)`. `batch_s` is a dict from batch size
# to the **seconds that the whole batch takes**; items arrive at a steady `arrival_rate_per_s`;
# the machine draws `power_w` **watts** while it works.
#
# A batch size is **allowed** if
#
# - the machine keeps up: a batch takes no longer than the next one needs to fill, which is
#   size / rate, and
# - the mean latency is at most `limit_s`. It is the mean wait for the batch to fill,
#   (size - 1) / (2 × rate), plus the time of the whole batch.
#
# Of the allowed sizes choose the one with the **least energy per item**; if two have the same, the
# one with the lower latency. Return a dict with `"batch"`, `"mwh_per_item"` (in **mWh**, 1 mWh =
# 3.6 J) and `"latency_s"`. If none is allowed, return `None`.
#
# Worked example: with `{1: 0.32, 2: 0.34, 10: 0.5, 40: 1.1, 100: 2.3}`, 4 items/s, 90 W and 2 s it
# is `{"batch": 10, "mwh_per_item": 1.25, "latency_s": 1.625}`.
#
# <details><summary>Hint 1</summary>First make the list of the allowed sizes, then choose. The first
# size that is not allowed is no reason to stop.</details>
# <details><summary>Hint 2</summary>Watts times seconds are joules, for the whole batch.</details>
# <details><summary>Hint 3</summary><code>min(rows, default=None)</code> with rows that are tuples
# (energy, latency, size) settles ties, too.</details>


# %% nbgrader={"grade": false, "grade_id": "best_batch", "locked": false, "schema_version": 3, "solution": true, "task": false}
def best_batch(batch_s, arrival_rate_per_s, power_w, limit_s):
    """Return the allowed batch size of least energy per item, or None if none is allowed."""
    ### BEGIN SOLUTION
    allowed = []
    for size, seconds in batch_s.items():
        latency_s = (size - 1) / (2 * arrival_rate_per_s) + seconds
        if seconds <= size / arrival_rate_per_s and latency_s <= limit_s:
            allowed.append((power_w * seconds / size / 3.6, latency_s, size))
    if not allowed:
        return None
    mwh_per_item, latency_s, size = min(allowed)
    return {"batch": size, "mwh_per_item": mwh_per_item, "latency_s": latency_s}
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_best_batch", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# The worked example, then a machine whose memory is full.
from greenlib import checks

batch_s = {1: 0.32, 2: 0.34, 10: 0.5, 40: 1.1, 100: 2.3}
checks.returns(
    best_batch,
    batch_s,
    4,
    90,
    2,
    expected={"batch": 10, "mwh_per_item": 1.25, "latency_s": 1.625},
    kind="a dict with batch, mWh per item and latency in s, or None",
    slips={
        "That is the energy of the whole batch, not of one item.": {
            "batch": 10,
            "mwh_per_item": 12.5,
            "latency_s": 1.625,
        },
        "That latency leaves out the wait for the batch to fill.": {
            "batch": 40,
            "mwh_per_item": 0.6875,
            "latency_s": 1.1,
        },
    },
)
### BEGIN HIDDEN TESTS
measured = {64: 9.0, 32: 2.4, 16: 0.65, 8: 0.41, 4: 0.29, 1: 0.2}
checks.returns(
    best_batch,
    measured,
    10,
    120,
    5,
    expected={"batch": 16, "mwh_per_item": 1.3541666666666667, "latency_s": 1.4},
    kind="a dict with batch, mWh per item and latency in s, or None",
    slips={
        "The largest allowed batch is not the one with the least energy here.": {
            "batch": 32,
            "mwh_per_item": 2.5,
            "latency_s": 3.95,
        },
        "The lowest latency is not asked for; choose the least energy within the limit.": {
            "batch": 4,
            "mwh_per_item": 2.4166666666666665,
            "latency_s": 0.44,
        },
    },
)
checks.returns(
    best_batch,
    measured,
    10,
    120,
    0.9,
    expected={"batch": 8, "mwh_per_item": 1.7083333333333333, "latency_s": 0.76},
    kind="a dict with batch, mWh per item and latency in s, or None",
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_best_batch_edges", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# A limit that nothing meets.
from greenlib import checks

checks.returns(
    best_batch,
    {1: 0.32, 2: 0.34, 10: 0.5, 40: 1.1, 100: 2.3},
    4,
    90,
    0.1,
    expected=None,
    kind="a dict with batch, mWh per item and latency in s, or None",
    hint="No batch is that quick: return None.",
)
### BEGIN HIDDEN TESTS
checks.returns(
    best_batch,
    {1: 0.32, 2: 0.34},
    4,
    90,
    0.4,
    expected=None,
    kind="a dict with batch, mWh per item and latency in s, or None",
    hint="One by one the machine does not keep up: the wait grows without end.",
)
checks.returns(
    best_batch,
    {10: 0.5, 20: 1.0, 5: 0.45},
    16,
    80,
    30,
    expected={"batch": 10, "mwh_per_item": 1.1111111111111112, "latency_s": 0.78125},
    kind="a dict with batch, mWh per item and latency in s, or None",
    hint="Two sizes take the same energy per item: choose the one with the lower latency.",
)
checks.returns(
    best_batch,
    {2: 0.5, 9: 0.5},
    4,
    72,
    1.5,
    expected={"batch": 9, "mwh_per_item": 1.1111111111111112, "latency_s": 1.5},
    kind="a dict with batch, mWh per item and latency in s, or None",
    hint="A latency equal to the limit is allowed.",
)
checks.returns(
    best_batch,
    {2: 0.5, 9: 0.5},
    4,
    72,
    1.0,
    expected={"batch": 2, "mwh_per_item": 5.0, "latency_s": 0.625},
    kind="a dict with batch, mWh per item and latency in s, or None",
    hint="A batch that takes just as long as the next one needs to fill keeps up.",
)
checks.returns(
    best_batch,
    {2: 0.668},
    3,
    72,
    5,
    expected=None,
    kind="a dict with batch, mWh per item and latency in s, or None",
    hint="Two items arrive in 0.6667 s; a batch of 0.668 s does not keep up.",
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 6 · Judge the cache · 4 points
#
# A colleague reports: *"I put `@lru_cache(maxsize=None)` on `load_prices(path)`, which reads the
# file that the shops update every hour and makes a table of 3 GB from it. The first call takes
# 0.5 s, all later ones 0 s, so the cache saves 100 % of the energy. It is asked for about 200 times
# a day, so from now on I cache everything."*
#
# Holding a gigabyte in memory takes about 0.39 Wh an hour; the server draws 80 W while it
# computes. In **five to seven sentences**, judge the report and say what you would do. You are
# marked on
#
# - **the right answer** (up to 2 points): what the cache will hand out, why, and a remedy,
# - **the energy** (up to 2 points): whether it saves, with an estimate of both sides and what the
#   estimate depends on.

# %% [markdown] nbgrader={"grade": true, "grade_id": "judge_the_cache", "locked": false, "points": 4, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# After the first update the prices are stale: the key is the path, which stays the same while the
# content changes, and no error will say so. The file's content or its version must be in the key,
# or the entry must be dropped when the shops write. With such a key, maxsize=None would keep every
# hour's 3 GB, 72 GB after a day, so one entry is enough. As for the energy, 200 times 0.5 s at 80 W
# is about 2.2 Wh a day, at most, while 3 GB for 24 h take about 28 Wh: computing again uses less,
# unless that memory is installed and powered anyway. "100 %" leaves out the first call of every
# hour, the look-up and the memory. I would measure hits and computing time first, try a file in
# a quicker format or a cache on disk, and cache only what is dear, repeated and unchanged.
# ### END SOLUTION
