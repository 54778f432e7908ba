"""A class of the small course, and what is there after it was graded, to be compared."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import MetaData, create_engine, text

from greenlib.classroom.build import build
from greenlib.classroom.worker import REPORT
from tests.conftest import make_small_course

SLUG = "01-footprint"
SCORES = {
    "return 2 * number": 2.0,
    "return number + number": 2.0,
    "return number": 0.0,
    "return abs(2 * number)": 0.0,
    "raise NotImplementedError()": 0.0,
}
_SEEDS = 4  # two, each of which goes on in a copy of itself
_ID = re.compile(r"[0-9a-f]{32}")


def make_class(folder: Path, students: int, seconds: float = 0) -> dict[str, float]:
    """Make a course with that many submissions in `folder`; return what each must get.

    Each takes `seconds` to run, so that there is time to come in between.
    """
    folder.mkdir(parents=True, exist_ok=True)
    build(make_small_course(folder))
    return hand_in(folder, students, seconds)


def hand_in(folder: Path, students: int, seconds: float = 0, turn: int = 0) -> dict[str, float]:
    """Hand in for that many students, other answers at each `turn`; return what each must get."""
    released = (folder / "release" / SLUG / f"{SLUG}.ipynb").read_text()
    expected = {}
    for number in range(students):
        answer, score = list(SCORES.items())[(number + 2 * turn) % len(SCORES)]
        student = f"student-{number + 1:02}"
        content = released.replace("raise NotImplementedError()", answer)
        wait = f"import time; time.sleep({seconds})  # {student}"
        content = content.replace('"def double', json.dumps(wait + "\n") + ',\n    "def double')
        handed_in = folder / "submitted" / student / SLUG
        handed_in.mkdir(parents=True, exist_ok=True)
        (handed_in / f"{SLUG}.ipynb").write_text(content)
        expected[student] = score
    return expected


def command(*arguments: str) -> list[str]:
    """Return the command line that grades the class without feedback pages."""
    code = "from greenlib.classroom.cli import app; app(prog_name='greenlib')"
    # A shell that runs tests in the background has what they start ignore Ctrl-C.
    code = f"import signal; signal.signal(signal.SIGINT, signal.default_int_handler); {code}"
    return [sys.executable, "-c", code, "grade", SLUG, "--no-feedback", *arguments]


def grade(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    """Grade the class undisturbed, from the command line."""
    return subprocess.run(command(*arguments), cwd=folder, capture_output=True, text=True)


def url_of(folder: Path) -> str:
    return f"sqlite:///{folder / 'gradebook.db'}"


def gradebook(url: str) -> dict[str, Counter]:
    """Return table -> its rows, ids replaced by what they stand for and times left out."""
    engine, tables = create_engine(url), MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        rows = {
            name: connection.execute(table.select()).mappings().all()
            for name, table in tables.tables.items()
        }
    engine.dispose()
    by_id = {
        name: {row["id"]: row for row in of} for name, of in rows.items() if of and "id" in of[0]
    }

    def content(name: str, row) -> tuple:
        return tuple(_cell(column, row[column.name]) for column in tables.tables[name].columns)

    def _cell(column, value):
        if "timestamp" in column.name:
            return None
        for key in column.foreign_keys:
            if value is not None:
                table = key.column.table.name
                return content(table, by_id[table][value])
        return "id" if isinstance(value, str) and _ID.fullmatch(value) else value

    return {name: Counter(content(name, row) for row in of) for name, of in rows.items()}


def scores(url: str) -> dict[str, list[float]]:
    """Return student -> every grade that the gradebook holds of them; one each is right."""
    # Not through nbgrader, which would make tables that a killed run had not made yet.
    query = text(
        "SELECT student_id, auto_score FROM grade "
        "JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id "
        "JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id"
    )
    found: dict[str, list[float]] = {}
    engine = create_engine(url)
    with engine.connect() as connection:
        for student, score in connection.execute(query):
            found.setdefault(student, []).append(score)
    engine.dispose()
    return found


def reported(folder: Path) -> dict[str, list[float]]:
    """Return student -> the points that a report says were written down since they handed in."""
    found = {}
    for path in (folder / "autograded").glob(f"*/*/{REPORT}"):
        student = path.parts[-3]
        handed_in = folder / "submitted" / student / SLUG / f"{SLUG}.ipynb"
        if path.stat().st_mtime_ns > handed_in.stat().st_mtime_ns:
            found[student] = list(json.loads(path.read_bytes())["scores"].values())
    return found


def files(folder: Path) -> dict[str, object]:
    """Return path -> content of what is in autograded/, without measured times."""
    found: dict[str, object] = {}
    for path in sorted((folder / "autograded").rglob("*")):
        if path.name == REPORT:
            report = json.loads(path.read_bytes())
            found[str(path.relative_to(folder))] = {
                key: value for key, value in report.items() if "seconds" not in key
            }
        elif path.is_file():
            found[str(path.relative_to(folder))] = path.read_bytes()
    return found


@dataclass(frozen=True)
class Process:
    """A running process: its id, its parent's and its command line."""

    id: int
    parent: int
    command: str


def processes(mark: str) -> list[Process]:
    """Return the running processes whose PYTHONPATH holds `mark`."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark.encode() in (folder / "environ").read_bytes():
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                command = (folder / "cmdline").read_text().replace("\0", " ")
                found.append(Process(int(folder.name), parent, command))
        except OSError:
            continue
    return found


def workers(mark: str) -> list[Process]:
    """Return the workers of a run: they are forked from its server."""
    forked = [p for p in processes(mark) if "multiprocessing.forkserver" in p.command]
    return [process for process in forked if process.parent in {p.id for p in forked}]


def warm(mark: str) -> list[Process]:
    """Return the seeds of a run, warm parents of its engines, and what they have forked."""
    return [process for process in processes(mark) if "engine.warm" in process.command]


def grading(mark: str) -> bool:
    """Return whether a run has come so far that warm parents were forked from its seeds."""
    return len(warm(mark)) > _SEEDS


def marked_environment(mark: str) -> dict[str, str]:
    """Return an environment whose processes `processes` finds; all that grading starts keep it."""
    path = os.pathsep.join(filter(None, [os.environ.get("PYTHONPATH"), mark]))
    return {**os.environ, "PYTHONPATH": path}
