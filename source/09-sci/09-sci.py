# %% [markdown]
# # Assignment 09 · Compute and compare SCI scores
#
# **23 points** · about 75 minutes · goes with [lesson 09](../../course/09-sci.ipynb)
#
# Write only where it says `YOUR CODE HERE` or `YOUR ANSWER HERE`. Below each question are visible
# tests that you may run as often as you like; grading adds hidden ones with other numbers. Tests
# call a function twice with the same arguments: it must leave them as they were and give the same
# answer again. Before you hand in: *Kernel > Restart Kernel and Run All Cells*.

# %% [markdown]
# ## Question 1 · The share of a server · 4 points
#
# Write `embodied_g(server_kg, reserved_h, lifespan_years, reserved, total)`: the share of making a
# server that a piece of software answers for, in **grams of CO2e**.
#
# - `server_kg`: what making the whole server emitted, in **kg** CO2e,
# - `reserved_h`: how long it is reserved, in **hours**,
# - `lifespan_years`: its expected lifespan in **years** of 8,760 h,
# - `reserved`, `total`: how many of its resources (say, vCPUs) are reserved, and how many it has.
#
# Worked example: one hour of a whole device of 1,000 kg with a lifespan of 4 years,
# `embodied_g(1000, 1, 4, 1, 1)`, returns `28.5388...`.
#
# Nobody can reserve more than there is. If `reserved` is larger than `total`, or `reserved_h` longer
# than the lifespan, raise a `ValueError` whose text contains the number that is too large. All of it
# (`reserved == total`, or the whole lifespan) is allowed.
#
# <details><summary>Hint 1</summary>Two fractions, each without a unit: hours over hours, and
# resources over resources.</details>
# <details><summary>Hint 2</summary>The result is in grams, the server in kilograms.</details>
# <details><summary>Hint 3</summary><code>raise ValueError(f"... {reserved}")</code></details>


# %% nbgrader={"grade": false, "grade_id": "embodied_g", "locked": false, "schema_version": 3, "solution": true, "task": false}
def embodied_g(server_kg, reserved_h, lifespan_years, reserved, total):
    """Return the share of a server's embodied emissions, in gCO2e."""
    ### BEGIN SOLUTION
    lifespan_h = lifespan_years * 8760
    if reserved_h > lifespan_h:
        raise ValueError(f"{reserved_h} h are longer than the lifespan")
    if reserved > total:
        raise ValueError(f"{reserved} is more than the server has")
    return server_kg * 1000 * (reserved_h / lifespan_h) * (reserved / total)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_embodied_g", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# The worked example, then half a server.
from greenlib import checks

checks.returns(embodied_g, 1000, 1, 4, 1, 1, expected=1000 * 1000 / 35040, unit="gCO2e")
checks.returns(embodied_g, 876, 20, 5, 8, 16, expected=200.0, unit="gCO2e")
### BEGIN HIDDEN TESTS
for server_kg, hours, years, mine, everything in (
    (1610.79, 24, 4, 2, 96),
    (1344.29, 720, 6, 8, 96),
    (3010.79, 7.5, 5, 0.5, 96),
    (876.5, 3, 0.0123457, 1, 4),
):
    grams = server_kg * 1000 * hours / (years * 8760) * mine / everything
    checks.returns(
        embodied_g,
        server_kg,
        hours,
        years,
        mine,
        everything,
        expected=grams,
        unit="gCO2e",
        slips={
            "That is the share of the whole server; only some of its resources are reserved.": grams
            * everything
            / mine,
            "That is what those resources emit over the whole lifespan; the time share is missing.": grams
            * years
            * 8760
            / hours,
            "Hours are divided by years there; bring both to one unit.": grams * 8760,
        },
    )
checks.returns(
    embodied_g,
    1200,
    17520,
    2,
    4,
    4,
    expected=1.2e6,
    unit="gCO2e",
    hint="The whole server for its whole life is allowed.",
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_embodied_g_refuses", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# More than there is, of resources and of time.
from greenlib import checks

checks.refuses(embodied_g, 1000, 24, 4, 97, 96, error=ValueError, saying="97")
### BEGIN HIDDEN TESTS
checks.refuses(embodied_g, 1610.79, 1, 4, 13, 12, error=ValueError, saying="13")
checks.refuses(
    embodied_g,
    1000,
    26300,
    3,
    2,
    96,
    error=ValueError,
    saying="26300",
    hint="Three years have 26,280 hours.",
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 2 · The score · 3 points
#
# Write `sci_g(it_kwh, pue, intensity_g_per_kwh, embodied_kg, functional_units)`: the Software Carbon
# Intensity in **gCO2e per functional unit**.
#
# - `it_kwh`: energy of the IT equipment in the period, in **kWh**, *without* the building's overhead,
# - `pue`: power usage effectiveness of the building, a ratio,
# - `intensity_g_per_kwh`: carbon intensity of the grid in **gCO2e/kWh**,
# - `embodied_kg`: the share of making the hardware, in **kg** CO2e,
# - `functional_units`: how many were served in the period.
#
# Worked example: `sci_g(10, 1.2, 400, 1.2, 2000)` returns `3.0`, that is (12 kWh × 400 g/kWh +
# 1,200 g) / 2,000.
#
# <details><summary>Hint 1</summary>Bring both parts of the numerator to grams before you add
# them.</details>
# <details><summary>Hint 2</summary>Mind the brackets: <code>a + b / c</code> is not
# <code>(a + b) / c</code>.</details>


# %% nbgrader={"grade": false, "grade_id": "sci_g", "locked": false, "schema_version": 3, "solution": true, "task": false}
def sci_g(it_kwh, pue, intensity_g_per_kwh, embodied_kg, functional_units):
    """Return the SCI score in gCO2e per functional unit."""
    ### BEGIN SOLUTION
    operational_g = it_kwh * pue * intensity_g_per_kwh
    return (operational_g + embodied_kg * 1000) / functional_units
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_sci_g", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# The worked example, then other services.
from greenlib import checks

checks.returns(
    sci_g,
    10,
    1.2,
    400,
    1.2,
    2000,
    expected=3.0,
    unit="gCO2e per unit",
    slips={
        "That leaves out the PUE.": 2.6,
        "The embodied part is in kg; bring it to grams.": 2.4006,
    },
)
### BEGIN HIDDEN TESTS
for kwh, pue, intensity, kg, units in (
    (340, 1.135, 40.695, 22.4, 4500),
    (7.5, 1.58, 661.926, 0.35, 90_000),
    (52, 1.1, 369.473, 9.6, 12),
    (0.00123, 1.1, 41.3, 0.000017, 7),
):
    running, making = kwh * pue * intensity, kg * 1000
    checks.returns(
        sci_g,
        kwh,
        pue,
        intensity,
        kg,
        units,
        expected=(running + making) / units,
        unit="gCO2e per unit",
        slips={
            "That leaves out the PUE.": (kwh * intensity + making) / units,
            "The PUE is on the embodied part too; it belongs to energy only.": (
                running + making * pue
            )
            / units,
            "The embodied part is in kg; bring it to grams.": (running + kg) / units,
            "That leaves out the embodied part.": running / units,
            "Only the embodied part is divided; mind the brackets.": running + making / units,
            "Only the operational part is divided; mind the brackets.": running / units + making,
            "That is the total; a score is per functional unit.": running + making,
            "The embodied part is multiplied by the intensity; it is grams already.": (
                kwh * pue + making
            )
            * intensity
            / units,
        },
    )
### END HIDDEN TESTS

# %% [markdown]
# ## Question 3 · Per what? · 4 points
#
# Write `rank_designs(designs)`. `designs` is a list of dicts like
#
# ```python
# {"name": "batch", "operational_g": 4000, "embodied_g": 1000, "units": {"user": 500, "call": 50_000}}
# {"name": "stream", "operational_g": 6400, "embodied_g": 1600, "units": {"user": 1000, "call": 60_000}}
# ```
#
# with emissions of a month in **gCO2e** and, for each functional unit, how many were served in it.
# Return a dict: functional unit -> list of the designs' **names**, the **lowest** score first.
#
# Scores compare only per the same unit, so the result has only the units that **every** design
# counts. If two designs have the same score, order them by name.
#
# Worked example: for the two designs above, `{"user": ["stream", "batch"], "call": ["batch",
# "stream"]}`: 8 g against 10 g per user, 0.133 g against 0.100 g per call.
#
# <details><summary>Hint 1</summary>The units that all count: start with those of the first design
# and keep the ones that each of the others has too.</details>
# <details><summary>Hint 2</summary><code>sorted(designs, key=...)</code> with a tuple (score, name)
# as the key settles ties too.</details>


# %% nbgrader={"grade": false, "grade_id": "rank_designs", "locked": false, "schema_version": 3, "solution": true, "task": false}
def rank_designs(designs):
    """Return functional unit -> names of the designs, the lowest score first."""
    ### BEGIN SOLUTION
    common = set.intersection(*(set(design["units"]) for design in designs))

    def key(design, unit):
        total_g = design["operational_g"] + design["embodied_g"]
        return total_g / design["units"][unit], design["name"]

    return {
        unit: [each["name"] for each in sorted(designs, key=lambda d, unit=unit: key(d, unit))]
        for unit in common
    }
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_rank_designs", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example, then three designs that all count the same units.
from greenlib import checks

designs = [
    {
        "name": "batch",
        "operational_g": 4000,
        "embodied_g": 1000,
        "units": {"user": 500, "call": 50_000},
    },
    {
        "name": "stream",
        "operational_g": 6400,
        "embodied_g": 1600,
        "units": {"user": 1000, "call": 60_000},
    },
]
checks.returns(
    rank_designs,
    designs,
    expected={"user": ["stream", "batch"], "call": ["batch", "stream"]},
    slips={
        "The highest score comes first there; lower is better.": {
            "user": ["batch", "stream"],
            "call": ["stream", "batch"],
        },
        "That ranks the totals; divide by the functional units.": {
            "user": ["batch", "stream"],
            "call": ["batch", "stream"],
        },
    },
)
### BEGIN HIDDEN TESTS
three = [
    {"name": "lake", "operational_g": 900, "embodied_g": 2700, "units": {"run": 30, "GB": 1200}},
    {"name": "mart", "operational_g": 2600, "embodied_g": 400, "units": {"run": 22, "GB": 1500}},
    {"name": "feed", "operational_g": 1500, "embodied_g": 1000, "units": {"run": 20, "GB": 500}},
]
checks.returns(
    rank_designs,
    three,
    expected={"run": ["lake", "feed", "mart"], "GB": ["mart", "lake", "feed"]},
    slips={
        "The embodied emissions are missing.": {
            "run": ["lake", "feed", "mart"],
            "GB": ["lake", "mart", "feed"],
        },
        "The highest score comes first there; lower is better.": {
            "run": ["mart", "feed", "lake"],
            "GB": ["feed", "lake", "mart"],
        },
        "That ranks the totals; divide by the functional units.": {
            "run": ["feed", "mart", "lake"],
            "GB": ["feed", "mart", "lake"],
        },
    },
)
checks.returns(
    rank_designs,
    [
        {"name": "ape", "operational_g": 301, "embodied_g": 200, "units": {"call": 5000}},
        {"name": "bee", "operational_g": 801, "embodied_g": 200, "units": {"call": 10_000}},
    ],
    expected={"call": ["bee", "ape"]},
    slips={"0.1002 and 0.1001 g are two scores; rank without rounding.": {"call": ["ape", "bee"]}},
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_rank_designs_common", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# A unit that not every design counts is left out; hidden tests have equal scores as well.
from greenlib import checks

some = [
    {"name": "A", "operational_g": 50, "embodied_g": 10, "units": {"user": 20, "call": 300}},
    {"name": "B", "operational_g": 30, "embodied_g": 10, "units": {"user": 10}},
]
checks.returns(rank_designs, some, expected={"user": ["A", "B"]})
### BEGIN HIDDEN TESTS
more = [
    {"name": "new", "operational_g": 460, "embodied_g": 20, "units": {"run": 4}},
    {
        "name": "old",
        "operational_g": 550,
        "embodied_g": 250,
        "units": {"user": 90, "run": 8, "GB": 7},
    },
    {"name": "test", "operational_g": 10, "embodied_g": 2, "units": {"run": 3, "GB": 5}},
]
checks.returns(rank_designs, more, expected={"run": ["test", "old", "new"]})
equal = [
    {"name": "west", "operational_g": 500, "embodied_g": 100, "units": {"user": 200}},
    {"name": "east", "operational_g": 200, "embodied_g": 100, "units": {"user": 100}},
    {"name": "north", "operational_g": 10, "embodied_g": 20, "units": {"user": 15}},
]
checks.returns(
    rank_designs,
    equal,
    expected={"user": ["north", "east", "west"]},
    slips={
        "Two designs have the same score: order them by name.": {"user": ["north", "west", "east"]}
    },
)
checks.returns(
    rank_designs,
    [some[1], {"name": "C", "operational_g": 5, "embodied_g": 5, "units": {"call": 9}}],
    expected={},
    hint="Without a common unit nothing compares: an empty dict.",
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 4 · A gain, and growth · 4 points
#
# A rewrite saves **energy**: each unit then needs `energy_gain` less of it (a fraction, 0.5 is half).
# The hardware per unit stays as it was. Then use grows by `growth` (a fraction, 1 doubles it), and
# energy and hardware grow along with it. Write two functions:
#
# - `after_growth(operational_g, embodied_g, functional_units, energy_gain, growth)`: a tuple
#   `(score_g, total_g)` after rewrite and growth, in **gCO2e per unit** and in **gCO2e**. The first
#   three arguments describe the period *before*: emissions in gCO2e and units served.
# - `break_even_growth(operational_g, embodied_g, energy_gain)`: the growth, as a **fraction**, at
#   which the total is the same as before.
#
# Worked example: 4,800 g + 1,200 g for 2,000 units are 3.0 g per unit. Half the energy leaves
# 2,400 g + 1,200 g, so 1.8 g per unit; with doubled use the total is 7,200 g. So
# `after_growth(4800, 1200, 2000, 0.5, 1)` returns `(1.8, 7200.0)` and
# `break_even_growth(4800, 1200, 0.5)` returns `0.6666...`.
#
# <details><summary>Hint 1</summary>Half the energy is not half the score: which part of the
# emissions does the rewrite leave alone?</details>
# <details><summary>Hint 2</summary>Growth changes the total. Does it change the emissions per
# unit?</details>
# <details><summary>Hint 3</summary>At break-even, (total after the rewrite) × (1 + growth) = (total
# before). Solve for the growth.</details>


# %% nbgrader={"grade": false, "grade_id": "after_growth", "locked": false, "schema_version": 3, "solution": true, "task": false}
def after_growth(operational_g, embodied_g, functional_units, energy_gain, growth):
    """Return (gCO2e per unit, gCO2e in total) after a gain in energy and growth in use."""
    ### BEGIN SOLUTION
    leaner_g = operational_g * (1 - energy_gain) + embodied_g
    return leaner_g / functional_units, leaner_g * (1 + growth)
    ### END SOLUTION


def break_even_growth(operational_g, embodied_g, energy_gain):
    """Return the growth at which the total is the same as before, as a fraction."""
    ### BEGIN SOLUTION
    leaner_g = operational_g * (1 - energy_gain) + embodied_g
    return (operational_g + embodied_g) / leaner_g - 1
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_after_growth", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example, then other gains and growths.
from greenlib import checks

checks.returns(
    after_growth,
    4800,
    1200,
    2000,
    0.5,
    1,
    expected=(1.8, 7200.0),
    unit="gCO2e",
    slips={
        "Look at the hardware: it does not shrink with the energy, and it grows with use.": (
            1.5,
            6000.0,
        )
    },
)
### BEGIN HIDDEN TESTS
for running, making, units, gain, growth in (
    (5200, 900, 740, 0.3, 0.25),
    (640, 2300, 96, 0.6, 0.05),
    (7100, 350, 1250, 0.15, 0),
    (1.2345, 0.6789, 3, 0.3, 0.25),
):
    leaner = running * (1 - gain) + making
    flat = (running + making) * (1 - gain)
    checks.returns(
        after_growth,
        running,
        making,
        units,
        gain,
        growth,
        expected=(leaner / units, leaner * (1 + growth)),
        unit="gCO2e",
        slips={
            "The hardware does not shrink with the energy.": (flat / units, flat * (1 + growth)),
            "The hardware grows with use as well.": (
                (running * (1 - gain) * (1 + growth) + making) / units / (1 + growth),
                running * (1 - gain) * (1 + growth) + making,
            ),
            "The score is per unit served: with growth there are more units too.": (
                leaner * (1 + growth) / units,
                leaner * (1 + growth),
            ),
        },
    )
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_break_even_growth", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example, then services in which the hardware weighs more or less.
from greenlib import checks

checks.returns(
    break_even_growth,
    4800,
    1200,
    0.5,
    expected=2 / 3,
    kind="a fraction",
    slips={
        "That is the gain of the score; growth must make up for it from the lower level.": 0.4,
        "That is a percentage; a fraction was asked for.": 200 / 3,
    },
)
### BEGIN HIDDEN TESTS
for running, making, gain in (
    (5200, 900, 0.3),
    (640, 2300, 0.6),
    (7100, 0, 0.15),
    (1.2345, 0.6789, 0.3),
):
    before, leaner = running + making, running * (1 - gain) + making
    checks.returns(
        break_even_growth,
        running,
        making,
        gain,
        expected=before / leaner - 1,
        kind="a fraction",
        slips={
            "That is the gain of the score; growth must make up for it from the lower level.": 1
            - leaner / before,
            "That is the factor by which use grows; the growth is one less.": before / leaner,
        }
        | ({"The hardware does not shrink with the energy.": gain / (1 - gain)} if making else {}),
    )
checks.returns(
    break_even_growth,
    4800,
    1200,
    0,
    expected=0.0,
    kind="a fraction",
    hint="No gain leaves no room for growth.",
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 5 · Does the winner survive the doubt? · 4 points
#
# This one goes further than the lesson. Each design is known only within ranges, and all designs run
# on **one grid**, whose intensity is known only within a range too:
#
# ```python
# designs = {
#     "batch": {"energy_kwh": (9.5, 11), "embodied_g": (900, 1200), "units": (450, 500)},
#     "stream": {"energy_kwh": (15, 17), "embodied_g": (1400, 1600), "units": (1000, 1100)},
# }
# ```
#
# Write `sure_winner(designs, intensity_g_per_kwh)`, where every range is a tuple `(low, high)`, in
# kWh, gCO2e, units served and gCO2e/kWh. Return the name of the design whose score is lower than
# that of **every other** design, whatever the true values in the ranges are; return `None` if no
# design can be sure of that. There are always two designs or more.
#
# The intensity is **shared**: whatever it is, it is the same for all designs. The other inputs of
# two designs have nothing to do with each other.
#
# Worked example: with an intensity of (200, 600), stream is the sure winner. At 200 g/kWh its worst
# score is (17 × 200 + 1600) / 1000 = 5.0 g, and batch's best is (9.5 × 200 + 900) / 500 = 5.6 g; at
# 600 g/kWh it is 11.8 g against 13.2 g. So `sure_winner(designs, (200, 600))` returns `"stream"`. If
# stream might serve as few as 800 units, the answer is `None`.
#
# <details><summary>Hint 1</summary>Write a small function for the worst score of a design at a given
# intensity, and one for the best. Which end of <code>units</code> makes a score worse?</details>
# <details><summary>Hint 2</summary>A design is sure if its worst score is below the best scores of
# all others, at every intensity. As the intensity grows, both change along straight lines: which
# intensities are enough to look at?</details>
# <details><summary>Hint 3</summary><code>all(... for other in ... if other != name for intensity in
# ...)</code></details>


# %% nbgrader={"grade": false, "grade_id": "sure_winner", "locked": false, "schema_version": 3, "solution": true, "task": false}
def sure_winner(designs, intensity_g_per_kwh):
    """Return the name of the design that is lowest whatever the true values are, or None."""
    ### BEGIN SOLUTION

    def worst(design, intensity):
        high_g = design["energy_kwh"][1] * intensity + design["embodied_g"][1]
        return high_g / design["units"][0]

    def best(design, intensity):
        low_g = design["energy_kwh"][0] * intensity + design["embodied_g"][0]
        return low_g / design["units"][1]

    for name, design in designs.items():
        if all(
            worst(design, intensity) < best(other, intensity)
            for other_name, other in designs.items()
            if other_name != name
            for intensity in intensity_g_per_kwh
        ):
            return name
    return None
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_sure_winner", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example with its two answers, then other pairs.
from greenlib import checks

pair = {
    "batch": {"energy_kwh": (9.5, 11), "embodied_g": (900, 1200), "units": (450, 500)},
    "stream": {"energy_kwh": (15, 17), "embodied_g": (1400, 1600), "units": (1000, 1100)},
}
checks.returns(
    sure_winner,
    pair,
    (200, 600),
    expected="stream",
    kind="the name of a design, or None",
    slips={"Both designs run on the same grid: compare them at one intensity at a time.": None},
)
fewer = {"batch": pair["batch"], "stream": pair["stream"] | {"units": (800, 1100)}}
checks.returns(
    sure_winner,
    fewer,
    (200, 600),
    expected=None,
    kind="the name of a design, or None",
    slips={"With 800 units, is stream's worst score still below batch's best?": "stream"},
)
### BEGIN HIDDEN TESTS
narrow = {
    "A": {"energy_kwh": (4, 4.5), "embodied_g": (300, 360), "units": (90, 100)},
    "B": {"energy_kwh": (6, 6.2), "embodied_g": (500, 520), "units": (98, 102)},
}
checks.returns(
    sure_winner,
    narrow,
    (150, 700),
    expected="A",
    kind="the name of a design, or None",
    slips={"Both designs run on the same grid: compare them at one intensity at a time.": None},
)
swapped = {
    "A": {"energy_kwh": (4, 4.5), "embodied_g": (300, 360), "units": (70, 100)},
    "B": {"energy_kwh": (6, 6.2), "embodied_g": (500, 520), "units": (98, 102)},
}
checks.returns(
    sure_winner,
    swapped,
    (150, 700),
    expected=None,
    kind="the name of a design, or None",
    slips={"Fewer units make a score worse: which end of each range makes it worst?": "A"},
)
hardware = {
    "X": {"energy_kwh": (10, 10.5), "embodied_g": (100, 120), "units": (100, 102)},
    "Y": {"energy_kwh": (9, 9.5), "embodied_g": (900, 950), "units": (100, 102)},
}
checks.returns(
    sure_winner,
    hardware,
    (20, 60),
    expected="X",
    kind="the name of a design, or None",
    slips={"The embodied emissions belong to the score too.": "Y"},
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_sure_winner_ends", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Hidden tests: a winner on clean grids only, one on dirty grids only, and more than two designs.
from greenlib import checks

### BEGIN HIDDEN TESTS
lean_energy = {
    "edge": {"energy_kwh": (2, 2.1), "embodied_g": (900, 950), "units": (100, 101)},
    "cloud": {"energy_kwh": (5, 5.1), "embodied_g": (300, 330), "units": (100, 101)},
}
checks.returns(
    sure_winner,
    lean_energy,
    (40, 600),
    expected=None,
    kind="the name of a design, or None",
    slips={
        "It is lower at the high end of the intensity; look at the low end too.": "edge",
        "It is lower at the low end of the intensity; look at the high end too.": "cloud",
    },
)
checks.returns(
    sure_winner, lean_energy, (10, 60), expected="cloud", kind="the name of a design, or None"
)
checks.returns(
    sure_winner, lean_energy, (400, 800), expected="edge", kind="the name of a design, or None"
)
three = {
    "A": {"energy_kwh": (8, 9), "embodied_g": (400, 500), "units": (95, 100)},
    "B": {"energy_kwh": (5, 6), "embodied_g": (300, 350), "units": (100, 110)},
    "C": {"energy_kwh": (5.5, 6), "embodied_g": (250, 400), "units": (100, 120)},
}
checks.returns(
    sure_winner,
    three,
    (100, 500),
    expected=None,
    kind="the name of a design, or None",
    slips={
        "It must beat every other design, not one of them.": "B",
        "Its worst score must be below the best scores of the others.": "C",
    },
)
four = three | {"D": {"energy_kwh": (2, 3), "embodied_g": (150, 200), "units": (120, 130)}}
checks.returns(sure_winner, four, (100, 500), expected="D", kind="the name of a design, or None")
wide = {
    "A": {"energy_kwh": (4, 4), "embodied_g": (100, 100), "units": (50, 100)},
    "B": {"energy_kwh": (6, 6), "embodied_g": (200, 200), "units": (90, 100)},
}
checks.returns(
    sure_winner,
    wide,
    (50, 500),
    expected=None,
    kind="the name of a design, or None",
    slips={"Fewer units make a score worse: which end of each range makes it worst?": "A"},
)
checks.returns(
    sure_winner,
    {
        "P": {"energy_kwh": (1, 1), "embodied_g": (100, 200), "units": (100, 100)},
        "Q": {"energy_kwh": (1, 1), "embodied_g": (150, 150), "units": (100, 100)},
    },
    (10, 20),
    expected=None,
    kind="the name of a design, or None",
    slips={
        "At its worst, P's hardware emits 200 g.": "P",
        "At its best, P's hardware emits 100 g.": "Q",
    },
)
checks.returns(
    sure_winner,
    {
        "R": {"energy_kwh": (1, 9), "embodied_g": (100, 100), "units": (100, 100)},
        "S": {"energy_kwh": (5, 5), "embodied_g": (100, 100), "units": (100, 100)},
    },
    (10, 20),
    expected=None,
    kind="the name of a design, or None",
    slips={"At its best, R uses 1 kWh.": "S", "At its worst, R uses 9 kWh.": "R"},
)
same = {"energy_kwh": (2, 2), "embodied_g": (50, 50), "units": (10, 10)}
checks.returns(
    sure_winner,
    {"T": same, "U": same},
    (30, 60),
    expected=None,
    kind="the name of a design, or None",
    slips={"Equal is not lower.": "T"},
)
for milligrams in (5, 7), (1, 3):
    small = {
        name: {"energy_kwh": (0.001, 0.001), "embodied_g": (mg / 1000,) * 2, "units": (1, 1)}
        for name, mg in zip("VW", milligrams, strict=True)
    }
    checks.returns(
        sure_winner,
        small,
        (1, 1),
        expected="V",
        kind="the name of a design, or None",
        hint="Compare without rounding.",
    )
### END HIDDEN TESTS

# %% [markdown]
# ## Question 6 · Read a claim · 4 points
#
# A team reports: *"Our new interface answers in smaller pieces. Since then our SCI has fallen from
# 3.0 g to 1.8 g per call, so we have cut our emissions by 40 %. The score covers the serving
# machines; their electricity is no longer in it, as we buy certificates for all of it."* In the same
# month the number of calls doubled, the number of users stayed the same.
#
# In **four to six sentences**, say what is wrong with this claim, and write a better one. You are
# marked on
#
# - **the unit and the total** (up to 2 points): what "per call" hides here, with a number,
# - **what was counted** (up to 2 points): which rules of the standard the report breaks, or leaves
#   the reader guessing about.

# %% [markdown] nbgrader={"grade": true, "grade_id": "read_a_claim", "locked": false, "points": 4, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# Twice the calls at 1.8 g are 3.6 g where there were 3.0 g: by the report's own numbers total
# emissions rose by 20 %, and so did the emissions per user. "Per call" is a bad unit here, because
# the team can raise the number of calls by cutting answers into pieces, which helps nobody. The
# certificates may not lower a score: it uses the intensity of the grid, so if the first score was
# computed with it and the second without, even the fall per call is not real. The boundary is too
# small, and standby machines, storage, logs and the hardware's embodied share should be in it or be
# named as left out. Better: "Per user, for the serving machines alone, emissions rose by at least
# 20 %; we will publish both months again with the grid's intensity, embodied emissions included and
# the boundary listed."
# ### END SOLUTION
