# %% [markdown]
# # Assignment 10 · Red AI and Green AI
#
# **23 points** · about 90 minutes · goes with [lesson 10](../../course/10-red-and-green-ai.ipynb)
#
# Write only where it says `YOUR CODE HERE` or `YOUR ANSWER HERE`. Below each question are visible
# tests that you may run as often as you like; grading adds hidden ones with other numbers. Tests
# call a function twice with the same arguments: it must leave them as they were and give the same
# answer again. Before you hand in: *Kernel > Restart Kernel and Run All Cells*.

# %% [markdown]
# ## Question 1 · Recompute a run · 3 points
#
# Write `recompute_run(run)`: the energy and the emissions that a published training gives from its
# own inputs. `run` is a dict as a paper would print it:
#
# ```python
# {"devices": 8, "power_w": 296, "duration": 3.5, "duration_unit": "d", "pue": 1.59,
#  "intensity_g_per_kwh": 429}
# ```
#
# `power_w` is the power of **one** device in watts, `duration_unit` is `"h"` (hours) or `"d"` (days)
# by the clock. Where the key `"pue"` is absent, take 1. Return a dict with `"energy_kwh"` in **kWh**
# and `"co2e_kg"` in **kg**.
#
# Worked example: the run above gives `{"energy_kwh": 316.27008, "co2e_kg": 135.67986432}`.
#
# <details><summary>Hint 1</summary>Hours first: how many are 3.5 days?</details>
# <details><summary>Hint 2</summary><code>run.get("pue", 1)</code> answers 1 where the key is
# absent.</details>
# <details><summary>Hint 3</summary>kWh × g/kWh are grams. There are two factors of 1000 in this
# question.</details>


# %% nbgrader={"grade": false, "grade_id": "recompute_run", "locked": false, "schema_version": 3, "solution": true, "task": false}
def recompute_run(run):
    """Return {"energy_kwh": ..., "co2e_kg": ...} of a published run, from its own inputs."""
    ### BEGIN SOLUTION
    hours = run["duration"] * {"h": 1, "d": 24}[run["duration_unit"]]
    energy_kwh = run["devices"] * run["power_w"] * hours / 1000 * run.get("pue", 1)
    return {"energy_kwh": energy_kwh, "co2e_kg": energy_kwh * run["intensity_g_per_kwh"] / 1000}
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_recompute_run", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example, then other published runs.
from greenlib import checks

checks.returns(
    recompute_run,
    {
        "devices": 8,
        "power_w": 296,
        "duration": 3.5,
        "duration_unit": "d",
        "pue": 1.59,
        "intensity_g_per_kwh": 429,
    },
    expected={"energy_kwh": 316.27008, "co2e_kg": 135.67986432},
    slips={
        "The duration is in days; the formula wants hours.": {
            "energy_kwh": 13.17792,
            "co2e_kg": 5.65332768,
        },
        "The power is that of one device; there are several.": {
            "energy_kwh": 39.53376,
            "co2e_kg": 16.95998304,
        },
        "The PUE is missing.": {"energy_kwh": 198.912, "co2e_kg": 85.333248},
        "The emissions are in g; kg are asked for.": {
            "energy_kwh": 316.27008,
            "co2e_kg": 135679.86432,
        },
    },
)
### BEGIN HIDDEN TESTS
checks.returns(
    recompute_run,
    {
        "devices": 1,
        "power_w": 517.66,
        "duration": 336,
        "duration_unit": "h",
        "pue": 1.58,
        "intensity_g_per_kwh": 432.7,
    },
    expected={"energy_kwh": 274.8153408, "co2e_kg": 118.91259796416},
    hint="This run's duration is in hours.",
)
checks.returns(
    recompute_run,
    {
        "devices": 512,
        "power_w": 310,
        "duration": 20,
        "duration_unit": "d",
        "pue": 1.12,
        "intensity_g_per_kwh": 545,
    },
    expected={"energy_kwh": 85327.872, "co2e_kg": 46503.69024},
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_recompute_run_without_pue", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# A source that prints no PUE.
from greenlib import checks

checks.returns(
    recompute_run,
    {"devices": 4, "power_w": 250, "duration": 10, "duration_unit": "h", "intensity_g_per_kwh": 60},
    expected={"energy_kwh": 10.0, "co2e_kg": 0.6},
)
### BEGIN HIDDEN TESTS
checks.returns(
    recompute_run,
    {
        "devices": 384,
        "power_w": 400,
        "duration": 117.5,
        "duration_unit": "d",
        "intensity_g_per_kwh": 57,
    },
    expected={"energy_kwh": 433152.0, "co2e_kg": 24689.664},
)
checks.returns(
    recompute_run,
    {
        "devices": 2,
        "power_w": 70,
        "duration": 1.2345,
        "duration_unit": "h",
        "intensity_g_per_kwh": 41,
    },
    expected={"energy_kwh": 0.17283, "co2e_kg": 0.00708603},
    hint="Round only when you print.",
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 2 · Rounding or contradiction? · 4 points
#
# A printed figure may be off by **half a unit of its last digit**: `"79"` stands for 78.5 to 79.5,
# and `"1.10"` for 1.095 to 1.105. Write `check_print(printed, figures)`. `figures` is a list of texts
# as printed, each above 0, whose **product** should be the text `printed`. No text has an exponent.
# Return a tuple `(low, high, agrees)`:
#
# - `low`, `high`: the least and the greatest product that rounding allows,
# - `agrees`: `True` if a product in that range can have been printed as `printed`, which is rounded
#   too; otherwise `False`.
#
# Worked example, BERT with kW, h and PUE: `check_print("1507", ["12.04151", "79", "1.58"])` returns
# about `(1488.782, 1517.321, True)`, and with `"1600"` the same range and `False`.
#
# <details><summary>Hint 1</summary>Keep the figures as text until you have counted the digits:
# <code>float("1.10")</code> forgets the zero.</details>
# <details><summary>Hint 2</summary><code>len(text.partition(".")[2])</code> is the number of digits
# after the point; half a unit of the last is <code>0.5 / 10**digits</code>.</details>
# <details><summary>Hint 3</summary>Two ranges can meet if each begins before the other
# ends.</details>


# %% nbgrader={"grade": false, "grade_id": "check_print", "locked": false, "schema_version": 3, "solution": true, "task": false}
def check_print(printed, figures):
    """Return (low, high, agrees): what rounding allows for the product, and if it fits."""
    ### BEGIN SOLUTION
    from math import prod

    def ends(text):
        half = 0.5 / 10 ** len(text.partition(".")[2])
        return float(text) - half, float(text) + half

    low = prod(ends(text)[0] for text in figures)
    high = prod(ends(text)[1] for text in figures)
    printed_low, printed_high = ends(printed)
    return low, high, low <= printed_high and printed_low <= high
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_check_print", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example, then other printed products.
from greenlib import checks

bert = ["12.04151", "79", "1.58"]
slips = {
    "Each figure may be off by half a unit of its last digit, not by a whole one.": (
        1474.60209,
        1531.681344,
        True,
    ),
    "That takes the figures as exact.": (1503.0212782, 1503.0212782, False),
}
checks.returns(
    check_print,
    "1507",
    bert,
    expected=(1488.7815744375, 1517.3212013625, True),
    kind="a tuple (low, high, agrees)",
    slips=slips,
)
checks.returns(
    check_print,
    "1600",
    bert,
    expected=(1488.7815744375, 1517.3212013625, False),
    kind="a tuple (low, high, agrees)",
)
### BEGIN HIDDEN TESTS
checks.returns(
    check_print,
    "27",
    ["1.41578", "12", "1.58"],
    expected=(25.6432246875, 28.0502403125, True),
    kind="a tuple (low, high, agrees)",
)
checks.returns(
    check_print,
    "20",
    ["0.954", "7.5"],
    expected=(7.103575, 7.206475, False),
    kind="a tuple (low, high, agrees)",
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_check_print_digits", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# A zero at the end says something, and the printed product is rounded as well.
from greenlib import checks

checks.returns(
    check_print,
    "3.3",
    ["1.10", "3.00"],
    expected=(3.279525, 3.320525, True),
    kind="a tuple (low, high, agrees)",
    slips={"A zero at the end is a digit too: 1.10 is 1.095 to 1.105.": (3.0975, 3.5075, True)},
)
### BEGIN HIDDEN TESTS
checks.returns(
    check_print,
    "3.34",
    ["1.10", "3.00"],
    expected=(3.279525, 3.320525, False),
    kind="a tuple (low, high, agrees)",
    hint="A zero at the end is a digit too.",
)
for printed, agrees in (("2.4", True), ("2.5", True), ("2.3", False), ("2.6", False)):
    checks.returns(
        check_print,
        printed,
        ["1.21", "2.03"],
        expected=(2.440125, 2.472525, agrees),
        kind="a tuple (low, high, agrees)",
        slips={
            "The printed product stands for a range too.": (2.440125, 2.472525, not agrees),
        },
    )
for printed, agrees in (("0", False), ("1", True), ("3", True), ("4", False)):
    checks.returns(
        check_print,
        printed,
        ["2"],
        expected=(1.5, 2.5, agrees),
        hint="Half a unit of the last digit is allowed, and both ends of a range count.",
    )
### END HIDDEN TESTS

# %% [markdown]
# ## Question 3 · Correct an estimate, one input at a time · 4 points
#
# An old estimate turns out to rest on wrong inputs. Write `correct_estimate(inputs, corrections)`.
# `inputs` is a dict with `device_hours` (hours over all devices), `power_w` (of one device), `pue`
# and `intensity_g_per_kwh`. `corrections` is a list of pairs `(name, changes)`, and `changes` is a
# dict of inputs with their **new values**. Apply them in order, each on top of those before. Return a
# dict with
#
# - `"factors"`: a dict name -> by how many times that correction **lowers** the emissions,
# - `"left_t"`: the emissions after all corrections, in **t** CO2e.
#
# A correction that raises the emissions has a factor below 1.
#
# Worked example:
#
# ```python
# correct_estimate(
#     {"device_hours": 1000, "power_w": 250, "pue": 1.5, "intensity_g_per_kwh": 400},
#     [("smaller model", {"device_hours": 250}), ("building", {"pue": 1.2})],
# )
# ```
#
# returns `{"factors": {"smaller model": 4.0, "building": 1.25}, "left_t": 0.03}`: 150 kg at first,
# 37.5 kg after the first correction, 30 kg after the second.
#
# <details><summary>Hint 1</summary>Write a small function for the emissions of one dict of inputs.</details>
# <details><summary>Hint 2</summary><code>{**inputs, **changes}</code> is a new dict with the changes
# in it.</details>
# <details><summary>Hint 3</summary>The factor is the estimate before over the estimate after. Then
# what was after becomes before.</details>


# %% nbgrader={"grade": false, "grade_id": "correct_estimate", "locked": false, "schema_version": 3, "solution": true, "task": false}
def correct_estimate(inputs, corrections):
    """Return {"factors": {name: factor}, "left_t": tonnes} after all corrections, in order."""

    ### BEGIN SOLUTION
    def tonnes(known):
        energy_kwh = known["device_hours"] * known["power_w"] / 1000 * known["pue"]
        return energy_kwh * known["intensity_g_per_kwh"] / 1e6

    factors = {}
    for name, changes in corrections:
        corrected = {**inputs, **changes}
        factors[name] = tonnes(inputs) / tonnes(corrected)
        inputs = corrected
    return {"factors": factors, "left_t": tonnes(inputs)}
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_correct_estimate", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example, then a building, a chip and a grid.
from greenlib import checks

checks.returns(
    correct_estimate,
    {"device_hours": 1000, "power_w": 250, "pue": 1.5, "intensity_g_per_kwh": 400},
    [("smaller model", {"device_hours": 250}), ("building", {"pue": 1.2})],
    expected={"factors": {"smaller model": 4.0, "building": 1.25}, "left_t": 0.03},
    kind="a dict with factors and left_t",
    slips={
        "The factors are upside down: before over after.": {
            "factors": {"smaller model": 0.25, "building": 0.8},
            "left_t": 0.03,
        },
        "The emissions are in kg; t are asked for.": {
            "factors": {"smaller model": 4.0, "building": 1.25},
            "left_t": 30.0,
        },
    },
)
### BEGIN HIDDEN TESTS
checks.returns(
    correct_estimate,
    {"device_hours": 672, "power_w": 296, "pue": 1.6, "intensity_g_per_kwh": 430},
    [
        ("building", {"pue": 1.1}),
        ("chip", {"device_hours": 160, "power_w": 229}),
        ("grid", {"intensity_g_per_kwh": 480}),
    ],
    expected={
        "factors": {"building": 1.4545454545, "chip": 5.4288209607, "grid": 0.8958333333},
        "left_t": 0.01934592,
    },
    kind="a dict with factors and left_t",
    hint="The second correction changes two inputs, and the third makes it worse.",
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_correct_estimate_in_order", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Each correction stands on those before it; without any, the estimate stays.
from greenlib import checks

checks.returns(
    correct_estimate,
    {"device_hours": 500, "power_w": 320, "pue": 1.25, "intensity_g_per_kwh": 350},
    [],
    expected={"factors": {}, "left_t": 0.07},
    kind="a dict with factors and left_t",
)
### BEGIN HIDDEN TESTS
checks.returns(
    correct_estimate,
    {"device_hours": 2_192_960, "power_w": 189.42875, "pue": 1.58, "intensity_g_per_kwh": 432.7},
    [
        ("batch size", {"device_hours": 274_120}),
        ("proxy model", {"device_hours": 117_480}),
        ("hardware", {"device_hours": 32_633, "power_w": 208}),
    ],
    expected={
        "factors": {"batch size": 8.0, "proxy model": 2.3333333333, "hardware": 3.2786080086},
        "left_t": 4.6404950962,
    },
    kind="a dict with factors and left_t",
    slips={
        "Each correction stands on those before it, not on the first estimate.": {
            "factors": {"batch size": 8.0, "proxy model": 18.6666666667, "hardware": 61.2006828270},
            "left_t": 4.6404950962,
        },
    },
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 4 · Epochs within a budget · 3 points
#
# A prediction of a dense network takes one MAC (multiply-accumulate) per weight. Training takes, for
# each picture and epoch, **three times** the MACs of a prediction, **less the weights of the first
# layer**, which has no layer before it to hand its error to. `[64, 48, 10]` has 64 × 48 + 48 × 10
# weights, so training takes 3 × 3,552 − 3,072 = 7,584 MACs per picture and epoch.
#
# Write `epochs_within(layers, pictures, budget_mj, mac_pj)`: the **largest whole number of epochs**
# whose energy is not above `budget_mj` **millijoules**, if one MAC takes `mac_pj` **picojoules**.
# `layers` is a list of two sizes or more, from input to output.
#
# Worked example: `epochs_within([64, 48, 10], 800, 5.0, 26.8)` returns `30`, because an epoch takes
# 0.1626 mJ.
#
# <details><summary>Hint 1</summary><code>zip(layers, layers[1:])</code> gives the pairs of
# neighbours, however many there are.</details>
# <details><summary>Hint 2</summary>1 mJ = 10<sup>9</sup> pJ. The 31st epoch would not fit
# whole.</details>


# %% nbgrader={"grade": false, "grade_id": "epochs_within", "locked": false, "schema_version": 3, "solution": true, "task": false}
def epochs_within(layers, pictures, budget_mj, mac_pj):
    """Return the largest whole number of epochs that `budget_mj` millijoules pay for."""
    ### BEGIN SOLUTION
    from itertools import pairwise

    weights = [before * after for before, after in pairwise(layers)]
    epoch_macs = (3 * sum(weights) - weights[0]) * pictures
    return int(budget_mj * 1e9 / (epoch_macs * mac_pj))
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_epochs_within", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example, then other budgets.
from greenlib import checks

checks.returns(
    epochs_within,
    [64, 48, 10],
    800,
    5.0,
    26.8,
    expected=30,
    kind="a whole number of epochs",
    slips={
        "The 31st epoch would be above the budget.": 31,
        "The first layer hands no error on; its weights count twice, not three times.": 21,
        "That counts predictions; training goes backward as well.": 65,
    },
)
### BEGIN HIDDEN TESTS
for layers, pictures, budget_mj, mac_pj, epochs, three_times in (
    ([64, 8, 10], 240, 0.5, 26.8, 61, 43),
    ([784, 128, 10], 5000, 2000.0, 4.6, 425, 285),
    ([30, 40, 2], 1200, 0.05, 12.0, 1, 0),
    ([64, 256, 10], 800, 0.8, 26.8, 0, 0),
):
    checks.returns(
        epochs_within,
        layers,
        pictures,
        budget_mj,
        mac_pj,
        expected=epochs,
        kind="a whole number of epochs",
        slips={
            "The last epoch would be above the budget.": epochs + 1,
            "The first layer hands no error on; its weights count twice, not three times.": (
                three_times
            ),
        },
    )
checks.returns(
    epochs_within,
    [10, 10, 2],
    500,
    0.0077896,
    20.0,
    expected=2,
    unit="epochs",
    slips={"The budget pays for 2.996 epochs; the third would be above it.": 3},
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_epochs_within_deep", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# Hidden tests: no hidden layer, and several.
from greenlib import checks

### BEGIN HIDDEN TESTS
checks.returns(
    epochs_within,
    [64, 10],
    800,
    1.0,
    26.8,
    expected=36,
    kind="a whole number of epochs",
)
checks.returns(
    epochs_within,
    [64, 32, 24, 10],
    500,
    2.0,
    20.0,
    expected=28,
    kind="a whole number of epochs",
    hint="Every pair of neighbours has its weights; only those of the first pair count twice.",
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 5 · Choose by the mean · 5 points
#
# You trained several settings, each more than once. `runs` is a list of dicts, in any order:
#
# ```python
# [{"name": "small", "energy_mj": 2.0, "error_percent": 7.0},
#  {"name": "small", "energy_mj": 2.0, "error_percent": 5.0},
#  {"name": "large", "energy_mj": 8.0, "error_percent": 3.0},
#  {"name": "large", "energy_mj": 8.0, "error_percent": 4.0},
#  {"name": "slow", "energy_mj": 9.0, "error_percent": 4.0}]
# ```
#
# A setting's energy and error are the **means** of its runs: small (2.0, 6.0), large (8.0, 3.5), slow
# (9.0, 4.0). Write **two** functions in the same cell:
#
# 1. `pareto_names(runs)`: the names of the settings on the Pareto front, as a list by **growing
#    energy**. A setting is left out if some other one needs no more energy *and* makes no more errors,
#    and is better in at least one of the two. Two settings that are equal in both both stay; equal
#    energies are listed by name.
# 2. `choose_setting(runs, tolerance_points)`: the name of the setting with the **least energy** among
#    those whose error is at most `tolerance_points` percentage points above the **lowest** error. If
#    two need the same energy, the one with fewer errors.
#
# Worked example: `pareto_names(runs)` returns `["small", "large"]`. `choose_setting(runs, 1.0)`
# returns `"large"` and `choose_setting(runs, 3.0)` returns `"small"`.
#
# <details><summary>Hint 1</summary>Begin with a dict name -> (mean energy, mean error).</details>
# <details><summary>Hint 2</summary>Compare each setting with every other one, as the rule
# says.</details>
# <details><summary>Hint 3</summary><code>sorted(names, key=...)</code> and <code>min(names,
# key=...)</code> settle ties with a tuple as key.</details>


# %% nbgrader={"grade": false, "grade_id": "choose_by_the_mean", "locked": false, "schema_version": 3, "solution": true, "task": false}
def pareto_names(runs):
    """Return the names on the Pareto front of the mean energies and errors, by growing energy."""
    ### BEGIN SOLUTION
    from statistics import mean

    means = {
        name: tuple(
            mean(run[key] for run in runs if run["name"] == name)
            for key in ("energy_mj", "error_percent")
        )
        for name in {run["name"] for run in runs}
    }

    def beaten(mine):
        others = [other for other in means.values() if other != mine]
        return any(other[0] <= mine[0] and other[1] <= mine[1] for other in others)

    front = [name for name in means if not beaten(means[name])]
    return sorted(front, key=lambda name: (means[name][0], name))
    ### END SOLUTION


def choose_setting(runs, tolerance_points):
    """Return the setting of least energy whose mean error is near enough to the lowest."""
    ### BEGIN SOLUTION
    from statistics import mean

    means = {
        name: tuple(
            mean(run[key] for run in runs if run["name"] == name)
            for key in ("energy_mj", "error_percent")
        )
        for name in {run["name"] for run in runs}
    }
    lowest = min(error for _, error in means.values())
    good = [name for name in means if means[name][1] <= lowest + tolerance_points]
    return min(good, key=lambda name: means[name])
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_pareto_names", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# The worked example, then settings whose first run misleads, and ties.
from greenlib import checks

runs = [
    {"name": "small", "energy_mj": 2.0, "error_percent": 7.0},
    {"name": "small", "energy_mj": 2.0, "error_percent": 5.0},
    {"name": "large", "energy_mj": 8.0, "error_percent": 3.0},
    {"name": "large", "energy_mj": 8.0, "error_percent": 4.0},
    {"name": "slow", "energy_mj": 9.0, "error_percent": 4.0},
]
checks.returns(
    pareto_names,
    runs,
    expected=["small", "large"],
    slips={
        "By growing energy: the cheapest setting comes first.": ["large", "small"],
        "Some other setting beats 'slow' in both.": ["small", "large", "slow"],
    },
)
### BEGIN HIDDEN TESTS
lucky = [
    {"name": "linear", "energy_mj": 2.25, "error_percent": 4.0},
    {"name": "tiny", "energy_mj": 2.125, "error_percent": 7.0},
    {"name": "tiny", "energy_mj": 2.125, "error_percent": 5.0},
    {"name": "linear", "energy_mj": 2.25, "error_percent": 6.0},
    {"name": "linear", "energy_mj": 2.25, "error_percent": 8.0},
    {"name": "tiny", "energy_mj": 2.125, "error_percent": 5.0},
    {"name": "huge", "energy_mj": 140.0, "error_percent": 2.0},
    {"name": "early", "energy_mj": 4.0, "error_percent": 3.0},
    {"name": "early", "energy_mj": 6.0, "error_percent": 4.0},
]
checks.returns(
    pareto_names,
    lucky,
    expected=["tiny", "early", "huge"],
    slips={
        "That is decided by a single run of each setting; take the mean.": [
            "tiny",
            "linear",
            "early",
            "huge",
        ],
    },
)
ties = [
    {"name": "twin b", "energy_mj": 3.0, "error_percent": 4.0},
    {"name": "twin a", "energy_mj": 3.0, "error_percent": 4.0},
    {"name": "same energy", "energy_mj": 3.0, "error_percent": 5.0},
    {"name": "same error", "energy_mj": 3.5, "error_percent": 4.0},
    {"name": "cheap", "energy_mj": 1.0, "error_percent": 9.0},
]
checks.returns(
    pareto_names,
    ties,
    expected=["cheap", "twin a", "twin b"],
    hint="Look at the rule for settings that are equal in one of the two, or in both.",
)
checks.returns(
    pareto_names,
    [
        {"name": "moody", "energy_mj": 1.0, "error_percent": 2.0},
        {"name": "moody", "energy_mj": 1.0, "error_percent": 8.0},
        {"name": "steady", "energy_mj": 2.0, "error_percent": 6.0},
    ],
    expected=["moody"],
    slips={
        "That is decided by the worst run of each setting; take the mean.": ["moody", "steady"],
    },
)
# Twelve equal settings: whoever does not order them by name is found out.
checks.returns(
    pareto_names,
    [{"name": name, "energy_mj": 3.0, "error_percent": 4.0} for name in "hbkaflgceidj"],
    expected=list("abcdefghijkl"),
    hint="Equal energies are listed by name.",
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_choose_setting", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example with two tolerances, then other runs.
from greenlib import checks

runs = [
    {"name": "small", "energy_mj": 2.0, "error_percent": 7.0},
    {"name": "small", "energy_mj": 2.0, "error_percent": 5.0},
    {"name": "large", "energy_mj": 8.0, "error_percent": 3.0},
    {"name": "large", "energy_mj": 8.0, "error_percent": 4.0},
    {"name": "slow", "energy_mj": 9.0, "error_percent": 4.0},
]
checks.returns(choose_setting, runs, 1.0, expected="large")
checks.returns(choose_setting, runs, 3.0, expected="small")
### BEGIN HIDDEN TESTS
others = [
    {"name": "linear", "energy_mj": 2.25, "error_percent": 5.0},
    {"name": "early", "energy_mj": 5.0, "error_percent": 3.0},
    {"name": "early", "energy_mj": 5.0, "error_percent": 4.0},
    {"name": "linear", "energy_mj": 2.25, "error_percent": 8.0},
    {"name": "full", "energy_mj": 13.0, "error_percent": 3.0},
    {"name": "huge", "energy_mj": 140.0, "error_percent": 2.0},
    {"name": "early", "energy_mj": 5.0, "error_percent": 4.25},
    {"name": "twin", "energy_mj": 5.0, "error_percent": 4.5},
]
for tolerance, name in (
    (0.0, "huge"),
    (1.25, "full"),
    (2.0, "early"),
    (3.0, "early"),
    (9, "linear"),
):
    checks.returns(
        choose_setting,
        others,
        tolerance,
        expected=name,
        hint="Least mean energy among the settings that are near enough to the lowest mean error.",
    )
### END HIDDEN TESTS

# %% [markdown]
# ## Question 6 · Read the claim · 4 points
#
# A company writes (made up): *"Training our new language model took 1.7 million GPU hours and emitted
# 0 t of CO2e, thanks to 100 % renewable electricity. Compare that with the 284 t of the model known
# as 'five cars'! And our accuracy is a whole point higher than last year's."*
#
# In **five to eight sentences**, say what a critical reader should object to, and write what the
# company should have printed instead. You are marked on
#
# - **what is missing** (up to 2 points): what nobody can recompute, and why,
# - **the comparison** (up to 2 points): what the zero and the 284 t mean, and whether they can be set
#   side by side.

# %% [markdown] nbgrader={"grade": true, "grade_id": "read_the_claim", "locked": false, "points": 4, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# Nobody can recompute the energy: the power of a GPU is missing, and whether it was measured or is
# its rated power, and so is the PUE. Nor does the claim say where the model was trained, with what
# carbon intensity of which year, or how many runs came before the last one. The zero is market-based:
# certificates were bought, but the electricity came from a shared grid, and the location-based figure
# is not zero. The 284 t were not a training but an architecture search, they are location-based, and
# the search itself later turned out to have emitted about 3.2 t, 88 times less. So the two numbers
# differ in what was done, in what was counted and in how. A whole point of accuracy, from one run and
# with no size of the test, may be chance. Better: "The last run took 1.7 million GPU hours at a
# measured 400 W, PUE 1.1, in a region with 350 g/kWh in 2024: 748 MWh and 262 t location-based (0 t
# market-based). Development took another 40 %. Accuracy rose by 1.0 ± 0.4 points over five runs."
# ### END SOLUTION
