# %% [markdown]
# # Assignment 02 · Follow the data
#
# **24 points** · about 75 minutes · goes with [lesson 02](../../course/02-lifecycle.ipynb)
#
# Write only where it says `YOUR CODE HERE` or `YOUR ANSWER HERE`. Below each question are visible
# tests that you may run as often as you like; grading adds hidden ones with other numbers. Tests
# call a function twice with the same arguments: it must leave them as they were and give the same
# answer again. Before you hand in: *Kernel > Restart Kernel and Run All Cells*.

# %% [markdown]
# ## Question 1 · Energy of one stage · 4 points
#
# Write `stage_kwh(stored_tb, copies, moved_gb, vcpu_h, utilisation, pue)`: the energy in **kWh**
# that one stage uses in one day of **24 hours**, as a dict with the keys `"storage"`, `"transfer"`
# and `"compute"`. Use these coefficients of the lesson:
#
# - storage on SSD: 1.2 **Wh** per TB and hour, for each copy,
# - transfer within the provider's network: 0.001 **kWh** per GB,
# - compute: 0.74 **W** per idle vCPU, 3.5 W per busy one, and a straight line between
#   (`utilisation` is a fraction from 0 to 1).
#
# The PUE multiplies storage and compute, as in the lesson, and not transfer.
#
# Worked example: `stage_kwh(10, 6, 1000, 192, 0.5, 1.1)` returns
# `{"storage": 1.9008, "transfer": 1.0, "compute": 0.447744}`.
#
# <details><summary>Hint 1</summary>Storage: TB × copies × hours × Wh per TB-h are watt-hours.</details>
# <details><summary>Hint 2</summary>The power of one vCPU is the idle power plus the utilisation
# times the <em>difference</em> between busy and idle.</details>


# %% nbgrader={"grade": false, "grade_id": "stage_kwh", "locked": false, "schema_version": 3, "solution": true, "task": false}
def stage_kwh(stored_tb, copies, moved_gb, vcpu_h, utilisation, pue):
    """Return the stage's energy per day in kWh, by driver."""
    ### BEGIN SOLUTION
    power_w = 0.74 + utilisation * (3.5 - 0.74)
    return {
        "storage": stored_tb * copies * 24 * 1.2 / 1000 * pue,
        "transfer": moved_gb * 0.001,
        "compute": vcpu_h * power_w / 1000 * pue,
    }
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_stage_kwh", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example, then other stages that store and move.
from greenlib import checks

checks.returns(
    stage_kwh,
    10,
    6,
    1000,
    192,
    0.5,
    1.1,
    expected={"storage": 1.9008, "transfer": 1.0, "compute": 0.447744},
    unit="kWh",
    slips={
        "The PUE does not belong on transfer.": {
            "storage": 1.9008,
            "transfer": 1.1,
            "compute": 0.447744,
        },
        "That is one hour; a day has 24.": {
            "storage": 0.0792,
            "transfer": 1.0,
            "compute": 0.447744,
        },
    },
)
### BEGIN HIDDEN TESTS
checks.returns(
    stage_kwh,
    365,
    2,
    250,
    0,
    0.5,
    1.2,
    expected={"storage": 25.2288, "transfer": 0.25, "compute": 0.0},
    unit="kWh",
    slips={
        "The PUE does not belong on transfer.": {
            "storage": 25.2288,
            "transfer": 0.3,
            "compute": 0.0,
        },
        "That leaves out the PUE.": {"storage": 21.024, "transfer": 0.25, "compute": 0.0},
        "Each copy uses energy.": {"storage": 12.6144, "transfer": 0.25, "compute": 0.0},
    },
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_stage_kwh_load", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# An idle stage still uses power; then other loads.
from greenlib import checks

checks.returns(
    stage_kwh,
    0,
    1,
    0,
    100,
    0,
    1.0,
    expected={"storage": 0.0, "transfer": 0.0, "compute": 0.074},
    unit="kWh",
    hint="A vCPU that is reserved and idle draws 0.74 W.",
)
### BEGIN HIDDEN TESTS
checks.returns(
    stage_kwh,
    0.5,
    3,
    43.7,
    96,
    0.2,
    1.135,
    expected={"storage": 0.049032, "transfer": 0.0437, "compute": 0.14077632},
    unit="kWh",
    slips={
        "Between idle and busy the power is a straight line; use the difference.": {
            "storage": 0.049032,
            "transfer": 0.0437,
            "compute": 96 * (0.74 + 0.2 * 3.5) / 1000 * 1.135,
        },
    },
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 2 · Rank the hotspots · 4 points
#
# A stage can run where the grid is different. Write `rank_hotspots(energy_kwh, intensity)`:
#
# - `energy_kwh` is a dict of dicts: stage, then driver, then **kWh** per day (PUE included),
# - `intensity` is a dict: stage, then **gCO2e/kWh**.
#
# Return a list of tuples `(stage, driver, share)`, the part with the most **emissions** first,
# where `share` is a fraction of all emissions (0 to 1). Leave out parts that emit nothing; if
# nothing emits, return an empty list. No two parts emit the same.
#
# Worked example: with `{"raw": {"storage": 6.0, "transfer": 1.0}, "train": {"compute": 2.0}}` and
# `{"raw": 100, "train": 400}` the emissions are 600, 100 and 800 g, so the result is
# `[("train", "compute", 0.5333...), ("raw", "storage", 0.4), ("raw", "transfer", 0.0666...)]`.
#
# <details><summary>Hint 1</summary>First make a list of (stage, driver, grams) with two loops, then
# sum, then sort.</details>
# <details><summary>Hint 2</summary><code>sorted(parts, key=lambda part: part[2],
# reverse=True)</code></details>


# %% nbgrader={"grade": false, "grade_id": "rank_hotspots", "locked": false, "schema_version": 3, "solution": true, "task": false}
def rank_hotspots(energy_kwh, intensity):
    """Return (stage, driver, share of the emissions), the largest first."""
    ### BEGIN SOLUTION
    parts = [
        (stage, driver, kwh * intensity[stage])
        for stage, drivers in energy_kwh.items()
        for driver, kwh in drivers.items()
    ]
    total_g = sum(grams for _, _, grams in parts)
    parts.sort(key=lambda part: part[2], reverse=True)
    return [(stage, driver, grams / total_g) for stage, driver, grams in parts if grams > 0]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_rank_hotspots", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example, then another pipeline.
from greenlib import checks

checks.returns(
    rank_hotspots,
    {"raw": {"storage": 6.0, "transfer": 1.0}, "train": {"compute": 2.0}},
    {"raw": 100, "train": 400},
    expected=[
        ("train", "compute", 800 / 1500),
        ("raw", "storage", 0.4),
        ("raw", "transfer", 100 / 1500),
    ],
    kind="a list of (stage, driver, fraction)",
    slips={
        "The part with the most emissions comes first.": [
            ("raw", "transfer", 100 / 1500),
            ("raw", "storage", 0.4),
            ("train", "compute", 800 / 1500),
        ],
        "Rank by emissions: energy times the intensity of the stage's own grid.": [
            ("raw", "storage", 6 / 9),
            ("train", "compute", 2 / 9),
            ("raw", "transfer", 1 / 9),
        ],
    },
)
### BEGIN HIDDEN TESTS
checks.returns(
    rank_hotspots,
    {"collect": {"transfer": 3.0}, "keep": {"storage": 4.0}, "serve": {"compute": 1.0}},
    {"collect": 380, "keep": 41, "serve": 662},
    expected=[
        ("collect", "transfer", 1140 / 1966),
        ("serve", "compute", 662 / 1966),
        ("keep", "storage", 164 / 1966),
    ],
    kind="a list of (stage, driver, fraction)",
    hint="Rank by emissions: energy times the intensity of the stage's own grid.",
)
checks.returns(
    rank_hotspots,
    {"edge": {"storage": 0.0004, "compute": 0.0009}, "core": {"compute": 0.002}},
    {"edge": 5, "core": 41},
    expected=[
        ("core", "compute", 0.082 / 0.0885),
        ("edge", "compute", 0.0045 / 0.0885),
        ("edge", "storage", 0.002 / 0.0885),
    ],
    hint="A few milligrams are little, not nothing. Round only when you print.",
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_rank_hotspots_nothing", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Parts without emissions are left out.
from greenlib import checks

checks.returns(
    rank_hotspots,
    {"raw": {"storage": 2.0, "compute": 0.0}},
    {"raw": 300},
    expected=[("raw", "storage", 1.0)],
    kind="a list of (stage, driver, fraction)",
    hint="A part that emits nothing is left out.",
)
checks.returns(
    rank_hotspots,
    {"raw": {"storage": 0.0}},
    {"raw": 300},
    expected=[],
    kind="a list of (stage, driver, fraction)",
)
### BEGIN HIDDEN TESTS
checks.returns(
    rank_hotspots,
    {"a": {"storage": 0.0, "compute": 1.0}, "b": {"compute": 5.0}, "c": {"storage": 3.0}},
    {"a": 200, "b": 0, "c": 200},
    expected=[("c", "storage", 0.75), ("a", "compute", 0.25)],
    kind="a list of (stage, driver, fraction)",
    hint="A stage on a grid of 0 g/kWh emits nothing.",
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 3 · When does storage take over? · 4 points
#
# A pipeline stores `tb_per_day` **TB** of new data a day. Each stored TB uses `kwh_per_tb_day`
# **kWh** a day; everything else in the pipeline uses `rest_kwh` **kWh** a day, every day. Write
# `overtaking_day(tb_per_day, kwh_per_tb_day, rest_kwh, keep_days=None)`: the **first day** (day 1
# is the first) on which storage uses **more than** everything else.
#
# A day's data count in full on the day that they arrive. With `keep_days`, data are deleted after
# so many days: from day `keep_days` on the amount stored stays the same, `keep_days` days' worth.
# If storage never takes over, return `None`.
#
# Worked example: `overtaking_day(1, 0.2, 4.0)` returns `21`: on day 20 storage uses 4.0 kWh, as
# much as the rest, on day 21 it uses 4.2 kWh. With `keep_days=14` the result is `None`.
#
# <details><summary>Hint 1</summary>How many TB are stored on day <em>d</em>, without and with a
# limit? <code>min(d, keep_days)</code> helps.</details>
# <details><summary>Hint 2</summary>Ask first whether it can ever happen; then a loop over days
# ends.</details>


# %% nbgrader={"grade": false, "grade_id": "overtaking_day", "locked": false, "schema_version": 3, "solution": true, "task": false}
def overtaking_day(tb_per_day, kwh_per_tb_day, rest_kwh, keep_days=None):
    """Return the first day on which storage uses more than the rest, or None."""
    ### BEGIN SOLUTION
    daily_kwh = tb_per_day * kwh_per_tb_day
    if daily_kwh <= 0:
        return None
    day = 1
    while day * daily_kwh <= rest_kwh:
        day += 1
    return None if keep_days is not None and day > keep_days else day
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_overtaking_day", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example, then other pipelines that keep everything.
from greenlib import checks

checks.returns(
    overtaking_day,
    1,
    0.2,
    4.0,
    expected=21,
    kind="the day as a whole number, or None",
    slips={"On day 20 they are equal.": 20},
)
### BEGIN HIDDEN TESTS
checks.returns(
    overtaking_day, 4, 0.125, 7.25, expected=15, kind="the day as a whole number, or None"
)
checks.returns(
    overtaking_day,
    2,
    0.25,
    6.0,
    expected=13,
    kind="the day as a whole number, or None",
    hint="Equal is not more.",
    slips={"On day 12 they are equal.": 12},
)
checks.returns(
    overtaking_day, 0.5, 0.25, 0.1, expected=1, kind="the day as a whole number, or None"
)
checks.returns(
    overtaking_day,
    0,
    0.25,
    1.0,
    expected=None,
    kind="the day as a whole number, or None",
    hint="Nothing is stored.",
)
checks.returns(
    overtaking_day,
    0.01,
    0.6,
    0.008,
    expected=2,
    kind="the day as a whole number, or None",
    hint="Count every day, and round nothing.",
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_overtaking_day_keep", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# With a limit on how long data are kept.
from greenlib import checks

checks.returns(
    overtaking_day,
    1,
    0.2,
    4.0,
    keep_days=14,
    expected=None,
    kind="the day as a whole number, or None",
)
checks.returns(
    overtaking_day,
    1,
    0.2,
    4.0,
    keep_days=90,
    expected=21,
    kind="the day as a whole number, or None",
)
### BEGIN HIDDEN TESTS
checks.returns(
    overtaking_day,
    2,
    0.25,
    6.0,
    keep_days=13,
    expected=13,
    kind="the day as a whole number, or None",
    hint="On day keep_days, nothing has been deleted yet.",
)
checks.returns(
    overtaking_day,
    2,
    0.25,
    6.0,
    keep_days=12,
    expected=None,
    kind="the day as a whole number, or None",
)
checks.returns(
    overtaking_day, 2, 0.25, 0.3, keep_days=1, expected=1, kind="the day as a whole number, or None"
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 4 · Which one change? · 4 points
#
# A pipeline starts with nothing stored. Every day `tb_per_day` **TB** arrive and are kept; each
# stored TB uses `kwh_per_tb_day` **kWh** a day, on the day of its arrival in full. Everything else
# is in `flow_kwh`, a dict of **kWh per day**, for example `{"transfer": 1.2, "compute": 1.0}`.
#
# The team has time for **one** change, in force from day 1. A change is a dict with a `"name"` and
# any of these effects:
#
# - `"keep_days"`: data are deleted after so many days, as in question 3,
# - `"tb_per_day"`: what arrives is multiplied by this,
# - the key of a flow, such as `"transfer"`: that flow is multiplied by this.
#
# A change may have several effects, good and bad: compressing stores less and computes more. Write
# `best_change(tb_per_day, kwh_per_tb_day, flow_kwh, changes, days)`: the change that saves the most
# energy over the first `days` days together. Return a dict with `"name"` and `"saved_kwh"` (in
# **kWh** over all these days). If no change saves anything, return
# `{"name": None, "saved_kwh": 0.0}`. No two changes save the same. Leave the arguments as they were.
#
# Worked example, with 1 TB a day, 0.2 kWh per TB and day and the flows above:
#
# ```python
# changes = [
#     {"name": "keep a week", "keep_days": 7},
#     {"name": "compress", "tb_per_day": 0.6, "compute": 1.5},
#     {"name": "send half", "transfer": 0.5},
# ]
# ```
#
# Over 30 days storage uses 93 kWh. With `keep a week` it uses 37.8 kWh, so that change wins with 55.2
# kWh; the others save 22.2 and 18 kWh. Over 5 days `keep a week` saves nothing, `compress` costs more
# than it saves, and `send half` wins with 3 kWh.
#
# <details><summary>Hint 1</summary>Write a function inside yours for the energy of all days
# together, and call it for today's pipeline and for each change.</details>
# <details><summary>Hint 2</summary>On day <em>d</em> the data of <code>min(d, keep_days)</code> days
# are stored. What is the limit if there is no <code>"keep_days"</code>?</details>
# <details><summary>Hint 3</summary><code>change.get("tb_per_day", 1)</code> is 1 where the change
# leaves it alone.</details>


# %% nbgrader={"grade": false, "grade_id": "best_change", "locked": false, "schema_version": 3, "solution": true, "task": false}
def best_change(tb_per_day, kwh_per_tb_day, flow_kwh, changes, days):
    """Return the name of the change that saves most over `days` days, and the kWh that it saves."""

    ### BEGIN SOLUTION
    def total_kwh(change):
        keep_days = change.get("keep_days", days)
        tb_days = sum(min(day, keep_days) for day in range(1, days + 1))
        stored_kwh = tb_days * tb_per_day * change.get("tb_per_day", 1) * kwh_per_tb_day
        return stored_kwh + days * sum(kwh * change.get(k, 1) for k, kwh in flow_kwh.items())

    best = {"name": None, "saved_kwh": 0.0}
    for change in changes:
        saved_kwh = total_kwh({}) - total_kwh(change)
        if saved_kwh > best["saved_kwh"]:
            best = {"name": change["name"], "saved_kwh": saved_kwh}
    return best
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_best_change", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example over three spans of time, then another pipeline.
from greenlib import checks

flows = {"transfer": 1.2, "compute": 1.0}
changes = [
    {"name": "keep a week", "keep_days": 7},
    {"name": "compress", "tb_per_day": 0.6, "compute": 1.5},
    {"name": "send half", "transfer": 0.5},
]
checks.returns(
    best_change,
    1,
    0.2,
    dict(flows),
    changes,
    30,
    expected={"name": "keep a week", "saved_kwh": 55.2},
    unit="kWh",
    slips={
        "That is the last day alone; add up all the days.": {
            "name": "keep a week",
            "saved_kwh": 4.6,
        },
        "Day 1 is the first day and counts: 30 days are day 1 to day 30.": {
            "name": "keep a week",
            "saved_kwh": 50.6,
        },
        "The stock grows day by day; it is not all there from the start.": {
            "name": "keep a week",
            "saved_kwh": 138.0,
        },
    },
)
checks.returns(
    best_change,
    1,
    0.2,
    dict(flows),
    changes,
    5,
    expected={"name": "send half", "saved_kwh": 3.0},
    unit="kWh",
    hint="In five days nothing is a week old, and compressing costs compute every day.",
)
checks.returns(
    best_change,
    1,
    0.2,
    dict(flows),
    [],
    30,
    expected={"name": None, "saved_kwh": 0.0},
    unit="kWh",
    hint="Nothing to choose from, nothing saved.",
)
### BEGIN HIDDEN TESTS
others = [
    {"name": "slow archive", "keep_days": 40, "transfer": 1.5},
    {"name": "prune columns", "tb_per_day": 0.75, "transfer": 0.75},
    {"name": "smaller machines", "compute": 0.5},
]
other_flows = {"transfer": 2.0, "compute": 6.0}
checks.returns(
    best_change,
    2.5,
    0.1,
    dict(other_flows),
    others,
    20,
    expected={"name": "smaller machines", "saved_kwh": 60.0},
    unit="kWh",
)
checks.returns(
    best_change,
    2.5,
    0.1,
    dict(other_flows),
    others,
    100,
    expected={"name": "prune columns", "saved_kwh": 365.625},
    unit="kWh",
    hint="A change may have several effects. Take all of them together, the costs too.",
)
checks.returns(
    best_change,
    2.5,
    0.1,
    dict(other_flows),
    others,
    365,
    expected={"name": "slow archive", "saved_kwh": 12878.75},
    unit="kWh",
    hint="A change may have several effects. Take all of them together, the costs too.",
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_best_change_costs", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Changes that cost more than they save, and the edge of a limit.
from greenlib import checks

checks.returns(
    best_change,
    1,
    0.25,
    {"compute": 8.0},
    [{"name": "compress", "tb_per_day": 0.5, "compute": 1.25}],
    4,
    expected={"name": None, "saved_kwh": 0.0},
    unit="kWh",
    hint="A change that uses more than it saves is not made.",
)
### BEGIN HIDDEN TESTS
edge = [{"name": "keep ten days", "keep_days": 10}, {"name": "tidy up", "compute": 0.96}]
checks.returns(
    best_change,
    4,
    0.125,
    {"compute": 0.5},
    edge,
    10,
    expected={"name": "tidy up", "saved_kwh": 0.2},
    unit="kWh",
    hint="On day 10, with ten days kept, nothing has been deleted yet.",
)
checks.returns(
    best_change,
    4,
    0.125,
    {"compute": 0.5},
    edge,
    11,
    expected={"name": "keep ten days", "saved_kwh": 0.5},
    unit="kWh",
    hint="On day 11, with ten days kept, one day's data is gone.",
)
worse = [
    {"name": "more copies", "tb_per_day": 2.0, "compute": 0.5},
    {"name": "index", "compute": 1.1, "transfer": 0.2},
    {"name": "retry less", "transfer": 0.9},
]
checks.returns(
    best_change,
    0.5,
    0.1,
    {"transfer": 0.437, "compute": 9.0},
    worse,
    365,
    expected={"name": "retry less", "saved_kwh": 15.9505},
    unit="kWh",
    hint="A change may have several effects. Take all of them together, the costs too.",
)
checks.returns(
    best_change,
    1,
    0.2,
    {"compute": 0.4},
    [{"name": "check twice", "compute": 1.25}, {"name": "keep a month", "keep_days": 30}],
    3,
    expected={"name": None, "saved_kwh": 0.0},
    unit="kWh",
    hint="A change that saves nothing, or costs a little more, is not made.",
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 5 · A record without question marks · 4 points
#
# Write `green_analysis(current_impact, current_emissions_g, optimizations)`, where `optimizations`
# is a list of tuples `(action, saving_percent)` in the order in which they are made. Each saving is
# a percentage of the emissions that are **left** when it is made. Return a dict with
#
# - `"current_impact"`: the text as given,
# - `"optimization_1"`, `"optimization_2"`, ...: the actions,
# - `"estimated_savings_percent"`: what all of them save together, in **%** of today's emissions,
# - `"emissions_after_g"`: what is left, in **gCO2e** per day.
#
# Raise a `ValueError` that contains the offending value if a text contains `??` or ends in `...`,
# or if a saving is not from 0 to 100.
#
# Worked example: `green_analysis("Raw logs kept for ever", 1000, [("Delete after 90 days", 60),
# ("Move to Sweden", 25)])` returns `{"current_impact": "Raw logs kept for ever", "optimization_1":
# "Delete after 90 days", "optimization_2": "Move to Sweden", "estimated_savings_percent": 70.0,
# "emissions_after_g": 300.0}`.
#
# <details><summary>Hint 1</summary>After 60 %, 40 % is left; the next 25 % are 25 % of
# that.</details>
# <details><summary>Hint 2</summary><code>enumerate(optimizations, start=1)</code> and
# <code>f"optimization_{number}"</code></details>


# %% nbgrader={"grade": false, "grade_id": "green_analysis", "locked": false, "schema_version": 3, "solution": true, "task": false}
def green_analysis(current_impact, current_emissions_g, optimizations):
    """Return the filled-in record; raise ValueError for a placeholder or an impossible saving."""
    ### BEGIN SOLUTION
    for text in [current_impact, *(action for action, _ in optimizations)]:
        if "??" in text or text.endswith("..."):
            raise ValueError(f"still a placeholder: {text}")
    record, left = {"current_impact": current_impact}, 1.0
    for number, (action, percent) in enumerate(optimizations, start=1):
        if not 0 <= percent <= 100:
            raise ValueError(f"a saving must be from 0 to 100 %, got {percent}")
        record[f"optimization_{number}"] = action
        left *= 1 - percent / 100
    record["estimated_savings_percent"] = 100 * (1 - left)
    record["emissions_after_g"] = current_emissions_g * left
    return record
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_green_analysis", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example, then a record with three optimizations.
from greenlib import checks

checks.returns(
    green_analysis,
    "Raw logs kept for ever",
    1000,
    [("Delete after 90 days", 60), ("Move to Sweden", 25)],
    expected={
        "current_impact": "Raw logs kept for ever",
        "optimization_1": "Delete after 90 days",
        "optimization_2": "Move to Sweden",
        "estimated_savings_percent": 70.0,
        "emissions_after_g": 300.0,
    },
    hint="Each saving acts on what the ones before it left.",
)
### BEGIN HIDDEN TESTS
checks.returns(
    green_analysis,
    "Full scans every hour",
    2500,
    [("Cache results", 50), ("Run at night", 20), ("Prune columns", 50)],
    expected={
        "current_impact": "Full scans every hour",
        "optimization_1": "Cache results",
        "optimization_2": "Run at night",
        "optimization_3": "Prune columns",
        "estimated_savings_percent": 80.0,
        "emissions_after_g": 500.0,
    },
    hint="Each saving acts on what the ones before it left.",
)
checks.returns(
    green_analysis,
    "Idle clusters",
    1234.5,
    [("Switch off at night", 12.5), ("Smaller machines", 33.3)],
    expected={
        "current_impact": "Idle clusters",
        "optimization_1": "Switch off at night",
        "optimization_2": "Smaller machines",
        "estimated_savings_percent": 41.6375,
        "emissions_after_g": 720.4850625,
    },
    hint="Round only when you print.",
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_green_analysis_refuses", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Placeholders and impossible savings are refused, with the value in the message.
from greenlib import checks

checks.refuses(green_analysis, "High", 1000, [("Region shift to...", 50)], saying="Region shift to")
checks.refuses(green_analysis, "High", 1000, [("Delete logs", 120)], saying="120")
### BEGIN HIDDEN TESTS
checks.refuses(green_analysis, "?? g per day", 1000, [("Delete logs", 50)], saying="??")
checks.refuses(green_analysis, "High", 9, [("Cache", 5), ("save ?? %", 50)], saying="save ??")
checks.refuses(green_analysis, "High", 9, [("Cache", -5)], saying="-5")
checks.returns(
    green_analysis,
    "High",
    1000,
    [("Cache", 0), ("Switch it off", 100)],
    expected={
        "current_impact": "High",
        "optimization_1": "Cache",
        "optimization_2": "Switch it off",
        "estimated_savings_percent": 100.0,
        "emissions_after_g": 0.0,
    },
    hint="Savings of exactly 0 and 100 % are possible.",
)
checks.refuses(green_analysis, "Copies of...", 9, [("Cache", 5)], saying="Copies of")
checks.refuses(green_analysis, "High", 9, [("Cache", -0.5)], saying="-0.5")
checks.refuses(green_analysis, "High", 9, [("Cache", 5), ("Index", 100.5)], saying="100.5")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 6 · Where would you look first? · 4 points
#
# A team started to collect 1 TB of logs a day **yesterday** and keeps them for ever. Its report
# says: *"Storage is 5 % of our emissions, transfer is 52 %. We will spend the quarter compressing
# what we transfer, and the figures 0.001 and 0.06 kWh/GB are known well enough."*
#
# In **four to six sentences**, say what you would answer. You are marked on
#
# - **the time** (up to 2 points): what the ranking of day 1 says about later, and what follows,
# - **the coefficients** (up to 2 points): what the two network figures cover, how sure they are,
#   and what sending less would really save.

# %% [markdown] nbgrader={"grade": true, "grade_id": "where_to_look", "locked": false, "points": 4, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# The ranking holds for day 1 only: transfer is the same every day, while stored data pile up. In the
# lesson's pipeline, storage of raw data goes from 5 % on day 1 to 58 % on day 30 and 90 % after a
# year, so a rule for deleting or moving old logs should come first, while it is cheap to introduce.
# The two network figures describe different routes, one provider's own fibre and the public
# Internet to a fixed line, and differ by a factor of 60; both are rough and one is from 2015. They
# are average shares: network equipment draws most of its power idle, so sending half as much saves
# much less than half. I would rank again with each figure before spending a quarter on it.
# ### END SOLUTION
