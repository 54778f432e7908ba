# %% [markdown]
# # Assignment 07 · Precision
#
# **24 points** · about 80 minutes · goes with [lesson 07](../../course/07-precision.ipynb)
#
# Write only where it says `YOUR CODE HERE` or `YOUR ANSWER HERE`. Below each question are visible
# tests that you may run as often as you like; grading adds hidden ones with other numbers. Tests
# call a function twice with the same arguments: it must leave them as they were and give the same
# answer again. Before you hand in: *Kernel > Restart Kernel and Run All Cells*.

# %% [markdown]
# ## Question 1 · How large is the model? · 3 points
#
# Write `model_size(parameters, bits)`: the size of a model whose `parameters` numbers take `bits`
# **bits** each. Return a dict with
#
# - `"gb"`: the size in **GB** (10⁹ bytes),
# - `"gib"`: the size in **GiB** (2³⁰ bytes).
#
# Worked example: 7 billion parameters of 16 bits are 14 billion bytes, so
# `model_size(7_000_000_000, 16)` returns `{"gb": 14.0, "gib": 13.0385...}`.
#
# <details><summary>Hint 1</summary>Eight bits are one byte. Four bits are half a byte, so do not
# round down to whole bytes.</details>
# <details><summary>Hint 2</summary><code>2**30</code> and <code>10**9</code>: the larger unit gives
# the smaller number.</details>

# %% nbgrader={"grade": false, "grade_id": "model_size", "locked": false, "schema_version": 3, "solution": true, "task": false}
def model_size(parameters, bits):
    """Return the size of the parameters in GB and in GiB, as a dict."""
    ### BEGIN SOLUTION
    size_bytes = parameters * bits / 8
    return {"gb": size_bytes / 10**9, "gib": size_bytes / 2**30}
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_model_size", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example, then other models.
from greenlib import checks

checks.returns(
    model_size,
    7_000_000_000,
    16,
    expected={"gb": 14.0, "gib": 14_000_000_000 / 2**30},
    slips={
        "GB and GiB are exchanged: the larger unit gives the smaller number.": {
            "gb": 14_000_000_000 / 2**30,
            "gib": 14.0,
        }
    },
)
### BEGIN HIDDEN TESTS
for parameters, bits in ((13_500_000_000, 32), (345_000_000, 8)):
    gb, gib = parameters * bits / 8 / 1e9, parameters * bits / 8 / 2**30
    checks.returns(
        model_size,
        parameters,
        bits,
        expected={"gb": gb, "gib": gib},
        slips={
            "GB and GiB are exchanged: the larger unit gives the smaller number.": {
                "gb": gib,
                "gib": gb,
            },
            "Those are gigabits; a byte has eight bits.": {"gb": gb * 8, "gib": gib * 8},
            "Both are in GiB; a GB has 10**9 bytes.": {"gb": gib, "gib": gib},
            "Both are in GB; a GiB has 2**30 bytes.": {"gb": gb, "gib": gb},
        },
    )
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_model_size_below_a_byte", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# Less than a byte for each parameter.
from greenlib import checks

checks.returns(
    model_size,
    8_000_000_000,
    4,
    expected={"gb": 4.0, "gib": 4e9 / 2**30},
    hint="Four bits are half a byte.",
)
### BEGIN HIDDEN TESTS
checks.returns(
    model_size,
    1_100_000_000,
    2,
    expected={"gb": 0.275, "gib": 275_000_000 / 2**30},
    hint="Two bits are a quarter of a byte.",
)
checks.returns(
    model_size,
    2_000_000_000,
    12,
    expected={"gb": 3.0, "gib": 3e9 / 2**30},
    hint="Twelve bits are a byte and a half.",
)
checks.returns(
    model_size,
    5,
    3,
    expected={"gb": 1.875e-9, "gib": 1.875 / 2**30},
    hint="Fifteen bits. Round only when you print.",
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 2 · One scale for all · 4 points
#
# Write `quantise_all(values, bits)`: symmetric quantisation of a list of numbers with **one** scale.
# The largest integer is 2^(`bits` − 1) − 1, and the scale is the largest **absolute** value divided
# by it. Return a dict with
#
# - `"values"`: a list of the integers, each rounded to the **nearest**,
# - `"scale"`: the scale, in the unit of the values,
# - `"error_bound"`: how far a value can at most be off after it is read again, in the same unit.
#
# If all values are 0, use a scale of 1.
#
# Worked example: `quantise_all([0.30, -1.27, 0.013, 0.888], 8)` returns
# `{"values": [30, -127, 1, 89], "scale": 0.01, "error_bound": 0.005}`.
#
# <details><summary>Hint 1</summary><code>max(abs(value) for value in values)</code> looks at negative
# values too.</details>
# <details><summary>Hint 2</summary><code>round(x)</code> goes to the nearest integer,
# <code>int(x)</code> cuts off.</details>
# <details><summary>Hint 3</summary>A number in the middle between two steps is as far from a step as
# any can be.</details>


# %% nbgrader={"grade": false, "grade_id": "quantise_all", "locked": false, "schema_version": 3, "solution": true, "task": false}
def quantise_all(values, bits):
    """Return integers, scale and error bound of a symmetric quantisation with one scale."""
    ### BEGIN SOLUTION
    largest = 2 ** (bits - 1) - 1
    scale = max(abs(value) for value in values) / largest or 1.0
    integers = [round(value / scale) for value in values]
    return {"values": integers, "scale": scale, "error_bound": scale / 2}
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_quantise_all", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# The worked example, then other values and other bits.
from greenlib import checks

checks.returns(
    quantise_all,
    [0.30, -1.27, 0.013, 0.888],
    8,
    expected={"values": [30, -127, 1, 89], "scale": 0.01, "error_bound": 0.005},
    slips={
        "The integers are cut off; round to the nearest.": {
            "values": [30, -127, 1, 88],
            "scale": 0.01,
            "error_bound": 0.005,
        },
        "The bound is wrong: rounding to the nearest step is off by half a step at most.": {
            "values": [30, -127, 1, 89],
            "scale": 0.01,
            "error_bound": 0.01,
        },
    },
)
### BEGIN HIDDEN TESTS
checks.returns(
    quantise_all,
    [2.1, -0.4, 0.93, -3.5],
    4,
    expected={"values": [4, -1, 2, -7], "scale": 0.5, "error_bound": 0.25},
    slips={
        "The integers are cut off; round to the nearest.": {
            "values": [4, 0, 1, -7],
            "scale": 0.5,
            "error_bound": 0.25,
        },
        "Negative values count too: take the largest absolute value.": {
            "values": [7, -1, 3, -12],
            "scale": 0.3,
            "error_bound": 0.15,
        },
        "The largest integer is 2**(bits - 1) - 1, one less than you took.": {
            "values": [5, -1, 2, -8],
            "scale": 0.4375,
            "error_bound": 0.21875,
        },
        "The bound is wrong: rounding to the nearest step is off by half a step at most.": {
            "values": [4, -1, 2, -7],
            "scale": 0.5,
            "error_bound": 0.5,
        },
        "The bound holds for every value, not only for these: it follows from the scale.": {
            "values": [4, -1, 2, -7],
            "scale": 0.5,
            "error_bound": 0.1,
        },
    },
)
checks.returns(
    quantise_all,
    [0.05, -0.0127, 0.0381, 0.0635],
    8,
    expected={"values": [100, -25, 76, 127], "scale": 0.0005, "error_bound": 0.00025},
)
checks.returns(
    quantise_all,
    [0.9, -1.6, 0.7],
    2,
    expected={"values": [1, -1, 0], "scale": 1.6, "error_bound": 0.8},
    hint="With two bits only -1, 0 and 1 are left.",
)
checks.returns(
    quantise_all,
    [7.0, 3.4951],
    4,
    expected={"values": [7, 3], "scale": 1.0, "error_bound": 0.5},
    slips={
        "Round once: 3.4951 is nearer to 3 than to 4.": {
            "values": [7, 4],
            "scale": 1.0,
            "error_bound": 0.5,
        },
    },
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_quantise_all_zeros", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# Nothing but zeros: no division by zero.
from greenlib import checks

checks.returns(
    quantise_all,
    [0.0, 0.0],
    8,
    expected={"values": [0, 0], "scale": 1.0, "error_bound": 0.5},
    hint="If all values are 0, the question asks for a scale of 1.",
)
### BEGIN HIDDEN TESTS
checks.returns(
    quantise_all,
    [0, 0, 0],
    4,
    expected={"values": [0, 0, 0], "scale": 1.0, "error_bound": 0.5},
    hint="If all values are 0, the question asks for a scale of 1.",
)
checks.returns(
    quantise_all,
    [0.0, -0.14],
    4,
    expected={"values": [0, -7], "scale": 0.02, "error_bound": 0.01},
    hint="One zero among other values changes nothing.",
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 3 · A scale for each row · 4 points
#
# Write `quantise_rows(weights, bits)`: symmetric quantisation of a matrix, given as a list of rows,
# with one scale **for each row**; `bits` is 2, 4 or 8. A row of zeros gets the scale 1. Return a
# dict with
#
# - `"values"`: the integers, as a list of rows,
# - `"scales"`: one scale for each row, in order,
# - `"size_bytes"`: what the matrix takes in **bytes** when its integers are packed (`bits` bits each,
#   without gaps) and each scale is a float32.
#
# Worked example: `quantise_rows([[0.254, -0.1, 0.0052], [127.0, -30.4, 0.0]], 8)` returns
# `{"values": [[127, -50, 3], [127, -30, 0]], "scales": [0.002, 1.0], "size_bytes": 14.0}`: six
# integers of one byte and two scales of four. With one scale for both rows, the first would be
# all zeros.
#
# <details><summary>Hint 1</summary>Do the same as for one list of numbers, once for each
# row.</details>
# <details><summary>Hint 2</summary>A float32 takes 32 bits. How many scales are there?</details>


# %% nbgrader={"grade": false, "grade_id": "quantise_rows", "locked": false, "schema_version": 3, "solution": true, "task": false}
def quantise_rows(weights, bits):
    """Return integers, scales and packed size of a matrix with one scale for each row."""
    ### BEGIN SOLUTION
    largest = 2 ** (bits - 1) - 1
    scales = [max(abs(weight) for weight in row) / largest or 1.0 for row in weights]
    integers = [
        [round(weight / scale) for weight in row]
        for row, scale in zip(weights, scales, strict=True)
    ]
    size_bytes = sum(len(row) for row in weights) * bits / 8 + 4 * len(scales)
    return {"values": integers, "scales": scales, "size_bytes": size_bytes}
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_quantise_rows", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# The worked example, then other matrices.
from greenlib import checks

checks.returns(
    quantise_rows,
    [[0.254, -0.1, 0.0052], [127.0, -30.4, 0.0]],
    8,
    expected={"values": [[127, -50, 3], [127, -30, 0]], "scales": [0.002, 1.0], "size_bytes": 14.0},
    slips={
        "That is one scale for the whole matrix; each row gets its own.": {
            "values": [[0, 0, 0], [127, -30, 0]],
            "scales": [1.0, 1.0],
            "size_bytes": 14.0,
        },
        "The scales take bytes too.": {
            "values": [[127, -50, 3], [127, -30, 0]],
            "scales": [0.002, 1.0],
            "size_bytes": 6.0,
        },
    },
)
### BEGIN HIDDEN TESTS
values, scales = [[7, -3, 2, 0], [-7, 3, 1, 5]], [0.1, 3.0]
checks.returns(
    quantise_rows,
    [[0.7, -0.31, 0.22, 0.0], [-21.0, 8.0, 3.5, 14.0]],
    4,
    expected={"values": values, "scales": scales, "size_bytes": 12.0},
    slips={
        "That is one scale for the whole matrix; each row gets its own.": {
            "values": [[0, 0, 0, 0], [-7, 3, 1, 5]],
            "scales": [3.0, 3.0],
            "size_bytes": 12.0,
        },
        "That is one scale for each column; the question asks for rows.": {
            "values": [[0, 0, 0, 0], [-7, 7, 7, 7]],
            "scales": [3, 8 / 7, 0.5, 2],
            "size_bytes": 20.0,
        },
        "The scales take bytes too.": {"values": values, "scales": scales, "size_bytes": 4.0},
        "Each row has a scale, and each scale takes bytes.": {
            "values": values,
            "scales": scales,
            "size_bytes": 8.0,
        },
        "The integers are packed: four bits are half a byte.": {
            "values": values,
            "scales": scales,
            "size_bytes": 16.0,
        },
        "That is the size in bits.": {"values": values, "scales": scales, "size_bytes": 96.0},
    },
)
checks.returns(
    quantise_rows,
    [[0.05], [-12.7], [0.254]],
    8,
    expected={
        "values": [[127], [-127], [127]],
        "scales": [0.05 / 127, 0.1, 0.002],
        "size_bytes": 15.0,
    },
    hint="Three rows of one number have three scales.",
)
checks.returns(
    quantise_rows,
    [[7.0, 3.4951, -2.0]],
    4,
    expected={"values": [[7, 3, -2]], "scales": [1.0], "size_bytes": 5.5},
    hint="Round once: 3.4951 is nearer to 3 than to 4.",
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_quantise_rows_zeros", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# A row of zeros among others.
from greenlib import checks

checks.returns(
    quantise_rows,
    [[0.0, 0.0], [1.4, -0.6]],
    4,
    expected={"values": [[0, 0], [7, -3]], "scales": [1.0, 0.2], "size_bytes": 10.0},
    hint="A row of zeros gets the scale 1.",
)
### BEGIN HIDDEN TESTS
checks.returns(
    quantise_rows,
    [[-6.35, 0.0, 0.0, 0.0], [0, 0, 0, 0]],
    8,
    expected={"values": [[-127, 0, 0, 0], [0, 0, 0, 0]], "scales": [0.05, 1.0], "size_bytes": 16.0},
    hint="A row of zeros gets the scale 1; a row with one other number does not.",
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 4 · Small enough and good enough · 5 points
#
# A model was tried in several precisions on the same test images. For each **option** you have the
# `bits` of a parameter, and how many images were `lost` (only the full model gets them right) and
# `gained` (only this option does). All counts here are made up:
#
# ```python
# options = [
#     {"name": "float32", "bits": 32, "lost": 0, "gained": 0},
#     {"name": "float16", "bits": 16, "lost": 2, "gained": 2},
#     {"name": "int8", "bits": 8, "lost": 16, "gained": 10},
#     {"name": "int4", "bits": 4, "lost": 58, "gained": 30},
# ]
# ```
#
# Write `choose_precision(options, images, parameters, limit_gib, max_loss_points)`. An option is
# **allowed** if
#
# - its `parameters` numbers take at most `limit_gib` **GiB** (leave scales out), and
# - its loss **plus two standard errors** is at most `max_loss_points` percentage points.
#
# The loss is (lost − gained) / images, and its standard error is
# √(((lost + gained) / images − loss²) / images). Both are fractions: 0.01 is one percentage point.
#
# Return the `name` of the allowed option with the **fewest bits**. Of two with equal bits, take the
# one whose loss plus two standard errors is lower. If none is allowed, return `None`.
#
# Worked example: with 2,000 images, 7 billion parameters, a limit of 8 GiB and at most 1 point,
# `choose_precision(options, 2000, 7_000_000_000, 8, 1.0)` returns `"int8"`. With at most 2 points it
# is still `"int8"`: int4 loses 1.40 points, but 1.40 + 2 × 0.47 = 2.34. With at most 2.5 it is
# `"int4"`. With 6 GiB and 1 point it is `None`.
#
# <details><summary>Hint 1</summary>First write a small function that returns loss plus two standard
# errors of one option, in points, and compare with the 2.34 above.</details>
# <details><summary>Hint 2</summary>Make a list of the allowed options, then take the
# <code>min</code> of it. <code>min</code> of an empty list raises an error.</details>
# <details><summary>Hint 3</summary><code>min(allowed, key=...)</code> with the tuple (bits, worst
# loss) as its key settles ties too.</details>


# %% nbgrader={"grade": false, "grade_id": "choose_precision", "locked": false, "schema_version": 3, "solution": true, "task": false}
def choose_precision(options, images, parameters, limit_gib, max_loss_points):
    """Return the name of the smallest option that fits and is good enough; None if none is."""
    ### BEGIN SOLUTION

    def worst_points(option):
        loss = (option["lost"] - option["gained"]) / images
        changed = (option["lost"] + option["gained"]) / images
        return 100 * (loss + 2 * ((changed - loss**2) / images) ** 0.5)

    allowed = [
        option
        for option in options
        if parameters * option["bits"] / 8 / 2**30 <= limit_gib
        and worst_points(option) <= max_loss_points
    ]
    if not allowed:
        return None
    return min(allowed, key=lambda option: (option["bits"], worst_points(option)))["name"]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_choose_precision", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# The worked example with its four limits.
from greenlib import checks

options = [
    {"name": "float32", "bits": 32, "lost": 0, "gained": 0},
    {"name": "float16", "bits": 16, "lost": 2, "gained": 2},
    {"name": "int8", "bits": 8, "lost": 16, "gained": 10},
    {"name": "int4", "bits": 4, "lost": 58, "gained": 30},
]
checks.returns(
    choose_precision,
    options,
    2000,
    7_000_000_000,
    8,
    1.0,
    expected="int8",
    kind="the name of an option, or None",
    slips={
        "int4 loses more than that. Is max_loss_points compared with a fraction?": "int4",
        "That is too large for the limit, and the question asks for the fewest bits.": "float32",
    },
)
checks.returns(
    choose_precision,
    options,
    2000,
    7_000_000_000,
    8,
    2.0,
    expected="int8",
    kind="the name of an option, or None",
    slips={"int4 loses 1.40 points, but with two standard errors it may be more than 2.": "int4"},
)
checks.returns(
    choose_precision,
    options,
    2000,
    7_000_000_000,
    8,
    2.5,
    expected="int4",
    kind="the name of an option, or None",
)
checks.returns(
    choose_precision,
    options,
    2000,
    7_000_000_000,
    6,
    1.0,
    expected=None,
    kind="the name of an option, or None",
    hint="Nothing is both small and good enough here: return None.",
)
### BEGIN HIDDEN TESTS
checks.returns(
    choose_precision,
    options,
    2000,
    7_000_000_000,
    13.5,
    0.5,
    expected="float16",
    kind="the name of an option, or None",
    hint="The limit is in GiB: 14 GB are less than 13.5 GiB.",
)
checks.returns(
    choose_precision,
    options,
    2000,
    7_000_000_000,
    30,
    0.1,
    expected="float32",
    kind="the name of an option, or None",
    hint="Nothing lost and nothing gained is a loss of 0.",
)
checks.returns(
    choose_precision,
    options[::-1],
    2000,
    3_000_000_000,
    6,
    0.9,
    expected="int8",
    kind="the name of an option, or None",
    hint="The options may come in any order.",
)
checks.returns(
    choose_precision,
    options,
    2000,
    9_000_000_000,
    8.38,
    1.0,
    expected=None,
    kind="the name of an option, or None",
    hint="int8 takes a little more than 8.38 GiB, and int4 loses too much: return None.",
)
checks.returns(
    choose_precision,
    options,
    2000,
    2**30,
    1,
    1.0,
    expected="int8",
    kind="the name of an option, or None",
    hint="Exactly the limit is allowed.",
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_choose_precision_doubt", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Hidden tests: two options of equal bits, an option that gains, a test with few images.
from greenlib import checks

### BEGIN HIDDEN TESTS
tie = [
    {"name": "int4, one scale", "bits": 4, "lost": 30, "gained": 26},
    {"name": "int4, by row", "bits": 4, "lost": 8, "gained": 2},
    {"name": "int8", "bits": 8, "lost": 3, "gained": 3},
]
checks.returns(
    choose_precision,
    tie,
    2000,
    7_000_000_000,
    10,
    1.0,
    expected="int4, by row",
    kind="the name of an option, or None",
    slips={
        "Both int4 are allowed; the tie goes by loss plus two standard errors.": "int4, one scale"
    },
)
better = [
    {"name": "float16", "bits": 16, "lost": 0, "gained": 0},
    {"name": "int8", "bits": 8, "lost": 2, "gained": 20},
]
checks.returns(
    choose_precision,
    better,
    2000,
    7_000_000_000,
    20,
    0.1,
    expected="int8",
    kind="the name of an option, or None",
    slips={"Where more images are gained than lost, the loss is negative.": "float16"},
)
few = [
    {"name": "float16", "bits": 16, "lost": 0, "gained": 0},
    {"name": "int8", "bits": 8, "lost": 2, "gained": 1},
]
checks.returns(
    choose_precision,
    few,
    200,
    7_000_000_000,
    20,
    1.5,
    expected="float16",
    kind="the name of an option, or None",
    slips={"With 200 images, 3 changed ones leave more doubt than that.": "int8"},
)
checks.returns(
    choose_precision,
    few,
    200,
    7_000_000_000,
    20,
    2.5,
    expected="int8",
    kind="the name of an option, or None",
    hint="Two standard errors, in percentage points; check your formula against the 2.34 above.",
)
exact = [
    {"name": "float32", "bits": 32, "lost": 0, "gained": 0},
    {"name": "int8", "bits": 8, "lost": 16, "gained": 10},
    {"name": "int4", "bits": 4, "lost": 58, "gained": 30},
]
for max_loss_points, name in ((2.336, "int4"), (2.335, "int8"), (0, "float32")):
    checks.returns(
        choose_precision,
        exact,
        2000,
        7_000_000_000,
        30,
        max_loss_points,
        expected=name,
        kind="the name of an option, or None",
        hint="Compute the loss without rounding; a loss of exactly the limit is allowed.",
    )
### END HIDDEN TESTS

# %% [markdown]
# ## Question 5 · Arithmetic and movement · 4 points
#
# Write `token_energy_j(parameters, bits, multiply_add_pj, read_pj_per_32_bits, batch)`: the energy
# that a dense model takes for **one token**, when `batch` tokens go through it together.
#
# - Each token takes one multiplication-and-addition for each parameter, `multiply_add_pj`
#   **picojoules** each.
# - The parameters, `bits` bits each, are read from memory **once for the whole batch**;
#   `read_pj_per_32_bits` is the energy of reading **32 bits**, in picojoules.
#
# Return a dict with `"arithmetic_j"`, `"movement_j"` and `"total_j"`, each in **joules per token**.
#
# Worked example: `token_energy_j(7e9, 32, 4.6, 640, 1)` returns
# `{"arithmetic_j": 0.0322, "movement_j": 4.48, "total_j": 4.5122}`.
#
# <details><summary>Hint 1</summary>One joule is 10¹² pJ.</details>
# <details><summary>Hint 2</summary>An 8-bit parameter needs a quarter of a 32-bit read.</details>
# <details><summary>Hint 3</summary>Which of the two parts does a batch share, and which does each
# token need for itself?</details>


# %% nbgrader={"grade": false, "grade_id": "token_energy_j", "locked": false, "schema_version": 3, "solution": true, "task": false}
def token_energy_j(parameters, bits, multiply_add_pj, read_pj_per_32_bits, batch):
    """Return the arithmetic, movement and total energy of one token, in J."""
    ### BEGIN SOLUTION
    arithmetic_j = parameters * multiply_add_pj / 1e12
    movement_j = parameters * bits / 32 * read_pj_per_32_bits / 1e12 / batch
    return {
        "arithmetic_j": arithmetic_j,
        "movement_j": movement_j,
        "total_j": arithmetic_j + movement_j,
    }
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_token_energy_j", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example, then other precisions and other memory, one token at a time.
from greenlib import checks

checks.returns(
    token_energy_j,
    7e9,
    32,
    4.6,
    640,
    1,
    expected={"arithmetic_j": 0.0322, "movement_j": 4.48, "total_j": 4.5122},
    unit="J",
)
### BEGIN HIDDEN TESTS
for parameters, bits, multiply_add_pj, read_pj in ((13e9, 8, 0.3, 640), (3e9, 4, 1.5, 127.04)):
    arithmetic = parameters * multiply_add_pj / 1e12
    movement = parameters * bits / 32 * read_pj / 1e12

    def answer(arithmetic, movement):
        return {
            "arithmetic_j": arithmetic,
            "movement_j": movement,
            "total_j": arithmetic + movement,
        }

    checks.returns(
        token_energy_j,
        parameters,
        bits,
        multiply_add_pj,
        read_pj,
        1,
        expected=answer(arithmetic, movement),
        unit="J",
        slips={
            "The energy of reading is for 32 bits, and these parameters have fewer.": answer(
                arithmetic, movement * 32 / bits
            ),
            "The energy of reading is for 32 bits, not for a byte.": answer(
                arithmetic, movement * 4
            ),
            "The energy of reading is for 32 bits, not for one.": answer(arithmetic, movement * 32),
        },
    )
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_token_energy_j_batch", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Several tokens at once: the same example with a batch of 64.
from greenlib import checks

checks.returns(
    token_energy_j,
    7e9,
    32,
    4.6,
    640,
    64,
    expected={"arithmetic_j": 0.0322, "movement_j": 0.07, "total_j": 0.1022},
    unit="J",
    slips={
        "Every token needs its own arithmetic; only the reading is shared.": {
            "arithmetic_j": 0.0322 / 64,
            "movement_j": 0.07,
            "total_j": 4.5122 / 64,
        },
        "The batch shares the reading of the parameters.": {
            "arithmetic_j": 0.0322,
            "movement_j": 4.48,
            "total_j": 4.5122,
        },
        "That is the energy of the whole batch; the question asks for one token.": {
            "arithmetic_j": 0.0322 * 64,
            "movement_j": 4.48,
            "total_j": 0.0322 * 64 + 4.48,
        },
    },
)
### BEGIN HIDDEN TESTS
checks.returns(
    token_energy_j,
    13e9,
    8,
    0.3,
    640,
    20,
    expected={"arithmetic_j": 0.0039, "movement_j": 0.104, "total_j": 0.1079},
    unit="J",
)
checks.returns(
    token_energy_j,
    3e9,
    4,
    1.5,
    127.04,
    500,
    expected={"arithmetic_j": 0.0045, "movement_j": 0.00009528, "total_j": 0.00459528},
    unit="J",
    hint="With a large batch almost all of the energy is arithmetic.",
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 6 · Judge the claim · 4 points
#
# A vendor writes: *"Our int8 build saves 75 % of the energy: a token takes 1.12 J where float32 takes
# 4.51 J. And accuracy is unchanged: 437 of 450 test images are right, against 438."*
#
# The joules were computed as in question 5, for one token at a time and with figures for 45 nm
# circuits of 2014. The accuracy is that of the lesson's digits model.
#
# In **four to seven sentences**, say what you believe of this, what you do not, and what you would
# ask the vendor to measure. You are marked on
#
# - **the energy** (up to 2 points): what the 75 % is a saving of, and what it leaves out,
# - **the accuracy** (up to 2 points): what one image of 450 can show, and for which model.

# %% [markdown] nbgrader={"grade": true, "grade_id": "judge_the_claim", "locked": false, "points": 4, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# The 75 % is a fact about bytes: int8 parameters are a quarter of float32's, and in this calculation
# almost all energy is spent on fetching them. The joules come from old circuits and from one token
# at a time; the ratio is plausible for that case, but a server also spends energy on activations,
# caches, cooling and waiting, and usually answers a batch. If fetching parameters were 40 % of a
# server's energy, the saving would be 30 %. I would ask for the measured energy per token of the
# whole server, with the batch size they run, before and after. One image of 450 is 0.2 points and the
# standard error of such an accuracy about 0.8, so the test shows neither a loss nor that there is
# none; and it was done on a small digits model, not on the one that is sold. I would ask for lost and
# gained answers of that model on several thousand cases of our own.
# ### END SOLUTION
