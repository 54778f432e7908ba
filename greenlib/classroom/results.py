"""What a class got, question by question, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .database import patiently
from .masters import Question
from .submission import Graded


@dataclass(frozen=True)
class QuestionResult:
    """What a student got for one question.

    `score` is None while a person has still to mark it; `reasons` say why points were lost.
    """

    question: str
    score: float | None
    max_score: int
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class StudentResult:
    """What a student got for an assignment.

    Parameters
    ----------
    problem : why it could not be graded; "" if it was.
    remarks : what was found and put right in the notebook before it was, and which code had to be
        stopped.
    not_contained : why the student's code was not kept apart while it ran; "" if it was.
    new : whether it was graded in this run; if not, it had not changed since an earlier one.
    latency_s : wall time in this run, from reading the file to the grade in the gradebook.
    cpu_seconds : CPU time of the student's code.
    """

    student: str
    questions: tuple[QuestionResult, ...]
    problem: str = ""
    remarks: tuple[str, ...] = ()
    not_contained: str = ""
    new: bool = True
    # Measured, so two runs of the same submission are the same result.
    latency_s: float = field(default=0.0, compare=False)
    cpu_seconds: float = field(default=0.0, compare=False)

    @property
    def score(self) -> float:
        """The points so far; questions that wait for a person count nothing yet."""
        return sum(result.score or 0 for result in self.questions)

    @property
    def lost(self) -> list[QuestionResult]:
        """The questions that lost points and say why."""
        return [result for result in self.questions if result.reasons]


def read_results(
    url: str, slug: str, questions: Iterable[Question], graded: Mapping[str, Graded]
) -> list[StudentResult]:
    """Return the results of every student in `graded`, sorted by name.

    Points come from the gradebook, where a person may have marked or changed them.

    Parameters
    ----------
    url : of the gradebook.
    slug : the assignment.
    questions : the assignment's questions, from its master.
    graded : student -> what grading the submission gave.
    """
    questions = list(questions)
    points = patiently(url, lambda: points_by_student(url, slug))
    results = []
    for student, result in sorted(graded.items()):
        if result.problem:
            parts = tuple(QuestionResult(q.name, 0, q.points) for q in questions)
        else:
            parts = tuple(_result(q, points.get(student, {}), result.reasons) for q in questions)
        results.append(StudentResult(
            student, parts, result.problem, result.remarks, result.not_contained, result.new,
            result.latency_s, result.cpu_seconds,
        ))  # fmt: skip
    return results


def points_by_student(url: str, slug: str) -> dict[str, dict[str, float | None]]:
    """Return student -> grade id -> points; None where a person has still to mark."""
    from nbgrader import api
    from sqlalchemy import select

    in_notebook = api.Grade.notebook_id == api.SubmittedNotebook.id
    in_submission = api.SubmittedNotebook.assignment_id == api.SubmittedAssignment.id
    of_assignment = api.SubmittedAssignment.assignment_id == api.Assignment.id
    query = (
        select(
            api.SubmittedAssignment.student_id, api.BaseCell.name, api.Grade.score,
            api.Grade.needs_manual_grade,
        )
        .join_from(api.Grade, api.SubmittedNotebook, in_notebook)
        .join(api.SubmittedAssignment, in_submission)
        .join(api.Assignment, of_assignment)
        .join(api.BaseCell, api.Grade.cell_id == api.BaseCell.id)
        .where(api.Assignment.name == slug)
    )  # fmt: skip
    points: dict[str, dict[str, float | None]] = {}
    with api.Gradebook(url, "greenlib") as gradebook:
        for student, cell, score, waits in gradebook.db.execute(query):
            points.setdefault(student, {})[cell] = None if waits else score
    return points


def _result(question: Question, scores: dict, reasons: dict[str, str]) -> QuestionResult:
    ids = question.test_ids or question.answer_ids
    parts = [scores.get(name) for name in ids]
    score = None if None in parts else sum(parts)
    if question.is_prose:
        return QuestionResult(
            question.name, score, question.points, ("no answer",) if score == 0 else ()
        )
    found = dict.fromkeys(reasons[name] for name in ids if name in reasons)
    return QuestionResult(question.name, score, question.points, tuple(found))
