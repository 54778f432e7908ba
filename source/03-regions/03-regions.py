# %% [markdown]
# # Assignment 03 · Choose a region under real constraints
#
# **24 points** · about 90 minutes · goes with [lesson 03](../../course/03-regions.ipynb)
#
# Write only where it says `YOUR CODE HERE` or `YOUR ANSWER HERE`. Below each question are visible
# tests that you may run as often as you like; grading adds hidden ones with other numbers. Tests
# call a function twice with the same arguments: it must leave them as they were and give the same
# answer again. Before you hand in: *Kernel > Restart Kernel and Run All Cells*. Prices
# and services in the questions are made up.

# %% [markdown]
# ## Question 1 · The best move from here · 3 points
#
# Write `best_move(regions, today)`. `regions` is a dict from a region's name to a dict with its
# `"intensity_g_per_kwh"` (in gCO2e/kWh) and its `"pue"` (a ratio); `today` is the name of the region
# in which the job runs now. Return a dict with
#
# - `"region"`: the name of the region with the lowest emissions per kWh of the IT equipment,
# - `"saving"`: the share of *today's* emissions that a move there saves; 0.25 means 25 %.
#
# If the job already runs in the best region, that is the region, and the saving is 0.
#
# Worked example, with the lesson's four regions: from `"us-east-1"` (480 g/kWh, PUE 1.2) the best
# move is to `"eu-north-1"` (15 g/kWh, PUE 1.1). It saves 1 − 16.5 / 576, so the function returns
# `{"region": "eu-north-1", "saving": 0.97135...}`.
#
# <details><summary>Hint 1</summary>First make a dict from each name to one number: what a kWh of the
# IT equipment emits, with the building in it.</details>
# <details><summary>Hint 2</summary><code>min(numbers, key=numbers.get)</code> is the key with the
# smallest value.</details>


# %% nbgrader={"grade": false, "grade_id": "best_move", "locked": false, "schema_version": 3, "solution": true, "task": false}
def best_move(regions, today):
    """Return the region with the lowest emissions per IT kWh, and the share saved from today."""
    ### BEGIN SOLUTION
    effective = {
        name: region["intensity_g_per_kwh"] * region["pue"] for name, region in regions.items()
    }
    best = min(effective, key=effective.get)
    return {"region": best, "saving": 1 - effective[best] / effective[today]}
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_best_move", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example, then other starting points.
from greenlib import checks

four = {
    "us-east-1": {"intensity_g_per_kwh": 480, "pue": 1.2},
    "eu-north-1": {"intensity_g_per_kwh": 15, "pue": 1.1},
    "eu-west-3": {"intensity_g_per_kwh": 55, "pue": 1.15},
    "ap-south-1": {"intensity_g_per_kwh": 720, "pue": 1.25},
}
checks.returns(
    best_move,
    four,
    "us-east-1",
    expected={"region": "eu-north-1", "saving": 1 - 16.5 / 576},
    kind="a dict with the region and the saving as a fraction",
    slips={
        "That leaves out the PUE.": {"region": "eu-north-1", "saving": 1 - 15 / 480},
        "That is the saving from the worst region; the job runs in another one today.": {
            "region": "eu-north-1",
            "saving": 1 - 16.5 / 900,
        },
    },
)
### BEGIN HIDDEN TESTS
checks.returns(
    best_move,
    four,
    "eu-west-3",
    expected={"region": "eu-north-1", "saving": 1 - 16.5 / 63.25},
    kind="a dict with the region and the saving as a fraction",
    slips={
        "That leaves out the PUE.": {"region": "eu-north-1", "saving": 1 - 15 / 55},
        "That is the saving from the worst region; the job runs in another one today.": {
            "region": "eu-north-1",
            "saving": 1 - 16.5 / 900,
        },
    },
)
checks.returns(
    best_move,
    {name: four[name] for name in ("ap-south-1", "eu-west-3", "us-east-1")},
    "us-east-1",
    expected={"region": "eu-west-3", "saving": 1 - 63.25 / 576},
    kind="a dict with the region and the saving as a fraction",
)
checks.returns(
    best_move,
    four,
    "eu-north-1",
    expected={"region": "eu-north-1", "saving": 0.0},
    kind="a dict with the region and the saving as a fraction",
    hint="The job is in the best region already: there is nothing to save.",
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_best_move_where_the_pue_decides", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# Two regions only, far apart. The hidden test has a closer race.
from greenlib import checks

checks.returns(
    best_move,
    {
        "oslo": {"intensity_g_per_kwh": 8, "pue": 1.25},
        "pune": {"intensity_g_per_kwh": 640, "pue": 1.5},
    },
    "pune",
    expected={"region": "oslo", "saving": 1 - 10 / 960},
    kind="a dict with the region and the saving as a fraction",
)
### BEGIN HIDDEN TESTS
race = {
    "tokyo": {"intensity_g_per_kwh": 452.85, "pue": 1.1},
    "frankfurt": {"intensity_g_per_kwh": 311, "pue": 1.135},
    "virginia": {"intensity_g_per_kwh": 323.05, "pue": 1.08},
    "old hall": {"intensity_g_per_kwh": 290, "pue": 1.9},
    "mumbai": {"intensity_g_per_kwh": 708.2, "pue": 1.135},
}
checks.returns(
    best_move,
    race,
    "tokyo",
    expected={"region": "virginia", "saving": 1 - 348.894 / 498.135},
    kind="a dict with the region and the saving as a fraction",
    slips={
        "The grid with the lowest intensity need not be the region with the lowest emissions.": {
            "region": "old hall",
            "saving": 1 - 551 / 498.135,
        },
        "That leaves out the PUE.": {"region": "old hall", "saving": 1 - 290 / 452.85},
        "That is the saving from the worst region; the job runs in another one today.": {
            "region": "virginia",
            "saving": 1 - 348.894 / 803.807,
        },
    },
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 2 · Like with like · 4 points
#
# Sources disagree about one place many times over, so a saving means something only if both
# figures come from **one source and one year**. Write `comparable_savings(figures, before, after)`.
# `figures` is a list of dicts, in any order, such as
#
# ```python
# {"place": "Sweden", "source": "Google", "year": 2024, "g_per_kwh": 2.73}
# ```
#
# `before` and `after` are places. Return a dict from each source that has figures for *both* places
# in one and the same year to the share saved by moving from `before` to `after`. If a source has
# both in several years, use the latest of those years. A source that never has both in one year is
# left out. A move to a dirtier place has a negative saving.
#
# Worked example: Google has 678.76 for India and 2.73 for Sweden in 2024, Our World in Data has
# 713.441 and 40.695 in 2023, and a third source has Sweden alone. From India to Sweden the function
# returns `{"Google": 0.99597..., "Our World in Data": 0.94295...}`.
#
# <details><summary>Hint 1</summary>A dict with (source, year, place) as its key finds any figure in
# one step.</details>
# <details><summary>Hint 2</summary>Walk through the pairs (source, year) from the oldest year to the
# latest; then a later year may overwrite an earlier one.</details>


# %% nbgrader={"grade": false, "grade_id": "comparable_savings", "locked": false, "schema_version": 3, "solution": true, "task": false}
def comparable_savings(figures, before, after):
    """Return source -> share saved by moving from `before` to `after`, like with like."""
    ### BEGIN SOLUTION
    g_per_kwh = {(f["source"], f["year"], f["place"]): f["g_per_kwh"] for f in figures}
    savings = {}
    for source, year in sorted({(source, year) for source, year, _ in g_per_kwh}):
        old = g_per_kwh.get((source, year, before))
        new = g_per_kwh.get((source, year, after))
        if old is not None and new is not None:
            savings[source] = 1 - new / old
    return savings
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_comparable_savings", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example, then the way back and other places.
from greenlib import checks

published = [
    {"place": "Sweden", "source": "Google", "year": 2024, "g_per_kwh": 2.73},
    {"place": "Sweden", "source": "Cloud Carbon Footprint", "year": 2024, "g_per_kwh": 8.8},
    {"place": "India", "source": "Our World in Data", "year": 2023, "g_per_kwh": 713.441},
    {"place": "Sweden", "source": "Our World in Data", "year": 2023, "g_per_kwh": 40.695},
    {"place": "India", "source": "Google", "year": 2024, "g_per_kwh": 678.76},
]
checks.returns(
    comparable_savings,
    published,
    "India",
    "Sweden",
    expected={"Google": 1 - 2.73 / 678.76, "Our World in Data": 1 - 40.695 / 713.441},
    kind="a dict from source to saving, a fraction",
    hint="Both figures of a saving must come from the same source.",
)
### BEGIN HIDDEN TESTS
checks.returns(
    comparable_savings,
    published,
    "Sweden",
    "India",
    expected={"Google": 1 - 678.76 / 2.73, "Our World in Data": 1 - 713.441 / 40.695},
    kind="a dict from source to saving, a fraction",
    hint="This move makes things worse, so the savings are negative.",
)
checks.returns(
    comparable_savings,
    published,
    "Sweden",
    "Norway",
    expected={},
    kind="a dict from source to saving, a fraction",
    hint="No source has both places: there is nothing to compare.",
)
checks.returns(
    comparable_savings,
    [
        {"place": "Texas", "source": "agency", "year": 2022, "g_per_kwh": 420.0},
        {"place": "Quebec", "source": "agency", "year": 2022, "g_per_kwh": 31.5},
        {"place": "Quebec", "source": "utility", "year": 2022, "g_per_kwh": 1.5},
    ],
    "Texas",
    "Quebec",
    expected={"agency": 0.925},
    kind="a dict from source to saving, a fraction",
    slips={
        "Half of that comparison is from another source.": {"agency": 1 - 1.5 / 420},
        "A source without a figure for one of the places is left out.": {
            "agency": 0.925,
            "utility": None,
        },
    },
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_comparable_savings_years", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# One source, several years. Hidden: years in which only one place has a figure.
from greenlib import checks

checks.returns(
    comparable_savings,
    [
        {"place": "A", "source": "agency", "year": 2021, "g_per_kwh": 400.0},
        {"place": "B", "source": "agency", "year": 2021, "g_per_kwh": 300.0},
        {"place": "A", "source": "agency", "year": 2023, "g_per_kwh": 250.0},
        {"place": "B", "source": "agency", "year": 2023, "g_per_kwh": 50.0},
    ],
    "A",
    "B",
    expected={"agency": 0.8},
    kind="a dict from source to saving, a fraction",
    slips={"That is an earlier year than the latest one that has both.": {"agency": 0.25}},
)
### BEGIN HIDDEN TESTS
patchy = [
    {"place": "B", "source": "agency", "year": 2024, "g_per_kwh": 80.0},
    {"place": "B", "source": "agency", "year": 2022, "g_per_kwh": 90.0},
    {"place": "A", "source": "agency", "year": 2022, "g_per_kwh": 360.0},
    {"place": "B", "source": "agency", "year": 2020, "g_per_kwh": 150.0},
    {"place": "A", "source": "agency", "year": 2020, "g_per_kwh": 500.0},
    {"place": "A", "source": "lobby", "year": 2023, "g_per_kwh": 610.0},
    {"place": "B", "source": "lobby", "year": 2024, "g_per_kwh": 30.0},
]
checks.returns(
    comparable_savings,
    patchy,
    "A",
    "B",
    expected={"agency": 0.75},
    kind="a dict from source to saving, a fraction",
    slips={
        "The two figures of one saving come from different years.": {
            "agency": 1 - 80 / 360,
            "lobby": 1 - 30 / 610,
        },
        "That is an earlier year than the latest one that has both.": {"agency": 0.7},
    },
    hint="Both figures must come from one year; a source that never has both is left out.",
)
# Twelve sources, six years each: whoever does not look for the latest year is found out.
many = [
    {"place": place, "source": f"source {number}", "year": year, "g_per_kwh": grams}
    for number in range(12)
    for year in (2017, 2020, 2015, 2019, 2016, 2018)
    for place, grams in (("A", 500.0), ("B", 5.0 * (2021 - year)))
]
checks.returns(
    comparable_savings,
    many,
    "A",
    "B",
    expected={f"source {number}": 0.99 for number in range(12)},
    hint="Take the latest year that has both places, in whatever order the figures come.",
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 3 · Which regions may it use? · 5 points
#
# Constraints are data. Write `allowed_regions(regions, job)`. `regions` is a dict from a region's
# name to a dict:
#
# ```python
# {"country": "SE", "services": ["gpu", "archive"], "rtt_ms": 62, "usd_per_h": 0.20, "g_per_kwh": 10.0}
# ```
#
# `rtt_ms` is the round trip to the users in milliseconds, `usd_per_h` the price of a machine in USD
# per hour, `g_per_kwh` the effective intensity in gCO2e/kWh. `job` is a dict with any of these keys;
# **a key that is left out is not asked**:
#
# - `"countries"`: list of countries where the data may be,
# - `"services"`: list of what the region must offer, all of it,
# - `"max_rtt_ms"`: the longest round trip, in ms,
# - `"max_usd_per_h"`: the highest price, in USD per hour.
#
# A region that meets a limit exactly is allowed. Return the list of the names of the allowed
# regions, **greenest first**; an empty list if there is none.
#
# Worked example: for `{"countries": ["SE", "FR"], "max_usd_per_h": 0.20}` and the region above,
# called `"north"`, the function returns `["north"]`.
#
# <details><summary>Hint 1</summary>Write one condition per key. Each is true if the key is missing
# from <code>job</code>, or if the region meets it.</details>
# <details><summary>Hint 2</summary><code>"max_rtt_ms" not in job</code> asks whether the key is
# missing.</details>
# <details><summary>Hint 3</summary>For sets, <code>wanted &lt;= offered</code> says whether all that
# is wanted is offered.</details>


# %% nbgrader={"grade": false, "grade_id": "allowed_regions", "locked": false, "schema_version": 3, "solution": true, "task": false}
def allowed_regions(regions, job):
    """Return the names of the regions that meet every constraint of the job, greenest first."""

    ### BEGIN SOLUTION
    def meets(region):
        return (
            ("countries" not in job or region["country"] in job["countries"])
            and set(job.get("services", ())) <= set(region["services"])
            and ("max_rtt_ms" not in job or region["rtt_ms"] <= job["max_rtt_ms"])
            and ("max_usd_per_h" not in job or region["usd_per_h"] <= job["max_usd_per_h"])
        )

    names = [name for name, region in regions.items() if meets(region)]
    return sorted(names, key=lambda name: regions[name]["g_per_kwh"])
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_allowed_regions", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# One constraint at a time, then several together.
from greenlib import checks

regions = {
    "south": {
        "country": "IN",
        "services": ["gpu", "archive"],
        "rtt_ms": 4,
        "usd_per_h": 0.20,
        "g_per_kwh": 803.8,
    },
    "west": {
        "country": "FR",
        "services": ["archive"],
        "rtt_ms": 70,
        "usd_per_h": 0.22,
        "g_per_kwh": 58.0,
    },
    "gulf": {
        "country": "AE",
        "services": ["archive"],
        "rtt_ms": 19,
        "usd_per_h": 0.23,
        "g_per_kwh": 458.7,
    },
    "north": {
        "country": "SE",
        "services": ["gpu", "archive"],
        "rtt_ms": 62,
        "usd_per_h": 0.20,
        "g_per_kwh": 10.0,
    },
}
checks.returns(
    allowed_regions,
    regions,
    {"countries": ["SE", "FR"]},
    expected=["north", "west"],
    slips={
        "Greenest first, please.": ["west", "north"],
        "Those are the regions that are not allowed.": ["gulf", "south"],
    },
)
checks.returns(allowed_regions, regions, {"services": ["gpu"]}, expected=["north", "south"])
checks.returns(allowed_regions, regions, {"max_rtt_ms": 40}, expected=["gulf", "south"])
checks.returns(allowed_regions, regions, {"max_usd_per_h": 0.215}, expected=["north", "south"])
### BEGIN HIDDEN TESTS
checks.returns(
    allowed_regions,
    regions,
    {"countries": ["IN", "AE", "FR"], "max_rtt_ms": 65},
    expected=["gulf", "south"],
    slips={
        "A region must meet every constraint, not one of them.": ["north", "west", "gulf", "south"],
    },
)
checks.returns(
    allowed_regions,
    regions,
    {"services": ["archive", "gpu"], "countries": ["FR", "IN"]},
    expected=["south"],
    slips={"A region must offer all the services that are asked for.": ["west", "south"]},
)
checks.returns(
    allowed_regions,
    regions,
    {"countries": ["SE"], "max_rtt_ms": 40},
    expected=[],
    hint="No region meets both: return an empty list.",
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_allowed_regions_edges", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# A job that asks for nothing. Hidden: limits that are met exactly, and the smallest limit there is.
from greenlib import checks

edge = {
    "c": {
        "country": "PL",
        "services": ["gpu"],
        "rtt_ms": 12,
        "usd_per_h": 0.18,
        "g_per_kwh": 707.2,
    },
    "b": {"country": "DE", "services": ["gpu"], "rtt_ms": 0, "usd_per_h": 0.0, "g_per_kwh": 353.0},
    "a": {"country": "NO", "services": [], "rtt_ms": 30, "usd_per_h": 0.15, "g_per_kwh": 9.0},
}
checks.returns(
    allowed_regions,
    edge,
    {},
    expected=["a", "b", "c"],
    hint="A key that is left out is not asked: every region is allowed.",
)
### BEGIN HIDDEN TESTS
checks.returns(
    allowed_regions,
    edge,
    {"max_rtt_ms": 12, "max_usd_per_h": 0.18},
    expected=["b", "c"],
    hint="A region that meets a limit exactly is allowed.",
)
checks.returns(
    allowed_regions,
    edge,
    {"max_rtt_ms": 0},
    expected=["b"],
    hint="A limit of 0 is a limit; a missing key is none.",
)
checks.returns(
    allowed_regions,
    edge,
    {"max_usd_per_h": 0},
    expected=["b"],
    hint="A limit of 0 is a limit; a missing key is none.",
)
alphabet = {
    **edge,
    "z": {"country": "SE", "services": [], "rtt_ms": 31, "usd_per_h": 0.2, "g_per_kwh": 4.5},
}
checks.returns(
    allowed_regions,
    alphabet,
    {"max_rtt_ms": 40},
    expected=["z", "a", "b", "c"],
    slips={"That is the order of the alphabet; greenest first.": ["a", "b", "c", "z"]},
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 4 · What would open a region? · 4 points
#
# When no region meets every constraint, "impossible" is no help. Write `what_opens(regions, job)`
# with the same `regions` and `job` as in question 3. For **each constraint of the job**, ask what
# happens if that one is dropped and all the others stay. Return a dict from the constraint's key
# (for example `"max_rtt_ms"`) to the name of the **greenest** region that dropping it alone opens.
# Leave out a constraint that opens nothing alone. If some region meets every constraint already,
# nothing has to be dropped: return an empty dict.
#
# Worked example, with the four regions of question 3's tests: for
# `{"countries": ["SE", "FR"], "max_rtt_ms": 40}` the function returns
# `{"countries": "gulf", "max_rtt_ms": "north"}`.
#
# You may copy code from your answer to question 3 into this cell.
#
# <details><summary>Hint 1</summary>A helper that says whether one region meets a job makes the rest
# short. Is there any region that meets the whole job? Then you are done.</details>
# <details><summary>Hint 2</summary><code>{k: v for k, v in job.items() if k != key}</code> is the job
# without one constraint; it leaves the job itself as it is.</details>


# %% nbgrader={"grade": false, "grade_id": "what_opens", "locked": false, "schema_version": 3, "solution": true, "task": false}
def what_opens(regions, job):
    """Return constraint -> the greenest region that dropping this constraint alone opens."""

    ### BEGIN SOLUTION
    def allowed(job):
        def meets(region):
            return (
                ("countries" not in job or region["country"] in job["countries"])
                and set(job.get("services", ())) <= set(region["services"])
                and ("max_rtt_ms" not in job or region["rtt_ms"] <= job["max_rtt_ms"])
                and ("max_usd_per_h" not in job or region["usd_per_h"] <= job["max_usd_per_h"])
            )

        names = [name for name, region in regions.items() if meets(region)]
        return sorted(names, key=lambda name: regions[name]["g_per_kwh"])

    if allowed(job):
        return {}
    opened = {key: allowed({k: v for k, v in job.items() if k != key}) for key in job}
    return {key: names[0] for key, names in opened.items() if names}
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_what_opens", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example, then jobs with more constraints.
from greenlib import checks

regions = {
    "south": {
        "country": "IN",
        "services": ["gpu", "archive"],
        "rtt_ms": 4,
        "usd_per_h": 0.20,
        "g_per_kwh": 803.8,
    },
    "west": {
        "country": "FR",
        "services": ["archive"],
        "rtt_ms": 70,
        "usd_per_h": 0.22,
        "g_per_kwh": 58.0,
    },
    "gulf": {
        "country": "AE",
        "services": ["archive"],
        "rtt_ms": 19,
        "usd_per_h": 0.23,
        "g_per_kwh": 458.7,
    },
    "north": {
        "country": "SE",
        "services": ["gpu", "archive"],
        "rtt_ms": 62,
        "usd_per_h": 0.20,
        "g_per_kwh": 10.0,
    },
}
checks.returns(
    what_opens,
    regions,
    {"countries": ["SE", "FR"], "max_rtt_ms": 40},
    expected={"countries": "gulf", "max_rtt_ms": "north"},
    slips={
        "Each constraint opens the greenest region that the others allow.": {
            "countries": "south",
            "max_rtt_ms": "west",
        },
    },
)
### BEGIN HIDDEN TESTS
checks.returns(
    what_opens,
    regions,
    {"countries": ["FR", "AE"], "services": ["gpu"], "max_usd_per_h": 0.225},
    expected={"countries": "north", "services": "west"},
    hint="Dropping one constraint leaves the others in force; one that opens nothing is left out.",
)
checks.returns(
    what_opens,
    regions,
    {"countries": ["IN"], "services": ["gpu"], "max_rtt_ms": 30, "max_usd_per_h": 0.19},
    expected={"max_usd_per_h": "south"},
    hint="A constraint that opens nothing alone is left out.",
)
checks.returns(
    what_opens,
    regions,
    {"countries": ["SE"], "services": ["gpu"], "max_rtt_ms": 20},
    expected={"countries": "south", "max_rtt_ms": "north"},
    hint="The longest round trip is a constraint like the others.",
)
checks.returns(
    what_opens,
    regions,
    {"countries": ["PL"], "services": ["archive"]},
    expected={"countries": "north"},
    slips={"That is the first in the alphabet; the greenest is asked for.": {"countries": "gulf"}},
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_what_opens_edges", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# A job that needs nothing dropped. Hidden: where dropping one constraint is not enough.
from greenlib import checks

pair = {
    "here": {
        "country": "DE",
        "services": ["gpu"],
        "rtt_ms": 5,
        "usd_per_h": 0.23,
        "g_per_kwh": 353.0,
    },
    "there": {"country": "CA", "services": [], "rtt_ms": 90, "usd_per_h": 0.21, "g_per_kwh": 6.0},
}
checks.returns(
    what_opens,
    pair,
    {"countries": ["DE"], "max_rtt_ms": 10},
    expected={},
    hint="A region meets every constraint already: nothing has to be dropped.",
)
### BEGIN HIDDEN TESTS
checks.returns(
    what_opens,
    pair,
    {"countries": ["FR"], "max_usd_per_h": 0.20},
    expected={},
    hint="Dropping one constraint is not enough here, so none is in the result.",
)
checks.returns(
    what_opens,
    pair,
    {"services": ["gpu"], "max_usd_per_h": 0.22},
    expected={"services": "there", "max_usd_per_h": "here"},
    hint="Each constraint is dropped alone; the others stay in force.",
)
checks.returns(
    what_opens,
    pair,
    {"countries": ["DE"], "max_rtt_ms": 5, "max_usd_per_h": 0.23},
    expected={},
    hint="A region that meets a limit exactly is allowed, so nothing has to be dropped here.",
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 5 · What does a tonne cost? · 4 points
#
# On a Pareto front every step to less carbon costs more money. Write `price_per_tonne(points)`.
# `points` is a dict from a region's name to a tuple `(cost_usd, emissions_g)` of the same work.
#
# First find the front: a region is **off** it if some other region is at least as good in both
# respects and better in one. Then walk along it from the cheapest region to the greenest. Return a
# list with one tuple `(name, usd_per_t)` for each step: the region that the step leads to, and the
# **extra cost per tonne avoided, compared with the region before it on the front**. The cheapest
# region itself is not in the list. No two regions have both the same cost and the same emissions.
#
# Worked example:
#
# ```python
# price_per_tonne({"A": (100, 50_000), "B": (110, 30_000), "C": (120, 40_000), "D": (160, 10_000)})
# ```
#
# C is off the front: B is cheaper and greener. From A to B, 10 USD avoid 0.02 t, so a tonne costs
# 500 USD; from B to D, 50 USD avoid 0.02 t. The result is `[("B", 500.0), ("D", 2500.0)]`.
#
# <details><summary>Hint 1</summary>Sort by cost, and by emissions where costs are equal. Going
# through in that order, a region is on the front if it emits less than all before it.</details>
# <details><summary>Hint 2</summary><code>zip(front, front[1:])</code> gives each region of the front
# with the next one.</details>
# <details><summary>Hint 3</summary>How many grams are a tonne?</details>


# %% nbgrader={"grade": false, "grade_id": "price_per_tonne", "locked": false, "schema_version": 3, "solution": true, "task": false}
def price_per_tonne(points):
    """Return (name, USD per tonne avoided) for each step along the Pareto front."""
    ### BEGIN SOLUTION
    from itertools import pairwise

    front = []
    for name, (usd, grams) in sorted(points.items(), key=lambda item: item[1]):
        if not front or grams < front[-1][2]:
            front.append((name, usd, grams))
    return [
        (name, (usd - before_usd) / ((before_g - grams) / 1e6))
        for (_, before_usd, before_g), (name, usd, grams) in pairwise(front)
    ]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_price_per_tonne", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example, then other work.
from greenlib import checks

checks.returns(
    price_per_tonne,
    {"A": (100, 50_000), "B": (110, 30_000), "C": (120, 40_000), "D": (160, 10_000)},
    expected=[("B", 500.0), ("D", 2500.0)],
    unit="USD/t",
    slips={
        "Each step is compared with the region before it, not with the cheapest.": [
            ("B", 500.0),
            ("D", 1500.0),
        ],
        "C is not on the front: B is cheaper and greener.": [
            ("B", 500.0),
            ("C", -1000.0),
            ("D", 40 / 0.03),
        ],
    },
)
### BEGIN HIDDEN TESTS
checks.returns(
    price_per_tonne,
    {
        "paris": (15_840, 62_600),
        "oregon": (13_680, 394_900),
        "iowa": (13_900, 480_000),
        "stockholm": (16_200, 10_800),
        "dublin": (15_900, 341_500),
        "montreal": (14_400, 147_100),
    },
    expected=[("montreal", 720 / 0.2478), ("paris", 1440 / 0.0845), ("stockholm", 360 / 0.0518)],
    unit="USD/t",
    slips={
        "Each step is compared with the region before it, not with the cheapest.": [
            ("montreal", 720 / 0.2478),
            ("paris", 2160 / 0.3323),
            ("stockholm", 2520 / 0.3841),
        ],
    },
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_price_per_tonne_edges", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# One region alone. Hidden: equal costs, equal emissions.
from greenlib import checks

checks.returns(
    price_per_tonne,
    {"only": (100, 50_000)},
    expected=[],
    hint="One region, no step: an empty list.",
)
### BEGIN HIDDEN TESTS
checks.returns(
    price_per_tonne,
    {"a": (200, 90_000), "b": (200, 70_000), "d": (300, 20_000), "c": (260, 40_000)},
    expected=[("c", 2000.0), ("d", 2000.0)],
    unit="USD/t",
    slips={
        "Of two regions with the same cost, only the one with lower emissions is on the front.": [
            ("b", 0.0),
            ("c", 2000.0),
            ("d", 2000.0),
        ],
    },
)
checks.returns(
    price_per_tonne,
    {"x": (300, 25_000), "y": (240, 25_000), "z": (180, 65_000)},
    expected=[("y", 1500.0)],
    unit="USD/t",
    hint="Of two regions with the same emissions, only the cheaper one is on the front.",
)
checks.returns(
    price_per_tonne,
    {"cheap and green": (90, 5_000), "neither": (140, 80_000)},
    expected=[],
    hint="A front of one region has no step.",
)
checks.returns(
    price_per_tonne,
    {"old": (0.5, 9_000_000), "new": (1.25, 2_000_000)},
    expected=[("new", 0.75 / 7)],
    unit="USD/t",
    hint="Round only when you print.",
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 6 · What may move? · 4 points
#
# A shop has two jobs in AWS's Mumbai region (803.8 gCO2e/kWh with its PUE): the **product search**,
# which answers customers in India within 50 ms, and the **nightly training** of a model, which needs
# GPUs and reads personal data of customers in the EU. A report says:
#
# *"Moving both to Stockholm (10.0 gCO2e/kWh) saves 98.8 %. We have no choice anyway: the GDPR forbids
# that personal data leaves the EU. So everything moves next month."*
#
# The percentage is right. In **five to eight sentences**, say for each of the two jobs whether it
# should move and what may stand in the way, correct what the report says about the law, and propose
# a better plan. You are marked on
#
# - **the constraints** (up to 2 points): which of them matter for which job, with a number where the
#   lesson has one,
# - **the law** (1 point): what the GDPR does here, and who answers the question,
# - **the plan** (1 point): what moves, what stays, and what you would check first.

# %% [markdown] nbgrader={"grade": true, "grade_id": "what_may_move", "locked": false, "points": 4, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# The search should stay near its users: from Stockholm the round trip to Mumbai takes at least 62 ms
# by the speed of light in fibre, usually about 131 ms, so 50 ms can never be met. The training has
# no users who wait, so latency is no obstacle; for it the obstacles are whether Stockholm offers
# those GPUs, and at what price, and that its data and the finished model have to be sent across. The
# GDPR does not forbid that personal data leaves the EU: within the European Economic Area it sets no
# border, and out of it it allows transfers under conditions, such as an adequacy decision or
# standard contractual clauses; whether today's arrangement in India meets them is a question for
# whoever is responsible for data protection. Moving the training into the EEA would end that
# transfer, which is one more reason for it. So: train in Stockholm, send the model to Mumbai, keep
# the search there and make its code leaner. First I would check the GPUs on offer, the price, the
# amount of data per night, and how much of the total energy is the training: 98.8 % holds only for
# what moves.
# ### END SOLUTION
