# %% [markdown]
# # Assignment 08 · A storage policy, written and judged
#
# **22 points** · about 75 minutes · goes with [lesson 08](../../course/08-storage-policy.ipynb)
#
# Write only where it says `YOUR CODE HERE` or `YOUR ANSWER HERE`. Below each question are visible
# tests that you may run as often as you like; grading adds hidden ones with other numbers. Tests
# call a function twice with the same arguments: it must leave them as they were and give the same
# answer again. Before you hand in: *Kernel > Restart Kernel and Run All Cells*.
#
# Energy coefficients, prices and minimum days are those of the lesson; amounts of data, reads and
# budgets are made up.

# %% [markdown]
# ## Question 1 · What lies where · 3 points
#
# A pipeline has written `tb_per_day` **TB** every day for `days` days. Its policy is `stages`: a
# list of tuples `(tier, from_day, to_day)`, youngest first. Data lies in the tier while its age is
# `from_day` or more and below `to_day`; after the last `to_day` it is deleted. A `to_day` of `None`
# means for ever. Data has age 0 on the day it arrives, so after 30 days, ages run from 0 to 29.
#
# Write `stored_tb(tb_per_day, days, stages)`: a dict from each tier's name to the data in it at the
# end of the last day, in **TB**. A tier that holds nothing yet is there too, with 0.
#
# Worked example: after 100 days of 2 TB a day, with
# `[("hot", 0, 30), ("warm", 30, 90), ("cold", 90, 365)]`, the dict is
# `{"hot": 60, "warm": 120, "cold": 20}`.
#
# <details><summary>Hint 1</summary>How many days' worth of data has reached the age
# <code>from_day</code>? How many of those have also reached <code>to_day</code>?</details>
# <details><summary>Hint 2</summary><code>max(days - from_day, 0)</code> answers the first part, and
# is never negative.</details>

# %% nbgrader={"grade": false, "grade_id": "stored_tb", "locked": false, "schema_version": 3, "solution": true, "task": false}
def stored_tb(tb_per_day, days, stages):
    """Return the data in each tier at the end of the last day, in TB, by the tier's name."""
    ### BEGIN SOLUTION
    stored = {}
    for tier, from_day, to_day in stages:
        reached = max(days - from_day, 0)
        left = 0 if to_day is None else max(days - to_day, 0)
        stored[tier] = tb_per_day * (reached - left)
    return stored
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_stored_tb", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example, then a policy with deletion, once its tiers are full.
from greenlib import checks

stages = [("hot", 0, 30), ("warm", 30, 90), ("cold", 90, 365)]
checks.returns(
    stored_tb,
    2,
    100,
    stages,
    expected={"hot": 60, "warm": 120, "cold": 20},
    unit="TB",
    slips={
        "That is what full tiers hold; after 100 days the archive is still filling.": {
            "hot": 60,
            "warm": 120,
            "cold": 550,
        },
    },
)
### BEGIN HIDDEN TESTS
checks.returns(
    stored_tb,
    0.4,
    3650,
    [("hot", 0, 14), ("warm", 14, 120), ("deep", 120, 730)],
    expected={"hot": 5.6, "warm": 42.4, "deep": 244.0},
    unit="TB",
    slips={
        "Nothing is deleted here; data leaves the last tier when it reaches its to_day.": {
            "hot": 5.6,
            "warm": 42.4,
            "deep": 1412.0,
        },
        "That counts one day too many in each tier; the ages run up to, but not including, to_day.": {
            "hot": 6.0,
            "warm": 42.8,
            "deep": 244.4,
        },
    },
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_stored_tb_edges", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# Tiers that are not reached yet, and data that is kept for ever.
from greenlib import checks

checks.returns(
    stored_tb,
    3,
    20,
    [("hot", 0, 30), ("cold", 30, None)],
    expected={"hot": 60, "cold": 0},
    unit="TB",
    hint="After 20 days nothing is old enough for the archive: it holds 0 TB, not less.",
)
### BEGIN HIDDEN TESTS
checks.returns(
    stored_tb,
    1.5,
    900,
    [("hot", 0, 45), ("cold", 45, None)],
    expected={"hot": 67.5, "cold": 1282.5},
    unit="TB",
    hint="A to_day of None: nothing leaves.",
)
checks.returns(
    stored_tb,
    0.2513,
    60,
    [("hot", 0, 60), ("warm", 60, 90), ("cold", 90, None)],
    expected={"hot": 15.078, "warm": 0, "cold": 0},
    unit="TB",
    hint="After 60 days the oldest data has age 59.",
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 2 · The kWh saved per year · 3 points
#
# A saving needs a baseline. Write
# `yearly_kwh_saved(before_tb, after_tb, wh_per_tb_h, copies, pue)`: the energy in **kWh per year**
# that the data centre saves when a policy replaces another, with full tiers.
#
# - `before_tb`, `after_tb`: dicts from tier to the data kept in it all year, in **TB**. The two need
#   not have the same tiers.
# - `wh_per_tb_h`: a dict from tier to the energy of **one copy** of 1 TB for one hour, in **Wh**.
# - `copies`: how many copies are kept, in every tier. `pue`: the building's PUE. A year is 8,760 h.
#
# Worked example, one year of logs at 1 TB a day, hot before and in three tiers after:
# `yearly_kwh_saved({"hot": 365}, {"hot": 30, "warm": 60, "cold": 275}, {"hot": 1.2, "warm": 0.65,
# "cold": 0.0285}, 6, 1.2)` returns `22400.8092`.
#
# <details><summary>Hint 1</summary>Write the energy of one dict first, then subtract.</details>
# <details><summary>Hint 2</summary>TB × Wh/TB-h × h gives Wh. What is a thousand of them? And which
# two factors are still missing?</details>


# %% nbgrader={"grade": false, "grade_id": "yearly_kwh_saved", "locked": false, "schema_version": 3, "solution": true, "task": false}
def yearly_kwh_saved(before_tb, after_tb, wh_per_tb_h, copies, pue):
    """Return the energy that the data centre saves per year, in kWh."""

    ### BEGIN SOLUTION
    def kwh(stored_tb):
        watts = sum(tb * wh_per_tb_h[tier] for tier, tb in stored_tb.items())
        return watts * copies * 8760 / 1000 * pue

    return kwh(before_tb) - kwh(after_tb)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_yearly_kwh_saved", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# The worked example, then other policies, one of which draws more than its baseline.
from greenlib import checks

coefficients = {"hot": 1.2, "warm": 0.65, "cold": 0.0285}
checks.returns(
    yearly_kwh_saved,
    {"hot": 365},
    {"hot": 30, "warm": 60, "cold": 275},
    coefficients,
    6,
    1.2,
    expected=22400.8092,
    unit="kWh per year",
    slips={
        "That is one copy; every copy is a drive that runs.": 3733.4682,
        "That is what the equipment saves; the building saves its share too.": 18667.341,
        "That is what the new policy draws; subtract it from the baseline.": 5224.7268,
    },
)
### BEGIN HIDDEN TESTS
checks.returns(
    yearly_kwh_saved,
    {"warm": 80, "cold": 12},
    {"hot": 4, "deep": 50},
    coefficients | {"deep": 0.1},
    3,
    1.135,
    expected=1268.9342676,
    unit="kWh per year",
    slips={
        "That is one copy; every copy is a drive that runs.": 422.9780892,
        "That is what the equipment saves; the building saves its share too.": 1118.00376,
        "That is what the new policy draws; subtract it from the baseline.": 292.31244,
    },
)
checks.returns(
    yearly_kwh_saved,
    {"cold": 500},
    {"hot": 40},
    coefficients,
    6,
    1.2,
    expected=-2128.68,
    unit="kWh per year",
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 3 · A tier within a budget · 4 points
#
# One terabyte is to be kept for `days` days and read in full `reads` times in that time. Write
# `choose_tier(tiers, days, reads, budget_usd)`: choose, among the tiers that cost no more than
# `budget_usd`, the one that draws the **least energy**. `tiers` maps each tier's name to a dict:
#
# ```python
# {"kwh_per_tb_year": 1.5,    # energy of keeping 1 TB, all copies, kWh per year of 365 days
#  "usd_per_tb_day": 0.12,    # price of keeping 1 TB, USD per day
#  "minimum_days": 90,        # days that are billed at least
#  "read_kwh_per_tb": 1.2,    # energy of reading 1 TB once, restored copy included, kWh
#  "read_usd_per_tb": 15.3}   # price of reading 1 TB once, restored copy included, USD
# ```
#
# Return a dict with `"tier"` (its name), `"kwh"` and `"usd"`: energy in **kWh** and cost in **USD**
# of the whole stay. If no tier is within the budget, return `None`. If two draw the same energy,
# choose the cheaper. Leaving before the minimum is billed; think about whether it also draws.
#
# Worked example: with that one tier, called "cold", 36.5 days and 2 reads cost
# 90 × 0.12 + 2 × 15.3 = 41.4 USD and draw 1.5 / 10 + 2 × 1.2 = 2.55 kWh, so with a budget of 50 the
# result is `{"tier": "cold", "kwh": 2.55, "usd": 41.4}`, and with a budget of 40 it is `None`.
#
# <details><summary>Hint 1</summary>Billed days are <code>max(days, minimum_days)</code>; powered
# days are <code>days</code>.</details>
# <details><summary>Hint 2</summary>Collect a dict per affordable tier, then
# <code>min(found, key=...)</code> with the tuple (kwh, usd).</details>
# <details><summary>Hint 3</summary><code>min(..., default=None)</code> covers the case that nothing
# fits.</details>


# %% nbgrader={"grade": false, "grade_id": "choose_tier", "locked": false, "schema_version": 3, "solution": true, "task": false}
def choose_tier(tiers, days, reads, budget_usd):
    """Return tier, kwh and usd of the tier within the budget that draws least; None if none is."""
    ### BEGIN SOLUTION
    found = []
    for name, tier in tiers.items():
        kwh = tier["kwh_per_tb_year"] * days / 365 + reads * tier["read_kwh_per_tb"]
        billed_days = max(days, tier["minimum_days"])
        usd = tier["usd_per_tb_day"] * billed_days + reads * tier["read_usd_per_tb"]
        if usd <= budget_usd:
            found.append({"tier": name, "kwh": kwh, "usd": usd})
    return min(found, key=lambda choice: (choice["kwh"], choice["usd"]), default=None)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_choose_tier", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# One tier within and beyond its budget, then three tiers that are read often or seldom.
from greenlib import checks

one = {
    "cold": {
        "kwh_per_tb_year": 1.5,
        "usd_per_tb_day": 0.12,
        "minimum_days": 90,
        "read_kwh_per_tb": 1.2,
        "read_usd_per_tb": 15.3,
    }
}
checks.returns(
    choose_tier,
    one,
    36.5,
    2,
    50,
    expected={"tier": "cold", "kwh": 2.55, "usd": 41.4},
    kind="a dict with tier, kwh and usd, or None",
    hint="90 days are billed, 36.5 are powered, and two reads come on top.",
    slips={
        "The 90 days are a rule of the bill; the energy is that of the days the data is there.": {
            "tier": "cold",
            "kwh": 1.5 * 90 / 365 + 2.4,
            "usd": 41.4,
        },
        "The minimum of 90 days is billed even if data leaves earlier.": {
            "tier": "cold",
            "kwh": 2.55,
            "usd": 34.98,
        },
        "The reads are missing.": {"tier": "cold", "kwh": 0.15, "usd": 10.8},
    },
)
checks.returns(
    choose_tier,
    one,
    36.5,
    2,
    40,
    expected=None,
    kind="a dict with tier, kwh and usd, or None",
    hint="Nothing fits: return None.",
)
### BEGIN HIDDEN TESTS
three = {
    "hot": {
        "kwh_per_tb_year": 63.0,
        "usd_per_tb_day": 0.75,
        "minimum_days": 0,
        "read_kwh_per_tb": 0,
        "read_usd_per_tb": 0,
    },
    "warm": {
        "kwh_per_tb_year": 34.0,
        "usd_per_tb_day": 0.4,
        "minimum_days": 30,
        "read_kwh_per_tb": 0,
        "read_usd_per_tb": 10,
    },
    "cold": {
        "kwh_per_tb_year": 1.5,
        "usd_per_tb_day": 0.12,
        "minimum_days": 90,
        "read_kwh_per_tb": 1.2,
        "read_usd_per_tb": 15.3,
    },
}
checks.returns(
    choose_tier,
    three,
    146,
    1,
    200,
    expected={"tier": "cold", "kwh": 1.8, "usd": 32.82},
    kind="a dict with tier, kwh and usd, or None",
)
checks.returns(
    choose_tier,
    three,
    365,
    20,
    300,
    expected={"tier": "hot", "kwh": 63.0, "usd": 273.75},
    kind="a dict with tier, kwh and usd, or None",
    hint="Each read is paid for.",
)
checks.returns(
    choose_tier,
    three,
    73,
    40,
    500,
    expected={"tier": "warm", "kwh": 6.8, "usd": 429.2},
    kind="a dict with tier, kwh and usd, or None",
    hint="Each read of the archive costs energy too.",
)
checks.returns(
    choose_tier,
    three,
    10,
    0,
    20,
    expected={"tier": "cold", "kwh": 15 / 365, "usd": 10.8},
    kind="a dict with tier, kwh and usd, or None",
    hint="Round only when you print.",
)
checks.returns(
    choose_tier,
    three,
    7.3,
    0,
    5,
    expected=None,
    kind="a dict with tier, kwh and usd, or None",
    hint="Nothing fits: return None.",
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_choose_tier_minimum", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Hidden tests: data that leaves early, a budget that is met exactly, and a tie.
from greenlib import checks

### BEGIN HIDDEN TESTS
three = {
    "hot": {
        "kwh_per_tb_year": 63.0,
        "usd_per_tb_day": 0.75,
        "minimum_days": 0,
        "read_kwh_per_tb": 0,
        "read_usd_per_tb": 0,
    },
    "warm": {
        "kwh_per_tb_year": 34.0,
        "usd_per_tb_day": 0.4,
        "minimum_days": 30,
        "read_kwh_per_tb": 0,
        "read_usd_per_tb": 10,
    },
    "cold": {
        "kwh_per_tb_year": 1.5,
        "usd_per_tb_day": 0.12,
        "minimum_days": 90,
        "read_kwh_per_tb": 1.2,
        "read_usd_per_tb": 15.3,
    },
}
checks.returns(
    choose_tier,
    three,
    7.3,
    0,
    20,
    expected={"tier": "cold", "kwh": 0.03, "usd": 10.8},
    kind="a dict with tier, kwh and usd, or None",
    slips={
        "That is the cheapest; the question asks for the least energy within the budget.": {
            "tier": "hot",
            "kwh": 1.26,
            "usd": 5.475,
        },
        "The 90 days are a rule of the bill; the energy is that of the days the data is there.": {
            "tier": "cold",
            "kwh": 1.5 * 90 / 365,
            "usd": 10.8,
        },
        "The minimum of 90 days is billed even if data leaves earlier.": {
            "tier": "cold",
            "kwh": 0.03,
            "usd": 0.876,
        },
    },
)
checks.returns(
    choose_tier,
    three,
    7.3,
    0,
    9,
    expected={"tier": "hot", "kwh": 1.26, "usd": 5.475},
    kind="a dict with tier, kwh and usd, or None",
    hint="The minimum of days is billed, so the archive is beyond this budget.",
)
checks.returns(
    choose_tier,
    {"disk": three["warm"] | {"usd_per_tb_day": 0.5}},
    73,
    0,
    36.5,
    expected={"tier": "disk", "kwh": 6.8, "usd": 36.5},
    kind="a dict with tier, kwh and usd, or None",
    hint="A cost equal to the budget is within it.",
)
twins = {"near": three["cold"] | {"usd_per_tb_day": 0.2}, "far": three["cold"]}
checks.returns(
    choose_tier,
    twins,
    146,
    1,
    100,
    expected={"tier": "far", "kwh": 1.8, "usd": 32.82},
    kind="a dict with tier, kwh and usd, or None",
    hint="Two tiers draw the same energy: choose the cheaper.",
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 4 · What archiving saves · 3 points
#
# Write `saving_share(hot, cold, intensity_g_per_kwh, pue)`: the share of its yearly emissions that
# is saved by keeping data in `cold` and not in `hot`, as a **fraction** (0.9, not 90). It is
# negative if the archive emits more. Both tiers are dicts:
#
# ```python
# {"wh_per_tb_h": 0.65,         # energy of one copy of 1 TB for one hour, Wh
#  "copies": 6,                 # copies kept; each needs energy and hardware
#  "embodied_kg_per_tb": 20,    # making the hardware of one copy of 1 TB, kgCO2e
#  "life_years": 5}             # years over which that is spread
# ```
#
# One terabyte for a year (8,760 h) emits its energy, times `pue`, times the grid's intensity in
# **gCO2e/kWh**, and a year's part of making the hardware. The PUE applies to the energy alone.
#
# Worked example: `cold = {"wh_per_tb_h": 0.0285, "copies": 6, "embodied_kg_per_tb": 2.66,
# "life_years": 5}`. With the tier above as `hot`, 450 g/kWh and a PUE of 1.2, the result is
# `0.9057471…`
#
# <details><summary>Hint 1</summary>Write the emissions of one tier in g per TB and year first; the
# share is 1 - cold / hot.</details>
# <details><summary>Hint 2</summary>The energy term comes out in g, the hardware in kg. Bring both
# to one unit before you add.</details>


# %% nbgrader={"grade": false, "grade_id": "saving_share", "locked": false, "schema_version": 3, "solution": true, "task": false}
def saving_share(hot, cold, intensity_g_per_kwh, pue):
    """Return the share of the yearly emissions saved by keeping data in `cold`; may be negative."""

    ### BEGIN SOLUTION
    def grams(tier):
        kwh = tier["wh_per_tb_h"] * tier["copies"] * 8760 / 1000 * pue
        hardware_g = tier["embodied_kg_per_tb"] * 1000 * tier["copies"] / tier["life_years"]
        return kwh * intensity_g_per_kwh + hardware_g

    return 1 - grams(cold) / grams(hot)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_saving_share", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example, then a volume with other copies and another life.
from greenlib import checks

disk = {"wh_per_tb_h": 0.65, "copies": 6, "embodied_kg_per_tb": 20, "life_years": 5}
tape = {"wh_per_tb_h": 0.0285, "copies": 6, "embodied_kg_per_tb": 2.66, "life_years": 5}
checks.returns(
    saving_share,
    disk,
    tape,
    450,
    1.2,
    expected=0.9057471348851409,
    kind="a fraction",
    slips={
        "That leaves out the hardware.": 0.9561538461538461,
        "The hardware is in kg, the energy's emissions in g; bring them to one unit.": 0.956038015304863,
        "That counts all of the hardware in one year; spread it over its life.": 0.8788799363460335,
        "That is what is left; the question asks for what is saved.": 1 - 0.9057471348851409,
        "That is a percentage; the question asks for a fraction.": 90.57471348851409,
    },
)
### BEGIN HIDDEN TESTS
volume = {"wh_per_tb_h": 1.2, "copies": 2, "embodied_kg_per_tb": 160, "life_years": 4}
library = {"wh_per_tb_h": 0.1, "copies": 5, "embodied_kg_per_tb": 2.66, "life_years": 10}
checks.returns(
    saving_share,
    volume,
    library,
    95,
    1.4,
    expected=0.9769006284733481,
    kind="a fraction",
    slips={
        "That leaves out the hardware.": 0.7916666666666666,
        "The PUE is missing.": 0.9787053912032204,
        "Each copy needs hardware of its own.": 0.9801725349769438,
        "Each copy draws energy of its own.": 0.9822292157791995,
    },
)
checks.returns(
    saving_share,
    {"wh_per_tb_h": 0.0002, "copies": 2, "embodied_kg_per_tb": 0.00123, "life_years": 7},
    {"wh_per_tb_h": 0.0001, "copies": 1, "embodied_kg_per_tb": 0.00045, "life_years": 8},
    41,
    1.1,
    expected=1 - (0.0395076 + 0.05625) / (0.1580304 + 2.46 / 7),
    hint="These media are better than any on the market. Round only when you print.",
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_saving_share_negative", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# The same tier twice saves nothing; on a clean grid an archive may cost carbon.
from greenlib import checks

disk = {"wh_per_tb_h": 0.65, "copies": 6, "embodied_kg_per_tb": 0.99, "life_years": 5}
tape = {"wh_per_tb_h": 0.0285, "copies": 6, "embodied_kg_per_tb": 2.66, "life_years": 5}
checks.returns(saving_share, disk, disk, 450, 1.2, expected=0.0, kind="a fraction")
### BEGIN HIDDEN TESTS
checks.returns(
    saving_share,
    disk,
    tape,
    40,
    1.2,
    expected=-0.15419017551006542,
    kind="a fraction",
    hint="Here the archive emits more than the disk; a negative share says so.",
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 5 · Draft a policy as S3 takes it · 5 points
#
# The objects under a prefix are read every day until they are `daily_until` days old, now and then
# until `weekly_until`, and hardly ever after that. They are deleted at `keep_days`, or never if that
# is `None`. Write `draft_rule(name, prefix, daily_until, weekly_until, keep_days)`, which returns
# the lifecycle rule as a dict, like one entry of `Rules` in the lesson's document. The steps:
#
# 1. To `STANDARD_IA` at day `daily_until`, but not before day 30, since S3 refuses that.
# 2. To `GLACIER` at day `weekly_until`, but not before 30 days after the move to `STANDARD_IA`.
# 3. A move that would be billed for days without data is left out: data must stay at least 30 days
#    in `STANDARD_IA` (until it moves on or is deleted) and at least 90 in `GLACIER` (until it is
#    deleted). Data that is never deleted stays long enough.
# 4. `Transitions` lists the moves, youngest first; leave the key out if there is none. Leave
#    `Expiration` out if nothing is deleted.
#
# Worked example: `draft_rule("logs", "logs/", 30, 90, 365)` returns
#
# ```python
# {"ID": "logs", "Status": "Enabled", "Filter": {"Prefix": "logs/"},
#  "Transitions": [{"Days": 30, "StorageClass": "STANDARD_IA"},
#                  {"Days": 90, "StorageClass": "GLACIER"}],
#  "Expiration": {"Days": 365}}
# ```
#
# <details><summary>Hint 1</summary>Compute the two days first, with <code>max</code>; then decide
# about each move.</details>
# <details><summary>Hint 2</summary>For data that is never deleted, an end of
# <code>float("inf")</code> makes both comparisons work.</details>
# <details><summary>Hint 3</summary>If there is no time for 30 days in <code>STANDARD_IA</code>, can
# there be any for <code>GLACIER</code>, which comes after it?</details>


# %% nbgrader={"grade": false, "grade_id": "draft_rule", "locked": false, "schema_version": 3, "solution": true, "task": false}
def draft_rule(name, prefix, daily_until, weekly_until, keep_days):
    """Return the S3 lifecycle rule for the objects under `prefix`; all ages in days."""
    ### BEGIN SOLUTION
    warm_day = max(daily_until, 30)
    cold_day = max(weekly_until, warm_day + 30)
    end = float("inf") if keep_days is None else keep_days
    moves = []
    if end - warm_day >= 30:
        moves.append({"Days": warm_day, "StorageClass": "STANDARD_IA"})
    if end - cold_day >= 90:
        moves.append({"Days": cold_day, "StorageClass": "GLACIER"})
    rule = {"ID": name, "Status": "Enabled", "Filter": {"Prefix": prefix}}
    if moves:
        rule["Transitions"] = moves
    if keep_days is not None:
        rule["Expiration"] = {"Days": keep_days}
    return rule
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_draft_rule", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# The worked example, then data that moves too early for S3, and data that is kept for ever.
from greenlib import checks


def rule(name, prefix, moves, end):
    expected = {"ID": name, "Status": "Enabled", "Filter": {"Prefix": prefix}}
    if moves:
        expected["Transitions"] = [{"Days": d, "StorageClass": c} for d, c in moves]
    return expected | ({} if end is None else {"Expiration": {"Days": end}})


checks.returns(
    draft_rule,
    "logs",
    "logs/",
    30,
    90,
    365,
    expected=rule("logs", "logs/", [(30, "STANDARD_IA"), (90, "GLACIER")], 365),
)
### BEGIN HIDDEN TESTS
checks.returns(
    draft_rule,
    "sensors",
    "raw/sensors/",
    45,
    200,
    700,
    expected=rule("sensors", "raw/sensors/", [(45, "STANDARD_IA"), (200, "GLACIER")], 700),
)
checks.returns(
    draft_rule,
    "clicks",
    "clicks/",
    7,
    21,
    400,
    expected=rule("clicks", "clicks/", [(30, "STANDARD_IA"), (60, "GLACIER")], 400),
    slips={
        "STANDARD_IA takes nothing before day 30.": rule(
            "clicks", "clicks/", [(7, "STANDARD_IA"), (37, "GLACIER")], 400
        ),
        "S3 refuses this: STANDARD_IA takes nothing before day 30.": rule(
            "clicks", "clicks/", [(7, "STANDARD_IA"), (21, "GLACIER")], 400
        ),
        "GLACIER comes at least 30 days after STANDARD_IA.": rule(
            "clicks", "clicks/", [(30, "STANDARD_IA"), (30, "GLACIER")], 400
        ),
    },
)
checks.returns(
    draft_rule,
    "papers",
    "",
    60,
    70,
    None,
    expected=rule("papers", "", [(60, "STANDARD_IA"), (90, "GLACIER")], None),
    slips={
        "Without an end there is no Expiration; leave the key out.": rule(
            "papers", "", [(60, "STANDARD_IA"), (90, "GLACIER")], None
        )
        | {"Expiration": {"Days": None}},
        "GLACIER comes at least 30 days after STANDARD_IA.": rule(
            "papers", "", [(60, "STANDARD_IA"), (70, "GLACIER")], None
        ),
    },
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_draft_rule_minimum", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Data that does not live long enough for a move.
from greenlib import checks


def rule(name, prefix, moves, end):
    expected = {"ID": name, "Status": "Enabled", "Filter": {"Prefix": prefix}}
    if moves:
        expected["Transitions"] = [{"Days": d, "StorageClass": c} for d, c in moves]
    return expected | ({} if end is None else {"Expiration": {"Days": end}})


checks.returns(
    draft_rule,
    "scratch",
    "tmp/",
    3,
    7,
    14,
    expected=rule("scratch", "tmp/", [], 14),
    hint="Deleted after two weeks: no move, and no empty list of moves either.",
)
### BEGIN HIDDEN TESTS
checks.returns(
    draft_rule,
    "short",
    "short/",
    30,
    90,
    120,
    expected=rule("short", "short/", [(30, "STANDARD_IA")], 120),
    slips={
        "GLACIER bills 90 days; this data would stay there for 30.": rule(
            "short", "short/", [(30, "STANDARD_IA"), (90, "GLACIER")], 120
        ),
    },
)
checks.returns(
    draft_rule,
    "exact",
    "exact/",
    35,
    100,
    190,
    expected=rule("exact", "exact/", [(35, "STANDARD_IA"), (100, "GLACIER")], 190),
    hint="A stay that is exactly as long as what is billed is long enough.",
)
checks.returns(
    draft_rule,
    "brief",
    "brief/",
    40,
    50,
    69,
    expected=rule("brief", "brief/", [], 69),
    slips={
        "STANDARD_IA bills 30 days; this data would stay there for fewer.": rule(
            "brief", "brief/", [(40, "STANDARD_IA")], 69
        ),
    },
)
checks.returns(
    draft_rule,
    "month",
    "month/",
    40,
    50,
    70,
    expected=rule("month", "month/", [(40, "STANDARD_IA")], 70),
    hint="A stay that is exactly as long as what is billed is long enough.",
)
checks.returns(
    draft_rule,
    "nearly",
    "nearly/",
    30,
    90,
    179,
    expected=rule("nearly", "nearly/", [(30, "STANDARD_IA")], 179),
    slips={
        "GLACIER bills 90 days; this data would stay there for 89.": rule(
            "nearly", "nearly/", [(30, "STANDARD_IA"), (90, "GLACIER")], 179
        ),
    },
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 6 · Judge a claim · 4 points
#
# A supplier's slide says: *"Moving your data to our archive cuts its carbon footprint by 85 %."*
# Your 200 TB of measurements lie on hard disks with **two** copies, in a region with **40 g/kWh**.
# Every week somebody restores a part of them. The supplier's archive keeps six copies.
#
# In **four to six sentences**, judge the claim for your case and say what you would do. You are
# marked on
#
# - **the assumptions** (up to 2 points): what the 85 % rests on, which of it is different here, and
#   in which direction that moves the figure,
# - **the decision** (up to 2 points): what you would ask or measure first, and a statement you
#   would sign.

# %% [markdown] nbgrader={"grade": true, "grade_id": "judge_a_claim", "locked": false, "points": 4, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# 85 % needs an archive on passive media that is well filled, data that is left alone, and a count
# of electricity only; none of these is stated. Here the comparison starts from two copies, not six,
# which lowers the saving, and each weekly restore puts a copy back on disk, which lowers it
# further. At 40 g/kWh the power emits so little that making the hardware decides, and published
# figures for that differ 20-fold for disks, so the saving may even be negative. I would ask the
# supplier which media the archive runs on, how many copies it keeps and whether hardware is
# counted, and measure for a month how much we restore. Until then I would delete what nobody needs,
# and sign only this: "Archiving the part that was not read for a year saves most of its storage
# energy, if the archive is passive and our disks are switched off; the carbon saved is not known
# yet."
# ### END SOLUTION
