"""What several tests need: the course directory, and a copy of it to try things on."""

import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def interruptible(*arguments: str) -> list[str]:
    """Return the command line of `greenlib` such that Ctrl-C reaches it.

    A shell that runs a command in the background lets it, and all it starts, ignore Ctrl-C.
    """
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from greenlib.classroom.cli import app; app(prog_name='greenlib')"
    )
    return [sys.executable, "-c", code, *arguments]


@pytest.fixture(scope="session")
def root() -> Path:
    """The course directory: the root of the repository."""
    return ROOT


@pytest.fixture
def small_course(tmp_path: Path) -> Path:
    """A course directory of its own, with one lesson and one assignment, to break on purpose."""
    return make_small_course(tmp_path)


def make_small_course(folder: Path, master: str | None = None) -> Path:
    """Write a course with one lesson and one assignment into `folder`, and return it.

    `master` is the text of the assignment's master; by default one with a single question.
    """
    for name in ("course", "source/01-footprint"):
        (folder / name).mkdir(parents=True)
    for name in ("nbgrader_config.py", "constraints.txt"):
        shutil.copyfile(ROOT / name, folder / name)
    (folder / "course" / "01-footprint.py").write_text(LESSON)
    (folder / "source/01-footprint/01-footprint.py").write_text(master or MASTER)
    return folder


LESSON = """\
# %% [markdown]
# # A small lesson

# %%
6 * 7
"""

MASTER = """\
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
### BEGIN HIDDEN TESTS
checks.returns(double, -3.5, expected=-7.0)
### END HIDDEN TESTS
"""  # noqa: E501
