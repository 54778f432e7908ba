"""Late submissions: due dates and extensions in nbgrader's tables, and a penalty per day.

nbgrader's own step assigns the penalty, with the plugin that nbgrader_config.py names.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from pathlib import Path

import nbformat
from nbgrader.plugins import LateSubmissionPlugin
from traitlets import Float
from traitlets.config import Config

from .database import patiently
from .roster import read_roster
from .schedule import Schedule, read_schedule
from .worker import submitted_at

_DAY_S = 86_400


class PointsPerDay(LateSubmissionPlugin):
    """Takes points for every day, or part of one, that a submission is late.

    >>> plugin = PointsPerDay(points_per_day=2, most_points=5)
    >>> [plugin.late_submission_penalty("student-01", 16, s) for s in (1, 86_401, 900_000)]
    [2.0, 4.0, 5.0]
    """

    points_per_day = Float(0.0, min=0.0, help="Points that a day costs; 0 for none.").tag(
        config=True
    )
    most_points = Float(math.inf, min=0.0, help="The most points that being late costs.").tag(
        config=True
    )

    def late_submission_penalty(
        self, student_id: str, score: float, total_seconds_late: float
    ) -> float | None:
        """Return the points to take; nbgrader takes no more than there are."""
        days = math.ceil(total_seconds_late / _DAY_S)
        return min(self.points_per_day * days, self.most_points) or None


def apply_schedule(
    config: Config, root: Path, slug: str, students: Collection[str], known: Collection[str]
) -> None:
    """Write due date and extensions into the gradebook, and penalties that change with them.

    Submissions that were graded before are not run again for it.

    Parameters
    ----------
    config : nbgrader's configuration, with the plugin for penalties.
    root : the course directory with schedule.yml, students.csv and the gradebook.
    slug : the assignment, which is registered in the gradebook.
    students : those who handed it in.
    known : the assignments that exist.

    Raises CourseError, naming the field, for a schedule or roster that is wrong.
    """
    schedule = read_schedule(root, known)
    url = config.CourseDirectory.db_url
    for student in patiently(url, lambda: _write_times(url, root, slug, students, schedule)):
        penalise(config, url, slug, student)


def penalise(config: Config, url: str, slug: str, student: str) -> None:
    """Let nbgrader's own step, with the plugin of the configuration, see to a late submission."""
    from nbgrader.preprocessors import AssignLatePenalties

    names = {"notebook": slug, "assignment": slug, "student": student}
    resources = {"nbgrader": {**names, "db_url": url}}
    AssignLatePenalties(config=config).preprocess(nbformat.v4.new_notebook(), resources)


def _write_times(
    url: str, root: Path, slug: str, students: Collection[str], schedule: Schedule
) -> list[str]:
    """Write times into the gradebook; return the students who are late or were penalised."""
    from nbgrader.api import Gradebook, SubmittedAssignment

    roster = read_roster(root)
    with Gradebook(url, "greenlib") as gradebook:
        assignment = gradebook.find_assignment(slug)
        assignment.duedate = schedule.due_utc(slug) or assignment.duedate
        if assignment.duedate is None:
            return []
        graded = {submission.student_id: submission for submission in assignment.submissions}
        for student in students:
            extension = schedule.extension(slug, student, roster)
            submission = graded.get(student)
            if submission is None and extension:
                gradebook.update_or_create_student(student)
                submission = SubmittedAssignment(
                    assignment=assignment, student=gradebook.find_student(student)
                )
                gradebook.db.add(submission)
            if submission is not None:
                submission.extension = extension or None
                at = submitted_at(root / "submitted" / student / slug)
                submission.timestamp = at or submission.timestamp
        gradebook.db.commit()
        return [
            student for student, one in graded.items()
            if one.notebooks and (one.total_seconds_late > 0 or one.late_submission_penalty)
        ]  # fmt: skip
