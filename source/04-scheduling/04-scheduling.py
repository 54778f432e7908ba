# %% [markdown]
# # Assignment 04 · Shift work in time
#
# **22 points** · about 75 minutes · goes with [lesson 04](../../course/04-scheduling.ipynb)
#
# Write only where it says `YOUR CODE HERE` or `YOUR ANSWER HERE`. Below each question are visible
# tests that you may run as often as you like; grading adds hidden ones with other numbers. Tests
# call a function twice with the same arguments: it must leave them as they were and give the same
# answer again. Before you hand in: *Kernel > Restart Kernel and Run All Cells*.
#
# Throughout, `intensity` is a list of a grid's carbon intensity in **gCO2e/kWh**, one value per
# hour. Hour 0 is the first one, *now*. A **deadline** is the hour at whose beginning the job must be
# done: with `deadline_h=5` it may run in hours 0, 1, 2, 3 and 4. The numbers are made up.

# %% [markdown]
# ## Question 1 · The best start · 3 points
#
# Write `best_start(intensity, hours, deadline_h)`: the hour in which a job of `hours` whole hours
# **in one piece** should start, so that it is done by `deadline_h` and emits least. Among equally
# clean starts, the earliest wins.
#
# Worked example: `best_start([400, 300, 350, 200, 500], 2, 5)` returns `2`, because hours 2 and 3
# add up to 550 g/kWh, less than any other pair.
#
# If the job cannot be done by the deadline (it is too long, or the list ends before), raise a
# `ValueError` whose text contains the deadline.
#
# <details><summary>Hint 1</summary>Which starts are possible? The last one leaves exactly
# <code>hours</code> hours before the deadline.</details>
# <details><summary>Hint 2</summary><code>min(starts, key=...)</code> returns the first of
# equals.</details>


# %% nbgrader={"grade": false, "grade_id": "best_start", "locked": false, "schema_version": 3, "solution": true, "task": false}
def best_start(intensity, hours, deadline_h):
    """Return the hour in which a job in one piece starts to emit least and keep its deadline."""
    ### BEGIN SOLUTION
    if hours > deadline_h or deadline_h > len(intensity):
        raise ValueError(f"{hours} h cannot be done by hour {deadline_h}")
    starts = range(deadline_h - hours + 1)
    return min(starts, key=lambda start: sum(intensity[start : start + hours]))
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_best_start", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example, an earlier deadline, and equally clean starts.
from greenlib import checks

checks.returns(
    best_start, [400, 300, 350, 200, 500], 2, 5, expected=2, kind="the hour as a whole number"
)
checks.returns(
    best_start, [400, 300, 350, 200, 500], 2, 3, expected=1, kind="the hour as a whole number"
)
checks.returns(
    best_start,
    [300, 300, 300],
    1,
    3,
    expected=0,
    kind="the hour as a whole number",
    hint="The earliest of equals wins.",
)
### BEGIN HIDDEN TESTS
day = [412, 398, 371, 365, 388, 330, 150, 420, 415, 290, 240, 255, 260, 310, 402, 90, 85, 80]
checks.returns(
    best_start,
    day,
    3,
    15,
    expected=10,
    kind="the hour as a whole number",
    slips={
        "That job would still be running at its deadline.": 15,
        "The start with the cleanest first hour is not the cleanest run; add up all its hours.": 6,
        "The dirtiest run was chosen.": 0,
    },
)
checks.returns(
    best_start,
    day,
    3,
    18,
    expected=15,
    kind="the hour as a whole number",
    slips={"The last possible start leaves exactly the job's hours; it is missing.": 14},
)
checks.returns(
    best_start,
    day,
    5,
    5,
    expected=0,
    kind="the hour as a whole number",
    hint="Without slack there is one start.",
)
checks.returns(
    best_start,
    [350, 210, 280, 280, 210, 350],
    2,
    6,
    expected=1,
    kind="the hour as a whole number",
    hint="The earliest of equals wins.",
)
checks.returns(
    best_start,
    [200, 200, 10, 230],
    2,
    4,
    expected=1,
    slips={"Add up all the hours of the job; its dirtiest hour alone does not decide.": 0},
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_best_start_refuses", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# A deadline that cannot be kept is refused, and the message says which.
from greenlib import checks

checks.refuses(best_start, [400, 300, 350, 200, 500], 4, 3, error=ValueError, saying="3")
### BEGIN HIDDEN TESTS
checks.refuses(best_start, [400, 300, 350] * 8, 13, 12, error=ValueError, saying="12")
checks.refuses(
    best_start,
    [400, 300, 350],
    2,
    17,
    error=ValueError,
    saying="17",
    hint="The list ends before the deadline, so the hours up to it are not known.",
)
checks.returns(
    best_start,
    [410, 300, 350],
    3,
    3,
    expected=0,
    kind="the hour as a whole number",
    hint="That fits exactly.",
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 2 · The cleanest hours · 3 points
#
# Write `cleanest_hours(intensity, hours, deadline_h)`: the hours in which a job of `hours` whole
# hours should run when it **may be interrupted** and must be done by `deadline_h`. Return a list of
# hour numbers **in order of time**. Among equally clean hours, the earlier ones win. You may take it
# that the deadline can be kept, and `intensity` must be left as it is.
#
# Worked example: `cleanest_hours([400, 300, 350, 200, 500], 2, 5)` returns `[1, 3]`.
#
# <details><summary>Hint 1</summary>Sort the hour <em>numbers</em> by their intensity, take the first
# few, and sort those again.</details>
# <details><summary>Hint 2</summary><code>sorted(range(...), key=...)</code> keeps equals in their old
# order.</details>


# %% nbgrader={"grade": false, "grade_id": "cleanest_hours", "locked": false, "schema_version": 3, "solution": true, "task": false}
def cleanest_hours(intensity, hours, deadline_h):
    """Return the cleanest `hours` hours before the deadline, in order of time."""
    ### BEGIN SOLUTION
    by_intensity = sorted(range(deadline_h), key=lambda hour: intensity[hour])
    return sorted(by_intensity[:hours])
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_cleanest_hours", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# The worked example, and equally clean hours.
from greenlib import checks

checks.returns(
    cleanest_hours,
    [400, 300, 350, 200, 500],
    2,
    5,
    expected=[1, 3],
    kind="a list of hours",
    slips={
        "Those are intensities; return the numbers of the hours.": [200, 300],
        "Those are the right hours; put them in order of time.": [3, 1],
    },
)
checks.returns(cleanest_hours, [300, 250, 250, 250], 2, 4, expected=[1, 2], kind="a list of hours")
### BEGIN HIDDEN TESTS
day = [412, 398, 371, 365, 388, 330, 150, 420, 415, 290, 240, 255, 260, 310, 402, 90, 85, 80]
checks.returns(
    cleanest_hours,
    day,
    4,
    15,
    expected=[6, 10, 11, 12],
    kind="a list of hours",
    slips={
        "Those are intensities; return the numbers of the hours.": [150, 240, 255, 260],
        "Hours after the deadline are in it.": [6, 15, 16, 17],
        "The hour that begins at the deadline is too late.": [6, 10, 11, 15],
        "Those are one piece; this job may be interrupted.": [9, 10, 11, 12],
    },
)
checks.returns(
    cleanest_hours,
    [280, 190, 280, 280, 350, 280],
    3,
    6,
    expected=[0, 1, 2],
    kind="a list of hours",
    hint="Among equally clean hours the earlier ones win.",
)
checks.returns(
    cleanest_hours,
    [430, 210, 380],
    3,
    3,
    expected=[0, 1, 2],
    kind="a list of hours",
    slips={"Put the hours in order of time.": [1, 2, 0]},
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 3 · What a move saves · 3 points
#
# Write `saving_percent(intensity, before, after)`: by how many **per cent** a job's emissions fall
# when it runs in the hours `after` instead of `before`. Both are lists of hour numbers; the job
# draws the same power in each of its hours. A job that emits more after the move has a **negative**
# saving.
#
# Worked example: `saving_percent([400, 300, 350, 200, 500], [0, 1], [1, 3])` returns 28.57142857...,
# because 500 g/kWh are 28.57... % less than 700 g/kWh.
#
# If the two lists do not hold equally many hours, it is not the same job: raise a `ValueError` whose
# text contains both numbers of hours.
#
# <details><summary>Hint 1</summary>The power multiplies both sides, so it cancels.</details>
# <details><summary>Hint 2</summary>Relative to what? To the emissions <em>before</em>.</details>


# %% nbgrader={"grade": false, "grade_id": "saving_percent", "locked": false, "schema_version": 3, "solution": true, "task": false}
def saving_percent(intensity, before, after):
    """Return the saving of a move from the hours `before` to the hours `after`, in per cent."""
    ### BEGIN SOLUTION
    if len(before) != len(after):
        raise ValueError(f"{len(before)} hours before and {len(after)} after are not the same job")
    before_sum = sum(intensity[hour] for hour in before)
    after_sum = sum(intensity[hour] for hour in after)
    return 100 * (1 - after_sum / before_sum)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_saving_percent", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example, a move that changes nothing, and others.
from greenlib import checks

checks.returns(
    saving_percent,
    [400, 300, 350, 200, 500],
    [0, 1],
    [1, 3],
    expected=200 / 7,
    unit="%",
    slips={
        "That is a fraction; return per cent.": 2 / 7,
        "That is what is left, not what is saved.": 500 / 7,
        "That is relative to the emissions after the move.": 40.0,
        "The sign is the wrong way round: less emissions is a positive saving.": -200 / 7,
    },
)
checks.returns(saving_percent, [400, 300, 350], [1], [1], expected=0.0, unit="%")
### BEGIN HIDDEN TESTS
checks.returns(
    saving_percent,
    [412, 398, 371, 365, 388, 330, 150, 420],
    [0, 1, 2],
    [6, 3, 5],
    expected=100 * (1 - 845 / 1181),
    unit="%",
    slips={
        "That is a fraction; return per cent.": 1 - 845 / 1181,
        "That is relative to the emissions after the move.": 100 * (1181 / 845 - 1),
        "That is the difference of the sums in g/kWh, not per cent.": 336.0,
    },
)
checks.returns(
    saving_percent,
    [180, 160, 240, 290],
    [1, 0],
    [2, 3],
    expected=100 * (1 - 530 / 340),
    unit="%",
    hint="A move to dirtier hours has a negative saving.",
    slips={
        "A move to dirtier hours has a negative saving.": 100 * (530 / 340 - 1),
        "A loss is not a saving of 0; say how large it is.": 0.0,
    },
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_saving_percent_refuses", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# Lists of different length are refused, and the message says both.
from greenlib import checks

checks.refuses(saving_percent, [400, 300, 350], [0, 1], [2], error=ValueError, saying="2")
### BEGIN HIDDEN TESTS
hours = list(range(300, 324))
for before, after in ((range(13), range(7)), (range(7), range(13))):
    for number in ("13", "7"):
        checks.refuses(
            saving_percent, hours, list(before), list(after), error=ValueError, saying=number
        )
### END HIDDEN TESTS

# %% [markdown]
# ## Question 4 · Charge the truth · 4 points
#
# Plans are made on a forecast. Write
# `charge_the_truth(forecast, actual, hours, power_w, deadline_h)` for a job that may be interrupted:
# choose its hours as in question 2 **on the forecast**, then charge it with what **really** happened.
# `forecast` and `actual` are lists in gCO2e/kWh, `power_w` is the job's power in **W**. Return a dict
# with
#
# - `"hours"`: the chosen hours, in order of time,
# - `"promised_g"`: the emissions by the forecast, in **gCO2e**,
# - `"emitted_g"`: the emissions that really came, in **gCO2e**,
# - `"regret_g"`: how much more that is than with a perfect forecast, in **gCO2e**; never negative.
#
# Worked example: `charge_the_truth([300, 200, 250, 400], [300, 310, 260, 220], 2, 500, 4)`. The
# forecast chooses hours 1 and 2 and promises 225 g. They really emit 285 g. The best would have been
# hours 2 and 3 with 240 g, so the regret is 45 g.
#
# <details><summary>Hint 1</summary>You need the choice twice: once on the forecast, once on what
# happened. A small helper inside the function saves writing it twice.</details>
# <details><summary>Hint 2</summary>Emissions of one hour in grams: kilowatts × g/kWh.</details>


# %% nbgrader={"grade": false, "grade_id": "charge_the_truth", "locked": false, "schema_version": 3, "solution": true, "task": false}
def charge_the_truth(forecast, actual, hours, power_w, deadline_h):
    """Return hours, promised_g, emitted_g and regret_g of a plan made on a forecast."""
    ### BEGIN SOLUTION

    def choose(intensity):
        return sorted(sorted(range(deadline_h), key=lambda hour: intensity[hour])[:hours])

    def grams(intensity, chosen):
        return power_w / 1000 * sum(intensity[hour] for hour in chosen)

    chosen = choose(forecast)
    emitted_g = grams(actual, chosen)
    return {
        "hours": chosen,
        "promised_g": grams(forecast, chosen),
        "emitted_g": emitted_g,
        "regret_g": emitted_g - grams(actual, choose(actual)),
    }
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_charge_the_truth", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The worked example, and a perfect forecast.
from greenlib import checks

checks.returns(
    charge_the_truth,
    [300, 200, 250, 400],
    [300, 310, 260, 220],
    2,
    500,
    4,
    expected={"hours": [1, 2], "promised_g": 225.0, "emitted_g": 285.0, "regret_g": 45.0},
    unit="gCO2e",
    slips={
        "The hours were chosen knowing what would happen; choose them on the forecast.": {
            "hours": [2, 3],
            "promised_g": 325.0,
            "emitted_g": 240.0,
            "regret_g": 0.0,
        },
        "The regret compares with the best choice, not with the promise.": {
            "hours": [1, 2],
            "promised_g": 225.0,
            "emitted_g": 285.0,
            "regret_g": 60.0,
        },
        "The power is in watts; g/kWh needs kilowatts.": {
            "hours": [1, 2],
            "promised_g": 225000.0,
            "emitted_g": 285000.0,
            "regret_g": 45000.0,
        },
        "A plan is charged with what really happened, not with the forecast.": {
            "hours": [1, 2],
            "promised_g": 225.0,
            "emitted_g": 225.0,
            "regret_g": 0.0,
        },
    },
)
checks.returns(
    charge_the_truth,
    [310, 240, 280],
    [310, 240, 280],
    1,
    250,
    3,
    expected={"hours": [1], "promised_g": 60.0, "emitted_g": 60.0, "regret_g": 0.0},
    unit="gCO2e",
)
### BEGIN HIDDEN TESTS
checks.returns(
    charge_the_truth,
    [220, 340, 180, 260, 150, 100],
    [250, 290, 330, 210, 170, 90],
    3,
    80,
    5,
    expected={"hours": [0, 2, 4], "promised_g": 44.0, "emitted_g": 60.0, "regret_g": 9.6},
    unit="gCO2e",
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_charge_the_truth_regret", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Hidden tests: a forecast that errs without harm, one that promises too little, and a tie.
from greenlib import checks

### BEGIN HIDDEN TESTS
checks.returns(
    charge_the_truth,
    [500, 100, 450, 120],
    [320, 210, 330, 230],
    2,
    2036.6,
    4,
    expected={
        "hours": [1, 3],
        "promised_g": 2.0366 * 220,
        "emitted_g": 2.0366 * 440,
        "regret_g": 0.0,
    },
    unit="gCO2e",
    hint="A forecast may err in every hour and still choose the best hours: then nothing is lost.",
)
checks.returns(
    charge_the_truth,
    [400, 380, 390],
    [300, 200, 100],
    1,
    350,
    3,
    expected={"hours": [1], "promised_g": 133.0, "emitted_g": 70.0, "regret_g": 35.0},
    unit="gCO2e",
    hint="The regret is not about the promise: the best hour really emitted less.",
)
checks.returns(
    charge_the_truth,
    [300, 300, 300, 300],
    [280, 260, 240, 220],
    2,
    120,
    4,
    expected={"hours": [0, 1], "promised_g": 72.0, "emitted_g": 64.8, "regret_g": 9.6},
    unit="gCO2e",
    hint="Among equally clean hours of the forecast the earlier ones win.",
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 5 · Wait or move? · 5 points
#
# A job may wait, move to another grid, or both; moving means sending its data, which emits `move_g`
# grams once. Write `wait_or_move(grids, home, hours, power_w, deadline_h, move_g)`, where `grids` is
# a dict from each grid's name to its list of intensities in **gCO2e/kWh**, `home` is the name of the
# grid where the data are, `power_w` is in **W** and `move_g` in **gCO2e**. The job runs in one piece
# in one grid. Return a dict with
#
# - `"grid"` and `"start"`: where and in which hour it should start,
# - `"emissions_g"`: its emissions in gCO2e, including those of the move, if it moves.
#
# Sending takes time as well: away from home the job can start in **hour 1** at the earliest. If
# choices emit equally much, stay at home; then take the earlier start; then the name that comes first
# in the alphabet. A grid in which the deadline cannot be kept is no choice; at home it can be kept.
#
# Worked example: with `grids = {"DE": [400, 300, 200], "FR": [50, 70, 60]}`, home `"DE"`, one hour
# at 1,000 W, deadline 3 and 100 g for the move, waiting at home emits 200 g, and France at its best
# allowed hour 60 + 100 = 160 g: `{"grid": "FR", "start": 2, "emissions_g": 160.0}`. With 150 g for
# the move the job stays: `{"grid": "DE", "start": 2, "emissions_g": 200.0}`.
#
# <details><summary>Hint 1</summary>List every choice of grid and start with its emissions, then take
# the best.</details>
# <details><summary>Hint 2</summary><code>min</code> compares tuples from left to right; which four
# things decide, and in which order? <code>False</code> comes before <code>True</code>.</details>
# <details><summary>Hint 3</summary>An empty <code>range</code> gives no starts and no error.</details>


# %% nbgrader={"grade": false, "grade_id": "wait_or_move", "locked": false, "schema_version": 3, "solution": true, "task": false}
def wait_or_move(grids, home, hours, power_w, deadline_h, move_g):
    """Return grid, start and emissions_g of the cleanest choice in place and time."""
    ### BEGIN SOLUTION
    choices = []
    for name, intensity in grids.items():
        away = name != home
        for start in range(1 if away else 0, deadline_h - hours + 1):
            grams = power_w * sum(intensity[start : start + hours]) / 1000
            choices.append((grams + (move_g if away else 0), away, start, name))
    grams, _, start, name = min(choices)
    return {"grid": name, "start": start, "emissions_g": grams}
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_wait_or_move", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# The worked example, with two costs of moving.
from greenlib import checks

grids = {"DE": [400, 300, 200], "FR": [50, 70, 60]}
checks.returns(
    wait_or_move,
    grids,
    "DE",
    1,
    1000,
    3,
    100,
    expected={"grid": "FR", "start": 2, "emissions_g": 160.0},
    unit="gCO2e",
    slips={
        "Sending takes time: away from home the job cannot start in hour 0.": {
            "grid": "FR",
            "start": 0,
            "emissions_g": 150.0,
        },
        "The emissions of the move are missing.": {"grid": "FR", "start": 2, "emissions_g": 60.0},
    },
)
checks.returns(
    wait_or_move,
    grids,
    "DE",
    1,
    1000,
    3,
    150,
    expected={"grid": "DE", "start": 2, "emissions_g": 200.0},
    unit="gCO2e",
    slips={
        "Add the emissions of the move before you compare, and only away from home.": {
            "grid": "FR",
            "start": 2,
            "emissions_g": 210.0,
        },
    },
)
### BEGIN HIDDEN TESTS
three = {
    "PL": [660, 640, 655, 610, 590, 620, 600, 90],
    "SE": [45, 42, 40, 44, 43, 41, 45, 20],
    "GB": [260, 250, 210, 190, 185, 230, 240, 60],
}
checks.returns(
    wait_or_move,
    three,
    "PL",
    3,
    250,
    7,
    20,
    expected={"grid": "SE", "start": 1, "emissions_g": 51.5},
    unit="gCO2e",
    slips={
        "The emissions of the move are missing.": {"grid": "SE", "start": 1, "emissions_g": 31.5},
        "The move emits once, not in every hour.": {"grid": "SE", "start": 1, "emissions_g": 91.5},
        "The power is in watts; g/kWh needs kilowatts.": {
            "grid": "SE",
            "start": 1,
            "emissions_g": 31520,
        },
    },
)
checks.returns(
    wait_or_move,
    three,
    "GB",
    3,
    80,
    7,
    40,
    expected={"grid": "GB", "start": 2, "emissions_g": 46.8},
    unit="gCO2e",
    hint="At home nothing is sent, so there is nothing to add.",
)
checks.returns(
    wait_or_move,
    three,
    "PL",
    2,
    1.3,
    7,
    0.0123,
    expected={"grid": "SE", "start": 1, "emissions_g": 0.1189},
    unit="gCO2e",
    hint="A sensor's job emits little. Round only when you print.",
)
### END HIDDEN TESTS

# %% nbgrader={"grade": true, "grade_id": "test_wait_or_move_limits", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Hidden tests: ties, and a deadline that only home can keep.
from greenlib import checks

### BEGIN HIDDEN TESTS
checks.returns(
    wait_or_move,
    {"FR": [60, 60, 60], "DE": [300, 110, 110]},
    "DE",
    1,
    500,
    3,
    25,
    expected={"grid": "DE", "start": 1, "emissions_g": 55.0},
    unit="gCO2e",
    hint="Two choices emit equally much: stay at home, and take the earlier start.",
)
checks.returns(
    wait_or_move,
    {"SE": [44, 40, 46], "NO": [30, 40, 52], "PL": [640, 650, 660]},
    "PL",
    1,
    350,
    3,
    12,
    expected={"grid": "NO", "start": 1, "emissions_g": 26.0},
    unit="gCO2e",
    hint="Two grids emit equally much: take the name that comes first in the alphabet.",
)
checks.returns(
    wait_or_move,
    {"DE": [420, 380, 390], "FR": [55, 52, 50]},
    "DE",
    3,
    200,
    3,
    1,
    expected={"grid": "DE", "start": 0, "emissions_g": 238.0},
    unit="gCO2e",
    hint="After an hour of sending, the job would miss its deadline away from home.",
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 6 · Judge the rule · 4 points
#
# A team in California runs a one-hour report every day. It writes: *"We moved the report from 10:00
# to 02:00, because nights are green. According to a published study (2021), shifting a nightly job by
# up to eight hours saves 33.66 % in California. So we now save 33.66 %."*
#
# The study's job was planned for 01:00 and was free to move up to eight hours earlier or later, each
# night on a forecast, in the year 2020. Two typical hours of a winter weekday in California, by
# `greenlib.grid.typical_day`: 295 g/kWh at 02:00 local time, 216 g/kWh at 10:00.
#
# In **four to six sentences**, judge the statement and write a better one. You are marked on
#
# - **the direction** (up to 2 points): what the move to 02:00 does, with a number,
# - **the evidence** (up to 2 points): whether the published figure may be used like this, and what the
#   team should do to find its own.

# %% [markdown] nbgrader={"grade": true, "grade_id": "judge_the_rule", "locked": false, "points": 4, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# In California the move leads from the sun into the night: by the two hours given, 295 instead of
# 216 g/kWh, so the report emits about 37 % more, not less. The study found its 33.66 % in the opposite
# direction: its job stood at 01:00, and with eight hours of freedom it could wait for the morning. That
# figure belongs to its baseline, its window, its forecast and the year 2020; it says nothing about a
# fixed move of another job. The team should move back and compute its own saving with a year of hourly
# values of its grid, charged with what was really emitted. Better: "At 02:00 our report emits roughly
# a third more than at 10:00 on a typical winter weekday, so it runs at 10:00 again; we will publish
# a saving when we have measured one."
# ### END SOLUTION
