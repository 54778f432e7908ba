"""Grade one submission: from the bytes that were handed in to points, reasons and a notebook.

Pure but for the engine: what comes in and goes out is plain data, so it runs on any machine.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from nbformat import NotebookNode

from .assignment import Assignment
from .engine import Engine, RunReport
from .errors import CourseError
from .judged import cells_to_run, put_outputs
from .masters import is_answer, is_graded
from .notebooks import grade_id, to_bytes
from .remarks import with_remarks
from .repair import repair
from .words import failure_in_words


@dataclass(frozen=True)
class Graded:
    """What grading one submission gave.

    digest : of the submission and of all else that decides the grade.
    problem : why it could not be graded; then the rest is empty.
    notebook : the graded notebook, as .ipynb.
    scores : grade id -> points; None where a person has to mark it.
    unanswered : grade ids of answer cells that are as they were released.
    reasons : grade id of a test -> why it failed, in words.
    remarks : what else student and instructor should know.
    not_contained : why the student's code was not kept apart while it ran; "" if it was.
    seconds, cpu_seconds : wall time of the cells; CPU time of the student's process.
    new, latency_s : of this run, and not written down: whether it was graded, and the wall time
        from reading the file to its grade in the gradebook.
    """

    digest: str
    problem: str = ""
    notebook: bytes = b""
    scores: dict[str, float | None] = field(default_factory=dict)
    unanswered: tuple[str, ...] = ()
    reasons: dict[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    not_contained: str = ""
    new: bool = False
    latency_s: float = 0.0


@dataclass(frozen=True)
class Submission:
    """What a student handed in: the file's name and content, and remarks on which file it is."""

    name: str
    data: bytes
    remarks: tuple[str, ...] = ()


def digest_of(assignment: Assignment, submission: Submission) -> str:
    """Return what a grade depends on: the submission, the assignment and our code."""
    about = repr((assignment.digest, submission.name, submission.remarks))
    return hashlib.sha256(about.encode() + submission.data).hexdigest()


def grade_submission(assignment: Assignment, engine: Engine, submission: Submission) -> Graded:
    """Grade a submission; never raises for what is in it."""
    digest = digest_of(assignment, submission)
    try:
        nb, remarks = repair(submission.data, assignment.released_notebook(), submission.name)
    except CourseError as error:
        return Graded(digest, problem=str(error))
    _put_tests_back(nb, assignment)
    report = engine.run(cells_to_run(nb))
    put_outputs(nb, report)
    stops = (remark.rstrip(".") for remark in report.remarks)
    return _graded(
        digest, nb, report, (*submission.remarks, *remarks, *stops), engine.not_contained
    )


def _put_tests_back(nb: NotebookNode, assignment: Assignment) -> None:
    """Give the cells that are not the student's their text with hidden tests."""
    full = {cell.id: cell for cell in assignment.graded_notebook().cells}
    for cell in nb.cells:
        if cell.id in full and not is_answer(cell):
            cell.source = full[cell.id].source


def _graded(
    digest: str, nb: NotebookNode, report: RunReport, remarks: tuple[str, ...], not_contained: str
) -> Graded:
    from nbgrader.utils import compute_checksum, determine_grade

    failed = {cell.name: cell for cell in report.cells if cell.error_name}
    scores = {grade_id(cell): determine_grade(cell)[0] for cell in nb.cells if is_graded(cell)}
    unanswered = tuple(
        grade_id(cell) for cell in nb.cells
        if is_answer(cell) and compute_checksum(cell) == cell.metadata.nbgrader.get("checksum")
    )  # fmt: skip
    reasons = {
        name: failure_in_words(failed[name].error_name, failed[name].error_text)
        for name in scores if name in failed
    }  # fmt: skip
    return Graded(
        digest, "", to_bytes(with_remarks(nb, remarks)), scores, unanswered, reasons, remarks,
        report.seconds, report.cpu_seconds, not_contained,
    )  # fmt: skip
