# %% [markdown]
# # Assignment 11 · Audit a pipeline and defend a plan
#
# **24 points** · about 90 minutes · goes with [lesson 11](../../course/11-audit.ipynb)
#
# Write only where it says `YOUR CODE HERE` or `YOUR ANSWER HERE`. Below each question are visible
# tests that you may run as often as you like; grading adds hidden ones with other numbers. Tests
# call a function twice with the same arguments: it must leave them as they were and give the same
# answer again. Before you hand in: *Kernel > Restart Kernel and Run All Cells*.

# %% [markdown]
# ## Question 1 · The baseline of a year · 4 points
#
# Write `baseline_kg(pipeline)`. The argument is a dict:
#
# | key | what | unit |
# |---|---|---|
# | `stored_tb` | data in storage, one copy, averaged over the year | TB |
# | `copies` | copies that the service keeps | |
# | `wh_per_tb_h` | energy of one copy of a terabyte for an hour | Wh/TB-h |
# | `moved_gb_per_day` | data moved over the network | GB per day |
# | `kwh_per_gb` | energy of the network | kWh/GB |
# | `vcpu_hours_per_day` | computing | vCPU-h per day |
# | `w_per_vcpu` | average power of a vCPU | W |
# | `pue` | of the data centre | |
# | `intensity_g_per_kwh` | of the grid | g/kWh |
#
# Return a dict with the emissions of **one year of 365 days** in **kgCO2e** under `"storage"`,
# `"transfer"`, `"compute"` and `"total"`. As in the lesson, the PUE applies to storage and compute,
# **not** to transfer.
#
# Worked example: 10 TB in 3 copies at 1.2 Wh/TB-h, 100 GB a day at 0.001 kWh/GB, 48 vCPU-h a day at
# 2.12 W, PUE 1.2 and 400 g/kWh are 151.3728 kg of storage, 14.6 kg of transfer, 17.8283… kg of
# compute and 183.8011… kg in all.
#
# <details><summary>Hint 1</summary>Storage draws power day and night: 8,760 hours a
# year.</details>
# <details><summary>Hint 2</summary>Bring each driver to kWh per year first. Then grams, then
# kilograms.</details>


# %% nbgrader={"grade": false, "grade_id": "baseline_kg", "locked": false, "schema_version": 3, "solution": true, "task": false}
def baseline_kg(pipeline):
    """Return kgCO2e per year under "storage", "transfer", "compute" and "total"."""
    ### BEGIN SOLUTION
    p = pipeline
    storage_kwh = p["stored_tb"] * p["copies"] * p["wh_per_tb_h"] * 365 * 24 / 1000
    transfer_kwh = p["moved_gb_per_day"] * p["kwh_per_gb"] * 365
    compute_kwh = p["vcpu_hours_per_day"] * p["w_per_vcpu"] * 365 / 1000
    kg_per_kwh = p["intensity_g_per_kwh"] / 1000
    result = {
        "storage": storage_kwh * p["pue"] * kg_per_kwh,
        "transfer": transfer_kwh * kg_per_kwh,
        "compute": compute_kwh * p["pue"] * kg_per_kwh,
    }
    result["total"] = sum(result.values())
    return result
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_baseline_kg", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example, then another pipeline.
from greenlib import checks

small = {
    "stored_tb": 10,
    "copies": 3,
    "wh_per_tb_h": 1.2,
    "moved_gb_per_day": 100,
    "kwh_per_gb": 0.001,
    "vcpu_hours_per_day": 48,
    "w_per_vcpu": 2.12,
    "pue": 1.2,
    "intensity_g_per_kwh": 400,
}
checks.returns(
    baseline_kg,
    small,
    expected={
        "storage": 151.3728,
        "transfer": 14.6,
        "compute": 17.828352,
        "total": 183.801152,
    },
    unit="kgCO2e",
    slips={
        "The PUE is applied to transfer too; the network lies outside the building.": {
            "storage": 151.3728,
            "transfer": 17.52,
            "compute": 17.828352,
            "total": 186.721152,
        },
        "The PUE is missing.": {
            "storage": 126.144,
            "transfer": 14.6,
            "compute": 14.85696,
            "total": 155.60096,
        },
        "That is storage for one hour a day; it draws power all day.": {
            "storage": 6.3072,
            "transfer": 14.6,
            "compute": 17.828352,
            "total": 38.735552,
        },
        "These are grams; kilograms are asked for.": {
            "storage": 151372.8,
            "transfer": 14600,
            "compute": 17828.352,
            "total": 183801.152,
        },
    },
)
### BEGIN HIDDEN TESTS
checks.returns(
    baseline_kg,
    small | {"stored_tb": 7.5, "copies": 6, "wh_per_tb_h": 0.65, "pue": 1.58},
    expected={
        "storage": 7.5 * 6 * 0.65 * 8.76 * 1.58 * 0.4,
        "transfer": 14.6,
        "compute": 48 * 2.12 * 0.365 * 1.58 * 0.4,
        "total": 7.5 * 6 * 0.65 * 8.76 * 1.58 * 0.4 + 14.6 + 48 * 2.12 * 0.365 * 1.58 * 0.4,
    },
    unit="kgCO2e",
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_baseline_kg_other", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Hidden tests: a network-heavy pipeline on another grid, and one that stores nothing.
from greenlib import checks

### BEGIN HIDDEN TESTS
busy = {
    "stored_tb": 2.5,
    "copies": 2,
    "wh_per_tb_h": 1.2,
    "moved_gb_per_day": 850,
    "kwh_per_gb": 0.06,
    "vcpu_hours_per_day": 300,
    "w_per_vcpu": 1.3,
    "pue": 1.35,
    "intensity_g_per_kwh": 238,
}
disks, network, servers = 6 * 8.76 * 1.35 * 0.238, 51 * 365 * 0.238, 390 * 0.365 * 1.35 * 0.238
checks.returns(
    baseline_kg,
    busy,
    expected={
        "storage": disks,
        "transfer": network,
        "compute": servers,
        "total": disks + network + servers,
    },
    unit="kgCO2e",
    slips={
        "The PUE is applied to transfer too; the network lies outside the building.": {
            "storage": disks,
            "transfer": network * 1.35,
            "compute": servers,
            "total": disks + network * 1.35 + servers,
        },
    },
)
checks.returns(
    baseline_kg,
    busy | {"stored_tb": 0, "moved_gb_per_day": 0},
    expected={"storage": 0, "transfer": 0, "compute": servers, "total": servers},
    unit="kgCO2e",
    hint="A pipeline that stores and moves nothing still computes.",
)
tiny = busy | {"stored_tb": 0.00123, "moved_gb_per_day": 0.00123, "vcpu_hours_per_day": 0}
disks, network = 0.00123 * 2.4 * 8.76 * 1.35 * 0.238, 0.00123 * 0.06 * 365 * 0.238
checks.returns(
    baseline_kg,
    tiny,
    expected={"storage": disks, "transfer": network, "compute": 0, "total": disks + network},
    unit="kgCO2e",
    hint="A few grams. Round only when you print.",
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 2 · A waterfall that adds up · 4 points
#
# Write `waterfall(drivers_kg, fixes)`. `drivers_kg` are today's emissions in **kgCO2e per year** by
# driver. `fixes` is a list in the order in which they are applied; each is a dict with a `name` and,
# for each driver that it touches, the factor by which it **multiplies** that driver. The key
# `"all"` multiplies every driver (a fix may have both). A factor that is left out is 1.
#
# ```python
# drivers_kg = {"storage": 800, "compute": 200}
# fixes = [{"name": "prune", "storage": 0.5}, {"name": "move", "all": 0.1}]
# ```
#
# Return a list of pairs `(name, change)` in the same order, the change in kgCO2e per year **at that
# fix's place in the order**, negative if it saves; and, last, the pair `("left", what remains)`.
#
# Worked example: pruning takes 400 kg off; the move takes nine tenths of the 600 kg that are left.
# The result is `[("prune", -400.0), ("move", -540.0), ("left", 60.0)]`.
#
# The arguments must be as they were after the call.
#
# <details><summary>Hint 1</summary>Keep one dict with what is left of each driver, and compare its
# sum before and after each fix.</details>
# <details><summary>Hint 2</summary><code>left = dict(drivers_kg)</code> makes a copy.
# <code>fix.get(driver, 1)</code> is the factor or 1.</details>


# %% nbgrader={"grade": false, "grade_id": "waterfall", "locked": false, "schema_version": 3, "solution": true, "task": false}
def waterfall(drivers_kg, fixes):
    """Return [(name, change in kgCO2e), ...] and, last, ("left", what remains)."""
    ### BEGIN SOLUTION
    left = drivers_kg
    steps = []
    for fix in fixes:
        before = sum(left.values())
        left = {name: kg * fix.get(name, 1) * fix.get("all", 1) for name, kg in left.items()}
        steps.append((fix["name"], sum(left.values()) - before))
    return [*steps, ("left", sum(left.values()))]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_waterfall", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example, then the other order: the same end, other steps.
from greenlib import checks

today = {"storage": 800, "compute": 200}
prune, move = {"name": "prune", "storage": 0.5}, {"name": "move", "all": 0.1}
checks.returns(
    waterfall,
    today,
    [prune, move],
    expected=[("prune", -400.0), ("move", -540.0), ("left", 60.0)],
    unit="kgCO2e",
    slips={
        "Each fix is measured from today; the second acts on what the first has left.": [
            ("prune", -400.0),
            ("move", -900.0),
            ("left", -300.0),
        ],
        "The signs are turned round: a saving is a negative change.": [
            ("prune", 400.0),
            ("move", 540.0),
            ("left", 60.0),
        ],
    },
)
checks.returns(
    waterfall,
    today,
    [move, prune],
    expected=[("move", -900.0), ("prune", -40.0), ("left", 60.0)],
    unit="kgCO2e",
)
### BEGIN HIDDEN TESTS
checks.returns(
    waterfall,
    {"storage": 1200.0, "transfer": 90.0, "compute": 310.0},
    [
        {"name": "archive", "storage": 0.15},
        {"name": "smaller machine", "compute": 0.6},
        {"name": "move", "all": 0.25},
    ],
    expected=[
        ("archive", -1020.0),
        ("smaller machine", -124.0),
        ("move", -342.0),
        ("left", 114.0),
    ],
    unit="kgCO2e",
)
checks.returns(
    waterfall,
    {"storage": 1.2345},
    [{"name": "prune", "storage": 0.3333}],
    expected=[("prune", -0.82304115), ("left", 0.41145885)],
    unit="kgCO2e",
    hint="Round only when you print.",
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_waterfall_harder", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Hidden tests: a fix with both kinds of factor, one that makes things worse, one that removes a
# driver, and no fix at all.
from greenlib import checks

### BEGIN HIDDEN TESTS
start = {"storage": 500.0, "transfer": 60.0, "compute": 240.0}
plan = [
    {"name": "compress", "storage": 0.4, "transfer": 0.5, "compute": 1.25},
    {"name": "move and rewrite", "all": 0.5, "compute": 0.8},
    {"name": "drop the copy", "transfer": 0},
]
checks.returns(
    waterfall,
    start,
    plan,
    expected=[
        ("compress", -270.0),
        ("move and rewrite", -295.0),
        ("drop the copy", -15.0),
        ("left", 220.0),
    ],
    unit="kgCO2e",
    hint="A fix may have a factor for a driver and one for all; a factor of 0 counts too.",
)
checks.returns(
    waterfall,
    {"compute": 75.0},
    [{"name": "faster machine", "compute": 1.2}],
    expected=[("faster machine", 15.0), ("left", 90.0)],
    unit="kgCO2e",
    hint="A fix that makes things worse is a positive change.",
)
checks.returns(waterfall, {"compute": 75.0}, [], expected=[("left", 75.0)], unit="kgCO2e")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 3 · Low, best, high · 3 points
#
# Write `range_after_kg(drivers_kg, fixes)`. Now every number is a tuple `(low, best, high)`: each
# driver's emissions in **kgCO2e per year**, and each factor of a fix. A fix is a dict from driver to
# factor, and has no name. Return the tuple `(low, best, high)` of the **total** after all fixes, in
# **kgCO2e per year**: the low end has every input at its low end.
#
# Worked example: `range_after_kg({"storage": (400, 800, 900), "compute": (100, 200, 250)},
# [{"storage": (0.4, 0.5, 0.7)}])` returns `(260.0, 600.0, 880.0)`.
#
# <details><summary>Hint 1</summary>The low end is a pipeline of its own: low drivers, low
# factors.</details>
# <details><summary>Hint 2</summary><code>for end in range(3)</code>, and
# <code>math.prod</code>.</details>


# %% nbgrader={"grade": false, "grade_id": "range_after_kg", "locked": false, "schema_version": 3, "solution": true, "task": false}
def range_after_kg(drivers_kg, fixes):
    """Return (low, best, high) of the total after all fixes, in kgCO2e per year."""
    ### BEGIN SOLUTION
    from math import prod

    def total_kg(end):
        return sum(
            kg[end] * prod(fix[name][end] for fix in fixes if name in fix)
            for name, kg in drivers_kg.items()
        )

    return tuple(total_kg(end) for end in range(3))
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_range_after_kg", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# The worked example, then a plan of several fixes.
from greenlib import checks

checks.returns(
    range_after_kg,
    {"storage": (400, 800, 900), "compute": (100, 200, 250)},
    [{"storage": (0.4, 0.5, 0.7)}],
    expected=(260.0, 600.0, 880.0),
    unit="kgCO2e",
    slips={
        "Only the drivers vary; the fix has a range too.": (300.0, 600.0, 700.0),
        "The compute driver is missing; a fix that does not name it leaves it as it is.": (
            160.0,
            400.0,
            630.0,
        ),
    },
)
### BEGIN HIDDEN TESTS
checks.returns(
    range_after_kg,
    {"storage": (900, 1000, 1500), "transfer": (10, 40, 160), "compute": (150, 200, 220)},
    [
        {"storage": (0.3, 0.4, 0.6), "compute": (0.7, 0.8, 1.0)},
        {"storage": (0.1, 0.2, 0.25), "transfer": (0.5, 0.5, 0.5)},
    ],
    expected=(137.0, 260.0, 525.0),
    unit="kgCO2e",
    slips={
        "Only the drivers vary; the fixes have ranges too.": (237.0, 260.0, 376.0),
        "The last fix has replaced the first; their factors multiply.": (245.0, 420.0, 675.0),
    },
)
checks.returns(
    range_after_kg,
    {"storage": (3.5, 4.25, 9.0), "compute": (2.0, 2.0, 2.0)},
    [],
    expected=(5.5, 6.25, 11.0),
    unit="kgCO2e",
    hint="Without fixes, the total of today is left.",
)
checks.returns(
    range_after_kg,
    {"compute": (0.123, 0.234, 0.345)},
    [{"compute": (0.3, 0.55, 0.7)}],
    expected=(0.0369, 0.1287, 0.2415),
    unit="kgCO2e",
    hint="Round only when you print.",
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 4 · The best plan that is allowed · 5 points
#
# Write `best_plan(drivers_kg, fixes, budget_days, countries)`. Fixes are as in question 2, each with
# the working `days` that it takes; some also have
#
# - `"country"`: where the data then lies. Such a fix is allowed only if the country is in the list
#   `countries`;
# - `"not_with"`: a list of names of other fixes that cannot be combined with it. It counts both
#   ways, even if only one of the two names the other.
#
# Choose the set that leaves the **least emissions** within `budget_days` days. If two sets leave the
# same, choose the one that takes fewer days. Return a dict with `"names"` (in alphabetical order, an
# empty list if none) and `"left_kg"` (kgCO2e per year). There are never more than ten fixes.
#
# Worked example: with 800 kg of storage and 200 kg of compute, `prune` (storage 0.5, 5 days),
# `archive` (storage 0.2, 4 days) and `to Sweden` (all 0.1, 9 days, country SE), 9 days and
# `["US"]`, the answer is `{"names": ["archive", "prune"], "left_kg": 280.0}`. If `["US", "SE"]` are
# allowed it is `{"names": ["to Sweden"], "left_kg": 100.0}`.
#
# <details><summary>Hint 1</summary>Ten fixes have 1,024 sets. Write one function that says whether
# a set is allowed and one that says what it leaves.</details>
# <details><summary>Hint 2</summary>Order does not matter for what is left: factors
# multiply.</details>
# <details><summary>Hint 3</summary>A set breaks <code>not_with</code> if the names in it and the
# names that any of its fixes refuses have one in common.</details>


# %% nbgrader={"grade": false, "grade_id": "best_plan", "locked": false, "schema_version": 3, "solution": true, "task": false}
def best_plan(drivers_kg, fixes, budget_days, countries):
    """Return the names of the best allowed set of fixes and the emissions it leaves."""
    ### BEGIN SOLUTION
    from itertools import combinations
    from math import prod

    def left_kg(chosen):
        return sum(
            kg * prod(fix.get(driver, 1) * fix.get("all", 1) for fix in chosen)
            for driver, kg in drivers_kg.items()
        )

    def days(chosen):
        return sum(fix["days"] for fix in chosen)

    def allowed(chosen):
        names = {fix["name"] for fix in chosen}
        refused = {name for fix in chosen for name in fix.get("not_with", [])}
        stays = all("country" not in fix or fix["country"] in countries for fix in chosen)
        return days(chosen) <= budget_days and stays and not names & refused

    sets = [
        chosen
        for size in range(len(fixes) + 1)
        for chosen in combinations(fixes, size)
        if allowed(chosen)
    ]
    best = min(sets, key=lambda chosen: (left_kg(chosen), days(chosen)))
    return {"names": sorted(fix["name"] for fix in best), "left_kg": left_kg(best)}
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_best_plan", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example under two residency rules, and no time at all.
from greenlib import checks

today = {"storage": 800, "compute": 200}
fixes = [
    {"name": "prune", "storage": 0.5, "days": 5},
    {"name": "archive", "storage": 0.2, "days": 4},
    {"name": "to Sweden", "all": 0.1, "days": 9, "country": "SE"},
]
checks.returns(
    best_plan,
    today,
    fixes,
    9,
    ["US"],
    expected={"names": ["archive", "prune"], "left_kg": 280.0},
    unit="kgCO2e",
    slips={"The data may not go to SE.": {"names": ["to Sweden"], "left_kg": 100.0}},
)
checks.returns(
    best_plan,
    today,
    fixes,
    9,
    ["US", "SE"],
    expected={"names": ["to Sweden"], "left_kg": 100.0},
    unit="kgCO2e",
)
checks.returns(
    best_plan, today, fixes, 0, ["US"], expected={"names": [], "left_kg": 1000.0}, unit="kgCO2e"
)
### BEGIN HIDDEN TESTS
checks.returns(
    best_plan,
    {"storage": 90, "transfer": 30, "compute": 640},
    [
        {"name": "night run", "compute": 0.9, "days": 1},
        {"name": "to France", "all": 0.3, "days": 8, "country": "FR"},
        {"name": "to India", "all": 0.1, "days": 2, "country": "IN"},
        {"name": "archive", "storage": 0.1, "days": 2},
    ],
    9,
    ["DE", "FR"],
    expected={"names": ["night run", "to France"], "left_kg": 208.8},
    unit="kgCO2e",
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_best_plan_limits", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# Hidden tests: fixes that exclude each other, whichever names the other; a single best fix that is
# not in the best set; a fix that makes things worse; a tie.
from greenlib import checks

### BEGIN HIDDEN TESTS
moves = [
    {"name": "to Canada", "all": 0.3, "days": 4, "country": "CA"},
    {"name": "to Sweden", "all": 0.2, "days": 6, "country": "SE", "not_with": ["to Canada"]},
    {"name": "prune", "storage": 0.4, "days": 5},
    {"name": "to India", "storage": 0.05, "days": 1, "country": "IN", "not_with": ["prune"]},
]
for order in (moves, moves[::-1]):
    checks.returns(
        best_plan,
        {"storage": 900.0, "compute": 100.0},
        order,
        15,
        ["CA", "SE"],
        expected={"names": ["prune", "to Sweden"], "left_kg": 92.0},
        unit="kgCO2e",
        hint="not_with counts both ways: two fixes of which one names the other do not go together.",
    )
trap = [
    {"name": "rewrite", "compute": 0.3, "days": 10},
    {"name": "cache", "compute": 0.5, "days": 5},
    {"name": "batch", "compute": 0.55, "days": 5},
]
checks.returns(
    best_plan,
    {"storage": 40.0, "compute": 1000.0},
    trap,
    10,
    [],
    expected={"names": ["batch", "cache"], "left_kg": 315.0},
    unit="kgCO2e",
    slips={
        "The single best fix uses up the days; two smaller ones leave less.": {
            "names": ["rewrite"],
            "left_kg": 340.0,
        },
    },
)
checks.returns(
    best_plan,
    {"storage": 300.0, "compute": 500.0},
    [
        {"name": "compress", "storage": 0.5, "compute": 1.4, "days": 1},
        {"name": "index", "compute": 0.9, "days": 2},
    ],
    9,
    [],
    expected={"names": ["index"], "left_kg": 750.0},
    unit="kgCO2e",
    hint="A fix that leaves more than it saves is better left out, even if it fits.",
)
checks.returns(
    best_plan,
    {"storage": 200.0, "compute": 200.0},
    [
        {"name": "slow way", "storage": 0.5, "days": 6},
        {"name": "quick way", "compute": 0.5, "days": 2, "not_with": ["slow way"]},
    ],
    8,
    [],
    expected={"names": ["quick way"], "left_kg": 300.0},
    unit="kgCO2e",
    hint="Two sets leave the same: choose the one that takes fewer days.",
)
checks.returns(
    best_plan,
    {"storage": 1.75, "compute": 4.5},
    [
        {"name": "index", "compute": 0.913, "all": 0.97, "days": 2},
        {"name": "compress", "storage": 0.4321, "days": 1},
    ],
    3,
    [],
    expected={"names": ["compress", "index"], "left_kg": 1.75 * 0.97 * 0.4321 + 4.5 * 0.913 * 0.97},
    unit="kgCO2e",
    hint="Here all fixes fit. Round only when you print.",
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 5 · What is wrong with this record? · 4 points
#
# Records come from people. Write `problems(record)`: given a dict, return a dict from **key** to one
# of the words below, empty if all is well. Check a key's type before its value.
#
# | key | needed | must be |
# |---|---|---|
# | `name` | yes | text that is not empty |
# | `pue` | yes | a number, 1 or more |
# | `intensity_g_per_kwh` | yes | a number, 0 or more |
# | `stored_tb` | yes | a number, 0 or more |
# | `utilisation` | no | a number, 0 to 1 |
#
# - `"missing"`: a needed key is not there;
# - `"wrong type"`: not a number where one belongs (`True`, `"1.2"` and `None` are not), or not text;
# - `"out of range"`: too small, too large, **NaN or infinite**, or an empty text;
# - `"unknown"`: the record has a key that is not in the table.
#
# Worked example: `problems({"name": "logs", "pue": 0.8, "intensity_g_per_kwh": "480", "stred_tb": 1})`
# returns `{"pue": "out of range", "intensity_g_per_kwh": "wrong type", "stored_tb": "missing",
# "stred_tb": "unknown"}`.
#
# <details><summary>Hint 1</summary>Keep the table as data: a dict from key to (low, high), and one
# loop.</details>
# <details><summary>Hint 2</summary><code>True</code> is an <code>int</code> to Python: ask for
# <code>bool</code> first.</details>
# <details><summary>Hint 3</summary>Every comparison with NaN is false. <code>not low &lt;= x &lt;=
# high</code> and <code>x &lt; low or x &gt; high</code> are not the same.</details>


# %% nbgrader={"grade": false, "grade_id": "problems", "locked": false, "schema_version": 3, "solution": true, "task": false}
def problems(record):
    """Return key -> "missing", "wrong type", "out of range" or "unknown"."""
    ### BEGIN SOLUTION
    from math import inf, isfinite

    limits = {
        "pue": (1, inf),
        "intensity_g_per_kwh": (0, inf),
        "stored_tb": (0, inf),
        "utilisation": (0, 1),
    }

    def problem(key, value):
        if key == "name":
            if not isinstance(value, str):
                return "wrong type"
            return "" if value else "out of range"
        if key not in limits:
            return "unknown"
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return "wrong type"
        low, high = limits[key]
        return "" if isfinite(value) and low <= value <= high else "out of range"

    found = {key: problem(key, value) for key, value in record.items()}
    needed = ("name", "pue", "intensity_g_per_kwh", "stored_tb")
    found |= {key: "missing" for key in needed if key not in record}
    return {key: text for key, text in found.items() if text}
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_problems", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example, a good record, and an empty one.
from greenlib import checks

checks.returns(
    problems,
    {"name": "logs", "pue": 0.8, "intensity_g_per_kwh": "480", "stred_tb": 1},
    expected={
        "pue": "out of range",
        "intensity_g_per_kwh": "wrong type",
        "stored_tb": "missing",
        "stred_tb": "unknown",
    },
)
good = {"name": "logs", "pue": 1.2, "intensity_g_per_kwh": 480, "stored_tb": 547.5}
checks.returns(problems, good, expected={})
checks.returns(
    problems,
    {},
    expected=dict.fromkeys(["name", "pue", "intensity_g_per_kwh", "stored_tb"], "missing"),
    hint="utilisation may be left out; the other four may not.",
)
### BEGIN HIDDEN TESTS
checks.returns(
    problems,
    {"name": 7, "pue": 1.3, "intensity_g_per_kwh": -5, "stored_tb": 3, "owner": "Ada"},
    expected={"name": "wrong type", "intensity_g_per_kwh": "out of range", "owner": "unknown"},
)
checks.returns(
    problems,
    good | {"utilisation": 50},
    expected={"utilisation": "out of range"},
    hint="50 is a percentage; the field is a fraction.",
)
checks.returns(
    problems,
    {"utilisation": 0.5},
    expected=dict.fromkeys(["name", "pue", "intensity_g_per_kwh", "stored_tb"], "missing"),
    hint="utilisation may be left out; the other four may not.",
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_problems_edges", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Hidden tests: the limits themselves, NaN and infinity, True, None and empty text.
from greenlib import checks

### BEGIN HIDDEN TESTS
right = {"name": "orders", "pue": 1, "intensity_g_per_kwh": 0, "stored_tb": 0, "utilisation": 1}
checks.returns(problems, right, expected={}, hint="The limits themselves are allowed.")
checks.returns(problems, right | {"utilisation": 0.0}, expected={})
checks.returns(
    problems,
    right | {"pue": float("nan"), "stored_tb": float("inf")},
    expected={"pue": "out of range", "stored_tb": "out of range"},
    hint="NaN and infinity are numbers to Python, but not to a calculation.",
)
checks.returns(
    problems,
    right | {"pue": True, "stored_tb": None, "utilisation": [0.5]},
    expected={"pue": "wrong type", "stored_tb": "wrong type", "utilisation": "wrong type"},
    hint="True, None and a list are not numbers.",
)
checks.returns(
    problems,
    right | {"name": "", "Pue": 1.2},
    expected={"name": "out of range", "Pue": "unknown"},
    hint="A key counts only as it is written in the table.",
)
checks.returns(
    problems,
    {"name": "x", "pue": 0.9, "intensity_g_per_kwh": -0.5, "stored_tb": -0.5, "utilisation": -0.5},
    expected=dict.fromkeys(
        ["pue", "intensity_g_per_kwh", "stored_tb", "utilisation"], "out of range"
    ),
    hint="A little below the limit is out of range too.",
)
checks.returns(problems, right | {"utilisation": 1.5}, expected={"utilisation": "out of range"})
### END HIDDEN TESTS

# %% [markdown]
# ## Question 6 · Defend a plan · 4 points
#
# A nightly report pipeline has been audited. Per year it emits **9,000 kgCO2e** (4,000 to 12,000):
# storage 8,400, compute 500, transfer 100. The data are health records that must stay in the
# European Union; analysts open records of the last year about once a month. Three fixes were
# proposed:
#
# - *archive everything older than 30 days*: storage × 0.1, three days of work, hours to open a record;
# - *drop unused columns*: storage × 0.5, five days, cannot be undone;
# - *move to a cleaner region in Canada*: all × 0.3, ten days.
#
# In **six to nine sentences**, write the recommendation to the team that pays for it: what to do, in
# which order, what it saves, what you leave out. You are marked on
#
# - **the numbers** (up to 2 points): savings that follow from each other, with the doubt in them,
# - **the limits** (up to 2 points): what the constraints and the use of the data allow, and what the
#   plan costs.

# %% [markdown] nbgrader={"grade": true, "grade_id": "defend_a_plan", "locked": false, "points": 4, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# The pipeline emits about 9 t a year (4 to 12 t), and storage is 93 % of it, so we begin there. We
# recommend dropping the unused columns first: storage falls from 8.4 to 4.2 t. Then we archive, but
# records older than a year, not than 30 days, because analysts open last year's records every month
# and would wait for hours each time. The factor 0.1 belongs to the 30 days, so the second saving is
# smaller than 3.8 t and must be computed for the new rule; the two savings multiply and may not be
# added. With the first step alone 4.8 t are left, about 47 % less; with both, between 1.0 and 4.8 t,
# and the true figures may lie at half or a third above, as the baseline does. We leave out the move
# to Canada: health records must stay in the Union; a region inside it could be looked at later. The
# cost is eight days of work, and dropped columns do not come back, so their owners and the rules on
# keeping records are asked first. We will check the terabytes in each tier after three months.
# ### END SOLUTION
