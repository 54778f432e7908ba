"""What nbgrader's gradebook holds about each submission of an assignment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..marking import chosen_levels
from ..results import points_by_student
from ..syllabus import Level, ProseRubric


@dataclass(frozen=True)
class Marks:
    """What the gradebook holds about one submission.

    points : grade id -> points; None where a person has still to mark.
    by_hand : the grade ids whose points a person gave.
    unanswered : the grade ids of answers that are as they were released.
    comments : grade id of an answer -> what the instructor wrote about it, in Markdown.
    levels : prose question -> criterion -> the level that was chosen.
    penalty : the points that a late submission lost.
    """

    points: Mapping[str, float | None]
    by_hand: frozenset[str] = frozenset()
    unanswered: frozenset[str] = frozenset()
    comments: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, Mapping[str, Level]] = field(default_factory=dict)
    penalty: float = 0


def read_marks(url: str, slug: str, rubrics: Mapping[str, ProseRubric]) -> dict[str, Marks]:
    """Return the marks of every graded submission, by student.

    Parameters
    ----------
    url : the gradebook's; see `gradebook.db_url`.
    slug : the assignment.
    rubrics : those of its prose questions.
    """
    from nbgrader import api
    from sqlalchemy import select

    grade, comment, notebook = api.Grade, api.Comment, api.SubmittedNotebook
    by_hand, unanswered, comments, penalties = {}, {}, {}, {}
    levels = chosen_levels(url, slug, rubrics)
    with api.Gradebook(url, "greenlib") as gradebook:

        def rows(columns, kind, cell):
            submission = api.SubmittedAssignment
            return gradebook.db.execute(
                select(submission.student_id, *columns)
                .join_from(kind, notebook, kind.notebook_id == notebook.id)
                .join(submission, notebook.assignment_id == submission.id)
                .join(api.Assignment, submission.assignment_id == api.Assignment.id)
                .join(api.BaseCell, cell == api.BaseCell.id)
                .where(api.Assignment.name == slug)
            )

        columns = api.BaseCell.name, grade.manual_score, notebook.late_submission_penalty
        for student, name, manual, penalty in rows(columns, grade, grade.cell_id):
            penalties[student] = penalty or 0
            if manual is not None:
                by_hand.setdefault(student, set()).add(name)
        columns = api.BaseCell.name, comment.manual_comment, comment.auto_comment
        for student, name, written, found in rows(columns, comment, comment.cell_id):
            if written:
                comments.setdefault(student, {})[name] = written
            if found:
                unanswered.setdefault(student, set()).add(name)
    return {
        student: Marks(
            points, frozenset(by_hand.get(student, ())), frozenset(unanswered.get(student, ())),
            comments.get(student, {}), levels.get(student, {}), penalties.get(student, 0),
        )
        for student, points in points_by_student(url, slug).items()
    }  # fmt: skip
