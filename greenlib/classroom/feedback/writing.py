"""Feedback pages written for a class."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from .. import gradebook
from ..build import read_master
from ..database import patiently
from ..errors import UsageError
from ..files import publish
from ..syllabus import Unit, read_rubrics, read_syllabus
from ..worker import read_report
from .handout import handout_of
from .marks import read_marks
from .page import feedback_page, notice_page


@dataclass(frozen=True)
class Written:
    """What was written: how many pages there are, those that changed, and student -> why not."""

    pages: int
    changed: tuple[Path, ...]
    failed: dict[str, str]


class PageMaker:
    """Makes the pages of assignment `slug` in the course directory `root`.

    `masters` is the course directory with the master, `url` the gradebook's.
    """

    def __init__(self, root: Path, slug: str, masters: Path, url: str):
        self._root, self._slug = root, slug
        rubrics = read_rubrics(masters / "source" / slug)
        self._handout = handout_of(
            read_master(masters, slug), slug, _unit(masters, slug), rubrics
        )  # fmt: skip
        self._marks = patiently(url, lambda: read_marks(url, slug, rubrics))

    def page(self, student: str, nb: NotebookNode | None = None) -> bytes:
        """Return the page of `student`; `nb` is the graded notebook, read from its place if None.

        Raises OSError or ValueError for a graded notebook that cannot be read, KeyError for a
        student without grades.
        """
        report = read_report(self._root, student, self._slug)
        if report is not None and report.problem:
            return notice_page(self._handout, student, report.problem)
        if nb is None:
            path = self._root / "autograded" / student / self._slug / f"{self._slug}.ipynb"
            nb = nbformat.read(path, as_version=4)
        return feedback_page(self._handout, student, self._marks[student], nb)


def write_pages(
    root: Path,
    slug: str,
    *,
    source_root: Path | None = None,
    db: str | None = None,
    planned: Callable[[int], None] = lambda count: None,
    done: Callable[[str], None] = lambda student: None,
) -> Written:
    """Write ``feedback/STUDENT/slug/slug.html`` for every graded submission, where nbgrader does.

    A page that would be as it is stays untouched. Nothing that is in one submission stops the
    pages of the others.

    Parameters
    ----------
    root : the course directory with gradebook, autograded and feedback.
    slug : the assignment.
    source_root : the course directory with the master, if not `root`.
    db : the URL of the gradebook, if not the course's own.
    planned, done : called with the number of submissions, and with each student as it ends.

    Raises UsageError for an assignment that does not exist or of which nothing was graded.
    """
    masters = source_root or root
    read_master(masters, slug)
    students = sorted(path.parent.name for path in (root / "autograded").glob(f"*/{slug}"))
    if not students:
        raise UsageError(
            f"no submission of {slug} in {root} was graded. Next: greenlib grade {slug}."
        )
    planned(len(students))
    config = gradebook.config_of(root, settings_from=masters, db=db)
    maker = PageMaker(root, slug, masters, config.CourseDirectory.db_url)
    changed, failed = [], {}
    for student in students:
        try:
            page = maker.page(student)
        except Exception as error:
            failed[student] = f"{type(error).__name__}: {error}"
        else:
            changed += publish({root / "feedback" / student / slug / f"{slug}.html": page})
        done(student)
    return Written(len(students) - len(failed), tuple(changed), failed)


def _unit(masters: Path, slug: str) -> Unit | None:
    path = masters / "course" / "syllabus.yml"
    return read_syllabus(path).unit(slug) if path.is_file() else None
