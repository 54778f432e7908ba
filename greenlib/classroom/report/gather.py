"""Read all that a report is made from: the gradebook, the graded notebooks, the lists of students.

Nothing is run and nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..bank import Bank, read_bank
from ..database import patiently
from ..errors import CourseError, UsageError
from ..grade import students_of
from ..gradebook import config_of
from ..masters import Question, is_answer
from ..notebooks import grade_id
from ..results import StudentResult, read_results
from ..runs import PastRun, past_runs
from ..site import Site, site_of
from ..submission import Graded
from ..submissions import read_cells, read_file
from ..syllabus import Objective, read_syllabus
from ..worker import REPORT, read_report


@dataclass(frozen=True)
class Class:
    """A class and what it handed in for one assignment.

    Parameters
    ----------
    slug, title : the assignment and its unit's title.
    questions, objectives : of the assignment, in order.
    results : what each student got who has been graded, sorted by name.
    graded : student -> what grading wrote down.
    answers : student -> question -> what the student wrote.
    known : question -> the release, the reference and the answers of the bank.
    handed_in : who handed in something, graded or not.
    enrolled : who is in the gradebook.
    listed : who is on the list that the instructor gave; None without one.
    site : where it was graded, if the configuration says so.
    runs : the runs that graded it, oldest first.
    """

    slug: str
    title: str
    questions: tuple[Question, ...]
    objectives: tuple[Objective, ...] = ()
    results: tuple[StudentResult, ...] = ()
    graded: Mapping[str, Graded] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    known: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    handed_in: frozenset[str] = frozenset()
    enrolled: frozenset[str] = frozenset()
    listed: frozenset[str] | None = None
    site: Site | None = None
    runs: tuple[PastRun, ...] = ()


def gather(
    root: Path,
    slug: str,
    listed: frozenset[str] | None = None,
    *,
    planned: Callable[[int], None] = lambda count: None,
    done: Callable[[], None] = lambda: None,
) -> Class:
    """Return the class that handed in assignment `slug` in the course directory `root`.

    Parameters
    ----------
    listed : the ids of all students, if the instructor has a list.
    planned, done : called with the number of submissions, and after each one.

    Raises UsageError for an assignment that does not exist or has no submissions, CourseError if
    none of them is graded yet.
    """
    bank = read_bank(root, slug)
    config = config_of(root)
    url = config.CourseDirectory.db_url
    graded = _read_graded(root, slug)
    planned(len(graded))
    answers = {}
    for student, result in graded.items():
        if not result.problem:
            path = root / "autograded" / student / slug / f"{slug}.ipynb"
            answers[student] = answers_in(read_file(path), bank.questions, str(path))
        done()
    syllabus = root / "course" / "syllabus.yml"
    unit = read_syllabus(syllabus).unit(slug) if syllabus.is_file() else None
    return Class(
        slug,
        unit.title if unit else slug,
        bank.questions,
        tuple(unit.objectives) if unit else (),
        tuple(read_results(url, slug, bank.questions, graded)),
        graded,
        answers,
        _known_answers(bank),
        frozenset(graded) | _handed_in(root, slug),
        patiently(url, lambda: _enrolled(url)),
        listed,
        site_of(config),
        past_runs(root, slug),
    )


def read_list(path: Path) -> frozenset[str]:
    """Return the student ids in a file: one a line, empty lines left out.

    Raises UsageError, naming the file, if it cannot be read as text or holds none.
    """
    try:
        # Excel and Notepad put a byte order mark in front.
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path} cannot be read: {error}. Next: give a text file in UTF-8, one id a line."
        ) from None
    ids = frozenset(line.strip() for line in lines) - {""}
    if not ids:
        raise UsageError(f"{path} names no student. Next: write one id a line.")
    return ids


def answers_in(notebook: bytes, questions: Iterable[Question], name: str) -> dict[str, str]:
    """Return question -> what a student wrote, from the bytes of a graded notebook.

    Raises CourseError, calling the notebook `name`, for bytes that are none.
    """
    cells, _ = read_cells(notebook, name)
    sources = {cell.grade_id: cell.source for cell in cells if cell.grade_id}
    return {
        question.name: "\n".join(sources.get(name, "") for name in question.answer_ids)
        for question in questions
    }


def _read_graded(root: Path, slug: str) -> dict[str, Graded]:
    paths = sorted((root / "autograded").glob(f"*/{slug}/{REPORT}"))
    students = [path.parent.parent.name for path in paths]
    found = {student: read_report(root, student, slug) for student in students}
    graded = {student: report for student, report in found.items() if report is not None}
    if not graded:
        count = len(students_of(root, slug))
        raise CourseError(
            f"{count} handed in {slug} and none is graded. Next: greenlib grade {slug}."
        )
    return graded


def _handed_in(root: Path, slug: str) -> frozenset[str]:
    return frozenset(
        path.parent.name for path in (root / "submitted").glob(f"*/{slug}") if path.is_dir()
    )


def _known_answers(bank: Bank) -> dict[str, tuple[str, ...]]:
    released = {grade_id(cell): cell.source for cell in bank.released.cells if is_answer(cell)}
    reference = {grade_id(cell): cell.source for cell in bank.master.nb.cells if is_answer(cell)}
    known = {}
    for question in bank.questions:
        ids = question.answer_ids
        ours = ["\n".join(source[name] for name in ids) for source in (released, reference)]
        given = [answer.source for answer in bank.answers if answer.question == question.name]
        known[question.name] = (*ours, *given)
    return known


def _enrolled(url: str) -> frozenset[str]:
    from nbgrader import api
    from sqlalchemy import select

    with api.Gradebook(url, "greenlib") as gradebook:
        return frozenset(gradebook.db.execute(select(api.Student.id)).scalars())
