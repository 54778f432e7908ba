"""A course of one unit with everything that a review shows, and hostile text in all of it."""

from pathlib import Path

from greenlib.classroom.bank import read_bank
from greenlib.classroom.matrix import Row
from greenlib.classroom.proved import Caught, Proof, inputs_of, proof_path, to_json

SLUG = "01-footprint"
HOSTILE = "<script>alert(1)</script>"


def complete(course: Path) -> Path:
    """Add to the small course what a review needs: syllabus, prose, rubric, bank, proof."""
    (course / "course" / "syllabus.yml").write_text(SYLLABUS)
    (course / "source" / SLUG / "rubric.yml").write_text(RUBRIC)
    with open(course / "source" / SLUG / f"{SLUG}.py", "a") as master:
        master.write(PROSE)
    answers = course / "tests" / "answers" / SLUG
    answers.mkdir(parents=True)
    (answers / "double.py").write_text(ANSWERS)
    (answers / "why.py").write_text(PROSE_ANSWERS)
    prove(course)
    return course


def prove(course: Path) -> None:
    """Store what grading would find for the answers of this course."""
    inputs = inputs_of(read_bank(course, SLUG))
    rows = (
        Row("double", f"Squared {HOSTILE}", "wrong", 0, 0, "too large", f"too large {HOSTILE}"),
        Row("double", "By shifting", "right", 2, 2, "", ""),
        Row("double", "Text twice", "wrong", 0, 1, "is text", "The test stopped."),
    )
    caught = (Caught("double", mutants=9, by_visible=4, by_hidden=7, equivalent=1),)
    proof_path(course, SLUG).write_bytes(to_json(Proof(inputs, rows, caught)))


SYLLABUS = f"""\
units:
  - slug: {SLUG}
    title: Twice as much {HOSTILE}
    minutes: 30
    points: 4
    objectives:
      - text: double a number of any size
        section: Doubling
        questions: [double]
      - text: say when doubling is wrong
        section: Doubling
        questions: []
"""
PROSE = f"""
# %% [markdown]
# ## Question 2 · Say why · 2 points
#
# Why is 42 the double? {HOSTILE}

# %% [markdown] nbgrader={{"grade": true, "grade_id": "why", "locked": false, "points": 2, "schema_version": 3, "solution": true, "task": false}}
# ### BEGIN SOLUTION
# Because 21 and 21 are 42.
# ### END SOLUTION
"""  # noqa: E501
RUBRIC = f"""\
rubrics:
  why:
    criteria:
      - name: the reason
        levels:
          - points: 2
            shows: adds the number to itself {HOSTILE}
          - points: 0
            shows: repeats the question
    anchor: Twenty-one and twenty-one are forty-two, so 42 is the double.
"""
ANSWERS = f"""\
# %% Squared {HOSTILE} kind="wrong" points=0 says="too large"
def double(number):
    return number**2


# %% By shifting kind="right"
def double(number):
    return number << 1


# %% Text twice kind="wrong" points=0 says="is text"
def double(number):
    return str(number) * 2
"""
PROSE_ANSWERS = f"""\
# %% [markdown] Repeats the question kind="wrong" points=0
# 42 is the double because it is. {HOSTILE}
"""
