"""A course of one unit that the lint finds nothing in, to break one thing at a time."""

from pathlib import Path

SLUG = "01-small"
LESSON_PATH = f"course/{SLUG}.py"
MASTER_PATH = f"source/{SLUG}/{SLUG}.py"
SYLLABUS_PATH = "course/syllabus.yml"
RUBRIC_PATH = f"source/{SLUG}/rubric.yml"


def make_clean_course(folder: Path) -> Path:
    """Write the course into `folder`, and return it."""
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


LESSON = """\
# %% [markdown]
# # 01 · A small lesson
#
# **Time to learn:** 30 minutes · **Before this:** nothing · **You need:** Python
#
# ## Learning objectives
#
# 1. double the energy of a job,
# 2. say what doubling leaves out.

# %%
from greenlib import factors, plots

pue = factors.value("etl.pue", "ratio")

# %% [markdown]
# ## Doubling
#
# | word | meaning |
# |---|---|
# | PUE | whole building over equipment |

# %%
plots.show(
    plots.bars({"a job": 2.4}, "energy", "kWh"),
    alt="One bar: the job uses 2.4 kWh, twice as much as before.",
)

# %% [markdown]
# ## What it leaves out
#
# Read [the start](#Doubling) again, or [the syllabus](syllabus.yml).
#
# ### Try it
#
# Halve it.
#
# ## Recap
#
# 1. doubled the energy of a job,
# 2. said what doubling leaves out.
#
# ## Where the numbers come from
#
# From `greenlib.factors`.
#
# ## What's next
#
# Nothing.
"""

MASTER = """\
# %% [markdown]
# # Assignment 01 · A small lesson
#
# **5 points** · about 20 minutes · goes with [lesson 01](../../course/01-small.ipynb)

# %% [markdown]
# ## Question 1 · Double · 2 points

# %% nbgrader={"grade": false, "grade_id": "double", "locked": false, "schema_version": 3, "solution": true, "task": false}
def double(number):
    ### BEGIN SOLUTION
    return number + number
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_double", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
from greenlib import checks

checks.returns(double, 21, expected=42)

# %% [markdown]
# ## Question 2 · Explain · 3 points

# %% [markdown] nbgrader={"grade": true, "grade_id": "explain", "locked": false, "points": 3, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# Doubling leaves out the hardware.
# ### END SOLUTION
"""  # noqa: E501

SYLLABUS = """\
units:
  - slug: 01-small
    title: A small lesson
    minutes: 30
    points: 5
    objectives:
      - text: double the energy of a job
        section: Doubling
        questions: [double]
      - text: say what doubling leaves out
        section: What it leaves out
        questions: [explain]
"""

RUBRIC = """\
rubrics:
  explain:
    criteria:
      - name: hardware
        levels:
          - points: 3
            shows: names the hardware
          - points: 0
            shows: names nothing
    anchor: Doubling leaves out what making the hardware emits.
"""

FILES = {
    LESSON_PATH: LESSON,
    MASTER_PATH: MASTER,
    SYLLABUS_PATH: SYLLABUS,
    RUBRIC_PATH: RUBRIC,
}
