# %% [markdown]
# # Assignment 01 · The footprint of one job
#
# **20 points** · about 60 minutes · goes with [lesson 01](../../course/01-footprint.ipynb)
#
# Write only where it says `YOUR CODE HERE` or `YOUR ANSWER HERE`. Below each question are visible
# tests that you may run as often as you like; grading adds hidden ones with other numbers. Tests
# call a function twice with the same arguments: it must leave them as they were and give the same
# answer again. Before you hand in: *Kernel > Restart Kernel and Run All Cells*.

# %% [markdown]
# ## Question 1 · Energy of one job · 3 points
#
# Write `energy_kwh(power_w, hours)`: the energy in **kWh** that IT equipment uses when it draws
# `power_w` **watts** on average for `hours` **hours**.
#
# Worked example: 80 W for 12 h is 0.96 kWh, so `energy_kwh(80, 12)` returns `0.96`.
#
# The function must also take NumPy arrays, and then return an array: the energy of each job.
#
# <details><summary>Hint 1</summary>Watts times hours are watt-hours. How many make one kWh?</details>
# <details><summary>Hint 2</summary>Plain arithmetic with * and / works for numbers and for arrays
# alike; <code>float(...)</code> and <code>if</code> do not.</details>

# %% nbgrader={"grade": false, "grade_id": "energy_kwh", "locked": false, "schema_version": 3, "solution": true, "task": false}
def energy_kwh(power_w, hours):
    """Return the energy in kWh of `power_w` watts for `hours` hours."""
    ### BEGIN SOLUTION
    return power_w * hours / 1000
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_energy_kwh", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example, then other jobs.
from greenlib import checks

checks.returns(energy_kwh, 80, 12, expected=0.96, unit="kWh")
### BEGIN HIDDEN TESTS
checks.returns(energy_kwh, 250, 7.5, expected=1.875, unit="kWh")
checks.returns(energy_kwh, 2036.6, 48, expected=97.7568, unit="kWh")
checks.returns(energy_kwh, 65, 0, expected=0.0, unit="kWh", hint="No time, no energy.")
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_energy_kwh_arrays", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# Several jobs at once.
import numpy as np

from greenlib import checks

checks.returns(energy_kwh, np.array([80, 350]), np.array([12, 2]), expected=[0.96, 0.7], unit="kWh")
### BEGIN HIDDEN TESTS
checks.returns(
    energy_kwh,
    np.array([120.0, 45.0, 900.0]),
    np.array([3.0, 24.0, 0.25]),
    expected=[0.36, 1.08, 0.225],
    unit="kWh",
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 2 · The building's share · 3 points
#
# Write `facility_kwh(it_kwh, pue)`: the energy in **kWh** that the whole data centre uses when its
# IT equipment uses `it_kwh` **kWh** and its power usage effectiveness is `pue` (a ratio).
#
# Worked example: 0.96 kWh with a PUE of 1.2 is 1.152 kWh, so `facility_kwh(0.96, 1.2)` returns
# `1.152`.
#
# A PUE below 1 is impossible: the building cannot use less than the equipment in it. For such a
# `pue` raise a `ValueError` whose text contains the value that was given.
#
# <details><summary>Hint 1</summary>PUE = facility energy / IT energy. Solve for the facility
# energy.</details>
# <details><summary>Hint 2</summary><code>raise ValueError(f"... {pue}")</code></details>


# %% nbgrader={"grade": false, "grade_id": "facility_kwh", "locked": false, "schema_version": 3, "solution": true, "task": false}
def facility_kwh(it_kwh, pue):
    """Return the facility's energy in kWh; raise ValueError for a PUE below 1."""
    ### BEGIN SOLUTION
    if pue < 1:
        raise ValueError(f"pue must be 1 or more, got {pue}")
    return it_kwh * pue
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_facility_kwh", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example, then other data centres.
from greenlib import checks

checks.returns(
    facility_kwh,
    0.96,
    1.2,
    expected=1.152,
    unit="kWh",
    slips={"That is the IT energy divided by the PUE; the building needs more, not less.": 0.8},
)
### BEGIN HIDDEN TESTS
for it_kwh, pue in ((3.5, 1.58), (0.963, 1.167), (240, 1.135), (7.25, 1.0)):
    checks.returns(
        facility_kwh,
        it_kwh,
        pue,
        expected=it_kwh * pue,
        unit="kWh",
        slips={
            "That is the IT energy divided by the PUE; the building needs more, not less.": it_kwh
            / pue,
            "The PUE is in there twice.": it_kwh * pue * pue,
            "That is only the overhead; the IT energy itself is missing.": it_kwh * (pue - 1),
        },
    )
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_facility_kwh_refuses", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# An impossible PUE is refused, and the message says what was given.
from greenlib import checks

checks.refuses(facility_kwh, 0.96, 0.8, error=ValueError, saying="0.8")
### BEGIN HIDDEN TESTS
checks.refuses(facility_kwh, 5, 0.99, error=ValueError, saying="0.99")
checks.refuses(facility_kwh, 5, -1.2, error=ValueError, saying="-1.2")
checks.returns(facility_kwh, 5, 1, expected=5.0, unit="kWh", hint="A PUE of exactly 1 is possible.")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 3 · Grams of CO2e · 3 points
#
# Write `job_emissions_g(power_w, hours, pue, intensity_g_per_kwh)`: the operational emissions of
# one job in **grams of CO2e**, with the data centre's overhead, on a grid of the given carbon
# intensity in **gCO2e/kWh**.
#
# Worked example: `job_emissions_g(80, 12, 1.2, 450)` returns `518.4`.
#
# <details><summary>Hint 1</summary>Three steps: IT energy, facility energy, emissions. You may call
# your own functions from above, if their tests pass.</details>
# <details><summary>Hint 2</summary>kWh × g/kWh = g. No further factor of 1000.</details>


# %% nbgrader={"grade": false, "grade_id": "job_emissions_g", "locked": false, "schema_version": 3, "solution": true, "task": false}
def job_emissions_g(power_w, hours, pue, intensity_g_per_kwh):
    """Return the operational emissions of one job in gCO2e."""
    ### BEGIN SOLUTION
    return power_w * hours / 1000 * pue * intensity_g_per_kwh
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_job_emissions_g", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# The worked example, then other jobs on other grids.
from greenlib import checks

checks.returns(
    job_emissions_g,
    80,
    12,
    1.2,
    450,
    expected=518.4,
    unit="gCO2e",
    slips={
        "That leaves out the PUE.": 432.0,
        "That is the energy in kWh; the carbon intensity is missing.": 1.152,
    },
)
### BEGIN HIDDEN TESTS
for power_w, hours, pue, intensity in (
    (350, 2.5, 1.135, 40.695),
    (2036.6, 90, 1.1, 380.95),
    (65, 24, 1.58, 713.441),
):
    grams = power_w * hours * pue * intensity / 1000
    checks.returns(
        job_emissions_g,
        power_w,
        hours,
        pue,
        intensity,
        expected=grams,
        unit="gCO2e",
        slips={
            "That leaves out the PUE.": grams / pue,
            "The PUE is in there twice.": grams * pue,
            "That divides by the PUE; the building needs more, not less.": grams / pue / pue,
            "That is the energy in kWh; the carbon intensity is missing.": grams / intensity,
        },
    )
### END HIDDEN TESTS

# %% [markdown]
# ## Question 4 · An honest range · 3 points
#
# A number without a range claims too much. Write
# `emissions_range_g(power_w, hours, pue, intensity_g_per_kwh)`, where **each argument is a tuple
# `(low, best, high)`**. Return the tuple `(low, best, high)` of the emissions in **grams of CO2e**:
# the lowest value with everything at its low end, the best estimate, and the highest.
#
# Worked example, with hours and intensity known exactly:
# `emissions_range_g((60, 80, 100), (12, 12, 12), (1.1, 1.2, 1.5), (450, 450, 450))` returns
# `(356.4, 518.4, 810.0)`.
#
# <details><summary>Hint 1</summary><code>low = job_emissions_g(power_w[0], hours[0], ...)</code></details>
# <details><summary>Hint 2</summary><code>zip(power_w, hours, pue, intensity_g_per_kwh)</code> walks
# through the three positions together.</details>


# %% nbgrader={"grade": false, "grade_id": "emissions_range_g", "locked": false, "schema_version": 3, "solution": true, "task": false}
def emissions_range_g(power_w, hours, pue, intensity_g_per_kwh):
    """Return (low, best, high) of the emissions in gCO2e; each argument is (low, best, high)."""
    ### BEGIN SOLUTION
    ends = zip(power_w, hours, pue, intensity_g_per_kwh, strict=True)
    return tuple(w * h / 1000 * overhead * grams for w, h, overhead, grams in ends)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_emissions_range_g", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# The worked example, then one in which all four inputs are uncertain.
from greenlib import checks

checks.returns(
    emissions_range_g,
    (60, 80, 100),
    (12, 12, 12),
    (1.1, 1.2, 1.5),
    (450, 450, 450),
    expected=(356.4, 518.4, 810.0),
    unit="gCO2e",
)
### BEGIN HIDDEN TESTS
checks.returns(
    emissions_range_g,
    (200, 220, 300),
    (2, 2.5, 4),
    (1.1, 1.135, 1.58),
    (8.8, 40.695, 55),
    expected=(3.872, 25.40385375, 104.28),
    unit="gCO2e",
    slips={
        "The high end is not low + best; take every input at its high end.": (
            3.872,
            25.40385375,
            29.27585375,
        ),
        "Only one input is varied; each of the four has a low and a high end.": (
            23.0944125,
            25.40385375,
            34.64161875,
        ),
        "The order is (low, best, high).": (104.28, 25.40385375, 3.872),
    },
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 5 · Lower the estimate · 4 points
#
# Your team has a list of **measures**, each a dict with the working `days` it takes and the factors
# by which it multiplies the job's hours, power and intensity. A factor that is left out is 1:
#
# ```python
# {"name": "faster query", "days": 3, "hours": 0.5}
# {"name": "smaller machine", "days": 1, "hours": 1.2, "power_w": 0.6}
# ```
#
# Measures can be combined, and then their factors multiply. Write
# `lower_the_estimate(job_g, measures, budget_days)`: choose the set of measures that leaves the
# **least emissions** without taking more than `budget_days` days in total. `job_g` are today's
# emissions in gCO2e. Return a dict with
#
# - `"names"`: the names of the chosen measures, in alphabetical order (an empty list if none),
# - `"emissions_g"`: what is left, in gCO2e.
#
# If two sets leave the same emissions, choose the one that takes fewer days. There are never more
# than ten measures.
#
# Worked example: with 518.4 g, the two measures above and 3 days, only the query fits:
# `{"names": ["faster query"], "emissions_g": 259.2}`. With 4 days both fit: 518.4 × 0.5 × 1.2 × 0.6
# = 186.624 g.
#
# <details><summary>Hint 1</summary>Taking the measure that saves most first does not always lead
# to the best set. Ten measures have only 1,024 sets: try them all.</details>
# <details><summary>Hint 2</summary><code>itertools.combinations(measures, size)</code> for every
# size from 0 to <code>len(measures)</code>.</details>
# <details><summary>Hint 3</summary><code>min(sets, key=...)</code> with the tuple (emissions, days)
# as its key settles ties too.</details>


# %% nbgrader={"grade": false, "grade_id": "lower_the_estimate", "locked": false, "schema_version": 3, "solution": true, "task": false}
def lower_the_estimate(job_g, measures, budget_days):
    """Return the names of the best affordable set of measures and the emissions it leaves."""
    ### BEGIN SOLUTION
    from itertools import combinations
    from math import prod

    def left_g(chosen):
        factors = [m.get("hours", 1) * m.get("power_w", 1) * m.get("intensity", 1) for m in chosen]
        return job_g * prod(factors)

    def days(chosen):
        return sum(measure["days"] for measure in chosen)

    sets = [
        chosen
        for size in range(len(measures) + 1)
        for chosen in combinations(measures, size)
        if days(chosen) <= budget_days
    ]
    best = min(sets, key=lambda chosen: (left_g(chosen), days(chosen)))
    return {"names": sorted(m["name"] for m in best), "emissions_g": left_g(best)}
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_lower_the_estimate", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example, with three budgets.
from greenlib import checks

measures = [
    {"name": "faster query", "days": 3, "hours": 0.5},
    {"name": "smaller machine", "days": 1, "hours": 1.2, "power_w": 0.6},
]
checks.returns(
    lower_the_estimate,
    518.4,
    measures,
    3,
    expected={"names": ["faster query"], "emissions_g": 259.2},
    unit="gCO2e",
)
checks.returns(
    lower_the_estimate,
    518.4,
    measures,
    4,
    expected={"names": ["faster query", "smaller machine"], "emissions_g": 186.624},
    unit="gCO2e",
)
checks.returns(
    lower_the_estimate,
    518.4,
    measures,
    0,
    expected={"names": [], "emissions_g": 518.4},
    unit="gCO2e",
    hint="No days, no measures: nothing changes.",
)
### BEGIN HIDDEN TESTS
others = [
    {"name": "night run", "days": 2, "intensity": 0.8},
    {"name": "prune columns", "days": 4, "hours": 0.7, "power_w": 0.95},
    {"name": "new region", "days": 6, "intensity": 0.35},
]
checks.returns(
    lower_the_estimate,
    1250.0,
    others,
    6,
    expected={"names": ["new region"], "emissions_g": 437.5},
    unit="gCO2e",
)
checks.returns(
    lower_the_estimate,
    1250.0,
    others,
    8,
    expected={"names": ["new region", "night run"], "emissions_g": 350.0},
    unit="gCO2e",
)
checks.returns(
    lower_the_estimate,
    1234.5,
    others,
    12,
    expected={"names": ["new region", "night run", "prune columns"], "emissions_g": 229.8639},
    unit="gCO2e",
    hint="Here all measures fit. Round only when you print.",
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_lower_the_estimate_best_set", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Hidden tests: the best set where the single best measure is not in it, a measure that makes
# things worse, and a tie.
from greenlib import checks

### BEGIN HIDDEN TESTS
trap = [
    {"name": "big rewrite", "days": 10, "hours": 0.5},
    {"name": "cache", "days": 5, "hours": 0.6},
    {"name": "batch", "days": 5, "hours": 0.65},
]
checks.returns(
    lower_the_estimate,
    800.0,
    trap,
    10,
    expected={"names": ["batch", "cache"], "emissions_g": 312.0},
    unit="gCO2e",
    slips={
        "The single best measure uses up the budget; two smaller ones leave less.": {
            "names": ["big rewrite"],
            "emissions_g": 400.0,
        },
    },
)
worse = [
    {"name": "cheap machine", "days": 1, "hours": 2.0, "power_w": 0.6},
    {"name": "index", "days": 2, "hours": 0.9},
]
checks.returns(
    lower_the_estimate,
    640.0,
    worse,
    9,
    expected={"names": ["index"], "emissions_g": 576.0},
    unit="gCO2e",
    hint="A measure that makes things worse is better left out, even if it fits.",
)
tie = [
    {"name": "slow way", "days": 5, "hours": 0.5},
    {"name": "quick way", "days": 2, "power_w": 0.5},
]
checks.returns(
    lower_the_estimate,
    300.0,
    tie,
    5,
    expected={"names": ["quick way"], "emissions_g": 150.0},
    unit="gCO2e",
    hint="Two sets leave the same emissions: choose the one that takes fewer days.",
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 6 · Say it honestly · 4 points
#
# A report says: *"Our daily ETL job emits 518.40 g of CO2e, so in Sweden it would emit only
# 10.14 g."* The first number was computed as in question 3. For the second, somebody used the same
# power, hours and PUE with 8.8 g/kWh.
#
# In **four to six sentences**, say what a reader should doubt in this statement, and write a better
# one. You are marked on
#
# - **the range** (up to 2 points): what the digits claim, and what is known,
# - **the comparison** (up to 2 points): whether the two numbers can be set side by side.

# %% [markdown] nbgrader={"grade": true, "grade_id": "say_it_honestly", "locked": false, "points": 4, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# "518.40 g" claims five digits, but power, PUE and intensity are each known to perhaps a fifth; an
# honest statement is "about 520 g, likely between 440 g and 700 g". The second number has the same
# doubts and one more: 8.8 g/kWh comes from a source that counts less than the one behind 450 g/kWh,
# and another source gives about 41 g/kWh for the same country. With that one the job emits about
# 47 g. Better: "A run emits about 520 g CO2e (440 to 700 g). By yearly averages of one source, the
# same run would emit roughly a tenth of that in Sweden, if the data may go there; the exact factor
# depends on what the source counts."
# ### END SOLUTION
