"""What leaves the gradebook: one grade per student and assignment, never a guess.

A grade that a person has still to complete is no number, and neither is one of somebody who has
no graded submission.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from .errors import UsageError

if TYPE_CHECKING:
    from nbgrader.api import Gradebook

GRADED, WAITS, MISSING = "graded", "waits for a marker", "no graded submission"


@dataclass(frozen=True)
class Grade:
    """What a student has for an assignment, in points.

    state : GRADED, WAITS or MISSING; only the first has a score.
    score : what counts, after the late penalty; None if there is none yet.
    raw_score, penalty : what it is made of, as far as it goes.
    submitted : when it was handed in, in UTC; None if that is not known.
    """

    student: str
    assignment: str
    state: str
    score: float | None
    raw_score: float
    penalty: float
    max_score: float
    submitted: datetime | None


def read_grades(
    gradebook: Gradebook, assignments: Collection[str] = (), students: Collection[str] = ()
) -> list[Grade]:
    """Return the grades of these assignments and students, or of all, sorted by both.

    Raises UsageError for an assignment that is not in the gradebook.
    """
    known = {assignment.name: assignment for assignment in gradebook.assignments}
    for name in assignments:
        if name not in known:
            listed = ", ".join(sorted(known)) or "none"
            raise UsageError(
                f"{name!r} is not in the gradebook; there: {listed}. Next: greenlib grade {name}."
            )
    wanted = sorted(students or (student.id for student in gradebook.students))
    return [
        grade for name in sorted(assignments or known) for grade in _grades(known[name], wanted)
    ]


def _grades(assignment, students: list[str]) -> Iterator[Grade]:
    submissions = {one.student_id: one for one in assignment.submissions}
    for student in students:
        submission = submissions.get(student)
        if submission is None or not submission.notebooks:
            yield Grade(student, assignment.name, MISSING, None, 0, 0, assignment.max_score, None)
            continue
        raw, penalty = submission.score, submission.late_submission_penalty
        waits = submission.needs_manual_grade
        yield Grade(
            student, assignment.name, WAITS if waits else GRADED,
            None if waits else max(0.0, raw - penalty), raw, penalty, assignment.max_score,
            submission.timestamp,
        )  # fmt: skip


def points(value: float) -> str:
    """Return points as every LMS reads them: a point, two digits at most.

    >>> points(13.0), points(13.5), points(10 / 3)
    ('13', '13.5', '3.33')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".")
