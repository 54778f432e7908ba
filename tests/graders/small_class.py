"""A course of one assignment, and a class for it: what the tests of damage and noise grade.

Three questions a machine marks (a number, a table, a text) and one that a person marks.
"""

from __future__ import annotations

import copy
import inspect
import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from greenlib.classroom.bank import Bank, read_bank
from greenlib.classroom.grade import grade
from greenlib.classroom.notebooks import to_bytes
from greenlib.classroom.results import StudentResult
from tests.conftest import ROOT

SLUG = "01-small"
NOTEBOOK = f"{SLUG}.ipynb"
FULL = (2, 3, 2, None)  # None: a person marks it
NEIGHBOURS = ("neighbour-good", "neighbour-empty", "neighbour-wrong")


@dataclass(frozen=True)
class Form:
    """One way to hand in a good submission that is not as it was released.

    `write` puts it into the student's folder. `points` are what each question gets, None if it
    cannot be graded; `says` the words that student and instructor read; `why` explains both.
    """

    name: str
    write: Callable[[Path, NotebookNode], None]
    points: tuple | None
    says: tuple[str, ...]
    why: str

    @property
    def student(self) -> str:
        return self.name.replace(" ", "-")


@dataclass
class Forms:
    """A table of forms, filled by decorating the function that makes each."""

    rows: list[Form] = field(default_factory=list)

    def form(self, name: str, *says: str, points: tuple | None = FULL):
        """Register a function of (notebook), or (folder, notebook), under `name`.

        A notebook is changed in place, or text, bytes or JSON to hand in come back. The function's
        docstring is the reason for what is expected.
        """

        def register(make: Callable) -> Callable:
            def write(folder: Path, nb: NotebookNode) -> None:
                if len(inspect.signature(make).parameters) == 2:
                    make(folder, nb)
                    return
                made = make(nb)
                (folder / NOTEBOOK).write_bytes(_bytes_of(nb if made is None else made))

            why = " ".join((make.__doc__ or "").split())
            self.rows.append(Form(name, write, points, says, why))
            return make

        return register


def _bytes_of(made: Any) -> bytes:
    if isinstance(made, bytes):
        return made
    if isinstance(made, NotebookNode) and isinstance(made.get("cells"), list):
        return to_bytes(made)
    return made.encode() if isinstance(made, str) else json.dumps(made).encode()


def make_course(folder: Path) -> Bank:
    """Make a course directory with the small assignment in `folder`; return what it asks."""
    source = folder / "source" / SLUG / f"{SLUG}.py"
    source.parent.mkdir(parents=True)
    source.write_text(MASTER)
    shutil.copyfile(ROOT / "nbgrader_config.py", folder / "nbgrader_config.py")
    bank = read_bank(folder, SLUG)
    released = folder / "release" / SLUG / NOTEBOOK
    released.parent.mkdir(parents=True)
    released.write_bytes(to_bytes(bank.released))
    return bank


def grade_class(folder: Path, forms: Iterable[Form]) -> Mapping[str, StudentResult]:
    """Grade the neighbours and a student for each form; return student -> result."""
    bank = make_course(folder)
    for student, nb in zip(NEIGHBOURS, _neighbours(bank), strict=True):
        _folder_of(folder, student).joinpath(NOTEBOOK).write_bytes(to_bytes(nb))
    for form in forms:
        form.write(_folder_of(folder, form.student), bank.submission())
    return {result.student: result for result in grade(folder, SLUG)}


def _neighbours(bank: Bank) -> list[NotebookNode]:
    good = bank.submission()
    wrong = copy.deepcopy(good)
    cell(wrong, "energy_kwh").source = "def energy_kwh(power_w, hours):\n    return power_w * hours"
    return [good, bank.submission(rest="untouched"), wrong]


def _folder_of(course: Path, student: str) -> Path:
    folder = course / "submitted" / student / SLUG
    folder.mkdir(parents=True)
    return folder


def cell(nb: NotebookNode, name: str) -> NotebookNode:
    """Return the cell of `nb` whose id is `name`."""
    return next(cell for cell in nb.cells if cell.id == name)


def points_of(result: StudentResult) -> tuple | None:
    """Return the points of each question, or None if the submission could not be graded."""
    return None if result.problem else tuple(part.score for part in result.questions)


def words_of(result: StudentResult) -> str:
    """Return all that is said about a submission, in one text."""
    reasons = [reason for part in result.questions for reason in part.reasons]
    return "\n".join([result.problem, *result.remarks, *reasons])


_ANSWER = (
    '# %% nbgrader={{"grade": false, "grade_id": "{}", "locked": false, "schema_version": 3, '
    '"solution": true, "task": false}}'
)
_TEST = (
    '# %% nbgrader={{"grade": true, "grade_id": "{}", "locked": true, "points": {}, '
    '"schema_version": 3, "solution": false, "task": false}}'
)
_PROSE = (
    '# %% [markdown] nbgrader={{"grade": true, "grade_id": "{}", "locked": false, "points": {}, '
    '"schema_version": 3, "solution": true, "task": false}}'
)
MASTER = f'''\
# %% [markdown]
# # A small assignment about energy

# %% [markdown]
# ### Question 1 · Energy in kilowatt-hours · 2 points

{_ANSWER.format("energy_kwh")}
def energy_kwh(power_w, hours):
    """Return the energy in kWh."""
    ### BEGIN SOLUTION
    energy_wh = power_w * hours
    return energy_wh / 1000
    ### END SOLUTION

{_TEST.format("test_energy_kwh", 2)}
from greenlib import checks

checks.returns(energy_kwh, 80, 12, expected=0.96, unit="kWh")
### BEGIN HIDDEN TESTS
checks.returns(energy_kwh, 350, 3, expected=1.05, unit="kWh")
### END HIDDEN TESTS

# %% [markdown]
# ### Question 2 · A table with emissions · 3 points

{_ANSWER.format("with_emissions")}
import pandas as pd


def with_emissions(jobs, intensity_g_per_kwh):
    """Return the jobs with one column more, emissions_g."""
    ### BEGIN SOLUTION
    table = jobs.copy()
    table["emissions_g"] = table["energy_kwh"] * intensity_g_per_kwh
    return table
    ### END SOLUTION

{_TEST.format("test_with_emissions", 1)}
import pandas as pd

from greenlib import checks

jobs = pd.DataFrame({{"job": ["train", "serve"], "energy_kwh": [2.5, 0.5]}})
checks.returns(with_emissions, jobs, 400, expected=jobs.assign(emissions_g=[1000.0, 200.0]))

{_TEST.format("test_with_emissions_again", 2)}
import pandas as pd

from greenlib import checks

### BEGIN HIDDEN TESTS
more = pd.DataFrame({{"job": ["copy"], "energy_kwh": [3.0]}})
checks.returns(with_emissions, more, 250, expected=more.assign(emissions_g=[750.0]))
### END HIDDEN TESTS

# %% [markdown]
# ### Question 3 · The cleanest place · 2 points

{_ANSWER.format("cleanest")}
def cleanest(intensities):
    """Return the name of the place with the least g CO2e per kWh."""
    ### BEGIN SOLUTION
    return min(intensities, key=intensities.get)
    ### END SOLUTION

{_TEST.format("test_cleanest", 2)}
from greenlib import checks

checks.returns(cleanest, {{"France": 56, "Poland": 662}}, expected="France")
### BEGIN HIDDEN TESTS
checks.returns(cleanest, {{"India": 713, "Norway": 30, "Spain": 174}}, expected="Norway")
### END HIDDEN TESTS

# %% [markdown]
# ### Question 4 · What is left out · 2 points

{_PROSE.format("left_out", 2)}
# ### BEGIN SOLUTION
# The energy that the building needs and the making of the machine are left out.
# ### END SOLUTION
'''
